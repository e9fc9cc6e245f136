// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

namespace storage {

// Reads the first hundred bytes of a file and throws Failure with one clear sentence where it is
// no fund file, is newer than this program, or is shorter than its header says (only when
// `refuseCutShort`). Nothing is opened or created.
void checkFileHeader(const QString& path, bool refuseCutShort);

} // namespace storage
