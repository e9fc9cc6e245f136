// SPDX-License-Identifier: GPL-3.0-only
#include <support/terse.h>

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::cites;
using testing::Office;
using testing::ok;
using testing::outcome;
using testing::refused;
using testing::told;

namespace {

void paid(Office& office, const QString& amount = u"300000.00"_s) {
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"500000.00"_s);
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"300000.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, amount, u"2019-06-10"_s);
}

constexpr const char* reversal =
    "{'id':'BF-1','date':'2019-06-12','reason':'退票','voucher':'记-红1'}";

} // namespace

TEST_CASE("pay.return: the bank sends it back, a counter-entry, and it can be paid again") {
    Office office;
    paid(office);
    office.waived(u"XM-1"_s);
    ok(office, "clerk1", "project.close", "{'id':'XM-1','date':'2019-06-11','reason':'完'}");
    CHECK(office.row(u"L08"_s, u"central-1"_s).value("available"_L1) == u"200000.00"_s);
    ok(office, "finance1", "payment.reverse", reversal);
    CHECK(testing::shown(office, "payment.show", "BF-1", "state") == u"approved");
    CHECK(testing::shown(office, "project.show", "XM-1", "state") == u"started");
    const QJsonObject row = office.row(u"L08"_s, u"central-1"_s);
    CHECK(row.value("paid"_L1) == u"0.00"_s);
    CHECK(row.value("committed"_L1) == u"300000.00"_s);
    ok(office, "finance1", "payment.pay", "{'id':'BF-1','date':'2019-06-13','voucher':'记-2'}");
    CHECK(office.row(u"L08"_s, u"central-1"_s).value("paid"_L1) == u"300000.00"_s);
    office.verifySound();
}

TEST_CASE("pay.refund: no more than the payment, to the fen") {
    Office office;
    paid(office);
    refused(office, "finance1", "payment.refund",
            "{'id':'TK-1','payment':'BF-1','amount':'300000.01','date':'2019-06-12',"
            "'reason':'多付','voucher':'记-3'}",
            {"pay.refund", "amount", "300000.00", "300000.01",
             told("refund.above-held", "BF-1", "单位U1", "第一批中央财政资金", "300000.00")});
    ok(office, "finance1", "payment.refund",
       "{'id':'TK-1','payment':'BF-1','amount':'300000.00','date':'2019-06-12',"
       "'reason':'多付','voucher':'记-3'}");
    CHECK(office.row(u"L08"_s, u"central-1"_s).value("committed"_L1) == u"500000.00"_s);
    cites(office, "finance1", "payment.reverse", reversal, "state.order");
    ok(office, "finance2", "void",
       "{'kind':'refund','id':'TK-1','date':'2019-06-13','reason':'误登'}");
    CHECK(office.row(u"L08"_s, u"central-1"_s).value("paid"_L1) == u"300000.00"_s);
    office.verifySound();
}

TEST_CASE("pay.refund: a prepayment that came back no longer stands in for an acceptance") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"1000.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"500.00"_s, u"2019-02-15"_s);
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"900.00"_s);
    const char* undo = "{'kind':'acceptance','id':'YS-1','date':'2019-06-20','reason':'误登'}";
    CHECK(outcome(office, u"inspector2"_s, "void", undo, true) == u"ok");
    office.payment(u"BF-2"_s, u"XM-1"_s, u"stage"_s, u"400.00"_s, u"2019-06-10"_s);
    ok(office, "finance1", "payment.refund",
       "{'id':'TK-1','payment':'BF-1','amount':'500.00','date':'2019-06-12','reason':'退回',"
       "'voucher':'记-3'}");
    // 400.00 are paid, no more than was prepaid once, and they rest on the acceptance alone.
    refused(office, "inspector2", "void", undo,
            {"state.order", "", "", "",
             told("acceptance.void.paid", "YS-1", "XM-1", "400.00", "0.00")});
}

