// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "fen.h"

namespace money {

// The amount in Chinese capitals (大写) as 支付结算办法 附一 writes them:
// 16409.02 is 壹万陆仟肆佰零玖元零贰分, 700000.00 is 柒拾万元整, 0 is 零元整.
// A negative amount begins with 负. No 人民币 before it: the form prints that.
QString capital(Fen amount);

} // namespace money
