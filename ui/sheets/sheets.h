// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <reports/report.h>
#include <reports/workbook.h>

#include <QByteArray>

// 电子表格: reports and workbooks as XLSX, by libxlsxwriter. Amounts are numbers with a format, dates
// are dates, sums are formulas that have the printed value; codes and account numbers are texts,
// and a text that begins with = + - @ is never a formula. Needs no window.
//
//     sheets::write({report}, "disclosure-2019-06.xlsx");

namespace sheets {

// One sheet for each report. Throws storage::Failure.
QByteArray toXlsx(const std::vector<reports::Printable>& reports);
// Under a temporary name first; a file of that name is replaced only when all is written.
void write(const std::vector<reports::Printable>& reports, const QString& path);

// The checks on the first sheet, both figures as formulas over the others. A sheet of more rows
// than `most` goes on in another one.
QByteArray toXlsx(const reports::Workbook& workbook, int most = 1'000'000);

} // namespace sheets
