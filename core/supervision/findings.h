// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <disclosure/disclosures.h>

// 监管 (第十三条, 方案 三至五): findings, barring and lifting, recovery, goals beside the money, and
// money that lies still.

namespace supervision {

// Parts of views.
QJsonArray findingsJson(journal::Context& context, const QString& unit);

void install(journal::Registry& registry);

} // namespace supervision
