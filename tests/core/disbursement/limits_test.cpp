// SPDX-License-Identifier: GPL-3.0-only
#include <support/terse.h>

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::cites;
using testing::Office;
using testing::ok;
using testing::refused;
using testing::told;

namespace {

void begin(Office& office, const char* line, const char* item, const char* support) {
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, QLatin1StringView(line), QLatin1StringView(item),
                    QLatin1StringView(support));
}

QByteArray request(const char* kind, const char* amount, const char* date,
                   const char* id = "BF-1") {
    return QByteArray("{'id':'") + id + "','project':'XM-1','kind':'" + kind + "','amount':'"
           + amount + "','date':'" + date + "','report':'申请'}";
}

} // namespace

TEST_CASE("pay.path: a prepayment outside a prepaid line, a stage on acceptance") {
    Office staged;
    begin(staged, "L08", "", "500000.00");
    refused(staged, "clerk1", "payment.request",
            request("prepay", "0.01", "2019-02-15").constData(),
            {"pay.path", "kind", "", "",
             told("payment.kind.path", "L08 农产品电子商务供应链体系建设(上行供应链售后处理中心)",
                  "分批拨付", "预拨付")});
    Office once;
    begin(once, "L12", "", "600000.00");
    once.started(u"XM-1"_s);
    once.accepted(u"YS-1"_s, u"XM-1"_s, u"600000.00"_s);
    cites(once, "clerk1", "payment.request", request("stage", "1.00", "2019-06-10").constData(),
          "pay.path");
    once.payment(u"BF-1"_s, u"XM-1"_s, u"final"_s, u"400000.00"_s, u"2019-06-10"_s);
    refused(once, "clerk1", "payment.request",
            request("final", "1.00", "2019-06-11", "BF-2").constData(),
            {"pay.path", "kind", "", "", told("payment.final.paid", "XM-1", "BF-1")});
}

TEST_CASE("pay.prepay-timing: on the day of the approval, and not once the start is recorded") {
    Office office;
    begin(office, "L01", "L01-fitout", "2200000.00");
    cites(office, "clerk1", "payment.request", request("prepay", "1.00", "2019-02-09").constData(),
          "date.order");
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"1.00"_s, u"2019-02-10"_s, u"approved"_s);
    office.started(u"XM-1"_s);
    refused(office, "clerk1", "payment.request",
            request("prepay", "1.00", "2019-03-02", "BF-2").constData(),
            {"pay.prepay-timing", "kind", "", "", told("payment.prepay.started", "XM-1")});
    // What was asked for in time may be paid afterwards.
    ok(office, "finance1", "payment.pay", "{'id':'BF-1','date':'2019-03-05','voucher':'记-1'}");
}

TEST_CASE("pay.prepay-cap: several prepayments together, under way included") {
    Office office;
    begin(office, "L01", "L01-fitout", "2199999.99");
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"600000.00"_s, u"2019-02-15"_s);
    office.payment(u"BF-2"_s, u"XM-1"_s, u"prepay"_s, u"100000.00"_s, u"2019-02-16"_s,
                   u"requested"_s);
    // Half of 2199999.99 is cut to the fen: 1099999.99.
    CHECK(testing::limitOf(office, "XM-1", "prepay") == u"399999.99");
    refused(office, "clerk1", "payment.request",
            request("prepay", "400000.00", "2019-02-16", "BF-3").constData(),
            {"pay.prepay-cap", "amount", "399999.99", "400000.00",
             told("payment.request.above", told("cap.prepay", "50"), "399999.99", "0.01")});
    ok(office, "clerk1", "payment.request",
       request("prepay", "399999.99", "2019-02-16", "BF-3").constData());
}

TEST_CASE("pay.accepted: all payments up to what passed by the day of the request") {
    Office office;
    begin(office, "L01", "L01-fitout", "2200000.00");
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"1100000.00"_s, u"2019-02-15"_s);
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"1500000.00"_s, u"2019-06-05"_s);
    cites(office, "clerk1", "payment.request",
          request("stage", "0.01", "2019-06-04", "BF-2").constData(), "pay.accepted");
    refused(office, "clerk1", "payment.request",
            request("stage", "400000.01", "2019-06-05", "BF-2").constData(),
            {"pay.accepted", "amount", "400000.00", "400000.01",
             told("payment.request.above", told("cap.accepted"), "400000.00", "0.01")});
    ok(office, "clerk1", "payment.request",
       request("stage", "400000.00", "2019-06-05", "BF-2").constData());
    CHECK(testing::limitOf(office, "XM-1", "stage") == u"0.00");
}

