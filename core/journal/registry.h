// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "bounds.h"
#include "context.h"
#include "days.h"
#include "entry.h"
#include "shape.h"

#include <QHash>
#include <QMap>
#include <QString>
#include <QStringList>

#include <functional>

namespace journal {

// One command while it is judged.
struct CommandContext {
    Context& context;
    Args with;
    QString as;      // who is logged in: decides, or records what was signed on paper
    QString decider; // who decided
    QString today;   // the date of the entry to be, in UTC+8
    const Shape* shape = nullptr;
    // `verify` judges an entry once more: `with` is settled already, and what no entry holds (a
    // password, a file on the disk) can't be asked for.
    bool replayed = false;
    // The version of the rules that the entry bears: a rule that came later looks at it.
    int rules = rulesOfToday;
    // The day that was asked for, where a later one is tried in its place: see judgeRules.
    QString askedOn = {};

    bool onPaper() const { return with.has(QLatin1StringView("signed")); }
    QString date() const { return with.text(QLatin1StringView("date")); }
    QString dateAsked() const { return askedOn.isEmpty() ? date() : askedOn; }
    QString id() const { return with.text(QLatin1StringView("id")); }
};

// A thing that an entry is about, for the journal's index.
struct EntityRef {
    QString kind;
    QString id;
};

// A command as its room registers it. `check` finds bad input that its shape cannot: names of
// things that do not exist, sums that do not add up; it may settle in `with` what was left out.
// `judge` goes through the rules in the order of citation. `apply` does it: live and in replay
// the same, without judging.
struct Command {
    QString name;
    QStringList roles = {}; // one of them is needed; none: any user, or `judge` decides
    bool deciding = false;
    Shape shape = {};
    std::optional<Rejection> (*check)(CommandContext&) = nullptr;
    std::optional<Rejection> (*judge)(CommandContext&) = nullptr;
    // The rules about an amount, judged together after `judge` (of later rooms too).
    std::vector<void (*)(CommandContext&, Bounds&)> bounds = {};
    // What it takes was there on its own day and is since (date.order, by rules 2).
    std::vector<void (*)(CommandContext&, Days&)> days = {};
    void (*apply)(Context&, const Entry&) = nullptr;
    QJsonObject (*result)(Context&, const Entry&) = nullptr;
    QString registers = {}; // the kind of thing its `id` names
    // Things it is about besides what the shape tells.
    std::vector<EntityRef> (*relatedEntities)(Context&, const Entry&) = nullptr;
    std::vector<std::optional<Rejection> (*)(CommandContext&)> furtherRules = {}; // of later rooms
    std::vector<void (*)(Context&, const Entry&)> consequences = {};              // of later rooms
    // Replaces what must not be written down before it is, such as a password by its hash.
    void (*prepare)(CommandContext&) = nullptr;
    // Settles in `with` of an entry that bears an older version of the rules (call.rules) what was
    // not settled then and its consequences need today.
    void (*older)(CommandContext&) = nullptr;
    // What `prepare` adds, so that personal numbers in it are kept beside the journal too.
    Shape prepared = {};
    // `prepare` looks at nothing but the fund and does the same again: `verify` compares.
    bool preparesAgain = false;
};

struct Question {
    QString name;
    Shape shape = {};
    Reply (*answer)(Context&, const Args&, const QString& user) = nullptr;
    QStringList roles = {}; // none: whoever is logged in
    // Each reading, and each that was refused, stands in the security log under this kind, with
    // the value of the question's only key; "": none does.
    QString reading = {};
};

// What `verify` found: where, and whether the file was damaged or somebody rewrote it.
struct VerificationFinding {
    bool rewritten = false;
    QString place; // "entry 17", "table receipt"
    QString message;
};

// What a room has `verify` look at besides chain and tables. `found` takes what it finds.
using Check = void (*)(Context& original, const std::function<void(VerificationFinding)>& found);
// A room's chain beside the journal (the security log) holds that hash.
using KnowsHead = bool (*)(Context& original, const QByteArray& head);

// All rooms' tables, commands and questions. Filled once, when the program starts.
class Registry {
public:
    // `appendOnly` names the tables whose rows can only be added: triggers see to it.
    void addTables(const QString& sql, const QStringList& appendOnly = {});
    // Tables that do not come from the journal and are proved by their own hashes instead.
    void addSidecarTables(const QStringList& tables) { m_beside += tables; }
    // A column of such a table that older files do not have, as it reads in them.
    void addedLater(const QString& table, const QString& column, const QString& literal) {
        m_addedLater[table].insert(column, literal);
    }
    QMap<QString, QString> addedLater(const QString& table) const {
        return m_addedLater.value(table);
    }
    void addCheck(Check check) { m_checks.push_back(check); }
    // Puts a rejection into the words of the fund's plan, and under the clause that the plan names
    // for the rule (and the command).
    using Wording = void (*)(Context&, const QString& command, Rejection&);
    void setWording(Wording wording) { m_wording = wording; }
    void word(Context& context, const QString& command, Rejection& rejection) const {
        if (m_wording)
            m_wording(context, command, rejection);
    }
    void addHeads(KnowsHead knows) { m_heads.push_back(knows); }
    bool knowsHead(Context& original, const QByteArray& head) const {
        return std::any_of(m_heads.begin(), m_heads.end(),
                           [&](KnowsHead knows) { return knows(original, head); });
    }
    void add(Command command);
    void add(const Question& question);
    // What a later room hangs on an earlier room's command: a further rule, judged after the
    // command's own; a consequence, applied after it.
    using Judge = std::optional<Rejection> (*)(CommandContext&);
    using Apply = void (*)(Context&, const Entry&);
    using Bound = void (*)(CommandContext&, Bounds&);
    using OnDays = void (*)(CommandContext&, Days&);
    void addRule(const QString& command, Judge judge);
    void addBound(const QString& command, Bound bound);
    void addDays(const QString& command, OnDays days);
    void addHandler(const QString& command, Apply apply);

    const Command* command(const QString& name) const;
    const Question* question(const QString& name) const;
    const QString& schema() const { return m_schema; }
    const std::vector<Check>& checks() const { return m_checks; }
    const QStringList& beside() const { return m_beside; }
    const QHash<QString, Command>& commands() const { return m_commands; }
    const QHash<QString, Question>& questions() const { return m_questions; }

private:
    Wording m_wording = nullptr;
    QString m_schema;
    QStringList m_beside;
    QMap<QString, QMap<QString, QString>> m_addedLater;
    std::vector<Check> m_checks;
    std::vector<KnowsHead> m_heads;
    QHash<QString, Command> m_commands;
    QHash<QString, Question> m_questions;
};

// The entry with all that its command settles today.
Entry ofToday(const Command& command, Context& context, Entry entry);
// The command with all its consequences: the one way in which an entry takes effect.
void applyWhole(const Command& command, Context& context, const Entry& entry);

// The journal's own tables and questions.
void install(Registry& registry);

} // namespace journal
