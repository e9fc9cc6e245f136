// SPDX-License-Identifier: GPL-3.0-only
#include "args.h"
#include "limit.h"

#include <identity/steps.h>
#include <units/units.h>

#include <QJsonDocument>

namespace disbursement {

using namespace Qt::Literals::StringLiterals;
using declaration::Project;
using journal::Args;
using journal::badInput;
using journal::Command;
using journal::CommandContext;
using journal::Context;
using journal::Entry;
using journal::refuse;
using journal::Rejection;
using journal::Rule;
using journal::Shape;
using journal::SourceAmount;
using labels::PaymentKind;
using labels::PaymentState;
using labels::sentence;
using ledger::Account;
using money::Fen;

namespace {

// --- payment.refund ----------------------------------------------------------------------------

struct Refund {
    QString payment;
    QString unit;
    QString date;
    bool voided = false;
    qint64 seq = 0;
    std::vector<SourceAmount> sources;
};

std::optional<Refund> findRefund(Context& context, const QString& id) {
    auto row = context.db.query(
        "SELECT payment, unit, date, state = 'voided', sources, seq FROM refund WHERE id = ?", id);
    if (!row.next())
        return {};
    const Args kept(
        QJsonObject{{"sources"_L1, QJsonDocument::fromJson(row.text(4).toUtf8()).array()}});
    return Refund{row.text(0),    row.text(1),    row.text(2),
                  row.boolean(3), row.integer(5), journal::sourceAmounts(kept, "sources"_L1)};
}

// Whose money it is has to be said where there are several.
std::optional<Rejection> settlePayee(CommandContext& call, const QString& payment) {
    const auto payees = payeesOf(call.context, payment);
    if (payees.empty())
        storage::contradiction(u"拨付 %1 没有收款单位"_s.arg(payment));
    const QString named = call.with.as<RefundArgs>().payee;
    if (named.isEmpty() && payees.size() > 1)
        return badInput(u"payee"_s, sentence("refund.payee.unsaid", payment, payees.size()));
    if (named.isEmpty())
        call.with.setDefault("payee"_L1, payees.front().unit);
    else if (std::none_of(payees.begin(), payees.end(),
                          [&](const Payee& one) { return one.unit == named; }))
        return badInput(u"payee"_s, sentence("payment.payee.unknown", payment, named));
    return {};
}

// Entries of rules 0 did not say who gave it back: who held as much.
void settleOlderRefund(CommandContext& call) {
    if (call.with.has("payee"_L1))
        return;
    const QString payment = call.with.as<RefundArgs>().payment;
    const auto payees = payeesOf(call.context, payment);
    for (const Payee& payee : payees)
        if (payee.holds() >= call.with.as<RefundArgs>().amount)
            return call.with.setDefault("payee"_L1, payee.unit);
    if (!payees.empty())
        call.with.setDefault("payee"_L1, payees.front().unit);
}

std::optional<Rejection> checkRefund(CommandContext& call) {
    const QString payment = call.with.as<RefundArgs>().payment;
    if (auto rejection = requireKnown(call.context, payment, u"payment"_s))
        return rejection;
    if (auto rejection = settlePayee(call, payment))
        return rejection;
    QStringList possible;
    for (const SourceAmount& part : sourcesOf(call.context, payment))
        possible << part.source;
    return plan::normalizeSources(call, call.with.as<RefundArgs>().amount, possible);
}

std::optional<Rejection> judgeRefund(CommandContext& call) {
    if (findRefund(call.context, call.id()))
        return identity::taken(call, u"退回"_s);
    const Payment payment =
        logging::checked(find(call.context, call.with.as<RefundArgs>().payment), "payment");
    if (payment.state != PaymentState::Paid)
        return declaration::wrongState("payment.refund.state", labels::ThingKind::Payment,
                                       payment.id, payment.state);
    if (auto rejection = identity::requireDateOrder(call, payment.lastStepOn, comesBackAfter()))
        return rejection;
    const auto sources = call.with.as<RefundArgs>().sources;
    if (auto rejection = plan::requireOpenMonth(call))
        return rejection;
    const QString unit = call.with.as<RefundArgs>().payee;
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const SourceAmount& part = sources[i];
        const Fen left = heldOf(call.context, payment.id, unit, part.source);
        if (part.amount > left)
            return refuse(Rule::PayRefund,
                          sentence("refund.above-held", payment.id, units::name(call.context, unit),
                                   plan::sourceName(call.context, part.source), left.toYuan()))
                .at(sources.size() == 1 ? u"amount"_s : u"sources[%1].amount"_s.arg(i))
                .limit(left)
                .asked(part.amount);
    }
    return {};
}

void refundOnDays(CommandContext& call, journal::Days& days) {
    const Payment payment =
        logging::checked(find(call.context, call.with.as<RefundArgs>().payment), "payment");
    comesBackOnDays(call, days, payment.project,
                    {{call.with.as<RefundArgs>().payee, call.with.as<RefundArgs>().amount}},
                    call.with.as<RefundArgs>().sources);
}

// Of each source: Spent back to the commitment (to the line where the project has ended) and cash
// in; or, where the refund is voided, the other way round.
void moveRefunded(Context& context, const Entry& entry, const Payment& payment, const QString& unit,
                  const std::vector<SourceAmount>& sources, bool back) {
    const Project project = declaration::requireProject(context, payment.project);
    const Account held = project.running() ? Account::Committed : Account::Available;
    for (const SourceAmount& part : sources) {
        context.db.run("UPDATE payment_source SET refunded = refunded + ? WHERE payment = ?"
                       " AND source = ?",
                       back ? part.amount : -part.amount, payment.id, part.source);
        moveMoney(context, entry, project, part, back ? Account::Spent : held,
                  back ? held : Account::Spent, !back);
    }
    const Fen whole = journal::sum(sources);
    addPrepaid(context, payment, back ? -whole : whole, entry.date());
    context.db.run("UPDATE payment_payee SET refunded = refunded + ? WHERE payment = ? AND"
                   " unit = ?",
                   back ? whole : -whole, payment.id, unit);
    const auto kind = back ? labels::MovementKind::Refund : labels::MovementKind::RefundVoid;
    record(context, entry, payment, {.kind = kind, .ref = entry.id(), .out = !back},
           sharesOf({{unit, whole}}, sources));
}

void applyRefund(Context& context, const Entry& entry) {
    const Payment payment =
        logging::checked(find(context, entry.with.as<RefundArgs>().payment), "payment");
    const auto sources = entry.with.as<RefundArgs>().sources;
    context.db.run(
        "INSERT INTO refund (id, payment, unit, amount, sources, date, reason, voucher, state, seq)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'refunded', ?)",
        entry.id(), payment.id, entry.with.as<RefundArgs>().payee,
        entry.with.as<RefundArgs>().amount,
        QString::fromUtf8(QJsonDocument(journal::toJson(sources)).toJson(QJsonDocument::Compact)),
        entry.date(), entry.with.as<RefundArgs>().reason, entry.with.as<RefundArgs>().voucher,
        entry.seq);
    moveRefunded(context, entry, payment, entry.with.as<RefundArgs>().payee, sources, true);
    openFinal(context, payment.id, entry);
    context.db.run("UPDATE payment SET last_step_on = ? WHERE id = ?", entry.date(), payment.id);
    identity::addStep(
        context, entry,
        {u"payment"_s, payment.id, u"refund"_s, u"pay"_s, entry.with.as<RefundArgs>().reason});
}

Command refundCommand() {
    using namespace journal;
    return {.name = u"payment.refund"_s,
            .roles = {u"finance"_s},
            .shape = {id("id"), ref("payment", "payment"), opt(ref("payee", "unit")),
                      amount("amount"), opt(list("sources", sourceShape())), date("date"),
                      longText("reason"), text("voucher")},
            .check = checkRefund,
            .judge = judgeRefund,
            .days = {refundOnDays},
            .apply = applyRefund,
            .registers = u"refund"_s,
            .relatedEntities = [](Context& context, const Entry& entry) -> std::vector<EntityRef> {
                return {
                    {u"project"_s,
                     logging::checked(find(context, entry.with.as<RefundArgs>().payment), "payment")
                         .project}};
            },
            .older = settleOlderRefund};
}

} // namespace

