// SPDX-License-Identifier: GPL-3.0-only
#include "units.h"

#include "room.h"

#include <identity/steps.h>
#include <labels/labels.h>
#include <plan/plan.h>

namespace units {

using namespace Qt::Literals::StringLiterals;
using journal::Args;
using journal::badInput;
using journal::Command;
using journal::CommandContext;
using journal::Context;
using journal::Entry;
using journal::refuse;
using journal::Rejection;
using journal::Reply;
using journal::Rule;
using journal::Shape;
using labels::sentence;

namespace {

constexpr const char* tables = R"(
CREATE TABLE unit (
  id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('enterprise', 'cooperative', 'sole-trader', 'organisation',
                                     'individual')),
  code TEXT NOT NULL, code_ref TEXT NOT NULL, phone_ref TEXT NOT NULL,
  legal_person TEXT NOT NULL, contractor_document TEXT NOT NULL, contractor_date TEXT NOT NULL,
  bars INTEGER NOT NULL CHECK (bars >= 0), date TEXT NOT NULL,
  changed_on TEXT NOT NULL -- its last change; '' before the first
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX unit_by_code ON unit (code) WHERE code <> '';
CREATE UNIQUE INDEX unit_by_code_ref ON unit (code_ref) WHERE code_ref <> '';
-- Each name that a unit bore, from which day; the first from its registration on (""). `plain` is
-- what it is found by in other papers: without blanks, width and case.
CREATE TABLE unit_name (
  unit TEXT NOT NULL REFERENCES unit, seq INTEGER NOT NULL, date TEXT NOT NULL,
  name TEXT NOT NULL, plain TEXT NOT NULL, PRIMARY KEY (unit, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX unit_name_by_plain ON unit_name (plain);
CREATE TABLE unit_tick (
  unit TEXT NOT NULL REFERENCES unit, tick TEXT NOT NULL, ok INTEGER NOT NULL CHECK (ok IN (0, 1)),
  evidence TEXT NOT NULL, date TEXT NOT NULL, PRIMARY KEY (unit, tick)
) STRICT, WITHOUT ROWID;
CREATE TABLE unit_bank (
  unit TEXT NOT NULL REFERENCES unit, number INTEGER NOT NULL CHECK (number > 0),
  name TEXT NOT NULL, account_ref TEXT NOT NULL, holder TEXT NOT NULL, document TEXT NOT NULL,
  date TEXT NOT NULL, changed_by TEXT NOT NULL,
  confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1)),
  refused TEXT NOT NULL,    -- why it was sent back to be corrected
  decided_on TEXT NOT NULL, -- when it was confirmed or sent back; '' of the first account
  PRIMARY KEY (unit, number)
) STRICT, WITHOUT ROWID;
)";

} // namespace

Unit unitOf(const storage::Statement& row) {
    return {row.text("id"),
            row.text("name"),
            row.text("kind"),
            row.text("code"),
            row.text("code_ref"),
            row.text("phone_ref"),
            static_cast<int>(row.integer("bars")),
            row.text("changed_on")};
}

std::optional<Unit> find(Context& context, const QString& id) {
    return context.readOnce<std::optional<Unit>>(id, [&]() -> std::optional<Unit> {
        auto row = context.db.query(
            "SELECT id, name, kind, code, code_ref, phone_ref, bars, changed_on FROM unit"
            " WHERE id = ?",
            id);
        return row.next() ? std::optional(unitOf(row)) : std::nullopt;
    });
}

QString name(Context& context, const QString& id) {
    auto row = context.db.query("SELECT name FROM unit WHERE id = ?", id);
    return row.next() ? row.text(0) : id;
}

QString nameAsOf(Context& context, const QString& id, const QString& date) {
    auto row = context.db.query("SELECT name FROM unit_name WHERE unit = ? AND date <= ?"
                                " ORDER BY seq DESC LIMIT 1",
                                id, date);
    return row.next() ? row.text(0) : id;
}

QString plainName(const QString& name) {
    QString plain = name.normalized(QString::NormalizationForm_KC);
    plain.removeIf([](QChar c) { return c.isSpace(); });
    return plain.toUpper();
}

QStringList withCode(Context& context, const QString& code) {
    QStringList ids;
    auto rows = context.db.query("SELECT id FROM unit WHERE id = ?1 OR (code <> '' AND code = ?1)"
                                 " ORDER BY id COLLATE BINARY",
                                 code);
    while (rows.next())
        ids << rows.text(0);
    return ids;
}

