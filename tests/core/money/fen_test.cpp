// SPDX-License-Identifier: GPL-3.0-only
#include <money/fen.h>

#include <catch2/catch.hpp>

#include <limits>

using namespace Qt::Literals::StringLiterals;
using money::Fen;
using money::Overflow;
using money::Percent;

namespace {

constexpr qint64 most = std::numeric_limits<qint64>::max();
constexpr qint64 least = std::numeric_limits<qint64>::min();

std::optional<qint64> counted(const QString& text) {
    const auto amount = Fen::parse(text);
    return amount ? std::optional(amount->count()) : std::nullopt;
}

Percent percent(const char* text) {
    return *Percent::parse(QString::fromLatin1(text));
}

} // namespace

TEST_CASE("money.exact: an amount is read to the fen") {
    CHECK(counted(u"0"_s) == 0);
    CHECK(counted(u"0.5"_s) == 50);
    CHECK(counted(u"0.05"_s) == 5);
    CHECK(counted(u"1"_s) == 100);
    CHECK(counted(u"5000.00"_s) == 500'000); // 0.5万元
    CHECK(counted(u"22470000"_s) == 2'247'000'000);
    CHECK(counted(u"999999999999999.99"_s) == 99'999'999'999'999'999);
}

TEST_CASE("money.exact: nothing else is an amount") {
    for (const QString& text : {u""_s,
                                u" "_s,
                                u"."_s,
                                u"0."_s,
                                u".5"_s,
                                u"00"_s,
                                u"01"_s,
                                u"007.50"_s,
                                u"1.234"_s,
                                u"0.001"_s,
                                u"1.2.3"_s,
                                u"-1"_s,
                                u"+1"_s,
                                u"-0.01"_s,
                                u" 1"_s,
                                u"1 "_s,
                                u"1,000"_s,
                                u"1e3"_s,
                                u"0x10"_s,
                                u"1元"_s,
                                u"¥1"_s,
                                u"１２"_s,
                                u"١٢"_s,
                                u"1.０"_s,
                                u"NaN"_s,
                                u"inf"_s,
                                u"一百"_s,
                                u"1\u0000"_s,
                                u"1000000000000000"_s,
                                u"12345678901234567890"_s,
                                u"1000000000000000.00"_s}) {
        INFO(text.toStdString());
        CHECK_FALSE(counted(text));
    }
}

TEST_CASE("Amounts are printed with two decimals, grouped, and in 万元") {
    struct Printed {
        qint64 count;
        const char16_t* yuan;
        const char16_t* grouped;
        const char16_t* wan;
    };
    for (const Printed& row : {
             Printed{0, u"0.00", u"0.00", u"0.00"},
             Printed{1, u"0.01", u"0.01", u"0.000001"},
             Printed{-5, u"-0.05", u"-0.05", u"-0.000005"},
             Printed{50, u"0.50", u"0.50", u"0.00005"},
             Printed{99'999, u"999.99", u"999.99", u"0.099999"},
             Printed{100'000, u"1000.00", u"1,000.00", u"0.10"},
             Printed{500'000, u"5000.00", u"5,000.00", u"0.50"},
             Printed{110'000'000, u"1100000.00", u"1,100,000.00", u"110.00"},
             Printed{2'247'000'000, u"22470000.00", u"22,470,000.00", u"2,247.00"},
             Printed{-123'456'789, u"-1234567.89", u"-1,234,567.89", u"-123.456789"},
             Printed{most, u"92233720368547758.07", u"92,233,720,368,547,758.07",
                     u"9,223,372,036,854.775807"},
             Printed{least, u"-92233720368547758.08", u"-92,233,720,368,547,758.08",
                     u"-9,223,372,036,854.775808"},
         }) {
        const Fen amount = Fen::of(row.count);
        CHECK(amount.toYuan() == QStringView(row.yuan));
        CHECK(amount.grouped() == QStringView(row.grouped));
        CHECK(amount.toWan() == QStringView(row.wan));
    }
}

TEST_CASE("money.exact: arithmetic that leaves 64 bits is an overflow, never another number") {
    CHECK((Fen::of(most - 1) + Fen::of(1)).count() == most);
    CHECK_THROWS_AS(Fen::of(most) + Fen::of(1), Overflow);
    CHECK((Fen::of(least + 1) - Fen::of(1)).count() == least);
    CHECK_THROWS_AS(Fen::of(least) - Fen::of(1), Overflow);
    CHECK_THROWS_AS(-Fen::of(least), Overflow);
    CHECK((-Fen::of(most)).count() == -most);
    CHECK_THROWS_AS(Fen::of(most).times(2), Overflow);
    CHECK_THROWS_AS(Fen::of(most / 2 + 1).times(2), Overflow);
    CHECK(Fen::of(most / 2).times(2).count() == most - 1);
    CHECK(Fen::of(most).times(0).isZero());
    CHECK_THROWS_AS(Fen::of(least).times(-1), Overflow);
    Fen amount = Fen::of(most);
    CHECK_THROWS_AS(amount += Fen::of(1), Overflow);
    CHECK(amount.count() == most); // as it was
    amount -= Fen::of(most);
    CHECK(amount.isZero());
}

TEST_CASE("Percentages have at most two decimals and end at a hundred") {
    CHECK(percent("0").hundredths() == 0);
    CHECK(percent("12.5").hundredths() == 1250);
    CHECK(percent("0.01").hundredths() == 1);
    CHECK(percent("100").hundredths() == 10000);
    CHECK(percent("50").toText() == u"50");
    CHECK(percent("12.50").toText() == u"12.5");
    CHECK(percent("0").toText() == u"0");
    CHECK(percent("100.00").toText() == u"100");
    for (const QString& text : {u"100.01"_s, u"101"_s, u"-1"_s, u""_s, u"1.234"_s, u"1000"_s,
                                u"50%"_s, u" 50"_s, u"050"_s})
        CHECK_FALSE(Percent::parse(text));
}

TEST_CASE("Shares are rounded down, or up, to the fen") {
    CHECK(Fen::of(220'000'000).shareDown(percent("50")).count() == 110'000'000);
    CHECK(Fen::of(101).shareDown(percent("50")).count() == 50);
    CHECK(Fen::of(101).shareUp(percent("50")).count() == 51);
    CHECK(Fen::of(100).shareUp(percent("50")).count() == 50);
    CHECK(Fen::of(1).shareDown(percent("0.01")).isZero());
    CHECK(Fen::of(1).shareUp(percent("0.01")).count() == 1);
    CHECK(Fen::of(0).shareUp(percent("99.99")).isZero());
    CHECK(Fen::of(3333).shareUp(percent("5")).count() == 167);
    // The product is far past 64 bits before it is divided.
    CHECK(Fen::of(most).shareDown(percent("100")).count() == most);
    CHECK(Fen::of(most).shareUp(percent("100")).count() == most);
}

TEST_CASE("A rate is cut to four digits, never rounded up") {
    CHECK(money::rate(Fen::of(0), Fen::of(100)) == u"0.0000");
    CHECK(money::rate(Fen::of(100), Fen::of(100)) == u"1.0000");
    CHECK(money::rate(Fen::of(1), Fen::of(3)) == u"0.3333");
    CHECK(money::rate(Fen::of(2), Fen::of(3)) == u"0.6666");
    CHECK(money::rate(Fen::of(99'999), Fen::of(100'000)) == u"0.9999");
    CHECK(money::rate(Fen::of(1), Fen::of(100'000)) == u"0.0000");
    CHECK(money::rate(Fen::of(150), Fen::of(100)) == u"1.5000");
    CHECK(money::rate(Fen::of(5), Fen::of(0)) == u"0.0000");
    CHECK(money::rate(Fen::of(most), Fen::of(most)) == u"1.0000");
}

TEST_CASE("万元 is read exactly to the fen") {
    CHECK(Fen::parseWan(u"0.5")->toYuan() == "5000.00");
    CHECK(Fen::parseWan(u"2247")->toYuan() == "22470000.00");
    CHECK(Fen::parseWan(u"0.000001")->toYuan() == "0.01");
    CHECK(Fen::parseWan(u"12345.678901")->toYuan() == "123456789.01");
    CHECK(!Fen::parseWan(u"0.0000001"));
    CHECK(!Fen::parseWan(u"-1"));
    CHECK(!Fen::parseWan(u"1,000"));
    CHECK(!Fen::parseWan(u""));
    CHECK(!Fen::parseWan(u"999999999999"));
}
