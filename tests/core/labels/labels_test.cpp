// SPDX-License-Identifier: GPL-3.0-only
#include <labels/labels.h>
#include <labels/sentence.h>
#include <logging/bug.h>
#include <logging/log.h>
#include <support/places.h>
#include <support/told.h>

#include <catch2/catch.hpp>

#include <QFile>
#include <QMap>
#include <QSet>

using namespace Qt::Literals::StringLiterals;
using labels::Vocabulary;
using testing::told;

TEST_CASE("labels: one thing has one name, short or long") {
    CHECK(labels::shortLabel(Vocabulary::ProjectState, u"started"_s) == u"已开工"_s);
    CHECK(labels::longLabel(Vocabulary::ProjectState, u"started"_s) == u"已开工"_s);
    CHECK(labels::shortLabel(Vocabulary::ProjectState, u"declared"_s) == u"待审核"_s);
    CHECK(labels::longLabel(Vocabulary::ProjectState, u"declared"_s) == u"已申报待审核"_s);
    // The same code of another thing is another word.
    CHECK(labels::longLabel(Vocabulary::PaymentState, u"approved"_s) == u"已审批"_s);
    CHECK(labels::longLabel(Vocabulary::ProjectState, u"approved"_s) == u"已批准"_s);
}

TEST_CASE("labels: a code that the vocabulary has not stands as it is") {
    CHECK_FALSE(labels::has(Vocabulary::Role, u"mayor"_s));
    CHECK(labels::shortLabel(Vocabulary::Role, u"mayor"_s) == u"mayor"_s);
    CHECK(labels::longLabel(Vocabulary::PaymentState, u"declared"_s) == u"declared"_s);
}

TEST_CASE("labels: a thing's states are looked up in its own table") {
    for (const char* state :
         {"requested", "reviewed", "approved", "paid", "returned", "rejected"}) {
        INFO(state);
        CHECK(labels::has(labels::statesOf(u"payment"_s), QString::fromLatin1(state)));
    }
    CHECK(labels::longLabel(labels::statesOf(u"refund"_s), u"voided"_s) == u"已作废"_s);
    CHECK(labels::longLabel(labels::statesOf(u"contract"_s), u"voided"_s) == u"已作废"_s);
}

TEST_CASE("labels: no code stands twice in a vocabulary, and none is without words") {
    for (int i = 0; i <= static_cast<int>(Vocabulary::Role); ++i) {
        const auto vocabulary = static_cast<Vocabulary>(i);
        const QStringList codes = labels::codes(vocabulary);
        INFO("vocabulary " << i);
        CHECK_FALSE(codes.isEmpty());
        CHECK(QSet<QString>(codes.begin(), codes.end()).size() == codes.size());
        for (const QString& code : codes) {
            CHECK_FALSE(labels::shortLabel(vocabulary, code).isEmpty());
            CHECK_FALSE(labels::longLabel(vocabulary, code).isEmpty());
        }
    }
}

TEST_CASE("labels: a code is its enumerator inside, its text outside") {
    CHECK(labels::code(labels::ProjectState::Started) == "started"_L1);
    CHECK(labels::code(labels::UnitKind::SoleTrader) == "sole-trader"_L1);
    CHECK(labels::parse<labels::PaymentKind>(u"final"_s) == labels::PaymentKind::Final);
    CHECK_FALSE(labels::parse<labels::PaymentKind>(u"declared"_s).has_value());
    CHECK(labels::is(u"paid"_s, labels::PaymentState::Paid));
    CHECK_FALSE(labels::is(u"paid"_s, labels::PaymentState::Approved));
    CHECK(labels::longLabel(labels::Role::Leader) == u"{leader}"_s);
}

TEST_CASE("sentences: each has a code of its own and words") {
    QSet<QString> seen;
    for (const auto& [code, words] : labels::sentences()) {
        INFO(code.toStdString());
        CHECK_FALSE(seen.contains(code));
        seen.insert(code);
        CHECK_FALSE(words.isEmpty());
    }
    CHECK(seen.size() > 10);
}

