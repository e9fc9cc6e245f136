// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QFont>
#include <QString>
#include <QStringList>

#include <array>
#include <vector>

// The type faces of GB/T 9704-2012 (小标宋 for the title, 仿宋 for the text, 黑体 for heads) where they
// are installed, else a free face that gives a correct text layer in a PDF. Noto CJK does not: it
// maps 金 to a radical, so that search and copy fail. Which face was really used is told.

namespace print {

enum class Face { Title, Text, Head };

struct FontUse {
    QString role; // "仿宋"
    QString used; // the family that was really used
    bool wanted;  // it is the one that the standard names
};

// Needs a QGuiApplication.
const std::vector<FontUse>& fontsUsed();
// One sentence for each face that is not installed; empty where all are.
QStringList missingFonts();

// Text is measured in twips (1/20 pt), the unit of all layout: a page is laid out the same for
// every device.
class Measure {
public:
    static const Measure& of(Face face);
    // `pixels` is the font's size in twips.
    QFont font(int pixels) const;
    double width(QStringView text, int pixels) const;
    double advance(char16_t character) const { // of 1 em
        const float kept = m_advances[character];
        return kept >= 0 ? static_cast<double>(kept) : measured(character);
    }

private:
    explicit Measure(const QStringList& families);
    double measured(char16_t character) const;

    QStringList m_families;
    mutable std::vector<float> m_advances;
};

} // namespace print
