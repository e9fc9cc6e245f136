// SPDX-License-Identifier: GPL-3.0-only
#include <money/capital.h>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <limits>

// Properties over random amounts. A failure prints the case and the seed that finds it again.

using namespace Qt::Literals::StringLiterals;
using money::Fen;
using money::Percent;

namespace {

constexpr qint64 mostParsed = 99'999'999'999'999'999; // fifteen digits and two decimals

// Amounts of every size: as likely a few fen as billions, with zeros inside.
rc::Gen<qint64> counts() {
    return rc::gen::map(rc::gen::tuple(rc::gen::inRange<qint64>(0, mostParsed + 1),
                                       rc::gen::inRange(0, 18), rc::gen::inRange(0, 10)),
                        [](const std::tuple<qint64, int, int>& parts) {
                            qint64 unit = 1;
                            for (int i = 0; i < std::get<1>(parts); ++i)
                                unit *= 10;
                            const qint64 small = std::get<0>(parts) / unit;
                            // Now and then few digits stay, so that zeros stand in a row.
                            if (std::get<2>(parts) > 3)
                                return small;
                            QString digits = QString::number(small);
                            for (qsizetype i = 1; i < digits.size(); ++i)
                                if ((digits[i].unicode() + i) % 5 != 0)
                                    digits[i] = u'0';
                            return digits.toLongLong();
                        });
}

template <class Test> bool holds(const char* what, Test test) {
    return rc::check(what, test);
}

// An independent reader of 大写: a little calculator that knows digits and units only.
class CapitalReader {
public:
    explicit CapitalReader(const QString& text) : m_text(text) {}

    qint64 fen() {
        const bool negative = m_text.startsWith(u'负');
        const qint64 count = read(negative ? 1 : 0);
        return negative ? -count : count;
    }

private:
    qint64 read(qsizetype from) {
        qint64 yuan = 0;    // what has its 万 or 亿
        qint64 section = 0; // up to 9999, grown by 拾 佰 仟
        qint64 digit = 0;
        qint64 hundredths = 0;
        for (QChar c : QStringView(m_text).sliced(from)) {
            const qsizetype value = QStringView(u"零壹贰叁肆伍陆柒捌玖").indexOf(c);
            if (value >= 0) {
                digit = value;
                continue;
            }
            switch (c.unicode()) {
            case u'拾':
                section += digit * 10;
                break;
            case u'佰':
                section += digit * 100;
                break;
            case u'仟':
                section += digit * 1000;
                break;
            case u'万':
                yuan += (section + digit) * 10'000;
                section = 0;
                break;
            case u'亿':
                yuan = (yuan + section + digit) * 100'000'000;
                section = 0;
                break;
            case u'元':
                yuan += section + digit;
                section = 0;
                break;
            case u'角':
                hundredths += digit * 10;
                break;
            case u'分':
                hundredths += digit;
                break;
            default:
                break; // 整
            }
            digit = 0;
        }
        return yuan * 100 + hundredths;
    }

    QString m_text;
};

} // namespace

TEST_CASE("What is printed in yuan is read back as the same amount") {
    REQUIRE(holds("parse(toYuan(x)) == x", [] {
        const Fen amount = Fen::of(*counts());
        RC_ASSERT(Fen::parse(amount.toYuan()) == amount);
        QString grouped = amount.grouped();
        RC_ASSERT(Fen::parse(grouped.remove(u',')) == amount);
    }));
}

TEST_CASE("万元 is exact: its digits moved by four places are the yuan") {
    REQUIRE(holds("toWan", [] {
        const Fen amount = Fen::of(*counts());
        QString wan = amount.toWan();
        wan.remove(u',');
        QString decimals = wan.section(u'.', 1);
        RC_ASSERT(decimals.size() >= 2 && decimals.size() <= 6);
        RC_ASSERT(decimals.size() == 2 || !decimals.endsWith(u'0'));
        const QString digits = wan.section(u'.', 0, 0) + decimals.leftJustified(6, u'0');
        RC_ASSERT(digits.toLongLong() == amount.count());
    }));
}

