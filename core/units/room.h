// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "units.h"

// What the files of this room share; not for others.

namespace units {

void installRegistering(journal::Registry& registry); // register, change, confirm-bank
void installQuestions(journal::Registry& registry);   // unit.list

// Reads id, name, kind, code, code_ref, phone_ref, bars.
Unit unitOf(const storage::Statement& row);

} // namespace units
