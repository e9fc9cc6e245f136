// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "fen.h"

namespace money {

// What of `amount` falls on `part` of `whole`, rounded down to the fen. Throws Overflow, also where
// there is no whole to have a part of.
//     proportion(Fen::of(5000), Fen::of(1), Fen::of(3)) is 1666 fen.
Fen proportion(Fen amount, Fen part, Fen whole);

} // namespace money
