// SPDX-License-Identifier: GPL-3.0-only
#include "grants.h"

#include <catch2/catch.hpp>

// What a grant lets be approved: its share, its cap, the unit's own funds.

using namespace Qt::Literals::StringLiterals;
using namespace grants;
using testing::badInput;
using testing::Office;
using testing::ok;
using testing::told;

TEST_CASE("grant: a base where the item has one, and nowhere else") {
    Office office(u"examples/grants.json"_s);
    office.enterprise(u"U1"_s);
    const auto with = [](const char* item, const char* more) {
        return QByteArray("{'id':'XM-1','unit':'U1','line':'") + QByteArray(item).left(3)
               + (item[3] ? "','item':'" + QByteArray(item) : QByteArray())
               + "','name':'项目','content':'内容','schedule':{'from':'2019-03-01','to':'2019-12-31'},"
                 "'support':'100.00','sources':[{'source':'central','amount':'100.00'}],"
                 "'materials':['建设改造方案'],'date':'2019-02-01'"
               + more + "}";
    };
    const char* declares = "project.declare";
    badInput(office, "clerk1", declares, with("C02-cold", "").constData(), "base");
    badInput(office, "clerk1", declares,
             with("C03", ",'base':{'investment':'1.00','own':'0.00'}").constData(), "base");
    badInput(office, "clerk1", declares,
             with("C02-cold", ",'base':{'investment':'1000.00'}").constData(), "base.own");
    badInput(office, "clerk1", declares,
             with("C02-cold", ",'base':{'investment':'0.00','own':'0.00'}").constData(),
             "base.investment");
    badInput(office, "clerk1", declares,
             with("C02-cold", ",'base':{'investment':'1000.00','own':'1000.01'}").constData(),
             "base.own");
    ok(office, "clerk1", declares,
       with("C02-cold", ",'base':{'investment':'1000.00','own':'1000.00'}").constData());
    const QJsonObject shown =
        office.ask(u"auditor1"_s, u"project.show"_s, uR"({"id":"XM-1"})"_s).toObject();
    CHECK(shown.value("base"_L1)
          == QJsonObject{{"investment"_L1, u"1000.00"_s}, {"own"_L1, u"1000.00"_s}});
    CHECK(shown.value("grant"_L1)
          == QJsonObject{{"investment"_L1, u"1000.00"_s}, {"most"_L1, u"300.00"_s}});
    office.verifySound();
}

TEST_CASE("grant: a project without one says nothing of a base") {
    Office office;
    office.declared(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"1000.00"_s);
    const QJsonObject shown =
        office.ask(u"auditor1"_s, u"project.show"_s, uR"({"id":"XM-1"})"_s).toObject();
    for (const char* key : {"base", "grant", "payees", "payees_from"})
        CHECK_FALSE(shown.contains(QLatin1StringView(key)));
    badInput(office, "clerk1", "project.amend",
             amend("BG-1", "XM-1", ",'base':{'investment':'1.00','own':'0.00'}").constData(),
             "base");
}

TEST_CASE("grant: the share of the investment is rounded down, a fen more is refused") {
    Office office(u"examples/grants.json"_s);
    // 30% of 1000.33 is 300.099.
    declare(office, "XM-1", "C02", "300.10", base("1000.33", "600.00"));
    refusedWith(office, "reviewer1", "project.review", review("XM-1").constData(),
                {"item.standard", "support", "300.09", "300.10",
                 told("support.above-grant", ofCold, "30", "1000.33", "300.09", "0.01")});
    ok(office, "reviewer1", "project.review",
       review("XM-1", ",'support':'300.09','sources':[{'source':'central','amount':'300.09'}]")
           .constData());
    office.verifySound();
}

