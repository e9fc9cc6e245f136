// SPDX-License-Identifier: GPL-3.0-only
#include "args.h"
#include "limit.h"

#include <identity/steps.h>
#include <units/units.h>

namespace disbursement {

using namespace Qt::Literals::StringLiterals;
using declaration::Project;
using journal::badInput;
using journal::Bounds;
using journal::Command;
using journal::CommandContext;
using journal::Context;
using journal::Entry;
using journal::refuse;
using journal::Rejection;
using journal::Rule;
using journal::Shape;
using journal::SourceAmount;
using labels::Decision;
using labels::PaymentKind;
using labels::PaymentState;
using labels::sentence;
using ledger::Account;
using money::Fen;

PaymentKind kindOf(const CommandContext& call) {
    return call.with.as<RequestArgs>().kind;
}

namespace {

// --- payment.request (第九条) -------------------------------------------------------------------

// The project that is asked for; it is known once the command was checked.
Project projectOf(const CommandContext& call) {
    return logging::checked(declaration::find(call.context, call.with.as<RequestArgs>().project),
                            "project");
}

std::optional<Rejection> checkPayees(CommandContext& call, const RequestArgs& request) {
    if (request.payees.empty())
        return {};
    Fen sum;
    QSet<QString> seen;
    for (std::size_t i = 0; i < request.payees.size(); ++i) {
        const QString field = u"payees[%1].unit"_s.arg(i);
        const auto& [unit, share] = request.payees[i];
        if (auto rejection = units::requireKnown(call.context, unit, field))
            return rejection;
        if (seen.contains(unit))
            return badInput(field, sentence("payee.twice", unit));
        seen.insert(unit);
        sum += share;
    }
    if (sum != request.amount)
        return badInput(u"payees"_s, sentence("payees.sum", sum.toYuan(), request.amount.toYuan()));
    return {};
}

// A bank's guarantee stands in the place of a retention, where the path lets it.
std::optional<Rejection> checkGuarantee(const CommandContext& call, const RequestArgs& request) {
    if (!request.guarantee)
        return {};
    const plan::Path& path = declaration::pathOf(
        call.context, declaration::requireProject(call.context, request.project));
    if (!path.guarantee || request.kind == PaymentKind::Prepay)
        return badInput(u"guarantee"_s,
                        sentence("guarantee.unasked", path.name, kindName(request.kind)));
    if (request.guarantee->until < call.date())
        return badInput(u"guarantee.until"_s,
                        sentence("guarantee.ended", request.guarantee->until, call.date()));
    return {};
}

} // namespace

std::optional<Rejection> checkRequest(CommandContext& call) {
    const RequestArgs request = call.with.as<RequestArgs>(); // as it came: what follows settles
    if (auto rejection = declaration::requireKnown(call.context, request.project, u"project"_s))
        return rejection;
    QStringList possible;
    std::map<QString, Fen> room;
    for (const SourceAmount& part : declaration::sourcesOf(call.context, request.project)) {
        possible << part.source;
        room[part.source] =
            part.amount
            - ledger::projectPosition(call.context, request.project, part.source).used();
    }
    if (auto rejection =
            plan::normalizeSources(call, request.amount, possible, projectOf(call).line, room))
        return rejection;
    if (auto rejection = checkPayees(call, request))
        return rejection;
    if (auto rejection = checkGuarantee(call, request))
        return rejection;
    if (call.with.has("payees"_L1))
        return {};
    QString payee;
    if (auto rejection = settlePayee(call, projectOf(call), payee))
        return rejection;
    call.with.setDefault(
        "payees"_L1,
        QJsonArray{QJsonObject{{"unit"_L1, payee}, {"amount"_L1, request.amount.toYuan()}}});
    return {};
}

std::optional<Rejection> judgePath(CommandContext& call, const Project& project) {
    const auto kind = kindOf(call);
    const auto obstacle = obstacleTo(call.context, project, kind);
    if (obstacle == Obstacle::NotOnPath)
        return refuse(Rule::PayPath,
                      sentence("payment.kind.path", plan::lineName(call.context, project.line),
                               declaration::pathOf(call.context, project).name, kindName(kind)))
            .at(u"kind"_s);
    if (obstacle == Obstacle::FinalStands) {
        const QString final = standingFinal(call.context, project.id);
        const bool paid = requirePayment(call.context, final).state == PaymentState::Paid;
        return refuse(Rule::PayPath, paid ? sentence("payment.final.paid", project.id, final)
                                          : sentence("payment.final.under-way", project.id, final))
            .at(u"kind"_s);
    }
    if (obstacle == Obstacle::AlreadyStarted)
        return refuse(Rule::PayPrepayTiming, sentence("payment.prepay.started", project.id))
            .at(u"kind"_s);
    return {};
}

namespace {

void boundGuarantee(const CommandContext& call, Bounds& bounds, const Earned& earned) {
    const RequestArgs& request = call.with.as<RequestArgs>();
    const bool final = request.kind == PaymentKind::Final;
    if (request.guarantee)
        bounds.least({Rule::PayRetention, u"guarantee.amount"_s, request.guarantee->amount},
                     final ? earned.withheld : earned.retained,
                     [](Fen needed) { return sentence("guarantee.below", needed.toYuan()); });
}

Limit limitAsked(const CommandContext& call, const Project& project) {
    const RequestArgs& request = call.with.as<RequestArgs>();
    return limitOf(
        call.context, project,
        {.kind = request.kind, .date = call.date(), .guaranteed = request.guarantee.has_value()});
}

} // namespace

void boundRequest(const CommandContext& call, Bounds& bounds, const Project& project) {
    const RequestArgs& request = call.with.as<RequestArgs>();
    const auto more = [](const Cap& cap, Fen asked) {
        return [&cap, asked](Fen left) {
            return sentence("payment.request.above", cap.because, left.toYuan(),
                            (asked - left).toYuan());
        };
    };
    const auto& sources = request.sources;
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const QString field = sources.size() == 1 ? u"amount"_s : u"sources[%1].amount"_s.arg(i);
        for (const Cap& cap : capsOfSource(call.context, project, sources[i].source))
            bounds.most({cap.rule, field, sources[i].amount}, cap.leaves,
                        more(cap, sources[i].amount));
    }
    const Limit limit = limitAsked(call, project);
    const bool final = request.kind == PaymentKind::Final;
    for (const Cap& cap : limit.caps) {
        if (cap.rule == Rule::AcceptAudit) // judged after the rules about an amount
            continue;
        const QString until = final && cap.rule == Rule::PayRetention
                                  ? limit.earned.payableFrom(request.amount, cap.leaves)
                                  : QString();
        bounds.most({cap.rule, u"amount"_s, request.amount, until}, cap.leaves,
                    more(cap, request.amount));
    }
    boundGuarantee(call, bounds, limit.earned);
}

