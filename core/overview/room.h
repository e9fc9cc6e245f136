// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "overview.h"

#include <api/inbox.h>

// What the files of this room share; not for others.

namespace overview {

void installCorrections(journal::Registry& registry);     // withdraw, void
void installViews(journal::Registry& registry);           // project.show, unit.show, inbox
void installActions(journal::Registry& registry);         // project.actions and its like
void installTimeline(journal::Registry& registry);        // project.timeline, project.pace
void installJournalView(journal::Registry& registry);     // journal.list
void installPaperSignatures(journal::Registry& registry); // signature.seen; after all commands

// The sum that an entry is about, "" where there is none.
QString amountOf(journal::Context& context, const journal::Entry& entry);
// What waits in the inbox because somebody else recorded it as signed by this user on paper.
std::vector<api::InboxItem> unseenSignatures(journal::Context& context, const QString& user);

} // namespace overview