TEST_CASE("grant: the cap of a project, of which others take nothing") {
    Office office(u"examples/grants.json"_s);
    declare(office, "XM-1", "C01", "50000.00", base("62500.00", "0.00"));
    ok(office, "reviewer1", "project.review", review("XM-1").constData());
    declare(office, "XM-2", "C01", "50000.01", base("100000.00", "0.00"));
    refusedWith(office, "reviewer1", "project.review", review("XM-2").constData(),
                {"item.standard", "support", "50000.00", "50000.01",
                 told("support.above-grant-cap", "村级服务站点", "每个项目", "50000.00", "0.00",
                      "50000.00", "0.01")});
    ok(office, "reviewer1", "project.review", review("XM-2", ",'support':'50000.00'").constData());
}

TEST_CASE("grant: the unit's own funds, to the fen, rounded up") {
    Office office(u"examples/grants.json"_s);
    declare(office, "XM-1", "C02", "100.00", base("1000.01", "500.00"));
    refusedWith(office, "reviewer1", "project.review", review("XM-1").constData(),
                {"item.standard", "base.own", "500.01", "500.00",
                 told("base.own-short", ofCold, "50", "1000.01", "500.01", "500.00")});
    declare(office, "XM-2", "C02", "100.00", base("1000.01", "500.01"));
    ok(office, "reviewer1", "project.review", review("XM-2").constData());
    ok(office, "clerk1", "project.amend",
       amend("BG-1", "XM-2", ",'base':{'investment':'1000.01','own':'500.00'}").constData());
    refusedWith(office, "reviewer2", "project.decide-amendment",
                review("BG-1", "", "2019-03-02").constData(),
                {"item.standard", "base.own", "500.01", "500.00",
                 told("base.own-short", ofCold, "50", "1000.01", "500.01", "500.00")});
}

namespace {

// The example with another cap of C02.
QString withCap(const char* cap, const char* per) {
    static const QTemporaryDir folder;
    QByteArray plan = testing::readPlan(u"examples/grants.json"_s);
    const QByteArray before = "\"cap\": \"1000000.00\"";
    REQUIRE(plan.count(before) == 1);
    plan.replace(before, QByteArray("\"cap\": \"") + cap + "\"");
    plan.replace("\"cap_per\": \"unit\"", QByteArray("\"cap_per\": \"") + per + "\"");
    QFile file(
        folder.filePath(u"%1-%2.json"_s.arg(QLatin1StringView(cap), QLatin1StringView(per))));
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(plan);
    return file.fileName();
}

const QString& much() {
    static const QString base = grants::base("100000.00", "50000.00");
    return base;
}

} // namespace

TEST_CASE("grant: a unit's cap counts its other projects of the item, no other unit's") {
    Office office(withCap("1000.00", "unit"));
    declare(office, "XM-1", "C02", "600.00", much());
    ok(office, "reviewer1", "project.review", review("XM-1").constData());
    declare(office, "XM-2", "C02", "1000.00", much(), "U2");
    ok(office, "reviewer1", "project.review", review("XM-2").constData());
    declare(office, "XM-3", "C02", "400.01", much());
    refusedWith(office, "reviewer1", "project.review", review("XM-3").constData(),
                {"item.standard", "support", "400.00", "400.01",
                 told("support.above-grant-cap", ofCold, "每个单位", "1000.00", "600.00", "400.00",
                      "0.01")});
    ok(office, "reviewer1", "project.review",
       review("XM-3", ",'support':'400.00','sources':[{'source':'central','amount':'400.00'}]")
           .constData());
    ok(office, "clerk1", "project.amend", amend("BG-1", "XM-1", ",'support':'600.01'").constData());
    refusedWith(office, "reviewer2", "project.decide-amendment",
                review("BG-1", "", "2019-03-02").constData(),
                {"item.standard", "support", "600.00", "600.01",
                 told("support.above-grant-cap", ofCold, "每个单位", "1000.00", "400.00", "600.00",
                      "0.01")});
    office.verifySound();
}

