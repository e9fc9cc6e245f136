// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <identity/steps.h>

namespace plan {

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
using labels::sentence;
using ledger::Account;
using money::Fen;

namespace {

std::optional<Rejection> requireFreeId(const CommandContext& call, const QString& action) {
    if (changeExists(call.context, action, call.id()))
        return identity::taken(call, u"调整"_s);
    return {};
}

void record(Context& context, const Entry& entry) {
    keepChange(context, entry);
    identity::addStep(context, entry, {entry.action, entry.id(), u"approve"_s, u"approve"_s});
}

// --- plan.reallocate (第十四条) -----------------------------------------------------------------

std::optional<Rejection> checkReallocate(CommandContext& call) {
    const auto moves = call.with.list("moves"_L1);
    for (std::size_t i = 0; i < moves.size(); ++i) {
        const QString place = u"moves[%1]."_s.arg(i);
        for (QLatin1StringView key : {"from"_L1, "to"_L1})
            if (auto rejection = requireKnownLine(call.context, moves[i].text(key), place + key))
                return rejection;
        if (auto rejection =
                requireKnownSource(call.context, moves[i].text("source"_L1), place + u"source"_s))
            return rejection;
        if (moves[i].text("from"_L1) == moves[i].text("to"_L1))
            return badInput(place + u"to"_s, sentence("move.same-line", moves[i].text("to"_L1)));
    }
    const auto items = call.with.list("items"_L1);
    QSet<QString> seen;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const QString item = items[i].text("item"_L1);
        const QString field = u"items[%1].item"_s.arg(i);
        if (!current(call.context).item(item))
            return badInput(field, sentence("item.unknown", item));
        if (seen.contains(item))
            return badInput(field, sentence("item.twice", item));
        seen.insert(item);
    }
    netMoves(call.with); // sums out of range are bad input
    return {};
}

std::optional<Rejection> judgeReallocate(CommandContext& call) {
    if (auto rejection = requireFreeId(call, u"plan.reallocate"_s))
        return rejection;
    if (auto rejection = identity::requireDateOrder(call, {}, {}))
        return rejection;
    for (const auto& [place, net] : netMoves(call.with)) {
        const auto position = ledger::linePosition(call.context, place.line, place.source);
        const Fen available = position.available;
        const bool bound = position.budget() > available;
        if (-net > available)
            return refuse(Rule::PlanReallocate,
                          sentence(bound ? labels::SentenceCode("move.above-bound")
                                         : labels::SentenceCode("move.above"),
                                   lineName(call.context, place.line),
                                   sourceName(call.context, place.source), available.toYuan()))
                .at(u"moves"_s)
                .limit(available)
                .asked(-net);
    }
    const auto items = call.with.list("items"_L1);
    for (std::size_t i = 0; i < items.size(); ++i) {
        const Fen bound = ledger::boundByItem(call.context, items[i].text("item"_L1));
        const Fen ceiling = items[i].fen("ceiling"_L1);
        if (ceiling < bound)
            return refuse(Rule::PlanReallocate,
                          sentence("item.below-approved", items[i].text("item"_L1), bound.toYuan()))
                .at(u"items[%1].ceiling"_s.arg(i))
                .limit(bound)
                .asked(ceiling);
    }
    return {};
}

void applyReallocate(Context& context, const Entry& entry) {
    record(context, entry);
    // First what goes out, then what comes in: no line falls below zero on the way.
    const auto net = netMoves(entry.with);
    for (const bool incoming : {false, true})
        for (const auto& [place, by] : net)
            if ((by > Fen()) == incoming)
                moveBudget(context, entry, place, by, Account::Authority);
    for (const Args& item : entry.with.list("items"_L1))
        keepOverride(context, "ceiling", item.text("item"_L1),
                     QString::number(item.fen("ceiling"_L1).count()));
}

Command reallocateCommand() {
    using namespace journal;
    return {.name = u"plan.reallocate"_s,
            .roles = {u"group"_s},
            .deciding = true,
            .shape = {id("id"), date("date"), text("document"),
                      list("moves", Shape{ref("from", "line"), ref("to", "line"),
                                          ref("source", "source"), amount("amount")}),
                      opt(list("items", Shape{ref("item", "item"), anyAmount("ceiling")}))},
            .check = checkReallocate,
            .judge = judgeReallocate,
            .apply = applyReallocate,
            .registers = u"plan"_s};
}

// --- plan.supplement (第二条, 第十四条) ---------------------------------------------------------

std::optional<Rejection> checkSupplement(CommandContext& call) {
    const bool isNew = call.with.json().value("source"_L1).isObject();
    const QString code = supplementSource(call.with);
    const Source* source = current(call.context).source(code);
    // One whose supplements were all voided may be named anew.
    const bool known = source && !(source->added && broughtByNothing(call.context, code));
    if (isNew == known)
        return badInput(isNew ? u"source.code"_s : u"source"_s,
                        isNew ? sentence("source.known", code)
                              : sentence("source.new-unknown", code));
    return checkAllocations(call, call.with.fen("amount"_L1));
}

void applySupplement(Context& context, const Entry& entry) {
    record(context, entry);
    const QString code = supplementSource(entry.with);
    if (const QJsonValue source = entry.with.json().value("source"_L1); source.isObject())
        keepOverride(context, "source", code, source.toObject().value("name"_L1).toString());
    for (const Args& part : entry.with.list("allocations"_L1))
        moveBudget(context, entry, {part.text("line"_L1), code}, part.fen("amount"_L1),
                   Account::Authority);
}

Command supplementCommand() {
    using namespace journal;
    return {.name = u"plan.supplement"_s,
            .roles = {u"group"_s},
            .deciding = true,
            .shape = {id("id"), date("date"), text("document"), newOrKnown("source"),
                      amount("amount"), list("allocations", allocationShape())},
            .check = checkSupplement,
            // Of a batch that still waits for its evaluation too: it plans money, and moves none.
            .judge = [](CommandContext& call) -> std::optional<Rejection> {
                if (auto rejection = requireFreeId(call, u"plan.supplement"_s))
                    return rejection;
                return identity::requireDateOrder(call, {}, {});
            },
            .apply = applySupplement,
            .registers = u"plan"_s};
}

// --- plan.adjust-award (附表说明) ---------------------------------------------------------------

std::optional<Rejection> judgeAward(CommandContext& call) {
    if (auto rejection = requireFreeId(call, u"plan.adjust-award"_s))
        return rejection;
    if (!passedEvaluation(call.context))
        return refuse(Rule::StateOrder, sentence("award.no-evaluation"));
    if (auto rejection = requireAfterLast(call, u"plan.adjust-award"_s, {}, u"上次调整的日期"_s))
        return rejection;
    const QString source = conditionalCode(call.context);
    if (auto rejection = requireUnlocked(call, source, u"date"_s)) // dated before the evaluation
        return rejection;
    Fen sum;
    const auto budgets = awardBudgets(call.context, call.with);
    for (const auto& [line, budget] : budgets)
        sum += budget;
    const Fen planned = ledger::cashPosition(call.context, source).planned;
    if (sum != planned)
        return refuse(Rule::SourceAward,
                      sentence(awardChanged(call.context, planned)
                                   ? labels::SentenceCode("award.sum-changed")
                                   : labels::SentenceCode("award.sum"),
                               sourceName(call.context, source), sum.toYuan(), planned.toYuan()))
            .at(u"allocations"_s)
            .limit(planned)
            .asked(sum);
    for (const auto& [line, budget] : budgets) {
        const auto position = ledger::linePosition(call.context, line, source);
        const Fen bound = position.budget() - position.available;
        if (budget < bound)
            return refuse(Rule::LineCeiling,
                          sentence("award.below-bound", lineName(call.context, line),
                                   sourceName(call.context, source), bound.toYuan()))
                .at(u"allocations"_s)
                .limit(bound)
                .asked(budget);
    }
    return {};
}

void applyAward(Context& context, const Entry& entry) {
    record(context, entry);
    const QString source = conditionalCode(context);
    for (const bool up : {false, true})
        for (const auto& [line, budget] : awardBudgets(context, entry.with)) {
            const Fen by = budget - ledger::linePosition(context, line, source).budget();
            if (!by.isZero() && (by > Fen()) == up)
                moveBudget(context, entry, {line, source}, by, Account::ToAdjust);
        }
}

Command awardCommand() {
    using namespace journal;
    return {.name = u"plan.adjust-award"_s,
            .roles = {u"group"_s},
            .deciding = true,
            .shape = {id("id"), date("date"), text("document"),
                      list("allocations", allocationShape(Type::AnyAmount))},
            .check = [](CommandContext& call) { return checkAllocations(call, {}); },
            .judge = judgeAward,
            .apply = applyAward,
            .registers = u"plan"_s};
}

// --- fund.return -------------------------------------------------------------------------------

std::optional<Rejection> judgeReturn(CommandContext& call) {
    const QString source = call.with.text("source"_L1);
    const Fen amount = call.with.fen("amount"_L1);
    if (auto rejection = requireFreeId(call, u"fund.return"_s))
        return rejection;
    if (auto rejection = identity::requireDateOrder(call, {}, {}))
        return rejection;
    if (auto rejection = requireOpenMonth(call))
        return rejection;
    if (auto rejection = requireUnlocked(call, source, u"source"_s))
        return rejection;
    const Fen cash = ledger::spendableCash(call.context, source, call.date());
    const auto allocations = call.with.list("allocations"_L1);
    for (const Args& part : allocations) {
        const Fen available = ledger::available(call.context, part.text("line"_L1), source);
        // Of one line and the purse the less is what would still be taken.
        const bool cashIsLess = allocations.size() == 1 && cash < available;
        if (part.fen("amount"_L1) > available && !cashIsLess)
            return refuse(Rule::PlanReturn,
                          sentence("return.above-available",
                                   lineName(call.context, part.text("line"_L1)),
                                   sourceName(call.context, source), available.toYuan()))
                .at(u"allocations"_s)
                .limit(available)
                .asked(part.fen("amount"_L1));
    }
    if (amount > cash)
        return refuse(Rule::PlanReturn,
                      sentence("return.above-cash", sourceName(call.context, source),
                               std::max(cash, Fen()).toYuan()))
            .at(u"amount"_s)
            .limit(std::max(cash, Fen()))
            .asked(amount);
    return {};
}

void applyReturn(Context& context, const Entry& entry) {
    record(context, entry);
    const QString source = entry.with.text("source"_L1);
    for (const Args& part : entry.with.list("allocations"_L1))
        moveBudget(context, entry, {part.text("line"_L1), source}, -part.fen("amount"_L1),
                   Account::Authority);
    ledger::post(context, entry,
                 {.date = entry.date(),
                  .from = Account::Cash,
                  .to = Account::HandedUp,
                  .source = source,
                  .amount = entry.with.fen("amount"_L1)});
}

Command returnCommand() {
    using namespace journal;
    return {.name = u"fund.return"_s,
            .roles = {u"group"_s},
            .deciding = true,
            .shape = {id("id"), ref("source", "source"), amount("amount"), date("date"),
                      text("document"), text("voucher"), list("allocations", allocationShape())},
            .check = [](CommandContext& call) -> std::optional<Rejection> {
                if (auto rejection =
                        requireKnownSource(call.context, call.with.text("source"_L1), u"source"_s))
                    return rejection;
                return checkAllocations(call, call.with.fen("amount"_L1));
            },
            .judge = judgeReturn,
            .apply = applyReturn,
            .registers = u"return"_s};
}

// --- plan.rule-path (第十六条) -------------------------------------------------------------------

std::optional<Rejection> checkRulePath(CommandContext& call) {
    if (auto rejection = requireKnownLine(call.context, call.with.text("line"_L1), u"line"_s))
        return rejection;
    if (!current(call.context).paths.contains(call.with.text("path"_L1)))
        return badInput(u"path"_s, sentence("path.unknown", call.with.text("path"_L1),
                                            current(call.context).paths.keys().join(u"、"_s)));
    return {};
}

std::optional<Rejection> judgeRulePath(CommandContext& call) {
    const Line& line = *current(call.context).line(call.with.text("line"_L1));
    if (auto rejection = requireFreeId(call, u"plan.rule-path"_s))
        return rejection;
    if (auto rejection =
            requireAfterLast(call, u"plan.rule-path"_s, line.code, u"上次解释的日期"_s))
        return rejection;
    if (!line.openPaths.contains(call.with.text("path"_L1)))
        return refuse(Rule::PayPath, sentence("path.settled", lineName(call.context, line.code),
                                              current(call.context).path(line.path).name))
            .at(line.openPaths.isEmpty() ? u"line"_s : u"path"_s);
    return {};
}

Command rulePathCommand() {
    using namespace journal;
    return {.name = u"plan.rule-path"_s,
            .roles = {u"inspector"_s},
            .deciding = true,
            .shape = {id("id"), date("date"), text("document"), ref("line", "line"), id("path")},
            .check = checkRulePath,
            .judge = judgeRulePath,
            .apply =
                [](Context& context, const Entry& entry) {
                    record(context, entry);
                    keepOverride(context, "path", entry.with.text("line"_L1),
                                 entry.with.text("path"_L1));
                },
            .registers = u"plan"_s};
}

} // namespace

