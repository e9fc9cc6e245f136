// SPDX-License-Identifier: GPL-3.0-only
#include "args.h"

#include <money/decimal.h>

namespace acceptance {

using namespace Qt::Literals::StringLiterals;
using declaration::Project;
using journal::Args;
using journal::CommandContext;
using journal::Context;
using journal::refuse;
using journal::Rejection;
using journal::Rule;
using labels::DeliverableKind;
using labels::sentence;
using labels::StationLevel;
using money::Fen;

// What an inspection may count (item.standard): floor areas, years, each award and certificate
// once, unit amount times count.

namespace {

// 原则上: a station below its floor area needs a written reason.
std::optional<Rejection> areaRejection(const plan::Item& item, const api::Deliverable& station,
                                       const QString& waiver) {
    const auto level = station.level.value_or(StationLevel::Village);
    const QString least = level == StationLevel::Town ? item.areaTown : item.areaVillage;
    const QString area = station.areaM2.value_or(QString());
    if (least.isEmpty() || !waiver.isEmpty() || money::compareDecimals(area, least) >= 0)
        return {};
    return refuse(Rule::ItemStandard, sentence("deliverable.area-small", station.id, area,
                                               labels::longLabel(level), least))
        .at(u"deliverables"_s)
        .limit(least)
        .asked(area);
}

// What may count once in the whole fund: an award of a unit, item and year, a certificate of a unit
// and scheme, however the scheme is typed. "" for what is counted as often as it is done.
QString countedOnce(const Project& project, const api::Deliverable& one) {
    const QString unit = one.unit.value_or(QString());
    if (one.kind == DeliverableKind::Award)
        return u"%1\n%2\n%3"_s.arg(unit, project.item).arg(project.year);
    if (one.kind != DeliverableKind::Certification)
        return {};
    QString scheme =
        one.scheme.value_or(QString()).normalized(QString::NormalizationForm_KC).toUpper();
    scheme.removeIf([](QChar c) { return c.isSpace(); });
    return unit + u'\n' + scheme;
}

std::optional<Rejection> twice(const Project& project, const api::Deliverable& one,
                               const QString& where) {
    const QString what = one.kind == DeliverableKind::Award
                             ? u"%1 年的奖励"_s.arg(project.year)
                             : u"“%1”认证"_s.arg(one.scheme.value_or(QString()));
    return refuse(Rule::ItemStandard, sentence("deliverable.counted-before", one.id,
                                               one.unit.value_or(QString()), what, where))
        .at(u"deliverables"_s)
        .asked(one.id);
}

std::optional<Rejection> countedBefore(Context& context, const Project& project,
                                       const api::Deliverable& one, const QString& once) {
    auto rows = context.db.query(
        "SELECT deliverable.id, deliverable.data, project.id, project.item, project.year"
        " FROM deliverable JOIN project ON project.id = deliverable.project"
        " WHERE deliverable.kind = ? AND deliverable.state = 'accepted'",
        one.kind);
    while (rows.next()) {
        Project other;
        other.item = rows.text(3);
        other.year = static_cast<int>(rows.integer(4));
        if (countedOnce(other, deliverableOf(context, rows.text(0), rows.text(1))) == once)
            return twice(project, one, u"项目 %1 的成果 %2"_s.arg(rows.text(2), rows.text(0)));
    }
    return {};
}

} // namespace

std::map<QString, QString> acceptedWaivers(Context& context, const Args& with,
                                           const QString& acceptance) {
    std::map<QString, QString> accepted; // id -> waiver
    if (const auto& verdicts = with.as<ConcludeArgs>().verdicts) {
        for (const Verdict& one : *verdicts)
            if (one.accepted)
                accepted[one.deliverable] = one.waiver;
        return accepted;
    }
    auto row = context.db.query("SELECT deliverables FROM acceptance WHERE id = ?", acceptance);
    row.next();
    for (const QString& id : row.text(0).split(u' ', Qt::SkipEmptyParts))
        accepted[id] = QString();
    return accepted;
}

std::optional<Rejection> requireYearBegun(const CommandContext& call, const Project& project) {
    const plan::Item* item = declaration::itemOf(call.context, project);
    if (!item || !item->yearly())
        return {};
    const QString begins = u"%1-01-01"_s.arg(project.year, 4, 10, QChar(u'0'));
    if (call.date() >= begins)
        return {};
    return refuse(Rule::ItemStandard,
                  sentence("item.year-not-begun", item->name, project.year, begins))
        .at(u"date"_s)
        .limit(begins)
        .asked(call.date());
}

std::optional<Rejection> requireWithinStandard(const CommandContext& call,
                                               const Acceptance& acceptance,
                                               const Project& project) {
    if (auto rejection = requireYearBegun(call, project))
        return rejection;
    const plan::Item* item = declaration::itemOf(call.context, project);
    if (!item || item->counts.isEmpty())
        return {};
    const auto taken = acceptedWaivers(call.context, call.with, acceptance.id);
    std::map<QString, QString> now; // what is counted once -> the deliverable
    for (const api::Deliverable& one : deliverablesOf(call.context, project.id)) {
        const auto found = taken.find(one.id);
        if (found == taken.end() || one.isAccepted())
            continue;
        if (labels::is(item->counts, DeliverableKind::Station))
            if (auto rejection = areaRejection(*item, one, found->second))
                return rejection;
        const QString once = countedOnce(project, one);
        if (once.isEmpty())
            continue;
        const auto [first, isFirst] = now.emplace(once, one.id);
        if (!isFirst)
            return twice(project, one, u"同一次验收的成果 %1"_s.arg(first->second));
        if (auto rejection = countedBefore(call.context, project, one, once))
            return rejection;
    }
    return {};
}

void boundByCount(const CommandContext& call, journal::Bounds& bounds, const Acceptance& acceptance,
                  const Project& project) {
    const plan::Item* item = declaration::itemOf(call.context, project);
    if (!item || item->counts.isEmpty() || !item->unitAmount)
        return;
    const auto taken = acceptedWaivers(call.context, call.with, acceptance.id);
    qint64 count = 0;
    for (const api::Deliverable& one : deliverablesOf(call.context, project.id))
        count += one.isAccepted() || taken.contains(one.id) ? 1 : 0;
    // What was granted is bound, recoveries not deducted: each thing counts once.
    const Fen granted = acceptedOf(call.context, project.id).granted;
    const Fen payable = item->unitAmount->times(count);
    bounds.most(
        {Rule::ItemStandard, u"accepted"_s, call.with.as<ConcludeArgs>().accepted.value_or(Fen())},
        payable - granted, [&](Fen) {
            return sentence("acceptance.above-standard", item->name, item->unitAmount->toYuan(),
                            count, payable.toYuan(), granted.toYuan());
        });
}

} // namespace acceptance
