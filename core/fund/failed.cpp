// SPDX-License-Identifier: GPL-3.0-only
#include "backup.h"
#include "room.h"

#include <logging/log.h>

// The edge at which what was thrown becomes an answer.

namespace fund {

using namespace Qt::Literals::StringLiterals;
using journal::Answer;
using journal::Error;
using journal::ErrorKind;

Q_LOGGING_CATEGORY(fundLog, "funddesk.fund", QtInfoMsg)

namespace {

// Amounts that no command could have added up, so a row was altered.
storage::Failure contradicting(const money::Overflow&) {
    try {
        storage::contradiction(u"金额合计过大"_s);
    } catch (const storage::Failure& failure) {
        return failure;
    }
}

} // namespace

// Storage where the disk or the file failed, internal where the program did.
Answer failed(const std::exception& error, const QString& doing) {
    if (const auto* overflow = dynamic_cast<const money::Overflow*>(&error))
        return failed(contradicting(*overflow), doing);
    Answer answer;
    if (const auto* failure = dynamic_cast<const storage::Failure*>(&error)) {
        // Its sentence names files and things; the log needs to know of neither.
        qCWarning(fundLog) << "storage failed, kind" << static_cast<int>(failure->trouble()) << "in"
                           << doing;
        answer.rejection = Error{ErrorKind::Storage, {}, failure->sentence()};
        return answer;
    }
    const logging::InternalError internal = logging::internalError(error, doing);
    answer.rejection = Error{ErrorKind::Internal, {}, labels::internalError(internal), internal.id};
    return answer;
}

namespace {

// Somebody's doing, or the machine's: no fault of the program whatever the file holds.
bool isNoFault(const std::exception& error) {
    return dynamic_cast<const storage::Failure*>(&error)
           || dynamic_cast<const money::Overflow*>(&error)
           || dynamic_cast<const std::bad_alloc*>(&error);
}

} // namespace

// Before the program calls itself wrong it looks whether the tables are what the journal makes of
// them: over rows that no command wrote a right program stumbles too.
Answer Fund::stumbled(const std::exception& error, const QString& doing) {
    const QString altered = isNoFault(error) ? QString() : alteredPlace();
    if (altered.isEmpty())
        return failed(error, doing);
    qCWarning(fundLog) << "met what no command wrote in" << doing << error.what();
    try {
        storage::contradiction(altered);
    } catch (const storage::Failure& failure) {
        return failed(failure, doing);
    }
}

Answer answerTo(const std::exception& error, const QString& doing) {
    Answer answer;
    if (const auto* unfit = dynamic_cast<const InvalidSetup*>(&error))
        answer.rejection = unfit->rejection();
    else if (const auto* unsound = dynamic_cast<const VerificationFailed*>(&error))
        answer.rejection = Error{ErrorKind::Storage, {}, unsound->sentence()};
    else
        return failed(error, doing);
    return answer;
}

// For the log, which is no place for whatever somebody typed.
QString nameOf(const journal::Request& request) {
    const bool isKnown = registry().command(request.action) || registry().question(request.action);
    return isKnown ? request.action : u"unknown"_s;
}

} // namespace fund
