// SPDX-License-Identifier: GPL-3.0-only
#include <money/fen.h>
#include <sheets/number.h>

#include <catch2/catch.hpp>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>

// An amount goes into a spreadsheet as a floating-point number, and has to come out the same.

using namespace Qt::Literals::StringLiterals;
using money::Fen;

namespace {

// As libxlsxwriter writes a number into the file, and a spreadsheet reads it.
double written(double value) {
    char text[64];
    std::snprintf(text, sizeof text, "%.16G", value);
    return std::strtod(text, nullptr);
}

void comesBack(qint64 fen) {
    const QString yuan = Fen::of(fen).toYuan();
    const auto value = sheets::number(yuan);
    const double read = written(value.value_or(-1));
    // Not CHECK: hundreds of thousands of them.
    if (!value || read != *value || std::llround(read * 100) != fen
        || QString::number(read, 'f', 2) != yuan)
        FAIL(yuan.toStdString() << " came back as " << read);
}

constexpr qint64 most = 1'000'000'000'000'000; // fen: fifteen digits end below it

} // namespace

TEST_CASE("Every amount of fifteen digits comes back from a spreadsheet to the fen") {
    for (qint64 fen = -100'000; fen <= 100'000; ++fen)
        comesBack(fen);
    for (qint64 fen = most - 100'000; fen < most; ++fen)
        comesBack(fen);
    for (qint64 ten = 1; ten < most; ten *= 10)
        for (qint64 near : {ten - 1, ten, ten + 1, 9 * ten + 5, -ten})
            if (near < most)
                comesBack(near);
    std::mt19937_64 random(20190630);
    for (int digits = 1; digits <= 15; ++digits) {
        std::uniform_int_distribution<qint64> any(0, qint64(std::pow(10, digits)) - 1);
        for (int i = 0; i < 20'000; ++i)
            comesBack(any(random));
    }
}

TEST_CASE("What a spreadsheet would round is no number") {
    CHECK(sheets::number(u"9999999999999.99"));
    CHECK_FALSE(sheets::number(u"10000000000000.00"));
    CHECK_FALSE(sheets::number(u"999999999999999.99")); // the contract's largest amount
    CHECK(sheets::number(u"999999999999999"));
    CHECK_FALSE(sheets::number(u"1000000000000000"));
    for (const QString& no : {u""_s, u"-"_s, u"."_s, u".5"_s, u"5."_s, u"1e5"_s, u"1,000.00"_s,
                              u"+1"_s, u"0x10"_s, u" 1"_s, u"合计"_s, u"—"_s, u"1.2.3"_s, u"--1"_s})
        CHECK_FALSE(sheets::number(no));
    CHECK(*sheets::number(u"-0.05") == -0.05);
    CHECK_FALSE(std::signbit(*sheets::number(u"-0.00")));
    CHECK(*sheets::number(u"0.3620") == 0.362);
}
