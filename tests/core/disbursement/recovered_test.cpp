// SPDX-License-Identifier: GPL-3.0-only
#include "winners.h"

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::badInput;
using testing::cites;
using testing::Office;
using testing::ok;
using testing::payeeOf;
using testing::refused;
using testing::shown;
using testing::told;

namespace {

QByteArray finding(const char* id, const char* unit, const char* more = "") {
    return QByteArray("{'id':'") + id + "','unit':'" + unit
           + "','kind':'irregularity','finding':'销售截图系伪造','recover':'9000.00'," + more
           + "'date':'2019-08-01','document':'纪要2'}";
}

QByteArray recovery(const char* id, const char* of, const char* amount, const char* more = "") {
    return QByteArray("{'id':'") + id + "','finding':'" + of
           + "','project':'XM-1','source':'central-1','amount':'" + amount + "'," + more
           + "'date':'2019-08-10','voucher':'记-20'}";
}

} // namespace

TEST_CASE("supervise.recover: from a payee of another unit's project, no more than it holds") {
    Office office;
    testing::winners(office, 3);
    testing::payWinners(office, 3);
    office.unit(u"I9"_s, u"individual"_s);
    ok(office, "group1", "supervision.find", finding("F1", "I2", "'project':'XM-1',").constData());
    badInput(office, "group1", "supervision.find",
             finding("F9", "I9", "'project':'XM-1',").constData(), "project");
    refused(office, "finance1", "supervision.recover", recovery("Z1", "F1", "5000.01").constData(),
            {"supervise.recover", "amount", "5000.00", "5000.01",
             told("recovery.above-held", "XM-1", "单位I2", "第一批中央财政资金", "5000.00")});
    refused(office, "finance1", "supervision.recover",
            recovery("Z1", "F1", "1.00", "'payee':'I3',").constData(),
            {"supervise.recover", "payee", "", "", told("recovery.payee.unrelated", "XM-1", "F1")});
    ok(office, "finance1", "supervision.recover", recovery("Z1", "F1", "5000.00").constData());
    CHECK(payeeOf(office, "BF-1", "I2").value("recovered"_L1) == u"5000.00"_s);
    CHECK(payeeOf(office, "BF-1", "I1").value("recovered"_L1) == u"0.00"_s);
    CHECK(shown(office, "project.show", "XM-1", "accepted") == u"10000.00");
    // What came back is no longer held: it can't be refunded or bounce besides.
    cites(office, "finance1", "payment.refund",
          "{'id':'TK-1','payment':'BF-1','payee':'I2','amount':'0.01','date':'2019-08-11',"
          "'reason':'退','voucher':'记'}",
          "pay.refund");
    cites(office, "finance1", "payment.reverse",
          "{'id':'BF-1','date':'2019-08-11','reason':'退票','voucher':'记','payees':['I2']}",
          "state.order");
    // Of the unit's own project it has to be said whose money it is.
    ok(office, "group1", "supervision.find", finding("F3", "I1").constData());
    badInput(office, "finance1", "supervision.recover", recovery("Z2", "F3", "1.00").constData(),
             "payee");
    badInput(office, "finance1", "supervision.recover",
             recovery("Z2", "F3", "1.00", "'payee':'I9',").constData(), "payee");
    ok(office, "finance1", "supervision.recover",
       recovery("Z2", "F3", "4000.00", "'payee':'I3',").constData());
    const QJsonObject payment =
        office.ask(u"auditor1"_s, u"payment.show"_s, u"{\"id\":\"BF-1\"}"_s).toObject();
    const QJsonObject last = payment.value("movements"_L1).toArray().last().toObject();
    CHECK(last.value("kind"_L1) == u"recover"_s);
    CHECK(last.value("id"_L1) == u"Z2"_s);
    CHECK(last.value("payee"_L1) == u"I3"_s);
    CHECK(last.value("amount"_L1) == u"4000.00"_s);
    office.verifySound();
}

TEST_CASE("pay.payee: what was recovered from a winner is not paid again on another's acceptance") {
    Office office;
    testing::winners(office, 3);
    testing::payWinners(office, 2);
    ok(office, "group1", "supervision.find", finding("F1", "I2", "'project':'XM-1',").constData());
    ok(office, "finance1", "supervision.recover", recovery("Z1", "F1", "5000.00").constData());
    // I3 has won what I2 would get a second time; by the sums of the project there is room for it.
    const auto asks = [&](const char* unit, const char* amount) {
        return QByteArray("{'id':'BF-2','project':'XM-1','kind':'final','amount':'") + amount
               + "','date':'2019-08-12','report':'申请','payees':[{'unit':'" + unit + "','amount':'"
               + amount + "'}]}";
    };
    refused(office, "clerk1", "payment.request", asks("I2", "0.01").constData(),
            {"pay.payee", "payees[0].amount", "0.00", "0.01",
             told("payee.above-accepted", "单位I2", "1", "5000.00", "XM-1", "0.00")});
    ok(office, "clerk1", "payment.request", asks("I3", "5000.00").constData());
}
