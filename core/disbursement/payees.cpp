// SPDX-License-Identifier: GPL-3.0-only
#include "args.h"

#include <identity/steps.h>

// Who may be paid (pay.payee; 第五条, 第九条), and what becomes of open requests when an account
// changes (unit.bank).

namespace disbursement {

using namespace Qt::Literals::StringLiterals;
using declaration::Project;
using journal::CommandContext;
using journal::Context;
using journal::Entry;
using journal::refuse;
using journal::Rejection;
using journal::Rule;
using labels::DeliverableKind;
using labels::sentence;
using money::Fen;

namespace {

// What a unit was asked for or paid by a project, net of what came back by itself, `except` aside.
// What was recovered was paid all the same, and is not paid again on another's acceptance (第九条).
Fen askedFor(Context& context, const QString& project, const QString& unit, const QString& except) {
    auto row = context.db.query(
        "SELECT coalesce(sum(payee.amount - let_go - refunded), 0) FROM payment_payee"
        " AS payee JOIN payment ON payment.id = payment WHERE unit = ?1 AND project = ?2"
        " AND payment.id <> ?3 AND state IN ('requested', 'reviewed', 'approved', 'paid')",
        unit, project, except);
    row.next();
    return row.fen(0);
}

Fen recoveredFrom(Context& context, const QString& project, const QString& unit) {
    auto row = context.db.query("SELECT coalesce(sum(recovered), 0) FROM payment_payee JOIN payment"
                                " ON payment.id = payment WHERE unit = ? AND project = ?",
                                unit, project);
    row.next();
    return row.fen(0);
}

struct Asked {
    QString unit;
    Fen amount;
    QString field;
};

bool countsPeople(const plan::Item* item) {
    return item
           && (labels::is(item->counts, DeliverableKind::Award)
               || labels::is(item->counts, DeliverableKind::Certification));
}

// `payment` is the one that is judged, whose own payees don't count beside it.
std::optional<Rejection> requireEntitled(CommandContext& call, const Project& project,
                                         const Asked& asked, const QString& payment) {
    if (planSaysPayees(call.context, project))
        return requireAllowed(call, project, asked.unit, asked.field);
    if (asked.unit == project.unit)
        return {};
    const plan::Item* item = declaration::itemOf(call.context, project);
    const QString name = units::name(call.context, asked.unit);
    const bool counted = countsPeople(item);
    const qint64 own =
        counted ? acceptance::countAcceptedOf(call.context, project.id, asked.unit, call.date())
                : 0;
    if (own == 0)
        return refuse(Rule::PayPayee, counted ? sentence("payee.without-accepted", name, project.id,
                                                         units::name(call.context, project.unit))
                                              : sentence("payee.not-of-project", name, project.id,
                                                         units::name(call.context, project.unit)))
            .at(asked.field);
    if (!item->unitAmount)
        return {};
    const Fen whole = item->unitAmount->times(own);
    const Fen left =
        std::max(whole - askedFor(call.context, project.id, asked.unit, payment), Fen());
    if (asked.amount <= left)
        return {};
    const QString field = asked.field.endsWith(u".unit")
                              ? asked.field.chopped(QStringView(u"unit").size()) + u"amount"_s
                              : asked.field;
    return refuse(Rule::PayPayee, sentence("payee.above-accepted", name, own,
                                           item->unitAmount->toYuan(), project.id, left.toYuan()))
        .at(field)
        .limit(left)
        .asked(asked.amount);
}

} // namespace

std::optional<Rejection> judgePayees(CommandContext& call, const Project& project) {
    if (auto rejection = units::requireNotBarred(call.context, project.unit, u"project"_s))
        return rejection;
    const auto& payees = call.with.as<RequestArgs>().payees;
    for (std::size_t i = 0; i < payees.size(); ++i)
        if (auto rejection =
                units::requireNotBarred(call.context, payees[i].unit, u"payees[%1].unit"_s.arg(i)))
            return rejection;
    // It may have become one that may not hold the project, before a reversal opened that again.
    if (auto rejection = units::requireMayHold(
            call.context, project.unit, declaration::kindsFor(call.context, project), u"project"_s))
        return rejection;
    if (planSaysPayees(call.context, project)) // who is paid holds nothing
        return {};
    for (std::size_t i = 0; i < payees.size(); ++i) {
        const QString unit = payees[i].unit;
        // Whoever delivered something that was accepted may be paid for it, whatever they are.
        if (unit == project.unit
            || acceptance::countAcceptedOf(call.context, project.id, unit, call.date()) > 0)
            continue;
        if (auto rejection = units::requireMayHold(call.context, unit,
                                                   declaration::kindsFor(call.context, project),
                                                   u"payees[%1].unit"_s.arg(i)))
            return rejection;
    }
    return {};
}

std::optional<Rejection> judgeEntitled(CommandContext& call, const Project& project) {
    const auto& payees = call.with.as<RequestArgs>().payees;
    for (std::size_t i = 0; i < payees.size(); ++i)
        if (auto rejection = requireEntitled(
                call, project, {payees[i].unit, payees[i].amount, u"payees[%1].unit"_s.arg(i)},
                call.id()))
            return rejection;
    return {};
}

std::optional<Rejection> requireStillEntitled(CommandContext& call, const Payment& payment) {
    const Project project = declaration::requireProject(call.context, payment.project);
    if (auto rejection = units::requireMayHold(
            call.context, project.unit, declaration::kindsFor(call.context, project), u"id"_s))
        return rejection;
    for (const Payee& payee : payeesOf(call.context, payment.id)) {
        // What is still to be paid or stays paid; an acceptance may have been voided meanwhile.
        const Fen amount = payee.amount - payee.letGo - payee.refunded - payee.recovered;
        if (amount.isZero())
            continue;
        if (auto rejection =
                requireEntitled(call, project, {payee.unit, amount, u"id"_s}, payment.id))
            return rejection;
    }
    return {};
}

bool payeesRestOn(Context& context, const Project& project, const QString& acceptance) {
    const plan::Item* item = declaration::itemOf(context, project);
    if (!countsPeople(item) || !item->unitAmount)
        return false;
    auto rows = context.db.query("SELECT DISTINCT unit FROM payment_payee JOIN payment ON"
                                 " payment.id = payment WHERE project = ? AND unit <> ?",
                                 project.id, project.unit);
    while (rows.next()) {
        const qint64 own = acceptance::countAcceptedOf(context, project.id, rows.text(0),
                                                       context.today(), acceptance);
        const Fen rests = askedFor(context, project.id, rows.text(0), {})
                          - recoveredFrom(context, project.id, rows.text(0));
        if (rests > item->unitAmount->times(own))
            return true;
    }
    return false;
}

std::vector<AskedPayee> payeesAskedFor(Context& context, const QString& project) {
    std::vector<AskedPayee> payees;
    auto rows = context.db.query(
        "SELECT DISTINCT unit, date FROM payment_payee AS payee JOIN payment ON payment.id ="
        " payment WHERE project = ? AND payee.amount > let_go + refunded AND state IN ('requested',"
        " 'reviewed', 'approved', 'paid') ORDER BY unit COLLATE BINARY, date COLLATE BINARY",
        project);
    while (rows.next())
        payees.push_back({rows.text(0), rows.text(1)});
    return payees;
}

std::map<QString, Fen> heldOf(Context& context, const QString& project) {
    std::map<QString, Fen> held;
    auto rows = context.db.query(
        "SELECT unit, sum(paid - refunded - recovered) FROM payment_payee JOIN payment ON"
        " payment.id = payment WHERE project = ? GROUP BY unit",
        project);
    while (rows.next())
        if (!rows.fen(1).isZero())
            held[rows.text(0)] = rows.fen(1);
    return held;
}

bool everPaid(Context& context, const QString& project, const QString& unit) {
    auto row = context.db.query("SELECT 1 FROM paid_in_month WHERE project = ? AND unit = ?",
                                project, unit);
    return row.next();
}

std::vector<api::PaidAsPayee> shownPaidAsPayee(Context& context, const QString& unit) {
    std::vector<api::PaidAsPayee> items;
    auto rows = context.db.query(
        "SELECT payment.id, project, project.name, project.unit, kind, payee.amount, paid,"
        " payee.returned + let_go AS returned, refunded, recovered, payment.state, paid_on FROM"
        " payment_payee AS payee JOIN payment ON payment.id = payment JOIN project ON"
        " project.id = project"
        " WHERE payee.unit = ?1 AND project.unit <> ?1 AND payment.state <> 'withdrawn'"
        " ORDER BY payment.date COLLATE BINARY, payment.id COLLATE BINARY",
        unit);
    while (rows.next())
        items.push_back({.payment = rows.text("id"),
                         .project = rows.text("project"),
                         .projectName = rows.text("name"),
                         .unit = rows.text("unit"),
                         .unitName = units::name(context, rows.text("unit")),
                         .kind = rows.code<labels::PaymentKind>("kind"),
                         .amount = rows.fen("amount"),
                         .paid = rows.fen("paid"),
                         .returned = rows.fen("returned"),
                         .refunded = rows.fen("refunded"),
                         .recovered = rows.fen("recovered"),
                         .state = rows.code<labels::PaymentState>("state"),
                         .paidOn = rows.text("paid_on")});
    return items;
}

// unit.bank: an account changed afterwards sends requests back that nobody approved yet. An
// approved one stays and is refused when it is to be paid: nothing approved is undone in silence.
void returnOpenRequests(Context& context, const Entry& entry) {
    if (!entry.with.has("bank"_L1))
        return;
    QStringList open;
    // By rules 0 what was approved, or had come back, was sent back as well.
    auto rows =
        context.db.query("SELECT payment FROM payment_payee JOIN payment ON payment.id = payment"
                         " WHERE unit = ? AND (state IN ('requested', 'reviewed')"
                         " OR (state = 'approved' AND ? = 0)) ORDER BY payment COLLATE BINARY",
                         entry.id(), entry.rules);
    while (rows.next())
        open << rows.text(0);
    for (const QString& id : open) {
        const Payment payment = requirePayment(context, id);
        identity::addStep(
            context, entry,
            {.thing = u"payment"_s,
             .id = id,
             .step = u"return"_s,
             .duty = u"bank"_s,
             .opinion = u"收款单位“%1”的账户于 %2 变更(%3),由程序退回:请核对新账户后"
                        "重新申请。"_s.arg(units::name(context, entry.id()), entry.date(),
                                           entry.with.text("document"_L1)),
             .byNobody = true});
        release(context, entry, payment);
        setState(context, id, labels::PaymentState::Returned,
                 std::max(entry.date(), payment.lastStepOn));
    }
}

} // namespace disbursement
