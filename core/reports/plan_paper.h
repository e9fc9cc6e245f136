// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "report.h"

#include <plan/plan.h>

namespace reports {

// What a plan says, as a document to read, to compare with the county's own and to file: its
// allocation table with all sums, and what the program understood of each path and item. It needs
// no fund.
Printable planPaper(const plan::Plan& plan);

} // namespace reports
