// SPDX-License-Identifier: GPL-3.0-only
#include "limit.h"
#include "room.h"

#include <identity/steps.h>
#include <units/units.h>

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

// --- payment.pay (第九条) -----------------------------------------------------------------------

Verdict checkVouchers(Call& call, const std::vector<SourceAmount>& sources) {
    if (call.with.has("voucher"_L1) == call.with.has("vouchers"_L1))
        return badInput(u"voucher"_s, u"请写明凭证号:一个来源用 voucher,多个来源用 vouchers。"_s);
    if (call.with.has("voucher"_L1)) {
        if (sources.size() > 1)
            return badInput(
                u"voucher"_s,
                u"本次拨付有 %1 个来源,请在 vouchers 中逐一写明凭证号。"_s.arg(sources.size()));
        call.with.settle("vouchers"_L1, QJsonArray{QJsonObject{
                                            {"source"_L1, sources.front().source},
                                            {"number"_L1, call.with.json().value("voucher"_L1)}}});
        return {};
    }
    const auto vouchers = call.with.list("vouchers"_L1);
    QSet<QString> seen;
    for (std::size_t i = 0; i < vouchers.size(); ++i) {
        const QString source = vouchers[i].text("source"_L1);
        const QString field = u"vouchers[%1].source"_s.arg(i);
        if (amountOf(sources, source).isZero())
            return badInput(field, u"本次拨付没有来源 %1,请核对。"_s.arg(source));
        if (seen.contains(source))
            return badInput(field, u"来源 %1 列了两次,请核对。"_s.arg(source));
        seen.insert(source);
    }
    if (static_cast<std::size_t>(seen.size()) != sources.size())
        return badInput(u"vouchers"_s,
                        u"本次拨付有 %1 个来源,每个都要写明凭证号。"_s.arg(sources.size()));
    return {};
}

Verdict cashSuffices(Call& call, const std::vector<SourceAmount>& sources, const QString& advice) {
    for (const SourceAmount& part : sources) {
        const Fen cash = ledger::spendableCash(call.context, part.source, call.date());
        if (part.amount > cash)
            return refuse(Rule::SourceCash,
                          u"%1 在 %2 可用资金 %3 元,不足拨付 %4 元,%5。"_s.arg(
                              plan::sourceName(call.context, part.source), call.date(),
                              std::max(cash, Fen()).toYuan(), part.amount.toYuan(), advice))
                .at(u"date"_s)
                .limit(cash)
                .asked(part.amount);
    }
    return {};
}

namespace {

Verdict checkPay(Call& call) {
    if (auto no = known(call))
        return no;
    return checkVouchers(call, sourcesOf(call.context, call.id()));
}

// pay.notice: what is paid above the acceptances whose notice was served has to wait.
Verdict judgeNotice(Call& call, const Payment& payment, const Project& project) {
    const plan::Path& path = declaration::pathOf(call.context, project);
    if (path.noticeDays == 0 || payment.kind == u"prepay")
        return {};
    Fen served;
    for (const auto& one : acceptance::passedUntil(call.context, project.id, call.date()))
        if (acceptance::noticeServed(call.context, one.id, path.noticeDays, call.date()))
            served += one.accepted;
    Fen paid;
    for (const auto& [source, position] : ledger::projectPositions(call.context, project.id))
        paid += position.netPaid();
    const Fen left = std::max(served - paid, Fen());
    if (payment.amount <= left)
        return {};
    return refuse(
               Rule::PayNotice,
               u"项目 %1 公示满 %2 个工作日且异议办结的验收金额还可拨付 %3 元,请公示期满后再拨付。"_s
                   .arg(project.id, QString::number(path.noticeDays), left.toYuan()))
        .at(u"date"_s)
        .limit(left)
        .asked(payment.amount);
}

Verdict judgePay(Call& call) {
    const Payment payment = find(call.context, call.id()).value();
    const Project project = declaration::find(call.context, payment.project).value();
    if (!payment.underWay())
        return declaration::wrongState(u"拨付"_s, payment.id, payment.state,
                                       u"只有已审批的拨付可以付款"_s);
    if (auto no = identity::inOrder(call, payment.lastStepOn, u"上一环节日期"_s))
        return no;
    if (auto no = plan::notClosed(call))
        return no;
    if (auto no = nobodyBarred(call, payment))
        return no;
    if (auto no = identity::separate(call, u"payment"_s, payment.id, u"pay"_s))
        return no;
    if (payment.state == u"requested" && needsOffice(call.context, payment))
        return refuse(Rule::PayOffice,
                      u"拨付 %1 尚未经领导小组办公室审核,不能付款。"_s.arg(payment.id));
    if (payment.state != u"approved")
        return refuse(Rule::PayLeader,
                      u"拨付 %1 尚未经县政府分管领导审批,不能付款。"_s.arg(payment.id));
    for (const SourceAmount& part : sourcesOf(call.context, payment.id))
        if (auto no = plan::unlocked(call, part.source, u"date"_s))
            return no;
    if (auto no = judgeNotice(call, payment, project))
        return no;
    if (auto no = cashSuffices(call, sourcesOf(call.context, payment.id), // 第二条, 第三条
                               u"请待资金到账后办理"_s))
        return no;
    for (const Payee& payee : payeesOf(call.context, payment.id))
        if (auto no = units::bankConfirmed(call.context, payee.unit, u"id"_s))
            return no;
    return {};
}

// Of each source: Requested to Spent and cash out, or the other way round.
void movePaid(Context& context, const Entry& entry, const Payment& payment, bool out) {
    const Project project = declaration::find(context, payment.project).value();
    for (const SourceAmount& part : sourcesOf(context, payment.id))
        moveMoney(context, entry, project, part, out ? Account::Requested : Account::Spent,
                  out ? Account::Spent : Account::Requested, out);
}

} // namespace

