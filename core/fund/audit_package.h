// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <journal/registry.h>

namespace fund {

// What the auditors are handed: one ZIP with the journal (each line's canonical form, and the
// chain of hashes), budget execution, the published disclosures, all documents, hashes, and a page
// of instructions to check it with common tools only. No identity number, account or telephone
// stands in it, except where a scanned document shows one.
void exportAudit(journal::Context& context, const QString& path);

} // namespace fund
