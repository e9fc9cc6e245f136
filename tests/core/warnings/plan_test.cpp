// SPDX-License-Identifier: GPL-3.0-only
#include "asked.h"

#include <plan/plan_file.h>

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::asked;
using testing::Office;
using testing::ok;
using testing::planWith;

namespace {

QString reallocation(int n, const char* date) {
    return uR"({"id":"TZ-%1","date":"%2","document":"文","moves":[{"from":"L01","to":"L10",)"
           R"("source":"central-2","amount":"1.00"}]})"_s.arg(n)
               .arg(QLatin1StringView(date));
}

QString troubleOf(const QJsonObject& warnings) {
    QJsonObject plan = QJsonDocument::fromJson(testing::readPlan(u"guzhang.json"_s)).object();
    plan.insert("warnings"_L1, warnings);
    const auto rejection = plan::checkPlanFile(plan);
    return rejection ? rejection->error()->field : QString();
}

} // namespace

TEST_CASE("warnings: county money that has not come by the end of the first year") {
    Office office; // from 2018-12-29: its first whole year is 2019
    CHECK(asked(office, "match-late") == u"");
    office.today(u"2020-01-01"_s);
    CHECK(asked(office, "match-late") == u"county");
    office.fund(u"county"_s, u"2469999.99"_s);
    CHECK(asked(office, "match-late") == u"county");
    office.fund(u"county"_s, u"0.01"_s);
    CHECK(asked(office, "match-late") == u"");
}

TEST_CASE("warnings: county money by half of a short period") {
    Office office(planWith(
        {{"period"_L1, QJsonObject{{"from"_L1, u"2019-01-01"_s}, {"to"_L1, u"2019-11-01"_s}}}}));
    office.today(u"2019-06-02"_s); // 152 of 304 days
    CHECK(asked(office, "match-late") == u"");
    office.today(u"2019-06-03"_s);
    CHECK(asked(office, "match-late") == u"county");
}

TEST_CASE("warnings: the second batch moved about more than twice before the evaluation") {
    Office office;
    office.ok(u"group1"_s, u"plan.reallocate"_s, reallocation(1, "2019-03-01"));
    office.ok(u"group1"_s, u"plan.reallocate"_s, reallocation(2, "2019-03-02"));
    office.evaluated();
    office.ok(u"group1"_s, u"plan.reallocate"_s, reallocation(3, "2019-05-01"));
    CHECK(asked(office, "phase-use") == u"");
    Office other;
    for (int n = 1; n <= 3; ++n)
        other.ok(u"group1"_s, u"plan.reallocate"_s, reallocation(n, "2019-03-01"));
    CHECK(asked(other, "phase-use") == u"central-2");
}

TEST_CASE("warnings: a rate under the plan's threshold of its month") {
    Office office(planWith(
        {{"period"_L1, QJsonObject{{"from"_L1, u"2019-01-01"_s}, {"to"_L1, u"2021-12-31"_s}}},
         {"rate_thresholds"_L1,
          QJsonArray{QJsonObject{{"months"_L1, 12}, {"percent"_L1, u"50"_s}}}}}));
    CHECK(asked(office, "rate-low") == u""); // 2019-12-31
    office.today(u"2020-01-01"_s);
    CHECK(asked(office, "rate-low").contains(u"line/L08"));
    CHECK(asked(office, "rate-low").contains(u"source/central-1"));
    CHECK_FALSE(asked(office, "rate-low").contains(u"central-2")); // locked
    const QString half = office.row(u"L08"_s, u"central-1"_s).value("budget"_L1).toString();
    const money::Fen budget = *money::Fen::parse(half);
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L08"_s, {}, half);
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, half);
    const money::Fen share = budget.shareUp(*money::Percent::parse(u"50"_s));
    office.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, (share - money::Fen::of(1)).toYuan(),
                   u"2019-06-10"_s);
    CHECK(asked(office, "rate-low").contains(u"line/L08"));
    office.payment(u"BF-2"_s, u"XM-1"_s, u"stage"_s, u"0.01"_s, u"2019-06-11"_s);
    CHECK_FALSE(asked(office, "rate-low").contains(u"line/L08"));
}

TEST_CASE("warnings: a month that ended ten days ago and is not published") {
    Office office;
    ok(office, "reviewer1", "disclosure.publish",
       "{'id':'GS-1','month':'2019-10','date':'2019-11-01'}");
    office.today(u"2019-12-09"_s);
    CHECK(asked(office, "undisclosed") == u"");
    office.today(u"2019-12-10"_s);
    CHECK(asked(office, "undisclosed") == u"2019-11");
    ok(office, "reviewer1", "disclosure.publish",
       "{'id':'GS-2','month':'2019-11','date':'2019-12-10'}");
    CHECK(asked(office, "undisclosed") == u"");
}

TEST_CASE("warnings: recorded more than thirty days after its date") {
    Office office;
    office.today(u"2019-02-09"_s);
    office.fund(u"county"_s, u"1.00"_s); // 30 days after 2019-01-10
    CHECK(asked(office, "backdated") == u"");
    office.today(u"2019-02-10"_s);
    office.fund(u"county"_s, u"1.00"_s);
    const QJsonArray late = testing::warningsOf(office, u"backdated"_s);
    REQUIRE(late.size() == 1);
    CHECK(late.first()["since"_L1] == u"2019-02-10"_s);
    office.verifySound();
}

TEST_CASE("warnings: digits that may be a person's and are not certain, in free text") {
    Office office;
    const auto object = [&](const QString& id, const QString& content) {
        office.declared(id, u"L08"_s, {}, u"2000.00"_s);
        office.ok(u"clerk1"_s, u"project.cancel"_s,
                  uR"({"id":"%1","reason":"%2","date":"2019-02-02"})"_s.arg(id, content));
    };
    object(u"XM-1"_s, u"联系人 13800000001"_s); // certain: beside the journal
    object(u"XM-2"_s, u"发票 12345678"_s);
    CHECK(asked(office, "personal-digits") == u"");
    object(u"XM-3"_s, u"老王 12345678"_s);
    const QJsonArray found = testing::warningsOf(office, u"personal-digits"_s);
    REQUIRE(found.size() == 1);
    CHECK_FALSE(found.first()["message"_L1].toString().contains(u"12345678"));
    office.verifySound();
}

TEST_CASE("plan file: figures of warnings are known by code, key and type") {
    CHECK(troubleOf({{"split"_L1, QJsonObject{{"days"_L1, 45}}}, {"holiday"_L1, false}}) == u"");
    CHECK(troubleOf({{"spilt"_L1, false}}) == u"warnings.spilt");
    CHECK(troubleOf({{"split"_L1, true}}) == u"warnings.split");
    CHECK(troubleOf({{"split"_L1, QJsonObject{{"day"_L1, 45}}}}) == u"warnings.split.day");
    CHECK(troubleOf({{"split"_L1, QJsonObject{{"days"_L1, u"45"_s}}}}) == u"warnings.split.days");
    CHECK(troubleOf({{"split"_L1, QJsonObject{{"split_below"_L1, u"1.001"_s}}}})
          == u"warnings.split.split_below");
    CHECK(troubleOf({{"paper-many"_L1, QJsonObject{{"percent"_L1, u"101"_s}}}})
          == u"warnings.paper-many.percent");
}
