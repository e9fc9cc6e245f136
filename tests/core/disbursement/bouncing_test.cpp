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

QString text(const QJsonObject& json, QLatin1StringView key) {
    return json.value(key).toString();
}

QString row(Office& office, QLatin1StringView key) {
    return office.row(u"L17"_s, u"central-1"_s).value(key).toString();
}

QByteArray reverse(const char* date, const char* payees) {
    return QByteArray("{'id':'BF-1','date':'") + date + "','reason':'账号有误','voucher':'记-红',"
           + "'payees':" + payees + "}";
}

} // namespace

TEST_CASE(
    "pay.return: the share of one of ten came back, twice, and is paid again to the right one") {
    Office office;
    testing::winners(office, 10);
    testing::payWinners(office, 10);
    ok(office, "finance1", "payment.reverse", reverse("2019-06-10", "['I7']").constData());
    CHECK(shown(office, "payment.show", "BF-1", "state") == u"paid");
    CHECK(shown(office, "payment.show", "BF-1", "returned") == u"5000.00");
    CHECK(shown(office, "payment.show", "BF-1", "next") == u"payment.pay");
    const QJsonObject seven = payeeOf(office, "BF-1", "I7");
    CHECK(text(seven, "paid"_L1) == u"0.00");
    CHECK(text(seven, "returned"_L1) == u"5000.00");
    CHECK(text(payeeOf(office, "BF-1", "I1"), "paid"_L1) == u"5000.00");
    CHECK(row(office, "paid"_L1) == u"45000.00");
    CHECK(row(office, "committed"_L1) == u"5000.00");
    // It is under way until it is paid again or let go.
    cites(office, "clerk1", "project.cancel", "{'id':'XM-1','date':'2019-06-10','reason':'x'}",
          "state.order");
    CHECK(testing::limitOf(office, "XM-1", "final") == u"0.00");
    refused(office, "finance1", "payment.reverse", reverse("2019-06-10", "['I7']").constData(),
            {"state.order", "payees", "", "",
             told("payment.reverse.payee-returned", "BF-1", "单位I7")});
    const QJsonArray inbox = office.ask(u"finance1"_s, u"inbox"_s).toArray();
    REQUIRE(inbox.size() == 1);
    CHECK(text(inbox[0].toObject(), "command"_L1) == u"payment.pay");
    CHECK(text(inbox[0].toObject(), "amount"_L1) == u"5000.00");

    // The account was closed: to the one that is then confirmed.
    ok(office, "clerk1", "unit.change",
       "{'id':'I7','date':'2019-06-11','document':'更正函','bank':{'name':'工行',"
       "'account':'6222020000000777','holder':'I7'}}");
    CHECK(shown(office, "payment.show", "BF-1", "state") == u"paid");
    const char* again = "{'id':'BF-1','date':'2019-06-12','voucher':'记-2'}";
    refused(office, "finance1", "payment.pay", again,
            {"unit.bank", "id", "", "", told("account.unconfirmed", "单位I7", "2019-06-11")});
    ok(office, "reviewer1", "unit.confirm-bank", "{'id':'I7','date':'2019-06-12'}");
    ok(office, "finance1", "payment.pay", again);
    CHECK(text(payeeOf(office, "BF-1", "I7"), "account"_L1).endsWith(u"0777"));
    CHECK(text(payeeOf(office, "BF-1", "I7"), "paid"_L1) == u"5000.00");
    CHECK(row(office, "paid"_L1) == u"50000.00");
    CHECK(shown(office, "payment.show", "BF-1", "paid_on") == u"2019-06-08");
    cites(office, "finance1", "payment.pay", again, "state.order");

    // And once more, with another one.
    ok(office, "finance1", "payment.reverse", reverse("2019-06-13", "['I7','I9']").constData());
    CHECK(row(office, "paid"_L1) == u"40000.00");
    ok(office, "finance1", "payment.pay", "{'id':'BF-1','date':'2019-06-14','voucher':'记-3'}");
    CHECK(row(office, "paid"_L1) == u"50000.00");
    QStringList moves;
    const QJsonObject payment =
        office.ask(u"auditor1"_s, u"payment.show"_s, u"{\"id\":\"BF-1\"}"_s).toObject();
    for (const QJsonValue& one : payment.value("movements"_L1).toArray())
        if (one.toObject().value("payee"_L1) == u"I7"_s)
            moves << text(one.toObject(), "kind"_L1) + u' ' + text(one.toObject(), "date"_L1) + u' '
                         + text(one.toObject(), "amount"_L1) + u' '
                         + text(one.toObject(), "voucher"_L1);
    CHECK(moves.join(u';').toStdString()
          == "pay 2019-06-08 5000.00 记-1;reverse 2019-06-10 5000.00 记-红;"
             "pay 2019-06-12 5000.00 记-2;reverse 2019-06-13 5000.00 记-红;"
             "pay 2019-06-14 5000.00 记-3");
    office.verifySound();
}

