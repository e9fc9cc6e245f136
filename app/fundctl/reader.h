// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "verbs.h"

#include <fund/fund.h>

namespace fundctl {

// An open fund with somebody logged in (--user, FUNDCTL_PASSWORD or the prompt), for the verbs
// that read its content. `fileAt` is the place of the fund's path among the words.
class Reader {
public:
    explicit Reader(const Arguments& arguments, int fileAt = 0);
    // The question's answer, or a Stop with its sentence.
    QJsonObject ask(const QString& question, const QJsonObject& with = {});
    fund::Fund& fund() { return *m_fund; }
    const QString& user() const { return m_user; }
    // Goes on where it is good, or is a Stop with its sentence.
    static void need(const journal::Answer& answer);

private:
    QString m_user;
    std::unique_ptr<fund::Fund> m_fund;
};

} // namespace fundctl
