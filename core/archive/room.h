// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "documents.h"

// What the files of this room share; not for others.

namespace archive {

void installWaivers(journal::Registry& registry);   // archive.waive, archive.complete
void installQuestions(journal::Registry& registry); // document.list, document.read, archive.list

// Reads id, about_kind, about_id, kind, title, date, sha256, size, file_name.
Document documentOf(const storage::Statement& row);

} // namespace archive
