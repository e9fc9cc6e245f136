// SPDX-License-Identifier: GPL-3.0-only
#include <support/terse.h>

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::cites;
using testing::Office;
using testing::ok;
using testing::refused;
using testing::shown;
using testing::told;

namespace {

// 500,000 accepted and paid, a finding that asks 300,000 back.
void foundOf(Office& office, const char* kind = "irregularity") {
    office.fund(u"central-1"_s, u"1000000.00"_s);
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"500000.00"_s);
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"500000.00"_s, u"2019-06-05"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, u"500000.00"_s, u"2019-06-10"_s);
    office.ok(u"group1"_s, u"supervision.find"_s,
              uR"({"id":"JC","unit":"U1","kind":"%1","project":"XM-1","finding":"核查","recover":)"
              R"("300000.00","date":"2019-07-01","document":"文"})"_s.arg(QLatin1StringView(kind)));
}

void recover(Office& office, const char* id, const char* amount, const char* date) {
    office.ok(u"finance1"_s, u"supervision.recover"_s,
              uR"({"id":"%1","finding":"JC","project":"XM-1","source":"central-1","amount":"%2",)"
              R"("date":"%3","voucher":"记"})"_s.arg(
                  QLatin1StringView(id), QLatin1StringView(amount), QLatin1StringView(date)));
}

} // namespace

TEST_CASE("void: a finding lifts its bar, and stays while a recovery stands on it") {
    Office office;
    foundOf(office, "false-materials");
    const char* declare =
        "{'id':'XM-2','unit':'U1','line':'L09','name':'项目','content':'建设','support':'1.00',"
        "'schedule':{'from':'2019-08-01','to':'2019-12-31'},'materials':['方案'],"
        "'date':'2019-07-20'}";
    cites(office, "clerk1", "project.declare", declare, "unit.barred");
    recover(office, "ZH", "0.01", "2019-07-10");
    const char* voiding = "{'kind':'finding','id':'JC','date':'2019-07-20','reason':'误登'}";
    refused(office, "group2", "void", voiding,
            {"state.order", "", "", "", told("finding.void.recovered", "JC", "0.01")});
    ok(office, "finance2", "void",
       "{'kind':'recovery','id':'ZH','date':'2019-07-11','reason':'误登'}");
    cites(office, "group1", "void", voiding, "duty.separation");
    cites(office, "finance2", "void", voiding, "duty.role");
    cites(office, "group2", "void",
          "{'kind':'finding','id':'JC','date':'2019-07-10','reason':'误登'}", "date.order");
    ok(office, "group2", "void", voiding);
    ok(office, "clerk1", "project.declare", declare);
    cites(office, "group2", "void", voiding, "state.order");
    cites(office, "group1", "supervision.lift",
          "{'id':'JC','date':'2019-07-21','document':'文','note':'无'}", "state.order");
    cites(office, "finance1", "supervision.recover",
          "{'id':'ZH-2','finding':'JC','project':'XM-1','source':'central-1','amount':'1.00',"
          "'date':'2019-07-21','voucher':'记'}",
          "state.order");
    CHECK(office.ask(u"auditor1"_s, u"finding.list"_s)
              .toObject()
              .value("items"_L1)
              .toArray()
              .isEmpty());
    office.verifySound();
}

TEST_CASE("void: a recovery gives back what was accepted, once, in an open month") {
    Office office;
    foundOf(office);
    recover(office, "ZH", "300000.00", "2019-07-10");
    CHECK(shown(office, "project.show", "XM-1", "accepted") == u"200000.00");
    const char* voiding = "{'kind':'recovery','id':'ZH','date':'2019-07-31','reason':'误登'}";
    cites(office, "finance1", "void", voiding, "duty.separation");
    cites(office, "finance2", "void",
          "{'kind':'recovery','id':'ZH','date':'2019-07-09','reason':'误登'}", "date.order");
    ok(office, "reviewer1", "disclosure.publish",
       "{'id':'GS','month':'2019-07','date':'2019-08-01'}");
    cites(office, "finance2", "void", voiding, "disclose.closed");
    ok(office, "finance2", "void",
       "{'kind':'recovery','id':'ZH','date':'2019-08-01','reason':'误登'}");
    CHECK(shown(office, "project.show", "XM-1", "accepted") == u"500000.00");
    CHECK(office.row(u"L08"_s, u"central-1"_s).value("recovered"_L1).toString() == u"0.00");
    cites(office, "finance2", "void",
          "{'kind':'recovery','id':'ZH','date':'2019-08-01','reason':'误登'}", "state.order");
    // It comes back anew from that day on, never before: July would say less than zero.
    cites(office, "finance1", "supervision.recover",
          "{'id':'ZH','finding':'JC','project':'XM-1','source':'central-1','amount':'1.00',"
          "'date':'2019-08-02','voucher':'记'}",
          "id.taken");
    recover(office, "ZH-2", "300000.00", "2019-08-02");
    office.verifySound();
}