std::optional<Rejection> judgeAudited(CommandContext& call, const Project& project) {
    const RequestArgs& request = call.with.as<RequestArgs>();
    const auto cap = capOfAudit(call.context, project, request.kind, call.date(),
                                usedOf(call.context, project.id));
    if (!cap || request.amount <= cap->leaves)
        return {};
    const Fen left = std::max(cap->leaves, Fen());
    return refuse(Rule::AcceptAudit, sentence("payment.request.above", cap->because, left.toYuan(),
                                              (request.amount - left).toYuan()))
        .at(u"amount"_s)
        .limit(left)
        .asked(request.amount);
}

namespace {

std::optional<Rejection> judgeRequest(CommandContext& call) {
    const Project project = projectOf(call);
    const auto earlier = find(call.context, call.id());
    if (earlier
        && (earlier->state != PaymentState::Returned || earlier->project != project.id
            || earlier->kind != kindOf(call)))
        return identity::taken(call, u"拨付"_s);
    if (!project.running())
        return declaration::wrongState("payment.request.project-state", labels::ThingKind::Project,
                                       project.id, project.state);
    if (auto rejection = identity::requireDateOrder(call, project.approvedOn, u"批准日期"_s))
        return rejection;
    if (earlier)
        if (auto rejection = identity::requireDateOrder(call, earlier->lastStepOn, u"退回日期"_s))
            return rejection;
    if (auto rejection = judgePayees(call, project))
        return rejection;
    if (auto rejection = judgeEntitled(call, project)) // 第五条
        return rejection;
    if (auto rejection = identity::requireSeparation(call, u"payment"_s, call.id(), u"request"_s))
        return rejection;
    if (auto rejection = judgePath(call, project)) // 第九条
        return rejection;
    for (const SourceAmount& part : call.with.as<RequestArgs>().sources)
        if (auto rejection = plan::requireUnlocked(call, part.source, u"sources"_s)) // 第二条
            return rejection;
    return {};
}

void boundNew(CommandContext& call, Bounds& bounds) {
    const Project project = projectOf(call);
    // No smaller sum mends a guarantee that is too small.
    if (call.with.as<RequestArgs>().guarantee)
        boundGuarantee(call, bounds, limitAsked(call, project).earned);
    if (bounds.broken())
        return;
    boundRequest(call, bounds, project);
}

std::optional<Rejection> judgeNewShares(CommandContext& call) {
    return plan::requireShares(call, projectOf(call).line, call.with.as<RequestArgs>().sources);
}

std::optional<Rejection> judgeNewAudited(CommandContext& call) {
    return judgeAudited(call, projectOf(call));
}

} // namespace

