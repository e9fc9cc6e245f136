// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <journal/registry.h>

namespace archive {

// The store of bytes, beside the journal, which knows each document by its SHA-256.

struct FileFacts {
    QString sha256;
    qint64 size = 0;
};

inline constexpr qint64 chunkSize = 1 << 20;
inline constexpr qint64 largestFile = 1 << 30;

// Reads the file once for its hash and length. Nothing where it cannot be read.
std::optional<FileFacts> factsOf(const QString& path, const storage::Progress& progress);
// Stores the file's bytes in chunks unless they are there already; false where the file is no
// longer the one that `facts` tells of (it grew or changed while it was read).
bool keepFile(journal::Context& context, const QString& path, const FileFacts& facts,
              const storage::Progress& progress);

void installContent(journal::Registry& registry);

} // namespace archive
