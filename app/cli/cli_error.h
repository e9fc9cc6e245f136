// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <labels/sentence.h>

#include <stdexcept>

// How the programs without a window end.

namespace cli {

enum Exit { Done = 0, Refused = 1, BadUsage = 2, BadFile = 3 };

// A sentence for standard error and the exit status that goes with it.
class CliError : public std::runtime_error {
public:
    CliError(int status, const labels::Sentence& sentence)
        : std::runtime_error(sentence.text().toStdString()), m_status(status),
          m_sentence(sentence) {}
    int status() const { return m_status; }
    const labels::Sentence& sentence() const { return m_sentence; }
    QString message() const { return m_sentence.text(); }

private:
    int m_status;
    labels::Sentence m_sentence;
};

} // namespace cli
