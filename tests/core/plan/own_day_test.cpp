// SPDX-License-Identifier: GPL-3.0-only
#include <support/terse.h>

#include <catch2/catch.hpp>

// date.order: what changes the plan takes of a line what was there on its own day and is since.

using namespace Qt::Literals::StringLiterals;
using testing::Office;
using testing::ok;
using testing::outcome;
using testing::refused;
using testing::told;

namespace {

QByteArray move(const char* id, const char* from, const char* to, const char* amount,
                const char* date) {
    return QByteArray("{'id':'") + id + "','date':'" + date + "','document':'文','moves':[{'from':'"
           + from + "','to':'" + to + "','source':'central-1','amount':'" + amount + "'}]}";
}

} // namespace

TEST_CASE("date.order: nothing is reallocated before the day on which it came to the line") {
    Office office;
    // L08 has 500000.00 of central-1; what came back to it later is no one's before.
    ok(office, "group1", "plan.reallocate",
       move("TZ-1", "L08", "L14", "400000.00", "2019-04-01").constData());
    ok(office, "group1", "plan.reallocate",
       move("TZ-2", "L14", "L08", "300000.00", "2019-05-01").constData());
    const auto out = [&](const char* amount, const char* date) {
        return outcome(office, u"group1"_s, "plan.reallocate",
                       move("TZ-3", "L08", "L01", amount, date).constData(), true);
    };
    CHECK(out("400000.00", "2019-05-01") == u"ok");
    CHECK(out("400000.00", "2019-04-30") == u"date.order");
    CHECK(out("100000.00", "2019-04-01") == u"ok");
    CHECK(out("100000.01", "2019-04-30") == u"date.order");
    CHECK(out("100000.01", "2019-03-31") == u"date.order");
    CHECK(out("400000.01", "2019-04-30") == u"plan.reallocate");
    office.verifySound();
}

TEST_CASE("date.order: a supplement is voided on no day on which it was used") {
    Office office;
    ok(office, "group1", "plan.supplement",
       "{'id':'ZJ','date':'2019-03-01','document':'文','source':'central-1','amount':'100.00',"
       "'allocations':[{'line':'L08','amount':'100.00'}]}");
    ok(office, "group1", "plan.reallocate",
       move("TZ-1", "L08", "L14", "500100.00", "2019-04-01").constData());
    ok(office, "group1", "plan.reallocate",
       move("TZ-2", "L14", "L08", "500100.00", "2019-05-01").constData());
    const auto voiding = [](const char* date) {
        return QByteArray("{'kind':'supplement','id':'ZJ','reason':'误登','date':'") + date + "'}";
    };
    refused(office, "group2", "void", voiding("2019-04-30").constData(),
            {"date.order", "date", "2019-05-01", "2019-04-30",
             told("date.not-yet", "2019-04-30",
                  told("not-yet.budget-short",
                       "L08 农产品电子商务供应链体系建设(上行供应链售后处理中心)",
                       "第一批中央财政资金"),
                  "2019-05-01")});
    refused(office, "group1", "void", voiding("2019-04-30").constData(), // before duty.separation
            {"date.order", "date", "2019-05-01", "2019-04-30",
             told("date.not-yet", "2019-04-30",
                  told("not-yet.budget-short",
                       "L08 农产品电子商务供应链体系建设(上行供应链售后处理中心)",
                       "第一批中央财政资金"),
                  "2019-05-01")});
    ok(office, "group2", "void", voiding("2019-05-01").constData());
    office.verifySound();
}

TEST_CASE("date.order: an evaluation is voided on no day on which its batch was committed") {
    Office office;
    office.evaluated(u"5000000.00"_s);
    office.declared(u"XM-1"_s, u"L03"_s, u"L03-second"_s, u"1000000.00"_s);
    ok(office, "reviewer1", "project.review",
       "{'id':'XM-1','decision':'approve','opinion':'同意','date':'2019-05-10'}");
    ok(office, "clerk1", "project.cancel", "{'id':'XM-1','reason':'取消','date':'2019-06-10'}");
    const auto voiding = [&](const char* date) {
        return outcome(
            office, u"group2"_s, "void",
            (QByteArray("{'kind':'evaluation','id':'PJ-1','reason':'误登','date':'") + date + "'}")
                .constData(),
            true);
    };
    CHECK(voiding("2019-06-09") == u"date.order");
    CHECK(voiding("2019-06-10") == u"ok");
}