std::map<ledger::LineSource, Fen> netMoves(const Args& with) {
    std::map<ledger::LineSource, Fen> net;
    for (const Args& move : with.list("moves"_L1)) {
        const QString source = move.text("source"_L1);
        net[{move.text("from"_L1), source}] -= move.fen("amount"_L1);
        net[{move.text("to"_L1), source}] += move.fen("amount"_L1);
    }
    return net;
}

std::map<QString, Fen> awardBudgets(Context& context, const Args& with) {
    std::map<QString, Fen> budgets;
    const QString source = conditionalCode(context);
    for (const Line& line : current(context).lines)
        budgets[line.code] = ledger::linePosition(context, line.code, source).budget();
    for (const Args& part : with.list("allocations"_L1))
        budgets[part.text("line"_L1)] = part.fen("amount"_L1);
    return budgets;
}

QString supplementSource(const Args& with) {
    const QJsonValue source = with.json().value("source"_L1);
    return source.isObject() ? source.toObject().value("code"_L1).toString() : source.toString();
}

void moveBudget(Context& context, const Entry& entry, const ledger::LineSource& place, Fen by,
                Account other) {
    const bool up = by > Fen();
    ledger::post(context, entry,
                 {.date = entry.date(),
                  .from = up ? other : Account::Available,
                  .to = up ? Account::Available : other,
                  .line = place.line,
                  .source = place.source,
                  .amount = up ? by : -by});
}

void installChanges(journal::Registry& registry) {
    registry.add(reallocateCommand());
    registry.add(supplementCommand());
    registry.add(awardCommand());
    registry.add(returnCommand());
    registry.add(rulePathCommand());
}

} // namespace plan
