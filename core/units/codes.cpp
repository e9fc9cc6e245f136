// SPDX-License-Identifier: GPL-3.0-only
#include "codes.h"

#include <journal/check_digits.h>
#include <journal/clean_text.h>

namespace units {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;

bool isCreditCode(QStringView code) {
    return journal::isCreditCode(code);
}

bool isIdentityNumber(QStringView number, const QString& today) {
    return journal::isIdentityNumber(number, QDate::fromString(today, Qt::ISODate));
}

std::optional<labels::Sentence> troubleWith(const QString& code, bool person,
                                            const QString& today) {
    if (!person && !isCreditCode(code))
        return sentence("code.check-digit", code);
    if (!person)
        return {};
    if (!journal::hasIdentityCheckDigit(code))
        return sentence("identity-number.check-digit");
    if (!journal::birthOf(code).isValid())
        return sentence("identity-number.birth");
    if (!isIdentityNumber(code, today))
        return sentence("identity-number.century");
    return {};
}

QString asWritten(const QString& code) {
    return journal::normalForm(code).toUpper();
}

} // namespace units
