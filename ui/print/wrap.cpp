// SPDX-License-Identifier: GPL-3.0-only
#include "wrap.h"

#include <QTextBoundaryFinder>

namespace print {

namespace {

bool isWordPart(QChar c) {
    return c.unicode() < 0x250 && !c.isSpace() && c != u'/';
}

// Unicode can't tell a Chinese quotation mark from a Western one, and keeps both with what stands
// on either side of them: a line could end neither before “ nor behind ”.
QString withChineseQuotes(QStringView text) {
    QString form = text.toString();
    return form.replace(u'“', u'「').replace(u'”', u'」').replace(u'‘', u'『').replace(u'’', u'』');
}

// Where a line may end, of all places up to `at` the last one. Qt parts "L02-stations" behind its
// hyphen, and behind some signs "2,500" at its comma: a code or a number stays whole.
qsizetype lastEnd(QTextBoundaryFinder& ends, QStringView text, qsizetype at) {
    ends.setPosition(at);
    if (!ends.isAtBoundary())
        at = ends.toPreviousBoundary();
    while (at > 0 && at < text.size() && isWordPart(text[at - 1]) && isWordPart(text[at]))
        at = ends.toPreviousBoundary();
    return at;
}

void wrapParagraph(QStringView text, const Measure& measure, int pixels, double width,
                   QStringList& lines) {
    const double room = width / pixels;
    const QString form = withChineseQuotes(text);
    QTextBoundaryFinder ends(QTextBoundaryFinder::Line, form.data(), form.size());
    qsizetype from = 0;
    while (from < text.size()) {
        double used = 0;
        qsizetype to = from;
        while (to < text.size() && used + measure.advance(text[to].unicode()) <= room)
            used += measure.advance(text[to++].unicode());
        if (to < text.size()) {
            qsizetype at = std::max(to, from + 1);
            while (at < text.size() && text[at] == u' ') // a blank may stand over
                ++at;
            at = lastEnd(ends, text, at);
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
