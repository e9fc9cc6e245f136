// SPDX-License-Identifier: GPL-3.0-only
#include "check_digits.h"

namespace journal {

namespace {

constexpr int length = 18;

bool allDigits(QStringView text) {
    for (const QChar c : text)
        if (c < u'0' || c > u'9')
            return false;
    return true;
}

// "19491231"
QDate dateOf(QStringView digits) {
    return QDate(digits.left(4).toInt(), digits.mid(4, 2).toInt(), digits.mid(6, 2).toInt());
}

} // namespace

bool hasIdentityCheckDigit(QStringView number) {
    static constexpr QStringView checks = u"10X98765432";
    static constexpr int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    if (number.size() != length || !allDigits(number.left(length - 1)))
        return false;
    int sum = 0;
    for (int i = 0; i < length - 1; ++i)
        sum += (number[i].unicode() - u'0') * weights[i];
    return checks[sum % 11] == number[length - 1].toUpper();
}

QDate birthOf(QStringView number) {
    return dateOf(number.mid(6, 8));
}

bool isIdentityNumber(QStringView number, QDate today) {
    if (!hasIdentityCheckDigit(number))
        return false;
    const QDate birth = birthOf(number);
    return birth.isValid() && birth >= QDate(1900, 1, 1) && birth <= today;
}

bool isOldIdentityNumber(QStringView digits) {
    if (digits.size() != 15 || !allDigits(digits) || digits.front() == u'0')
        return false;
    const QString birth = QStringLiteral("19") + digits.mid(6, 6).toString();
    return dateOf(birth).isValid();
}

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

bool passesLuhn(QStringView digits) {
    if (digits.isEmpty() || !allDigits(digits))
        return false;
    int sum = 0;
    for (qsizetype i = 0; i < digits.size(); ++i) {
        int value = digits[digits.size() - 1 - i].unicode() - u'0';
        if (i % 2 == 1 && (value *= 2) > 9)
            value -= 9;
        sum += value;
    }
    return sum % 10 == 0;
}

} // namespace journal
