// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "registry.h"

// The journal of a file of an older version. Its entries stay as they are, byte for byte, so that
// every head that was published still stands in the chain; only what they lead to is made anew.

namespace journal {

using Found = std::function<void(const VerificationFinding&)>;

// Tells of each entry that does not fit its hash or the entry before it, and of each text kept
// beside the journal that does not fit the hash that names it.
void checkOlderChain(storage::Database& older, const Found& found,
                     const storage::Progress& progress = {});

// Does every entry of `older` again in `copy`, which has the tables of today and nothing in them;
// tells of each that can't be done again.
void replayOlder(storage::Database& older, storage::Database& copy, const Registry& registry,
                 const Found& found, const storage::Progress& progress = {});

} // namespace journal
