// SPDX-License-Identifier: GPL-3.0-only
#include "contract_table.h"

#include <support/places.h>
#include <support/raw_file.h>
#include <support/terse.h>

#include <catch2/catch.hpp>

#include <QJsonDocument>

#include <iostream>

// Every command x every role x every state, against contract_table.txt.

using namespace Qt::Literals::StringLiterals;
using contract::Row;
using contract::TableRow;
using testing::Office;

namespace {

// One person of each role, who took no step before.
const QStringList people{u"admin"_s,   u"security1"_s, u"clerk2"_s, u"reviewer2"_s, u"inspector2"_s,
                         u"leader1"_s, u"finance2"_s,  u"group2"_s, u"auditor1"_s};

QString roleOf(QString person) {
    return person.remove(u'1').remove(u'2');
}

QString tableText() {
    return QString::fromUtf8(
        testing::bytesOf(testing::source(u"/tests/core/fund/contract_table.txt"_s)));
}

const QList<TableRow>& table() {
    static const QList<TableRow> things = contract::parse(tableText());
    return things;
}

QString outcomeOf(const journal::Answer& answer) {
    if (answer.ok())
        return u"ok"_s;
    if (const journal::Error* error = answer.rejection->error())
        return journal::errorName(error->kind);
    return answer.toJson().value("refusal"_L1).toObject().value("rule"_L1).toString();
}

// Which question tells what can be done with the thing that a command is about, and its id.
struct Target {
    QString question; // "" where none does
    QString id;
};

Target targetOf(const QString& command, const QJsonObject& with) {
    static const QMap<QString, std::pair<const char*, const char*>> targets{
        {u"project.review"_s, {"project", "id"}},
        {u"project.start"_s, {"project", "id"}},
        {u"project.close"_s, {"project", "id"}},
        {u"project.cancel"_s, {"project", "id"}},
        {u"project.amend"_s, {"project", "project"}},
        {u"acceptance.request"_s, {"project", "project"}},
        {u"contract.record"_s, {"project", "project"}},
        {u"invoice.record"_s, {"project", "project"}},
        {u"milestone.record"_s, {"project", "project"}},
        {u"payment.review"_s, {"payment", "id"}},
        {u"payment.approve"_s, {"payment", "id"}},
        {u"payment.pay"_s, {"payment", "id"}},
        {u"payment.reverse"_s, {"payment", "id"}},
        {u"payment.refund"_s, {"payment", "payment"}},
        {u"acceptance.conclude"_s, {"acceptance", "id"}},
        {u"unit.change"_s, {"unit", "id"}},
        {u"unit.confirm-bank"_s, {"unit", "id"}}};
    const auto known = targets.find(command);
    if (known != targets.end())
        return {QLatin1StringView(known->first) + u".actions"_s,
                with.value(QLatin1StringView(known->second)).toString()};
    const QString kind = with.value("kind"_L1).toString();
    if (command == u"withdraw" && kind != u"amendment")
        return {kind + u".actions"_s, with.value("id"_L1).toString()};
    if (command == u"void" && kind == u"acceptance")
        return {u"acceptance.actions"_s, with.value("id"_L1).toString()};
    return {};
}

// What differs in one state of a thing: a line for each cell.
class Played {
public:
    Played(const TableRow& thing, const QString& state)
        : m_office(thing.name == u"milestone" ? u"examples/contract.json"_s : u"guzhang.json"_s),
          m_state(state) {
        testing::writeBytes(m_office.folder() + u"/paper.txt"_s, "paper");
        for (const contract::Step& step : thing.stepsTo(state)) {
            INFO("thing " << thing.name.toStdString() << ", state " << state.toStdString());
            m_office.ok(step.user, step.command, words(step.with));
        }
        for (const Row& row : thing.rows)
            play(row);
    }
    const QStringList& differences() const { return m_differences; }
    int cells() const { return m_cells; }

private:
    QString words(QString with) const {
        return with.replace(u"@file"_s, m_office.folder() + u"/paper.txt"_s);
    }

    void play(const Row& row) {
        const QString own = row.outcomes.value(m_state);
        QStringList roles;
        for (const QString& user : row.users) {
            roles << roleOf(user);
            if (user != u"nobody")
                cell(row, user, own);
            if (own == u"ok")
                days(row, user);
        }
        for (const QString& person : people)
            if (!roles.contains(roleOf(person)))
                cell(row, person, row.forAll || own == u"bad-input" ? own : u"duty.role"_s);
    }

    void cell(const Row& row, const QString& user, const QString& expected) {
        ++m_cells;
        const QString got = outcomeOf(m_office.submit(user, row.command, words(row.with), true));
        if (got != expected)
            m_differences << u"line %1: %2 by %3 in state %4: %5, the contract says %6"_s.arg(
                QString::number(row.line), row.command, user, m_state, got, expected);
        action(row, user, got);
    }

