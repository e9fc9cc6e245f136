// SPDX-License-Identifier: GPL-3.0-only
#include "codes.h"

#include <journal/check_digits.h>
#include <journal/clean_text.h>

namespace units {

using namespace Qt::Literals::StringLiterals;

bool isCreditCode(QStringView code) {
    return journal::isCreditCode(code);
}

bool isIdentityNumber(QStringView number, const QString& today) {
    return journal::isIdentityNumber(number, QDate::fromString(today, Qt::ISODate));
}

QString troubleWith(const QString& code, bool person, const QString& today) {
    if (!person)
        return isCreditCode(code)
                   ? QString()
                   : u"统一社会信用代码 %1 的校验位不符,请核对 18 位代码。"_s.arg(code);
    if (!journal::hasIdentityCheckDigit(code))
        return u"身份证号的校验位不符,请核对 18 位号码。"_s;
    if (!journal::birthOf(code).isValid())
        return u"身份证号第 7 至 14 位的出生日期不是真实的日期,请核对 18 位号码。"_s;
    return isIdentityNumber(code, today)
               ? QString()
               : u"身份证号中的出生日期须在 1900-01-01 至今天之间,请核对 18 位号码。"_s;
}

QString asWritten(const QString& code) {
    return journal::normalForm(code).toUpper();
}

} // namespace units
