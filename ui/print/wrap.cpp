// SPDX-License-Identifier: GPL-3.0-only
#include "wrap.h"

namespace print {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isWordPart(QChar c) {
    return c.unicode() < 0x250 && !c.isSpace() && c != u'/';
}

bool mayEnd(QChar c) {
    return !QStringView(u"(〔《“‘【[(").contains(c);
}

bool mayBegin(QChar c) {
    return !QStringView(u",。、;:?!)〕》”’】]),.;:!?%").contains(c);
}

bool mayBreak(QStringView text, qsizetype at) {
    const QChar before = text[at - 1];
    const QChar after = text[at];
    if (after.isLowSurrogate())
        return false;
    return mayEnd(before) && mayBegin(after) && !(isWordPart(before) && isWordPart(after));
}

void wrapParagraph(QStringView text, const Measure& measure, int pixels, double width,
                   QStringList& lines) {
    const double room = width / pixels;
    qsizetype from = 0;
    while (from < text.size()) {
        double used = 0;
        qsizetype to = from;
        while (to < text.size() && used + measure.advance(text[to].unicode()) <= room)
            used += measure.advance(text[to++].unicode());
        if (to < text.size()) {
            qsizetype at = std::max(to, from + 1);
            while (at > from && !mayBreak(text, at))
                --at;
            // A word longer than the line is broken where the line ends.
            to = at > from ? at : std::max(to, from + 1);
        }
        lines << text.mid(from, to - from).trimmed().toString();
        from = to;
        while (from < text.size() && text[from] == u' ')
            ++from;
    }
}

} // namespace

QStringList wrapped(const QString& text, Face face, int pixels, double width) {
    const Measure& measure = Measure::of(face);
    if (!text.contains(u'\n') && measure.width(text, pixels) <= width)
        return {text};
    QStringList lines;
    for (const QString& paragraph : text.split(u'\n')) {
        if (paragraph.isEmpty())
            lines << QString();
        wrapParagraph(paragraph, measure, pixels, width, lines);
    }
    return lines;
}

QStringList balanced(const QString& text, Face face, int pixels, double width) {
    QStringList lines = wrapped(text, face, pixels, width);
    const qsizetype count = lines.size();
    if (count < 2)
        return lines;
    double least = Measure::of(face).width(text, pixels) / static_cast<double>(count);
    for (; least < width; least += pixels / 2.0) {
        QStringList even = wrapped(text, face, pixels, least);
        if (even.size() == count)
            return even;
    }
    return lines;
}

} // namespace print
