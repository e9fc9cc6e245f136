// SPDX-License-Identifier: GPL-3.0-only
#include "plan_making.h"
#include "paper.h"
#include "plan_labels.h"
#include "verbs.h"

#include <plan/plan_draft.h>
#include <plan/plan_file.h>
#include <storage/durable.h>

#include <QFileInfo>
#include <QJsonDocument>

// A plan file without writing JSON: a workbook that an office fills in, and what it says.

namespace fundctl {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;

namespace {

constexpr qint64 largestBook = 16 << 20;

void write(const QString& path, const QByteArray& bytes) {
    if (const auto rejection = storage::noOutput(path))
        throw CliError(BadFile, *rejection);
    if (QFileInfo::exists(path))
        throw CliError(BadFile, sentence("file.exists", path));
    storage::writeAtomically(path, bytes);
}

QByteArray readBook(const QString& path) {
    try {
        return storage::readWhole(path, largestBook);
    } catch (const storage::Failure& failure) {
        const bool large = failure.trouble() == storage::Trouble::TooLarge;
        throw CliError(large ? BadUsage : BadFile, failure.sentence());
    }
}

} // namespace

int makePlanTemplate(const QString& path, const QString& planName) {
    const plan::Draft draft =
        planName.isEmpty() ? plan::newDraft() : plan::draftOf(planNamed(planName, BadUsage));
    write(path, planBookOf(draft));
    print(u"已写出 %1:请照第一张表的说明填写,再运行 fundctl plan --from %1 PLAN.json。\n"_s.arg(
        path));
    return Done;
}

int makePlanFile(const QString& book, const QString& path) {
    const auto sheets = sheetsOf(readBook(book));
    if (!sheets)
        throw CliError(BadUsage, sentence("plan-draft.no-workbook", book));
    const plan::DraftRead read = plan::readDraft(plan::draftFrom(*sheets));
    // All of them, a line each; the last one ends the program.
    for (std::size_t i = 0; i + 1 < read.faults.size(); ++i)
        complain(read.faults[i].rejection.message());
    if (!read.faults.empty())
        throw CliError(BadUsage, read.faults.back().rejection.sentence());
    write(path, QJsonDocument(read.json).toJson());
    for (const QString& notice : read.foot.notices)
        print(u"记为原文出入:%1\n"_s.arg(notice));
    return checkPlan(path);
}

} // namespace fundctl
