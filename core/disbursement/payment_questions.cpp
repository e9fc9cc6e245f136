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
using journal::Context;
using journal::Reply;
using money::Fen;

namespace {

std::vector<api::PaymentSource> shownSources(Context& context, const QString& payment) {
    std::vector<api::PaymentSource> items;
    for (const SourceShare& one : sourceSharesOf(context, payment))
        items.push_back({.source = one.source,
                         .amount = one.amount,
                         .returned = one.returned + one.letGo,
                         .refunded = one.refunded,
                         .voucher = one.voucher});
    return items;
}

std::vector<api::PaymentPayee> shownPayees(Context& context, const QString& payment) {
    std::vector<api::PaymentPayee> items;
    for (const Payee& payee : payeesOf(context, payment)) {
        const auto bank = accountOf(context, payee);
        const QString account = context.secrets.reveal(bank.accountRef).value_or(QString());
        items.push_back({.unit = payee.unit,
                         .name = units::name(context, payee.unit),
                         .amount = payee.amount,
                         .paid = payee.paid,
                         .returned = payee.returned + payee.letGo,
                         .letGo = payee.letGo,
                         .refunded = payee.refunded,
                         .recovered = payee.recovered,
                         .bank = bank.name,
                         .holder = bank.holder,
                         .account = journal::lastFour(account)});
    }
    return items;
}

// What went out and came back, payee by payee; of several sources each with its own voucher.
std::vector<api::PaymentMovement> shownMovements(Context& context, const QString& payment) {
    std::vector<api::PaymentMovement> items;
    auto rows = context.db.query(
        "SELECT kind, ref, date, unit, source, abs(amount), voucher, seq, ref <> '' AND EXISTS"
        " (SELECT 1 FROM payment_movement AS counter WHERE counter.ref = movement.ref AND"
        " counter.ref <> '' AND counter.kind = movement.kind || '-void') FROM payment_movement AS"
        " movement WHERE payment = ? AND kind IN ('pay', 'reverse', 'refund', 'recover')"
        " ORDER BY seq, unit COLLATE BINARY, source COLLATE BINARY",
        payment);
    while (rows.next()) {
        const auto entry = journal::entryAt(context, rows.integer(7));
        items.push_back({.kind = rows.code<labels::MovementKind>(0),
                         .id = rows.text(1).isEmpty() ? payment : rows.text(1),
                         .date = rows.text(2),
                         .payee = rows.text(3),
                         .payeeName = units::name(context, rows.text(3)),
                         .source = rows.text(4),
                         .amount = rows.fen(5),
                         .voucher = rows.text(6),
                         .reason = entry ? entry->with.text("reason"_L1) : QString(),
                         .seq = rows.integer(7),
                         .voided = rows.boolean(8)});
    }
    return items;
}

api::PaymentSummary summaryOf(Context& context, const Payment& payment) {
    const auto project = declaration::requireProject(context, payment.project);
    const plan::Path& path = declaration::pathOf(context, project);
    const bool office = path.officeReview.contains(labels::code(payment.kind));
    return {.id = payment.id,
            .project = payment.project,
            .projectName = project.name,
            .unit = project.unit,
            .unitName = units::name(context, project.unit),
            .line = project.line,
            .item = project.item,
            .path = path.code,
            .kind = payment.kind,
            .amount = payment.amount,
            .date = payment.date,
            .state = payment.state,
            .office = office,
            .next = nextCommand(payment, office),
            .sources = shownSources(context, payment.id),
            .paidOn = payment.paidOn,
            .returned = payment.returned};
}

Reply showPayment(Context& context, const Args& with, const QString&) {
    const QString id = with.text("id"_L1);
    if (auto rejection = requireKnown(context, id, u"id"_s))
        return *std::move(rejection);
    const Payment payment = requirePayment(context, id);
    auto shown = api::extended<api::Payment>(summaryOf(context, payment));
    shown.payees = shownPayees(context, id);
    shown.movements = shownMovements(context, id);
    shown.steps = identity::shownSteps(context, u"payment"_s, id);
    auto request = context.db.query("SELECT report FROM payment WHERE id = ?", id);
    request.next();
    shown.writtenRequest = request.text(0);
    if (const auto guarantee = guaranteeOf(context, id))
        shown.guarantee = api::Guarantee{.bank = guarantee->bank,
                                         .number = guarantee->number,
                                         .amount = guarantee->amount,
                                         .until = guarantee->until};
    shown.limit = shownLimit(limitOfRequest(context, payment)); // as it was asked for
    auto minutes =
        context.db.query("SELECT document, date FROM payment_minutes WHERE payment = ?", id);
    if (minutes.next())
        shown.minutes = {minutes.text(0), minutes.text(1)};
    return api::toJson(shown);
}

Reply showLimit(Context& context, const Args& with, const QString&) {
    const QString id = with.text("project"_L1);
    if (auto rejection = declaration::requireKnown(context, id, u"project"_s))
        return *std::move(rejection);
    const auto project = declaration::requireProject(context, id);
    const auto kind = logging::checked(with.code<labels::PaymentKind>("kind"_L1), "kind");
    return api::toJson(shownLimit(
        limitOf(context, project, {.kind = kind, .date = context.today(), .explained = true})));
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
                  {"amount", "amount", journal::SortKey::Figures},
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
        auto shown = api::extended<api::PaymentRow>(summaryOf(context, paymentOf(row)));
        QStringList names;
        for (const Payee& payee : payeesOf(context, row.text(0)))
            names << units::name(context, payee.unit);
        shown.payees = names.join(u"、"_s);
        return api::toJson(shown);
    });
}

} // namespace

std::vector<api::RequestSummary> shownRequests(Context& context, const QString& project) {
    std::vector<api::RequestSummary> items;
    auto rows = context.db.query(
        "SELECT id, kind, amount, date, state, paid_on FROM payment WHERE"
        " project = ? AND state <> 'withdrawn' ORDER BY date COLLATE BINARY, id COLLATE BINARY",
        project);
    while (rows.next())
        items.push_back({.id = rows.text(0),
                         .kind = rows.code<labels::PaymentKind>(1),
                         .amount = rows.fen(2),
                         .date = rows.text(3),
                         .state = rows.code<labels::PaymentState>(4),
                         .paidOn = rows.text(5)});
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
