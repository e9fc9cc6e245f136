// SPDX-License-Identifier: GPL-3.0-only
#include "fen.h"

namespace money {

namespace {

__extension__ using Wide = __int128;

constexpr int longestWholePart = 15;

bool isDigit(QChar c) {
    return c >= u'0' && c <= u'9';
}

// Digits with at most so many decimals, as units of the last one; no sign, no leading zero.
std::optional<qint64> parseFixed(QStringView text, int longest, int places) {
    const qsizetype point = text.indexOf(u'.');
    const QStringView whole = point < 0 ? text : text.left(point);
    const QStringView decimals = point < 0 ? QStringView() : text.mid(point + 1);
    if (whole.isEmpty() || whole.size() > longest || (whole.size() > 1 && whole.front() == u'0'))
        return std::nullopt;
    if (point >= 0 && (decimals.isEmpty() || decimals.size() > places))
        return std::nullopt;
    qint64 value = 0;
    for (QChar c : whole) {
        if (!isDigit(c))
            return std::nullopt;
        value = value * 10 + (c.unicode() - u'0');
    }
    for (int i = 0; i < places; ++i) {
        const QChar c = i < decimals.size() ? decimals[i] : QChar(u'0');
        if (!isDigit(c))
            return std::nullopt;
        value = value * 10 + (c.unicode() - u'0');
    }
    return value;
}

qint64 narrow(Wide value) {
    if (value > INT64_MAX || value < INT64_MIN)
        throw Overflow();
    return static_cast<qint64>(value);
}

constexpr Wide hundredPercent = 10000;

// The digits of |value| / 10^decimals, all decimals printed.
QString fixedPoint(qint64 value, int decimals, bool separators) {
    QString digits =
        QString::number(value < 0 ? 0 - static_cast<quint64>(value) : static_cast<quint64>(value));
    if (digits.size() <= decimals)
        digits.prepend(QString(decimals + 1 - digits.size(), u'0'));
    QString whole = digits.left(digits.size() - decimals);
    if (separators)
        for (qsizetype at = whole.size() - 3; at > 0; at -= 3)
            whole.insert(at, u',');
    const QString sign = value < 0 ? QStringLiteral("-") : QString();
    return sign + whole + u'.' + digits.right(decimals);
}

} // namespace

std::optional<Percent> Percent::parse(QStringView text) {
    const auto hundredths = parseFixed(text, 3, 2);
    if (!hundredths || *hundredths > hundredPercent)
        return std::nullopt;
    return Percent(*hundredths);
}

QString Percent::toText() const {
    QString text = fixedPoint(m_hundredths, 2, false);
    while (text.endsWith(u'0'))
        text.chop(1);
    if (text.endsWith(u'.'))
        text.chop(1);
    return text;
}

std::optional<Fen> Fen::parse(QStringView yuan) {
    const auto count = parseFixed(yuan, longestWholePart, 2);
    return count ? std::optional(Fen(*count)) : std::nullopt;
}

std::optional<Fen> Fen::parseWan(QStringView wan) {
    const auto count = parseFixed(wan, longestWholePart - 4, 6);
    return count ? std::optional(Fen(*count)) : std::nullopt;
}

Fen Fen::parsePrinted(QStringView yuan) {
    const bool negative = yuan.startsWith(u'-');
    const Fen amount = parse(negative ? yuan.mid(1) : yuan).value_or(Fen());
    return negative ? -amount : amount;
}

QString Fen::toYuan() const {
    return fixedPoint(m_count, 2, false);
}

QString Fen::grouped() const {
    return fixedPoint(m_count, 2, true);
}

QString Fen::toWan() const {
    QString text = fixedPoint(m_count, 6, true);
    const qsizetype shortest = text.indexOf(u'.') + 3;
    while (text.size() > shortest && text.endsWith(u'0'))
        text.chop(1);
    return text;
}

Fen Fen::shareDown(Percent percent) const {
    return Fen(narrow(Wide(m_count) * percent.hundredths() / hundredPercent));
}

Fen Fen::shareUp(Percent percent) const {
    return Fen(
        narrow((Wide(m_count) * percent.hundredths() + hundredPercent - 1) / hundredPercent));
}

Fen Fen::wholeOf(Percent percent) const {
    return Fen(
        narrow((Wide(m_count) * hundredPercent + percent.hundredths() - 1) / percent.hundredths()));
}

Fen Fen::times(qint64 count) const {
    return Fen(narrow(Wide(m_count) * count));
}

Fen operator+(Fen a, Fen b) {
    return Fen(narrow(Wide(a.m_count) + b.m_count));
}

Fen operator-(Fen a, Fen b) {
    return Fen(narrow(Wide(a.m_count) - b.m_count));
}

QString rate(Fen part, Fen whole) {
    if (whole.count() <= 0)
        return QStringLiteral("0.0000");
    return fixedPoint(narrow(Wide(part.count()) * 10000 / whole.count()), 4, false);
}

QString percentText(const QString& rate) {
    const qsizetype point = rate.indexOf(u'.');
    const QString digits = rate.left(point) + rate.mid(point + 1, 4);
    return fixedPoint(digits.toLongLong(), 2, false) + u'%';
}

} // namespace money
