// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <identity/steps.h>
#include <journal/listing.h>
#include <plan/plan.h>

namespace units {

using namespace Qt::Literals::StringLiterals;
using journal::badInput;
using journal::Call;
using journal::Command;
using journal::Context;
using journal::Entry;
using journal::refuse;
using journal::Reply;
using journal::Rule;
using journal::Shape;
using journal::Verdict;
using journal::Words;

namespace {

QJsonObject unitJson(Context& context, const Unit& unit) {
    const Bank bank = currentBank(context, unit.id);
    QJsonObject ticks;
    auto rows =
        context.db.query("SELECT tick, ok, evidence, date FROM unit_tick WHERE unit = ?", unit.id);
    while (rows.next())
        ticks.insert(rows.text(0), QJsonObject{{"ok"_L1, rows.boolean(1)},
                                               {"evidence"_L1, rows.text(2)},
                                               {"date"_L1, rows.text(3)}});
    const auto secret = [&](const QString& ref) {
        return ref.isEmpty() ? QString() : context.secrets.reveal(ref).value_or(QString());
    };
    QJsonObject json{
        {"id"_L1, unit.id},
        {"name"_L1, unit.name},
        {"kind"_L1, unit.kind},
        {"code"_L1, unit.code.isEmpty() ? journal::masked(secret(unit.codeRef)) : unit.code},
        {"phone"_L1, journal::lastFour(secret(unit.phoneRef))},
        {"bank"_L1, QJsonObject{{"name"_L1, bank.name},
                                {"account"_L1, journal::lastFour(secret(bank.accountRef))},
                                {"holder"_L1, bank.holder},
                                {"confirmed"_L1, bank.confirmed}}},
        {"eligibility"_L1, ticks},
        {"barred"_L1, unit.barred()},
        {"state"_L1, unit.barred() ? u"barred"_s : u"active"_s}};
    auto contractor = context.db.query(
        "SELECT contractor_document, contractor_date FROM unit WHERE id = ?", unit.id);
    if (contractor.next() && !contractor.text(0).isEmpty())
        json.insert("contractor"_L1, QJsonObject{{"document"_L1, contractor.text(0)},
                                                 {"date"_L1, contractor.text(1)}});
    return json;
}

const journal::ListOf& unitRows() {
    static const journal::ListOf rows{
        .table = "unit",
        .columns = "id, name, kind, code, code_ref, phone_ref, bars",
        .sorts = {{"name", "name"}, {"kind", "kind"}, {"code", "code"}, {"state", "bars > 0"}}};
    return rows;
}

Reply listUnits(Context& context, const Words& with, const QString&) {
    journal::Listing list(context, with, unitRows());
    list.equal("id"_L1, "id").equal("kind"_L1, "kind");
    if (with.has("state"_L1))
        list.where(u"CASE WHEN bars > 0 THEN 'barred' ELSE 'active' END = ?"_s,
                   {with.text("state"_L1)});
    return list.search("found(id || ' ' || name || ' ' || code, ?)").answer([&](const auto& row) {
        return unitJson(context, unitOf(row));
    });
}

} // namespace

QJsonObject showJson(Context& context, const Unit& unit) {
    QJsonObject json = unitJson(context, unit);
    QJsonArray accounts;
    auto rows = context.db.query("SELECT number, name, account_ref, holder, document, date,"
                                 " changed_by, confirmed FROM unit_bank WHERE unit = ?"
                                 " ORDER BY number DESC",
                                 unit.id);
    while (rows.next())
        accounts.append(QJsonObject{
            {"number"_L1, rows.integer(0)},
            {"name"_L1, rows.text(1)},
            {"account"_L1,
             journal::lastFour(context.secrets.reveal(rows.text(2)).value_or(QString()))},
            {"holder"_L1, rows.text(3)},
            {"document"_L1, rows.text(4)},
            {"date"_L1, rows.text(5)},
            {"changed_by"_L1, rows.text(6)},
            {"confirmed"_L1, rows.boolean(7)},
            {"current"_L1, accounts.isEmpty()}});
    json.insert("accounts"_L1, accounts);
    json.insert("needed"_L1,
                QJsonArray::fromStringList(plan::current(context).eligibility.value(unit.kind)));
    auto registered = context.db.query("SELECT date FROM unit WHERE id = ?", unit.id);
    if (registered.next())
        json.insert("date"_L1, registered.text(0));
    return json;
}

void installQuestions(journal::Registry& registry) {
    using namespace journal;
    registry.add(Question{
        .name = u"unit.list"_s,
        .shape = listShape({opt(id("id")), opt(text("kind")), opt(text("state"))}, unitRows()),
        .answer = listUnits});
}

} // namespace units
