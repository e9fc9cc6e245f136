// SPDX-License-Identifier: GPL-3.0-only
#include "layout.h"
#include "wrap.h"

#include <money/fen.h>

// Tables, fields and places to sign.

namespace print {

using namespace Qt::Literals::StringLiterals;
using reports::Column;
using reports::ColumnKind;

namespace {

constexpr double cellPadding = 60;
constexpr double rowPadding = 34;
constexpr double gap = 140;
constexpr double pitchFactor = 1.28;
constexpr std::size_t shortTable = 6; // rows
constexpr int leastTextWidth = 5;     // characters: a date in a column of text

std::vector<Line> linesOf(const QString& words, Face face, int size, double width, Align align) {
    std::vector<Line> lines;
    for (const QString& line : wrapped(words, face, size, width - 2 * cellPadding))
        lines.push_back({line, face, align});
    return lines;
}

// The share that a rate ("0.3620") fills; what is above the whole fills all.
double barOf(const QString& rate) {
    return std::clamp(rate.toDouble(), 0.0, 1.0);
}

bool mayWrap(const Column& column) {
    return column.kind == ColumnKind::Text;
}

Align alignOf(const Column& column) {
    if (column.kind == ColumnKind::Count || column.kind == ColumnKind::Date)
        return Align::Centre;
    return reports::isNumber(column.kind) ? Align::Right : Align::Left;
}

} // namespace

// --- tables ------------------------------------------------------------------------------------

// Numbers and dates get what they need, text shares the rest by the columns' weights. False where
// that would leave text no room.
bool Layout::fit(const reports::Table& table, Columns& columns) const {
    const Measure& measure = Measure::of(Face::Text);
    const auto count = table.columns.size();
    std::vector<double> widths(count, 0);
    double fixed = 0;
    double weights = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const Column& column = table.columns[i];
        if (mayWrap(column)) {
            weights += column.width;
            continue;
        }
        if (column.bar) { // as wide as it was asked for: its length is what one looks at
            widths[i] = column.width * columns.size;
            fixed += widths[i];
            continue;
        }
        const auto at = static_cast<qsizetype>(i);
        const auto title = static_cast<double>(std::clamp<qsizetype>(column.title.size(), 2, 4));
        double most = title * columns.size;
        for (const QStringList& row : table.rows)
            if (!row[at].isEmpty())
                most = std::max(most, measure.width(shown(column.kind, row[at]), columns.size));
        if (!table.total.isEmpty())
            most = std::max(most, measure.width(shown(column.kind, table.total[at]), columns.size));
        widths[i] = most + 2 * cellPadding + 20;
        fixed += widths[i];
    }
    const double rest = width() - fixed;
    bool roomy = rest >= 0;
    for (std::size_t i = 0; i < count; ++i)
        if (mayWrap(table.columns[i])) {
            widths[i] = rest * table.columns[i].width / weights;
            roomy = roomy
                    && widths[i] >= std::min(table.columns[i].width, leastTextWidth) * columns.size
                                        + 2 * cellPadding;
        }
    // Without text the numbers share what is left.
    if (weights == 0)
        for (double& one : widths)
            one += rest / static_cast<double>(count);
    columns.width = widths;
    columns.x.clear();
    double x = left();
    for (const double one : widths) {
        columns.x.push_back(x);
        x += one;
    }
    return roomy;
}

Layout::Columns Layout::columnsOf(const reports::Table& table) const {
    Columns columns;
    double wish = 0;
    for (const Column& column : table.columns)
        wish += column.width;
    // Begin where the columns' wishes fit, but no smaller than 小五.
    while (columns.size > 180 && wish * columns.size > width())
        columns.size -= 10;
    while (!fit(table, columns) && columns.size > size::least)
        columns.size -= 10;
    return columns;
}

std::vector<Cell> Layout::headCells(const reports::Table& table, const Columns& columns) const {
    std::vector<Cell> cells;
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        cells.push_back({columns.x[i], columns.width[i], columns.size,
                         linesOf(table.columns[i].title, Face::Head, columns.size, columns.width[i],
                                 Align::Centre)});
    return cells;
}

