// SPDX-License-Identifier: GPL-3.0-only
#include "password.h"

#include "verbs.h"

#include <journal/json_text.h>
#include <platform/process.h>
#include <platform/terminal.h>

#include <cstdio>
#include <optional>

namespace fundctl {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;

namespace {

std::optional<QString> taken;
bool takenIsBroken = false; // said when it is asked for: not every verb needs it

// Bytes that are no UTF-8 would become the same sign, whatever they were: another password.
bool isText(const std::string& bytes) {
    return journal::isUtf8(QByteArray::fromRawData(bytes.data(), std::ssize(bytes)));
}

[[noreturn]] void stopBroken() {
    throw CliError(BadUsage, sentence("password.not-utf8"));
}

} // namespace

QString readSecret(const QString& prompt) {
    const bool asked = platform::standardInputIsTerminal();
    if (asked)
        std::fputs(prompt.toUtf8().constData(), stderr);
    std::string line = platform::readSecretLine();
    if (asked)
        std::fputc('\n', stderr);
    const bool broken = !isText(line);
    const QString secret = QString::fromStdString(line);
    platform::wipe(line.data(), line.size());
    if (broken)
        stopBroken();
    return secret;
}

void takePasswordFromEnvironment() {
    std::optional<std::string> given = platform::takeFromEnvironment("FUNDCTL_PASSWORD");
    if (!given)
        return;
    takenIsBroken = !isText(*given);
    taken = QString::fromStdString(*given);
    platform::wipe(given->data(), given->size());
}

QString readPassword(const QString& prompt) {
    if (takenIsBroken)
        stopBroken();
    return taken ? *taken : readSecret(prompt);
}

} // namespace fundctl
