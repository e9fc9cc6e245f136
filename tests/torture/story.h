// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <fund/fund.h>

#include <memory>

// The demo's script as work to be disturbed: real commands of every room in an order that the
// rules accept. A stage is a fund in which the first lines are done already; harnesses copy it and
// go on from there. Passwords cost nothing here (the cheapest argon2), so that a program started
// anew can log everybody in at once.
//
//     const Story story(folder);
//     Stage stage = story.stage(120);          // a file, made once
//     auto fund = story.open(copyOfStage);     // everybody may speak
//     for (int line = 120; line < 130; ++line) story.play(*fund, line);

namespace torture {

class Story {
public:
    explicit Story(const QString& folder);

    int lines() const { return static_cast<int>(m_lines.size()); }
    // The path of a closed fund in which the lines before `line` are done.
    QString stage(int line) const;
    // Opens under the story's clock and lets everybody speak.
    std::unique_ptr<fund::Fund> open(const QString& path) const;
    // Plays one line; its answer.
    journal::Answer play(fund::Fund& fund, int line) const;
    // The line as `fundctl batch` takes it, and the line that logs its user in.
    QByteArray batchLine(int line) const;
    QByteArray loginLine(const QString& user) const;
    QString userOf(int line) const;
    // A line that is a command of its own and is taken at any time: receipt number n of interest.
    static journal::Request interest(int n);
    void toDay(int line) const;
    // The last day of the story and a bit.
    void toEnd() const;
    static QByteArray plan();

private:
    QString m_folder;
    std::vector<QJsonObject> m_lines;
    mutable journal::FixedClock m_clock;
    mutable journal::SystemRandomness m_randomness;
    mutable QMap<int, QString> m_stages;
};

// One number that any change of any row of any table changes.
quint64 digestOf(storage::Database& database);
// The number of the last entry.
qint64 headOf(fund::Fund& fund);
// Why this is not one clear Chinese sentence, or "".
QString badSentence(const QString& text);

QByteArray bytesOf(const QString& path);
void writeBytes(const QString& path, const QByteArray& bytes);
void emptyFolder(const QString& path);
// A folder in memory where there is one: nothing here needs a disk.
QString workRoot();

} // namespace torture
