// SPDX-License-Identifier: GPL-3.0-only
#include "draft_tables.h"

#include <algorithm>

namespace plan {

using namespace Qt::Literals::StringLiterals;
using namespace drafts;

namespace {

constexpr int headRows = 12; // of a sheet, among which its heads are looked for
constexpr int sourceWidth = 8;

// What stands in a column of a sheet: the names by which another's cells call what it defines.
QStringList namesOf(const Draft& draft, const QString& name, const QString& head = u"名称"_s) {
    const DraftSheet* sheet = draft.sheet(name);
    const int column = sheet ? sheet->column(head) : -1;
    QStringList names;
    for (int row = 1; column >= 0 && row < sheet->filledRows(); ++row)
        if (const QString one = cleanCell(sheet->text(row, column)); !one.isEmpty())
            names << one;
    return names;
}

QStringList choicesFor(const QString& place, const TableOf& table, const Draft& draft) {
    if (place == "unit_kinds.*"_L1 || place.endsWith(".unit_kinds"_L1))
        return namesIn({}).of.value(u"unit_kinds"_s).values();
    if (place.endsWith(".eligibility"_L1)) {
        const QStringList own = namesOf(draft, u"条件"_s);
        return own.isEmpty() ? namesIn({}).of.value(u"ticks"_s).values() : own;
    }
    if (place == "lines[]"_L1) // an item's line, by its code
        return namesOf(draft, allocationSheet.toString(), u"编号"_s);
    if (place.endsWith(".article"_L1) || place == "cites.*"_L1 || place == "cites_papers.*"_L1)
        return namesOf(draft, u"条款"_s, u"条款"_s);
    if (place.endsWith(".materials"_L1))
        return namesOf(draft, u"名单"_s, u"申报材料"_s);
    if (place == "lines[].direction"_L1)
        return namesOf(draft, u"名单"_s, u"支持方向"_s);
    const bool inner = place == "paths.*"_L1 && table.shape == Shape::Inner;
    if (place == "lines[].path"_L1 || place == "lines[].open_paths"_L1 || inner)
        return namesOf(draft, u"方式"_s);
    if (place == "lines[].items[].sources"_L1)
        return namesOf(draft, sourcesSheet.toString());
    return {};
}

DraftColumn columnOf(const TableOf& table, const ColumnOf& one, const Draft& draft) {
    DraftColumn column{text(one.title), one.width};
    column.automatic = isAutomatic(column.title);
    const QString place = QString::fromLatin1(one.key);
    const Key* key = place.isEmpty() ? nullptr : plan::key(place);
    // The first column of such a sheet has the keys themselves.
    if (table.shape != Shape::Keyed || &one != &table.columns[0])
        column.choices = choicesFor(place, table, draft);
    if (place == "lines[].path"_L1)
        column.choicesFrom = u"方式"_s;
    if (!key)
        return column;
    column.amount = key->holds == Holds::Amount || key->holds == Holds::AnyAmount;
    column.several = key->holds == Holds::List || key->holds == Holds::FullList;
    const Key* element = column.several ? plan::key(place + u"[]"_s) : key;
    if (element && element->holds == Holds::Choice)
        column.choices = wordsOf(*element).values();
    else if (key->holds == Holds::Bool)
        column.choices = QStringList{u"是"_s, u"否"_s};
    return column;
}

} // namespace

QString DraftSheet::text(int row, int column) const {
    const auto at = static_cast<std::size_t>(row);
    return row < 0 || at >= rows.size() ? QString() : rows[at].value(column);
}

void DraftSheet::put(int row, int column, const QString& text) {
    if (row < 0 || column < 0)
        return;
    const auto at = static_cast<std::size_t>(row);
    if (at >= rows.size())
        rows.resize(at + 1);
    while (rows[at].size() <= column)
        rows[at] << QString();
    rows[at][column] = text;
}

int DraftSheet::column(const QString& head) const {
    if (rows.empty())
        return -1;
    for (int i = 0; i < rows[0].size(); ++i)
        if (cleanCell(rows[0][i]) == head)
            return i;
    return -1;
}

int DraftSheet::filledRows() const {
    auto count = rows.size();
    while (count > 1 && rows[count - 1].join(QString()).trimmed().isEmpty())
        --count;
    return static_cast<int>(count);
}

DraftSheet* Draft::sheet(const QString& name) {
    for (DraftSheet& one : sheets)
        if (one.name == name)
            return &one;
    return nullptr;
}

const DraftSheet* Draft::sheet(const QString& name) const {
    return const_cast<Draft*>(this)->sheet(name);
}

QStringList DraftForm::heads() const {
    QStringList heads;
    for (const DraftColumn& column : columns)
        heads << column.title;
    return heads;
}

std::vector<DraftForm> draftForms(const Draft& draft) {
    std::vector<DraftForm> forms;
    for (const TableOf& table : tables()) {
        DraftForm form{text(table.name), text(table.explains), {}};
        for (const ColumnOf& one : table.columns) {
            form.columns.push_back(columnOf(table, one, draft));
            if (form.name == allocationSheet && text(one.title) == totalHead)
                for (const QString& source : namesOf(draft, sourcesSheet.toString()))
                    form.columns.push_back({source, sourceWidth, true, {}, {}, false});
        }
        forms.push_back(form);
    }
    return forms;
}

QStringList factChoices(const Draft& draft, int row) {
    const DraftSheet* sheet = draft.sheet(factsSheet.toString());
    if (sheet && sheet->text(row, 0) == text(unitTitle))
        return {u"万元"_s, u"元"_s};
    return {};
}

Draft draftFrom(const std::vector<DraftSheet>& sheets) {
    Draft draft;
    for (const TableOf& table : tables()) {
        DraftSheet found{text(table.name), 0, {}};
        for (const DraftSheet& given : sheets) {
            if (cleanCell(given.name) != found.name)
                continue;
            const auto last = std::min<std::size_t>(given.rows.size(), headRows);
            for (std::size_t row = 0; row < last && found.rows.empty(); ++row) {
                const QStringList& cells = given.rows[row];
                int known = 0;
                for (const QString& cell : cells)
                    for (const ColumnOf& one : table.columns)
                        known += cleanCell(cell) == text(one.title) ? 1 : 0;
                const int least = table.columns.size() > 1 ? 2 : 1;
                if (known < least)
                    continue;
                found.firstRow = given.firstRow + static_cast<int>(row);
                found.rows.assign(given.rows.begin() + static_cast<std::ptrdiff_t>(row),
                                  given.rows.end());
            }
        }
        draft.sheets.push_back(found);
    }
    return draft;
}

Draft arranged(const Draft& draft) {
    Draft result;
    for (const DraftForm& form : draftForms(draft)) {
        const DraftSheet* from = draft.sheet(form.name);
        DraftSheet to{form.name, 0, {form.heads()}};
        QStringList more; // what nobody knows stays, so that it is said
        for (const QString& head : from && !from->rows.empty() ? from->rows[0] : QStringList())
            if (const QString clean = cleanCell(head);
                !clean.isEmpty() && !isAutomatic(clean) && !to.rows[0].contains(clean))
                more << clean;
        to.rows[0] += more;
        for (int row = 1; from && row < from->filledRows(); ++row)
            for (int column = 0; column < to.rows[0].size(); ++column)
                to.put(row, column, from->text(row, from->column(to.rows[0][column])));
        // Sums that a workbook works out by itself.
        if (form.name == allocationSheet)
            std::erase_if(to.rows, [&](const QStringList& cells) {
                return isAutomatic(cells.value(to.column(u"支持项目"_s)));
            });
        result.sheets.push_back(to);
    }
    return result;
}

void alignSources(Draft& draft) {
    DraftSheet* sheet = draft.sheet(allocationSheet.toString());
    const DraftSheet* sources = draft.sheet(sourcesSheet.toString());
    if (!sheet || !sources || sheet->rows.empty())
        return;
    const int first = sheet->column(totalHead.toString()) + 1;
    int end = first;
    while (end < sheet->rows[0].size()
           && std::none_of(
               tableOf(sheet->name).columns.begin(), tableOf(sheet->name).columns.end(),
               [&](const ColumnOf& one) { return sheet->rows[0][end] == text(one.title); }))
        ++end;
    const int name = sources->column(u"名称"_s);
    for (int row = 1; row < sources->filledRows(); ++row) {
        const int column = first + row - 1;
        for (QStringList& cells : sheet->rows)
            if (column >= end && column <= cells.size())
                cells.insert(column, QString());
        end = std::max(end, column + 1);
        sheet->put(0, column, cleanCell(sources->text(row, name)));
    }
}

QString draftFigure(money::Fen amount, bool inWan) {
    return figure(amount, inWan);
}

QString cellName(int row, int column) {
    constexpr int letters = 26;
    QString name;
    for (int rest = column; rest >= 0; rest = rest / letters - 1)
        name.prepend(QChar(u'A' + rest % letters));
    return name + QString::number(row + 1);
}

} // namespace plan
