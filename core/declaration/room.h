// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "projects.h"

// What the files of this room share; not for others.

namespace declaration {

// Remembers the name and the support that an approval, or an approved amendment, left it with.
void keepVersion(journal::Context& context, const journal::Entry& entry, const QString& project);
// When the last of them was decided.
QString lastVersionOn(journal::Context& context, const QString& project);

void installDeclaring(journal::Registry& registry);  // declare, review
void installRunning(journal::Registry& registry);    // start, close, cancel
void installAmending(journal::Registry& registry);   // amend, decide-amendment
void installRecords(journal::Registry& registry);    // contracts and invoices
void installMilestones(journal::Registry& registry); // what stages of a path are reached by
void installQuestions(journal::Registry& registry);  // project.list

void setSources(journal::Context& context, const QString& project,
                const std::vector<journal::SourceAmount>& sources);

} // namespace declaration
