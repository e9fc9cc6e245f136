// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

// Making files survive a power cut; the one place that differs between systems.

namespace storage {

// Forces a file's bytes to the disk. Throws Failure.
void forceToDisk(const QString& path);

// Renames and forces the folder to the disk, so that the new name is there after a power cut.
// An existing target is not replaced. Throws Failure.
void renameDurably(const QString& from, const QString& to);

} // namespace storage
