// SPDX-License-Identifier: GPL-3.0-only
#include "csv.h"

#include <algorithm>

namespace journal {

using namespace Qt::Literals::StringLiterals;

QString csvCell(QString text) {
    const QString digits = text.startsWith(u'-') ? text.mid(1) : text;
    const bool number = !digits.isEmpty() && std::all_of(digits.begin(), digits.end(), [](QChar c) {
        return (c >= u'0' && c <= u'9') || c == u'.' || c == u',';
    });
    const QChar first = text.isEmpty() ? QChar(u' ') : text.front();
    if (!number && (QStringView(u"=+-@＝＋－＠").contains(first) || first < u' '))
        text.prepend(u'\'');
    if (text.contains(u',') || text.contains(u'"') || text.contains(u'\n') || text.contains(u'\r'))
        return u'"' + text.replace(u'"', u"\"\""_s) + u'"';
    return text;
}

QString csvLine(const QStringList& cells) {
    QStringList quoted;
    for (const QString& cell : cells)
        quoted << csvCell(cell);
    return quoted.join(u',') + u"\r\n"_s;
}

} // namespace journal
