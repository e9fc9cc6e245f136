// SPDX-License-Identifier: GPL-3.0-only
#include "place.h"

#include "password.h"
#include "reader.h"

namespace fundctl {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;

QStringList withPlaceOptions(const QStringList& valued) {
    return valued + QStringList{u"--fingerprint"_s, u"--ca"_s};
}

bool isServerPlace(const QString& word) {
    return protocol::isServerPlace(word);
}

void needFile(const QString& word) {
    if (isServerPlace(word))
        throw CliError(BadUsage, sentence("usage.only-here", word.section(u'/', -1)));
}

std::unique_ptr<client::Remote> connectTo(const QString& word, const Arguments& arguments) {
    const protocol::ReadPlace read = protocol::readPlace(word);
    if (!read.place)
        throw CliError(BadUsage, read.trouble);
    const QString given =
        arguments.option(u"--fingerprint"_s, qEnvironmentVariable("FUNDCTL_FINGERPRINT"));
    const QString fingerprint = protocol::fingerprint(given);
    if (!given.isEmpty() && fingerprint.isEmpty())
        throw CliError(BadUsage, sentence("usage.fingerprint"));
    const QString authority = arguments.option(u"--ca"_s, qEnvironmentVariable("FUNDCTL_CA"));
    return std::make_unique<client::Remote>(*read.place, client::Trust{fingerprint, authority});
}

QString userOf(const Arguments& arguments) {
    const QString user = arguments.option(u"--user"_s, qEnvironmentVariable("FUNDCTL_USER"));
    if (user.isEmpty())
        throw CliError(BadUsage, sentence("usage.user"));
    return user;
}

void logInAt(client::Remote& remote, const QString& user) {
    const journal::Answer answer = remote.login(user, readPassword(u"%1 的口令: "_s.arg(user)));
    Reader::need(answer);
    if (answer.result.toObject().contains("expired"_L1))
        throw CliError(BadUsage, sentence("login.expired", user));
}

} // namespace fundctl
