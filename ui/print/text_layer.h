// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QFont>
#include <QList>
#include <QStringList>

namespace print {

// Qt writes into a PDF which sign a glyph is, for the sixteen bits that it looks through only: 𬱖 or
// 𠮷 is drawn and can be neither found nor copied. This takes note of what is drawn, in the order
// in which it is, and puts what is missing into the finished file.
//
//     TextLayer layer;
//     layer.drawn(font, u"张𬱖");
//     bytes = layer.complete(bytes);
class TextLayer {
public:
    void drawn(const QFont& font, const QString& text);
    // The file as it was where nothing rare was drawn, or where it is not as this expects it.
    QByteArray complete(const QByteArray& pdf) const;

private:
    struct Drawn { // by one font
        QString name;
        QList<quint32> glyphs; // of signs beyond sixteen bits, as they came
        QStringList signs;
    };
    QList<Drawn> m_fonts;
};

} // namespace print
