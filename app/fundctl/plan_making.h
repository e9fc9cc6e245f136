// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

namespace fundctl {

// A new workbook to fill in: of a plan ("guzhang" or a file's path), or with what is usual.
int makePlanTemplate(const QString& path, const QString& planName);
// A workbook that was filled in, as a new plan file, or a CliError after naming each bad cell.
int makePlanFile(const QString& book, const QString& path);
// What the program understood of a plan file.
int checkPlan(const QString& path);

} // namespace fundctl
