// SPDX-License-Identifier: GPL-3.0-only
#include <support/number_lists.h>

#include <journal/check_digits.h>
#include <journal/personal_numbers.h>

#include <catch2/catch.hpp>

#include <ctime>

using namespace Qt::Literals::StringLiterals;

namespace {

QString words(const char16_t* text) {
    return QString::fromUtf16(text);
}

QStringList formsOf(const QString& text) {
    QStringList forms;
    for (const auto& span : journal::personalNumbers(text).certain)
        forms << span.form;
    return forms;
}

} // namespace

TEST_CASE("disclose.monthly: each form of a number as the table of forms has it, both ways") {
    for (const journal::NumberForm& form : journal::numberForms()) {
        INFO(words(form.name).toStdString());
        CHECK_FALSE(form.examples.empty());
        CHECK_FALSE(form.others.empty());
        for (const char16_t* text : form.examples) {
            const auto found = journal::personalNumbers(words(text));
            INFO(words(text).toStdString()
                 << " -> " << formsOf(words(text)).join(u'|').toStdString());
            CHECK(found.certain.empty() != form.personal);
            if (form.personal)
                CHECK(formsOf(words(text)).contains(words(form.name)));
            else
                CHECK(found.uncertain.empty());
        }
        for (const char16_t* text : form.others) {
            const auto found = journal::personalNumbers(words(text));
            INFO(words(text).toStdString()
                 << " -> " << formsOf(words(text)).join(u'|').toStdString());
            if (form.personal)
                CHECK_FALSE(formsOf(words(text)).contains(words(form.name)));
            else
                CHECK_FALSE((found.certain.empty() && found.uncertain.empty()));
        }
    }
}

TEST_CASE("disclose.monthly: personal numbers are masked however they are typed") {
    CHECK(testing::personalTexts().size() >= 60);
    for (const auto& [text, digits] : testing::personalTexts()) {
        INFO(text.toStdString() << " -> " << journal::masked(text).toStdString());
        CHECK(journal::holdsPersonalNumber(text));
        CHECK_FALSE(testing::stillReads(journal::masked(text), digits));
    }
}

TEST_CASE("disclose.monthly: numbers that are no person's stay whole") {
    CHECK(testing::plainTexts().size() >= 60);
    for (const QString& text : testing::plainTexts()) {
        INFO(text.toStdString());
        CHECK(journal::masked(text).toStdString() == text.toStdString());
        CHECK(journal::uncertainNumbers(text).join(u'|').toStdString().empty());
    }
}

TEST_CASE("disclose.monthly: other runs of seven and more digits are for who publishes") {
    for (const auto& [text, digits] : testing::uncertainTexts()) {
        INFO(text.toStdString());
        CHECK(journal::masked(text).toStdString() == text.toStdString());
        CHECK(journal::uncertainNumbers(text).join(u'|').toStdString() == digits.toStdString());
    }
}

TEST_CASE("a mask keeps its place in the text as it was typed") {
    CHECK(journal::masked(u"电话13812345678。"_s) == u"电话138****5678。");
    CHECK(journal::masked(u"[１３８　1234\u200b　5678]号"_s) == u"[138****5678]号");
    CHECK(journal::masked(u"甲①③⑧12345678乙"_s) == u"甲138****5678乙");
    CHECK(journal::masked(u"11010519491231002X"_s) == u"1****************X");
    CHECK(journal::masked(u"11010519491231002x。"_s) == u"1****************X。");
    CHECK(journal::masked(u"433126800101123"_s) == u"4*************3");
    CHECK(journal::masked(u"6228480402564890018"_s) == u"****0018");
    CHECK(journal::masked(u"联系zhang@qq.com。"_s) == u"联系****。");
    CHECK(journal::masked(u"(0743)4721234转801"_s) == u"(****转801");
    CHECK(journal::masked(u"13812345678、0743-4721234"_s) == u"138****5678、****");
    // What stands before or behind a number does not hide it.
    CHECK(journal::masked(u"A1 11010519491231002X 6228480402564890018"_s)
          == u"A1 1****************X ****0018");
    CHECK(journal::masked(u"A1 138 1234 5678 B"_s) == u"A1 138****5678 B");
    CHECK(journal::masked(u"20 13812345678"_s) == u"20 138****5678");
    CHECK(journal::masked(u"13812345678 9a"_s) == u"138****5678 9a");
    CHECK(journal::masked(u"13812345678\n13912345678"_s) == u"138****5678\n139****5678");
}

TEST_CASE("an identity number's mask keeps the first and the last sign") {
    CHECK(journal::maskedIdentityNumber(u"11010519491231002X"_s) == u"1****************X");
    CHECK(journal::maskedIdentityNumber(u"1"_s) == u"****1");
    CHECK(journal::lastFour(u"6228480402564890018"_s) == u"****0018");
    CHECK(journal::lastFour({}).isEmpty());
}

