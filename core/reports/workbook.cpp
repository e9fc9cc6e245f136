// SPDX-License-Identifier: GPL-3.0-only
#include "workbook.h"

#include <logging/bug.h>
#include <money/fen.h>

#include <algorithm>
#include <stdexcept>

namespace reports {

using namespace Qt::Literals::StringLiterals;
using money::Fen;

namespace {

struct Condition {
    int column;
    const Where* where;

    bool holds(const QStringList& row) const {
        const QString& cell = row[column];
        return where->until.isEmpty() ? cell == where->text
                                      : where->text <= cell && cell <= where->until;
    }
};

qint64 evaluateOne(const Table& table, const Sum& sum) {
    std::vector<Condition> conditions;
    for (const Where& where : sum.where)
        conditions.push_back({columnAt(table, where.column), &where});
    const int column = sum.column.isEmpty() ? -1 : columnAt(table, sum.column);
    const bool whole =
        column >= 0 && table.columns[static_cast<std::size_t>(column)].kind == ColumnKind::Count;
    Fen total;
    for (const QStringList& row : table.rows) {
        const bool counts = std::all_of(conditions.begin(), conditions.end(),
                                        [&](const Condition& one) { return one.holds(row); });
        if (counts)
            total += column < 0 ? Fen::of(1)
                     : whole    ? Fen::of(row[column].toLongLong())
                                : Fen::parsePrinted(row[column]);
    }
    return total.count();
}

} // namespace

const Worksheet& Workbook::sheet(const QString& name) const {
    for (const Worksheet& one : sheets)
        if (one.name == name)
            return one;
    throw logging::Bug(u"no sheet %1"_s.arg(name).toStdString());
}

int columnAt(const Table& table, const QString& title) {
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        if (table.columns[i].title == title)
            return static_cast<int>(i);
    throw logging::Bug(u"no column %1"_s.arg(title).toStdString());
}

qint64 evaluate(const Workbook& book, const std::vector<Sum>& sums) {
    Fen total;
    for (const Sum& sum : sums) {
        const Fen one = Fen::of(evaluateOne(book.sheet(sum.sheet).table, sum));
        total = sum.minus ? total - one : total + one;
    }
    return total.count();
}

int differences(const Workbook& book) {
    return static_cast<int>(
        std::count_if(book.checks.begin(), book.checks.end(), [&](const Check& check) {
            return evaluate(book, check.left) != evaluate(book, check.right);
        }));
}

} // namespace reports
