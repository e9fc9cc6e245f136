// SPDX-License-Identifier: GPL-3.0-only
#include "stages.h"

#include <QDate>

#include <algorithm>

namespace disbursement {

using namespace Qt::Literals::StringLiterals;
using money::Fen;
using plan::Path;
using plan::Stage;
using plan::StageBase;
using plan::StageWhen;

namespace {

Fen grantedBy(const Standing& standing) {
    Fen granted;
    for (const auto& one : standing.passed)
        granted += one.accepted;
    return granted;
}

// Nothing is left to accept, so no further stage could be reached by an acceptance.
bool isWhole(const Standing& standing) {
    const Fen most =
        std::min(standing.support, standing.happened.audited.value_or(standing.support));
    const Fen granted = grantedBy(standing);
    return !granted.isZero() && granted >= most;
}

std::optional<Fen> baseOf(StageBase of, const Standing& standing) {
    switch (of) {
    case StageBase::Support:
        return standing.support;
    case StageBase::Contract:
        if (standing.happened.contracted)
            return standing.happened.contracts;
        break;
    case StageBase::Audited:
        if (standing.happened.audited)
            return standing.happened.audited;
        break;
    }
    // Where everything is accepted no other base will come.
    return isWhole(standing) ? std::optional(standing.support) : std::nullopt;
}

bool isReached(const Stage& stage, const Standing& standing, std::size_t acceptances) {
    switch (stage.when) {
    case StageWhen::Acceptance:
        return standing.passed.size() >= acceptances;
    case StageWhen::Start:
        return standing.happened.started;
    case StageWhen::Contract:
        return standing.happened.contracted;
    case StageWhen::Milestone:
        return standing.happened.milestones.contains(stage.name);
    }
    return false;
}

QString monthsAfter(const QString& date, int months) {
    return QDate::fromString(date, Qt::ISODate).addMonths(months).toString(Qt::ISODate);
}

} // namespace

std::vector<Term> termsOf(const Path& path, const Standing& standing) {
    std::vector<Term> terms;
    if (path.retentionMonths == 0 || standing.passed.empty())
        return terms;
    const QString last = standing.passed.back().concludedOn; // they are in order
    for (const auto& one : standing.passed)
        terms.push_back(
            {monthsAfter(path.retentionFromLast ? last : one.concludedOn, path.retentionMonths),
             one.accepted.shareUp(path.retentionPercent)});
    return terms;
}

std::optional<Fen> shareOf(const Stage& stage, const Standing& standing) {
    const auto base = baseOf(stage.of, standing);
    if (!base)
        return {};
    return std::min(base->shareDown(stage.percent), standing.support);
}

std::vector<bool> reachedOf(const Path& path, const Standing& standing) {
    std::vector<bool> reached;
    const bool whole = isWhole(standing);
    std::size_t acceptances = 0; // that the stage waits for
    for (const Stage& stage : path.stages) {
        acceptances += stage.when == StageWhen::Acceptance ? 1 : 0;
        reached.push_back((whole || isReached(stage, standing, acceptances))
                          && baseOf(stage.of, standing));
    }
    return reached;
}

Earned earnedBy(const Path& path, const Standing& standing) {
    Earned earned;
    earned.accepted = std::max(grantedBy(standing) - standing.taken, Fen());
    for (const auto& one : standing.passed)
        earned.retained += one.accepted.shareUp(path.retentionPercent);
    for (const Term& term : termsOf(path, standing))
        if (term.from > standing.date)
            earned.terms.push_back(term);
    for (const Term& term : earned.terms)
        earned.withheld += term.amount;
    earned.retained = std::max(earned.retained - standing.guaranteed, Fen());
    earned.withheld = std::max(earned.withheld - standing.guaranteed, Fen());
    if (path.stages.empty()) {
        earned.reached = standing.support;
        return earned;
    }
    const std::vector<bool> reached = reachedOf(path, standing);
    std::size_t acceptances = 0;
    for (std::size_t i = 0; i < reached.size(); ++i) {
        acceptances += path.stages[i].when == StageWhen::Acceptance ? 1 : 0;
        if (!reached[i])
            continue;
        earned.byWhole = !isReached(path.stages[i], standing, acceptances);
        const Fen share = shareOf(path.stages[i], standing).value_or(Fen());
        earned.stage = i;
        earned.reached = share;
        if (path.stages[i].ahead && share >= earned.ahead) {
            earned.ahead = share;
            earned.aheadStage = i;
        }
    }
    // What was recovered beyond what is accepted is paid again on a new acceptance only.
    earned.ahead = std::max(earned.ahead - (standing.recovered - standing.taken), Fen());
    return earned;
}

QString Earned::payableFrom(Fen amount, Fen left) const {
    QString from;
    Fen rest;
    for (const Term& term : terms)
        rest += term.amount;
    const Fen guaranteed = rest - withheld;
    for (const Term& term : terms) {
        if (left + withheld - std::max(rest - guaranteed, Fen()) >= amount)
            break;
        rest -= term.amount;
        from = term.from;
    }
    return from;
}

QString stageWords(const Path& path, const Standing& standing, const Earned& earned) {
    if (!earned.stage)
        return path.stages.front().when == StageWhen::Acceptance
                   ? u"分期拨付:尚无验收合格,首期未到"_s
                   : u"分期拨付:首期未到"_s;
    const Stage& stage = path.stages[*earned.stage];
    QString cause;
    switch (stage.when) {
    case StageWhen::Acceptance:
        cause = u"第 %1 次验收合格后"_s.arg(standing.passed.size());
        break;
    case StageWhen::Start:
        cause = u"开工后"_s;
        break;
    case StageWhen::Contract:
        cause = u"登记合同后"_s;
        break;
    case StageWhen::Milestone:
        cause = u"记录节点后"_s;
        break;
    }
    if (earned.byWhole)
        cause = u"全部验收合格后"_s;
    const bool known = stage.of != StageBase::Support
                       && (stage.of == StageBase::Contract ? standing.happened.contracted
                                                           : bool(standing.happened.audited));
    const QString base = !known                            ? u"支持金额"_s
                         : stage.of == StageBase::Contract ? u"合同金额"_s
                                                           : u"审定金额"_s;
    return u"分期拨付:%1到“%2”,累计不超过%3的 %4%"_s.arg(cause, stage.name, base,
                                                         stage.percent.toText());
}

} // namespace disbursement
