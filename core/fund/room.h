// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <journal/registry.h>

// What the files of this room share; not for others.

namespace fund {

void installCorrections(journal::Registry& registry); // withdraw, void
void installViews(journal::Registry& registry);       // project.show, unit.show, inbox
void installActions(journal::Registry& registry);     // project.actions and its like
void installJournalView(journal::Registry& registry); // journal.list
void install(journal::Registry& registry);

} // namespace fund