TEST_CASE("date.order: what comes back after a voiding is dated on its day or later") {
    Office office;
    foundOf(office);
    recover(office, "ZH", "300000.00", "2019-07-10");
    ok(office, "finance2", "void",
       "{'kind':'recovery','id':'ZH','date':'2019-08-10','reason':'误登'}");
    refused(office, "finance1", "supervision.recover",
            "{'id':'ZH-2','finding':'JC','project':'XM-1','source':'central-1',"
            "'amount':'300000.00','date':'2019-08-09','voucher':'记'}",
            {"date.order", "date", "2019-08-10", "2019-08-09",
             told("date.not-yet", "2019-08-09",
                  told("not-yet.net-paid-short", "XM-1", "第一批中央财政资金"), "2019-08-10")});
    cites(office, "finance1", "payment.refund",
          "{'id':'TK','payment':'BF-1','amount':'500000.00','date':'2019-08-09','reason':'退',"
          "'voucher':'记'}",
          "date.order");
    cites(office, "finance1", "payment.refund", // too much on any day
          "{'id':'TK','payment':'BF-1','amount':'500000.01','date':'2019-08-09','reason':'退',"
          "'voucher':'记'}",
          "pay.refund");
    ok(office, "finance1", "payment.refund",
       "{'id':'TK','payment':'BF-1','amount':'500000.00','date':'2019-08-10','reason':'退',"
       "'voucher':'记'}");
    ok(office, "finance2", "void",
       "{'kind':'refund','id':'TK','date':'2019-09-10','reason':'误登'}");
    cites(office, "finance1", "payment.refund",
          "{'id':'TK-2','payment':'BF-1','amount':'0.01','date':'2019-09-09','reason':'退',"
          "'voucher':'记'}",
          "date.order");
    ok(office, "finance1", "payment.refund",
       "{'id':'TK-2','payment':'BF-1','amount':'500000.00','date':'2019-09-10','reason':'退',"
       "'voucher':'记'}");
    const auto paid = [&](const char* day) {
        return office
            .ask(u"auditor1"_s, u"budget.execution"_s,
                 uR"({"as_of":"%1"})"_s.arg(QLatin1StringView(day)))
            .toObject()
            .value("total"_L1)
            .toObject()
            .value("paid"_L1)
            .toString();
    };
    CHECK(paid("2019-09-09") == u"0.00");
    CHECK(paid("2019-09-10") == u"0.00");
    office.verifySound();
}

TEST_CASE("state.order: a recovery stays once its money was given away or accepted anew") {
    Office office;
    foundOf(office);
    recover(office, "ZH", "300000.00", "2019-07-10");
    const char* voiding = "{'kind':'recovery','id':'ZH','date':'2019-08-31','reason':'误登'}";
    SECTION("claimed again: a fen more than was left of the support") {
        office.accepted(u"YS-2"_s, u"XM-1"_s, u"0.01"_s, u"2019-08-01"_s);
        cites(office, "finance2", "void", voiding, "state.order");
        ok(office, "inspector2", "void",
           "{'kind':'acceptance','id':'YS-2','date':'2019-08-02','reason':'误登'}");
        ok(office, "finance2", "void", voiding);
    }
    SECTION("its line gave the money away") {
        const QString available =
            office.row(u"L08"_s, u"central-1"_s).value("available"_L1).toString();
        const auto move = [&](const QString& amount) {
            return uR"({"id":"TZ","date":"2019-08-01","document":"文","moves":[{"from":"L08",)"
                   R"("to":"L14","source":"central-1","amount":"%1"}]})"_s.arg(amount);
        };
        office.ok(u"group1"_s, u"plan.reallocate"_s, move(available));
        refused(office, "finance2", "void", voiding,
                {"state.order", "", "", "",
                 told("recovery.void.in-use", "ZH",
                      "L08 农产品电子商务供应链体系建设(上行供应链售后处理中心)",
                      "第一批中央财政资金", "0.00", "800000.00", "300000.00")});
    }
    SECTION("its cash was handed up") {
        ok(office, "group1", "fund.return",
           "{'id':'SJ','source':'central-1','amount':'500000.01','date':'2019-08-01',"
           "'document':'文','voucher':'记','allocations':[{'line':'L01','amount':'500000.01'}]}");
        cites(office, "finance2", "void", voiding, "state.order");
    }
    office.verifySound();
}