QStringList withName(Context& context, const QString& name) {
    QStringList ids;
    auto rows = context.db.query("SELECT DISTINCT unit FROM unit_name WHERE plain = ?"
                                 " ORDER BY unit COLLATE BINARY",
                                 plainName(name));
    while (rows.next())
        ids << rows.text(0);
    return ids;
}

QString kindName(const QString& kind) {
    return labels::longLabel(labels::Vocabulary::UnitKind, kind);
}

Bank bankOf(Context& context, const QString& unit, int number) {
    return context.readOnce<Bank>(QString::number(number) + u'/' + unit, [&]() -> Bank {
        auto row =
            context.db.query("SELECT number, name, account_ref, holder, confirmed, changed_by,"
                             " date, refused, decided_on FROM unit_bank WHERE unit = ? AND number"
                             " <= ? ORDER BY number DESC LIMIT 1",
                             unit, number);
        if (!row.next())
            return {};
        return {static_cast<int>(row.integer(0)),
                row.text(1),
                row.text(2),
                row.text(3),
                row.boolean(4),
                row.text(5),
                row.text(6),
                row.text(7),
                row.text(8)};
    });
}

Bank currentBank(Context& context, const QString& unit) {
    return bankOf(context, unit, INT_MAX);
}

std::optional<Rejection> requireKnown(Context& context, const QString& unit, const QString& field) {
    if (context.db.query("SELECT 1 FROM unit WHERE id = ?", unit).next())
        return {};
    return badInput(field, sentence("unit.unknown", unit));
}

std::optional<Rejection> requireNotBarred(Context& context, const QString& id,
                                          const QString& field) {
    const auto unit = find(context, id);
    if (!unit || !unit->barred())
        return {};
    return refuse(Rule::UnitBarred, sentence("unit.barred", unit->name)).at(field);
}

std::optional<Rejection> requireEligible(const journal::CommandContext& call, const QString& id,
                                         const QString& field) {
    const plan::Plan& plan = plan::current(call.context);
    const auto unit = find(call.context, id);
    if (!unit)
        storage::contradiction(u"单位 %1"_s.arg(id));
    for (const QString& tick : plan.eligibility.value(unit->kind)) {
        auto row = call.context.db.query(
            "SELECT ok, date FROM unit_tick WHERE unit = ? AND tick = ?", id, tick);
        const bool holds = row.next() && row.boolean(0);
        if (holds && row.text(1) > call.date())
            return refuse(Rule::UnitEligible,
                          sentence("unit.proof-later", unit->name, plan.tick(tick).words,
                                   row.text(1), call.date()))
                .at(field);
        if (!holds)
            return refuse(Rule::UnitEligible,
                          sentence("unit.not-eligible", unit->name, plan.tick(tick).words))
                .at(field);
    }
    return {};
}

std::optional<Rejection> requireMayHold(Context& context, const QString& id,
                                        const QStringList& kinds, const QString& field) {
    const auto unit = find(context, id);
    if (!unit)
        storage::contradiction(u"单位 %1"_s.arg(id));
    if (kinds.contains(unit->kind))
        return {};
    QStringList allowed;
    for (const QString& kind : kinds)
        allowed << kindName(kind);
    return refuse(Rule::UnitKind, sentence("unit.kind.other", allowed.join(u"、"_s), unit->name,
                                           kindName(unit->kind)))
        .at(field);
}

std::optional<Rejection> requireConfirmedAccount(const journal::CommandContext& call,
                                                 const QString& unit, const QString& field) {
    const Bank bank = currentBank(call.context, unit);
    if (!bank.confirmed)
        return refuse(Rule::UnitBank,
                      sentence("account.unconfirmed", name(call.context, unit), bank.date))
            .at(field);
    if (call.date() < bank.decidedOn) // entered after it, and its date decides
        return refuse(Rule::UnitBank, sentence("account.confirmed-later", name(call.context, unit),
                                               bank.decidedOn, call.date()))
            .at(u"date"_s)
            .limit(bank.decidedOn)
            .asked(call.date());
    return {};
}

void bar(Context& context, const QString& unit) {
    context.db.run("UPDATE unit SET bars = bars + 1 WHERE id = ?", unit);
}

void liftBar(Context& context, const QString& unit) {
    context.db.run("UPDATE unit SET bars = bars - 1 WHERE id = ?", unit);
}

void install(journal::Registry& registry) {
    registry.addTables(QString::fromLatin1(tables));
    installRegistering(registry);
    installQuestions(registry);
}

} // namespace units
