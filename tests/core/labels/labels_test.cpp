// SPDX-License-Identifier: GPL-3.0-only
#include <labels/labels.h>
#include <labels/sentence.h>
#include <logging/bug.h>

#include <catch2/catch.hpp>

#include <QSet>

using namespace Qt::Literals::StringLiterals;
using labels::Vocabulary;

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
    CHECK(labels::longLabel(labels::Role::Leader) == u"县政府分管领导"_s);
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

TEST_CASE("sentences: what fills a place is not itself looked at for places") {
    CHECK(labels::sentence("command.unknown", u"%1 和 %2"_s).text()
          == u"没有名为 %1 和 %2 的命令,请核对命令名。"_s);
    CHECK(labels::Sentence::told(u"满 100%1"_s).text() == u"满 100%1"_s);
    CHECK_THROWS_AS(labels::sentence("command.unknown").text(), logging::Bug);
    CHECK_THROWS_AS(labels::sentence("command.unknown", u"a"_s, u"b"_s).text(), logging::Bug);
    CHECK_THROWS_AS(labels::sentence("no.such.code").text(), logging::Bug);
}