void installRefunding(journal::Registry& registry) {
    registry.add(refundCommand());
}

// --- corrections -------------------------------------------------------------------------------

namespace {

// Something was decided since that would not bear it paid again: above what is accepted by now, or
// an advance above its share of what has not been accepted; or a payment was asked for since that
// could not stand beside it.
bool restsOnRefund(Context& context, const Project& project, const Payment& payment,
                   const Refund& refund) {
    const Fen back = journal::sum(refund.sources);
    const Fen used = usedOf(context, project.id) + back;
    const Fen prepaid = totalsOf(context, project.id).prepaid
                        + (payment.kind == PaymentKind::Prepay ? back : Fen());
    const plan::Path& path = declaration::pathOf(context, project);
    if (!staysCovered(
            project, path, used, prepaid,
            {acceptance::acceptedOf(context, project.id).left(), aheadOf(context, project)}))
        return true;
    const Fen cap = project.support.shareDown(path.prepayPercent);
    if (prepaid <= cap && used <= std::max(prepaid, payableWithout(context, project, {})))
        return false;
    return askedForSince(context, project.id, refund.seq);
}

} // namespace

std::optional<Rejection> requireVoidableRefund(CommandContext& call) {
    const Refund refund = logging::checked(findRefund(call.context, call.id()), "refund");
    if (refund.voided)
        return declaration::wrongState("refund.void.state", labels::ThingKind::Refund, call.id(),
                                       labels::ReceiptState::Voided);
    const Payment payment = requirePayment(call.context, refund.payment);
    const Project project = declaration::requireProject(call.context, payment.project);
    const QString from = std::max(call.date(), refund.date);
    bool spent = finalRestsOn(call.context, project.id, refund.seq)
                 || restsOnRefund(call.context, project, payment, refund);
    for (const SourceAmount& part : refund.sources) {
        const Fen committed =
            ledger::projectPosition(call.context, project.id, part.source).approved;
        spent = spent || !project.running() || committed < part.amount
                || ledger::spendableCash(call.context, part.source, from) < part.amount;
        if (spent)
            return refuse(Rule::StateOrder,
                          project.running()
                              ? sentence("refund.void.in-use", call.id())
                              : sentence("refund.void.project-ended", call.id(), project.id));
    }
    if (auto rejection = identity::requireDateOrder(call, refund.date, u"退回日期"_s))
        return rejection;
    return plan::requireOpenMonth(call);
}

