// SPDX-License-Identifier: GPL-3.0-only
#include "place.h"

#include "password.h"
#include "reader.h"

namespace fundctl {

using namespace Qt::Literals::StringLiterals;

QStringList withPlaceOptions(const QStringList& valued) {
    return valued + QStringList{u"--fingerprint"_s, u"--ca"_s};
}

bool isServerPlace(const QString& word) {
    return protocol::isServerPlace(word);
}

void needFile(const QString& word) {
    if (isServerPlace(word))
        throw CliError(BadUsage, u"这条命令只能在资金文件所在的电脑上使用:请到服务器上,对 %1 "
                                 "的资金文件运行。"_s.arg(word.section(u'/', -1)));
}

std::unique_ptr<client::Remote> connectTo(const QString& word, const Arguments& arguments) {
    const protocol::ReadPlace read = protocol::readPlace(word);
    if (!read.place)
        throw CliError(BadUsage, read.trouble);
    const QString given =
        arguments.option(u"--fingerprint"_s, qEnvironmentVariable("FUNDCTL_FINGERPRINT"));
    const QString fingerprint = protocol::fingerprint(given);
    if (!given.isEmpty() && fingerprint.isEmpty())
        throw CliError(BadUsage,
                       u"--fingerprint 须为证书的 SHA-256 指纹:64 位十六进制,可以有冒号。"_s);
    const QString authority = arguments.option(u"--ca"_s, qEnvironmentVariable("FUNDCTL_CA"));
    return std::make_unique<client::Remote>(*read.place, client::Trust{fingerprint, authority});
}

QString userOf(const Arguments& arguments) {
    const QString user = arguments.option(u"--user"_s, qEnvironmentVariable("FUNDCTL_USER"));
    if (user.isEmpty())
        throw CliError(BadUsage,
                       u"请用 --user 写明用户编号,口令取自 FUNDCTL_PASSWORD 或提示输入。"_s);
    return user;
}

void logInAt(client::Remote& remote, const QString& user) {
    const journal::Answer answer = remote.login(user, readPassword(u"%1 的口令: "_s.arg(user)));
    Reader::need(answer);
    if (answer.result.toObject().contains("expired"_L1))
        throw CliError(BadUsage, u"%1 的口令已过期,请先用 user.password 换新口令。"_s.arg(user));
}

} // namespace fundctl
