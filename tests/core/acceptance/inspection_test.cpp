// SPDX-License-Identifier: GPL-3.0-only
#include <support/terse.h>

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::badInput;
using testing::cites;
using testing::Office;
using testing::ok;
using testing::outcome;
using testing::refused;
using testing::told;

namespace {

QByteArray request(const char* id, const char* claimed, const char* date = "2019-06-01") {
    return QByteArray("{'id':'") + id + "','project':'XM-1','stage':'一期','claimed':'" + claimed
           + "','date':'" + date + "'}";
}

QByteArray pass(const char* id, const char* accepted, const char* date = "2019-06-02") {
    return QByteArray("{'id':'") + id + "','result':'pass','accepted':'" + accepted
           + "','team':[{'name':'王','unit':'县经信局'}],'opinion':'合格','date':'" + date + "'}";
}

QByteArray conclude(const char* id, const char* result, const char* more = "",
                    const char* date = "2019-06-02") {
    return QByteArray("{'id':'") + id + "','result':'" + result
           + "','team':[{'name':'王','unit':'县经信局'}],'opinion':'意见','date':'" + date + "'"
           + more + "}";
}

void begin(Office& office) {
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"1000.00"_s);
    office.started(u"XM-1"_s);
}

} // namespace

TEST_CASE("accept.inspection: claimed and accepted stay within the approved support") {
    Office office;
    begin(office);
    refused(office, "clerk1", "acceptance.request", request("YS-1", "1000.01").constData(),
            {"accept.inspection", "claimed", "1000.00", "1000.01",
             told("acceptance.request.above", "XM-1", "1000.00", "0.00", "1000.00")});
    ok(office, "clerk1", "acceptance.request", request("YS-1", "600.00").constData());
    ok(office, "clerk1", "acceptance.request", request("YS-2", "1000.00").constData());
    refused(office, "inspector1", "acceptance.conclude", pass("YS-1", "600.01").constData(),
            {"accept.inspection", "accepted", "600.00", "600.01",
             told("acceptance.conclude.above", "600.00", "600.00", "1000.00", "0.00")});
    ok(office, "inspector1", "acceptance.conclude", pass("YS-1", "500.00").constData());
    refused(office, "inspector1", "acceptance.conclude", pass("YS-2", "500.01").constData(),
            {"accept.inspection", "accepted", "500.00", "500.01",
             told("acceptance.conclude.above", "500.00", "1000.00", "1000.00", "500.00")});
    refused(office, "clerk1", "acceptance.request", request("YS-3", "500.01").constData(),
            {"accept.inspection", "claimed", "500.00", "500.01",
             told("acceptance.request.above", "XM-1", "1000.00", "500.00", "500.00")});
    ok(office, "inspector1", "acceptance.conclude", pass("YS-2", "500.00").constData());
    cites(office, "clerk1", "acceptance.request", request("YS-3", "0.01").constData(),
          "accept.inspection");
    CHECK(testing::shown(office, "project.show", "XM-1", "accepted") == u"1000.00");
    office.verifySound();
}

TEST_CASE("acceptance.conclude: what goes with which result") {
    Office office;
    begin(office);
    ok(office, "clerk1", "acceptance.request", request("YS-1", "600.00").constData());
    badInput(office, "inspector1", "acceptance.conclude", conclude("YS-1", "pass").constData(),
             "accepted");
    badInput(office, "inspector1", "acceptance.conclude",
             conclude("YS-1", "fail", ",'accepted':'1.00'").constData(), "accepted");
    badInput(office, "inspector1", "acceptance.conclude",
             conclude("YS-1", "fail", ",'rectify_by':'2019-07-01'").constData(), "rectify_by");
    badInput(office, "inspector1", "acceptance.conclude", conclude("YS-9", "fail").constData(),
             "id");
    badInput(office, "inspector1", "acceptance.conclude",
             "{'id':'YS-1','result':'fail','team':[],'opinion':'无','date':'2019-06-02'}", "team");
    badInput(office, "clerk1", "acceptance.request",
             "{'id':'YS-2','project':'XM-9','stage':'一期','claimed':'1.00','date':'2019-06-01'}",
             "project");
    // An opinion may have lines.
    ok(office, "inspector1", "acceptance.conclude",
       "{'id':'YS-1','result':'rectify','team':[{'name':'王','unit':'县经信局'}],"
       "'opinion':'一、灯具\\n二、门头','date':'2019-06-02','rectify_by':'2019-07-01'}");
}