void refundVoidOnDays(CommandContext& call, journal::Days& days) {
    const Refund refund = logging::checked(findRefund(call.context, call.id()), "refund");
    const Payment payment = requirePayment(call.context, refund.payment);
    const Project project = declaration::requireProject(call.context, payment.project);
    for (const SourceAmount& part : refund.sources)
        declaration::takesCommitted(call, days, project, part);
    coveredAgainOnDays(call, days, project, payment.kind == PaymentKind::Prepay,
                       journal::sum(refund.sources));
    if (askedForSince(call.context, project.id, refund.seq))
        refundedAgainOnDays(call, days, project, payment.kind == PaymentKind::Prepay,
                            journal::sum(refund.sources));
}

void voidRefund(Context& context, const Entry& entry) {
    const Refund refund = logging::checked(findRefund(context, entry.id()), "refund");
    moveRefunded(context, entry, requirePayment(context, refund.payment), refund.unit,
                 refund.sources, false);
    closeFinal(context, refund.seq);
    context.db.run("UPDATE refund SET state = 'voided' WHERE id = ?", entry.id());
    // What comes back again comes back after that: on no day more came back than had been paid.
    context.db.run("UPDATE payment SET last_step_on = CASE WHEN last_step_on < ?1 THEN ?1"
                   " ELSE last_step_on END WHERE id = ?2",
                   entry.date(), refund.payment);
}

} // namespace disbursement
