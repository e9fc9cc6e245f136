// SPDX-License-Identifier: GPL-3.0-only
#include "clean_text.h"

namespace journal {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Range {
    char32_t first;
    char32_t last;
};

// Default_Ignorable_Code_Point of Unicode, as far as it is not Cf.
constexpr Range ignorable[] = {
    {0x34f, 0x34f},   {0x115f, 0x1160}, {0x17b4, 0x17b5}, {0x180b, 0x180f}, {0x2060, 0x206f},
    {0x3164, 0x3164}, {0xfe00, 0xfe0f}, {0xffa0, 0xffa0}, {0xfff0, 0xfff8}, {0xe0000, 0xe0fff},
};

struct Name {
    char32_t sign;
    const char16_t* words;
};

constexpr Name names[] = {
    {0x0, u"空字符"},
    {0x9, u"制表符"},
    {0xa, u"换行符"},
    {0xd, u"回车符"},
    {0xad, u"软连字符"},
    {0x34f, u"组合连接符"},
    {0x61c, u"阿拉伯文字方向符"},
    {0x115f, u"韩文填充符"},
    {0x1160, u"韩文填充符"},
    {0x180e, u"蒙古文分隔符"},
    {0x200b, u"零宽空格"},
    {0x200c, u"零宽不连字符"},
    {0x200d, u"零宽连字符"},
    {0x200e, u"从左至右符"},
    {0x200f, u"从右至左符"},
    {0x2028, u"行分隔符"},
    {0x2029, u"段分隔符"},
    {0x202a, u"从左至右嵌入符"},
    {0x202b, u"从右至左嵌入符"},
    {0x202c, u"方向恢复符"},
    {0x202d, u"从左至右强制符"},
    {0x202e, u"从右至左强制符"},
    {0x2060, u"单词连接符"},
    {0x2061, u"函数应用符"},
    {0x2062, u"不可见乘号"},
    {0x2063, u"不可见逗号"},
    {0x2064, u"不可见加号"},
    {0x2066, u"从左至右隔离符"},
    {0x2067, u"从右至左隔离符"},
    {0x2068, u"首字方向隔离符"},
    {0x2069, u"隔离结束符"},
    {0x3164, u"韩文填充符"},
    {0xfe0e, u"异体选择符"},
    {0xfe0f, u"异体选择符"},
    {0xfeff, u"零宽不换行空格"},
    {0xffa0, u"韩文填充符"},
};

bool isForbidden(char32_t c, bool newlines) {
    if (newlines && (c == U'\n' || c == U'\r' || c == U'\t'))
        return false;
    const bool control = c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029;
    const bool direction = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069)
                           || c == 0x200e || c == 0x200f || c == 0x61c;
    // A mark of byte order is lost where a text is read as UTF-8 again.
    return control || direction || c == QChar::ByteOrderMark || QChar::isSurrogate(c);
}

// The character at `at`, which is moved behind it; half a one is itself.
char32_t characterAt(QStringView text, qsizetype& at) {
    const QChar c = text[at++];
    if (c.isHighSurrogate() && at < text.size() && text[at].isLowSurrogate())
        return QChar::surrogateToUcs4(c, text[at++]);
    return c.unicode();
}

template <typename Wanted> std::optional<PlacedSign> first(QStringView text, Wanted wanted) {
    qsizetype place = 0;
    for (qsizetype at = 0; at < text.size();) {
        const char32_t c = characterAt(text, at);
        ++place;
        if (wanted(c))
            return PlacedSign{c, place};
    }
    return {};
}

} // namespace

bool isInvisible(char32_t sign) {
    if (sign < 0xad)
        return false;
    for (const Range& range : ignorable)
        if (sign >= range.first && sign <= range.last)
            return true;
    return QChar::category(sign) == QChar::Other_Format;
}

QString signName(char32_t sign) {
    const QString code = u"U+"_s + QString::number(sign, 16).toUpper().rightJustified(4, u'0');
    for (const Name& name : names)
        if (name.sign == sign)
            return u"%1(%2)"_s.arg(code, QString::fromUtf16(name.words));
    return code;
}

std::optional<PlacedSign> firstInvisible(QStringView text) {
    return first(text, isInvisible);
}

std::optional<PlacedSign> firstForbidden(QStringView text, bool newlines) {
    return first(text, [newlines](char32_t c) { return isForbidden(c, newlines); });
}

QString withoutInvisible(const QString& text) {
    if (!firstInvisible(text))
        return text;
    QString kept;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype from = at;
        if (!isInvisible(characterAt(text, at)))
            kept += QStringView(text).mid(from, at - from);
    }
    return kept;
}

bool isCleanText(QStringView text, bool newlines) {
    return !firstForbidden(text, newlines);
}

QString normalForm(QStringView text) {
    return text.toString().normalized(QString::NormalizationForm_KC);
}

} // namespace journal