TEST_CASE("state.order: every command on an acceptance in every state") {
    struct Cell {
        const char* command;
        const char* user;
        QByteArray with;
        QStringList taken; // the states in which it is
        const char* otherwise;
    };
    const std::vector<Cell> cells{
        {"acceptance.request",
         "clerk1",
         request("YS-1", "1.00", "2019-07-01"),
         {u"rectify"_s},
         "id.taken"},
        {"acceptance.conclude",
         "inspector1",
         pass("YS-1", "1.00", "2019-07-01"),
         {u"requested"_s},
         "state.order"},
        {"acceptance.conclude",
         "inspector1",
         conclude("YS-1", "rectify", "", "2019-07-01"),
         {u"requested"_s},
         "state.order"},
        {"acceptance.conclude",
         "inspector1",
         conclude("YS-1", "fail", "", "2019-07-01"),
         {u"requested"_s},
         "state.order"},
        {"withdraw",
         "clerk1",
         "{'kind':'acceptance','id':'YS-1','date':'2019-07-01','reason':'撤回'}",
         {u"requested"_s},
         "state.order"},
        {"void",
         "inspector2",
         "{'kind':'acceptance','id':'YS-1','date':'2019-07-01','reason':'误判'}",
         {u"passed"_s, u"rectify"_s, u"failed"_s},
         "state.order"},
    };
    for (const char* state : {"requested", "passed", "rectify", "failed", "withdrawn", "voided"}) {
        Office office;
        begin(office);
        ok(office, "clerk1", "acceptance.request", request("YS-1", "600.00").constData());
        const QString now = QLatin1StringView(state);
        if (now == u"passed" || now == u"voided")
            ok(office, "inspector1", "acceptance.conclude", pass("YS-1", "500.00").constData());
        if (now == u"rectify" || now == u"failed")
            ok(office, "inspector1", "acceptance.conclude",
               conclude("YS-1", now == u"failed" ? "fail" : "rectify").constData());
        if (now == u"withdrawn")
            ok(office, "clerk1", "withdraw",
               "{'kind':'acceptance','id':'YS-1','date':'2019-06-02','reason':'撤回'}");
        if (now == u"voided")
            ok(office, "inspector2", "void",
               "{'kind':'acceptance','id':'YS-1','date':'2019-06-03','reason':'误判'}");
        for (const Cell& cell : cells) {
            INFO(state << " x " << cell.command << ' ' << cell.with.toStdString());
            CHECK(outcome(office, QLatin1StringView(cell.user), cell.command, cell.with.constData(),
                          true)
                      .toStdString()
                  == (cell.taken.contains(now) ? "ok" : cell.otherwise));
        }
    }
}

TEST_CASE("state.order, date.order: what is said about an acceptance") {
    Office office;
    begin(office);
    refused(office, "clerk1", "acceptance.request",
            request("YS-1", "600.00", "2019-02-28").constData(),
            {"date.order", "date", "2019-03-01", "2019-02-28",
             told("date.too-early", "2019-02-28", "上一环节日期", "2019-03-01")});
    ok(office, "clerk1", "acceptance.request", request("YS-1", "600.00").constData());
    refused(office, "clerk1", "acceptance.request", request("YS-1", "600.00").constData(),
            {"id.taken", "id", "", "YS-1", told("id.taken", "验收", "YS-1")});
    refused(office, "inspector1", "acceptance.conclude",
            pass("YS-1", "600.00", "2019-05-31").constData(),
            {"date.order", "date", "2019-06-01", "2019-05-31",
             told("date.too-early", "2019-05-31", "验收申请日期", "2019-06-01")});
    ok(office, "inspector1", "acceptance.conclude", conclude("YS-1", "rectify").constData());
    refused(
        office, "inspector1", "acceptance.conclude", pass("YS-1", "600.00").constData(),
        {"state.order", "", "", "", told("acceptance.conclude.state", "验收", "YS-1", "限期整改")});
    cites(office, "clerk1", "acceptance.request",
          request("YS-1", "600.00", "2019-06-01").constData(), "date.order");
    ok(office, "clerk1", "acceptance.request", request("YS-1", "550.00", "2019-06-02").constData());
    refused(
        office, "clerk1", "withdraw",
        "{'kind':'acceptance','id':'YS-1','date':'2019-06-02','reason':'撤回'}",
        {"state.order", "", "", "", told("acceptance.withdraw.state", "验收", "YS-1", "待验收")});
    refused(office, "inspector1", "void",
            "{'kind':'acceptance','id':'YS-1','date':'2019-06-02','reason':'误判'}",
            {"state.order", "", "", "", told("acceptance.void.state", "验收", "YS-1", "待验收")});
    ok(office, "inspector2", "acceptance.conclude", pass("YS-1", "550.00").constData());
    office.verifySound();
}