TEST_CASE("pay.return: returned shares can be let go by the leader, and others be asked for then") {
    Office office;
    testing::winners(office, 3);
    testing::payWinners(office, 3);
    ok(office, "finance1", "payment.reverse", reverse("2019-06-10", "['I2']").constData());
    cites(office, "leader1", "payment.approve",
          "{'id':'BF-1','decision':'approve','opinion':'同意','date':'2019-06-11'}", "state.order");
    ok(office, "leader1", "payment.approve",
       "{'id':'BF-1','decision':'return','opinion':'重新申请','date':'2019-06-11'}");
    CHECK(shown(office, "payment.show", "BF-1", "state") == u"paid");
    CHECK(text(payeeOf(office, "BF-1", "I2"), "returned"_L1) == u"5000.00");
    CHECK(row(office, "paid"_L1) == u"10000.00");
    CHECK(row(office, "committed"_L1) == u"5000.00");
    cites(office, "finance1", "payment.pay", "{'id':'BF-1','date':'2019-06-12','voucher':'记-2'}",
          "state.order");
    // What was let go can be asked for anew, for the same winner.
    ok(office, "clerk1", "payment.request",
       "{'id':'BF-2','project':'XM-1','kind':'final','amount':'5000.00','date':'2019-06-12',"
       "'report':'重新申请','payees':[{'unit':'I2','amount':'5000.00'}]}");
    office.verifySound();
}

TEST_CASE("pay.return: when all shares are back the payment is approved, as one reversal of all") {
    Office office;
    testing::winners(office, 2);
    testing::payWinners(office, 2);
    badInput(office, "finance1", "payment.reverse",
             reverse("2019-06-10", "['I1','I1']").constData(), "payees[1]");
    badInput(office, "finance1", "payment.reverse", reverse("2019-06-10", "['I3']").constData(),
             "payees[0]");
    ok(office, "finance1", "payment.reverse", reverse("2019-06-10", "['I1']").constData());
    ok(office, "finance1", "payment.reverse", reverse("2019-06-11", "['I2']").constData());
    CHECK(shown(office, "payment.show", "BF-1", "state") == u"approved");
    ok(office, "finance1", "payment.pay", "{'id':'BF-1','date':'2019-06-12','voucher':'记-2'}");
    CHECK(row(office, "paid"_L1) == u"10000.00");
    // The rest of what is out comes back where nobody is named.
    ok(office, "finance1", "payment.reverse", reverse("2019-06-13", "['I1']").constData());
    ok(office, "finance1", "payment.reverse",
       "{'id':'BF-1','date':'2019-06-13','reason':'退票','voucher':'记-红2'}");
    CHECK(shown(office, "payment.show", "BF-1", "state") == u"approved");
    ok(office, "leader1", "payment.approve",
       "{'id':'BF-1','decision':'reject','opinion':'不付','date':'2019-06-14'}");
    CHECK(shown(office, "payment.show", "BF-1", "state") == u"rejected");
    CHECK(row(office, "committed"_L1) == u"10000.00");
    office.verifySound();
}

TEST_CASE("pay.leader: an approved payment can be returned or rejected until it is paid") {
    Office office;
    testing::winners(office, 2);
    testing::payWinners(office, 2, u"approved"_s);
    testing::bar(office, "I2");
    cites(office, "finance1", "payment.pay", "{'id':'BF-1','date':'2019-06-08','voucher':'记-1'}",
          "unit.barred");
    cites(office, "leader1", "payment.approve",
          "{'id':'BF-1','decision':'approve','opinion':'同意','date':'2019-06-08'}", "state.order");
    cites(office, "reviewer1", "payment.review",
          "{'id':'BF-1','decision':'return','opinion':'退','date':'2019-06-08'}", "state.order");
    ok(office, "leader1", "payment.approve",
       "{'id':'BF-1','decision':'return','opinion':'举报,暂停','date':'2019-06-08'}");
    CHECK(shown(office, "payment.show", "BF-1", "state") == u"returned");
    testing::liftBar(office, "I2");
    office.ok(
        u"clerk1"_s, u"payment.request"_s,
        uR"({"id":"BF-1","project":"XM-1","kind":"final","amount":"10000.00",)"
        R"("payees":%1,"date":"2019-06-09","report":"核实以后"})"_s.arg(testing::payeesFrom(1, 2)));
}