void enterPaid(Context& context, const Entry& entry) {
    const Payment payment = find(context, entry.id()).value();
    movePaid(context, entry, payment, true);
    for (const Words& voucher : entry.with.list("vouchers"_L1))
        context.db.run("UPDATE payment_source SET voucher = ? WHERE payment = ? AND source = ?",
                       voucher.text("number"_L1), entry.id(), voucher.text("source"_L1));
    setState(context, entry.id(), u"paid"_s, entry.date());
    noteMonth(context, entry, payment, sourcesOf(context, payment.id), true);
    declaration::settleMatter(context, payment.project, u"payment"_s, entry.id());
    identity::addStep(context, entry, {u"payment"_s, entry.id(), u"pay"_s, u"pay"_s});
}

namespace {

Command payCommand() {
    using namespace journal;
    return {.name = u"payment.pay"_s,
            .roles = {u"finance"_s},
            .shape = {ref("id", "payment"), date("date"),
                      opt(list("vouchers", Shape{ref("source", "source"), text("number")})),
                      opt(text("voucher"))},
            .check = checkPay,
            .judge = judgePay,
            .apply = enterPaid,
            .about = projectOf};
}

// --- payment.reverse (退票) ---------------------------------------------------------------------

Verdict judgeReverse(Call& call) {
    const Payment payment = find(call.context, call.id()).value();
    if (payment.state != u"paid")
        return declaration::wrongState(u"拨付"_s, payment.id, payment.state,
                                       u"只有已拨付的可以退票冲回"_s);
    for (const SourceAmount& part : sourcesOf(call.context, payment.id)) {
        const auto position = ledger::projectPosition(call.context, payment.project, part.source);
        auto refunded = call.context.db.query(
            "SELECT refunded FROM payment_source WHERE payment = ? AND source = ?", payment.id,
            part.source);
        refunded.next();
        if (!refunded.fen(0).isZero() || position.netPaid() < part.amount)
            return refuse(
                Rule::StateOrder,
                u"拨付 %1 已有退回或追回,不能整笔退票冲回:请登记退回。"_s.arg(payment.id));
    }
    if (auto no = identity::inOrder(call, payment.lastStepOn, u"拨付日期"_s))
        return no;
    return plan::notClosed(call);
}

void applyReverse(Context& context, const Entry& entry) {
    const Payment payment = find(context, entry.id()).value();
    movePaid(context, entry, payment, false);
    setState(context, entry.id(), u"approved"_s, entry.date());
    noteMonth(context, entry, payment, sourcesOf(context, payment.id), false);
    declaration::openMatter(context, payment.project, u"payment"_s, entry.id());
    declaration::reopen(context, payment.project);
    identity::addStep(
        context, entry,
        {u"payment"_s, entry.id(), u"reverse"_s, u"pay"_s, entry.with.text("reason"_L1)});
}

Command reverseCommand() {
    using namespace journal;
    return {.name = u"payment.reverse"_s,
            .roles = {u"finance"_s},
            .shape = {ref("id", "payment"), date("date"), longText("reason"), text("voucher")},
            .check = known,
            .judge = judgeReverse,
            .apply = applyReverse,
            .about = projectOf};
}

} // namespace

void installPaying(journal::Registry& registry) {
    registry.add(payCommand());
    registry.add(reverseCommand());
}

Verdict acceptanceCanBeVoided(Call& call) {
    const auto acceptance = acceptance::find(call.context, call.id()).value();
    if (acceptance.state != u"passed" && acceptance.state != u"failed"
        && acceptance.state != u"rectify")
        return declaration::wrongState(u"验收"_s, acceptance.id, acceptance.state,
                                       u"只有已出具意见的可以撤销"_s);
    const Project project = declaration::find(call.context, acceptance.project).value();
    Fen used;
    for (const auto& [source, position] :
         ledger::projectPositions(call.context, acceptance.project))
        used += position.netPaid() + position.requested;
    const Fen prepaid = totalsOf(call.context, acceptance.project).prepaid;
    const bool resting =
        used > prepaid && used > payableWithout(call.context, project, acceptance.id);
    const bool ended = project.state == u"closed" || project.state == u"cancelled";
    // What a recovery took of it is no longer accepted, so it cannot go once more.
    const bool recovered = project.accepted < acceptance.accepted;
    if (acceptance.state == u"passed" && (resting || recovered || ended))
        return refuse(Rule::StateOrder,
                      u"验收 %1 之后已有拨付,或项目已办结、取消,不能撤销。"_s.arg(acceptance.id));
    if (auto no = identity::inOrder(call, acceptance.concludedOn, u"验收意见日期"_s))
        return no;
    return plan::notClosed(call);
}

} // namespace disbursement