TEST_CASE("identity numbers: the check digit, x or X, born from 1900 to today") {
    const QDate today(2019, 3, 1);
    CHECK(journal::isIdentityNumber(u"11010519491231002x", today));
    const auto born = [](const QString& day) {
        for (const QChar last : u"0123456789X"_s)
            if (const QString number = u"433126"_s + day + u"123"_s + last;
                journal::hasIdentityCheckDigit(number))
                return number;
        return QString();
    };
    CHECK(journal::isIdentityNumber(born(u"19000101"_s), today));
    CHECK_FALSE(journal::isIdentityNumber(born(u"18991231"_s), today));
    CHECK(journal::isIdentityNumber(born(u"20190301"_s), today));
    CHECK_FALSE(journal::isIdentityNumber(born(u"20190302"_s), today));
    CHECK_FALSE(journal::isIdentityNumber(born(u"20190229"_s), today));
}

TEST_CASE("masking: twice is once, nothing certain is left, texts without digits stay") {
    const QStringList pieces{u"13812345678"_s, u"138 1234"_s, u"5678"_s,
                             u"0743"_s,        u"4721234"_s,  u"6228480402564890018"_s,
                             u"2019-04-01"_s,  u"20190930"_s, u"433126"_s,
                             u"19800101"_s,    u"1236"_s,     u"电话"_s,
                             u"账号"_s,        u"发票"_s,     u"QQ"_s,
                             u"微信"_s,        u"wx_88"_s,    u"@qq.com"_s,
                             u"元"_s,          u"、"_s,       u" "_s,
                             u"  "_s,          u"-"_s,        u"."_s,
                             u"("_s,           u")"_s,        u"号"_s,
                             u"一三八"_s,      u"****"_s,     u"\u200b"_s,
                             u"１３８"_s,      u"第"_s,       u"86"_s,
                             u"+"_s,           u"X"_s,        u"3"_s};
    quint32 state = 20191129;
    const auto next = [&state](qsizetype below) {
        state = state * 1664525U + 1013904223U;
        return static_cast<qsizetype>((state >> 8) % static_cast<quint32>(below));
    };
    for (int turn = 0; turn < 20000; ++turn) {
        QString text;
        for (qsizetype i = next(9) + 1; i > 0; --i)
            text += pieces[next(pieces.size())];
        const QString once = journal::masked(text);
        const bool good = journal::masked(once) == once && !journal::holdsPersonalNumber(once);
        if (good)
            continue;
        INFO(text.toStdString() << " -> " << once.toStdString());
        REQUIRE(journal::masked(once).toStdString() == once.toStdString());
        REQUIRE_FALSE(journal::holdsPersonalNumber(once));
    }
    for (const auto* text : {u"", u"同意拨付。", u"两行\n文字", u"县经信局、县财政局", u"A-B_C"})
        CHECK(journal::masked(words(text)) == words(text));
}

TEST_CASE("a text as long as a line may be is read in passing") {
    for (const QString& piece : {u"1 "_s, u"12345678 "_s, u"a@b.cn "_s, u"138 1234 5678、"_s,
                                 u"电话1 "_s, u" "_s, u"2019-04-01 "_s, u"一"_s}) {
        const QString text = piece.repeated(100'000 / piece.size());
        const std::clock_t before = std::clock();
        CHECK(journal::masked(text).size() > 0);
        CHECK(journal::uncertainNumbers(text).size() >= 0);
        INFO(piece.toStdString());
        CHECK(std::clock() - before < 10 * CLOCKS_PER_SEC);
    }
}

TEST_CASE(
    "disclose.monthly: a telephone with 元 glued behind it is masked or shown to who publishes") {
    CHECK(journal::masked(u"电话13812345678元"_s) == u"电话138****5678元"_s);
    CHECK(journal::masked(u"138-1234-5678元"_s) == u"138****5678元"_s);
    CHECK(journal::masked(u"张三13812345678元宝店"_s) == u"张三13812345678元宝店"_s);
    CHECK(journal::uncertainNumbers(u"张三13812345678元宝店"_s) == QStringList{u"13812345678"_s});
    CHECK(journal::uncertainNumbers(u"合计13812345678元"_s).isEmpty());
}

// Each number that is masked lets the next one be read: more often than a few times.
TEST_CASE("personal numbers: a chain of numbers is masked to its end") {
    const QString text = QString::fromUtf8(QByteArray::fromHex(
        "e5beaee4bfa1207a68616e444444444444444444444473616e20444444444444444444323031392e"
        "342d323031392e3b73616e444444444444440a0a0a0a0a0a0a0a0a0a0a0a444444444444bdbbbbbb"
        "44444432616e"));
    CHECK(journal::holdsPersonalNumber(text));
    const QString once = journal::masked(text);
    CHECK_FALSE(journal::holdsPersonalNumber(once));
    CHECK(journal::masked(once) == once);
}
