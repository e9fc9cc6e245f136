// SPDX-License-Identifier: GPL-3.0-only
#include "progress.h"

#include "failure.h"

#include <algorithm>

namespace storage {

using labels::sentence;

void reportProgress(const Progress& progress, qint64 done, qint64 all) {
    if (progress && !progress(done, all))
        throw Failure(Trouble::Cancelled, sentence("work.cancelled"));
}

Progress subProgress(const Progress& whole, qint64 from, qint64 to) {
    if (!whole)
        return {};
    return [whole, from, to](qint64 done, qint64 all) {
        const qint64 share = all <= 0 ? 1000 : std::clamp<qint64>(done * 1000 / all, 0, 1000);
        return whole(from + (to - from) * share / 1000, 1000);
    };
}

} // namespace storage
