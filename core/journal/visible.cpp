// SPDX-License-Identifier: GPL-3.0-only
#include "visible.h"

#include "clean_text.h"
#include "personal_numbers.h"

#include <algorithm>

namespace journal {

using namespace Qt::Literals::StringLiterals;

namespace {

bool mustBeWrittenOut(char32_t sign) {
    switch (QChar::category(sign)) {
    case QChar::Other_Control:
    case QChar::Other_Surrogate:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return isInvisible(sign);
    }
}

QString hexOf(char32_t sign) {
    return QString::number(sign, 16).rightJustified(4, u'0');
}

template <class WriteOut>
QString written(const QString& text, QStringView besides, const WriteOut& writeOut) {
    const auto plain = [](QChar sign) { return sign >= u' ' && sign < u'\x7f'; };
    if (std::all_of(text.begin(), text.end(), plain))
        return text;
    QString result;
    for (qsizetype at = 0; at < text.size(); ++at) {
        char32_t sign = text[at].unicode();
        const bool pair =
            text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate();
        if (pair)
            sign = QChar::surrogateToUcs4(text[at], text[at + 1]);
        if (!mustBeWrittenOut(sign) || (!pair && besides.contains(text[at])))
            result += QStringView(text).mid(at, pair ? 2 : 1);
        else
            writeOut(result, sign);
        at += pair ? 1 : 0;
    }
    return result;
}

} // namespace

QString visible(const QString& text, QStringView besides) {
    return written(text, besides, [](QString& result, char32_t sign) {
        result += u"<U+"_s + hexOf(sign).toUpper() + u'>';
    });
}

QByteArray visibleJson(const QByteArray& json) {
    const QString text = QString::fromUtf8(json);
    return written(text, u"\n",
                   [](QString& result, char32_t sign) {
                       if (QChar::requiresSurrogates(sign))
                           result += u"\\u"_s + hexOf(QChar::highSurrogate(sign)) + u"\\u"_s
                                     + hexOf(QChar::lowSurrogate(sign));
                       else
                           result += u"\\u"_s + hexOf(sign);
                   })
        .toUtf8();
}

QString loggable(const QString& text) {
    return visible(masked(text));
}

} // namespace journal
