// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <identity/steps.h>

namespace plan {

using namespace Qt::Literals::StringLiterals;
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

bool exists(Context& context, storage::Literal sql, const QString& id) {
    return context.db.query(sql, id).next();
}

// --- fund.receive ------------------------------------------------------------------------------

std::optional<Rejection> judgeReceive(CommandContext& call) {
    const QString source = call.with.text("source"_L1);
    const Fen amount = call.with.fen("amount"_L1);
    if (exists(call.context, "SELECT 1 FROM receipt WHERE id = ?", call.id()))
        return identity::taken(call, u"到账"_s);
    if (auto rejection = identity::requireDateOrder(call, {}, {}))
        return rejection;
    if (auto rejection = requireOpenMonth(call))
        return rejection;
    if (auto rejection = requireUnlocked(call, source, u"source"_s)) // 第二条, 第三条
        return rejection;
    const auto position = ledger::cashPosition(call.context, source);
    const Fen left = position.planned + position.returned - position.received;
    if (amount > left) // 第二条: no more than the plan, the award and the supplements
        return refuse(Rule::SourceCash,
                      sentence("receipt.above-planned", sourceName(call.context, source),
                               std::max(left, Fen()).toYuan()))
            .at(u"amount"_s)
            .limit(left)
            .asked(amount);
    return {};
}

Command receiveCommand() {
    using namespace journal;
    return {.name = u"fund.receive"_s,
            .roles = {u"finance"_s},
            .shape = {id("id"), ref("source", "source"), amount("amount"), date("date"),
                      text("document")},
            .check =
                [](CommandContext& call) {
                    return requireKnownSource(call.context, call.with.text("source"_L1),
                                              u"source"_s);
                },
            .judge = judgeReceive,
            .apply =
                [](Context& context, const Entry& entry) {
                    const Args& with = entry.with;
                    context.db.run("INSERT INTO receipt (id, source, amount, date, document, state)"
                                   " VALUES (?, ?, ?, ?, ?, 'received')",
                                   entry.id(), with.text("source"_L1), with.fen("amount"_L1),
                                   entry.date(), with.text("document"_L1));
                    ledger::post(context, entry,
                                 {.date = entry.date(),
                                  .from = Account::Treasury,
                                  .to = Account::Cash,
                                  .source = with.text("source"_L1),
                                  .amount = with.fen("amount"_L1)});
                },
            .registers = u"receipt"_s};
}

// --- fund.interest -----------------------------------------------------------------------------

Command interestCommand() {
    using namespace journal;
    return {.name = u"fund.interest"_s,
            .roles = {u"finance"_s},
            .shape = {id("id"), amount("amount"), date("date"), text("voucher")},
            .judge = [](CommandContext& call) -> std::optional<Rejection> {
                if (exists(call.context, "SELECT 1 FROM interest WHERE id = ?", call.id()))
                    return identity::taken(call, u"利息"_s);
                return identity::requireDateOrder(call, {}, {});
            },
            .apply =
                [](Context& context, const Entry& entry) {
                    context.db.run("INSERT INTO interest (id, amount, date, voucher, state)"
                                   " VALUES (?, ?, ?, ?, 'received')",
                                   entry.id(), entry.with.fen("amount"_L1), entry.date(),
                                   entry.with.text("voucher"_L1));
                    ledger::post(context, entry,
                                 {.date = entry.date(),
                                  .from = Account::Bank,
                                  .to = Account::Interest,
                                  .amount = entry.with.fen("amount"_L1)});
                },
            .registers = u"interest"_s};
}

// --- evaluation.record -------------------------------------------------------------------------

std::optional<Rejection> checkEvaluation(CommandContext& call) {
    const bool passed = call.with.flag("passed"_L1);
    const Fen awarded = call.with.fen("awarded"_L1);
    if (!conditionalSource(call.context))
        return badInput(u"id"_s, sentence("evaluation.unasked"));
    if (passed == awarded.isZero())
        return badInput(u"awarded"_s, passed ? sentence("evaluation.award-missing", "awarded"_L1)
                                             : sentence("evaluation.award-unasked", "awarded"_L1));
    return {};
}

void applyEvaluation(Context& context, const Entry& entry) {
    const Fen awarded = entry.with.fen("awarded"_L1);
    const bool passed = entry.with.flag("passed"_L1);
    context.db.run("INSERT INTO evaluation (id, date, passed, awarded, document, state)"
                   " VALUES (?, ?, ?, ?, ?, 'recorded')",
                   entry.id(), entry.date(), passed, awarded, entry.with.text("document"_L1));
    identity::addStep(context, entry, {u"evaluation"_s, entry.id(), u"record"_s, u"approve"_s});
    if (!passed)
        return;
    // The award stands in the place of what the plan file had; supplements are beside both.
    const QString source = conditionalCode(context);
    const Fen planned = current(context).source(source)->amount;
    const bool more = awarded > planned;
    ledger::post(context, entry,
                 {.date = entry.date(),
                  .from = more ? Account::Authority : Account::ToAdjust,
                  .to = more ? Account::ToAdjust : Account::Authority,
                  .source = source,
                  .amount = more ? awarded - planned : planned - awarded});
}

Command evaluationCommand() {
    using namespace journal;
    return {
        .name = u"evaluation.record"_s,
        .roles = {u"group"_s},
        .deciding = true,
        .shape = {id("id"), date("date"), flag("passed"), anyAmount("awarded"), text("document")},
        .check = checkEvaluation,
        .judge = [](CommandContext& call) -> std::optional<Rejection> {
            if (exists(call.context, "SELECT 1 FROM evaluation WHERE id = ?", call.id()))
                return identity::taken(call, u"评价"_s);
            if (passedEvaluation(call.context))
                return refuse(Rule::StateOrder, sentence("evaluation.passed-before"));
            return identity::requireDateOrder(call, {}, {});
        },
        .apply = applyEvaluation,
        .registers = u"evaluation"_s};
}

} // namespace

