// SPDX-License-Identifier: GPL-3.0-only
#include "proportion.h"

namespace money {

namespace {

__extension__ using Wide = __int128;

} // namespace

Fen proportion(Fen amount, Fen part, Fen whole) {
    if (whole.isZero())
        throw Overflow();
    const Wide share = Wide(amount.count()) * part.count() / whole.count();
    if (share > INT64_MAX || share < INT64_MIN)
        throw Overflow();
    return Fen::of(static_cast<qint64>(share));
}

} // namespace money