TEST_CASE("pay.refund: by payee, no more than that payee holds, to the fen; voided it stays seen") {
    Office office;
    testing::winners(office, 3);
    testing::payWinners(office, 3);
    const char* refund = "{'id':'TK-1','payment':'BF-1',%1'amount':'%2','date':'2019-06-12',"
                         "'reason':'退回','voucher':'记-3'}";
    const auto asked = [&](const char* payee, const char* amount) {
        return QByteArray(refund).replace("%1", payee).replace("%2", amount);
    };
    badInput(office, "finance1", "payment.refund", asked("", "1.00").constData(), "payee");
    badInput(office, "finance1", "payment.refund", asked("'payee':'U9',", "1.00").constData(),
             "payee");
    refused(office, "finance1", "payment.refund", asked("'payee':'I2',", "5000.01").constData(),
            {"pay.refund", "amount", "5000.00", "5000.01",
             told("refund.above-held", "BF-1", "单位I2", "第一批中央财政资金", "5000.00")});
    ok(office, "finance1", "payment.refund", asked("'payee':'I2',", "5000.00").constData());
    CHECK(text(payeeOf(office, "BF-1", "I2"), "refunded"_L1) == u"5000.00");
    // Whose money was refunded cannot bounce; the others can.
    cites(office, "finance1", "payment.reverse", reverse("2019-06-13", "['I2']").constData(),
          "state.order");
    ok(office, "finance1", "payment.reverse", reverse("2019-06-13", "['I3']").constData());
    ok(office, "finance1", "payment.pay", "{'id':'BF-1','date':'2019-06-13','voucher':'记-4'}");
    ok(office, "finance2", "void",
       "{'kind':'refund','id':'TK-1','date':'2019-06-14','reason':'误登'}");
    CHECK(text(payeeOf(office, "BF-1", "I2"), "refunded"_L1) == u"0.00");
    const QJsonObject payment =
        office.ask(u"auditor1"_s, u"payment.show"_s, u"{\"id\":\"BF-1\"}"_s).toObject();
    int refunds = 0;
    for (const QJsonValue& one : payment.value("movements"_L1).toArray())
        if (one.toObject().value("kind"_L1) == u"refund"_s) {
            ++refunds;
            CHECK(one.toObject().value("voided"_L1).toBool());
            CHECK(one.toObject().value("id"_L1) == u"TK-1"_s);
        }
    CHECK(refunds == 1);
    office.verifySound();
}

TEST_CASE("pay.path: a final payment of which something came back leaves room for another") {
    Office office;
    testing::winners(office, 2);
    testing::payWinners(office, 2);
    // Of others' money: the winner's own share is used up (pay.payee).
    const char* beside = "{'id':'BF-2','project':'XM-1','kind':'final','amount':'1.00',"
                         "'date':'2019-06-20','report':'补付'}";
    cites(office, "clerk1", "payment.request", beside, "pay.path");
    const char* more = "{'id':'BF-2','project':'XM-1','kind':'final','amount':'5000.00','date':"
                       "'2019-06-20','report':'补付','payees':[{'unit':'I2','amount':'5000.00'}]}";
    cites(office, "clerk1", "payment.request", more, "pay.payee");
    ok(office, "finance1", "payment.refund",
       "{'id':'TK-1','payment':'BF-1','payee':'I2','amount':'5000.00','date':'2019-06-12',"
       "'reason':'退回','voucher':'记-3'}");
    CHECK(testing::limitOf(office, "XM-1", "final") == u"5000.00");
    ok(office, "clerk1", "payment.request", more);
    cites(office, "finance2", "void",
          "{'kind':'refund','id':'TK-1','date':'2019-06-21','reason':'误登'}", "state.order");
    office.verifySound();
}
