// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "projects.h"

namespace declaration {

// The rules by which a review approves support, shared with amendments; `project` is as it would
// be, `added` what is new by source (negative where it falls).

// source.conditional and source.award for what is added.
journal::Verdict sourcesOpen(journal::Call& call, const std::vector<journal::SourceAmount>& added);
// item.standard: years, so many a year, so much a year (方案, 附表).
journal::Verdict withinStandard(journal::Call& call, const Project& project, money::Fen support);
// line.ceiling: the line's budget of each source, the item's ceiling (附表).
journal::Verdict withinCeilings(journal::Call& call, const Project& project,
                                const std::vector<journal::SourceAmount>& added);

} // namespace declaration
