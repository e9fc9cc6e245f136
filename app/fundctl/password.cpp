// SPDX-License-Identifier: GPL-3.0-only
#include "password.h"

#include <platform/process.h>
#include <platform/terminal.h>

#include <cstdio>
#include <optional>

namespace fundctl {

namespace {

std::optional<QString> taken;

} // namespace

QString readSecret(const QString& prompt) {
    const bool asked = platform::standardInputIsTerminal();
    if (asked)
        std::fputs(prompt.toUtf8().constData(), stderr);
    std::string line = platform::readSecretLine();
    if (asked)
        std::fputc('\n', stderr);
    QString secret = QString::fromStdString(line);
    platform::wipe(line.data(), line.size());
    return secret;
}

void takePasswordFromEnvironment() {
    std::optional<std::string> given = platform::takeFromEnvironment("FUNDCTL_PASSWORD");
    if (!given)
        return;
    taken = QString::fromStdString(*given);
    platform::wipe(given->data(), given->size());
}

QString readPassword(const QString& prompt) {
    return taken ? *taken : readSecret(prompt);
}

} // namespace fundctl
