// SPDX-License-Identifier: GPL-3.0-only
#include "number_reading.h"

#include "check_digits.h"
#include "clean_text.h"

#include <algorithm>

namespace journal {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype mostSeparators = 2;
constexpr qsizetype leastChinese = 3; // 一三八 is three digits, 第一 is none
constexpr qsizetype maskStars = 4;    // 138****5678: what stands beside them is a mask's

int chineseDigit(QChar c) {
    static constexpr QStringView plain = u"〇一二三四五六七八九";
    static constexpr QStringView formal = u"零壹贰叁肆伍陆柒捌玖";
    if (c == u'○')
        return 0;
    if (c == u'幺')
        return 1;
    const qsizetype found = std::max(plain.indexOf(c), formal.indexOf(c));
    return static_cast<int>(found);
}

bool isPlain(char32_t c) {
    return c < 0x80 || (c >= 0x4e00 && c <= 0x9fff);
}

bool isMark(char32_t c) {
    const auto category = QChar::category(c);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing;
}

// What a character is read as.
QString readAs(char32_t c) {
    if (isPlain(c))
        return QString(QChar(static_cast<char16_t>(c)));
    if (isInvisible(c) || isMark(c))
        return {};
    if (QChar::category(c) == QChar::Number_DecimalDigit)
        return QString(QChar(u'0' + QChar::digitValue(c)));
    return QString::fromUcs4(&c, 1).normalized(QString::NormalizationForm_KC);
}

void normalise(QStringView text, Reading& reading) {
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype from = at;
        char32_t c = text[at++].unicode();
        if (QChar::isHighSurrogate(c) && at < text.size() && text[at].isLowSurrogate())
            c = QChar::surrogateToUcs4(text[from], text[at++]);
        for (const QChar sign : readAs(c)) {
            reading.text += sign;
            reading.starts.push_back(from);
            reading.ends.push_back(at);
        }
    }
}

// --- words of digits and letters that are no number ---------------------------------------------

bool isHex(QChar c) {
    return isAsciiDigit(c) || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
}

// A hash, or a UUID: 32 and more hexadecimal digits, a letter among them.
bool isHash(QStringView word) {
    int signs = 0;
    bool letter = false;
    for (const QChar c : word) {
        if (c == u'-')
            continue;
        if (!isHex(c))
            return false;
        ++signs;
        letter = letter || isAsciiLetter(c);
    }
    return letter && signs >= 32;
}

// 91433126MA4Q00001P is a unit's public code; one without letters begins with its register's 91,
// 92 or 93.
bool isPublicCode(QStringView word) {
    const QString code = word.toString().toUpper();
    if (!isCreditCode(code))
        return false;
    for (const QChar c : code)
        if (isAsciiLetter(c))
            return true;
    return code[0] == u'9' && code[1] >= u'1' && code[1] <= u'3';
}

// The places of words whose digits are no numbers.
std::vector<bool> setAside(const QString& text) {
    std::vector<bool> aside(static_cast<std::size_t>(text.size()), false);
    const auto inWord = [&](qsizetype at, bool hyphens) {
        return isAsciiDigit(text[at]) || isAsciiLetter(text[at]) || (hyphens && text[at] == u'-');
    };
    for (const bool hyphens : {false, true})
        for (qsizetype from = 0; from < text.size();) {
            qsizetype to = from;
            while (to < text.size() && inWord(to, hyphens))
                ++to;
            const QStringView word = QStringView(text).mid(from, to - from);
            if (isHash(word) || isPublicCode(word))
                std::fill(aside.begin() + from, aside.begin() + to, true);
            from = std::max(to, from + 1);
        }
    return aside;
}

// --- pieces and runs ----------------------------------------------------------------------------

bool starsAt(const QString& text, qsizetype at) {
    return at >= 0 && QStringView(text).mid(at).startsWith(QString(maskStars, u'*'));
}

// A piece at `from`: 0-9 up to the next other sign, or Chinese numerals, at least three of them.
Piece pieceAt(const QString& text, const std::vector<bool>& aside, qsizetype from) {
    Piece piece{from, from, {}};
    const auto free = [&](qsizetype at) { return !aside[static_cast<std::size_t>(at)]; };
    while (piece.to < text.size() && free(piece.to) && isAsciiDigit(text[piece.to]))
        piece.digits += text[piece.to++];
    if (!piece.digits.isEmpty())
        return piece;
    while (piece.to < text.size() && free(piece.to) && chineseDigit(text[piece.to]) >= 0)
        piece.digits += QChar(u'0' + chineseDigit(text[piece.to++]));
    if (piece.digits.size() < leastChinese)
        piece.digits.clear();
    return piece;
}

bool isMasked(const QString& text, const Piece& piece) {
    return piece.digits.size() <= maskStars
           && (starsAt(text, piece.to) || starsAt(text, piece.from - maskStars));
}

// Nothing, one or two separators; three only as a sign between blanks: 138 - 1234 - 5678.
bool setsApart(QStringView gap) {
    const bool all = std::all_of(gap.begin(), gap.end(), isSeparator);
    return all
           && (gap.size() <= mostSeparators
               || (gap.size() == 3 && gap[0] == u' ' && gap[1] != u' ' && gap[2] == u' '));
}

void findRuns(Reading& reading) {
    const QString& text = reading.text;
    const std::vector<bool> aside = setAside(text);
    qsizetype end = -1; // of the last piece, where a run can go on
    for (qsizetype at = 0; at < text.size();) {
        const Piece piece = pieceAt(text, aside, at);
        if (piece.digits.isEmpty() || isMasked(text, piece)) {
            if (!piece.digits.isEmpty())
                end = -1;
            at = std::max(piece.to, at + 1);
            continue;
        }
        if (end < 0 || !setsApart(QStringView(text).mid(end, piece.from - end)))
            reading.runs.emplace_back();
        reading.runs.back().push_back(piece);
        at = end = piece.to;
    }
}

} // namespace

bool isAsciiDigit(QChar c) {
    return c >= u'0' && c <= u'9';
}

bool isAsciiLetter(QChar c) {
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

bool isSeparator(QChar c) {
    static constexpr QStringView signs = u"._-/\\|·•・‧∙‐‑‒–—―−()[]{}<>【】〔〕「」『』〈〉《》";
    return c.isSpace() || signs.contains(c);
}

bool mayHoldNumbers(QStringView text) {
    constexpr int least = 5;
    int digits = 0;
    for (const QChar c : text) {
        if (c == u'@' || c == u'\uff20' || c == u'\ufe6b' || c == u'微')
            return true;
        const bool digit =
            c.unicode() < 0x80 ? isAsciiDigit(c) : c.isNumber() || c.isHighSurrogate();
        if ((digit || chineseDigit(c) >= 0) && ++digits >= least)
            return true;
    }
    return false;
}

Reading readNumbers(QStringView text) {
    Reading reading;
    normalise(text, reading);
    findRuns(reading);
    return reading;
}

} // namespace journal
