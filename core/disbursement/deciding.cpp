// SPDX-License-Identifier: GPL-3.0-only
#include "args.h"

#include <identity/steps.h>

// payment.review, payment.approve (第九条): what the office and the leader decide, and what the
// leader takes back until it is paid.

namespace disbursement {

using namespace Qt::Literals::StringLiterals;
using journal::Command;
using journal::CommandContext;
using journal::Context;
using journal::Entry;
using journal::refuse;
using journal::Rejection;
using journal::Rule;
using labels::Decision;
using labels::PaymentState;
using labels::sentence;

namespace {

// Facts can have changed since it was asked for: unit.barred, then pay.payee.
std::optional<Rejection> requireStillPayable(CommandContext& call, const Payment& payment) {
    if (auto rejection = requireNobodyBarred(call, payment, payeesOf(call.context, payment.id)))
        return rejection;
    return requireStillEntitled(call, payment);
}

std::optional<Rejection> checkReview(CommandContext& call) {
    return requireKnown(call.context, call.id(), u"id"_s);
}

std::optional<Rejection> judgeReview(CommandContext& call) {
    const Payment payment = logging::checked(find(call.context, call.id()), "payment");
    if (payment.state != PaymentState::Requested)
        return declaration::wrongState("payment.review.state", labels::ThingKind::Payment,
                                       payment.id, payment.state);
    if (!needsOffice(call.context, payment))
        return refuse(Rule::StateOrder, sentence("payment.review.unasked", payment.id));
    if (auto rejection = identity::requireDateOrder(call, payment.lastStepOn, u"上一环节日期"_s))
        return rejection;
    if (call.with.as<DecisionArgs>().approves())
        if (auto rejection = requireStillPayable(call, payment))
            return rejection;
    return identity::requireSeparation(call, u"payment"_s, payment.id, u"review"_s);
}

// An approved payment, and shares that the bank sent back, can be taken back until they are paid.
std::optional<Rejection> requireDecidable(const Payment& payment, bool approve) {
    if (payment.state == PaymentState::Requested || payment.state == PaymentState::Reviewed)
        return {};
    const bool back = payment.state == PaymentState::Approved || payment.partlyReturned();
    if (back && !approve)
        return {};
    return declaration::wrongState(back ? labels::SentenceCode("payment.approve.only-back")
                                        : labels::SentenceCode("payment.approve.state"),
                                   labels::ThingKind::Payment, payment.id, payment.state);
}

std::optional<Rejection> checkApprove(CommandContext& call) {
    if (auto rejection = requireKnown(call.context, call.id(), u"id"_s))
        return rejection;
    const DecisionArgs& given = call.with.as<DecisionArgs>();
    if (given.minutes && !given.approves())
        return journal::badInput(u"minutes"_s,
                                 sentence("payment.approve.minutes-unasked", "minutes"_L1));
    return {};
}

// pay.collective: above the plan's amount the group has met about it.
std::optional<Rejection> requireMinutes(CommandContext& call, const Payment& payment) {
    const auto above = plan::current(call.context).collectiveAbove;
    const DecisionArgs& given = call.with.as<DecisionArgs>();
    if (!above || !given.approves() || given.minutes || payment.amount <= *above)
        return {};
    return refuse(Rule::PayCollective,
                  sentence("payment.approve.minutes", payment.id, payment.amount.toYuan(),
                           above->toYuan(), "minutes"_L1))
        .at(u"minutes"_s)
        .limit(*above)
        .asked(payment.amount);
}

std::optional<Rejection> judgeApprove(CommandContext& call) {
    const Payment payment = logging::checked(find(call.context, call.id()), "payment");
    if (auto rejection = requireDecidable(payment, call.with.as<DecisionArgs>().approves()))
        return rejection;
    if (auto rejection = identity::requireDateOrder(call, payment.lastStepOn, u"上一环节日期"_s))
        return rejection;
    if (call.with.as<DecisionArgs>().approves())
        if (auto rejection = requireStillPayable(call, payment))
            return rejection;
    if (auto rejection = identity::requireSeparation(call, u"payment"_s, payment.id, u"approve"_s))
        return rejection;
    if (payment.state == PaymentState::Requested && needsOffice(call.context, payment))
        return refuse(Rule::PayOffice, sentence("payment.approve.unreviewed", payment.id));
    return requireMinutes(call, payment);
}

// The minutes of an approval that does not stand any more go with it.
void keepMinutes(Context& context, const Entry& entry, const Payment& payment) {
    const DecisionArgs& given = entry.with.as<DecisionArgs>();
    if (given.minutes)
        context.db.run("INSERT INTO payment_minutes (payment, document, date) VALUES (?1, ?2, ?3)"
                       " ON CONFLICT (payment) DO UPDATE SET document = ?2, date = ?3",
                       payment.id, given.minutes->document, given.minutes->date);
    else if (!payment.partlyReturned())
        context.db.run("DELETE FROM payment_minutes WHERE payment = ?", payment.id);
}

void applyDecision(Context& context, const Entry& entry, const QString& duty, PaymentState agreed) {
    const DecisionArgs& given = entry.with.as<DecisionArgs>();
    const Payment payment = logging::checked(find(context, entry.id()), "payment");
    const bool agrees = given.approves();
    identity::addStep(context, entry,
                      {u"payment"_s, entry.id(),
                       agrees ? duty : QString(labels::code(given.decision)), duty, given.opinion});
    if (agrees)
        return setState(context, entry.id(), agreed, entry.date());
    if (payment.partlyReturned())
        return letGo(context, entry, payment);
    release(context, entry, payment);
    setState(context, entry.id(),
             given.decision == Decision::Return ? PaymentState::Returned : PaymentState::Rejected,
             entry.date());
}

void applyReview(Context& context, const Entry& entry) {
    applyDecision(context, entry, u"review"_s, PaymentState::Reviewed);
}

void applyApprove(Context& context, const Entry& entry) {
    keepMinutes(context, entry, logging::checked(find(context, entry.id()), "payment"));
    applyDecision(context, entry, u"approve"_s, PaymentState::Approved);
}

journal::Shape decisionShape() {
    using namespace journal;
    return {ref("id", "payment"), choice("decision", {"approve", "return", "reject"}),
            longText("opinion"), date("date")};
}

Command decisionCommand(bool review) {
    using namespace journal;
    return {.name = review ? u"payment.review"_s : u"payment.approve"_s,
            .roles = {review ? u"reviewer"_s : u"leader"_s},
            .deciding = true,
            .shape = review ? decisionShape()
                            : decisionShape().with({opt(
                                object("minutes", Shape{text("document"), happened("date")}))}),
            .check = review ? checkReview : checkApprove,
            .judge = review ? judgeReview : judgeApprove,
            .apply = review ? applyReview : applyApprove,
            .relatedEntities = projectOf};
}

} // namespace

void installDeciding(journal::Registry& registry) {
    registry.add(decisionCommand(true));
    registry.add(decisionCommand(false));
}

} // namespace disbursement
