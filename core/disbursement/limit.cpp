// SPDX-License-Identifier: GPL-3.0-only
#include "limit.h"

#include "room.h"

#include <identity/steps.h>
#include <labels/labels.h>

namespace disbursement {

using namespace Qt::Literals::StringLiterals;
using declaration::Project;
using journal::Context;
using journal::Rule;
using journal::SourceAmount;
using labels::PaymentKind;
using labels::ProjectState;
using labels::sentence;
using money::Fen;

namespace {

struct Used {
    Fen paid;      // net of reversals, refunds and recoveries
    Fen requested; // under way
    Fen prepaid;   // by prepayments, of both; what was recovered is no less prepaid
    Fen recovered;
};

Used usedBy(const std::map<QString, ledger::Position>& positions, Fen prepaid) {
    const ledger::Position whole = ledger::total(positions);
    return {whole.netPaid(), whole.requested, prepaid, whole.recovered};
}

Used usedBy(Context& context, const Project& project) {
    return usedBy(ledger::projectPositions(context, project.id),
                  totalsOf(context, project.id).prepaid);
}

qint64 requestedAt(Context& context, const QString& payment) {
    qint64 seq = 0;
    for (const identity::Step& step : identity::stepsOf(context, u"payment"_s, payment))
        if (step.isRequest())
            seq = step.seq;
    return seq;
}

// Before `payment` was asked for.
Used usedBefore(Context& context, const Payment& payment) {
    const qint64 seq = requestedAt(context, payment.id);
    Fen prepaid;
    auto others = context.db.query("SELECT id, amount FROM payment WHERE project = ? AND id <> ?"
                                   " AND kind = 'prepay' AND state IN ('requested', 'reviewed',"
                                   " 'approved', 'paid')",
                                   payment.project, payment.id);
    while (others.next())
        if (requestedAt(context, others.text(0)) < seq)
            prepaid += others.fen(1);
    return usedBy(ledger::projectPositionsBefore(context, payment.project, seq), prepaid);
}

// One step of how a limit comes about.
api::LimitStep step(const QString& text, Fen amount, Rule rule) {
    return {.text = text, .amount = amount, .rule = QString(journal::info(rule).id), .article = {}};
}

Limit nothing(Context& context, Rule rule, const labels::Sentence& why) {
    Limit limit{Fen(), rule};
    limit.basis = {step(why.text(), Fen(), rule)};
    limit.basis.front().article = plan::current(context).cites(Rule::PayPath);
    return limit;
}

// Each step under the clause that the plan names for its rule.
Limit cited(Context& context, Limit limit) {
    const plan::Plan& plan = plan::current(context);
    for (api::LimitStep& step : limit.basis)
        step.article = plan.wording.cites.value(step.rule);
    return limit;
}

// The least that the caps leave decides; of two that leave the same the earlier rule.
void settle(Limit& limit) {
    const auto least =
        std::min_element(limit.caps.begin(), limit.caps.end(), [](const Cap& a, const Cap& b) {
            const Fen left = std::max(a.leaves, Fen());
            const Fen right = std::max(b.leaves, Fen());
            return left != right ? left < right : a.rule < b.rule;
        });
    limit.amount = std::max(least->leaves, Fen());
    limit.decidedBy = least->rule;
}

Limit prepayLimit(const Used& used, const Project& project, const plan::Path& path) {
    const Fen cap = project.support.shareDown(path.prepayPercent);
    const QString percent = path.prepayPercent.toText();
    Limit limit{Fen(), Rule::PayPrepayCap};
    limit.caps = {
        {Rule::PayPrepayCap, cap - used.prepaid, sentence("cap.prepay", percent)},
        {Rule::PayAccepted, project.support - used.paid - used.requested, sentence("cap.support")}};
    limit.basis = {step(u"批准的支持金额"_s, project.support, Rule::PayPrepayCap),
                   step(u"预拨付上限:支持金额的 %1%"_s.arg(percent), cap, Rule::PayPrepayCap),
                   step(u"减:已预拨付和在办的预拨付"_s, used.prepaid, Rule::PayPrepayCap)};
    settle(limit);
    if (limit.decidedBy == Rule::PayAccepted)
        limit.basis.push_back(
            step(u"支持金额中尚未拨付和申请的部分"_s, limit.amount, Rule::PayAccepted));
    return limit;
}

// What was approved, each acceptance with what it took, and what a counted item comes to.
std::vector<api::LimitStep> acceptedSteps(Context& context, const Project& project,
                                          const std::vector<acceptance::Acceptance>& passed,
                                          Fen accepted, Fen recovered) {
    constexpr std::size_t mostSteps = 12;
    std::vector<api::LimitStep> steps{
        step(u"批准的支持金额"_s, project.support, Rule::LineCeiling)};
    qint64 count = 0;
    for (const auto& one : passed) {
        const acceptance::Delivered delivered = acceptance::deliveredBy(context, one.id);
        count += delivered.count;
        if (passed.size() <= mostSteps)
            steps.push_back(step(u"加:验收 %1(%2)合格%3"_s.arg(
                                     one.id, one.concludedOn,
                                     delivered.words.isEmpty() ? u""_s : u","_s + delivered.words),
                                 one.accepted, Rule::AcceptInspection));
    }
    const plan::Item* item = declaration::itemOf(context, project);
    if (item && item->unitAmount)
        steps.push_back(step(u"其中按标准最多:已验收合格 %1 个,每个 %2 元"_s.arg(
                                 QString::number(count), item->unitAmount->toYuan()),
                             item->unitAmount->times(count), Rule::ItemStandard));
    if (const auto granting = acceptance::grantingOf(context, project))
        steps.push_back(step(u"其中按比例最多:%3 %1 元的 %2%,以最高补助为限"_s.arg(
                                 granting->investment.toYuan(), item->grant->percent.toText(),
                                 granting->audited ? u"审定的总投资"_s : u"总投资"_s),
                             granting->most, Rule::ItemStandard));
    if (!recovered.isZero())
        steps.push_back(step(u"减:已追回、不再计入的验收金额"_s, recovered, Rule::PayAccepted));
    steps.push_back(
        step(u"验收合格金额合计(%1 次)"_s.arg(passed.size()), accepted, Rule::PayAccepted));
    return steps;
}

Limit acceptedLimit(Context& context, const Used& used, const Project& project,
                    const plan::Path& path, const Asking& asking,
                    const acceptance::AcceptedWhen& when) {
    const Standing standing = standingOf(context, project, path, when, used.recovered);
    Limit limit{Fen(), Rule::PayAccepted};
    limit.earned = earnedBy(path, standing);
    const Earned& earned = limit.earned;
    const Fen taken = used.paid + used.requested;
    const bool ahead = earned.ahead > earned.accepted;
    limit.caps = {{Rule::PayAccepted, earned.most() - taken,
                   ahead ? sentence("cap.ahead") : sentence("cap.accepted")}};
    if (asking.explained)
        limit.basis =
            acceptedSteps(context, project, standing.passed, earned.accepted, standing.taken);
    const auto explain = [&](const QString& text, Fen amount, Rule rule) {
        if (asking.explained)
            limit.basis.push_back(step(text, amount, rule));
    };
    if (ahead)
        explain(u"到“%1”可先于验收拨付"_s.arg(path.stages[earned.aheadStage.value_or(0)].name),
                earned.ahead, Rule::PayAccepted);
    if (!path.stages.empty()) {
        explain(stageWords(path, standing, earned), earned.reached, Rule::PayAccepted);
        limit.caps.push_back({Rule::PayAccepted, earned.reached - taken, sentence("cap.stages")});
    }
    const bool final = asking.kind == PaymentKind::Final;
    const Fen retained = final ? earned.withheld : earned.retained;
    if (!retained.isZero()) {
        const QString percent = path.retentionPercent.toText();
        const QString from = final ? earned.terms.front().from : QString();
        const QString text = final ? u"减:质保金 %1%,未到期,最早 %2 可付"_s.arg(percent, from)
                                   : u"减:质保金 %1%,最后一次拨付时支付"_s.arg(percent);
        explain(asking.guaranteed ? u"质保金 %1%,凭银行保函可以先付"_s.arg(percent) : text,
                retained, Rule::PayRetention);
        if (!asking.guaranteed)
            limit.caps.push_back(
                {Rule::PayRetention, earned.most() - retained - taken,
                 final ? sentence("cap.retention-term", from) : sentence("cap.retention")});
    }
    explain(u"减:已拨付(净额)"_s, used.paid, Rule::PayAccepted);
    explain(u"减:在办申请"_s, used.requested, Rule::PayAccepted);
    settle(limit);
    return limit;
}

// The sum of what the sources leave, where that is less than what the project has earned.
void boundBySources(Context& context, const Project& project, Limit& limit) {
    Fen sum;
    Rule rule = Rule::PayAccepted;
    std::map<QString, Fen> room;
    QString because = u"各来源批准的支持金额中尚未拨付和申请的部分"_s;
    for (const SourceAmount& part : declaration::sourcesOf(context, project.id)) {
        Limit ofSource{Fen(), Rule::PayAccepted};
        ofSource.caps = capsOfSource(context, project, part.source);
        settle(ofSource);
        sum += ofSource.amount;
        room[part.source] = ofSource.amount;
        if (ofSource.decidedBy == Rule::LineCeiling) {
            rule = ofSource.decidedBy;
            because = u"为本项目承诺的和该项还可用的预算"_s;
        }
    }
    const plan::Line* line = plan::current(context).line(project.line);
    if (!line)
        storage::contradiction(u"项目 %1"_s.arg(project.id));
    const auto most = plan::mostByShares(*line, room);
    if (most && *most < sum) {
        sum = *most;
        rule = Rule::PlanShares;
        because = u"各来源按比例负担,余额最少的来源最多还够"_s;
    }
    if (sum >= limit.amount)
        return;
    limit.amount = sum;
    limit.decidedBy = rule;
    limit.basis.push_back(step(because, sum, rule));
}

// The audited amount as one more step and cap; it is judged after the rules about an amount.
void boundByAudit(Context& context, const Project& project, PaymentKind kind, const QString& date,
                  Fen used, Limit& limit) {
    const auto cap = capOfAudit(context, project, kind, date, used);
    if (!cap)
        return;
    const auto audit = acceptance::standingAudit(context, project.id, date);
    limit.basis.push_back(audit ? step(u"审定金额(%1,验收 %2)"_s.arg(audit->by, audit->acceptance),
                                       audit->amount, Rule::AcceptAudit)
                                : step(cap->because.text(), Fen(), Rule::AcceptAudit));
    limit.caps.push_back(*cap);
    settle(limit);
}

} // namespace

std::optional<Cap> capOfAudit(Context& context, const Project& project, PaymentKind kind,
                              const QString& date, Fen used) {
    const auto audit = acceptance::standingAudit(context, project.id, date);
    if (audit)
        return Cap{Rule::AcceptAudit, audit->amount - used,
                   sentence("cap.audited", audit->amount.toYuan())};
    if (kind == PaymentKind::Final && declaration::pathOf(context, project).audit)
        return Cap{Rule::AcceptAudit, Fen(), sentence("cap.unaudited", project.id)};
    return {};
}

Fen usedOf(Context& context, const QString& project) {
    return ledger::projectTotal(context, project).used();
}

std::vector<Cap> capsOfSource(Context& context, const Project& project, const QString& source) {
    const Fen approved = amountOf(declaration::sourcesOf(context, project.id), source);
    const auto position = ledger::projectPosition(context, project.id, source);
    const Fen left = approved - position.used();
    const QString name = plan::sourceName(context, source);
    std::vector<Cap> caps{{Rule::PayAccepted, left, sentence("cap.source", name, project.id)}};
    // What a recovery took from the commitment, or the closing of a project that was opened again,
    // has to be free on the line still.
    const Fen there = position.approved + ledger::available(context, project.line, source);
    if (there < left)
        caps.push_back(
            {Rule::LineCeiling, there,
             sentence("cap.line", plan::lineName(context, project.line), name, project.id)});
    return caps;
}

std::optional<Obstacle> obstacleTo(Context& context, const Project& project, PaymentKind kind) {
    if (!project.running())
        return Obstacle::NotRunning;
    if (!declaration::pathOf(context, project).kinds.contains(labels::code(kind)))
        return Obstacle::NotOnPath;
    if (totalsOf(context, project.id).finals > 0)
        return Obstacle::FinalStands;
    if (kind == PaymentKind::Prepay && project.state == ProjectState::Started)
        return Obstacle::AlreadyStarted;
    return {};
}

Limit limitOf(Context& context, const Project& project, const Asking& asking) {
    const PaymentKind kind = asking.kind;
    const plan::Path& path = declaration::pathOf(context, project);
    if (const auto obstacle = obstacleTo(context, project, kind))
        switch (*obstacle) {
        case Obstacle::NotRunning:
            return nothing(context, Rule::StateOrder,
                           sentence("no-limit.state", labels::longLabel(project.state)));
        case Obstacle::NotOnPath:
            return nothing(context, Rule::PayPath,
                           sentence("no-limit.path", path.name, kindName(kind)));
        case Obstacle::FinalStands:
            return nothing(context, Rule::PayPath, sentence("no-limit.final"));
        case Obstacle::AlreadyStarted:
            return nothing(context, Rule::PayPrepayTiming, sentence("no-limit.started"));
        }
    const Used used = usedBy(context, project);
    Limit limit = kind == PaymentKind::Prepay ? prepayLimit(used, project, path)
                                              : acceptedLimit(context, used, project, path, asking,
                                                              {.concludedUntil = asking.date});
    boundByAudit(context, project, kind, asking.date, used.paid + used.requested, limit);
    boundBySources(context, project, limit);
    return cited(context, std::move(limit));
}

Limit limitOfRequest(Context& context, const Payment& payment) {
    const Project project = declaration::requireProject(context, payment.project);
    const plan::Path& path = declaration::pathOf(context, project);
    const Used used = usedBefore(context, payment);
    Limit limit = payment.kind == PaymentKind::Prepay
                      ? prepayLimit(used, project, path)
                      : acceptedLimit(context, used, project, path,
                                      {.kind = payment.kind,
                                       .date = payment.date,
                                       .explained = true,
                                       .guaranteed = guaranteeOf(context, payment.id).has_value()},
                                      {.concludedUntil = payment.date,
                                       .before = requestedAt(context, payment.id)});
    boundByAudit(context, project, payment.kind, payment.date, used.paid + used.requested, limit);
    return cited(context, std::move(limit));
}

Fen payableWithout(Context& context, const Project& project, const Without& without) {
    const plan::Path& path = declaration::pathOf(context, project);
    const Standing standing = standingOf(
        context, project, path, {}, ledger::projectTotal(context, project.id).recovered, without);
    return earnedBy(path, standing).payable(totalsOf(context, project.id).finals > 0);
}

Fen aheadOf(Context& context, const Project& project, Fen again, Fen taken) {
    const plan::Path& path = declaration::pathOf(context, project);
    if (path.stages.empty())
        return {};
    Standing standing = standingOf(context, project, path, {},
                                   ledger::projectTotal(context, project.id).recovered - again);
    standing.taken -= taken;
    return earnedBy(path, standing).ahead;
}

api::PaymentLimit shownLimit(const Limit& limit) {
    return {.limit = limit.amount, .basis = limit.basis};
}

} // namespace disbursement