std::vector<Cell> Layout::rowCells(const reports::Table& table, const Columns& columns,
                                   const QStringList& cells) const {
    std::vector<Cell> row;
    row.reserve(table.columns.size());
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const Column& column = table.columns[i];
        const QString words = shown(column.kind, cells[static_cast<qsizetype>(i)]);
        Cell cell{columns.x[i], columns.width[i], columns.size};
        if (mayWrap(column))
            cell.lines = linesOf(words, Face::Text, columns.size, columns.width[i], Align::Left);
        else
            cell.lines = {{words, Face::Text, alignOf(column)}};
        if (column.bar)
            cell.bar = barOf(cells[static_cast<qsizetype>(i)]);
        row.push_back(std::move(cell));
    }
    return row;
}

void Layout::tableHead(const reports::Table& table, const std::vector<Cell>& head, bool again) {
    const double pitch = size::form * pitchFactor;
    if (!again && !(table.caption.isEmpty() && table.unit.isEmpty())) {
        const double base = m_y + (pitch + size::form * 0.72) / 2;
        text(table.caption, Face::Head, size::form, Align::Left, left(), width(), base);
        text(table.unit, Face::Text, size::table, Align::Right, left(), width(), base);
        m_y += pitch;
    }
    row(head, heightOf(head));
}

std::vector<Cell> Layout::pageSum(const reports::Table& table, const Columns& columns,
                                  std::size_t from, std::size_t to) const {
    QStringList cells(static_cast<qsizetype>(table.columns.size()));
    cells[table.head] = u"本页小计"_s;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const auto at = static_cast<qsizetype>(i);
        if (!table.columns[i].sum)
            continue;
        money::Fen sum;
        for (std::size_t row = from; row < to; ++row)
            sum += money::Fen::parsePrinted(table.rows[row][at]);
        cells[at] = sum.toYuan();
    }
    return rowCells(table, columns, cells);
}

void Layout::add(const reports::Table& table) {
    const Columns columns = columnsOf(table);
    const std::vector<Cell> head = headCells(table, columns);
    const double captionHeight =
        table.caption.isEmpty() && table.unit.isEmpty() ? 0 : size::form * pitchFactor;
    const std::vector<Cell> total =
        table.total.isEmpty() ? std::vector<Cell>() : rowCells(table, columns, table.total);
    const double headHeight = heightOf(head);
    const double totalHeight = total.empty() ? 0 : heightOf(total);
    const double sumHeight =
        table.listed ? heightOf(pageSum(table, columns, 0, table.rows.size())) : 0;
    std::size_t first = 0; // of this page
    bool begun = false;
    if (table.listed && m_y > m_paper.m_body.top() + 1)
        newPage();
    // A short table stays together.
    if (table.rows.size() <= shortTable) {
        double whole = captionHeight + headHeight + totalHeight;
        for (const QStringList& cells : table.rows)
            whole += heightOf(rowCells(table, columns, cells));
        if (whole > room() && whole <= m_paper.m_body.height() / 2)
            newPage();
    }
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        std::vector<Cell> cells = rowCells(table, columns, table.rows[i]);
        const double height = heightOf(cells);
        // The last row takes the total with it; a head never stands alone.
        double needed = height + sumHeight + (i + 1 == table.rows.size() ? totalHeight : 0);
        if (!begun)
            needed += captionHeight + headHeight;
        if (needed > room() && m_y > m_paper.m_body.top() + 1) {
            if (table.listed && begun)
                row(pageSum(table, columns, first, i), sumHeight);
            first = i;
            newPage();
        }
        if (!begun || m_y < m_paper.m_body.top() + 1)
            tableHead(table, head, begun);
        begun = true;
        row(std::move(cells), height);
    }
    if (!begun) {
        if (captionHeight + headHeight + 2 * size::form * pitchFactor > room())
            newPage();
        tableHead(table, head, false);
        row({{left(), width(), columns.size, {{u"(无)"_s, Face::Text, Align::Centre}}}},
            columns.size * pitchFactor + 2 * rowPadding);
    }
    if (table.listed && first > 0)
        row(pageSum(table, columns, first, table.rows.size()), sumHeight);
    if (!total.empty())
        row(total, totalHeight);
    m_y += gap;
}

