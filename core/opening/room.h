// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "opening.h"

// What the files of this room share; not for others.

namespace opening {

void installProjects(journal::Registry& registry);
void installPayments(journal::Registry& registry);

// state.order after opening.close; date.order for what lies after today.
std::optional<journal::Rejection> stillOpen(journal::CommandContext& call);

// Settles in the call the rules that history breaks, so that the entry records them.
void settleExceptions(journal::CommandContext& call,
                      const std::vector<std::optional<journal::Rejection>>& verdicts);
void keepExceptions(journal::Context& context, const journal::Entry& entry, const QString& thing);

} // namespace opening