void applyRequest(Context& context, const Entry& entry) {
    const RequestArgs& request = entry.with.as<RequestArgs>();
    const Project project =
        logging::checked(declaration::find(context, request.project), "project");
    context.db.run(
        "INSERT INTO payment (id, project, kind, amount, date, last_step_on, paid_on, returned,"
        " report, state) VALUES (?1, ?2, ?3, ?4, ?5, ?5, '', 0, ?6, 'requested')"
        " ON CONFLICT (id) DO UPDATE SET"
        " amount = ?4, date = ?5, last_step_on = ?5, report = ?6, state = 'requested'",
        entry.id(), project.id, request.kind, request.amount, entry.date(), request.writtenRequest);
    context.db.run("DELETE FROM payment_source WHERE payment = ?", entry.id());
    context.db.run("DELETE FROM payment_payee WHERE payment = ?", entry.id());
    context.db.run("DELETE FROM payment_guarantee WHERE payment = ?", entry.id());
    if (request.guarantee)
        context.db.run("INSERT INTO payment_guarantee (payment, bank, number, amount, until)"
                       " VALUES (?, ?, ?, ?, ?)",
                       entry.id(), request.guarantee->bank, request.guarantee->number,
                       request.guarantee->amount, request.guarantee->until);
    for (const SourceAmount& part : request.sources) {
        context.db.run("INSERT INTO payment_source (payment, source, amount, returned, let_go,"
                       " refunded, voucher) VALUES (?, ?, ?, 0, 0, 0, '')",
                       entry.id(), part.source, part.amount);
        const Fen committed = std::min(
            part.amount, ledger::projectPosition(context, project.id, part.source).approved);
        declaration::moveBudget(context, entry, project, {part.source, committed},
                                Account::Committed, Account::Requested);
        declaration::moveBudget(context, entry, project, {part.source, part.amount - committed},
                                Account::Available, Account::Requested);
    }
    for (const UnitAmount& payee : request.payees)
        context.db.run("INSERT INTO payment_payee (payment, unit, amount, bank, paid, returned,"
                       " let_go, refunded, recovered) VALUES (?, ?, ?, ?, 0, 0, 0, 0, 0)",
                       entry.id(), payee.unit, payee.amount,
                       units::currentBank(context, payee.unit).number);
    const Payment payment = logging::checked(find(context, entry.id()), "payment");
    addPrepaid(context, payment, payment.amount, entry.date());
    declaration::addOpenItem(context, project.id, u"payment"_s, entry.id());
    identity::addStep(
        context, entry,
        {u"payment"_s, entry.id(), u"request"_s, u"request"_s, request.writtenRequest});
}