TEST_CASE("grant: without a cap the share alone binds") {
    Office office(withCap("", "project"));
    declare(office, "XM-1", "C02", "30000.00", much());
    ok(office, "reviewer1", "project.review", review("XM-1").constData());
    declare(office, "XM-2", "C02", "30000.01", much());
    refusedWith(office, "reviewer1", "project.review", review("XM-2").constData(),
                {"item.standard", "support", "30000.00", "30000.01",
                 told("support.above-grant", ofCold, "30", "100000.00", "30000.00", "0.01")});
}

TEST_CASE("grant: a year's cap counts what was reviewed in the same year") {
    Office office(withCap("1000.00", "unit-year"));
    office.today(u"2020-02-01"_s);
    declare(office, "XM-1", "C02", "1000.00", much());
    ok(office, "reviewer1", "project.review", review("XM-1", "", "2019-12-31").constData());
    declare(office, "XM-2", "C02", "1000.00", much());
    testing::cites(office, "reviewer1", "project.review",
                   review("XM-2", "", "2019-12-31").constData(), "item.standard");
    ok(office, "reviewer1", "project.review", review("XM-2", "", "2020-01-01").constData());
    declare(office, "XM-3", "C02", "0.01", much());
    refusedWith(office, "reviewer1", "project.review", review("XM-3", "", "2020-02-01").constData(),
                {"item.standard", "support", "0.00", "0.01",
                 told("support.above-grant-cap", ofCold, "每个单位每年", "1000.00", "1000.00",
                      "0.00", "0.01")});
    office.verifySound();
}

TEST_CASE("grant: what a closed project was not paid is free for its unit from that day on") {
    Office office(withCap("1000.00", "unit"));
    declare(office, "XM-1", "C02", "600.00", much());
    ok(office, "reviewer1", "project.review", review("XM-1").constData());
    office.started(u"XM-1"_s);
    declare(office, "XM-2", "C02", "500.00", much());
    testing::cites(office, "reviewer1", "project.review",
                   review("XM-2", "", "2019-05-31").constData(), "item.standard");
    office.waived(u"XM-1"_s);
    ok(office, "clerk1", "project.close", "{'id':'XM-1','date':'2019-06-01','reason':'停建'}");
    refusedWith(
        office, "reviewer1", "project.review", review("XM-2", "", "2019-05-31").constData(),
        {"date.order", "date", "2019-06-01", "2019-05-31",
         told("date.not-yet", "2019-05-31", told("not-yet.grant-held", ofCold), "2019-06-01")});
    ok(office, "reviewer1", "project.review", review("XM-2", "", "2019-06-01").constData());
    // An amendment of another that takes away makes room, too.
    declare(office, "XM-3", "C02", "600.00", much());
    ok(office, "clerk1", "project.amend",
       amend("BG-1", "XM-2", ",'support':'400.00'", "2019-07-01").constData());
    ok(office, "reviewer2", "project.decide-amendment",
       review("BG-1", "", "2019-07-02").constData());
    testing::cites(office, "reviewer1", "project.review",
                   review("XM-3", "", "2019-07-01").constData(), "date.order");
    ok(office, "reviewer1", "project.review", review("XM-3", "", "2019-07-02").constData());
    office.verifySound();
}

TEST_CASE("grant: of a closed project a unit's cap counts what it was paid by the day") {
    Office office(withCap("1000.00", "unit"));
    office.fund(u"central"_s, u"600.00"_s);
    declare(office, "XM-1", "C02", "600.00", much());
    ok(office, "reviewer1", "project.review", review("XM-1").constData());
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"600.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"final"_s, u"600.00"_s, u"2019-06-10"_s);
    office.waived(u"XM-1"_s);
    ok(office, "clerk1", "project.close", "{'id':'XM-1','date':'2019-06-20','reason':'完成'}");
    declare(office, "XM-2", "C02", "500.00", much());
    testing::cites(office, "reviewer1", "project.review",
                   review("XM-2", "", "2019-07-05").constData(), "item.standard");
    ok(office, "finance1", "payment.refund",
       "{'id':'TH-1','payment':'BF-1','amount':'100.00','date':'2019-07-10','reason':'结余',"
       "'voucher':'记-9'}");
    refusedWith(
        office, "reviewer1", "project.review", review("XM-2", "", "2019-07-09").constData(),
        {"date.order", "date", "2019-07-10", "2019-07-09",
         told("date.not-yet", "2019-07-09", told("not-yet.grant-held", ofCold), "2019-07-10")});
    ok(office, "reviewer1", "project.review", review("XM-2", "", "2019-07-10").constData());
    office.verifySound();
}

