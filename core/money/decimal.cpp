// SPDX-License-Identifier: GPL-3.0-only
#include "decimal.h"

#include <QString>

namespace money {

namespace {

struct Parts {
    QStringView whole; // without leading zeros
    QStringView part;  // without zeros at its end
};

Parts partsOf(QStringView text) {
    const qsizetype point = text.indexOf(u'.');
    QStringView whole = point < 0 ? text : text.left(point);
    QStringView part = point < 0 ? QStringView() : text.mid(point + 1);
    while (whole.startsWith(u'0'))
        whole = whole.mid(1);
    while (part.endsWith(u'0'))
        part.chop(1);
    return {whole, part};
}

} // namespace

bool isDecimal(QStringView text) {
    bool point = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'.' && !point && i > 0 && i + 1 < text.size())
            point = true;
        else if (text[i] < u'0' || text[i] > u'9')
            return false;
    }
    return !text.isEmpty() && text.size() <= 18;
}

std::weak_ordering compareDecimals(QStringView a, QStringView b) {
    const Parts left = partsOf(a);
    const Parts right = partsOf(b);
    if (left.whole.size() != right.whole.size())
        return left.whole.size() <=> right.whole.size();
    const int order =
        left.whole != right.whole ? left.whole.compare(right.whole) : left.part.compare(right.part);
    return order <=> 0;
}

} // namespace money
