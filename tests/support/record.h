// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <journal/command_processor.h>

#include <QFile>

#include <memory>

// What a test asked of a fund and what it was answered, kept in the folder that FUNDDESK_RECORD
// names, so that the same can be asked of a server (tests/server/same_answers.cpp). A line each:
//
//     {"base": "…/<hash>.fund"}                  the file as it was before
//     {"date": "2019-12-31"}                     what day it is from here on
//     {"line": {"as", "do", "with"}, "answer"}   a line of a batch, and what was answered

namespace testing {

class Record {
public:
    // The file as it is now, for any number of records; "" where nothing is recorded.
    static QString base(const QString& fund);
    // None where nothing is recorded.
    static std::unique_ptr<Record> of(const QString& base);

    void today(const QString& date);
    void add(const journal::Request& request, bool question, const journal::Answer& answer);

private:
    explicit Record(const QString& path) : m_file(path) {}
    void write(const QJsonObject& line);
    QFile m_file;
};

} // namespace testing
