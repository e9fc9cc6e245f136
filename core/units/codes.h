// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <labels/sentence.h>

#include <optional>

namespace units {

// 统一社会信用代码 by GB 32100-2015: 18 signs, the last a check digit.
// 91350100M000100Y43 is one.
bool isCreditCode(QStringView code);

// 身份证号 by GB 11643-1999: 18 signs, a date of birth from 1900 to `today`, the last a check digit.
// 11010519491231002X is one.
bool isIdentityNumber(QStringView number, const QString& today);
// What is wrong with a code; none where nothing is.
std::optional<labels::Sentence> troubleWith(const QString& code, bool person, const QString& today);

// A code as it is kept and compared, however it was typed: 11010519491231002x is the one above.
QString asWritten(const QString& code);

} // namespace units