TEST_CASE("Amounts are ordered, added and taken away as whole numbers are") {
    REQUIRE(holds("order and sums", [] {
        const qint64 a = *counts();
        const qint64 b = *counts();
        RC_ASSERT((Fen::of(a) < Fen::of(b)) == (a < b));
        RC_ASSERT((Fen::of(a) == Fen::of(b)) == (a == b));
        RC_ASSERT((Fen::of(a) + Fen::of(b)).count() == a + b);
        RC_ASSERT((Fen::of(a) - Fen::of(b)).count() == a - b);
        RC_ASSERT(Fen::of(a) + Fen::of(b) - Fen::of(b) == Fen::of(a));
        RC_ASSERT((-Fen::of(a)).toYuan() == (a == 0 ? u"0.00"_s : u"-"_s + Fen::of(a).toYuan()));
    }));
}

TEST_CASE("Any 64-bit sum is right or an overflow") {
    REQUIRE(holds("overflow", [] {
        const qint64 a = *rc::gen::arbitrary<qint64>();
        const qint64 b = *rc::gen::arbitrary<qint64>();
        const qint64 scale = *rc::gen::elementOf(std::vector<qint64>{1, 1, 3'037'000'499});
        qint64 expected = 0;
        const auto agrees = [&](bool overflows, auto compute) {
            try {
                return compute().count() == expected && !overflows;
            } catch (const money::Overflow&) {
                return overflows;
            }
        };
        const qint64 x = a / scale;
        RC_ASSERT(agrees(__builtin_add_overflow(a, b, &expected),
                         [&] { return Fen::of(a) + Fen::of(b); }));
        RC_ASSERT(agrees(__builtin_sub_overflow(a, b, &expected),
                         [&] { return Fen::of(a) - Fen::of(b); }));
        RC_ASSERT(
            agrees(__builtin_mul_overflow(x, b, &expected), [&] { return Fen::of(x).times(b); }));
    }));
}

TEST_CASE("A share and its rest are the whole, and rounding up is at most a fen more") {
    REQUIRE(holds("shares", [] {
        const Fen whole = Fen::of(*counts());
        const int hundredths = *rc::gen::inRange(0, 10001);
        const Percent percent =
            *Percent::parse(QString::number(hundredths / 100) + u'.'
                            + QString::number(hundredths % 100).rightJustified(2, u'0'));
        const Fen down = whole.shareDown(percent);
        const Fen up = whole.shareUp(percent);
        RC_ASSERT(percent.hundredths() == hundredths);
        RC_ASSERT(Percent::parse(percent.toText())->hundredths() == hundredths);
        RC_ASSERT(down >= Fen() && up <= whole);
        RC_ASSERT(up == down || up == down + Fen::of(1));
        const Percent rest =
            *Percent::parse(QString::number((10000 - hundredths) / 100) + u'.'
                            + QString::number((10000 - hundredths) % 100).rightJustified(2, u'0'));
        RC_ASSERT(down + whole.shareUp(rest) == whole);
    }));
}

TEST_CASE("A rate never says more than was paid") {
    REQUIRE(holds("rate", [] {
        const qint64 whole = *rc::gen::inRange<qint64>(1, mostParsed / 10000);
        const qint64 part = *rc::gen::inRange<qint64>(0, whole + 1);
        const QString text = money::rate(Fen::of(part), Fen::of(whole));
        const qint64 digits = QString(text).remove(u'.').toLongLong();
        RC_ASSERT(text.size() == 6);
        RC_ASSERT(digits * whole <= part * 10000);
        RC_ASSERT((digits + 1) * whole > part * 10000);
    }));
}

TEST_CASE("大写 is read back as the same amount by an independent reader") {
    REQUIRE(holds("capital", [] {
        const qint64 count = *counts();
        const QString text = money::capital(Fen::of(count));
        RC_LOG(text.toStdString());
        RC_ASSERT(CapitalReader(text).fen() == count);
        RC_ASSERT(CapitalReader(money::capital(Fen::of(-count))).fen() == -count);
        RC_ASSERT(!text.contains(u"零零"_s));
        RC_ASSERT(text.endsWith(u'整') == (count % 10 == 0));
        RC_ASSERT(text.count(u'亿') <= 1);
    }));
    // Every amount below a hundred yuan, and every yuan below a hundred thousand.
    for (qint64 count = 0; count < 10'000; ++count)
        if (CapitalReader(money::capital(Fen::of(count))).fen() != count)
            FAIL(money::capital(Fen::of(count)).toStdString());
    for (qint64 yuan = 0; yuan < 100'000; ++yuan)
        if (CapitalReader(money::capital(Fen::of(yuan * 100))).fen() != yuan * 100)
            FAIL(money::capital(Fen::of(yuan * 100)).toStdString());
}