TEST_CASE("pay.accepted: stages pay their cumulative share once that many acceptances passed") {
    Office office(u"examples/stages.json"_s);
    const auto plan = office.ask(u"auditor1"_s, u"plan.show"_s).toObject();
    QString line;
    QString item;
    QString source;
    for (const QJsonValue& value : plan.value("lines"_L1).toArray()) {
        const QJsonObject one = value.toObject();
        if (one.value("path"_L1) != u"staged"_s || !line.isEmpty())
            continue;
        line = one.value("code"_L1).toString();
        const QJsonObject first = one.value("items"_L1).toArray().first().toObject();
        item = first.value("code"_L1).toString();
        source = one.value("by_source"_L1).toObject().keys().first();
        const QJsonArray own = first.value("sources"_L1).toArray();
        if (!own.isEmpty())
            source = own.first().toString();
    }
    office.fund(source, u"100000.00"_s);
    office.approved(u"XM-1"_s, line, item, u"10000.00"_s,
                    uR"(,"sources":[{"source":"%1","amount":"10000.00"}])"_s.arg(source));
    office.started(u"XM-1"_s);
    CHECK(testing::limitOf(office, "XM-1", "stage") == u"0.00");
    const char* limits[] = {"3000.00", "5000.00", "8000.00", "10000.00"};
    for (int i = 0; i < 4; ++i) {
        // The first acceptance covers all, so that only the stage decides.
        office.accepted(u"YS-%1"_s.arg(i), u"XM-1"_s, i == 0 ? u"9999.97"_s : u"0.01"_s);
        const QString expected = i == 3 ? u"10000.00"_s : QString::fromLatin1(limits[i]);
        CHECK(testing::limitOf(office, "XM-1", "stage") == expected);
    }
    cites(office, "clerk1", "payment.request",
          request("final", "10000.01", "2019-06-10").constData(), "pay.accepted");
    ok(office, "clerk1", "payment.request", request("final", "10000.00", "2019-06-10").constData());
}

TEST_CASE("pay.accepted: what was paid of a source counts against that source") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.evaluated();
    office.declared(u"XM-1"_s, u"L11"_s, {}, u"1000.00"_s,
                    uR"(,"sources":[{"source":"central-1","amount":"600.00"},)"
                    R"({"source":"central-2","amount":"400.00"}])"_s);
    ok(office, "reviewer1", "project.review",
       "{'id':'XM-1','decision':'approve','opinion':'同意','date':'2019-05-02'}");
    office.started(u"XM-1"_s, u"2019-05-03"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"1000.00"_s);
    const auto of = [](const char* id, const char* source, const char* amount) {
        return QByteArray("{'id':'") + id + "','project':'XM-1','kind':'stage','amount':'" + amount
               + "','sources':[{'source':'" + source + "','amount':'" + amount
               + "'}],'date':'2019-06-10','report':'申请'}";
    };
    ok(office, "clerk1", "payment.request", of("BF-1", "central-1", "500.00").constData());
    ok(office, "leader1", "payment.approve",
       "{'id':'BF-1','decision':'approve','opinion':'同意','date':'2019-06-10'}");
    ok(office, "finance1", "payment.pay", "{'id':'BF-1','date':'2019-06-10','voucher':'记-1'}");
    // The line has more of that source and the acceptance covers more, but the project may not.
    CHECK(testing::limitOf(office, "XM-1", "stage") == u"500.00");
    refused(office, "clerk1", "payment.request", of("BF-2", "central-1", "100.01").constData(),
            {"pay.accepted", "amount", "100.00", "100.01",
             told("payment.request.above", told("cap.source", "第一批中央财政资金", "XM-1"),
                  "100.00", "0.01")});
    ok(office, "clerk1", "payment.request", of("BF-2", "central-1", "100.00").constData());
    ok(office, "clerk1", "payment.request", of("BF-3", "central-2", "400.00").constData());
    office.verifySound();
}

TEST_CASE("source.cash: to the fen of what was received by the day of paying") {
    Office office;
    office.fund(u"central-1"_s, u"99999.99"_s, u"2019-01-10"_s);
    office.fund(u"central-1"_s, u"0.01"_s, u"2019-06-12"_s);
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"500000.00"_s);
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"500000.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, u"100000.00"_s, u"2019-06-10"_s,
                   u"approved"_s);
    refused(office, "finance1", "payment.pay", "{'id':'BF-1','date':'2019-06-11','voucher':'记-1'}",
            {"source.cash", "date", "99999.99", "100000.00",
             told("payment.pay.cash-short", "第一批中央财政资金", "2019-06-11", "99999.99",
                  "100000.00")});
    ok(office, "finance1", "payment.pay", "{'id':'BF-1','date':'2019-06-12','voucher':'记-1'}");
    office.verifySound();
}
