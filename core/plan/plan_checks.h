// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "plan_form.h"

// What a plan file's values say of one another. Each looks only at what has the right form;
// checkForm said the rest.

namespace plan {

// Codes that stand once and that others name, kinds of payment, stages, days, numbering.
void checkReferences(const QJsonObject& json, Faults& faults);
// What the plan says in its own words: clauses that are cited, ticks, kinds of archive, needs.
void checkWords(const QJsonObject& json, Faults& faults);

} // namespace plan
