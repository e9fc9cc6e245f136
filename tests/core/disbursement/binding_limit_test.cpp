// SPDX-License-Identifier: GPL-3.0-only
#include <support/terse.h>

#include <catch2/catch.hpp>

// Of several rules about an amount the one that leaves least is cited, with its own reason.

using namespace Qt::Literals::StringLiterals;
using testing::cites;
using testing::Office;
using testing::ok;
using testing::refused;
using testing::told;

namespace {

QByteArray request(const char* id, const char* kind, const char* amount,
                   const char* date = "2019-06-10", const char* sources = nullptr) {
    return QByteArray("{'id':'") + id + "','project':'XM-1','kind':'" + kind + "','amount':'"
           + amount + "','date':'" + date + "','report':'申请'"
           + (sources ? QByteArray(",'sources':[") + sources + "]" : QByteArray()) + "}";
}

QByteArray amend(const char* id, const char* support, const char* date) {
    return QByteArray("{'id':'") + id + "','project':'XM-1','date':'" + date
           + "','reason':'调整','support':'" + support + "'}";
}

QByteArray decide(const char* id, const char* date) {
    return QByteArray("{'id':'") + id + "','decision':'approve','opinion':'同意','date':'" + date
           + "'}";
}

void rejected(Office& office, const char* id, const char* date) {
    ok(office, "reviewer1", "project.decide-amendment",
       (QByteArray("{'id':'") + id + "','decision':'reject','opinion':'不同意','date':'" + date
        + "'}")
           .constData());
}

} // namespace

TEST_CASE("pay.accepted: 300,000 accepted of 500,000, and more than the support is asked") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"500000.00"_s);
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"300000.00"_s);
    for (const char* asked : {"500000.01", "300000.01"})
        cites(office, "clerk1", "payment.request", request("BF-1", "stage", asked).constData(),
              "pay.accepted");
    refused(office, "clerk1", "payment.request", request("BF-1", "stage", "500000.01").constData(),
            {"pay.accepted", "amount", "300000.00", "500000.01",
             told("payment.request.above", told("cap.accepted"), "300000.00", "200000.01")});
    // On the day before the acceptance nothing was accepted.
    refused(office, "clerk1", "payment.request",
            request("BF-1", "stage", "0.01", "2019-06-04").constData(),
            {"pay.accepted", "amount", "0.00", "0.01",
             told("payment.request.above", told("cap.accepted"), "0.00", "0.01")});
    ok(office, "clerk1", "payment.request", request("BF-1", "stage", "300000.00").constData());
    CHECK(testing::limitOf(office, "XM-1", "stage") == u"0.00");
    CHECK(testing::limitOf(office, "XM-1", "prepay") == u"0.00");
}

TEST_CASE("pay.accepted: of several sources the one that is short is named") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.evaluated();
    office.declared(u"XM-1"_s, u"L11"_s, {}, u"1000.00"_s,
                    uR"(,"sources":[{"source":"central-1","amount":"600.00"},)"
                    R"({"source":"central-2","amount":"400.00"}])"_s);
    ok(office, "reviewer1", "project.review",
       "{'id':'XM-1','decision':'approve','opinion':'同意','date':'2019-05-02'}");
    office.started(u"XM-1"_s, u"2019-05-03"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"900.00"_s);
    const auto of = [](const char* total, const char* first, const char* second) {
        return request("BF-1", "stage", total, "2019-06-10",
                       (QByteArray("{'source':'central-1','amount':'") + first
                        + "'},{'source':'central-2','amount':'" + second + "'}")
                           .constData());
    };
    refused(office, "clerk1", "payment.request", of("900.00", "499.99", "400.01").constData(),
            {"pay.accepted", "sources[1].amount", "400.00", "400.01",
             told("payment.request.above", told("cap.source", "第二批中央财政资金", "XM-1"),
                  "400.00", "0.01")});
    // The sum is further beyond what was accepted than any source beyond its own.
    refused(office, "clerk1", "payment.request", of("1000.01", "600.00", "400.01").constData(),
            {"pay.accepted", "amount", "900.00", "1000.01",
             told("payment.request.above", told("cap.accepted"), "900.00", "100.01")});
    ok(office, "clerk1", "payment.request", of("900.00", "500.00", "400.00").constData());
}

TEST_CASE("line.ceiling: of several sources the one that is short is named, in a review as well") {
    Office office;
    office.evaluated();
    const auto declared = [&](const char* id, const char* first, const char* second,
                              const char* total) {
        ok(office, "clerk1", "project.declare",
           (QByteArray("{'id':'") + id
            + "','unit':'U1','line':'L11','name':'项目','content':'内容','schedule':{'from':"
              "'2019-03-01','to':'2019-12-31'},'materials':['方案'],'date':'2019-05-02','support':'"
            + total + "','sources':[{'source':'central-1','amount':'" + first
            + "'},{'source':'central-2','amount':'" + second + "'}]}")
               .constData());
    };
    office.enterprise(u"U1"_s);
    const QString budget = office.row(u"L11"_s, u"central-2"_s).value("available"_L1).toString();
    declared("XM-1", "1.00", "1450000.01", "1450001.01");
    const auto no = office.refused(
        u"reviewer1"_s, u"project.review"_s,
        u"{\"id\":\"XM-1\",\"decision\":\"approve\",\"opinion\":\"同意\",\"date\":\"2019-05-03\"}"_s);
    CHECK(no.rule == u"line.ceiling");
    CHECK(no.field == u"sources[1].amount");
    CHECK(no.limit == budget);
    CHECK(no.asked == u"1450000.01");
}

