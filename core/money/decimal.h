// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QStringView>

#include <compare>

// A figure that is no money, as it was written: "12", "49.99". It stays text, so that nothing of
// it is lost, and is compared as text.

namespace money {

// Digits, at most 18 with the point, and digits behind the point where there is one.
bool isDecimal(QStringView text);
// The order of two decimals: "49.99" is below "50", and "50" the same as "50.0".
std::weak_ordering compareDecimals(QStringView a, QStringView b);

} // namespace money
