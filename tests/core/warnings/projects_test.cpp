// SPDX-License-Identifier: GPL-3.0-only
#include "asked.h"

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::asked;
using testing::Office;
using testing::ok;
using testing::planWith;

namespace {

// Declared with its own content and approved on a day.
void approvedOn(Office& office, const QString& id, const QString& support, const QString& date,
                const QString& content, const QString& unit = u"U1"_s) {
    static QSet<QString> known;
    office.ok(
        u"clerk1"_s, u"project.declare"_s,
        uR"({"id":"%1","unit":"%2","line":"L08","name":"项目%1","content":"%3",)"
        R"("schedule":{"from":"2019-03-01","to":"2019-12-31"},"support":"%4",)"
        R"("materials":["设备采购方案"],"date":"2019-02-01"})"_s.arg(id, unit, content, support));
    office.ok(u"reviewer1"_s, u"project.review"_s,
              uR"({"id":"%1","decision":"approve","opinion":"同意","date":"%2"})"_s.arg(id, date));
}

} // namespace

TEST_CASE("warnings: two projects of a line with one content, or one name and unit") {
    Office office;
    office.enterprise(u"U1"_s);
    office.enterprise(u"U2"_s);
    approvedOn(office, u"XM-1"_s, u"2000.00"_s, u"2019-02-10"_s, u"甲"_s);
    approvedOn(office, u"XM-2"_s, u"2000.00"_s, u"2019-02-10"_s, u"乙"_s, u"U2"_s);
    CHECK(asked(office, "same-content") == u"");
    approvedOn(office, u"XM-3"_s, u"2000.00"_s, u"2019-02-10"_s, u"甲"_s, u"U2"_s);
    CHECK(asked(office, "same-content") == u"XM-1+XM-3");
    CHECK(testing::warningsOf(office, u"same-content"_s,
                              u",\"about\":{\"kind\":\"project\",\"id\":\"XM-1\"}"_s)
              .size()
          == 1);
    CHECK(testing::warningsOf(office, u"same-content"_s,
                              u",\"about\":{\"kind\":\"project\",\"id\":\"XM-2\"}"_s)
              .isEmpty());
    ok(office, "clerk1", "project.cancel", "{'id':'XM-3','reason':'重复','date':'2019-02-11'}");
    CHECK(asked(office, "same-content") == u"");
}

TEST_CASE("warnings: split holds for three in thirty days, together above the threshold") {
    Office office(
        planWith({{"warnings"_L1,
                   QJsonObject{{"split"_L1, QJsonObject{{"split_below"_L1, u"10000.00"_s}}}}}}));
    office.enterprise(u"U1"_s);
    approvedOn(office, u"XM-1"_s, u"3000.00"_s, u"2019-02-10"_s, u"甲"_s);
    approvedOn(office, u"XM-2"_s, u"3500.00"_s, u"2019-02-20"_s, u"乙"_s);
    SECTION("together at it, and a fen above it") {
        approvedOn(office, u"XM-3"_s, u"3500.00"_s, u"2019-03-12"_s, u"丙"_s);
        CHECK(asked(office, "split") == u"");
        ok(office, "clerk1", "project.cancel", "{'id':'XM-3','reason':'误','date':'2019-03-13'}");
        approvedOn(office, u"XM-4"_s, u"3500.01"_s, u"2019-03-12"_s, u"丁"_s);
        CHECK(asked(office, "split") == u"XM-1+XM-2+XM-4");
        CHECK(testing::warningsOf(office, u"split"_s).first()["amount"_L1] == u"10000.01"_s);
    }
    SECTION("a day after the thirtieth") {
        approvedOn(office, u"XM-3"_s, u"9999.99"_s, u"2019-03-13"_s, u"丙"_s);
        CHECK(asked(office, "split") == u"");
    }
    SECTION("one that reaches the threshold by itself is none of them") {
        approvedOn(office, u"XM-3"_s, u"10000.00"_s, u"2019-02-21"_s, u"丙"_s);
        CHECK(asked(office, "split") == u"");
    }
}

TEST_CASE("warnings: a support below a thousand yuan where nothing is an award") {
    Office office;
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"1000.00"_s);
    CHECK(asked(office, "small-sum") == u"");
    office.approved(u"XM-2"_s, u"L08"_s, {}, u"999.99"_s);
    CHECK(asked(office, "small-sum") == u"XM-2");
    Office without(planWith({{"warnings"_L1, QJsonObject{{"small-sum"_L1, false}}}}));
    without.approved(u"XM-2"_s, u"L08"_s, {}, u"999.99"_s);
    CHECK(asked(without, "small-sum") == u"");
}

TEST_CASE("warnings: prepaid and nothing accepted for half a year, or past the schedule") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"10000.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"5000.00"_s, u"2019-02-15"_s);
    office.started(u"XM-1"_s);
    office.today(u"2019-08-13"_s);
    CHECK(asked(office, "prepaid-idle") == u"");
    office.today(u"2019-08-14"_s); // 180 days
    CHECK(asked(office, "prepaid-idle") == u"XM-1");
    office.today(u"2019-12-31"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"1.00"_s);
    CHECK(asked(office, "prepaid-idle") == u"");
}

TEST_CASE("warnings: prepaid and past the schedule's end") {
    Office office(planWith(
        {{"warnings"_L1, QJsonObject{{"prepaid-idle"_L1, QJsonObject{{"days"_L1, 3000}}}}}}));
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"10000.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"5000.00"_s, u"2019-02-15"_s);
    CHECK(asked(office, "prepaid-idle") == u""); // the last day of the schedule is today
    office.today(u"2020-01-01"_s);
    CHECK(asked(office, "prepaid-idle") == u"XM-1");
}

TEST_CASE("warnings: three waivers, or one by who closes the project") {
    Office office;
    ok(office, "admin", "user.change", "{'id':'clerk2','roles':['clerk','finance']}");
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"2000.00"_s);
    const auto waive = [&](const char* kind) {
        office.ok(u"clerk1"_s, u"archive.waive"_s,
                  uR"({"project":"XM-1","kind":"%1","reason":"无","date":"2019-02-11"})"_s.arg(
                      QLatin1StringView(kind)));
    };
    waive("contract");
    waive("expense");
    CHECK(asked(office, "waived-by-closer") == u"");
    waive("invoice");
    CHECK(asked(office, "waived-by-closer") == u"XM-1");
}

TEST_CASE("warnings: who waives a paper closes the project") {
    for (const char* closer : {"clerk1", "clerk2"}) {
        Office office(planWith({{"warnings"_L1, QJsonObject{{"waived-by-closer"_L1,
                                                             QJsonObject{{"count"_L1, 99}}}}}}));
        office.approved(u"XM-1"_s, u"L08"_s, {}, u"2000.00"_s);
        office.started(u"XM-1"_s);
        office.waived(u"XM-1"_s); // by clerk1
        CHECK(asked(office, "waived-by-closer") == u"");
        ok(office, closer, "project.close", "{'id':'XM-1','reason':'完成','date':'2019-07-01'}");
        CHECK(asked(office, "waived-by-closer")
              == (qstrcmp(closer, "clerk1") == 0 ? u"XM-1"_s : QString()));
    }
}
