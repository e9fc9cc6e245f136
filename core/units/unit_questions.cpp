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

api::UnitSummary summaryOf(Context& context, const Unit& unit) {
    const auto secret = [&](const QString& ref) {
        return ref.isEmpty() ? QString() : context.secrets.reveal(ref).value_or(QString());
    };
    const Bank bank = currentBank(context, unit.id);
    auto more = context.db.query(
        "SELECT contractor_document, contractor_date, legal_person FROM unit WHERE id = ?",
        unit.id);
    more.next();
    api::UnitSummary shown{
        .id = unit.id,
        .name = unit.name,
        .kind = logging::checked(labels::parse<labels::UnitKind>(unit.kind), "kind"),
        .code =
            unit.code.isEmpty() ? journal::maskedIdentityNumber(secret(unit.codeRef)) : unit.code,
        .phone = journal::lastFour(secret(unit.phoneRef)),
        .bank = {.name = bank.name,
                 .account = journal::lastFour(secret(bank.accountRef)),
                 .holder = bank.holder,
                 .confirmed = bank.confirmed},
        .eligibility = {},
        .barred = unit.barred(),
        .state = unit.barred() ? labels::UnitState::Barred : labels::UnitState::Active,
        .contractor = {},
        .legalPerson = more.text("legal_person")};
    if (!more.text("contractor_document").isEmpty())
        shown.contractor = {more.text("contractor_document"), more.text("contractor_date")};
    auto rows =
        context.db.query("SELECT tick, ok, evidence, date FROM unit_tick WHERE unit = ?", unit.id);
    while (rows.next())
        shown.eligibility[rows.text(0)] = {rows.boolean(1), rows.text(2), rows.text(3)};
    return shown;
}

const journal::ListSource& unitRows() {
    static const journal::ListSource rows{
        .table = "unit",
        .columns = "id, name, kind, code, code_ref, phone_ref, bars, changed_on",
        .sorts = {{"name", "name"},
                  {"kind", "kind"},
                  {"code", "code"},
                  {"state", "bars > 0", journal::SortKey::Figures}}};
    return rows;
}

Reply listUnits(Context& context, const Args& with, const QString&) {
    journal::Listing list(context, with, unitRows());
    list.equal("id"_L1, "id").equal("kind"_L1, "kind");
    if (with.has("state"_L1))
        list.where(u"CASE WHEN bars > 0 THEN 'barred' ELSE 'active' END = ?"_s,
                   {with.text("state"_L1)});
    return list.search("found(id || ' ' || name || ' ' || code, ?)").answer([&](const auto& row) {
        return api::toJson(summaryOf(context, unitOf(row)));
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
    return identity::hasOneOf(context, user, accountReaders());
}

api::Unit shownUnit(Context& context, const Unit& unit) {
    auto shown = api::extended<api::Unit>(summaryOf(context, unit));
    auto rows = context.db.query("SELECT number, name, account_ref, holder, document, date,"
                                 " changed_by, confirmed, refused FROM unit_bank WHERE unit = ?"
                                 " ORDER BY number DESC",
                                 unit.id);
    while (rows.next()) {
        const QString account =
            context.secrets.reveal(rows.text("account_ref")).value_or(QString());
        shown.accounts.push_back({.number = rows.integer("number"),
                                  .name = rows.text("name"),
                                  .account = journal::lastFour(account),
                                  .holder = rows.text("holder"),
                                  .document = rows.text("document"),
                                  .date = rows.text("date"),
                                  .changedBy = rows.text("changed_by"),
                                  .confirmed = rows.boolean("confirmed"),
                                  .current = shown.accounts.empty(),
                                  .refused = rows.text("refused")});
    }
    shown.needed = plan::current(context).eligibility.value(unit.kind);
    auto registered = context.db.query("SELECT date FROM unit WHERE id = ?", unit.id);
    registered.next();
    shown.date = registered.text(0);
    return shown;
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
