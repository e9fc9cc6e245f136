// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "findings.h"

// What the files of this room share; not for others.

namespace supervision {

// date.order: money that a voided recovery put back among what was paid comes back again on that
// day or later, so that on no day more came back than had been paid.
journal::Verdict afterVoidings(const journal::Call& call, const QString& project,
                               const QString& source);

void installQuestions(journal::Registry& registry); // finding.list
void installGoals(journal::Registry& registry);     // goal.report, goal.show
void installStill(journal::Registry& registry);     // supervision.still

} // namespace supervision
