// SPDX-License-Identifier: GPL-3.0-only
#include "text_layer.h"

#include <QGlyphRun>
#include <QMap>
#include <QRawFont>
#include <QRegularExpression>
#include <QSet>
#include <QTextLayout>

namespace print {

using namespace Qt::Literals::StringLiterals;

namespace {

QString nameOf(const QRawFont& font) {
    return u"%1/%2/%3"_s.arg(font.familyName(), font.styleName(), QString::number(font.weight()));
}

struct Edit {
    qsizetype at = 0;
    qsizetype removed = 0;
    QByteArray words;
};

QByteArray between(const QByteArray& text, const QByteArray& from, const QByteArray& to,
                   qsizetype at) {
    const qsizetype begin = text.indexOf(from, at);
    const qsizetype end = begin < 0 ? -1 : text.indexOf(to, begin + from.size());
    return end < 0 ? QByteArray()
                   : text.mid(begin + from.size(), end - begin - from.size()).trimmed();
}

QByteArray objectAt(const QByteArray& pdf, qsizetype at) {
    return pdf.mid(at, pdf.indexOf("endobj", at) - at);
}

qsizetype tableOf(const QByteArray& pdf) {
    return between(pdf, "startxref\n", "\n", pdf.lastIndexOf("startxref")).toLongLong();
}

// Offsets of the objects by their numbers, as the file's own table has them.
QMap<int, qsizetype> objectsOf(const QByteArray& pdf) {
    QMap<int, qsizetype> found;
    const qsizetype at = tableOf(pdf);
    if (at <= 0 || pdf.mid(at, 5) != "xref\n")
        return found;
    const QList<QByteArray> lines = pdf.mid(at, pdf.indexOf("trailer", at) - at).split('\n');
    for (int i = 3; i < lines.size(); ++i) // below "xref", "0 25" and the free one's row
        if (lines[i].size() == 19 && lines[i][17] == 'n')
            found.insert(i - 2, lines[i].left(10).toLongLong());
    return found;
}

// The file with the edits in it, and the offsets of its objects as they are then.
QByteArray edited(const QByteArray& pdf, QList<Edit> edits, const QMap<int, qsizetype>& objects) {
    std::sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.at < b.at; });
    QByteArray made;
    qsizetype from = 0;
    for (const Edit& edit : std::as_const(edits)) {
        made += pdf.mid(from, edit.at - from) + edit.words;
        from = edit.at + edit.removed;
    }
    made += pdf.mid(from);
    const auto moved = [&](qsizetype offset) {
        qsizetype by = 0;
        for (const Edit& edit : std::as_const(edits))
            by += edit.at < offset ? edit.words.size() - edit.removed : 0;
        return offset + by;
    };
    const qsizetype table = tableOf(pdf);
    constexpr qsizetype digits = 10;
    constexpr qsizetype row = 20; // "0000013617 00000 n \n"
    const qsizetype first = made.indexOf('\n', moved(table) + 5) + 1;
    for (auto object = objects.begin(); object != objects.end(); ++object)
        made.replace(first + object.key() * row, digits,
                     QByteArray::number(moved(object.value())).rightJustified(digits, '0'));
    const qsizetype start = made.lastIndexOf("startxref\n") + 10;
    made.replace(start, made.indexOf('\n', start) - start, QByteArray::number(moved(table)));
    return made;
}

} // namespace

void TextLayer::drawn(const QFont& font, const QString& text) {
    QTextLayout layout(text, font);
    layout.beginLayout();
    layout.createLine();
    layout.endLayout();
    QList<QGlyphRun> runs = layout.glyphRuns();
    std::stable_sort(runs.begin(), runs.end(), [](const QGlyphRun& a, const QGlyphRun& b) {
        return a.positions().value(0).x() < b.positions().value(0).x();
    });
    for (const QGlyphRun& run : std::as_const(runs)) {
        const QString name = nameOf(run.rawFont());
        auto known = std::find_if(m_fonts.begin(), m_fonts.end(),
                                  [&](const Drawn& one) { return one.name == name; });
        if (known == m_fonts.end())
            known = m_fonts.insert(m_fonts.end(), Drawn{name, {}, {}});
        const auto glyphs = run.glyphIndexes();
        for (const quint32 glyph : glyphs)
            for (const char32_t sign : text.toUcs4()) {
                const QString word = QString::fromUcs4(&sign, 1);
                if (sign > 0xffff && !known->glyphs.contains(glyph)
                    && run.rawFont().glyphIndexesForString(word).value(0) == glyph) {
                    known->glyphs << glyph;
                    known->signs << word;
                }
            }
    }
}

