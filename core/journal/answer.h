// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "rules.h"

#include <labels/sentence.h>
#include <money/fen.h>

#include <QJsonObject>
#include <QString>

#include <optional>
#include <variant>

namespace journal {

// A refusal is an answer, not a failure: nothing was changed, and it says which rule stands in
// the way, what was asked and what would still have been accepted.
struct Refusal {
    Rule rule;
    QString article; // the clause of the plan that it stands on here, put in at the edge
    labels::Sentence sentence;
    QString field;
    QString limit; // "" where no figure decides
    QString asked;
    QString until = {}; // the day from which what was asked will pass, where one is set

    QString message() const { return sentence.text(); }
};

enum class ErrorKind {
    BadInput,
    NotLoggedIn,
    Locked,
    Storage,
    Internal,
    // Between a client and a server only.
    Connection, // said by the client: it is not known whether it was booked
    Forbidden,
    NotFound,
    Method,
    TooLarge,
    Busy
};

struct Error {
    ErrorKind kind;
    QString field;
    labels::Sentence sentence;
    QString id = {}; // of an internal error: what the log knows it by

    QString message() const { return sentence.text(); }
};

// Why a command was not taken. Built where the rule is judged:
//
//     return refuse(Rule::PayPrepayCap, sentence("prepay.cap", left.toYuan()))
//         .at(u"amount")
//         .asked(amount)
//         .limit(left);
//
// The words come in at the edge only (labels/sentence.h).
class Rejection {
public:
    Rejection(Refusal refusal) : m_reason(std::move(refusal)) {} // NOLINT(google-explicit-*)
    Rejection(Error error) : m_reason(std::move(error)) {}       // NOLINT(google-explicit-*)

    Rejection& at(const QString& field);
    Rejection& under(const QString& article);
    Rejection& in(const labels::Words& words);
    Rejection& limit(money::Fen amount);
    Rejection& asked(money::Fen amount);
    Rejection& limit(const QString& text);
    Rejection& asked(const QString& text);
    Rejection& until(const QString& date);

    const Refusal* refusal() const { return std::get_if<Refusal>(&m_reason); }
    const Error* error() const { return std::get_if<Error>(&m_reason); }
    const labels::Sentence& sentence() const;
    QString message() const { return sentence().text(); }

private:
    std::variant<Refusal, Error> m_reason;
};

Rejection refuse(Rule rule, const labels::Sentence& sentence);
Rejection badInput(const QString& field, const labels::Sentence& sentence);

// The contract's shape of a refusal, {"rule", "article", "message", …}, and back; a rule that this
// program does not have is bad input with its sentence.
QJsonObject toJson(const Refusal& refusal);
Rejection refusalFrom(const QJsonObject& json);

// What a question comes back with.
using Reply = std::variant<QJsonValue, Rejection>;

// The answer to one command or question, as every client gets it.
struct Answer {
    std::optional<Rejection> rejection;
    QJsonValue result = QJsonObject();
    qint64 seq = 0; // its place in the journal; 0 for questions and dry runs
    bool dry = false;

    bool ok() const { return !rejection; }
    // The contract's shape of it, and back: what a program at another machine was told. A dry
    // answer that was taken has no result. WithCode also has the code and the arguments of the
    // sentence, for a window at a server that puts its own names and grouped sums into it.
    enum class Form { Contract, WithCode };
    QJsonObject toJson(Form form = Form::Contract) const;
    static Answer fromJson(const QJsonObject& json);
};

QLatin1StringView errorName(ErrorKind kind);

} // namespace journal
