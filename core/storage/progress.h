// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QtGlobal>

#include <functional>

namespace storage {

// Told how far long work is; false stops it. Then the work throws Failure(Trouble::Cancelled), and
// nothing half-made stays behind. May be empty.
using Progress = std::function<bool(qint64 done, qint64 all)>;

// Tells how far it is, and throws where it says to stop.
void reportProgress(const Progress& progress, qint64 done, qint64 all);

// A part of longer work, which goes from `from` to `to` of the whole's 1000.
//
//     copy(path, subProgress(progress, 0, 300));
//     prove(path, subProgress(progress, 300, 1000));
Progress subProgress(const Progress& whole, qint64 from, qint64 to);

} // namespace storage