TEST_CASE("duty.separation: who requested acceptance does not conclude it, nor the other way") {
    Office office;
    begin(office);
    testing::person(office, "both", "clerk inspector");
    ok(office, "both", "acceptance.request", request("YS-1", "600.00").constData());
    refused(
        office, "both", "acceptance.conclude", pass("YS-1", "600.00").constData(),
        {"duty.separation", "", "", "", told("step.separation", "both", "YS-1", "申请", "验收")});
    ok(office, "clerk1", "acceptance.request", request("YS-2", "600.00").constData());
    ok(office, "both", "acceptance.conclude", conclude("YS-2", "rectify").constData());
    refused(
        office, "both", "acceptance.request", request("YS-2", "600.00", "2019-06-03").constData(),
        {"duty.separation", "", "", "", told("step.separation", "both", "YS-2", "验收", "申请")});
    refused(office, "both", "void",
            "{'kind':'acceptance','id':'YS-2','date':'2019-06-03','reason':'误判'}",
            {"duty.separation", "", "", "", told("void.same-person", "YS-2", "both", "验收组")});
}

TEST_CASE("void: an acceptance while no payment and no ended project rests on it") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    begin(office);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"400.00"_s);
    office.accepted(u"YS-2"_s, u"XM-1"_s, u"300.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, u"300.01"_s, u"2019-06-10"_s, u"requested"_s);
    const char* first = "{'kind':'acceptance','id':'YS-1','date':'2019-06-10','reason':'误判'}";
    const char* second = "{'kind':'acceptance','id':'YS-2','date':'2019-06-10','reason':'误判'}";
    refused(office, "inspector2", "void", first,
            {"state.order", "", "", "",
             told("acceptance.void.paid", "YS-1", "XM-1", "0.00", "300.01")});
    cites(office, "inspector2", "void",
          "{'kind':'acceptance','id':'YS-1','date':'2019-01-01','reason':'误判'}", "state.order");
    refused(office, "inspector2", "void",
            "{'kind':'acceptance','id':'YS-2','date':'2019-06-04','reason':'误判'}",
            {"date.order", "date", "2019-06-05", "2019-06-04",
             told("date.too-early", "2019-06-04", "验收意见日期", "2019-06-05")});
    ok(office, "inspector2", "void", second);
    CHECK(testing::shown(office, "project.show", "XM-1", "accepted") == u"400.00");
    cites(office, "clerk1", "payment.request",
          "{'id':'BF-2','project':'XM-1','kind':'stage','amount':'100.00','date':'2019-06-11',"
          "'report':'申请'}",
          "pay.accepted");
    ok(office, "clerk1", "withdraw",
       "{'kind':'payment','id':'BF-1','date':'2019-06-10','reason':'撤回'}");
    office.waived(u"XM-1"_s);
    ok(office, "clerk1", "project.close", "{'id':'XM-1','date':'2019-07-01','reason':'办结'}");
    cites(office, "inspector2", "void",
          "{'kind':'acceptance','id':'YS-1','date':'2019-07-01','reason':'误判'}", "state.order");
    office.verifySound();
}

TEST_CASE("void: an acceptance that a stage's share rests on stays") {
    Office office(u"examples/stages.json"_s);
    ok(office, "finance1", "fund.receive",
       "{'id':'SR','source':'prov-1','amount':'3000000.00','date':'2019-01-10','document':'文'}");
    office.approved(u"XM-1"_s, u"A03"_s, {}, u"1000.00"_s,
                    u",\"sources\":[{\"source\":\"prov-1\",\"amount\":\"1000.00\"}]"_s);
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"600.00"_s);
    office.accepted(u"YS-2"_s, u"XM-1"_s, u"0.01"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, u"300.01"_s, u"2019-06-10"_s);
    // Accepted would still be enough; the first stage's 30% would not.
    cites(office, "inspector2", "void",
          "{'kind':'acceptance','id':'YS-2','date':'2019-06-10','reason':'误判'}", "state.order");
    ok(office, "finance1", "payment.refund",
       "{'id':'TK-1','payment':'BF-1','amount':'0.01','date':'2019-06-11','reason':'退回',"
       "'voucher':'记-2'}");
    ok(office, "inspector2", "void",
       "{'kind':'acceptance','id':'YS-2','date':'2019-06-11','reason':'误判'}");
    office.verifySound();
}
