// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QLoggingCategory>
#include <QString>

#include <exception>

// What a maintainer reads when somebody calls: which program did what when, and what went wrong in
// it. Each room that has something to say declares one category that bears its name:
//
//     Q_LOGGING_CATEGORY(storageLog, "funddesk.storage", QtInfoMsg)
//     qCInfo(storageLog) << "opened; schema" << version;
//
// The log is no record of the fund, and whoever reads it need not be allowed to read the fund: no
// password, no personal number, no amount beside a name is ever written to it. Ids, names of
// commands and rules, counts and SQLite's own words may be.

namespace logging {

struct Settings {
    QString program;                            // names the file: funddesk, fundctl
    bool standardError = false;                 // each line there, too
    QString (*clean)(const QString&) = nullptr; // takes out what must not be read
};

// From now on what the rooms log goes to $XDG_STATE_HOME/funddesk/PROGRAM.log (without that
// variable ~/.local/state), for its owner's eyes. A file of 1 MiB becomes PROGRAM.log.1, and so on;
// five are kept. A link, or a folder or file that is somebody else's, is not written into. Where
// nothing can be written there, nothing is, and work goes on; where lines go to standard error as
// well, it is said there once. What Qt itself has to say goes where it went before.
void begin(const Settings& settings);
void end();
// Where the log is; "" before `begin`.
QString filePath();

inline constexpr qint64 largestFile = 1 << 20;
inline constexpr int filesKept = 5;

// A fault of the program as somebody is told of it.
struct InternalError {
    QString id;          // 8 hex digits; the log has what it was
    bool memory = false; // it ran out
};

// Logs what it was and where, and says so without saying what. `doing` is what was under way: the
// name of a command or verb. Works where the memory has run out, too.
InternalError internalError(const std::exception& error, const QString& doing);

} // namespace logging
