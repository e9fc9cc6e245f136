// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <plan/plan_draft.h>
#include <reports/report.h>

#include <QCoreApplication>

#include <memory>

namespace fundctl {

// The application object: for verbs that print one that knows fonts, from the module fundpaper.
std::unique_ptr<QCoreApplication> makeApplication(int& argc, char** argv);

// Throws Stop. Tells standard error once which type faces are missing.
void writePdf(const reports::Printable& report, const QString& path);
QByteArray xlsxOf(const reports::Printable& report);
// A plan's draft as a workbook, and a workbook's sheets; nothing where it is none.
QByteArray planBookOf(const plan::Draft& draft);
std::optional<std::vector<plan::DraftSheet>> sheetsOf(const QByteArray& bytes);
// From now on audit packages hold the workbook, and each disclosure as PDF and XLSX.
void serveAudit();

} // namespace fundctl
