// SPDX-License-Identifier: GPL-3.0-only
#include <support/terse.h>

#include <catch2/catch.hpp>

// date.order: a step is dated no earlier than what made room for it. On that day it is taken, the
// day before it is not, and what was always there is.

using namespace Qt::Literals::StringLiterals;
using testing::cites;
using testing::Office;
using testing::ok;
using testing::outcome;
using testing::refused;
using testing::told;

namespace {

QByteArray request(const char* kind, const char* amount, const char* date) {
    return QByteArray("{'id':'BF-2','project':'XM-1','kind':'") + kind + "','amount':'" + amount
           + "','date':'" + date + "','report':'申请'}";
}

QString asked(Office& office, const char* kind, const char* amount, const char* date) {
    return outcome(office, u"clerk1"_s, "payment.request", request(kind, amount, date).constData(),
                   true);
}

void staged(Office& office, const QString& kind, const QString& paid,
            const QString& support = u"500000.00"_s) {
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L08"_s, {}, support);
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"300000.00"_s, u"2019-06-05"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, kind, paid, u"2019-06-10"_s);
}

void refunded(Office& office, const char* amount, const char* date) {
    ok(office, "finance1", "payment.refund",
       (QByteArray("{'id':'TK','payment':'BF-1','amount':'") + amount + "','date':'" + date
        + "','reason':'退','voucher':'记'}")
           .constData());
}

} // namespace

TEST_CASE("date.order: no request is dated before the refund that made room for it") {
    Office office;
    staged(office, u"stage"_s, u"250000.00"_s);
    refunded(office, "100000.00", "2019-06-20");
    CHECK(asked(office, "stage", "150000.00", "2019-06-20") == u"ok");
    refused(
        office, "clerk1", "payment.request",
        request("stage", "150000.00", "2019-06-19").constData(),
        {"date.order", "date", "2019-06-20", "2019-06-19",
         told("date.not-yet", "2019-06-19", told("not-yet.accepted-used", "XM-1"), "2019-06-20")});
    // What was not paid before was there all the time.
    CHECK(asked(office, "stage", "50000.00", "2019-06-19") == u"ok");
    CHECK(asked(office, "stage", "50000.01", "2019-06-19") == u"date.order");
    // More than there is even now is cited with its own limit.
    refused(office, "clerk1", "payment.request",
            request("stage", "150000.01", "2019-06-19").constData(),
            {"pay.accepted", "amount", "150000.00", "150000.01",
             told("payment.request.above", told("cap.accepted"), "150000.00", "0.01")});
    ok(office, "clerk1", "payment.request", request("stage", "50000.00", "2019-06-12").constData());
    office.verifySound();
}

TEST_CASE("date.order: no request is dated before what the bank sent back was let go") {
    Office office;
    staged(office, u"stage"_s, u"300000.00"_s);
    ok(office, "finance1", "payment.reverse",
       "{'id':'BF-1','date':'2019-06-12','reason':'退票','voucher':'记'}");
    ok(office, "leader1", "payment.approve",
       "{'id':'BF-1','decision':'reject','opinion':'不再拨付','date':'2019-06-15'}");
    CHECK(asked(office, "stage", "0.01", "2019-06-14") == u"date.order");
    CHECK(asked(office, "stage", "300000.00", "2019-06-15") == u"ok");
}

TEST_CASE("date.order: another final payment is dated no earlier than what opened the first") {
    Office office;
    staged(office, u"final"_s, u"200000.00"_s);
    refunded(office, "1.00", "2019-06-20");
    refused(office, "clerk1", "payment.request",
            request("final", "50000.00", "2019-06-19").constData(),
            {"date.order", "date", "2019-06-20", "2019-06-19",
             told("date.not-yet", "2019-06-19", told("not-yet.final", "XM-1"), "2019-06-20")});
    CHECK(asked(office, "final", "50000.00", "2019-06-20") == u"ok");
    // Where a final payment stands today no date mends it.
    ok(office, "clerk1", "payment.request", request("final", "50000.00", "2019-06-20").constData());
    cites(office, "clerk1", "payment.request",
          request("final", "1.00", "2019-06-01").replace("BF-2", "BF-3").constData(), "pay.path");
}

TEST_CASE("date.order: nothing is accepted before the recovery that made room for it") {
    Office office;
    staged(office, u"stage"_s, u"300000.00"_s, u"300000.00"_s);
    ok(office, "group1", "supervision.find",
       "{'id':'JC','unit':'U1','kind':'irregularity','project':'XM-1','finding':'核查',"
       "'recover':'100000.00','date':'2019-06-15','document':'文'}");
    ok(office, "finance1", "supervision.recover",
       "{'id':'ZH','finding':'JC','project':'XM-1','source':'central-1','amount':'100000.00',"
       "'date':'2019-06-20','voucher':'记'}");
    const auto inspect = [&](const char* date) {
        return outcome(office, u"clerk1"_s, "acceptance.request",
                       (QByteArray("{'id':'YS-2','project':'XM-1','stage':'复验',"
                                   "'claimed':'100000.00','date':'")
                        + date + "'}")
                           .constData(),
                       true);
    };
    CHECK(inspect("2019-06-19") == u"date.order");
    CHECK(inspect("2019-06-20") == u"ok");
    office.accepted(u"YS-2"_s, u"XM-1"_s, u"100000.00"_s, u"2019-06-25"_s);
    CHECK(asked(office, "stage", "100000.00", "2019-06-25") == u"ok");
}

