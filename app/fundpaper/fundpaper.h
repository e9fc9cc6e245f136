// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <plan/plan_draft.h>
#include <reports/report.h>
#include <reports/workbook.h>

#include <QCoreApplication>

// What fundctl takes from the module fundpaper, which it loads only where something is printed: Qt
// Gui would double the time that every other verb takes to start. Both are built together, so
// they share their types.

namespace fundpaper {

// A QGuiApplication that needs no display.
using MakeApplication = QCoreApplication* (*)(int& argc, char** argv);
// Writes a PDF; false where the file can't be written. `missing` gets a sentence for each type
// face that is not installed.
using WritePdf = bool(const reports::Printable& report, const QString& path, QStringList& missing);

using MakeXlsx = QByteArray(const reports::Printable& report);
using MakeWorkbook = QByteArray(const reports::Workbook& workbook);
using MakePlanBook = QByteArray(const plan::Draft& draft);
// Nothing where it is no workbook.
using ReadWorkbook = std::optional<std::vector<plan::DraftSheet>>(const QByteArray& bytes);

inline constexpr const char* makeApplication = "fundpaper_application";
inline constexpr const char* writePdf = "fundpaper_pdf";
inline constexpr const char* makeXlsx = "fundpaper_xlsx";
inline constexpr const char* makeWorkbook = "fundpaper_workbook";
inline constexpr const char* makePlanBook = "fundpaper_plan_book";
inline constexpr const char* readWorkbook = "fundpaper_read_workbook";

} // namespace fundpaper
