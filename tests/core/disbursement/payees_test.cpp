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

QByteArray request(const char* id, const char* amount, const char* payees) {
    return QByteArray("{'id':'") + id + "','project':'XM-1','kind':'final','amount':'" + amount
           + "','date':'2019-06-20','report':'申请','payees':" + payees + "}";
}

} // namespace

TEST_CASE("pay.payee: money goes to the project's own unit, nobody else") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"1000.00"_s);
    office.enterprise(u"U2"_s);
    const char* stranger = "{'id':'BF-1','project':'XM-1','kind':'prepay','amount':'10.00',"
                           "'payees':[{'unit':'U1','amount':'9.99'},{'unit':'U2','amount':'0.01'}],"
                           "'date':'2019-02-15','report':'申请'}";
    refused(office, "clerk1", "payment.request", stranger,
            {"pay.payee", "payees[1].unit", "", "",
             told("payee.not-of-project", "单位U2", "XM-1", "单位U1")});
    ok(office, "clerk1", "payment.request",
       "{'id':'BF-1','project':'XM-1','kind':'prepay','amount':'10.00','date':'2019-02-15',"
       "'payees':[{'unit':'U1','amount':'10.00'}],'report':'申请'}");
    // Earlier history keeps it as an exception.
    office.today(u"2019-12-31"_s);
    ok(office, "finance1", "opening.payment",
       QByteArray(stranger)
           .replace("BF-1", "QC-1")
           .replace("'report'", "'state':'paid',"
                                "'voucher':'记-0','report'")
           .constData());
    const QJsonObject opened = office.ask(u"auditor1"_s, u"opening.exceptions"_s).toObject();
    CHECK(opened.value("items"_L1)[0].toObject().value("rule"_L1) == u"pay.payee"_s);
    office.verifySound();
}

TEST_CASE("pay.payee: a winner for its own, to the fen, over all payments of the project") {
    Office office;
    testing::winners(office, 3);
    office.unit(u"I9"_s, u"individual"_s);
    refused(office, "clerk1", "payment.request",
            request("BF-1", "5000.01", "[{'unit':'I2','amount':'5000.01'}]").constData(),
            {"pay.payee", "payees[0].amount", "5000.00", "5000.01",
             told("payee.above-accepted", "单位I2", "1", "5000.00", "XM-1", "5000.00")});
    cites(office, "clerk1", "payment.request",
          request("BF-1", "1.00", "[{'unit':'I9','amount':'1.00'}]").constData(), "pay.payee");
    badInput(office, "clerk1", "payment.request",
             request("BF-1", "2.00",
                     "[{'unit':'I2','amount':'1.00'},{'unit':'I2',"
                     "'amount':'1.00'}]")
                 .constData(),
             "payees[1].unit");
    // An award won on that day counts, on the day before it does not.
    const QByteArray early = request("BF-1", "5000.00", "[{'unit':'I2','amount':'5000.00'}]")
                                 .replace("2019-06-20", "2019-06-04");
    cites(office, "clerk1", "payment.request", early.constData(), "pay.payee");
    const char* agree = "{'id':'BF-1','decision':'approve','opinion':'同意','date':'2019-06-20'}";
    ok(office, "clerk1", "payment.request",
       request("BF-1", "3000.00", "[{'unit':'I2','amount':'3000.00'}]").constData());
    ok(office, "reviewer1", "payment.review", agree);
    ok(office, "leader1", "payment.approve", agree);
    ok(office, "finance1", "payment.pay", "{'id':'BF-1','date':'2019-06-20','voucher':'记-1'}");
    ok(office, "finance1", "payment.refund",
       "{'id':'TK-1','payment':'BF-1','amount':'1000.00','date':'2019-06-20','reason':'退',"
       "'voucher':'记-2'}");
    refused(office, "clerk1", "payment.request",
            request("BF-2", "3000.01", "[{'unit':'I2','amount':'3000.01'}]").constData(),
            {"pay.payee", "payees[0].amount", "3000.00", "3000.01",
             told("payee.above-accepted", "单位I2", "1", "5000.00", "XM-1", "3000.00")});
    ok(office, "clerk1", "payment.request",
       request("BF-2", "3000.00", "[{'unit':'I2','amount':'3000.00'}]").constData());
    office.verifySound();
}

TEST_CASE("unit.barred: a barred payee stops the payment of an innocent project") {
    Office office;
    testing::winners(office, 2);
    const char* both = "[{'unit':'I1','amount':'4.00'},{'unit':'I2','amount':'6.00'}]";
    testing::bar(office, "I2");
    refused(office, "clerk1", "payment.request", request("BF-1", "10.00", both).constData(),
            {"unit.barred", "payees[1].unit", "", "", told("unit.barred", "单位I2")});
    testing::liftBar(office, "I2");
    ok(office, "clerk1", "payment.request", request("BF-1", "10.00", both).constData());
    testing::bar(office, "I2");
    cites(office, "reviewer1", "payment.review",
          "{'id':'BF-1','decision':'approve','opinion':'同意','date':'2019-06-20'}", "unit.barred");
}

