// SPDX-License-Identifier: GPL-3.0-only
#include "args.h"
#include "limit.h"

#include <identity/steps.h>
#include <units/units.h>

namespace disbursement {

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
using journal::Shape;
using journal::SourceAmount;
using labels::AcceptanceState;
using labels::PaymentKind;
using labels::PaymentState;
using labels::ProjectState;
using labels::sentence;
using ledger::Account;
using money::Fen;

// --- payment.pay (第九条) -----------------------------------------------------------------------

std::optional<Rejection> checkVouchers(CommandContext& call,
                                       const std::vector<SourceAmount>& sources) {
    if (sources.empty())
        storage::contradiction(u"拨付 %1 没有资金来源"_s.arg(call.id()));
    const PayArgs asked = call.with.as<PayArgs>(); // as it came: what follows settles
    if (call.replayed && asked.vouchers && sources.size() == 1)
        return {};
    if (asked.voucher.has_value() == asked.vouchers.has_value())
        return badInput(sources.size() > 1 ? u"vouchers"_s : u"voucher"_s,
                        sources.size() > 1 ? sentence("payment.vouchers.unsaid", sources.size())
                                           : sentence("payment.voucher.unsaid"));
    if (asked.voucher) {
        if (sources.size() > 1)
            return badInput(u"voucher"_s, sentence("payment.vouchers.unsaid", sources.size()));
        call.with.setDefault(
            "vouchers"_L1,
            QJsonArray{QJsonObject{{"source"_L1, sources.front().source},
                                   {"number"_L1, call.with.json().value("voucher"_L1)}}});
        return {};
    }
    QSet<QString> seen;
    for (std::size_t i = 0; i < asked.vouchers->size(); ++i) {
        const QString& source = (*asked.vouchers)[i].source;
        const QString field = u"vouchers[%1].source"_s.arg(i);
        if (amountOf(sources, source).isZero())
            return badInput(field, sentence("payment.voucher.source-unknown", source));
        if (seen.contains(source))
            return badInput(field, sentence("payment.voucher.source-twice", source));
        seen.insert(source);
    }
    if (static_cast<std::size_t>(seen.size()) != sources.size())
        return badInput(u"vouchers"_s, sentence("payment.vouchers.incomplete", sources.size()));
    return {};
}

std::optional<Rejection> requireCash(CommandContext& call, const std::vector<SourceAmount>& sources,
                                     labels::SentenceCode tooLittle) {
    for (const SourceAmount& part : sources) {
        const Fen cash = ledger::spendableCash(call.context, part.source, call.date());
        if (part.amount > cash)
            return refuse(Rule::SourceCash,
                          sentence(tooLittle, plan::sourceName(call.context, part.source),
                                   call.date(), std::max(cash, Fen()).toYuan(),
                                   part.amount.toYuan()))
                .at(u"date"_s)
                .limit(cash)
                .asked(part.amount);
    }
    return {};
}

namespace {

std::optional<Rejection> checkPay(CommandContext& call) {
    if (auto rejection = requireKnown(call.context, call.id(), u"id"_s))
        return rejection;
    const Payment payment = logging::checked(find(call.context, call.id()), "payment");
    return checkVouchers(call, dueOf(call.context, payment).sources);
}

// What was accepted by acceptances whose notice was served by that day, one notice aside.
Fen servedUntil(Context& context, const QString& project, int noticeDays, const QString& date,
                const QString& without = {}) {
    Fen served;
    for (const auto& one : acceptance::passedUntil(context, project, date))
        if (acceptance::noticeServed(context, one.id, noticeDays, date, without))
            served += one.accepted;
    return served;
}

// pay.notice: what is paid above the acceptances whose notice was served has to wait.
std::optional<Rejection> judgeNotice(CommandContext& call, const Payment& payment,
                                     const Project& project, Fen due) {
    const plan::Path& path = declaration::pathOf(call.context, project);
    if (path.noticeDays == 0 || payment.kind == PaymentKind::Prepay)
        return {};
    const Fen served = servedUntil(call.context, project.id, path.noticeDays, call.date());
    const Fen paid = ledger::projectTotal(call.context, project.id).netPaid();
    // What may be paid ahead of its acceptance has none that was public.
    const Standing standing =
        standingOf(call.context, project, path, {.concludedUntil = call.date()},
                   ledger::projectTotal(call.context, project.id).recovered);
    const Fen left = std::max(std::max(served, earnedBy(path, standing).ahead) - paid, Fen());
    if (due <= left)
        return {};
    return refuse(Rule::PayNotice,
                  sentence("payment.pay.notice", project.id, path.noticeDays, left.toYuan()))
        .at(u"date"_s)
        .limit(left)
        .asked(due);
}

// What was approved before the program may be paid today only as far as it is accepted: only what
// was paid before is history (opening.exception).
std::optional<Rejection> judgeCovered(CommandContext& call, const Payment& payment,
                                      const Project& project, Fen due) {
    const Fen used = usedOf(call.context, project.id);
    const Fen prepaid = totalsOf(call.context, project.id).prepaid;
    const Fen accepted = acceptance::acceptedOf(call.context, project.id).left();
    const plan::Path& path = declaration::pathOf(call.context, project);
    const Covered covered{accepted, aheadOf(call.context, project)};
    if (staysCovered(project, path, used, prepaid, covered))
        return {};
    const bool prepay = payment.kind == PaymentKind::Prepay;
    const Fen most = prepay ? std::max(project.support.shareDown(path.prepayPercent), accepted)
                            : std::max({prepaid, accepted, covered.ahead});
    const Fen left = std::max(most - ((prepay ? prepaid : used) - due), Fen());
    return refuse(prepay ? Rule::PayPrepayCap : Rule::PayAccepted,
                  sentence("payment.pay.uncovered", payment.id, project.id, left.toYuan(),
                           accepted.toYuan()))
        .at(u"id"_s)
        .limit(left)
        .asked(due);
}

// accept.audit: an audited amount may have come since it was asked for, or have been voided.
std::optional<Rejection> judgeAuditedPay(CommandContext& call, const Payment& payment,
                                         const Project& project, Fen due) {
    const Fen paid = ledger::projectTotal(call.context, project.id).netPaid();
    const auto cap = capOfAudit(call.context, project, payment.kind, {}, paid);
    if (!cap || due <= cap->leaves)
        return {};
    const Fen left = std::max(cap->leaves, Fen());
    return refuse(Rule::AcceptAudit,
                  sentence("payment.pay.unaudited", cap->because, payment.id, left.toYuan()))
        .at(u"id"_s)
        .limit(left)
        .asked(due);
}

// unit.bank: to the account that was frozen into the request while it is still the unit's, after a
// reversal to the one that is confirmed by now.
std::optional<Rejection> judgeAccount(CommandContext& call, const Payment& payment,
                                      const Payee& payee) {
    const units::Bank now = units::currentBank(call.context, payee.unit);
    if (payee.bank != 0 && payee.bank != now.number)
        return refuse(Rule::UnitBank,
                      sentence("payment.pay.account-changed", units::name(call.context, payee.unit),
                               now.date, payment.id))
            .at(u"id"_s);
    return units::requireConfirmedAccount(call, payee.unit, u"id"_s);
}

std::optional<Rejection> judgePay(CommandContext& call) {
    const Payment payment = logging::checked(find(call.context, call.id()), "payment");
    const Project project = declaration::requireProject(call.context, payment.project);
    if (!payment.underWay() && !payment.partlyReturned())
        return declaration::wrongState("payment.pay.state", labels::ThingKind::Payment, payment.id,
                                       payment.state);
    if (auto rejection = identity::requireDateOrder(call, payment.lastStepOn, u"上一环节日期"_s))
        return rejection;
    if (auto rejection = plan::requireOpenMonth(call))
        return rejection;
    const Due due = dueOf(call.context, payment);
    if (auto rejection = requireNobodyBarred(call, payment, due.payees))
        return rejection;
    if (auto rejection = requireStillEntitled(call, payment)) // 第五条
        return rejection;
    if (auto rejection = identity::requireSeparation(call, u"payment"_s, payment.id, u"pay"_s))
        return rejection;
    if (payment.state == PaymentState::Requested && needsOffice(call.context, payment))
        return refuse(Rule::PayOffice, sentence("payment.pay.unreviewed", payment.id));
    if (payment.state != PaymentState::Approved && !payment.partlyReturned())
        return refuse(Rule::PayLeader, sentence("payment.pay.unapproved", payment.id));
    for (const SourceAmount& part : due.sources)
        if (auto rejection = plan::requireUnlocked(call, part.source, u"date"_s))
            return rejection;
    if (auto rejection = judgeCovered(call, payment, project, journal::sum(due.sources))) // 第九条
        return rejection;
    if (auto rejection = judgeAuditedPay(call, payment, project, journal::sum(due.sources)))
        return rejection;
    if (auto rejection = judgeNotice(call, payment, project, journal::sum(due.sources)))
        return rejection;
    if (auto rejection = requireCash(call, due.sources, "payment.pay.cash-short")) // 第二条, 第三条
        return rejection;
    for (const Payee& payee : due.payees)
        if (auto rejection = judgeAccount(call, payment, payee))
            return rejection;
    return {};
}

} // namespace

void enterPaid(Context& context, const Entry& entry) {
    const Payment payment = logging::checked(find(context, entry.id()), "payment");
    const Project project = declaration::requireProject(context, payment.project);
    const Due due = dueOf(context, payment);
    for (const SourceAmount& part : due.sources)
        moveMoney(context, entry, project, part, Account::Requested, Account::Spent, true);
    Recorded paid{.kind = labels::MovementKind::Pay, .out = true};
    const PayArgs given = entry.with.as<PayArgs>();
    for (const auto& [source, number] : given.vouchers.value_or(std::vector<Voucher>())) {
        paid.vouchers[source] = number;
        // Shares that are paid again have a voucher of their own beside the first one.
        context.db.run("UPDATE payment_source SET voucher = CASE WHEN ?4 AND voucher <> '' THEN"
                       " voucher || '、' ELSE '' END || ?1, returned = 0 WHERE payment = ?2 AND"
                       " source = ?3",
                       number, entry.id(), source, payment.state == PaymentState::Paid);
    }
    for (const Payee& payee : due.payees)
        context.db.run("UPDATE payment_payee SET paid = paid + ?, returned = 0, bank = ?"
                       " WHERE payment = ? AND unit = ?",
                       payment.returned.isZero() ? payee.amount : payee.returned,
                       accountOf(context, payee).number, payment.id, payee.unit);
    context.db.run("UPDATE payment SET returned = 0, last_step_on = ? WHERE id = ?", entry.date(),
                   payment.id);
    if (payment.state != PaymentState::Paid)
        setState(context, entry.id(), PaymentState::Paid, entry.date());
    record(context, entry, payment, paid, due.shares);
    declaration::removeOpenItem(context, payment.project, u"payment"_s, entry.id());
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
            .relatedEntities = projectOf};
}

} // namespace