// Words are changed here too, on purpose: other tests ask for codes and figures only. Written anew
// by FUNDDESK_WRITE_GOLDEN=1 build/bin/labels_tests.
TEST_CASE("sentences: the words of each are those of the golden file") {
    QMap<QString, QString> all;
    for (auto [code, words] : labels::sentences()) {
        for (int place = 1; place <= 9; ++place)
            words.replace(u'%' + QString::number(place), QChar(u'\u2460' + place - 1)); // ①
        all.insert(code, words);
    }
    QByteArray made;
    for (auto it = all.cbegin(); it != all.cend(); ++it)
        made += (it.key() + u" = "_s + it.value() + u'\n').toUtf8();
    QFile file(testing::source(u"/tests/core/labels/golden_sentences.txt"_s));
    if (qEnvironmentVariableIsSet("FUNDDESK_WRITE_GOLDEN")) {
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(made);
        return;
    }
    REQUIRE(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> golden = file.readAll().split('\n');
    const QList<QByteArray> now = made.split('\n');
    for (qsizetype i = 0; i < std::max(golden.size(), now.size()); ++i)
        REQUIRE(now.value(i).toStdString() == golden.value(i).toStdString());
}

TEST_CASE("sentences: no two codes have the same words") {
    QMap<QString, QString> codes;
    for (const auto& [code, words] : labels::sentences()) {
        INFO(code.toStdString() << " and " << codes.value(words).toStdString());
        CHECK_FALSE(codes.contains(words));
        codes.insert(words, code);
    }
}

TEST_CASE("sentences: one that came with its code is taken apart where its words are ours") {
    const labels::Sentence ours = labels::sentence("internal", u"1a2b3c4d"_s);
    const QString words = ours.text();
    const auto came = labels::Sentence::told(words, u"internal"_s, {u"1a2b3c4d"_s});
    CHECK(came.code() == "internal");
    CHECK(came.arguments() == QStringList{u"1a2b3c4d"_s});
    CHECK(came.text() == words);
    for (const auto& other :
         {labels::Sentence::told(u"另一句话"_s, u"internal"_s, {u"1a2b3c4d"_s}),
          labels::Sentence::told(words, u"no.such"_s, {u"1a2b3c4d"_s}),
          labels::Sentence::told(words, u"internal"_s, {}),
          labels::Sentence::told(words, u"internal"_s, {u"1a2b3c4d"_s, u"2"_s})}) {
        CHECK(other.code().empty());
        CHECK((other.text() == words || other.text() == u"另一句话"_s));
    }
}

TEST_CASE("sentences: an internal error is told by its id, and what to do by its kind") {
    CHECK(labels::internalError({u"1a2b3c4d"_s, false}).text() == told("internal", "1a2b3c4d"));
    CHECK(labels::internalError({u"1a2b3c4d"_s, true}).text()
          == told("internal.memory", "1a2b3c4d"));
}

TEST_CASE("sentences: a part of one may be a sentence of its own") {
    CHECK(labels::sentence("date.not-yet", u"2019-03-01"_s,
                           labels::sentence("not-yet.final", u"XM-1"_s), u"2019-03-02"_s)
              .text()
          == u"2019-03-01 当时项目 XM-1 的最后一次拨付还在办或未退回,自 2019-03-02 起才可以办理:"
             "请填写该日或其后的日期。"_s);
    const labels::Sentence changed =
        labels::sentence("key.missing", u"a"_s).withArguments([](const QString& one) {
            return one + u'b';
        });
    CHECK(changed.code() == "key.missing");
    CHECK(changed.text() == told("key.missing", "ab"));
}

TEST_CASE("sentences: what fills a place is not itself looked at for places") {
    CHECK(labels::sentence("command.unknown", u"%1 和 %2"_s).text()
          == u"没有名为 %1 和 %2 的命令,请核对命令名。"_s);
    CHECK(labels::Sentence::told(u"满 100%1"_s).text() == u"满 100%1"_s);
    CHECK_THROWS_AS(labels::sentence("command.unknown").text(), logging::Bug);
    CHECK_THROWS_AS(labels::sentence("command.unknown", u"a"_s, u"b"_s).text(), logging::Bug);
    CHECK_THROWS_AS(labels::sentence("no.such.code").text(), logging::Bug);
}
