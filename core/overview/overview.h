// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <journal/registry.h>

// What looks into several rooms at once: project.show, unit.show, the inbox, what somebody could
// do with a thing now, the journal's lines with their sums, and what takes a step back again
// (withdraw, void).

namespace overview {

// Whose business a void of that kind of thing is: "clerk" for a contract. "" for no kind.
QString voidingRole(const QString& kind);

// After all commands that decide: what was signed on paper is kept of each.
void install(journal::Registry& registry);

} // namespace overview