void installPaying(journal::Registry& registry) {
    registry.add(payCommand());
}

namespace {

// Without it less would be audited than is accepted, or a final payment would have no audited
// amount.
bool auditRestsOn(Context& context, const Project& project,
                  const acceptance::Acceptance& acceptance) {
    const auto audit = acceptance::standingAudit(context, project.id, {}, acceptance.id);
    if (audit)
        return project.accepted - acceptance.accepted
               > acceptance::mostBeside(context, project, *audit);
    return totalsOf(context, project.id).finals > 0 && declaration::pathOf(context, project).audit;
}

} // namespace

std::optional<Rejection> requireVoidableAcceptance(CommandContext& call) {
    const auto acceptance =
        logging::checked(acceptance::find(call.context, call.id()), "acceptance");
    if (acceptance.state != AcceptanceState::Passed && acceptance.state != AcceptanceState::Failed
        && acceptance.state != AcceptanceState::Rectify)
        return declaration::wrongState("acceptance.void.state", labels::ThingKind::Acceptance,
                                       acceptance.id, acceptance.state);
    const Project project = declaration::requireProject(call.context, acceptance.project);
    const ledger::Position whole = ledger::projectTotal(call.context, acceptance.project);
    const Fen used = whole.used();
    const Fen underWay = whole.requested;
    const Fen prepaid = totalsOf(call.context, acceptance.project).prepaid;
    const bool resting =
        (used > prepaid && used > payableWithout(call.context, project, {.id = acceptance.id}))
        || payeesRestOn(call.context, project, acceptance.id);
    const bool ended =
        project.state == ProjectState::Closed || project.state == ProjectState::Cancelled;
    // What a recovery took of it is no longer accepted, so it cannot go once more.
    const bool recovered = project.accepted < acceptance.accepted;
    const bool audited = auditRestsOn(call.context, project, acceptance);
    if (acceptance.state == AcceptanceState::Passed && (resting || recovered || audited || ended))
        return refuse(Rule::StateOrder,
                      ended ? sentence("acceptance.void.project-ended", acceptance.id, project.id)
                      : resting   ? sentence("acceptance.void.paid", acceptance.id, project.id,
                                             (used - underWay).toYuan(), underWay.toYuan())
                      : recovered ? sentence("acceptance.void.recovered", acceptance.id)
                                  : sentence("acceptance.void.audited", acceptance.id, project.id));
    if (auto rejection =
            identity::requireDateOrder(call, acceptance.concludedOn, u"验收意见日期"_s))
        return rejection;
    return plan::requireOpenMonth(call);
}

