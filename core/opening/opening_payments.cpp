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
using labels::ProjectState;
using money::Fen;

namespace {

bool isPaid(const journal::Args& with) {
    return with.text("state"_L1) == "paid"_L1;
}

std::optional<Rejection> check(CommandContext& call) {
    if (auto rejection = disbursement::checkRequest(call))
        return rejection;
    if (isPaid(call.with))
        return disbursement::checkVouchers(call, journal::sourceAmounts(call.with, "sources"_L1));
    if (call.with.has("voucher"_L1) || call.with.has("vouchers"_L1))
        return badInput(u"voucher"_s, u"只有已拨付的才写凭证号,请去掉。"_s);
    return {};
}

// What the books cannot hold: more than the project and its line have of a source.
std::optional<Rejection> requireWithinBooks(const CommandContext& call, const Project& project) {
    for (const SourceAmount& part : journal::sourceAmounts(call.with, "sources"_L1)) {
        const Fen there = ledger::projectPosition(call.context, project.id, part.source).approved
                          + ledger::available(call.context, project.line, part.source);
        if (part.amount > there)
            return refuse(Rule::LineCeiling,
                          u"%1 的 %2 只有 %3 元可用,不能补录更多。"_s.arg(
                              plan::lineName(call.context, project.line),
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
        return declaration::wrongState(u"project"_s, project.id, project.state,
                                       u"不能补录其拨付"_s);
    if (auto rejection = requireWithinBooks(call, project))
        return rejection;
    if (isPaid(call.with))
        if (auto rejection = disbursement::requireCash(
                call, journal::sourceAmounts(call.with, "sources"_L1), u"请先补录到账"_s))
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
    const QString state = entry.with.text("state"_L1);
    if (state == u"paid")
        disbursement::enterPaid(context, entry);
    else
        disbursement::setState(context, entry.id(), state, entry.date());
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
