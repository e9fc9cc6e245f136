// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "fund.h"

#include <functional>

namespace fund {

// A stream of JSON lines against one fund: logins, commands, questions in; one answer line out
// for each, in order. With a group size above one, commands share transactions and their answers
// wait for the commit.
class Batch {
public:
    using Out = std::function<void(const QByteArray& line)>;
    Batch(Fund& fund, int group, Out out)
        : m_fund(fund), m_groupSize(group), m_out(std::move(out)) {}

    // All commands in one transaction, and none of them kept where one is not taken: for history
    // that is entered in one go. Logins come first.
    void allOrNothing() { m_allOrNothing = true; }
    // Each refusal with the code of its sentence.
    void withCodes() { m_form = journal::Answer::Form::WithCode; }
    // What is said of a good command where another of its stream was not taken.
    static const QString& undoneWords();
    // Of a stream that was all or nothing: it was not taken.
    bool undone() const { return m_undone; }
    // An internal error was answered: what comes next is not done, because the program can't vouch
    // for itself. Its sentence; "" where there was none.
    const std::optional<labels::Sentence>& internalError() const { return m_internalError; }
    // A month was published, so that a backup is due.
    bool published() const { return m_published; }

    static constexpr qsizetype longestLine = 1 << 20;

    void line(const QByteArray& text);
    // A line over 1 MiB, which was skipped unread.
    void lineTooLong();
    void finish();
    // What a line's password needs (Fund::hashesOf); nothing where it holds none.
    QList<identity::HashNeed> hashesOf(const QByteArray& line);
    // Commits what is open and answers it.
    void release();

private:
    QByteArray lineOf(const journal::Answer& answer) const;
    void answer(const journal::Answer& answer);
    void noteInternal(const journal::Answer& answer);
    void undo();
    void login(const QJsonObject& json);
    void doOrAsk(const QJsonObject& json);
    void ask(const journal::Request& request);

    Fund& m_fund;
    int m_groupSize;
    Out m_out;
    journal::Answer::Form m_form = journal::Answer::Form::Contract;
    struct Held {
        QByteArray line;
        bool command = false;
    };
    std::vector<Held> m_held;
    int m_inGroup = 0;
    bool m_allOrNothing = false;
    bool m_refused = false;
    bool m_undone = false;
    bool m_published = false;
    std::optional<labels::Sentence> m_internalError;
};

} // namespace fund
