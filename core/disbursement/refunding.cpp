// SPDX-License-Identifier: GPL-3.0-only
#include "limit.h"
#include "room.h"

#include <identity/steps.h>
#include <units/units.h>

#include <QJsonDocument>

namespace disbursement {

using namespace Qt::Literals::StringLiterals;
using declaration::Project;
using journal::badInput;
using journal::Call;
using journal::Command;
using journal::Context;
using journal::Entry;
using journal::refuse;
using journal::Rule;
using journal::Shape;
using journal::SourceAmount;
using journal::Verdict;
using journal::Words;
using ledger::Account;
using money::Fen;

namespace {

// --- payment.refund ----------------------------------------------------------------------------

struct Refund {
    QString payment;
    QString date;
    QString state;
    qint64 seq = 0;
    std::vector<SourceAmount> sources;
};

std::optional<Refund> findRefund(Context& context, const QString& id) {
    auto row =
        context.db.query("SELECT payment, date, state, sources, seq FROM refund WHERE id = ?", id);
    if (!row.next())
        return {};
    const Words kept(
        QJsonObject{{"sources"_L1, QJsonDocument::fromJson(row.text(3).toUtf8()).array()}});
    return Refund{row.text(0), row.text(1), row.text(2), row.integer(4),
                  journal::sourceAmounts(kept, "sources"_L1)};
}

Verdict checkRefund(Call& call) {
    const QString payment = call.with.text("payment"_L1);
    if (!find(call.context, payment))
        return badInput(u"payment"_s, u"没有编号为 %1 的拨付,请核对。"_s.arg(payment));
    QStringList possible;
    for (const SourceAmount& part : sourcesOf(call.context, payment))
        possible << part.source;
    return plan::settleSources(call, call.with.fen("amount"_L1), possible);
}

Verdict judgeRefund(Call& call) {
    if (findRefund(call.context, call.id()))
        return identity::taken(call, u"退回"_s);
    const Payment payment = find(call.context, call.with.text("payment"_L1)).value();
    if (payment.state != u"paid")
        return declaration::wrongState(u"拨付"_s, payment.id, payment.state,
                                       u"只有已拨付的可以登记退回"_s);
    if (auto no = identity::inOrder(call, payment.lastStepOn, u"拨付日期"_s))
        return no;
    if (auto no = plan::notClosed(call))
        return no;
    for (const SourceAmount& part : journal::sourceAmounts(call.with, "sources"_L1)) {
        auto row = call.context.db.query("SELECT amount - refunded FROM payment_source WHERE"
                                         " payment = ? AND source = ?",
                                         payment.id, part.source);
        const Fen left =
            std::min(row.next() ? row.fen(0) : Fen(),
                     ledger::projectPosition(call.context, payment.project, part.source).netPaid());
        if (part.amount > left)
            return refuse(
                       Rule::PayRefund,
                       u"拨付 %1 的 %2 最多还可退回 %3 元。"_s.arg(
                           payment.id, plan::sourceName(call.context, part.source), left.toYuan()))
                .at(u"amount"_s)
                .limit(left)
                .asked(part.amount);
    }
    return {};
}

// Of each source: Spent back to the commitment (to the line where the project has ended) and cash
// in; or, where the refund is voided, the other way round.
void moveRefunded(Context& context, const Entry& entry, const Payment& payment,
                  const std::vector<SourceAmount>& sources, bool back) {
    const Project project = declaration::find(context, payment.project).value();
    const Account held = project.running() ? Account::Committed : Account::Available;
    for (const SourceAmount& part : sources) {
        context.db.run("UPDATE payment_source SET refunded = refunded + ? WHERE payment = ?"
                       " AND source = ?",
                       back ? part.amount : -part.amount, payment.id, part.source);
        moveMoney(context, entry, project, part, back ? Account::Spent : held,
                  back ? held : Account::Spent, !back);
    }
    const Fen whole = journal::sum(sources);
    addTotals(context, payment, back ? -whole : whole, 0);
    noteMonth(context, entry, payment, sources, !back);
}

void applyRefund(Context& context, const Entry& entry) {
    const Payment payment = find(context, entry.with.text("payment"_L1)).value();
    const auto sources = journal::sourceAmounts(entry.with, "sources"_L1);
    context.db.run(
        "INSERT INTO refund (id, payment, amount, sources, date, reason, voucher, state, seq)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, 'refunded', ?)",
        entry.id(), payment.id, entry.with.fen("amount"_L1),
        QString::fromUtf8(QJsonDocument(journal::toJson(sources)).toJson(QJsonDocument::Compact)),
        entry.date(), entry.with.text("reason"_L1), entry.with.text("voucher"_L1), entry.seq);
    moveRefunded(context, entry, payment, sources, true);
    context.db.run("UPDATE payment SET last_step_on = ? WHERE id = ?", entry.date(), payment.id);
    identity::addStep(
        context, entry,
        {u"payment"_s, payment.id, u"refund"_s, u"pay"_s, entry.with.text("reason"_L1)});
}

Command refundCommand() {
    using namespace journal;
    return {
        .name = u"payment.refund"_s,
        .roles = {u"finance"_s},
        .shape = {id("id"), ref("payment", "payment"), amount("amount"),
                  opt(list("sources", sourceShape())), date("date"), longText("reason"),
                  text("voucher")},
        .check = checkRefund,
        .judge = judgeRefund,
        .apply = applyRefund,
        .registers = u"refund"_s,
        .about = [](Context& context, const Entry& entry) -> std::vector<Thing> {
            return {{u"project"_s, find(context, entry.with.text("payment"_L1)).value().project}};
        }};
}

} // namespace

void installRefunding(journal::Registry& registry) {
    registry.add(refundCommand());
}

// --- corrections -------------------------------------------------------------------------------

namespace {

// A payment was asked for since the refund that could not stand beside what was refunded.
bool askedForSince(Context& context, const Project& project, const Payment& payment,
                   const Refund& refund) {
    Fen used = journal::sum(refund.sources);
    for (const auto& [source, position] : ledger::projectPositions(context, project.id))
        used += position.netPaid() + position.requested;
    const Fen prepaid = totalsOf(context, project.id).prepaid
                        + (payment.kind == u"prepay" ? journal::sum(refund.sources) : Fen());
    const Fen cap = project.support.shareDown(declaration::pathOf(context, project).prepayPercent);
    if (prepaid <= cap && used <= std::max(prepaid, payableWithout(context, project, {})))
        return false;
    auto others = context.db.query("SELECT id FROM payment WHERE project = ? AND state IN"
                                   " ('requested', 'reviewed', 'approved', 'paid')",
                                   project.id);
    while (others.next())
        for (const auto& step : identity::stepsOf(context, u"payment"_s, others.text(0)))
            if (step.step == u"request" && step.seq > refund.seq)
                return true;
    return false;
}

} // namespace

Verdict refundCanBeVoided(Call& call) {
    const Refund refund = findRefund(call.context, call.id()).value();
    if (refund.state == u"voided")
        return declaration::wrongState(u"退回"_s, call.id(), refund.state, u"不能再次冲销"_s);
    const Payment payment = find(call.context, refund.payment).value();
    const Project project = declaration::find(call.context, payment.project).value();
    const QString from = std::max(call.date(), refund.date);
    bool spent = askedForSince(call.context, project, payment, refund);
    for (const SourceAmount& part : refund.sources) {
        const Fen committed =
            ledger::projectPosition(call.context, project.id, part.source).approved;
        spent = spent || !project.running() || committed < part.amount
                || ledger::spendableCash(call.context, part.source, from) < part.amount;
        if (spent)
            return refuse(Rule::StateOrder,
                          u"退回 %1 的资金已另作安排,不能冲销。"_s.arg(call.id()));
    }
    if (auto no = identity::inOrder(call, refund.date, u"退回日期"_s))
        return no;
    return plan::notClosed(call);
}

void voidRefund(Context& context, const Entry& entry) {
    const Refund refund = findRefund(context, entry.id()).value();
    moveRefunded(context, entry, find(context, refund.payment).value(), refund.sources, false);
    context.db.run("UPDATE refund SET state = 'voided' WHERE id = ?", entry.id());
    // What comes back again comes back after that: on no day more came back than had been paid.
    context.db.run("UPDATE payment SET last_step_on = max(last_step_on, ?) WHERE id = ?",
                   entry.date(), refund.payment);
}

} // namespace disbursement
