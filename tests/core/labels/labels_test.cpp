// SPDX-License-Identifier: GPL-3.0-only
#include <labels/labels.h>

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
