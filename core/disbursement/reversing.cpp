// SPDX-License-Identifier: GPL-3.0-only
#include "args.h"

#include <identity/steps.h>

// payment.reverse (退票): the bank sent back the shares of some payees, or of all.

namespace disbursement {

using namespace Qt::Literals::StringLiterals;
using journal::Args;
using journal::badInput;
using journal::Command;
using journal::CommandContext;
using journal::Context;
using journal::Entry;
using journal::refuse;
using journal::Rejection;
using journal::Rule;
using journal::SourceAmount;
using labels::PaymentState;
using labels::sentence;
using ledger::Account;
using money::Fen;

namespace {

std::optional<Rejection> checkReverse(CommandContext& call) {
    if (auto rejection = requireKnown(call.context, call.id(), u"id"_s))
        return rejection;
    const auto payees = payeesOf(call.context, call.id());
    QSet<QString> seen;
    const QStringList named = call.with.as<ReverseArgs>().payees;
    for (qsizetype i = 0; i < named.size(); ++i) {
        const QString field = u"payees[%1]"_s.arg(i);
        if (std::none_of(payees.begin(), payees.end(),
                         [&](const Payee& payee) { return payee.unit == named[i]; }))
            return badInput(field, sentence("payment.payee.unknown", call.id(), named[i]));
        if (seen.contains(named[i]))
            return badInput(field, sentence("payment.reverse.payee-twice", named[i]));
        seen.insert(named[i]);
    }
    return {};
}

// The named payees; where none is, all whose share is out.
std::vector<Payee> bounced(Context& context, const Args& with, const QString& payment) {
    const QStringList named = with.as<ReverseArgs>().payees;
    std::vector<Payee> found;
    for (const Payee& payee : payeesOf(context, payment))
        if (named.isEmpty() ? !payee.paid.isZero() : named.contains(payee.unit))
            found.push_back(payee);
    return found;
}

Fen paidOf(const std::vector<Payee>& payees) {
    Fen sum;
    for (const Payee& payee : payees)
        sum += payee.paid;
    return sum;
}

// From the payment's sources in proportion; no more of any than is out.
std::vector<SourceAmount> comesBack(Context& context, const Payment& payment, Fen amount) {
    std::vector<SourceAmount> parts;
    std::vector<Fen> room;
    for (const SourceShare& one : sourceSharesOf(context, payment.id)) {
        parts.push_back({one.source, one.amount});
        const Fen net = ledger::projectPosition(context, payment.project, one.source).netPaid();
        room.push_back(std::clamp(net, Fen(), one.out()));
    }
    return inProportion(amount, parts, room);
}

std::optional<Rejection> judgeReverse(CommandContext& call) {
    const Payment payment = logging::checked(find(call.context, call.id()), "payment");
    if (payment.state != PaymentState::Paid)
        return declaration::wrongState("payment.reverse.state", labels::ThingKind::Payment,
                                       payment.id, payment.state);
    const auto payees = bounced(call.context, call.with, payment.id);
    for (const Payee& payee : payees) {
        const QString name = units::name(call.context, payee.unit);
        if (payee.paid.isZero())
            return refuse(Rule::StateOrder,
                          sentence("payment.reverse.payee-returned", payment.id, name))
                .at(u"payees"_s);
        if (payee.holds() != payee.paid)
            return refuse(Rule::StateOrder,
                          sentence("payment.reverse.payee-refunded", payment.id, name))
                .at(call.with.has("payees"_L1) ? u"payees"_s : QString());
    }
    if (payees.empty()
        || journal::sum(comesBack(call.context, payment, paidOf(payees))) != paidOf(payees))
        return refuse(Rule::StateOrder, sentence("payment.reverse.refunded", payment.id));
    if (auto rejection = identity::requireDateOrder(call, payment.lastStepOn, comesBackAfter()))
        return rejection;
    return plan::requireOpenMonth(call);
}

void reverseOnDays(CommandContext& call, journal::Days& days) {
    const Payment payment = logging::checked(find(call.context, call.id()), "payment");
    const auto payees = bounced(call.context, call.with, payment.id);
    std::vector<UnitAmount> units;
    units.reserve(payees.size());
    for (const Payee& payee : payees)
        units.push_back({payee.unit, payee.paid});
    comesBackOnDays(call, days, payment.project, units,
                    comesBack(call.context, payment, paidOf(payees)));
}

void applyReverse(Context& context, const Entry& entry) {
    const Payment payment = logging::checked(find(context, entry.id()), "payment");
    const auto project = declaration::requireProject(context, payment.project);
    const auto payees = bounced(context, entry.with, payment.id);
    const auto sources = comesBack(context, payment, paidOf(payees));
    std::vector<UnitAmount> units;
    for (const Payee& payee : payees) {
        units.push_back({payee.unit, payee.paid});
        // The frozen account is let go: paid again is the account that is then confirmed.
        context.db.run("UPDATE payment_payee SET paid = 0, returned = returned + ?, bank = 0"
                       " WHERE payment = ? AND unit = ?",
                       payee.paid, payment.id, payee.unit);
    }
    for (const SourceAmount& part : sources) {
        context.db.run("UPDATE payment_source SET returned = returned + ? WHERE payment = ?"
                       " AND source = ?",
                       part.amount, payment.id, part.source);
        moveMoney(context, entry, project, part, Account::Spent, Account::Requested, false);
    }
    context.db.run("UPDATE payment SET returned = returned + ?, last_step_on = ? WHERE id = ?",
                   paidOf(payees), entry.date(), payment.id);
    if (paidOf(payeesOf(context, payment.id)).isZero())
        setState(context, payment.id, PaymentState::Approved, entry.date());
    record(context, entry, payment, {.kind = labels::MovementKind::Reverse},
           sharesOf(units, sources));
    declaration::addOpenItem(context, payment.project, u"payment"_s, entry.id());
    declaration::reopen(context, payment.project);
    identity::addStep(
        context, entry,
        {u"payment"_s, entry.id(), u"reverse"_s, u"pay"_s, entry.with.as<ReverseArgs>().reason});
}

std::vector<journal::EntityRef> projectAndUnits(Context& context, const Entry& entry) {
    auto things = projectOf(context, entry);
    for (const QString& unit : entry.with.as<ReverseArgs>().payees)
        things.push_back({u"unit"_s, unit});
    return things;
}

Command reverseCommand() {
    using namespace journal;
    return {.name = u"payment.reverse"_s,
            .roles = {u"finance"_s},
            .shape = {ref("id", "payment"), date("date"), longText("reason"), text("voucher"),
                      opt(ids("payees"))},
            .check = checkReverse,
            .judge = judgeReverse,
            .days = {reverseOnDays},
            .apply = applyReverse,
            .relatedEntities = projectAndUnits};
}

} // namespace

void installReversing(journal::Registry& registry) {
    registry.add(reverseCommand());
}

} // namespace disbursement