TEST_CASE("payment.list names every payee, unit.show what a unit was paid by others' projects") {
    Office office;
    testing::winners(office, 3);
    testing::payWinners(office, 3);
    const auto listed = [&](const QString& search) {
        return office.ask(u"clerk1"_s, u"payment.list"_s, u"{\"text\":\"%1\"}"_s.arg(search))
            .toObject()
            .value("items"_L1)
            .toArray();
    };
    REQUIRE(listed(u"单位I3"_s).size() == 1);
    CHECK(listed(u"单位I3"_s)[0].toObject().value("payees"_L1) == u"单位I1、单位I2、单位I3"_s);
    const QJsonObject unit =
        office.ask(u"clerk1"_s, u"unit.show"_s, u"{\"id\":\"I3\"}"_s).toObject();
    const QJsonArray paid = unit.value("paid_as_payee"_L1).toArray();
    REQUIRE(paid.size() == 1);
    CHECK(paid[0].toObject().value("project"_L1) == u"XM-1"_s);
    CHECK(paid[0].toObject().value("paid"_L1) == u"5000.00"_s);
    CHECK(office.ask(u"clerk1"_s, u"unit.show"_s, u"{\"id\":\"I1\"}"_s)
              .toObject()
              .value("paid_as_payee"_L1)
              .toArray()
              .isEmpty());
}

TEST_CASE("unit.bank: a changed account sends requests back by itself, an approved one stays") {
    Office office;
    testing::winners(office, 2);
    testing::payWinners(office, 2, u"reviewed"_s);
    const char* change = "{'id':'I2','date':'2019-06-08','document':'变更函','bank':{'name':'工行',"
                         "'account':'6222020000000222','holder':'I2'}}";
    const auto lastStep = [&] {
        return office.ask(u"auditor1"_s, u"payment.show"_s, u"{\"id\":\"BF-1\"}"_s)
            .toObject()
            .value("steps"_L1)
            .toArray()
            .last()
            .toObject();
    };
    ok(office, "clerk2", "unit.change", change);
    CHECK(shown(office, "payment.show", "BF-1", "state") == u"returned");
    CHECK(lastStep().value("step"_L1) == u"return"_s);
    CHECK(lastStep().value("by"_L1) == u""_s);
    CHECK(lastStep().value("recorded_by"_L1) == u"clerk2"_s);
    CHECK(
        lastStep().value("opinion"_L1).toString().toStdString()
        == "收款单位“单位I2”的账户于 2019-06-08 变更(变更函),由程序退回:请核对新账户后重新申请。");
    ok(office, "reviewer1", "unit.confirm-bank", "{'id':'I2','date':'2019-06-08'}");
    office.ok(
        u"clerk1"_s, u"payment.request"_s,
        uR"({"id":"BF-1","project":"XM-1","kind":"final","amount":"10000.00",)"
        R"("payees":%1,"date":"2019-06-09","report":"奖励名单"})"_s.arg(testing::payeesFrom(1, 2)));
    const char* agree = "{'id':'BF-1','decision':'approve','opinion':'同意','date':'2019-06-09'}";
    ok(office, "reviewer1", "payment.review", agree);
    ok(office, "leader1", "payment.approve", agree);
    ok(office, "clerk2", "unit.change",
       QByteArray(change).replace("2019-06-08", "2019-06-10").replace("0222", "0333").constData());
    ok(office, "reviewer1", "unit.confirm-bank", "{'id':'I2','date':'2019-06-10'}");
    CHECK(shown(office, "payment.show", "BF-1", "state") == u"approved");
    refused(office, "finance1", "payment.pay", "{'id':'BF-1','date':'2019-06-11','voucher':'记-1'}",
            {"unit.bank", "id", "", "",
             told("payment.pay.account-changed", "单位I2", "2019-06-10", "BF-1")});
    ok(office, "leader1", "payment.approve",
       "{'id':'BF-1','decision':'return','opinion':'账户变更','date':'2019-06-11'}");
    office.verifySound();
}

TEST_CASE("unit.bank: what comes back by the bank is paid to the account that is confirmed then") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"500.00"_s);
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"500.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"final"_s, u"500.00"_s, u"2019-06-10"_s);
    ok(office, "clerk1", "unit.change",
       "{'id':'U1','date':'2019-06-11','document':'变更函','bank':{'name':'建行',"
       "'account':'6227009999992222','holder':'U1'}}");
    ok(office, "reviewer1", "unit.confirm-bank", "{'id':'U1','date':'2019-06-11'}");
    const auto account = [&] {
        return payeeOf(office, "BF-1", "U1").value("account"_L1).toString();
    };
    CHECK_FALSE(account().endsWith(u"2222")); // where it went
    ok(office, "finance1", "payment.reverse",
       "{'id':'BF-1','date':'2019-06-12','reason':'销户','voucher':'记-99'}");
    CHECK(account().endsWith(u"2222")); // where it is to go
    ok(office, "finance1", "payment.pay", "{'id':'BF-1','date':'2019-06-13','voucher':'记-100'}");
    CHECK(account().endsWith(u"2222"));
    office.verifySound();
}

TEST_CASE("payment.pay: a voucher for each source, said without the names of keys") {
    Office office;
    testing::winners(office, 1);
    testing::payWinners(office, 1, u"approved"_s);
    const auto no = office.refused(u"finance1"_s, u"payment.pay"_s,
                                   u"{\"id\":\"BF-1\",\"date\":\"2019-06-08\"}"_s);
    CHECK(no.field == u"voucher");
    CHECK(no.message == told("payment.voucher.unsaid"));
}
