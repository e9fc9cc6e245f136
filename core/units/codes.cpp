// SPDX-License-Identifier: GPL-3.0-only
#include "codes.h"

#include <QDate>

namespace units {

namespace {

constexpr int length = 18;

} // namespace

bool isCreditCode(QStringView code) {
    static constexpr QStringView signs = u"0123456789ABCDEFGHJKLMNPQRTUWXY";
    if (code.size() != length)
        return false;
    int sum = 0;
    int weight = 1; // 3^i mod 31
    for (int i = 0; i < length - 1; ++i) {
        const auto value = static_cast<int>(signs.indexOf(code[i]));
        if (value < 0)
            return false;
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    return signs[(31 - sum % 31) % 31] == code[length - 1];
}

bool isIdentityNumber(QStringView number) {
    static constexpr QStringView checks = u"10X98765432";
    static constexpr int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    if (number.size() != length)
        return false;
    int sum = 0;
    for (int i = 0; i < length - 1; ++i) {
        const int digit = number[i].unicode() - u'0';
        if (digit < 0 || digit > 9)
            return false;
        sum += digit * weights[i];
    }
    const QDate birth =
        QDate::fromString(number.sliced(6, 8).toString(), QStringLiteral("yyyyMMdd"));
    return birth.isValid() && checks[sum % 11] == number[length - 1];
}

} // namespace units
