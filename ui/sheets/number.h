// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QStringView>

#include <optional>

namespace sheets {

// A decimal text ("1234567.89", "-0.05", "0.3620") as the number that a spreadsheet keeps. This is
// the one place where an amount becomes a floating-point number, on its way out of the program.
//
// A spreadsheet keeps, shows and saves fifteen digits. What has more, or is no decimal, is nothing
// here, and its cell holds the text instead. With fifteen digits or fewer the way back is exact:
// the double nearest to the decimal is nearer to it than to any other of fifteen digits.
std::optional<double> number(QStringView decimal);

} // namespace sheets
