// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

// date.order of what changes the plan: what it takes of a line was there on its own day and is
// since. What comes in is measured by the plan as it stands: the bank's date is a fact, and money
// may come before the paper that plans it.

namespace plan {

using namespace Qt::Literals::StringLiterals;
using journal::CommandContext;
using journal::Days;
using labels::sentence;
using money::Fen;

namespace {

void reallocateOnDays(CommandContext& call, Days& days) {
    for (const auto& [place, net] : netMoves(call.with))
        takesBudget(call, days, place.line, place.source, -net);
}

void awardOnDays(CommandContext& call, Days& days) {
    const QString source = conditionalCode(call.context);
    for (const auto& [line, budget] : awardBudgets(call.context, call.with))
        takesBudget(call, days, line, source,
                    ledger::linePosition(call.context, line, source).budget() - budget);
}

void returnOnDays(CommandContext& call, Days& days) {
    for (const auto& part : call.with.list("allocations"_L1))
        takesBudget(call, days, part.text("line"_L1), call.with.text("source"_L1),
                    part.fen("amount"_L1));
}

} // namespace

void takesBudget(CommandContext& call, Days& days, const QString& line, const QString& source,
                 Fen amount) {
    days.notBefore(
        ledger::roomFrom(call.context, {ledger::availableOf(line, source)}, amount, call.date()),
        sentence("not-yet.budget-short", lineName(call.context, line),
                 sourceName(call.context, source)));
}

void awardSettled(CommandContext& call, Days& days, const QString& source) {
    days.notBefore(ledger::adjustedFrom(call.context, source, call.date()),
                   sentence("not-yet.unadjusted", sourceName(call.context, source)));
}

void supplementVoidOnDays(CommandContext& call, Days& days) {
    const journal::Args with = supplementOf(call.context, call.id());
    const QString source = supplementSource(with);
    for (const auto& part : with.list("allocations"_L1))
        takesBudget(call, days, part.text("line"_L1), source, part.fen("amount"_L1));
}

// While anything of the batch was received, committed or paid its evaluation stood.
void evaluationVoidOnDays(CommandContext& call, Days& days) {
    auto row = call.context.db.query("SELECT passed FROM evaluation WHERE id = ?", call.id());
    if (!row.next() || !row.boolean(0))
        return;
    const QString source = conditionalCode(call.context);
    const QString last = ledger::lastMovedOn(call.context, source);
    days.notBefore(last > call.date() ? last : QString(),
                   sentence("not-yet.batch-used", sourceName(call.context, source)));
}

void installDays(journal::Registry& registry) {
    registry.addDays(u"plan.reallocate"_s, reallocateOnDays);
    registry.addDays(u"plan.adjust-award"_s, awardOnDays);
    registry.addDays(u"fund.return"_s, returnOnDays);
}

} // namespace plan