journal::Shape requestShape() {
    using namespace journal;
    return {id("id"),
            ref("project", "project"),
            choice("kind", {"prepay", "stage", "final"}),
            amount("amount"),
            opt(list("sources", sourceShape())),
            opt(list("payees", Shape{ref("unit", "unit"), amount("amount")})),
            date("date"),
            longText("report"),
            opt(object("guarantee",
                       Shape{text("bank"), text("number"), amount("amount"), date("until")}))};
}

namespace {

Command requestCommand() {
    return {.name = u"payment.request"_s,
            .roles = {u"clerk"_s},
            .shape = requestShape(),
            .check = checkRequest,
            .judge = judgeRequest,
            .bounds = {boundNew},
            .days = {requestOnDays},
            .apply = applyRequest,
            .registers = u"payment"_s,
            .furtherRules = {judgeNewShares, judgeNewAudited}};
}

// An amendment leaves no more prepaid than that share of the new support, unless it has been
// accepted since (第十四条).
void boundByPrepaid(const CommandContext& call, Bounds& bounds, const Project& project,
                    const Bounds::Asked& asked) {
    const plan::Path& path = declaration::pathOf(call.context, project);
    const Fen prepaid = totalsOf(call.context, project.id).prepaid;
    if (prepaid <= project.accepted || path.prepayPercent.hundredths() == 0)
        return;
    bounds.least(asked, prepaid.wholeOf(path.prepayPercent), [&](Fen least) {
        return sentence("amendment.below-prepaid", project.id, prepaid.toYuan(),
                        path.prepayPercent.toText(), least.toYuan());
    });
}

// pay.prepay-cap is judged when the amendment is decided.
void boundDecision(CommandContext& call, Bounds& bounds) {
    const auto support = declaration::amendedSupport(call.context, call.id());
    if (!support || call.with.code<Decision>("decision"_L1) != Decision::Approve)
        return;
    const Project project = declaration::requireProject(
        call.context, declaration::projectOfAmendment(call.context, call.id()));
    boundByPrepaid(call, bounds, project, {Rule::PayPrepayCap, u"support"_s, *support});
}

// One that goes too low when it is asked already is told the least that can also be decided, and
// the rule that asks for it, not the least that could be asked.
void boundAmendment(CommandContext& call, Bounds& bounds) {
    if (!bounds.broken())
        return;
    const Project project =
        logging::checked(declaration::find(call.context, call.with.text("project"_L1)), "project");
    boundByPrepaid(call, bounds, project,
                   {Rule::PayPrepayCap, u"support"_s, call.with.fen("support"_L1)});
}

} // namespace

void installRequesting(journal::Registry& registry) {
    registry.add(requestCommand());
    registry.addHandler(u"unit.change"_s, returnOpenRequests);
    registry.addBound(u"project.amend"_s, boundAmendment);
    registry.addBound(u"project.decide-amendment"_s, boundDecision);
}

std::optional<Rejection> requireWithdrawablePayment(CommandContext& call) {
    const Payment payment = logging::checked(find(call.context, call.id()), "payment");
    if (payment.state != PaymentState::Requested
        || identity::decidedOn(call.context, u"payment"_s, payment.id))
        return declaration::wrongState("payment.withdraw.state", labels::ThingKind::Payment,
                                       payment.id, payment.state);
    return identity::requireDateOrder(call, payment.lastStepOn, u"申请日期"_s);
}

void withdrawPayment(Context& context, const Entry& entry) {
    const Payment payment = logging::checked(find(context, entry.id()), "payment");
    release(context, entry, payment);
    setState(context, entry.id(), PaymentState::Withdrawn, entry.date());
    identity::addStep(
        context, entry,
        {u"payment"_s, entry.id(), u"withdraw"_s, u"request"_s, entry.with.text("reason"_L1)});
}

} // namespace disbursement