TEST_CASE("date.order: a project ends no earlier than what it was paid was accepted") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"1000.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"500.00"_s, u"2019-02-15"_s);
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"900.00"_s, u"2019-06-05"_s);
    const auto cancel = [&](const char* date) {
        return outcome(
            office, u"clerk1"_s, "project.cancel",
            (QByteArray("{'id':'XM-1','reason':'取消','date':'") + date + "'}").constData(), true);
    };
    CHECK(cancel("2019-06-04") == u"date.order");
    CHECK(cancel("2019-06-05") == u"ok");
    // What it frees was committed on that day and since.
    refunded(office, "100.00", "2019-06-20");
    CHECK(cancel("2019-06-19") == u"date.order");
    CHECK(cancel("2019-06-20") == u"ok");
}

TEST_CASE("date.order: a prepayment goes by the support of its day; changes follow one another") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"1000.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"400.00"_s, u"2019-02-15"_s);
    const auto amend = [&](const char* id, const char* support) {
        ok(office, "clerk1", "project.amend",
           (QByteArray("{'id':'") + id
            + "','project':'XM-1','date':'2019-03-01','reason':'增',"
              "'support':'"
            + support + "'}")
               .constData());
    };
    const auto decide = [&](const char* id, const char* date) {
        return (QByteArray("{'id':'") + id + "','decision':'approve','opinion':'同意','date':'"
                + date + "'}");
    };
    amend("BG-1", "2000.00");
    ok(office, "reviewer1", "project.decide-amendment", decide("BG-1", "2019-04-10").constData());
    CHECK(asked(office, "prepay", "600.00", "2019-04-10") == u"ok");
    CHECK(asked(office, "prepay", "600.00", "2019-04-09") == u"date.order");
    CHECK(asked(office, "prepay", "100.00", "2019-04-09") == u"ok");
    CHECK(asked(office, "prepay", "100.01", "2019-04-09") == u"date.order");
    CHECK(asked(office, "prepay", "600.01", "2019-04-09") == u"pay.prepay-cap");
    amend("BG-2", "2100.00");
    cites(office, "reviewer1", "project.decide-amendment", decide("BG-2", "2019-04-09").constData(),
          "date.order");
    ok(office, "reviewer1", "project.decide-amendment", decide("BG-2", "2019-04-10").constData());
    office.verifySound();
}

TEST_CASE("date.order: an acceptance is voided no earlier than what rested on it came back") {
    Office office;
    staged(office, u"stage"_s, u"300000.00"_s);
    refunded(office, "300000.00", "2019-06-20");
    const auto undo = [&](const char* date) {
        return outcome(
            office, u"inspector2"_s, "void",
            (QByteArray("{'kind':'acceptance','id':'YS-1','reason':'误登','date':'") + date + "'}")
                .constData(),
            true);
    };
    CHECK(undo("2019-06-19") == u"date.order");
    CHECK(undo("2019-06-20") == u"ok");
}

TEST_CASE("date.order: a change of account dated before the request sends it back on its day") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"1000.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"400.00"_s, u"2019-03-15"_s, u"requested"_s);
    ok(office, "clerk1", "unit.change",
       "{'id':'U1','date':'2019-03-01','document':'变更函','bank':{'name':'农行',"
       "'account':'6228480000000027','holder':'U1'}}");
    for (const char* day : {"2019-03-01", "2019-03-14", "2019-03-15"}) {
        INFO(day);
        const QJsonObject total = office
                                      .ask(u"auditor1"_s, u"budget.execution"_s,
                                           uR"({"as_of":"%1"})"_s.arg(QLatin1StringView(day)))
                                      .toObject()
                                      .value("total"_L1)
                                      .toObject();
        CHECK(total.value("committed"_L1) == u"1000.00"_s);
    }
    office.verifySound();
}

TEST_CASE("date.order: a refund that comes before another's is told so, and not of the payment") {
    Office office;
    staged(office, u"stage"_s, u"250000.00"_s);
    refunded(office, "100000.00", "2019-06-20");
    refused(office, "finance1", "payment.refund",
            "{'id':'TK2','payment':'BF-1','amount':'1.00','date':'2019-06-19','reason':'退',"
            "'voucher':'记'}",
            {"date.order", "date", "2019-06-20", "2019-06-19",
             told("date.too-early", "2019-06-19", "该笔拨付最近一次付款、退票、退回或追回的日期",
                  "2019-06-20")});
}
