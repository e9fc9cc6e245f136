// SPDX-License-Identifier: GPL-3.0-only
#include "asked.h"

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::asked;
using testing::Office;
using testing::ok;

namespace {

QByteArray station(const char* id, const char* village) {
    return QByteArray("{'project':'XM-1','items':[{'id':'") + id
           + "','kind':'station','level':'village','village':'" + village
           + "','poor_village':true,'area_m2':'30','demonstration':false}]}";
}

QByteArray training(const char* id, const char* place) {
    return QByteArray("{'project':'XM-2','items':[{'id':'") + id
           + "','kind':'training','class':'popularisation','headcount':80,'date':'2019-03-02'"
           + (*place ? QByteArray(",'place':'") + place + "'" : QByteArray()) + "}]}";
}

QByteArray conclude(const char* id, const char* team) {
    return QByteArray("{'id':'") + id + "','result':'fail','team':[" + team
           + "],'opinion':'不合格','date':'2019-06-06'}";
}

} // namespace

TEST_CASE("warnings: one village in two stations, one class twice") {
    Office office;
    office.approved(u"XM-1"_s, u"L02"_s, u"L02-stations"_s, u"2000.00"_s);
    office.approved(u"XM-2"_s, u"L03"_s, u"L03-first"_s, u"2000.00"_s);
    ok(office, "clerk1", "deliverable.add", station("Z1", "默戎村").constData());
    ok(office, "clerk1", "deliverable.add", station("Z2", "龙鼻村").constData());
    CHECK(asked(office, "station-again") == u"");
    ok(office, "clerk1", "deliverable.add", station("Z3", "默戎村").constData());
    CHECK(asked(office, "station-again") == u"Z1+Z3");
    ok(office, "clerk1", "deliverable.add", training("P1", "县党校").constData());
    ok(office, "clerk1", "deliverable.add", training("P2", "").constData());
    ok(office, "clerk1", "deliverable.add", training("P3", "").constData());
    CHECK(asked(office, "class-again") == u"");
    ok(office, "clerk1", "deliverable.add", training("P4", "县党校").constData());
    CHECK(asked(office, "class-again") == u"P1+P4");
}

TEST_CASE("warnings: a team of one, of who asked, or of the unit itself") {
    Office office;
    ok(office, "admin", "user.change", "{'id':'clerk1','name':'赵经办'}");
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"2000.00"_s);
    office.started(u"XM-1"_s);
    const auto request = [&](const QString& id) {
        office.ok(u"clerk1"_s, u"acceptance.request"_s,
                  uR"({"id":"%1","project":"XM-1","stage":"一","claimed":"100.00",)"
                  R"("date":"2019-06-05"})"_s.arg(id));
    };
    request(u"YS-1"_s);
    ok(office, "inspector1", "acceptance.conclude",
       conclude("YS-1", "{'name':'王','unit':'局'},{'name':'李','unit':'局'}").constData());
    CHECK(asked(office, "team-own") == u"");
    request(u"YS-2"_s);
    ok(office, "inspector1", "acceptance.conclude",
       conclude("YS-2", "{'name':'王','unit':'局'}").constData());
    CHECK(asked(office, "team-own") == u"YS-2");
    request(u"YS-3"_s);
    ok(office, "inspector1", "acceptance.conclude",
       conclude("YS-3", "{'name':'王','unit':'局'},{'name':'赵经办','unit':'局'}").constData());
    request(u"YS-4"_s);
    ok(office, "inspector1", "acceptance.conclude",
       conclude("YS-4", "{'name':'王','unit':'局'},{'name':'孙','unit':'单位U1'}").constData());
    CHECK(asked(office, "team-own") == u"YS-2 YS-3 YS-4");
}

TEST_CASE("warnings: accepted on the day of the start, a day later not") {
    Office office;
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"2000.00"_s);
    office.approved(u"XM-2"_s, u"L08"_s, {}, u"2000.00"_s);
    office.started(u"XM-1"_s, u"2019-06-04"_s);
    office.started(u"XM-2"_s, u"2019-06-05"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"2000.00"_s);
    CHECK(asked(office, "same-day") == u"");
    office.accepted(u"YS-2"_s, u"XM-2"_s, u"2000.00"_s);
    CHECK(asked(office, "same-day") == u"XM-2");
}

TEST_CASE("warnings: approved, requested and paid on one day") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"10000.00"_s); // 2019-02-10
    office.approved(u"XM-2"_s, u"L01"_s, u"L01-fitout"_s, u"10000.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"5000.00"_s, u"2019-02-11"_s);
    CHECK(asked(office, "same-day") == u"");
    office.payment(u"BF-2"_s, u"XM-2"_s, u"prepay"_s, u"5000.00"_s, u"2019-02-10"_s);
    CHECK(asked(office, "same-day") == u"XM-2");
}

TEST_CASE("warnings: what was to be rectified is late the day after") {
    Office office;
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"2000.00"_s);
    office.started(u"XM-1"_s);
    ok(office, "clerk1", "acceptance.request",
       "{'id':'YS-1','project':'XM-1','stage':'一','claimed':'100.00','date':'2019-06-05'}");
    ok(office, "inspector1", "acceptance.conclude",
       "{'id':'YS-1','result':'rectify','team':[{'name':'王','unit':'局'}],'opinion':'整改',"
       "'date':'2019-06-06','rectify_by':'2019-12-30'}");
    ok(office, "group1", "supervision.find",
       "{'id':'JG-1','unit':'U1','kind':'irregularity','finding':'不规范','recover':'0',"
       "'date':'2019-06-30','document':'文','rectify_by':'2019-12-31'}");
    CHECK(asked(office, "rectify-late") == u"acceptance/YS-1");
    office.today(u"2020-01-01"_s);
    CHECK(asked(office, "rectify-late") == u"acceptance/YS-1 finding/JG-1");
    ok(office, "group1", "supervision.rectify",
       "{'id':'JG-1','date':'2020-01-01','document':'文','note':'已改'}");
    CHECK(asked(office, "rectify-late") == u"acceptance/YS-1");
}
