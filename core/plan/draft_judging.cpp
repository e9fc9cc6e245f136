// SPDX-License-Identifier: GPL-3.0-only
#include "draft_tables.h"
#include "plan_file.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>

// What the strict reader says of the plan of a draft, at the cells that it comes from.

namespace plan::drafts {

using namespace Qt::Literals::StringLiterals;
using journal::Rejection;
using labels::sentence;

namespace {

QString nameOf(const Draft& draft, const Cell& cell) {
    const DraftSheet* sheet = draft.sheet(cell.sheet);
    return cellName((sheet ? sheet->firstRow : 0) + cell.row, cell.column);
}

// Places that are called otherwise: rows that plan.sums names by their names, and the percentage of
// a retention, which has one column with a term or without.
void addAliases(const QJsonObject& plan, Places& places) {
    const auto alias = [&](const QString& what, const QJsonValue& one, const QString& place) {
        const QString name =
            u"%1 %2 %3"_s.arg(what, one["code"_L1].toString(), one["name"_L1].toString());
        if (places.contains(place))
            places.insert(name, places.value(place));
    };
    for (const QString& path : plan.value("paths"_L1).toObject().keys()) {
        const QString place = u"paths.%1.retention"_s.arg(path);
        if (places.contains(place + u"_percent"_s))
            places.insert(place + u".percent"_s, places.value(place + u"_percent"_s));
    }
    const QJsonArray sources = plan.value("sources"_L1).toArray();
    for (qsizetype i = 0; i < sources.size(); ++i)
        alias(u"来源"_s, sources[i], u"sources[%1].amount"_s.arg(i));
    const QJsonArray lines = plan.value("lines"_L1).toArray();
    for (qsizetype i = 0; i < lines.size(); ++i) {
        alias(u"支持项目"_s, lines[i], u"lines[%1].printed_total"_s.arg(i));
        const QJsonArray items = lines[i]["items"_L1].toArray();
        for (qsizetype k = 0; k < items.size(); ++k)
            alias(u"细项"_s, items[k], u"lines[%1].items[%2].ceiling"_s.arg(i).arg(k));
    }
}

// The cell of a place, or of what it stands in.
std::optional<Cell> cellAt(const Places& places, QString place) {
    while (!place.isEmpty()) {
        if (const auto found = places.constFind(place); found != places.constEnd())
            return *found;
        const qsizetype end = std::max(place.lastIndexOf(u'.'), place.lastIndexOf(u'['));
        place = place.left(std::max<qsizetype>(end, 0));
    }
    return {};
}

QString titleOf(const Draft& draft, const Cell& cell) {
    const DraftSheet* sheet = draft.sheet(cell.sheet);
    const bool byRow = cell.sheet == factsSheet || cell.sheet == u"其他";
    if (!sheet)
        return {};
    const int name = std::max(sheet->column(u"项目"_s), sheet->column(u"位置"_s));
    return sheet->text(byRow ? cell.row : 0, byRow ? name : cell.column);
}

} // namespace

DraftFault faultAt(const Draft& draft, const Cell& cell, const labels::Sentence& said) {
    const QString name = nameOf(draft, cell);
    return {cell.sheet, cell.row, cell.column,
            journal::badInput(cell.sheet + u'!' + name,
                              sentence("plan-draft.cell", cell.sheet, name, said))};
}

void judge(const Draft& draft, const QJsonObject& plan, Places places,
           std::vector<DraftFault>& faults) {
    addAliases(plan, places);
    const bool unread = !faults.empty();
    QSet<QString> known;
    for (const DraftFault& fault : faults)
        known.insert(fault.sheet + u'!' + nameOf(draft, {fault.sheet, fault.row, fault.column}));
    for (const Rejection& fault : planFaults(plan)) {
        const QString field = fault.error() ? fault.error()->field : fault.refusal()->field;
        // Sums of which a part could not be read are no news.
        if (unread && fault.refusal())
            continue;
        const auto cell = cellAt(places, field);
        if (!cell) {
            faults.push_back({{}, -1, -1, fault});
            continue;
        }
        if (known.contains(cell->sheet + u'!' + nameOf(draft, *cell)))
            continue;
        const QString title = u"“%1”"_s.arg(titleOf(draft, *cell));
        if (fault.sentence().code() == "plan-file.missing") {
            faults.push_back(faultAt(draft, *cell, sentence("plan-draft.missing", title)));
            continue;
        }
        const QString last = u'.' + field.section(u'.', -1);
        faults.push_back(
            faultAt(draft, *cell, fault.sentence().withArguments([&](const QString& argument) {
                return argument == field || argument.endsWith(last) ? title : argument;
            })));
    }
}

} // namespace plan::drafts
