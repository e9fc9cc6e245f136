// SPDX-License-Identifier: GPL-3.0-only
#include "standards.h"

namespace declaration {

using namespace Qt::Literals::StringLiterals;
using journal::Call;
using journal::refuse;
using journal::Rule;
using journal::SourceAmount;
using journal::Verdict;
using money::Fen;

namespace {

// How many awards a support pays for, a part of one counting as one.
qint64 awardsIn(Fen support, Fen unitAmount) {
    return (support.count() + unitAmount.count() - 1) / unitAmount.count();
}

Fen netPaid(Call& call, const QString& project) {
    Fen net;
    for (const auto& [source, position] : ledger::projectPositions(call.context, project))
        net += position.netPaid();
    return net;
}

struct YearUse {
    Fen support;
    qint64 awards = 0;
};

// What other projects of the item already have approved for the year; of a closed one what it was
// paid, for closing below the support frees the rest.
YearUse usedInYear(Call& call, const plan::Item& item, const Project& project) {
    YearUse used;
    auto rows = call.context.db.query(
        "SELECT id, support, state FROM project WHERE item = ?"
        " AND year = ? AND year > 0 AND state IN ('approved', 'started', 'closed')"
        " AND id <> ?",
        item.code, project.year, project.id);
    while (rows.next()) {
        const Fen support = rows.text(2) == u"closed" ? netPaid(call, rows.text(0)) : rows.fen(1);
        used.support += support;
        if (item.unitAmount)
            used.awards += awardsIn(support, *item.unitAmount);
    }
    return used;
}

} // namespace

Verdict sourcesOpen(Call& call, const std::vector<SourceAmount>& added) {
    for (const SourceAmount& part : added)
        if (part.amount > Fen())
            if (auto no = plan::unlocked(call, part.source, u"sources"_s))
                return no;
    for (const SourceAmount& part : added)
        if (part.amount > Fen())
            if (auto no = plan::adjusted(call, part.source, u"sources"_s))
                return no;
    return {};
}

Verdict withinStandard(Call& call, const Project& project, Fen support) {
    const plan::Item* item = itemOf(call.context, project);
    if (!item)
        return {};
    if (!item->years.isEmpty() && !item->years.contains(project.year)) {
        QStringList years;
        for (int year : item->years)
            years << QString::number(year);
        return refuse(Rule::ItemStandard,
                      u"“%1”只在 %2 年安排,%3 年不能批准。"_s.arg(item->name, years.join(u"、"_s))
                          .arg(project.year))
            .at(u"year"_s)
            .limit(QString::number(item->years.last()))
            .asked(QString::number(project.year));
    }
    const YearUse used = usedInYear(call, *item, project);
    if (item->countPerYear > 0 && item->unitAmount) {
        const qint64 asked = awardsIn(support, *item->unitAmount);
        if (used.awards + asked > item->countPerYear)
            return refuse(Rule::ItemStandard,
                          u"“%1”每年 %2 个、每个 %3 元,%4 年还可批准 %5 个。"_s.arg(item->name)
                              .arg(item->countPerYear)
                              .arg(item->unitAmount->toYuan())
                              .arg(project.year)
                              .arg(std::max<qint64>(0, item->countPerYear - used.awards)))
                .at(u"support"_s)
                .limit(
                    item->unitAmount->times(std::max<qint64>(0, item->countPerYear - used.awards)))
                .asked(support);
    }
    if (item->yearlyCeiling && used.support + support > *item->yearlyCeiling)
        return refuse(Rule::ItemStandard,
                      u"“%1”每年支持 %2 元以内,%3 年还可批准 %4 元。"_s
                          .arg(item->name, item->yearlyCeiling->toYuan())
                          .arg(project.year)
                          .arg(std::max(*item->yearlyCeiling - used.support, Fen()).toYuan()))
            .at(u"support"_s)
            .limit(*item->yearlyCeiling - used.support)
            .asked(support);
    return {};
}

Verdict withinCeilings(Call& call, const Project& project, const std::vector<SourceAmount>& added) {
    const plan::Item* item = itemOf(call.context, project);
    const Fen total = journal::sum(added);
    const Fen ofItem = item ? item->ceiling - ledger::boundByItem(call.context, item->code) : Fen();
    for (const SourceAmount& part : added) {
        if (part.amount <= Fen())
            continue;
        const bool foreign =
            item && !item->sources.isEmpty() && !item->sources.contains(part.source);
        const Fen left =
            foreign ? Fen() : ledger::available(call.context, project.line, part.source);
        // Of two ceilings the lower one is named: it is what would still be accepted.
        const bool itemDecides = item && added.size() == 1 && ofItem < left;
        if (part.amount > left && !itemDecides)
            return refuse(Rule::LineCeiling,
                          u"%1 的 %2 还可批准 %3 元,超出 %4 元,请减少支持金额。"_s.arg(
                              plan::lineName(call.context, project.line),
                              plan::sourceName(call.context, part.source), left.toYuan(),
                              (part.amount - left).toYuan()))
                .at(u"support"_s)
                .limit(left)
                .asked(part.amount);
    }
    if (item && total > Fen() && total > ofItem)
        return refuse(Rule::LineCeiling,
                      u"“%1”限额 %2 元,还可批准 %3 元,超出 %4 元,请减少支持金额。"_s.arg(
                          item->name, item->ceiling.toYuan(), std::max(ofItem, Fen()).toYuan(),
                          (total - std::max(ofItem, Fen())).toYuan()))
            .at(u"support"_s)
            .limit(ofItem)
            .asked(total);
    return {};
}

} // namespace declaration
