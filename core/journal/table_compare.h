// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <storage/database.h>

#include <functional>

namespace journal {

// Compares a table of the file with the same table of its replay, row by row along the primary
// key, and tells of each row that is missing, was added or was changed; a changed one with the
// names of its columns and both values:
//
//     compareTable(file, replay, "payment", [](const QString& sentence) { … });
//
// After `mostOfATable` sentences one last one says how many more rows differ.
void compareTable(storage::Database& file, storage::Database& replay, const QString& table,
                  const std::function<void(const QString&)>& tell);

constexpr int mostOfATable = 20;

} // namespace journal
