// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

namespace fundctl {

// FUNDCTL_PASSWORD, overwritten in the process as soon as it is read; else asked for at the
// prompt without echo, or read as a line where there is no terminal.
QString readPassword(const QString& prompt);
// Another secret (the recovery code): asked for, or read as a line.
QString readSecret(const QString& prompt);

} // namespace fundctl
