// SPDX-License-Identifier: GPL-3.0-only
#include "standards.h"

namespace declaration {

using namespace Qt::Literals::StringLiterals;
using journal::Bounds;
using journal::CommandContext;
using journal::Context;
using journal::refuse;
using journal::Rejection;
using journal::Rule;
using journal::SourceAmount;
using labels::ProjectState;
using labels::sentence;
using money::Fen;

namespace {

// How many awards a support pays for, a part of one counting as one.
qint64 awardsIn(Fen support, Fen unitAmount) {
    return (support + unitAmount - Fen::of(1)).count() / unitAmount.count();
}

struct YearUse {
    Fen support;
    qint64 awards = 0;
};

// What other projects of the item already have approved for the year; of a closed one what it was
// paid, for closing below the support frees the rest.
YearUse usedInYear(const CommandContext& call, const plan::Item& item, const Project& project) {
    YearUse used;
    auto rows = call.context.db.query(
        "SELECT id, support, state FROM project WHERE item = ?"
        " AND year = ? AND year > 0 AND state IN ('approved', 'started', 'closed')"
        " AND id <> ?",
        item.code, project.year, project.id);
    while (rows.next()) {
        const Fen support = rows.code<ProjectState>(2) == ProjectState::Closed
                                ? ledger::projectTotal(call.context, rows.text(0)).netPaid()
                                : rows.fen(1);
        used.support += support;
        if (item.unitAmount)
            used.awards += awardsIn(support, *item.unitAmount);
    }
    return used;
}

} // namespace

std::optional<Rejection> requireOpenSources(CommandContext& call,
                                            const std::vector<SourceAmount>& added) {
    for (const SourceAmount& part : added)
        if (part.amount > Fen())
            if (auto rejection = plan::requireUnlocked(call, part.source, u"sources"_s))
                return rejection;
    for (const SourceAmount& part : added)
        if (part.amount > Fen())
            if (auto rejection = plan::requireAdjusted(call, part.source, u"sources"_s))
                return rejection;
    return {};
}

std::optional<Rejection> requireWithinYears(const CommandContext& call, const Project& project) {
    const plan::Item* item = itemOf(call.context, project);
    if (!item || !item->yearly())
        return {};
    if (!item->years.isEmpty() && !item->years.contains(project.year)) {
        QStringList years;
        for (int year : item->years)
            years << QString::number(year);
        return refuse(Rule::ItemStandard,
                      sentence("item.year-none", item->name, years.join(u"、"_s), project.year))
            .at(u"year"_s)
            .limit(QString::number(item->years.last()))
            .asked(QString::number(project.year));
    }
    const int from = project.starts.left(4).toInt();
    const int to = project.ends.left(4).toInt();
    if (project.year >= from && project.year <= to)
        return {};
    return refuse(Rule::ItemStandard, sentence("item.year-outside-schedule", item->name,
                                               project.year, project.starts, project.ends))
        .at(u"year"_s)
        .limit(QString::number(project.year < from ? from : to))
        .asked(QString::number(project.year));
}

namespace {

// So many awards a year, so much money a year.
void boundByYear(const CommandContext& call, Bounds& bounds, const Project& project,
                 const plan::Item& item, Fen support) {
    const YearUse used = usedInYear(call, item, project);
    const Bounds::Asked asked{Rule::ItemStandard, u"support"_s, support};
    if (item.countPerYear > 0 && item.unitAmount) {
        const qint64 left = std::max<qint64>(0, item.countPerYear - used.awards);
        bounds.most(asked, item.unitAmount->times(left), [&](Fen) {
            return sentence("support.awards-above-year", item.name, item.countPerYear,
                            item.unitAmount->toYuan(), project.year, left);
        });
    }
    if (item.yearlyCeiling)
        bounds.most(asked, *item.yearlyCeiling - used.support, [&](Fen left) {
            return sentence("support.above-year", item.name, item.yearlyCeiling->toYuan(),
                            project.year, left.toYuan());
        });
}

// What a source has left on the line for one of its projects; none where the item may not use it.
Fen leftFor(Context& context, const Project& project, const QString& source) {
    const plan::Item* item = itemOf(context, project);
    const bool foreign = item && !item->sources.isEmpty() && !item->sources.contains(source);
    return foreign ? Fen() : ledger::available(context, project.line, source);
}

// What a line borne by shares has left is said of the whole: less of one source alone would be no
// share. False where the whole is not above.
bool boundByShares(const CommandContext& call, Bounds& bounds, const Project& project,
                   const std::vector<SourceAmount>& asked, const std::vector<SourceAmount>& held) {
    const plan::Room room = roomOf(call.context, project, held);
    if (!room)
        return false;
    const plan::Line& line = *plan::current(call.context).line(project.line);
    const Fen support = journal::sum(asked);
    const Fen before = journal::sum(held);
    const auto most = plan::mostByShares(line, *room);
    if (!most || support <= std::max(*most, before))
        return false; // each part may still be a fen more than its source has
    bounds.most({Rule::LineCeiling, u"support"_s, support}, std::max(*most, before), [&](Fen left) {
        return sentence("support.above-shares", plan::lineName(call.context, project.line),
                        left.toYuan(), (support - left).toYuan());
    });
    return true;
}

} // namespace

plan::Room roomOf(Context& context, const Project& project, const std::vector<SourceAmount>& held) {
    const plan::Line* line = plan::current(context).line(project.line);
    if (!line || line->shares.empty())
        return {};
    std::map<QString, Fen> room;
    for (const plan::LineShare& one : line->shares)
        room[one.source] =
            journal::amountOf(held, one.source) + leftFor(context, project, one.source);
    return room;
}

void boundSupport(const CommandContext& call, Bounds& bounds, const Project& project,
                  const std::vector<SourceAmount>& asked, const std::vector<SourceAmount>& held) {
    const plan::Item* item = itemOf(call.context, project);
    const Fen support = journal::sum(asked);
    const Fen before = journal::sum(held);
    if (item && support > before) {
        boundByYear(call, bounds, project, *item, support);
        const Fen left = item->ceiling - ledger::boundByItem(call.context, item->code);
        bounds.most({Rule::LineCeiling, u"support"_s, support}, before + std::max(left, Fen()),
                    [&](Fen most) {
                        return sentence(held.empty()
                                            ? labels::SentenceCode("support.above-ceiling")
                                            : labels::SentenceCode("support.amended-above-ceiling"),
                                        item->name, item->ceiling.toYuan(), most.toYuan(),
                                        (support - most).toYuan());
                    });
    }
    if (boundByShares(call, bounds, project, asked, held))
        return;
    for (std::size_t i = 0; i < asked.size(); ++i) {
        const SourceAmount& part = asked[i];
        const Fen had = journal::amountOf(held, part.source);
        if (part.amount <= had)
            continue;
        const Fen left = leftFor(call.context, project, part.source);
        const QString field = asked.size() == 1 ? u"support"_s : u"sources[%1].amount"_s.arg(i);
        bounds.most({Rule::LineCeiling, field, part.amount}, had + left, [&](Fen most) {
            return sentence(held.empty() ? labels::SentenceCode("support.above-available")
                                         : labels::SentenceCode("support.amended-above-available"),
                            plan::lineName(call.context, project.line),
                            plan::sourceName(call.context, part.source), most.toYuan(),
                            (part.amount - most).toYuan());
        });
    }
}

std::optional<Rejection> judgeAmendedShares(CommandContext& call) {
    const auto sources = amendedSources(call.context, call.id());
    if (call.with.code<labels::Decision>("decision"_L1) != labels::Decision::Approve)
        return {};
    const QString project = projectOfAmendment(call.context, call.id());
    return plan::requireShares(call, requireProject(call.context, project).line, sources);
}

} // namespace declaration
