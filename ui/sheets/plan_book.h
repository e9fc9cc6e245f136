// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <plan/plan_draft.h>

#include <QByteArray>

#include <optional>
#include <vector>

// A plan's draft as a workbook that an office fills in, and any workbook as its sheets of text.

namespace sheets {

// A first sheet explains; what is chosen is chosen from lists, sums of the allocation are formulas.
// Throws storage::Failure.
QByteArray planBook(const plan::Draft& draft);

// What stands in the cells, formulas by their last value, in each cell of a merged area what stands
// in its first; nothing where it is no XLSX workbook.
std::optional<std::vector<plan::DraftSheet>> readWorkbook(const QByteArray& bytes);

} // namespace sheets
