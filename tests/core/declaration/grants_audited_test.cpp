// SPDX-License-Identifier: GPL-3.0-only
#include "grants.h"

#include <catch2/catch.hpp>

// What was audited takes the place of a grant's investment.

using namespace Qt::Literals::StringLiterals;
using namespace grants;
using testing::Office;
using testing::ok;
using testing::told;

namespace {

QByteArray conclude(const char* id, const char* accepted, const char* audited = "",
                    const char* date = "2019-06-05") {
    const QByteArray brought =
        *audited ? QByteArray(",'audited':{'amount':'") + audited
                       + "','by':'审计所','document':'审〔2019〕1号','date':'2019-06-01'}"
                 : QByteArray();
    return QByteArray("{'id':'") + id + "','result':'pass','accepted':'" + accepted
           + "','team':[{'name':'王','unit':'县局'}],'opinion':'合格','date':'" + date + "'"
           + brought + "}";
}

void claim(Office& office, const char* id, const char* amount, const char* date = "2019-06-01") {
    ok(office, "clerk1", "acceptance.request",
       (QByteArray("{'id':'") + id + "','project':'XM-1','stage':'阶段','claimed':'" + amount
        + "','date':'" + date + "'}")
           .constData());
}

// 600.00 of 2000.00, started.
void begun(Office& office) {
    declare(office, "XM-1", "C02", "600.00", base("2000.00", "1000.00"));
    ok(office, "reviewer1", "project.review", review("XM-1").constData());
    office.started(u"XM-1"_s);
}

} // namespace

TEST_CASE("grant: what was audited is what the share is of, to the fen") {
    Office office(u"examples/grants.json"_s);
    begun(office);
    claim(office, "YS-1", "600.00");
    refusedWith(office, "inspector1", "acceptance.conclude",
                conclude("YS-1", "450.01", "1500.00").constData(),
                {"item.standard", "accepted", "450.00", "450.01",
                 told("acceptance.above-grant", ofCold, "30", "1500.00", "450.00", "0.00", "450.00",
                      "审定的总投资")});
    ok(office, "inspector1", "acceptance.conclude",
       conclude("YS-1", "450.00", "1500.00").constData());
    const QJsonObject shown =
        office.ask(u"auditor1"_s, u"project.show"_s, uR"({"id":"XM-1"})"_s).toObject();
    CHECK(shown.value("grant"_L1)
          == QJsonObject{{"investment"_L1, u"1500.00"_s}, {"most"_L1, u"450.00"_s}});
    // What was audited before binds the next one, and an amendment that asks for more.
    claim(office, "YS-2", "0.01", "2019-06-06");
    testing::cites(office, "inspector1", "acceptance.conclude",
                   conclude("YS-2", "0.01", "", "2019-06-07").constData(), "item.standard");
    ok(office, "clerk1", "project.amend",
       amend("BG-1", "XM-1", ",'support':'600.01','base':{'investment':'3000.00','own':'1500.00'}",
             "2019-06-08")
           .constData());
    refusedWith(office, "reviewer2", "project.decide-amendment",
                review("BG-1", "", "2019-06-09").constData(),
                {"item.standard", "support", "450.00", "600.01",
                 told("support.above-grant", ofCold, "30", "1500.00", "450.00", "150.01")});
    office.verifySound();
}

TEST_CASE("grant: an audit binds from its own day, the later concluded one from its") {
    Office office(u"examples/grants.json"_s);
    begun(office);
    claim(office, "YS-1", "300.00");
    claim(office, "YS-2", "300.00");
    ok(office, "inspector1", "acceptance.conclude",
       conclude("YS-2", "300.00", "2000.00", "2019-07-01").constData());
    // By 2000.00 there would be room for 300.00; on the day itself only 1000.00 had been audited.
    refusedWith(
        office, "inspector1", "acceptance.conclude",
        conclude("YS-1", "300.00", "999.99", "2019-06-05").constData(),
        {"date.order", "date", "2019-07-01", "2019-06-05",
         told("date.not-yet", "2019-06-05", told("not-yet.grant-audited", "XM-1"), "2019-07-01")});
    ok(office, "inspector1", "acceptance.conclude",
       conclude("YS-1", "300.00", "1000.00", "2019-06-05").constData());
    office.verifySound();
}

TEST_CASE(
    "grant: an audit that others were accepted by is not voided, nor what was recovered of it") {
    Office office(u"examples/grants.json"_s);
    office.fund(u"central"_s, u"600.00"_s);
    begun(office);
    claim(office, "YS-1", "300.00");
    ok(office, "inspector1", "acceptance.conclude",
       conclude("YS-1", "300.00", "1000.00").constData());
    claim(office, "YS-2", "200.00", "2019-06-06");
    ok(office, "inspector1", "acceptance.conclude",
       conclude("YS-2", "200.00", "2000.00", "2019-07-01").constData());
    claim(office, "YS-3", "100.00", "2019-07-02");
    ok(office, "inspector1", "acceptance.conclude",
       conclude("YS-3", "100.00", "", "2019-07-03").constData());
    const char* second =
        "{'kind':'acceptance','id':'YS-2','date':'2019-07-04','reason':'登记有误'}";
    // 400.00 would stay accepted, and 30% of 1000.00 is 300.00.
    refusedWith(office, "inspector2", "void", second,
                {"state.order", "", "", "", told("acceptance.void.audited", "YS-2", "XM-1")});
    ok(office, "inspector2", "void",
       "{'kind':'acceptance','id':'YS-3','date':'2019-07-04','reason':'登记有误'}");
    ok(office, "inspector2", "void", second);
    // 200.00 come back, and less is audited then: what was recovered has no room any more.
    office.payment(u"BF-1"_s, u"XM-1"_s, u"final"_s, u"300.00"_s, u"2019-07-05"_s);
    ok(office, "group1", "supervision.find",
       "{'id':'JG-1','unit':'U1','kind':'irregularity','project':'XM-1','finding':'多付',"
       "'recover':'200.00','date':'2019-07-06','document':'查1号'}");
    ok(office, "finance1", "supervision.recover",
       "{'id':'ZH-1','finding':'JG-1','project':'XM-1','source':'central','amount':'200.00',"
       "'date':'2019-07-07','voucher':'记-8'}");
    claim(office, "YS-4", "50.00", "2019-07-08");
    ok(office, "inspector1", "acceptance.conclude",
       conclude("YS-4", "50.00", "500.00", "2019-07-09").constData());
    testing::cites(office, "finance2", "void",
                   "{'kind':'recovery','id':'ZH-1','date':'2019-07-10','reason':'登记有误'}",
                   "state.order");
    office.verifySound();
}
