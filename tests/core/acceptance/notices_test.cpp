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

// XM-1 of the plan with 5% retention and five working days of notice, accepted in full of 1000.00
// on 2019-06-05, a payment of 400.00 approved.
void begin(Office& office) {
    ok(office, "finance1", "fund.receive",
       "{'id':'SR','source':'central','amount':'2000000.00','date':'2019-01-10','document':'文'}");
    office.approved(u"XM-1"_s, u"B01"_s, u"B01-cold"_s, u"1000.00"_s,
                    u",\"sources\":[{\"source\":\"central\",\"amount\":\"1000.00\"}]"_s);
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"1000.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, u"400.00"_s, u"2019-06-05"_s, u"approved"_s);
}

QByteArray pay(const char* date) {
    return QByteArray("{'id':'BF-1','date':'") + date + "','voucher':'记-1'}";
}

QByteArray post(const char* id, const char* from, const char* to) {
    return QByteArray("{'id':'") + id + "','about':{'kind':'acceptance','id':'YS-1'},'from':'"
           + from + "','to':'" + to + "','where':'县政府门户网站'}";
}

} // namespace

TEST_CASE("pay.notice: five whole working days after the posting, paid the day after them") {
    Office office(u"examples/retention.json"_s);
    begin(office);
    refused(
        office, "finance1", "payment.pay", pay("2019-06-20").constData(),
        {"pay.notice", "date", "0.00", "400.00", told("payment.pay.notice", "XM-1", "5", "0.00")});
    // Posted on Wednesday; the five days are Thursday, Friday, Monday, Tuesday and Wednesday.
    ok(office, "clerk1", "notice.post", post("GS-1", "2019-06-05", "2019-06-12").constData());
    cites(office, "finance1", "payment.pay", pay("2019-06-12").constData(), "pay.notice");
    ok(office, "finance1", "payment.pay", pay("2019-06-13").constData());
    office.verifySound();
}

TEST_CASE("pay.notice: a notice taken down a day early does not count, nor does a holiday") {
    Office office(u"examples/retention.json"_s);
    begin(office);
    ok(office, "clerk1", "notice.post", post("GS-1", "2019-06-05", "2019-06-11").constData());
    cites(office, "finance1", "payment.pay", pay("2019-07-31").constData(), "pay.notice");
    // 30 September, then the holiday of seven days, then 8, 9, 10, 11 and 12 October (worked).
    ok(office, "clerk1", "notice.post", post("GS-2", "2019-09-30", "2019-10-31").constData());
    cites(office, "finance1", "payment.pay", pay("2019-10-12").constData(), "pay.notice");
    ok(office, "finance1", "payment.pay", pay("2019-10-13").constData());
}

TEST_CASE("pay.notice: every objection has to be settled before") {
    Office office(u"examples/retention.json"_s);
    begin(office);
    ok(office, "clerk1", "notice.post", post("GS-1", "2019-06-05", "2019-06-30").constData());
    refused(office, "clerk1", "notice.object",
            "{'id':'YY-1','notice':'GS-1','text':'面积不符','date':'2019-06-04'}",
            {"date.order", "date", "2019-06-05", "2019-06-04",
             told("date.too-early", "2019-06-04", "公示开始日期", "2019-06-05")});
    badInput(office, "clerk1", "notice.object",
             "{'id':'YY-1','notice':'GS-9','text':'面积不符','date':'2019-06-06'}", "notice");
    ok(office, "clerk1", "notice.object",
       "{'id':'YY-1','notice':'GS-1','text':'面积不符','date':'2019-06-06'}");
    refused(office, "clerk1", "notice.object",
            "{'id':'YY-1','notice':'GS-1','text':'面积不符','date':'2019-06-06'}",
            {"id.taken", "id", "", "YY-1", told("id.taken", "异议", "YY-1")});
    cites(office, "finance1", "payment.pay", pay("2019-06-20").constData(), "pay.notice");
    refused(office, "clerk1", "notice.settle", "{'id':'YY-1','text':'已复测','date':'2019-06-05'}",
            {"date.order", "date", "2019-06-06", "2019-06-05",
             told("date.too-early", "2019-06-05", "异议日期", "2019-06-06")});
    badInput(office, "clerk1", "notice.settle", "{'id':'YY-9','text':'已','date':'2019-06-19'}",
             "id");
    ok(office, "clerk1", "notice.settle", "{'id':'YY-1','text':'已复测','date':'2019-06-19'}");
    refused(office, "clerk1", "notice.settle", "{'id':'YY-1','text':'再','date':'2019-06-19'}",
            {"state.order", "", "", "", told("objection.settled", "YY-1")});
    CHECK(outcome(office, u"finance1"_s, "payment.pay", pay("2019-06-18").constData(), true)
          == u"pay.notice");
    CHECK(outcome(office, u"finance1"_s, "payment.pay", pay("2019-06-19").constData(), true)
          == u"ok");
    // The objection does not go away with its notice.
    refused(office, "clerk2", "void",
            "{'kind':'notice','id':'GS-1','date':'2019-06-20','reason':'误贴'}",
            {"state.order", "", "", "", told("notice.objection-settled", "GS-1", "YY-1")});
    office.verifySound();
}

TEST_CASE("notice.post: after the acceptance has passed, from its day on, not after today") {
    Office office(u"examples/retention.json"_s);
    begin(office);
    refused(office, "clerk1", "notice.post", post("GS-1", "2019-06-04", "2019-06-30").constData(),
            {"date.order", "from", "2019-06-05", "2019-06-04",
             told("notice.before-conclusion", "2019-06-04", "2019-06-05")});
    refused(office, "clerk1", "notice.post", post("GS-1", "2020-01-01", "2020-01-31").constData(),
            {"date.order", "from", "2019-12-31", "2020-01-01",
             told("notice.in-future", "2020-01-01", "2019-12-31")});
    badInput(office, "clerk1", "notice.post", post("GS-1", "2019-06-05", "2019-06-04").constData(),
             "to");
    badInput(office, "clerk1", "notice.post",
             "{'id':'GS-1','about':{'kind':'acceptance','id':'YS-9'},'from':'2019-06-05',"
             "'to':'2019-06-12','where':'网站'}",
             "about.id");
    ok(office, "clerk1", "notice.post", post("GS-1", "2019-12-31", "2020-01-31").constData());
    refused(office, "clerk1", "notice.post", post("GS-1", "2019-06-05", "2019-06-12").constData(),
            {"id.taken", "id", "", "GS-1", told("id.taken", "公示", "GS-1")});
    const char* voiding = "{'kind':'notice','id':'GS-1','date':'2019-12-31','reason':'误贴'}";
    cites(office, "clerk1", "void", voiding, "duty.separation");
    ok(office, "clerk2", "void", voiding);
    refused(office, "clerk2", "void", voiding,
            {"state.order", "", "", "", told("notice.voided-before", "GS-1")});
}