    // What the actions of a thing promise is what the command itself answers, before anything is
    // typed: whoever may give it is told so, and whoever it is no business of, or out of turn for.
    void action(const Row& row, const QString& user, const QString& got) {
        static const QStringList whateverIsTyped{u"duty.role"_s, u"state.order"_s,
                                                 u"duty.separation"_s, u"unit.barred"_s};
        const QJsonObject with =
            QJsonDocument::fromJson(words(row.with).replace(u'\'', u'"').toUtf8()).object();
        const Target target = targetOf(row.command, with);
        const bool taken = got == u"ok";
        if (target.question.isEmpty() || (!taken && !whateverIsTyped.contains(got)))
            return;
        const journal::Answer answer =
            m_office.answer(user, target.question, {{"id"_L1, target.id}});
        if (!answer.ok())
            return;
        // A refused approval, or of some payees only, leaves another decision that may be given.
        if (!taken
            && (with.value("decision"_L1) == u"approve"_s || with.value("result"_L1) == u"pass"_s
                || with.contains("payees"_L1)))
            return;
        // Who records what another signed on paper may what this row, without a signature, refuses.
        const bool records = user.startsWith(u"clerk") || user.startsWith(u"reviewer");
        if (!taken && records && fund::registry().command(row.command)->deciding)
            return;
        for (const QJsonValue& one : answer.result.toArray())
            if (one.toObject().value("command"_L1) == row.command) {
                ++m_cells;
                if (one.toObject().value("allowed"_L1).toBool() != taken)
                    m_differences << u"line %1: %2 by %3 in state %4: %5, its actions say %6"_s.arg(
                        QString::number(row.line), row.command, user, m_state, got,
                        QString::fromUtf8(
                            QJsonDocument(one.toObject()).toJson(QJsonDocument::Compact)));
            }
    }

    // date.order, for every kind of thing: tomorrow is too late, a year before the plan too early.
    void days(const Row& row, const QString& user) {
        QJsonObject with =
            QJsonDocument::fromJson(words(row.with).replace(u'\'', u'"').toUtf8()).object();
        if (!with.contains("date"_L1))
            return;
        const bool history = row.command == u"opening.project" || row.command == u"opening.payment"
                             || row.command == u"opening.close";
        for (const QString& day : {u"2020-01-01"_s, u"2017-12-31"_s}) {
            if (history && day < u"2018")
                continue;
            ++m_cells;
            with.insert("date"_L1, day);
            const QString text = QString::fromUtf8(QJsonDocument(with).toJson());
            const QString got = outcomeOf(m_office.submit(user, row.command, text, true));
            if (got != u"date.order")
                m_differences
                    << u"line %1: %2 by %3 in state %4, dated %5: %6, not date.order"_s.arg(
                           QString::number(row.line), row.command, user, m_state, day, got);
        }
    }

    Office m_office;
    QString m_state;
    QStringList m_differences;
    int m_cells = 0;
};

} // namespace

TEST_CASE("contract: every command by every role in every state of what it acts on") {
    int cells = 0;
    for (const TableRow& thing : table())
        for (const contract::State& state : thing.states) {
            const Played played(thing, state.name);
            cells += played.cells();
            for (const QString& difference : played.differences())
                FAIL_CHECK(thing.name.toStdString() << ", " << difference.toStdString());
        }
    std::cout << cells << " cells of the contract's table" << std::endl;
    CHECK(cells > 7000);
}

TEST_CASE("contract: a registered command that the table does not try fails") {
    QStringList tried;
    for (const TableRow& thing : table())
        for (const Row& row : thing.rows)
            tried << row.command;
    const QStringList registered = fund::registry().commands().keys();
    for (const QString& command : registered) {
        INFO(command.toStdString());
        CHECK(tried.contains(command));
    }
    for (const QString& command : tried) {
        INFO(command.toStdString());
        CHECK(registered.contains(command));
    }
    // Each command is taken somewhere, but for those that no person gives.
    for (const QString& command : registered) {
        bool taken = false;
        for (const TableRow& thing : table())
            for (const Row& row : thing.rows)
                taken =
                    taken || (row.command == command && row.outcomes.values().contains(u"ok"_s));
        INFO(command.toStdString());
        CHECK(taken
              == !QStringList{u"fund.create"_s, u"user.recover"_s, u"user.password"_s}.contains(
                  command));
    }
}

TEST_CASE("contract: a single flipped cell is found, and only that") {
    for (const TableRow& whole : table()) {
        if (whole.name != u"payment-with-office")
            continue;
        for (int i = 0; i < whole.rows.size(); ++i) {
            TableRow thing = whole;
            QString& cell = thing.rows[i].outcomes[u"reviewed"_s];
            const bool wasOk = cell == u"ok";
            cell = wasOk ? u"state.order"_s : u"ok"_s;
            const Played played(thing, u"reviewed"_s);
            INFO("line " << thing.rows[i].line);
            REQUIRE_FALSE(played.differences().isEmpty());
            for (const QString& difference : played.differences())
                CHECK(difference.startsWith(u"line %1:"_s.arg(thing.rows[i].line)));
        }
    }
}

TEST_CASE("contract: a table with a gap or an unknown state is refused by line") {
    CHECK_THROWS_WITH(contract::parse(u"thing a\nstate b\ntry clerk1 void {}\n => c ok"_s),
                      Catch::Contains("line 4"));
    CHECK_THROWS_WITH(contract::parse(u"thing a\nstate b\nstate c\ntry clerk1 void {}\n => c ok"_s),
                      Catch::Contains("without an outcome"));
    CHECK_THROWS_WITH(contract::parse(u"state b"_s), Catch::Contains("line 1"));
}