namespace {

// A font of the file, and which of its glyphs have no sign.
struct Font {
    qsizetype table = 0; // where its table of signs is
    QList<int> nameless;
    bool open = false; // how many glyphs it has is not said: those that follow have no sign
};

// By the widths, "/W [0 [500 ] 1 28 1000 29 [500 1000 ] ]"; below zero where all have one ("/DW").
int lastGlyph(const QByteArray& font) {
    const qsizetype at = font.indexOf("/W [");
    if (at < 0)
        return -1;
    int last = 0;
    int listed = -1; // glyphs of a list so far
    QList<int> range;
    const QList<QByteArray> words =
        font.mid(at + 4).replace('[', " [ ").replace(']', " ] ").simplified().split(' ');
    for (const QByteArray& word : words) {
        if (word == "[") {
            last = range.value(0) - 1;
            listed = 0;
        } else if (word == "]") {
            if (listed < 0)
                break;
            last += listed;
            listed = -1;
            range.clear();
        } else if (listed >= 0) {
            ++listed;
        } else if (range << word.toInt(); range.size() == 3) {
            last = range[1];
            range.clear();
        }
    }
    return last;
}

Font fontOf(const QByteArray& pdf, const QByteArray& object, const QMap<int, qsizetype>& objects) {
    const auto below = [&](const QByteArray& key) {
        return objects.value(between(object, key, " ", 0).toInt(), pdf.size());
    };
    Font font{below("/ToUnicode "), {}, false};
    const int last = lastGlyph(objectAt(pdf, below("/DescendantFonts [")));
    font.open = last < 0;
    QSet<int> signs;
    const QByteArray table = pdf.mid(font.table, pdf.indexOf("endcmap", font.table) - font.table);
    const QRegularExpression range(u"^<([0-9A-F]{4})> <([0-9A-F]{4})> [[<]"_s,
                                   QRegularExpression::MultilineOption
                                       | QRegularExpression::CaseInsensitiveOption);
    int named = 0;
    for (auto found = range.globalMatch(QString::fromLatin1(table)); found.hasNext();) {
        const auto one = found.next();
        named = one.captured(2).toInt(nullptr, 16);
        for (int glyph = one.captured(1).toInt(nullptr, 16); glyph <= named; ++glyph)
            signs.insert(glyph);
    }
    constexpr int room = 64; // more rare signs in one font than any paper has
    const int count = font.open ? named + room : last;
    for (int glyph = 1; glyph <= count; ++glyph)
        if (!signs.contains(glyph))
            font.nameless << glyph;
    return font;
}

QByteArray tableOf(const QList<int>& glyphs, const QStringList& signs) {
    const auto hex = [](uint number) {
        return QByteArray::number(number, 16).rightJustified(4, '0');
    };
    QByteArray words;
    for (qsizetype i = 0; i < signs.size(); ++i)
        words += "1 beginbfchar\n<" + hex(static_cast<uint>(glyphs[i])) + "> <"
                 + hex(signs[i][0].unicode()) + hex(signs[i][1].unicode()) + ">\nendbfchar\n";
    return words;
}

} // namespace

QByteArray TextLayer::complete(const QByteArray& pdf) const {
    const QMap<int, qsizetype> objects = objectsOf(pdf);
    QList<Font> fonts; // in the order in which they are first used, as Qt numbers them
    for (const qsizetype at : objects)
        if (const QByteArray object = objectAt(pdf, at); object.contains("/Subtype /Type0"))
            fonts << fontOf(pdf, object, objects);
    if (fonts.size() != m_fonts.size())
        return pdf;
    QList<Edit> edits;
    for (qsizetype i = 0; i < fonts.size(); ++i) {
        const Font& font = fonts[i];
        const QStringList& signs = m_fonts[i].signs;
        const bool fits =
            font.open ? font.nameless.size() >= signs.size() : font.nameless.size() == signs.size();
        const QByteArray length = between(pdf, "<< /Length ", " >>", font.table);
        const qsizetype end = pdf.indexOf("endcmap\n", font.table);
        if (!fits || length.isEmpty() || end < 0)
            return pdf;
        if (signs.isEmpty())
            continue;
        const QByteArray words = tableOf(font.nameless, signs);
        edits.append({pdf.indexOf(length, pdf.indexOf("/Length ", font.table)), length.size(),
                      QByteArray::number(length.toLongLong() + words.size())});
        edits.append({end, 0, words});
    }
    return edits.isEmpty() ? pdf : edited(pdf, edits, objects);
}

} // namespace print
