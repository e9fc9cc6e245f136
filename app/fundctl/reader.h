// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "verbs.h"

#include <client/remote.h>
#include <fund/fund.h>

namespace fundctl {

// A fund, wherever it lies, with somebody logged in (--user, FUNDCTL_PASSWORD or the prompt), for
// the verbs that read its content. `fileAt` is the place of the fund's path among the words.
class Reader {
public:
    explicit Reader(const Arguments& arguments, int fileAt = 0);
    // The question's answer, or a CliError with its sentence.
    QJsonObject ask(const QString& question, const QJsonObject& with = {});
    std::variant<reports::Printable, journal::Rejection> report(const QString& kind,
                                                                const QString& id,
                                                                const QStringList& requests,
                                                                const QString& packageHash);
    std::variant<std::vector<reports::MonthPage>, journal::Rejection>
    pagesOfMonth(const QString& month);
    // The result's "list" is the hash of the package's list.
    journal::Answer exportArchive(const QString& project, const QString& path);
    journal::Answer exportAudit(const QString& path);
    const QString& user() const { return m_user; }
    // Goes on where it is good, or is a CliError with its sentence.
    static void need(const journal::Answer& answer);

private:
    QString m_user;
    std::unique_ptr<fund::Fund> m_fund;       // of a file
    std::unique_ptr<client::Remote> m_remote; // of a server
};

} // namespace fundctl