// While a final payment stands no other is taken; voided, this refund would leave it standing.
TEST_CASE("state.order: a refund of a final payment stays while anything is asked for since") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"500000.00"_s);
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"500000.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"final"_s, u"400000.00"_s, u"2019-06-10"_s);
    ok(office, "finance1", "payment.refund",
       "{'id':'TK-1','payment':'BF-1','amount':'1.00','date':'2019-06-12','reason':'退',"
       "'voucher':'记'}");
    const char* undo = "{'kind':'refund','id':'TK-1','date':'2019-06-20','reason':'误登'}";
    for (const char* kind : {"stage", "final"}) {
        INFO(kind);
        office.payment(u"BF-"_s + QLatin1StringView(kind), u"XM-1"_s, QString::fromLatin1(kind),
                       u"1.00"_s, u"2019-06-13"_s, u"requested"_s);
        refused(office, "finance2", "void", undo,
                {"state.order", "", "", "", told("refund.void.in-use", "TK-1")});
        ok(office, "clerk1", "withdraw",
           (QByteArray("{'kind':'payment','id':'BF-") + kind
            + "','date':'2019-06-14','reason':'不再申请'}")
               .constData());
    }
    ok(office, "finance2", "void", undo);
    office.verifySound();
}

TEST_CASE("pay.retention, pay.notice: a share of each acceptance waits for the final payment") {
    Office office(u"examples/retention.json"_s);
    const auto plan = office.ask(u"auditor1"_s, u"plan.show"_s).toObject();
    QString line;
    QString item;
    QString source;
    for (const QJsonValue& value : plan.value("lines"_L1).toArray()) {
        const QJsonObject one = value.toObject();
        if (one.value("path"_L1) != u"staged"_s || !line.isEmpty())
            continue;
        line = one.value("code"_L1).toString();
        source = one.value("by_source"_L1).toObject().keys().first();
        for (const QJsonValue& each : one.value("items"_L1).toArray()) {
            item = each.toObject().value("code"_L1).toString();
            const QJsonArray own = each.toObject().value("sources"_L1).toArray();
            source = own.isEmpty() ? source : own.first().toString();
            break;
        }
    }
    office.fund(source, u"100000.00"_s);
    office.approved(u"XM-1"_s, line, item, u"1000.00"_s,
                    uR"(,"sources":[{"source":"%1","amount":"1000.00"}])"_s.arg(source));
    office.started(u"XM-1"_s);
    for (const char* id : {"YS-1", "YS-2", "YS-3"})
        office.accepted(QLatin1StringView(id), u"XM-1"_s,
                        qstrcmp(id, "YS-1") == 0 ? u"999.98"_s : u"0.01"_s);
    // 5% of 999.98, rounded up, and a fen of each 0.01: 50.00 + 0.01 + 0.01.
    const char* more = "{'id':'BF-1','project':'XM-1','kind':'stage','amount':'949.99',"
                       "'date':'2019-06-10','report':'申请'}";
    refused(office, "clerk1", "payment.request", more,
            {"pay.retention", "amount", "949.98", "949.99",
             told("payment.request.above", told("cap.retention"), "949.98", "0.01")});
    ok(office, "clerk1", "payment.request",
       "{'id':'BF-1','project':'XM-1','kind':'final','amount':'1000.00',"
       "'date':'2019-06-10','report':'申请'}");
    // pay.notice: five whole working days after the day of posting, Monday 2019-06-10.
    ok(office, "leader1", "payment.approve",
       "{'id':'BF-1','decision':'approve','opinion':'同意','date':'2019-06-10'}");
    for (const char* id : {"1", "2", "3"})
        office.ok(u"clerk1"_s, u"notice.post"_s,
                  uR"({"id":"GG-%1","about":{"kind":"acceptance","id":"YS-%1"},)"
                  R"("from":"2019-06-10","to":"2019-06-30","where":"县政府网站"})"_s.arg(
                      QLatin1StringView(id)));
    cites(office, "finance1", "payment.pay", "{'id':'BF-1','date':'2019-06-17','voucher':'记-1'}",
          "pay.notice");
    CHECK(outcome(office, u"finance1"_s, "payment.pay",
                  "{'id':'BF-1','date':'2019-06-18','voucher':'记-1'}", true)
          == u"ok");
    ok(office, "clerk1", "notice.object",
       "{'id':'YY-1','notice':'GG-1','text':'有异议','date':'2019-06-12'}");
    cites(office, "finance1", "payment.pay", "{'id':'BF-1','date':'2019-06-18','voucher':'记-1'}",
          "pay.notice");
    ok(office, "clerk1", "notice.settle", "{'id':'YY-1','text':'查无实据','date':'2019-06-14'}");
    ok(office, "finance1", "payment.pay", "{'id':'BF-1','date':'2019-06-18','voucher':'记-1'}");
}
