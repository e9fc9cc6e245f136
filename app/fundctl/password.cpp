// SPDX-License-Identifier: GPL-3.0-only
#include "password.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>

#include <termios.h>
#include <unistd.h>

namespace fundctl {

namespace {

std::optional<QString> taken;

QString readLine() {
    QByteArray line;
    for (int c = std::fgetc(stdin); c != EOF && c != '\n'; c = std::fgetc(stdin))
        line += static_cast<char>(c);
    if (line.endsWith('\r'))
        line.chop(1);
    return QString::fromUtf8(line);
}

} // namespace

QString readSecret(const QString& prompt) {
    if (!isatty(STDIN_FILENO))
        return readLine();
    std::fputs(prompt.toUtf8().constData(), stderr);
    termios before{};
    tcgetattr(STDIN_FILENO, &before);
    termios silent = before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    QString secret = readLine();
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    std::fputc('\n', stderr);
    return secret;
}

void takePasswordFromEnvironment() {
    char* given = std::getenv("FUNDCTL_PASSWORD"); // NOLINT(concurrency-mt-unsafe)
    if (!given)
        return;
    taken = QString::fromUtf8(given);
    explicit_bzero(given, std::strlen(given));
    unsetenv("FUNDCTL_PASSWORD"); // NOLINT(concurrency-mt-unsafe)
}

QString readPassword(const QString& prompt) {
    return taken ? *taken : readSecret(prompt);
}

} // namespace fundctl
