// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

namespace labels {

// A key of a line, or of a part of it, as people read it: "sources[0].amount" is
// 资金来源第 1 行·金额. A key that nobody types stands as it is.
QString fieldLabel(const QString& field);

} // namespace labels
