// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

namespace fundctl {

// Takes FUNDCTL_PASSWORD out of the environment and overwrites it there, also for verbs that need
// none: whoever looks at the running process finds nothing.
void takePasswordFromEnvironment();
// What was taken; else asked for at the prompt without echo, or read as a line where there is no
// terminal.
QString readPassword(const QString& prompt);
// Another secret (the recovery code): asked for, or read as a line.
QString readSecret(const QString& prompt);

} // namespace fundctl
