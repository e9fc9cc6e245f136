// SPDX-License-Identifier: GPL-3.0-only
#include "fund.h"

#include "room.h"

#include <archive/content.h>
#include <archive/documents.h>
#include <journal/journal_list.h>
#include <plan/plan.h>

#include <QFileInfo>

// What a client needs beside commands and questions: bytes in and out, what was changed.

namespace fund {

using namespace Qt::Literals::StringLiterals;
using journal::Answer;
using labels::sentence;

std::variant<std::vector<reports::MonthPage>, journal::Rejection>
Fund::pagesOfMonth(const QString& user, const QString& month) {
    if (auto rejection = m_sessions.requireMaySpeak(user, u"disclosure"_s))
        return *std::move(rejection);
    try {
        return reports::pagesOfMonth({m_context, registry(), user}, month);
    } catch (const reports::DocumentError& notMade) {
        return notMade.rejection();
    } catch (const std::exception& error) {
        return *stumbled(error, u"disclose"_s).rejection;
    }
}

Answer Fund::upload(const QString& user, const QString& path, const storage::Progress& progress) {
    Answer answer;
    answer.rejection = m_sessions.requireMaySpeak(user, u"document.file"_s);
    if (!answer.rejection)
        answer.rejection = archive::unfitFile(path);
    if (answer.rejection)
        return answer;
    try {
        const auto facts = archive::factsOf(path, progress);
        if (!facts)
            throw storage::Failure(storage::Trouble::Io, sentence("file.changed", path));
        m_uploads.insert({user, facts->sha256}, {path, QFileInfo(path).fileName(), facts->size});
        answer.result = QJsonObject{{"sha256"_L1, facts->sha256}, {"size"_L1, facts->size}};
    } catch (const std::exception& error) {
        return stumbled(error, u"upload"_s);
    }
    return answer;
}

Answer Fund::content(const QString& user, const QString& sha256, QIODevice& to,
                     const storage::Progress& progress) {
    Answer first = ask({user, u"document.read"_s,
                        QJsonObject{{"sha256"_L1, sha256}, {"from"_L1, 0}, {"bytes"_L1, 1}}});
    if (!first.ok())
        return first;
    const qint64 size = first.result.toObject().value("size"_L1).toInteger();
    try {
        for (qint64 done = 0; done < size;) {
            const QByteArray part =
                archive::readContent(m_context, sha256, done, archive::chunkSize);
            if (part.isEmpty() || to.write(part) != part.size())
                throw storage::Failure(storage::Trouble::Full, sentence("content.not-complete"));
            done += part.size();
            storage::reportProgress(progress, done, size);
        }
    } catch (const std::exception& error) {
        return stumbled(error, u"content"_s);
    }
    Answer answer;
    answer.result = QJsonObject{{"sha256"_L1, sha256}, {"size"_L1, size}};
    return answer;
}

QString Fund::name() {
    try {
        return plan::current(m_context).name;
    } catch (const std::exception& error) {
        failed(error, u"name"_s); // noted; whatever is asked next says it
        return {};
    }
}

Answer Fund::changes(const QString& user, qint64 after) {
    Answer answer;
    answer.rejection = m_sessions.requireMaySpeak(user, u"changes"_s);
    if (answer.rejection)
        return answer;
    try {
        answer.result = journal::changesAfter(m_context, registry(), after);
    } catch (const std::exception& error) {
        return stumbled(error, u"changes"_s);
    }
    return answer;
}

} // namespace fund
