// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <identity/steps.h>

namespace opening {

using namespace Qt::Literals::StringLiterals;
using declaration::Project;
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
using labels::ProjectState;
using labels::sentence;
using money::Fen;

namespace {

PaymentState stateOf(const journal::Args& with) {
    return logging::checked(with.code<PaymentState>("state"_L1), "state");
}

bool isPaid(const journal::Args& with) {
    return stateOf(with) == PaymentState::Paid;
}

std::optional<Rejection> check(CommandContext& call) {
    if (auto rejection = disbursement::checkRequest(call))
        return rejection;
    if (isPaid(call.with))
        return disbursement::checkVouchers(call, journal::sourceAmounts(call.with, "sources"_L1));
    if (call.with.has("voucher"_L1) || call.with.has("vouchers"_L1))
        return badInput(u"voucher"_s, sentence("opening.payment.voucher-unasked"));
    return {};
}

// What the books cannot hold: more than the project and its line have of a source.
std::optional<Rejection> requireWithinBooks(const CommandContext& call, const Project& project) {
    for (const SourceAmount& part : journal::sourceAmounts(call.with, "sources"_L1)) {
        const Fen there = ledger::projectPosition(call.context, project.id, part.source).approved
                          + ledger::available(call.context, project.line, part.source);
        if (part.amount > there)
            return refuse(Rule::LineCeiling,
                          sentence("opening.line-short", plan::lineName(call.context, project.line),
                                   plan::sourceName(call.context, part.source), there.toYuan()))
                .at(u"amount"_s)
                .limit(there)
                .asked(part.amount);
    }
    return {};
}

std::optional<Rejection> judge(CommandContext& call) {
    if (disbursement::find(call.context, call.id()))
        return identity::taken(call, u"拨付"_s);
    const Project project =
        logging::checked(declaration::find(call.context, call.with.text("project"_L1)), "project");
    if (auto rejection = stillOpen(call))
        return rejection;
    if (!project.running() && project.state != ProjectState::Closed)
        return declaration::wrongState("opening.payment.project-state", labels::ThingKind::Project,
                                       project.id, project.state);
    if (auto rejection = requireWithinBooks(call, project))
        return rejection;
    if (isPaid(call.with))
        if (auto rejection =
                disbursement::requireCash(call, journal::sourceAmounts(call.with, "sources"_L1),
                                          "opening.payment.cash-short"))
            return rejection;
    // Judged as if it were running: what was closed then has been paid then.
    Project then = project;
    then.state = ProjectState::Approved;
    std::vector<std::optional<Rejection>> verdicts{disbursement::judgePayees(call, then),
                                                   disbursement::judgePath(call, then),
                                                   disbursement::judgeEntitled(call, then)};
    for (const SourceAmount& part : journal::sourceAmounts(call.with, "sources"_L1))
        verdicts.push_back(plan::requireUnlocked(call, part.source, u"sources"_s));
    journal::Bounds bounds;
    if (!verdicts[1])
        disbursement::boundRequest(call, bounds, then);
    const auto tooMuch = bounds.each();
    for (const std::optional<Rejection>& broken : tooMuch)
        verdicts.push_back(broken);
    if (!verdicts[1]) {
        verdicts.push_back(
            plan::requireShares(call, then.line, journal::sourceAmounts(call.with, "sources"_L1)));
        verdicts.push_back(disbursement::judgeAudited(call, then));
    }
    journal::Days days;
    if (!verdicts[1] && tooMuch.empty())
        disbursement::requestWithinDays(call, days, then);
    verdicts.push_back(days.cited(call.date()));
    settleExceptions(call, verdicts);
    return {};
}

// What the books cannot hold on any day.
void onDays(CommandContext& call, journal::Days& days) {
    disbursement::takesRequested(
        call, days,
        logging::checked(declaration::find(call.context, call.with.text("project"_L1)), "project"));
}

void apply(Context& context, const Entry& entry) {
    disbursement::applyRequest(context, entry);
    keepExceptions(context, entry, u"payment"_s);
    if (isPaid(entry.with))
        disbursement::enterPaid(context, entry);
    else
        disbursement::setState(context, entry.id(), stateOf(entry.with), entry.date());
}

} // namespace

void installPayments(journal::Registry& registry) {
    using namespace journal;
    registry.add(Command{.name = u"opening.payment"_s,
                         .roles = {u"finance"_s},
                         .shape = disbursement::requestShape().with(
                             {choice("state", {"requested", "reviewed", "approved", "paid"}),
                              opt(list("vouchers", Shape{ref("source", "source"), text("number")})),
                              opt(text("voucher"))}),
                         .check = check,
                         .judge = judge,
                         .days = {onDays},
                         .apply = apply,
                         .registers = u"payment"_s});
}

} // namespace opening
