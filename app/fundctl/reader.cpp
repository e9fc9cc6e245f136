// SPDX-License-Identifier: GPL-3.0-only
#include "reader.h"

#include "opening.h"
#include "password.h"
#include "place.h"

#include <journal/json_text.h>
#include <reports/report_json.h>
#include <storage/durable.h>
#include <storage/part.h>

#include <QJsonArray>

namespace fundctl {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;

namespace {

[[noreturn]] void stop(const journal::Rejection& rejection) {
    const journal::Error* error = rejection.error();
    throw CliError(rejection.refusal() ? Refused
                   : isFailure(error)  ? BadFile
                                       : BadUsage,
                   rejection.sentence());
}

} // namespace

Reader::Reader(const Arguments& arguments, int fileAt) : m_user(userOf(arguments)) {
    if (isServerPlace(arguments.word(fileAt))) {
        m_remote = connectTo(arguments.word(fileAt), arguments);
        logInAt(*m_remote, m_user);
        return;
    }
    m_fund = openToRead(arguments.word(fileAt));
    const journal::Answer answer =
        m_fund->login(m_user, readPassword(u"%1 的口令: "_s.arg(m_user)));
    need(answer);
    if (answer.result.toObject().contains("expired"_L1))
        throw CliError(BadUsage, sentence("login.expired", m_user));
}

void Reader::need(const journal::Answer& answer) {
    if (!answer.ok())
        stop(*answer.rejection);
}

QJsonObject Reader::ask(const QString& question, const QJsonObject& with) {
    const journal::Request request{m_user, question, with};
    const journal::Answer answer = m_remote ? m_remote->ask(request) : m_fund->ask(request);
    need(answer);
    return answer.result.toObject();
}

std::variant<reports::Printable, journal::Rejection> Reader::report(const QString& kind,
                                                                    const QString& id,
                                                                    const QStringList& requests,
                                                                    const QString& packageHash) {
    if (m_fund)
        return m_fund->report(m_user, kind, id, requests, packageHash);
    const journal::Answer answer = m_remote->report(m_user, {kind, id, requests, packageHash});
    if (!answer.ok())
        return *answer.rejection;
    auto report = reports::reportFrom(answer.result.toObject());
    if (!report)
        throw CliError(BadFile, sentence("server.paper-strange"));
    return *std::move(report);
}

std::variant<std::vector<reports::MonthPage>, journal::Rejection>
Reader::pagesOfMonth(const QString& month) {
    if (m_fund)
        return m_fund->pagesOfMonth(m_user, month);
    const storage::TemporaryFolder folder;
    const QString file = folder.filePath(u"pages"_s);
    const journal::Answer answer = m_remote->job(
        m_user, {{"job"_L1, u"disclose"_s}, {"with"_L1, QJsonObject{{"month"_L1, month}}}}, file);
    if (!answer.ok())
        return *answer.rejection;
    constexpr qint64 most = qint64(256) << 20;
    const QJsonObject json = journal::readJsonText(storage::readWhole(file, most)).object;
    std::vector<reports::MonthPage> pages;
    for (const QJsonValue& one : json.value("pages"_L1).toArray()) {
        auto report = reports::reportFrom(one["report"_L1].toObject());
        if (!report)
            throw CliError(BadFile, sentence("server.pages-strange"));
        pages.push_back({one["facts"_L1].toObject(), *std::move(report)});
    }
    if (pages.empty())
        throw CliError(BadFile, sentence("server.pages-missing"));
    return pages;
}

journal::Answer Reader::exportArchive(const QString& project, const QString& path) {
    if (m_fund)
        return m_fund->exportArchive(m_user, project, path);
    return m_remote->job(
        m_user, {{"job"_L1, u"archive"_s}, {"with"_L1, QJsonObject{{"project"_L1, project}}}},
        path);
}

journal::Answer Reader::exportAudit(const QString& path) {
    return m_fund ? m_fund->exportAudit(m_user, path)
                  : m_remote->job(m_user, {{"job"_L1, u"audit"_s}}, path);
}

} // namespace fundctl
