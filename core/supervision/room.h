// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "findings.h"

// What the files of this room share; not for others.

namespace supervision {

void installQuestions(journal::Registry& registry); // finding.list
void installGoals(journal::Registry& registry);     // goal.report, goal.show
void installStill(journal::Registry& registry);     // supervision.still

} // namespace supervision
