// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "fund.h"

#include <QByteArrayList>
#include <QMap>

namespace fund {

// A file of commands, one JSON object a line, that somebody enters in one go at the window: all of
// it or nothing, in the name of who is logged in there and of nobody else. What it would do is
// tried first, in a transaction that is undone; what was tried is what is entered, whatever becomes
// of the file meanwhile.
//
//     const Import import(path, "finance1");
//     auto outcome = import.tried(fund);
//     if (outcome.refused.empty())
//         outcome = import.entered(fund);
class Import {
public:
    // What an office has in lists before it has the program: units, projects, their deliverables
    // and papers, receipts, and the history of opening.*. Nothing that decides, pays, publishes,
    // takes back or touches users, and nothing that reads a file of its own.
    static const QStringList& commands();
    static constexpr qint64 longestFile = 64 << 20;

    // Reads the file; throws storage::Failure where it can't be read or is too long.
    Import(const QString& path, const QString& user);

    struct Row {
        int line = 0;
        QString command; // "" where the line names none
        QString id;
        journal::Answer answer;
    };
    struct Outcome {
        std::vector<Row> rows; // in the file's order
        // Lines that an import does not take: then nothing was tried.
        bool foreign = false;
        bool kept = false;
        QString clockDoubt; // the core asks first whether the machine's clock is right

        int refused() const;
        const Row* firstRefused() const;
        QMap<QString, int> counts() const; // rows by command
    };
    // What the file would do. Nothing is kept.
    Outcome tried(Fund& fund, const storage::Progress& progress = {}) const;
    // All of it, or nothing where one line is refused. Throws storage::Failure where the disk fails
    // or `progress` says stop; nothing is kept then.
    Outcome entered(Fund& fund, const storage::Progress& progress = {}) const;

    // The same by a batch that is all or nothing, for a fund that lies elsewhere. Its lines, and
    // what its answers say; `lines` of what is foreign is empty. A batch that only tries ends with
    // a line that no fund takes.
    QByteArrayList lines(bool tries) const;
    Outcome outcomeOf(const std::vector<journal::Answer>& answers) const;

    const QString& user() const { return m_user; }
    bool isEmpty() const { return m_lines.empty(); }

private:
    struct Line {
        int number = 0;
        QString command;
        QJsonObject with;
        std::optional<journal::Rejection> foreign;

        QString id() const;
    };
    Line read(int number, const QByteArray& text) const;
    std::optional<journal::Rejection> rejectionTo(const QJsonObject& line,
                                                  const QString& command) const;
    Outcome foreign() const;
    Outcome run(Fund& fund, const storage::Progress& progress) const;

    QString m_user;
    std::vector<Line> m_lines;
};

} // namespace fund
