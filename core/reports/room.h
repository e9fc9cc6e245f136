// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "reports.h"

// What the files of this room share; not for others.

namespace reports {

inline QString textOf(const QJsonObject& json, QLatin1StringView key) {
    return json.value(key).toString();
}
QString sourceName(const plan::Plan& plan, const QString& code);

// Puts the total row under a table: "合计" in column `label`, sums where a column is to have one.
void addUp(Table& table, int label);

} // namespace reports
