// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QDate>
#include <QString>

// Numbers that prove themselves.

namespace journal {

// 身份证号 by GB 11643-1999: 18 signs, a date of birth from 1900 to `today`, a check digit; an x at
// its end is an X. 11010519491231002X is one.
bool isIdentityNumber(QStringView number, QDate today);
// The date of birth in a number of 18 characters; invalid where there is no such day.
QDate birthOf(QStringView number);
// Whatever its date of birth.
bool hasIdentityCheckDigit(QStringView number);
// Its form before 1999: 15 digits, the date of birth with two digits of its year.
bool isOldIdentityNumber(QStringView digits);
// 统一社会信用代码 by GB 32100-2015: 18 signs, the last a check digit. 91350100M000100Y43 is one.
bool isCreditCode(QStringView code);
// The check digit of bank cards, ISO/IEC 7812.
bool passesLuhn(QStringView digits);

} // namespace journal