namespace {

// What was paid after the notice was served rests on it.
std::optional<Rejection> requireNothingPaidOnNotice(const CommandContext& call) {
    auto row = call.context.db.query("SELECT acceptance.project FROM notice JOIN acceptance ON"
                                     " acceptance.id = about_id WHERE notice.id = ? AND"
                                     " about_kind = 'acceptance'",
                                     call.id());
    if (!row.next())
        return {};
    const Project project = declaration::requireProject(call.context, row.text(0));
    const int days = declaration::pathOf(call.context, project).noticeDays;
    const Fen paid = ledger::projectTotal(call.context, project.id).netPaid();
    if (days == 0
        || paid <= std::max(totalsOf(call.context, project.id).prepaid,
                            aheadOf(call.context, project)))
        return {};
    if (paid <= servedUntil(call.context, project.id, days, call.context.today(), call.id()))
        return {};
    return refuse(Rule::StateOrder, sentence("notice.void.paid", call.id(), project.id));
}

} // namespace

std::optional<Rejection> requireVoidableNotice(CommandContext& call) {
    if (auto rejection = acceptance::requireNotice(call))
        return rejection;
    if (auto rejection = requireNothingPaidOnNotice(call))
        return rejection;
    return acceptance::requireNoticeVoidInOrder(call);
}

} // namespace disbursement
