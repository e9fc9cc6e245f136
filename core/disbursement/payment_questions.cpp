// SPDX-License-Identifier: GPL-3.0-only
#include "limit.h"
#include "room.h"

#include <identity/steps.h>
#include <journal/chain.h>
#include <journal/listing.h>
#include <units/units.h>

namespace disbursement {

using namespace Qt::Literals::StringLiterals;
using journal::Args;
using journal::badInput;
using journal::Context;
using journal::Reply;
using labels::sentence;
using money::Fen;

namespace {

QJsonArray sourcesJson(Context& context, const QString& payment) {
    QJsonArray items;
    for (const SourceShare& one : sourceSharesOf(context, payment)) {
        QJsonObject row{{"source"_L1, one.source}, {"amount"_L1, one.amount.toYuan()}};
        if (const Fen back = one.returned + one.letGo; !back.isZero())
            row.insert("returned"_L1, back.toYuan());
        if (!one.refunded.isZero())
            row.insert("refunded"_L1, one.refunded.toYuan());
        if (!one.voucher.isEmpty())
            row.insert("voucher"_L1, one.voucher);
        items.append(row);
    }
    return items;
}

QJsonArray payeesJson(Context& context, const QString& payment) {
    QJsonArray items;
    for (const Payee& payee : payeesOf(context, payment)) {
        const auto bank = accountOf(context, payee);
        items.append(QJsonObject{
            {"unit"_L1, payee.unit},
            {"name"_L1, units::name(context, payee.unit)},
            {"amount"_L1, payee.amount.toYuan()},
            {"paid"_L1, payee.paid.toYuan()},
            {"returned"_L1, (payee.returned + payee.letGo).toYuan()},
            {"let_go"_L1, payee.letGo.toYuan()},
            {"refunded"_L1, payee.refunded.toYuan()},
            {"recovered"_L1, payee.recovered.toYuan()},
            {"bank"_L1, bank.name},
            {"holder"_L1, bank.holder},
            {"account"_L1,
             journal::lastFour(context.secrets.reveal(bank.accountRef).value_or(QString()))}});
    }
    return items;
}

// What went out and came back, payee by payee; of several sources each with its own voucher.
QJsonArray movementsJson(Context& context, const QString& payment) {
    QJsonArray items;
    auto rows = context.db.query(
        "SELECT kind, ref, date, unit, source, abs(amount), voucher, seq, ref <> '' AND EXISTS"
        " (SELECT 1 FROM payment_movement AS counter WHERE counter.ref = movement.ref AND"
        " counter.ref <> '' AND counter.kind = movement.kind || '-void') FROM payment_movement AS"
        " movement WHERE payment = ? AND kind IN ('pay', 'reverse', 'refund', 'recover')"
        " ORDER BY seq, unit, source",
        payment);
    while (rows.next()) {
        const auto entry = journal::entryAt(context, rows.integer(7));
        items.append(QJsonObject{{"kind"_L1, rows.text(0)},
                                 {"id"_L1, rows.text(1).isEmpty() ? payment : rows.text(1)},
                                 {"date"_L1, rows.text(2)},
                                 {"payee"_L1, rows.text(3)},
                                 {"payee_name"_L1, units::name(context, rows.text(3))},
                                 {"source"_L1, rows.text(4)},
                                 {"amount"_L1, rows.fen(5).toYuan()},
                                 {"voucher"_L1, rows.text(6)},
                                 {"reason"_L1, entry ? entry->with.text("reason"_L1) : QString()},
                                 {"seq"_L1, rows.integer(7)},
                                 {"voided"_L1, rows.boolean(8)}});
    }
    return items;
}

QJsonObject paymentJson(Context& context, const Payment& payment) {
    const auto project = declaration::requireProject(context, payment.project);
    const plan::Path& path = declaration::pathOf(context, project);
    const bool office = path.officeReview.contains(labels::code(payment.kind));
    QJsonObject json{{"id"_L1, payment.id},
                     {"project"_L1, payment.project},
                     {"project_name"_L1, project.name},
                     {"unit"_L1, project.unit},
                     {"unit_name"_L1, units::name(context, project.unit)},
                     {"line"_L1, project.line},
                     {"item"_L1, project.item},
                     {"path"_L1, path.code},
                     {"kind"_L1, labels::code(payment.kind)},
                     {"amount"_L1, payment.amount.toYuan()},
                     {"date"_L1, payment.date},
                     {"state"_L1, labels::code(payment.state)},
                     {"office"_L1, office},
                     {"next"_L1, nextCommand(payment, office)},
                     {"sources"_L1, sourcesJson(context, payment.id)}};
    if (!payment.paidOn.isEmpty())
        json.insert("paid_on"_L1, payment.paidOn);
    if (!payment.returned.isZero())
        json.insert("returned"_L1, payment.returned.toYuan());
    return json;
}

Reply showPayment(Context& context, const Args& with, const QString&) {
    const auto payment = find(context, with.text("id"_L1));
    if (!payment)
        return badInput(u"id"_s, sentence("payment.unknown", with.text("id"_L1)));
    QJsonObject json = paymentJson(context, *payment);
    json.insert("payees"_L1, payeesJson(context, payment->id));
    json.insert("movements"_L1, movementsJson(context, payment->id));
    json.insert("steps"_L1,
                identity::stepsJson(identity::stepsOf(context, u"payment"_s, payment->id)));
    auto report = context.db.query("SELECT report FROM payment WHERE id = ?", payment->id);
    report.next();
    json.insert("report"_L1, report.text(0));
    json.insert("limit"_L1, limitJson(limitOfRequest(context, *payment))); // as it was asked for
    return json;
}

Reply showLimit(Context& context, const Args& with, const QString&) {
    const auto project = declaration::find(context, with.text("project"_L1));
    if (!project)
        return badInput(u"project"_s, sentence("project.unknown", with.text("project"_L1)));
    return limitJson(limitOf(context, *project,
                             logging::checked(with.code<labels::PaymentKind>("kind"_L1), "kind"),
                             context.today(), true));
}

const journal::ListSource& paymentRows() {
    static const journal::ListSource rows{
        .table = "payment",
        .columns = "id, project, kind, amount, date, last_step_on, paid_on, state, returned",
        .sorts = {{"project", "project"},
                  {"project_name", "(SELECT name FROM project WHERE project.id = payment.project)"},
                  {"unit_name", "(SELECT unit.name FROM project JOIN unit ON unit.id = project.unit"
                                " WHERE project.id = payment.project)"},
                  {"line", "(SELECT line FROM project WHERE project.id = payment.project)"},
                  {"kind", "kind"},
                  {"amount", "amount"},
                  {"date", "date"},
                  {"paid_on", "paid_on"},
                  {"state", "state"}}};
    return rows;
}

// By number, voucher, project, its unit or payee.
constexpr const char* searched =
    "found(id, ?) OR project IN (SELECT id FROM project WHERE found(id || ' ' || name, ?) OR unit"
    " IN (SELECT id FROM unit WHERE found(name, ?))) OR id IN (SELECT payment FROM payment_movement"
    " WHERE found(voucher, ?)) OR id IN (SELECT payment FROM payment_payee WHERE unit IN"
    " (SELECT id FROM unit WHERE found(name, ?)))";

Reply listPayments(Context& context, const Args& with, const QString&) {
    journal::Listing list(context, with, paymentRows());
    list.state("state", "'withdrawn'").equal("project"_L1, "project").equal("kind"_L1, "kind");
    if (with.has("unit"_L1))
        list.where(u"id IN (SELECT payment FROM payment_payee WHERE unit = ?)"_s,
                   {with.text("unit"_L1)});
    if (with.has("line"_L1))
        list.where(u"project IN (SELECT id FROM project WHERE line = ?)"_s, {with.text("line"_L1)});
    if (with.has("source"_L1))
        list.where(u"id IN (SELECT payment FROM payment_source WHERE source = ?)"_s,
                   {with.text("source"_L1)});
    if (with.has("paid_from"_L1))
        list.where(u"paid_on >= ?"_s, {with.text("paid_from"_L1)});
    if (with.has("paid_to"_L1))
        list.where(u"paid_on <> '' AND paid_on <= ?"_s, {with.text("paid_to"_L1)});
    return list.search(searched).answer([&](const storage::Statement& row) {
        QJsonObject json = paymentJson(context, paymentOf(row));
        QStringList names;
        for (const Payee& payee : payeesOf(context, row.text(0)))
            names << units::name(context, payee.unit);
        json.insert("payees"_L1, names.join(u"、"_s));
        return json;
    });
}

} // namespace

QJsonArray requestsJson(Context& context, const QString& project) {
    QJsonArray items;
    auto rows = context.db.query("SELECT id, kind, amount, date, state, paid_on FROM payment WHERE"
                                 " project = ? AND state <> 'withdrawn' ORDER BY date, id",
                                 project);
    while (rows.next()) {
        QJsonObject item{{"id"_L1, rows.text(0)},
                         {"kind"_L1, rows.text(1)},
                         {"amount"_L1, rows.fen(2).toYuan()},
                         {"date"_L1, rows.text(3)},
                         {"state"_L1, rows.text(4)}};
        if (!rows.text(5).isEmpty())
            item.insert("paid_on"_L1, rows.text(5));
        items.append(item);
    }
    return items;
}

void installQuestions(journal::Registry& registry) {
    using namespace journal;
    registry.add(Question{.name = u"payment.limit"_s,
                          .shape = {id("project"), choice("kind", {"prepay", "stage", "final"})},
                          .answer = showLimit});
    registry.add(Question{.name = u"payment.show"_s, .shape = {id("id")}, .answer = showPayment});
    registry.add(Question{.name = u"payment.list"_s,
                          .shape = listShape({opt(id("state")), opt(id("project")), opt(id("kind")),
                                              opt(id("unit")), opt(id("line")), opt(id("source")),
                                              opt(date("paid_from")), opt(date("paid_to"))},
                                             paymentRows()),
                          .answer = listPayments});
}

} // namespace disbursement
