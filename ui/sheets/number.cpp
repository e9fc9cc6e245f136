// SPDX-License-Identifier: GPL-3.0-only
#include "number.h"

namespace sheets {

std::optional<double> number(QStringView decimal) {
    const bool negative = decimal.startsWith(u'-');
    if (negative)
        decimal = decimal.mid(1);
    qint64 digits = 0;
    qint64 scale = 1;
    bool fraction = false;
    bool any = false;
    for (const QChar c : decimal) {
        if (c == u'.' && any && !fraction) {
            fraction = true;
            any = false;
            continue;
        }
        if (c < u'0' || c > u'9')
            return {};
        digits = digits * 10 + (c.unicode() - u'0');
        scale *= fraction ? 10 : 1;
        any = true;
        if (digits >= 1'000'000'000'000'000 || scale >= 1'000'000'000'000'000)
            return {};
    }
    if (!any)
        return {};
    // Both whole numbers are exact, so the quotient is the double nearest to the decimal.
    const double value = static_cast<double>(digits) / static_cast<double>(scale);
    return negative && digits != 0 ? -value : value;
}

} // namespace sheets
