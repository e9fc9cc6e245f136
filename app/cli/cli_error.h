// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

#include <stdexcept>

// How the programs without a window end.

namespace cli {

enum Exit { Done = 0, Refused = 1, BadUsage = 2, BadFile = 3 };

// A sentence for standard error and the exit status that goes with it.
class CliError : public std::runtime_error {
public:
    CliError(int status, const QString& message)
        : std::runtime_error(message.toStdString()), m_status(status), m_message(message) {}
    int status() const { return m_status; }
    const QString& message() const { return m_message; }

private:
    int m_status;
    QString m_message;
};

} // namespace cli