TEST_CASE("grant: an amendment is held to the share, of the support and of the investment") {
    Office office(u"examples/grants.json"_s);
    declare(office, "XM-1", "C02", "300.00", base("1000.00", "500.00"));
    ok(office, "reviewer1", "project.review", review("XM-1").constData());
    const auto refuse = [&](const char* id, const char* limit, const char* asked) {
        const testing::No no =
            office.refused(u"reviewer2"_s, u"project.decide-amendment"_s,
                           testing::json(review(id, "", "2019-03-02").constData()));
        CHECK(no.rule == u"item.standard"_s);
        CHECK(no.limit == QLatin1StringView(limit));
        CHECK(no.asked == QLatin1StringView(asked));
        ok(office, "reviewer2", "project.decide-amendment",
           review(id, "", "2019-03-02").replace("approve", "reject").constData());
    };
    ok(office, "clerk1", "project.amend", amend("BG-1", "XM-1", ",'support':'300.01'").constData());
    refuse("BG-1", "300.00", "300.01");
    ok(office, "clerk1", "project.amend",
       amend("BG-2", "XM-1", ",'base':{'investment':'999.99','own':'500.00'}").constData());
    refuse("BG-2", "299.99", "300.00");
    // Both together: more support for more investment.
    ok(office, "clerk1", "project.amend",
       amend("BG-3", "XM-1", ",'support':'600.00','base':{'investment':'2000.00','own':'1000.00'}")
           .constData());
    ok(office, "reviewer2", "project.decide-amendment",
       review("BG-3", "", "2019-03-02").constData());
    const QJsonObject shown =
        office.ask(u"auditor1"_s, u"project.show"_s, uR"({"id":"XM-1"})"_s).toObject();
    CHECK(shown.value("base"_L1).toObject().value("investment"_L1) == u"2000.00"_s);
    CHECK(shown.value("amendments"_L1)
              .toArray()
              .last()
              .toObject()
              .value("change"_L1)
              .toObject()
              .value("base"_L1)
          == QJsonObject{{"investment"_L1, u"2000.00"_s}, {"own"_L1, u"1000.00"_s}});
    // Less support is no business of the grant.
    ok(office, "clerk1", "project.amend",
       amend("BG-4", "XM-1", ",'support':'599.99'", "2019-03-03").constData());
    ok(office, "reviewer2", "project.decide-amendment",
       review("BG-4", "", "2019-03-03").constData());
    office.verifySound();
}

TEST_CASE("grant: history keeps a share that was passed as an exception") {
    Office office(u"examples/grants.json"_s);
    office.enterprise(u"U1"_s);
    ok(office, "finance1", "opening.project",
       "{'id':'QC-1','unit':'U1','line':'C02','item':'C02-cold','name':'旧项目','content':'内容',"
       "'schedule':{'from':'2019-01-15','to':'2019-12-31'},'support':'300.01',"
       "'sources':[{'source':'central','amount':'300.01'}],"
       "'base':{'investment':'1000.00','own':'499.99'},'materials':['建设改造方案'],"
       "'date':'2019-01-15','state':'started'}");
    const QJsonArray items =
        office.ask(u"auditor1"_s, u"opening.exceptions"_s).toObject().value("items"_L1).toArray();
    REQUIRE(items.size() == 2);
    for (const QJsonValue& one : items)
        CHECK(one["rule"_L1] == u"item.standard"_s);
    office.verifySound();
}
