// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

#include <compare>
#include <optional>
#include <stdexcept>

// Money is whole fen in 64 bits (rule money.exact). The type is closed: it is made from text or
// from a count of fen, never from a floating-point number, and its arithmetic is checked.
//
//     auto support = Fen::parse(u"2200000.00");      // 220 万元
//     auto cap = support->shareDown(*Percent::parse(u"50"));
//     cap.toYuan();                                   // "1100000.00"

namespace money {

// A sum left the range of 64 bits. The edge of the core answers it as bad input.
class Overflow : public std::overflow_error {
public:
    Overflow() : std::overflow_error("amount out of range") {}
};

// A percentage kept as hundredths of a percent (0.00 to 100.00).
class Percent {
public:
    constexpr Percent() = default; // nothing
    static std::optional<Percent> parse(QStringView text);
    constexpr qint64 hundredths() const { return m_hundredths; }
    // "50", "12.5": without trailing zeros.
    QString toText() const;

private:
    explicit constexpr Percent(qint64 hundredths) : m_hundredths(hundredths) {}
    qint64 m_hundredths = 0;
};

class Fen {
public:
    constexpr Fen() = default;
    static constexpr Fen of(qint64 count) { return Fen(count); }

    // The contract's amount: (0|[1-9][0-9]{0,14})(\.[0-9]{1,2})? in yuan; nothing else parses.
    static std::optional<Fen> parse(QStringView yuan);

    // The same in 万元, with up to six decimals: "0.5" is 5,000.00 yuan.
    static std::optional<Fen> parseWan(QStringView wan);

    // A sum as this program prints it, which may be negative: "-0.05". Anything else reads as 0.
    static Fen parsePrinted(QStringView yuan);

    constexpr qint64 count() const { return m_count; }
    constexpr bool isZero() const { return m_count == 0; }
    constexpr bool isNegative() const { return m_count < 0; }

    // Yuan with two decimals: "1100000.00", "-0.05".
    QString toYuan() const;
    // Yuan with thousands separators: "1,100,000.00".
    QString grouped() const;
    // 万元, exact, with two to six decimals: "110.00", "0.000001".
    QString toWan() const;

    // The share of this sum, rounded down, or up, to the fen.
    Fen shareDown(Percent percent) const;
    Fen shareUp(Percent percent) const;
    // The least sum of which that share, rounded down, is this one; the percentage is above zero.
    Fen wholeOf(Percent percent) const;
    // This sum so many times. Throws Overflow.
    Fen times(qint64 count) const;

    friend Fen operator+(Fen a, Fen b);
    friend Fen operator-(Fen a, Fen b);
    Fen operator-() const { return Fen() - *this; }
    Fen& operator+=(Fen other) { return *this = *this + other; }
    Fen& operator-=(Fen other) { return *this = *this - other; }
    friend constexpr auto operator<=>(Fen, Fen) = default;

private:
    explicit constexpr Fen(qint64 count) : m_count(count) {}
    qint64 m_count = 0;
};

// paid / budget cut to four digits after the point: "0.3615"; "0.0000" where there is no budget.
QString rate(Fen part, Fen whole);
// A rate as people read it: "0.3615" is "36.15%".
QString percentText(const QString& rate);

} // namespace money
