// SPDX-License-Identifier: GPL-3.0-only
#include "fonts.h"

#include <QFontDatabase>
#include <QFontInfo>
#include <QFontMetricsF>

namespace print {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int emPixels = 2000;

struct Choice {
    QString role;
    QStringList wanted; // names under which the standard's face is sold
    QStringList instead;
};

const Choice& choiceOf(Face face) {
    static const QStringList song{u"AR PL UMing CN"_s, u"WenQuanYi Zen Hei"_s};
    static const QStringList hei{u"WenQuanYi Zen Hei"_s, u"AR PL UMing CN"_s};
    static const std::array<Choice, 3> choices{
        Choice{u"小标宋"_s,
               {u"FZXiaoBiaoSong-B05S"_s, u"FZXiaoBiaoSong-B05"_s, u"方正小标宋简体"_s,
                u"方正小标宋_GBK"_s},
               song},
        Choice{u"仿宋"_s,
               {u"FangSong_GB2312"_s, u"仿宋_GB2312"_s, u"FangSong"_s, u"仿宋"_s, u"STFangsong"_s,
                u"华文仿宋"_s},
               song},
        Choice{u"黑体"_s, {u"SimHei"_s, u"黑体"_s, u"STHeiti"_s}, hei}};
    return choices[static_cast<std::size_t>(face)];
}

// The first family that is installed, then those that lend what it lacks.
QStringList familiesOf(Face face) {
    const Choice& choice = choiceOf(face);
    QStringList families;
    for (const QString& family : choice.wanted + choice.instead)
        if (QFontDatabase::hasFamily(family))
            families << family;
    return families;
}

} // namespace

const std::vector<FontUse>& fontsUsed() {
    static const std::vector<FontUse> uses = [] {
        std::vector<FontUse> found;
        for (const Face face : {Face::Title, Face::Text, Face::Head}) {
            const QStringList families = familiesOf(face);
            const bool wanted =
                !families.isEmpty() && choiceOf(face).wanted.contains(families.front());
            QFont font;
            if (!families.isEmpty())
                font.setFamilies(families);
            found.push_back({choiceOf(face).role, QFontInfo(font).family(), wanted});
        }
        return found;
    }();
    return uses;
}

QStringList missingFonts() {
    QStringList roles;
    QStringList used;
    for (const FontUse& use : fontsUsed())
        if (!use.wanted) {
            roles << use.role;
            if (!used.contains(use.used))
                used << use.used;
        }
    if (roles.isEmpty())
        return {};
    return {u"本机没有安装%1,已改用 %2:需要标准字体时请安装后重新打印。"_s.arg(roles.join(u"、"_s),
                                                                               used.join(u"、"_s))};
}

const Measure& Measure::of(Face face) {
    static const std::array<Measure, 3> all{Measure(familiesOf(Face::Title)),
                                            Measure(familiesOf(Face::Text)),
                                            Measure(familiesOf(Face::Head))};
    return all[static_cast<std::size_t>(face)];
}

Measure::Measure(const QStringList& families) : m_families(families), m_advances(0x10000, -1.0F) {}

QFont Measure::font(int pixels) const {
    QFont font;
    if (!m_families.isEmpty())
        font.setFamilies(m_families);
    font.setPixelSize(pixels);
    // Widths are sums of advances, on every device.
    font.setKerning(false);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

double Measure::measured(char16_t character) const {
    const QFontMetricsF metrics(font(emPixels));
    const double advance = metrics.horizontalAdvance(QChar(character)) / emPixels;
    m_advances[character] = static_cast<float>(advance);
    return advance;
}

double Measure::width(QStringView text, int pixels) const {
    double sum = 0;
    for (const QChar character : text)
        sum += advance(character.unicode());
    return sum * pixels;
}

} // namespace print
