// SPDX-License-Identifier: GPL-3.0-only
#include "limit.h"

#include "room.h"

namespace disbursement {

using namespace Qt::Literals::StringLiterals;
using declaration::Project;
using journal::Context;
using journal::Rule;
using money::Fen;

namespace {

struct Used {
    Fen paid;      // net of reversals, refunds and recoveries
    Fen requested; // under way
};

Used usedBy(Context& context, const Project& project) {
    Used used;
    for (const auto& [source, position] : ledger::projectPositions(context, project.id)) {
        used.paid += position.netPaid();
        used.requested += position.requested;
    }
    return used;
}

Limit nothing(Rule rule, const QString& why) {
    return {Fen(), {{why, Fen(), rule}}, rule, why};
}

Limit prepayLimit(Context& context, const Project& project, const plan::Path& path) {
    const Used used = usedBy(context, project);
    const Fen cap = project.support.shareDown(path.prepayPercent);
    // What came back after a finding was not attributed to a kind of payment.
    const Fen prepaid = std::min(totalsOf(context, project.id).prepaid, used.paid + used.requested);
    Limit limit{std::max(cap - prepaid, Fen()),
                {{u"批准的支持金额"_s, project.support, Rule::PayPrepayCap},
                 {u"预拨付上限 %1%"_s.arg(path.prepayPercent.toText()), cap, Rule::PayPrepayCap},
                 {u"减:已预拨付和在办"_s, prepaid, Rule::PayPrepayCap}},
                Rule::PayPrepayCap,
                u"预拨付合计不得超过支持标准的 %1%"_s.arg(path.prepayPercent.toText())};
    const Fen unpaid = project.support - used.paid - used.requested;
    if (unpaid < limit.amount) {
        limit.amount = std::max(unpaid, Fen());
        limit.basis.push_back(
            {u"支持金额中尚未拨付和申请的部分"_s, limit.amount, Rule::PayAccepted});
        limit.decidedBy = Rule::PayAccepted;
        limit.because = u"拨付合计不得超过批准的支持金额"_s;
    }
    return limit;
}

// The cumulative share that may be paid after so many passed acceptances.
Fen stageCap(const Project& project, const plan::Path& path, std::size_t passed) {
    if (passed == 0)
        return {};
    const std::size_t reached = std::min(passed, path.stages.size());
    return project.support.shareDown(path.stages[reached - 1].percent);
}

Limit acceptedLimit(Context& context, const Project& project, const plan::Path& path,
                    const QString& kind, const QString& date) {
    const Used used = usedBy(context, project);
    const auto passed = acceptance::passedUntil(context, project.id, date);
    Fen accepted;
    Fen retained;
    for (const auto& one : passed) {
        accepted += one.accepted;
        retained += one.accepted.shareUp(path.retentionPercent);
    }
    Limit limit{accepted,
                {{u"验收合格金额(截至 %1,%2 次)"_s.arg(date).arg(passed.size()), accepted,
                  Rule::PayAccepted}},
                Rule::PayAccepted,
                u"拨付合计不得超过验收合格金额"_s};
    if (!path.stages.empty()) {
        const Fen cap = stageCap(project, path, passed.size());
        limit.basis.push_back({u"按期累计可拨付"_s, cap, Rule::PayAccepted});
        if (cap < limit.amount) {
            limit.amount = cap;
            limit.because = u"拨付合计不得超过已到各期的累计比例"_s;
        }
    }
    const Fen beforeRetention = limit.amount;
    if (kind != u"final" && !retained.isZero()) {
        limit.basis.push_back(
            {u"减:质保金 %1%,最后一次拨付时支付"_s.arg(path.retentionPercent.toText()), retained,
             Rule::PayRetention});
        if (accepted - retained < limit.amount) {
            limit.amount = accepted - retained;
            limit.decidedBy = Rule::PayRetention;
            limit.because = u"质保金只在最后一次拨付时支付"_s;
        }
    }
    limit.basis.push_back({u"减:已拨付(净额)"_s, used.paid, Rule::PayAccepted});
    limit.basis.push_back({u"减:在办申请"_s, used.requested, Rule::PayAccepted});
    limit.amount = std::max(limit.amount - used.paid - used.requested, Fen());
    limit.beyondRetention = std::max(beforeRetention - used.paid - used.requested, Fen());
    return limit;
}

} // namespace

Limit limitOf(Context& context, const Project& project, const QString& kind, const QString& date) {
    const plan::Path& path = declaration::pathOf(context, project);
    if (!project.running())
        return nothing(Rule::StateOrder, u"项目目前为“%1”,批准以后才能申请拨付"_s.arg(
                                             declaration::stateName(project.state)));
    if (!path.kinds.contains(kind))
        return nothing(Rule::PayPath, u"%1不能办理%2"_s.arg(path.name, kindName(kind)));
    if (totalsOf(context, project.id).finals > 0)
        return nothing(Rule::PayPath, u"最后一次拨付已申请或已拨付,不能再申请"_s);
    if (kind == u"prepay" && project.state == u"started")
        return nothing(Rule::PayPrepayTiming, u"项目已经开工,预拨付须在实施之前申请"_s);
    Limit limit = kind == u"prepay" ? prepayLimit(context, project, path)
                                    : acceptedLimit(context, project, path, kind, date);
    return limit;
}

Fen leftOfSource(Context& context, const Project& project, const QString& source) {
    const Fen approved = amountOf(declaration::sourcesOf(context, project.id), source);
    const auto position = ledger::projectPosition(context, project.id, source);
    return std::max(approved - position.netPaid() - position.requested, Fen());
}

Fen coveredByAcceptances(Context& context, const Project& project, const QString& without) {
    const plan::Path& path = declaration::pathOf(context, project);
    Fen accepted;
    Fen retained;
    std::size_t passed = 0;
    for (const auto& one : acceptance::passedUntil(context, project.id, u"9999-12-31"_s)) {
        if (one.id == without)
            continue;
        ++passed;
        accepted += one.accepted;
        retained += one.accepted.shareUp(path.retentionPercent);
    }
    if (totalsOf(context, project.id).finals == 0)
        accepted -= retained;
    return path.stages.empty() ? accepted : std::min(accepted, stageCap(project, path, passed));
}

QJsonObject limitJson(const Limit& limit) {
    QJsonArray basis;
    for (const Basis& step : limit.basis)
        basis.append(QJsonObject{{"text"_L1, step.text},
                                 {"amount"_L1, step.amount.toYuan()},
                                 {"rule"_L1, journal::info(step.rule).id},
                                 {"article"_L1, journal::info(step.rule).article.toString()}});
    return {{"limit"_L1, limit.amount.toYuan()}, {"basis"_L1, basis}};
}

} // namespace disbursement
