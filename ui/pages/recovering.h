// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "plan_facts.h"

#include <api/unit.h>
#include <session/session.h>

namespace widgets {
class Form;
}

namespace pages {

// The fields of supervision.recover for a finding: which project, from whom where it paid several,
// of which source, and how much came back.
void fillRecovery(widgets::Form& form, session::Session& session, const api::Finding& finding,
                  const PlanFacts& plan);

} // namespace pages