TEST_CASE("date.order: a recovery is a step of the payments that it takes from") {
    Office office;
    office.fund(u"central-1"_s, u"1000000.00"_s);
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"500000.00"_s);
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"500000.00"_s, u"2019-06-05"_s);
    ok(office, "group1", "supervision.find",
       "{'id':'JC','unit':'U1','kind':'irregularity','project':'XM-1','finding':'核查',"
       "'recover':'500000.00','date':'2019-06-01','document':'文'}");
    office.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, u"300000.00"_s, u"2019-06-10"_s);
    office.payment(u"BF-2"_s, u"XM-1"_s, u"stage"_s, u"200000.00"_s, u"2019-07-10"_s);
    const auto recovery = [](const char* id, const char* amount, const char* date) {
        return QByteArray("{'id':'") + id + "','amount':'" + amount + "','date':'" + date
               + "','finding':'JC','project':'XM-1','source':'central-1','voucher':'记'}";
    };
    refused(office, "finance1", "supervision.recover",
            recovery("ZH-1", "0.01", "2019-06-09").constData(),
            {"date.order", "date", "2019-06-10", "2019-06-09",
             told("date.too-early", "2019-06-09", "所追回的拨付的上一环节日期", "2019-06-10")});
    // In June no more comes back than was paid in June, and it comes off that payment.
    refused(office, "finance1", "supervision.recover",
            recovery("ZH-1", "300000.01", "2019-07-09").constData(),
            {"date.order", "date", "2019-07-10", "2019-07-09",
             told("date.too-early", "2019-07-09", "所追回的拨付的上一环节日期", "2019-07-10")});
    cites(office, "finance1", "supervision.recover",
          recovery("ZH-1", "500000.01", "2019-07-10").constData(), "supervise.recover");
    ok(office, "finance1", "supervision.recover",
       recovery("ZH-1", "300000.00", "2019-06-10").constData());
    const auto movements = [&](const char* payment) {
        return office
            .ask(u"auditor1"_s, u"payment.show"_s,
                 uR"({"id":"%1"})"_s.arg(QLatin1StringView(payment)))
            .toObject()
            .value("movements"_L1)
            .toArray()
            .size();
    };
    CHECK(movements("BF-1") == 2);
    CHECK(movements("BF-2") == 1);
    // What a payee gave back of it meanwhile is a step too.
    ok(office, "finance1", "payment.refund",
       "{'id':'TK','payment':'BF-2','amount':'1.00','date':'2019-07-20','reason':'退',"
       "'voucher':'记'}");
    cites(office, "finance1", "supervision.recover",
          recovery("ZH-2", "199999.00", "2019-07-19").constData(), "date.order");
    ok(office, "finance1", "supervision.recover",
       recovery("ZH-2", "199999.00", "2019-07-20").constData());
    office.verifySound();
}

// A final payment stands in no other's way once money of its project was recovered. Voided, the
// recovery would leave two of them.
TEST_CASE("state.order: a recovery stays while another final payment is asked for since") {
    Office office;
    office.fund(u"central-1"_s, u"1000000.00"_s);
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"500000.00"_s);
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"500000.00"_s, u"2019-06-05"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"final"_s, u"400000.00"_s, u"2019-06-10"_s);
    ok(office, "group1", "supervision.find",
       "{'id':'JC','unit':'U1','kind':'irregularity','project':'XM-1','finding':'核查',"
       "'recover':'100000.00','date':'2019-07-01','document':'文'}");
    recover(office, "ZH", "100000.00", "2019-07-10");
    const char* voiding = "{'kind':'recovery','id':'ZH','date':'2019-07-31','reason':'误登'}";
    for (const char* kind : {"stage", "final"}) {
        INFO(kind);
        const QString id = u"BF-"_s + QLatin1StringView(kind);
        office.payment(id, u"XM-1"_s, QString::fromLatin1(kind), u"1.00"_s, u"2019-07-12"_s,
                       u"requested"_s);
        refused(office, "finance2", "void", voiding,
                {"state.order", "", "", "", told("recovery.void.used-since", "ZH", "XM-1")});
        ok(office, "clerk1", "withdraw",
           (QByteArray("{'kind':'payment','id':'BF-") + kind
            + "','date':'2019-07-13','reason':'不再申请'}")
               .constData());
    }
    ok(office, "finance2", "void", voiding);
    cites(office, "clerk1", "payment.request",
          "{'id':'BF-2','project':'XM-1','kind':'final','amount':'1.00','date':'2019-08-01',"
          "'report':'申请'}",
          "pay.path");
    office.verifySound();
}
