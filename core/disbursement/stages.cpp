// SPDX-License-Identifier: GPL-3.0-only
#include "stages.h"

#include "room.h"

namespace disbursement {

using namespace Qt::Literals::StringLiterals;
using declaration::Project;
using journal::Context;
using labels::ThingKind;
using money::Fen;
using plan::Path;
using plan::StageBase;
using plan::StageWhen;

namespace {

bool stands(const QString& date, const QString& voidedOn, const QString& day, Seen seen) {
    return date <= day && (voidedOn.isEmpty() || (seen == Seen::Then && voidedOn > day));
}

bool usesContracts(const Path& path) {
    return path.hasStage(StageWhen::Contract) || path.hasBase(StageBase::Contract);
}

} // namespace

Happened happenedBy(Context& context, const Project& project, const Path& path, const QString& date,
                    Seen seen, const Without& without) {
    Happened found;
    if (path.stages.empty())
        return found;
    if (path.hasStage(StageWhen::Start)) {
        const QString started = declaration::startedOn(context, project);
        found.started = !started.isEmpty() && started <= date;
    }
    if (usesContracts(path))
        for (const declaration::Record& one :
             declaration::records(context, u"contract"_s, project.id)) {
            if (one.id == without.of(ThingKind::Contract)
                || !stands(one.date, one.voidedOn, date, seen))
                continue;
            found.contracted = true;
            found.contracts += one.amount;
        }
    if (path.hasStage(StageWhen::Milestone))
        for (const declaration::Milestone& one : declaration::milestones(context, project.id))
            if (one.id != without.of(ThingKind::Milestone)
                && stands(one.date, one.voidedOn, date, seen))
                found.milestones << one.stage;
    const QString acceptance = without.of(ThingKind::Acceptance);
    const auto audit = seen == Seen::Then
                           ? acceptance::auditStoodOn(context, project.id, date, acceptance)
                           : acceptance::standingAudit(context, project.id, date, acceptance);
    if (audit)
        found.audited = audit->amount;
    return found;
}

QStringList happenedAfter(Context& context, const Project& project, const Path& path,
                          const QString& date) {
    QStringList days;
    const auto add = [&](const QString& day) {
        if (day > date)
            days << day;
    };
    if (path.hasStage(StageWhen::Start))
        add(declaration::startedOn(context, project));
    if (usesContracts(path))
        for (const declaration::Record& one :
             declaration::records(context, u"contract"_s, project.id)) {
            add(one.date);
            add(one.voidedOn);
        }
    if (path.hasStage(StageWhen::Milestone))
        for (const declaration::Milestone& one : declaration::milestones(context, project.id)) {
            add(one.date);
            add(one.voidedOn);
        }
    return days;
}

Fen guaranteedOn(Context& context, const QString& project, const Path& path, const QString& date,
                 Seen seen) {
    if (!path.guarantee)
        return {};
    auto row = context.db.query(
        "SELECT coalesce(sum(guarantee.amount), 0) FROM payment JOIN payment_guarantee AS guarantee"
        " ON guarantee.payment = payment.id WHERE project = ?1 AND date <= ?2 AND (state IN"
        " ('requested', 'reviewed', 'approved', 'paid') OR (?3 AND last_step_on > ?2))",
        project, date, seen == Seen::Then);
    row.next();
    return row.fen(0);
}

Standing standingOf(Context& context, const Project& project, const Path& path,
                    const acceptance::AcceptedWhen& when, Fen recovered, const Without& without) {
    const QString date = when.concludedUntil.isEmpty() ? context.today() : when.concludedUntil;
    Standing standing{.date = date,
                      .support = project.support,
                      .passed = acceptance::passedUntil(context, project.id, date),
                      .taken = acceptance::acceptedOf(context, project.id, when).recovered,
                      .recovered = recovered,
                      .happened = happenedBy(context, project, path, date, Seen::Today, without),
                      .guaranteed = guaranteedOn(context, project.id, path, date, Seen::Today)};
    std::erase_if(standing.passed,
                  [&](const auto& one) { return one.id == without.of(ThingKind::Acceptance); });
    return standing;
}

std::vector<api::ProjectStage> shownStages(Context& context, const Project& project) {
    const Path& path = declaration::pathOf(context, project);
    std::vector<api::ProjectStage> items;
    if (path.stages.empty())
        return items;
    const Standing standing =
        standingOf(context, project, path, {}, ledger::projectTotal(context, project.id).recovered);
    const std::vector<bool> reached = reachedOf(path, standing);
    static const QMap<StageWhen, QString> causes{{StageWhen::Acceptance, u"acceptance"_s},
                                                 {StageWhen::Start, u"start"_s},
                                                 {StageWhen::Contract, u"contract"_s},
                                                 {StageWhen::Milestone, u"milestone"_s}};
    static const QMap<StageBase, QString> bases{{StageBase::Support, u"support"_s},
                                                {StageBase::Contract, u"contract"_s},
                                                {StageBase::Audited, u"audited"_s}};
    for (std::size_t i = 0; i < path.stages.size(); ++i) {
        const plan::Stage& stage = path.stages[i];
        items.push_back({.name = stage.name,
                         .percent = stage.percent.toText(),
                         .when = causes.value(stage.when),
                         .of = bases.value(stage.of),
                         .ahead = stage.ahead,
                         .reached = reached[i],
                         .share = shareOf(stage, standing)});
    }
    return items;
}

std::vector<RetentionDue> retentionsDue(Context& context) {
    std::vector<RetentionDue> due;
    for (const Path& path : plan::current(context).paths) {
        if (path.retentionMonths == 0)
            continue;
        QStringList running;
        auto rows = context.db.query("SELECT id FROM project WHERE path = ? AND accepted > 0 AND"
                                     " state IN ('approved', 'started') ORDER BY id COLLATE BINARY",
                                     path.code);
        while (rows.next())
            running << rows.text(0);
        for (const QString& id : running) {
            if (totalsOf(context, id).finals > 0)
                continue;
            const Project project = declaration::requireProject(context, id);
            const ledger::Position whole = ledger::projectTotal(context, id);
            const Standing standing = standingOf(context, project, path, {}, whole.recovered);
            // What is left falls due last: what was paid against a guarantee was accepted first.
            Fen left = earnedBy(path, standing).accepted - whole.used();
            std::map<QString, Fen> byDay;
            const std::vector<Term> terms = termsOf(path, standing);
            for (auto term = terms.rbegin(); term != terms.rend() && left > Fen(); ++term) {
                const Fen part = std::min(term->amount, left);
                byDay[term->from] += part;
                left -= part;
            }
            for (const auto& [day, amount] : byDay)
                due.push_back({id, day, amount});
        }
    }
    return due;
}

} // namespace disbursement
