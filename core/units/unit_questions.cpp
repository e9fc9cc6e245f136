// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <identity/steps.h>
#include <journal/listing.h>
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

namespace {

// Who confirms an account and who pays to it.
const QStringList& accountReaders() {
    static const QStringList roles{u"reviewer"_s, u"finance"_s};
    return roles;
}

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
        {"code"_L1,
         unit.code.isEmpty() ? journal::maskedIdentityNumber(secret(unit.codeRef)) : unit.code},
        {"phone"_L1, journal::lastFour(secret(unit.phoneRef))},
        {"bank"_L1, QJsonObject{{"name"_L1, bank.name},
                                {"account"_L1, journal::lastFour(secret(bank.accountRef))},
                                {"holder"_L1, bank.holder},
                                {"confirmed"_L1, bank.confirmed}}},
        {"eligibility"_L1, ticks},
        {"barred"_L1, unit.barred()},
        {"state"_L1, unit.barred() ? u"barred"_s : u"active"_s}};
    auto more = context.db.query(
        "SELECT contractor_document, contractor_date, legal_person FROM unit WHERE id = ?",
        unit.id);
    more.next();
    if (!more.text(0).isEmpty())
        json.insert("contractor"_L1,
                    QJsonObject{{"document"_L1, more.text(0)}, {"date"_L1, more.text(1)}});
    if (!more.text(2).isEmpty())
        json.insert("legal_person"_L1, more.text(2));
    return json;
}

const journal::ListSource& unitRows() {
    static const journal::ListSource rows{
        .table = "unit",
        .columns = "id, name, kind, code, code_ref, phone_ref, bars",
        .sorts = {{"name", "name"}, {"kind", "kind"}, {"code", "code"}, {"state", "bars > 0"}}};
    return rows;
}

Reply listUnits(Context& context, const Args& with, const QString&) {
    journal::Listing list(context, with, unitRows());
    list.equal("id"_L1, "id").equal("kind"_L1, "kind");
    if (with.has("state"_L1))
        list.where(u"CASE WHEN bars > 0 THEN 'barred' ELSE 'active' END = ?"_s,
                   {with.text("state"_L1)});
    return list.search("found(id || ' ' || name || ' ' || code, ?)").answer([&](const auto& row) {
        return unitJson(context, unitOf(row));
    });
}

// unit.account: whole, for who compares it with the document and who pays.
Reply showAccount(Context& context, const Args& with, const QString&) {
    const QString unit = with.text("unit"_L1);
    if (auto rejection = requireKnown(context, unit, u"unit"_s))
        return *std::move(rejection);
    QJsonArray accounts;
    for (int number = currentBank(context, unit).number; number > 0; --number) {
        const Bank bank = bankOf(context, unit, number);
        accounts.append(QJsonObject{{"name"_L1, bank.name},
                                    {"account"_L1, wholeAccount(context, bank)},
                                    {"holder"_L1, bank.holder},
                                    {"confirmed"_L1, bank.confirmed},
                                    {"since"_L1, bank.date}});
    }
    QJsonObject json = accounts.takeAt(0).toObject();
    json.insert("unit"_L1, unit);
    json.insert("earlier"_L1, accounts);
    return json;
}

} // namespace

QString wholeAccount(Context& context, const Bank& bank) {
    return context.secrets.reveal(bank.accountRef).value_or(journal::forgottenText());
}

bool mayReadAccounts(Context& context, const QString& user) {
    const QStringList& roles = accountReaders();
    return std::any_of(roles.begin(), roles.end(),
                       [&](const QString& role) { return identity::hasRole(context, user, role); });
}

QJsonObject showJson(Context& context, const Unit& unit) {
    QJsonObject json = unitJson(context, unit);
    QJsonArray accounts;
    auto rows = context.db.query("SELECT number, name, account_ref, holder, document, date,"
                                 " changed_by, confirmed, refused FROM unit_bank WHERE unit = ?"
                                 " ORDER BY number DESC",
                                 unit.id);
    while (rows.next()) {
        QJsonObject account{
            {"number"_L1, rows.integer(0)},
            {"name"_L1, rows.text(1)},
            {"account"_L1,
             journal::lastFour(context.secrets.reveal(rows.text(2)).value_or(QString()))},
            {"holder"_L1, rows.text(3)},
            {"document"_L1, rows.text(4)},
            {"date"_L1, rows.text(5)},
            {"changed_by"_L1, rows.text(6)},
            {"confirmed"_L1, rows.boolean(7)},
            {"current"_L1, accounts.isEmpty()}};
        if (!rows.text(8).isEmpty())
            account.insert("refused"_L1, rows.text(8));
        accounts.append(account);
    }
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
    registry.add(Question{.name = u"unit.account"_s,
                          .shape = {id("unit")},
                          .answer = showAccount,
                          .roles = accountReaders(),
                          .reading = u"account"_s});
}

} // namespace units
