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

Reply listUnits(Context& context, const Words& with, const QString&) {
    const qint64 count = std::min<qint64>(with.integer("count"_L1, 100), 1000);
    auto rows = context.db.query(
        "SELECT id, name, kind, code, code_ref, phone_ref, bars FROM unit WHERE id > ?1"
        " AND (?2 = '' OR kind = ?2) AND (?3 = '' OR (CASE ?3 WHEN 'barred' THEN bars > 0"
        " ELSE bars = 0 END)) AND (?4 = '' OR instr(id || ' ' || name || ' ' || code, ?4) > 0)"
        " AND (?6 = '' OR id = ?6) ORDER BY id LIMIT ?5",
        with.text("after"_L1), with.text("kind"_L1), with.text("state"_L1), with.text("text"_L1),
        count + 1, with.text("id"_L1));
    return journal::listing(rows, count, [&] { return unitJson(context, unitOf(rows)); });
}

} // namespace

void installQuestions(journal::Registry& registry) {
    using namespace journal;
    registry.add(Question{.name = u"unit.list"_s,
                          .shape = {opt(id("id")), opt(text("kind")), opt(text("state")),
                                    opt(text("text")), opt(id("after")), opt(integer("count"))},
                          .answer = listUnits});
}

} // namespace units
