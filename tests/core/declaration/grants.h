// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <support/terse.h>

// Items with a `grant`: C02 of the example plan supports 30% of what is invested, up to 1,000,000
// for each unit, of which the unit pays half itself; C01 80%, up to 50,000 for each project.

namespace grants {

inline constexpr const char* ofCold = "冷链设施";

// The whole refusal, under the clause of the example plan.
void refusedWith(testing::Office& office, const char* user, const char* command, const char* with,
                 const testing::Expected& expected);
// More of a declaration: its base.
QString base(const char* investment, const char* own);
void declare(testing::Office& office, const char* id, const char* line, const char* support,
             const QString& base, const char* unit = "U1");
QByteArray review(const char* id, const char* more = "", const char* date = "2019-02-10");
QByteArray amend(const char* id, const char* project, const char* more,
                 const char* date = "2019-03-01");

} // namespace grants