void installMoneyIn(journal::Registry& registry) {
    registry.add(receiveCommand());
    registry.add(interestCommand());
    registry.add(evaluationCommand());
}

QString lastReceivedOn(Context& context, const QString& source) {
    auto row = context.db.query(
        "SELECT max(date) FROM receipt WHERE source = ? AND state = 'received'", source);
    row.next();
    return row.text(0);
}

// --- corrections -------------------------------------------------------------------------------

std::optional<Rejection> requireVoidableReceipt(CommandContext& call) {
    auto row = call.context.db.query("SELECT source, amount, date, state FROM receipt WHERE id = ?",
                                     call.id());
    row.next();
    if (labels::is(row.text(3), labels::ReceiptState::Voided))
        return refuse(Rule::StateOrder, sentence("receipt.voided", call.id()));
    const QString from = std::max(call.date(), row.text(2));
    if (ledger::spendableCash(call.context, row.text(0), from) < row.fen(1))
        return refuse(Rule::StateOrder, sentence("receipt.spent", call.id()));
    if (auto rejection = identity::requireDateOrder(call, row.text(2), u"到账日期"_s))
        return rejection;
    return requireOpenMonth(call);
}

void voidReceipt(Context& context, const Entry& entry) {
    auto row = context.db.query("SELECT source, amount FROM receipt WHERE id = ?", entry.id());
    row.next();
    ledger::post(context, entry,
                 {.date = entry.date(),
                  .from = Account::Cash,
                  .to = Account::Treasury,
                  .source = row.text(0),
                  .amount = row.fen(1)});
    context.db.run("UPDATE receipt SET state = 'voided' WHERE id = ?", entry.id());
}

std::optional<Rejection> requireVoidableInterest(CommandContext& call) {
    auto row = call.context.db.query("SELECT date, state FROM interest WHERE id = ?", call.id());
    row.next();
    if (labels::is(row.text(1), labels::ReceiptState::Voided))
        return refuse(Rule::StateOrder, sentence("interest.voided", call.id()));
    return identity::requireDateOrder(call, row.text(0), u"利息日期"_s);
}

void voidInterest(Context& context, const Entry& entry) {
    auto row = context.db.query("SELECT amount FROM interest WHERE id = ?", entry.id());
    row.next();
    ledger::post(context, entry,
                 {.date = entry.date(),
                  .from = Account::Interest,
                  .to = Account::Bank,
                  .amount = row.fen(0)});
    context.db.run("UPDATE interest SET state = 'voided' WHERE id = ?", entry.id());
}

std::optional<Rejection> requireVoidableEvaluation(CommandContext& call) {
    auto row =
        call.context.db.query("SELECT date, state, passed FROM evaluation WHERE id = ?", call.id());
    row.next();
    if (labels::is(row.text(1), labels::ReceiptState::Voided))
        return refuse(Rule::StateOrder, sentence("evaluation.voided", call.id()));
    if (row.boolean(2)) {
        const QString source = conditionalCode(call.context);
        const auto cash = ledger::cashPosition(call.context, source);
        // A supplement needs no evaluation and rests on none; money that moved does.
        bool used =
            !cash.received.isZero() || !cash.returned.isZero()
            || call.context.db.query("SELECT 1 FROM plan_change WHERE kind = 'plan.adjust-award'")
                   .next();
        for (const Line& line : current(call.context).lines) {
            const auto position = ledger::linePosition(call.context, line.code, source);
            used = used || !position.committed().isZero() || !position.spent.isZero();
        }
        if (used)
            return refuse(Rule::StateOrder, sentence("evaluation.used", call.id()));
    }
    return identity::requireDateOrder(call, row.text(0), u"评价日期"_s);
}

void voidEvaluation(Context& context, const Entry& entry) {
    auto row = context.db.query("SELECT passed FROM evaluation WHERE id = ?", entry.id());
    row.next();
    if (row.boolean(0)) {
        const QString source = conditionalCode(context);
        const Fen difference = ledger::toAdjust(context, source);
        const bool more = difference > Fen();
        ledger::post(context, entry,
                     {.date = entry.date(),
                      .from = more ? Account::ToAdjust : Account::Authority,
                      .to = more ? Account::Authority : Account::ToAdjust,
                      .source = source,
                      .amount = more ? difference : -difference});
    }
    context.db.run("UPDATE evaluation SET state = 'voided' WHERE id = ?", entry.id());
}

} // namespace plan
