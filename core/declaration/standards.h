// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "projects.h"

namespace declaration {

// The rules by which a review approves support, shared with amendments and with history that is
// entered later; `project` is as it would be.

// source.conditional and source.award for what is added (negative where it falls).
std::optional<journal::Rejection>
requireOpenSources(journal::CommandContext& call, const std::vector<journal::SourceAmount>& added);
// item.standard that no smaller support mends: the year is one of the item's, and in the schedule.
std::optional<journal::Rejection> requireWithinYears(const journal::CommandContext& call,
                                                     const Project& project);
// item.standard (so many a year, so much a year: 方案, 附表) and line.ceiling (the line's budget of
// each source, the item's ceiling: 附表) for support that is asked; `held` is what the project has
// already, before an amendment, by source.
void boundSupport(const journal::CommandContext& call, journal::Bounds& bounds,
                  const Project& project, const std::vector<journal::SourceAmount>& asked,
                  const std::vector<journal::SourceAmount>& held = {});
// What each source of a line with shares has for a project, with what it holds already; nothing
// where the line has none.
plan::Room roomOf(journal::Context& context, const Project& project,
                  const std::vector<journal::SourceAmount>& held = {});
// plan.shares of an amendment that is decided.
std::optional<journal::Rejection> judgeAmendedShares(journal::CommandContext& call);

} // namespace declaration