TEST_CASE("pay.prepay-cap: an amendment leaves no more prepaid than half of the new support") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"2200000.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"1099999.99"_s, u"2019-02-15"_s);
    const auto asked = [&](const char* id, const char* support) {
        ok(office, "clerk1", "project.amend", amend(id, support, "2019-03-01").constData());
    };
    asked("BG-1", "1099999.99");
    refused(office, "reviewer1", "project.decide-amendment",
            decide("BG-1", "2019-03-02").constData(),
            {"pay.prepay-cap", "support", "2199999.98", "1099999.99",
             told("amendment.below-prepaid", "XM-1", "1099999.99", "50", "2199999.98")});
    rejected(office, "BG-1", "2019-03-02");
    asked("BG-2", "2199999.97");
    cites(office, "reviewer1", "project.decide-amendment", decide("BG-2", "2019-03-02").constData(),
          "pay.prepay-cap");
    rejected(office, "BG-2", "2019-03-02");
    asked("BG-3", "2199999.98");
    ok(office, "reviewer1", "project.decide-amendment", decide("BG-3", "2019-03-02").constData());
    // Below what was paid it is the line's ceiling, as soon as it is asked.
    refused(office, "clerk1", "project.amend",
            amend("BG-4", "1099999.98", "2019-03-03").constData(),
            {"pay.prepay-cap", "support", "2199999.98", "1099999.98",
             told("amendment.below-prepaid", "XM-1", "1099999.99", "50", "2199999.98")});
    // Accepted since, the prepayment is no longer in advance.
    office.started(u"XM-1"_s, u"2019-03-03"_s);
    asked("BG-5", "1099999.99");
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"1099999.98"_s);
    cites(office, "reviewer1", "project.decide-amendment", decide("BG-5", "2019-06-06").constData(),
          "pay.prepay-cap");
    office.accepted(u"YS-2"_s, u"XM-1"_s, u"0.01"_s, u"2019-06-06"_s);
    ok(office, "reviewer1", "project.decide-amendment", decide("BG-5", "2019-06-06").constData());
    office.verifySound();
}

TEST_CASE("pay.prepay-cap: what an amendment is told when it is asked passes when it is decided") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"2200000.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"1000000.00"_s, u"2019-02-15"_s);
    refused(office, "clerk1", "project.amend", amend("BG-1", "999999.99", "2019-03-01").constData(),
            {"pay.prepay-cap", "support", "2000000.00", "999999.99",
             told("amendment.below-prepaid", "XM-1", "1000000.00", "50", "2000000.00")});
    ok(office, "clerk1", "project.amend", amend("BG-1", "2000000.00", "2019-03-01").constData());
    ok(office, "reviewer1", "project.decide-amendment", decide("BG-1", "2019-03-02").constData());
    // A fen less can be asked, for it may be accepted until then, and not decided.
    ok(office, "clerk1", "project.amend", amend("BG-2", "1999999.99", "2019-03-03").constData());
    cites(office, "reviewer1", "project.decide-amendment", decide("BG-2", "2019-03-03").constData(),
          "pay.prepay-cap");
    rejected(office, "BG-2", "2019-03-03");
    // Once all of it is accepted, what is paid and accepted decides alone.
    office.started(u"XM-1"_s, u"2019-03-03"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"1000000.00"_s);
    refused(office, "clerk1", "project.amend", amend("BG-3", "999999.99", "2019-06-06").constData(),
            {"line.ceiling", "support", "1000000.00", "999999.99",
             told("amendment.below-accepted", "XM-1", "1000000.00")});
    ok(office, "clerk1", "project.amend", amend("BG-3", "1000000.00", "2019-06-06").constData());
    ok(office, "reviewer1", "project.decide-amendment", decide("BG-3", "2019-06-07").constData());
    office.verifySound();
}

TEST_CASE("pay.prepay-cap: what the bank sent back is not prepaid, what is under way is") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"1000.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"500.00"_s, u"2019-02-15"_s);
    ok(office, "finance1", "payment.refund",
       "{'id':'TK-1','payment':'BF-1','amount':'200.00','date':'2019-02-20','reason':'多付',"
       "'voucher':'记-2'}");
    ok(office, "clerk1", "payment.request",
       request("BF-2", "prepay", "50.00", "2019-02-21").constData());
    ok(office, "clerk1", "project.amend", amend("BG-1", "699.99", "2019-03-01").constData());
    refused(office, "reviewer1", "project.decide-amendment",
            decide("BG-1", "2019-03-02").constData(),
            {"pay.prepay-cap", "support", "700.00", "699.99",
             told("amendment.below-prepaid", "XM-1", "350.00", "50", "700.00")});
}

TEST_CASE("date.order: the day that is offered is the last that has to be before, and is taken") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"2200000.00"_s);
    ok(office, "clerk1", "project.amend", amend("BG-1", "2100000.00", "2019-02-15").constData());
    ok(office, "reviewer1", "project.decide-amendment", decide("BG-1", "2019-03-10").constData());
    ok(office, "clerk1", "project.amend", amend("BG-2", "2000000.00", "2019-03-01").constData());
    refused(office, "reviewer1", "project.decide-amendment",
            decide("BG-2", "2019-02-20").constData(),
            {"date.order", "date", "2019-03-10", "2019-02-20",
             told("date.too-early", "2019-02-20", "上次变更的审定日期", "2019-03-10")});
    ok(office, "reviewer1", "project.decide-amendment", decide("BG-2", "2019-03-10").constData());
}
