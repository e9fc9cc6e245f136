// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "report.h"

// A workbook whose sheets prove each other: besides the sheets it holds checks, each two figures
// that must be the same, and each figure a sum over columns of the sheets. The core works a figure
// out in whole fen; a spreadsheet gets the same sum as a formula, so that whoever opens the file
// can see it, follow it and change a cell to try it.
//
//     const Sum paid{.sheet = "拨付", .column = "净拨付", .where = {{"来源", "central-1"}}};
//     book.checks.push_back({"central-1 已拨付", "拨付表", {paid}, "执行表", {…}});

namespace reports {

struct Worksheet {
    QString name; // at most 31 characters, as Excel has it
    Table table;
};

// One condition on a row: the column holds this very text; with `until`, a date of that span.
struct Where {
    QString column;
    QString text;
    QString until = {};
};

// The sum of `column` over the rows where every condition holds; without `column` their count.
struct Sum {
    QString sheet;
    QString column = {};
    std::vector<Where> where = {};
    bool minus = false;
};

struct Check {
    QString about;
    QString leftName;
    std::vector<Sum> left;
    QString rightName;
    std::vector<Sum> right;
    bool count = false; // of rows, else fen
};

struct Workbook {
    QString title;
    QStringList notes; // below the title of the first sheet
    std::vector<Worksheet> sheets;
    std::vector<Check> checks;
    QString made; // the date it says it was made on

    const Worksheet& sheet(const QString& name) const;
};

// Where a column stands in a sheet. Naming one that is not there is a bug.
int columnAt(const Table& table, const QString& title);

// The figure in fen, or the count of rows.
qint64 evaluate(const Workbook& book, const std::vector<Sum>& sums);
// The checks whose figures differ.
int differences(const Workbook& book);

} // namespace reports
