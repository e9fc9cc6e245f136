// SPDX-License-Identifier: GPL-3.0-only
#include "reader.h"

#include "opening.h"
#include "password.h"

namespace fundctl {

using namespace Qt::Literals::StringLiterals;

namespace {

[[noreturn]] void stop(const journal::Rejection& rejection) {
    const journal::Error* error = rejection.error();
    throw CliError(rejection.refusal() ? Refused
                   : isFailure(error)  ? BadFile
                                       : BadUsage,
                   rejection.message());
}

} // namespace

Reader::Reader(const Arguments& arguments, int fileAt) : m_user(arguments.option(u"--user"_s)) {
    if (m_user.isEmpty())
        throw CliError(BadUsage,
                       u"请用 --user 写明用户编号,口令取自 FUNDCTL_PASSWORD 或提示输入。"_s);
    m_fund = openToRead(arguments.word(fileAt));
    const journal::Answer answer =
        m_fund->login(m_user, readPassword(u"%1 的口令: "_s.arg(m_user)));
    need(answer);
    if (answer.result.toObject().contains("expired"_L1))
        throw CliError(BadUsage, u"%1 的口令已过期,请先用 user.password 换新口令。"_s.arg(m_user));
}

void Reader::need(const journal::Answer& answer) {
    if (!answer.ok())
        stop(*answer.rejection);
}

QJsonObject Reader::ask(const QString& question, const QJsonObject& with) {
    const journal::Answer answer = m_fund->ask({m_user, question, with});
    need(answer);
    return answer.result.toObject();
}

} // namespace fundctl