// --- fields ------------------------------------------------------------------------------------

void Layout::add(const reports::Fields& fields) {
    if (!fields.caption.isEmpty())
        lines({fields.caption}, Face::Head, size::form, Align::Left, size::form * pitchFactor);
    const int size = size::form - 30;
    const double half = width() / 2;
    const double label = 6.8 * size;
    const auto& all = fields.fields;
    const auto fitsHalf = [&](std::size_t i) {
        return fields.columns > 1 && i < all.size() && !all[i].amount
               && Measure::of(Face::Text).width(all[i].value, size)
                      <= half - label - 2 * cellPadding;
    };
    const auto pair = [&](std::size_t i, double x, double whole) -> std::vector<Cell> {
        return {{x, label, size, linesOf(all[i].label, Face::Head, size, label, Align::Centre)},
                {x + label, whole - label, size,
                 linesOf(shown(all[i]), Face::Text, size, whole - label, Align::Left)}};
    };
    const double least = size * pitchFactor + 3 * rowPadding;
    for (std::size_t i = 0; i < all.size();) {
        std::vector<Cell> cells;
        if (fitsHalf(i) && fitsHalf(i + 1)) {
            cells = pair(i, left(), half);
            for (Cell& cell : pair(i + 1, left() + half, half))
                cells.push_back(std::move(cell));
            i += 2;
        } else {
            cells = pair(i, left(), width());
            i += 1;
        }
        const double height = std::max(heightOf(cells), least);
        row(std::move(cells), height);
    }
    m_y += gap;
}

// --- places to sign ----------------------------------------------------------------------------

Cell Layout::placeCell(const reports::Signatures::Place& place, double x, double width,
                       bool beside) const {
    const int size = size::table;
    Cell cell{x, width, size, {}, false};
    const auto put = [&](const QString& words, Face face, Align align) {
        for (Line& line : linesOf(words, face, size, width, align))
            cell.lines.push_back(std::move(line));
    };
    put(place.role, Face::Head, Align::Left);
    put(place.opinion, Face::Text, Align::Left);
    // Room for an opinion by hand, and for the seal.
    const std::size_t least = !beside ? 1 : place.seal ? 4 : 3;
    while (cell.lines.size() < least)
        cell.lines.emplace_back();
    const QString date =
        place.date.isEmpty() ? u"    年    月    日"_s : reports::longDate(place.date);
    // A unit seals, a person signs.
    const QString name = place.seal && place.role.contains(u"单位"_s) ? place.name
                         : place.name.isEmpty()                       ? u"签名:          "_s
                                                                      : u"签名:"_s + place.name;
    const QString who = name + (place.seal ? u" (盖章)"_s : QString());
    const QString both = who + u"  "_s + date;
    if (Measure::of(Face::Text).width(both, size) <= width - 2 * cellPadding) {
        put(both, Face::Text, Align::Right);
    } else {
        if (cell.lines.back().text.isEmpty())
            cell.lines.pop_back();
        put(who, Face::Text, Align::Right);
        put(date, Face::Text, Align::Right);
    }
    return cell;
}

void Layout::add(const reports::Signatures& signatures) {
    const auto& places = signatures.places;
    const double half = width() / 2;
    for (std::size_t i = 0; i < places.size(); i += 2) {
        std::vector<Cell> cells;
        if (i + 1 < places.size())
            cells = {placeCell(places[i], left(), half, true),
                     placeCell(places[i + 1], left() + half, half, true)};
        else
            cells = {placeCell(places[i], left(), width(), false)};
        // Names and dates of one row stand on one line.
        std::size_t most = 0;
        for (const Cell& cell : cells)
            most = std::max(most, cell.lines.size());
        for (Cell& cell : cells)
            cell.lines.insert(cell.lines.end() - 1, most - cell.lines.size(), Line());
        const double height = heightOf(cells);
        row(std::move(cells), height);
    }
    m_y += gap;
}

} // namespace print
