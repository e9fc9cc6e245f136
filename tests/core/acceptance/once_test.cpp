// SPDX-License-Identifier: GPL-3.0-only
#include <support/terse.h>

#include <catch2/catch.hpp>

// item.standard: a certificate and an award count once in the whole fund, and money of a year is
// accepted in it or later.

using namespace Qt::Literals::StringLiterals;
using testing::cites;
using testing::Office;
using testing::ok;
using testing::refused;
using testing::told;

namespace {

void adds(Office& office, const char* project, const QByteArray& items) {
    ok(office, "clerk1", "deliverable.add",
       (QByteArray("{'project':'") + project + "','items':[" + items + "]}").constData());
}

QByteArray certificate(const char* id, const char* unit, const char* scheme) {
    return QByteArray("{'id':'") + id + "','kind':'certification','unit':'" + unit + "','scheme':'"
           + scheme + "'}";
}

void asks(Office& office, const char* id, const char* project, const char* claimed,
          const char* deliverables, const char* date = "2019-06-01") {
    ok(office, "clerk1", "acceptance.request",
       (QByteArray("{'id':'") + id + "','project':'" + project + "','stage':'一','claimed':'"
        + claimed + "','date':'" + date + "','deliverables':[" + deliverables + "]}")
           .constData());
}

QByteArray pass(const char* id, const char* accepted, const char* date = "2019-06-02") {
    return QByteArray("{'id':'") + id + "','result':'pass','accepted':'" + accepted
           + "','team':[{'name':'王','unit':'县经信局'}],'opinion':'合格','date':'" + date + "'}";
}

} // namespace

TEST_CASE("item.standard: one certificate of a unit is paid for once, in whatever project") {
    Office office;
    office.enterprise(u"U2"_s);
    office.approved(u"XM-1"_s, u"L07"_s, u"L07-cert"_s, u"50000.00"_s);
    office.approved(u"XM-2"_s, u"L07"_s, u"L07-cert"_s, u"50000.00"_s);
    adds(office, "XM-1", certificate("C1", "U2", "SC") + ',' + certificate("C2", "U2", "S C"));
    adds(office, "XM-2",
         certificate("C3", "U2", "ｓｃ") + ',' + certificate("C4", "U2", "绿色食品") + ','
             + certificate("C5", "U1", "SC"));
    asks(office, "YS-1", "XM-1", "50000.00", "'C1','C2'");
    refused(office, "inspector1", "acceptance.conclude", pass("YS-1", "50000.00").constData(),
            {"item.standard", "deliverables", "", "C2",
             told("deliverable.counted-before", "C2", "U2", "“S C”认证", "同一次验收的成果 C1")});
    ok(office, "inspector1", "acceptance.conclude",
       "{'id':'YS-1','result':'pass','accepted':'25000.00','team':[{'name':'王','unit':'局'}],"
       "'opinion':'合格','date':'2019-06-02','deliverables':[{'id':'C1','accepted':true},"
       "{'id':'C2','accepted':false}]}");
    asks(office, "YS-2", "XM-2", "25000.00", "'C3'");
    refused(office, "inspector1", "acceptance.conclude", pass("YS-2", "25000.00").constData(),
            {"item.standard", "deliverables", "", "C3",
             told("deliverable.counted-before", "C3", "U2", "“ｓｃ”认证", "项目 XM-1 的成果 C1")});
    ok(office, "inspector1", "acceptance.conclude",
       "{'id':'YS-2','result':'fail','team':[{'name':'王','unit':'局'}],'opinion':'重复',"
       "'date':'2019-06-02'}");
    // Another scheme of that unit, the same scheme of another: each once.
    asks(office, "YS-3", "XM-2", "50000.00", "'C4','C5'");
    ok(office, "inspector1", "acceptance.conclude", pass("YS-3", "50000.00").constData());
    // Voided, it may count again.
    ok(office, "inspector2", "void",
       "{'kind':'acceptance','id':'YS-1','date':'2019-06-03','reason':'误记'}");
    CHECK(testing::shown(office, "project.show", "XM-1", "accepted") == u"0.00");
    office.verifySound();
}

TEST_CASE("item.standard: one award of a unit, item and year counts once") {
    Office office;
    office.unit(u"P1"_s, u"individual"_s);
    office.unit(u"P2"_s, u"individual"_s);
    const QString more = u",\"year\":2019"_s;
    office.approved(u"XM-1"_s, u"L17"_s, u"L17-individual"_s, u"10000.00"_s, more, u"P1"_s);
    office.approved(u"XM-2"_s, u"L17"_s, u"L17-individual"_s, u"5000.00"_s, more, u"P1"_s);
    office.approved(u"XM-3"_s, u"L17"_s, u"L17-individual"_s, u"5000.00"_s, u",\"year\":2020"_s,
                    u"P1"_s);
    adds(office, "XM-1",
         "{'id':'J1','kind':'award','unit':'P1'},{'id':'J2','kind':'award','unit':'P2'}");
    adds(office, "XM-2", "{'id':'J3','kind':'award','unit':'P2'}");
    adds(office, "XM-3", "{'id':'J4','kind':'award','unit':'P2'}");
    asks(office, "YS-1", "XM-1", "10000.00", "'J1','J2'");
    ok(office, "inspector1", "acceptance.conclude", pass("YS-1", "10000.00").constData());
    asks(office, "YS-2", "XM-2", "5000.00", "'J3'");
    refused(
        office, "inspector1", "acceptance.conclude", pass("YS-2", "5000.00").constData(),
        {"item.standard", "deliverables", "", "J3",
         told("deliverable.counted-before", "J3", "P2", "2019 年的奖励", "项目 XM-1 的成果 J2")});
    // Another year's is another award; but that year has not begun.
    asks(office, "YS-3", "XM-3", "5000.00", "'J4'");
    refused(office, "inspector1", "acceptance.conclude",
            pass("YS-3", "5000.00", "2019-12-31").constData(),
            {"item.standard", "date", "2020-01-01", "2019-12-31",
             told("item.year-not-begun", "优秀电商创业个人奖励", "2020", "2020-01-01")});
    office.today(u"2020-01-01"_s);
    ok(office, "inspector1", "acceptance.conclude",
       pass("YS-3", "5000.00", "2020-01-01").constData());
    office.verifySound();
}

TEST_CASE("item.standard, accept.inspection: of both the one that leaves least is cited") {
    Office office;
    office.approved(u"XM-1"_s, u"L07"_s, u"L07-cert"_s, u"40000.00"_s);
    adds(office, "XM-1", certificate("C1", "U1", "SC") + ',' + certificate("C2", "U1", "ISO"));
    asks(office, "YS-1", "XM-1", "30000.00", "'C1'");
    // 25,000 by the standard, 30,000 by the claim.
    cites(office, "inspector1", "acceptance.conclude", pass("YS-1", "50000.00").constData(),
          "item.standard");
    ok(office, "inspector1", "acceptance.conclude", pass("YS-1", "25000.00").constData());
    asks(office, "YS-2", "XM-1", "15000.00", "'C2'");
    // 25,000 by the standard, 15,000 by the claim and by what is left of the support.
    cites(office, "inspector1", "acceptance.conclude", pass("YS-2", "25000.01").constData(),
          "accept.inspection");
    ok(office, "inspector1", "acceptance.conclude", pass("YS-2", "15000.00").constData());
    cites(office, "clerk1", "acceptance.request",
          "{'id':'YS-3','project':'XM-1','stage':'二','claimed':'0.01','date':'2019-06-03'}",
          "accept.inspection");
}
