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

QByteArray amend(const char* id, const char* change, const char* date = "2019-06-20") {
    return QByteArray("{'id':'") + id + "','project':'XM-1','reason':'情况变化','date':'" + date
           + "'," + change + "}";
}

QByteArray decide(const char* id, const char* decision, const char* date = "2019-06-21") {
    return QByteArray("{'id':'") + id + "','decision':'" + decision + "','opinion':'意见','date':'"
           + date + "'}";
}

} // namespace

TEST_CASE("project.amend: one at a time, of a running project, decided by another") {
    Office office;
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"1000.00"_s);
    badInput(office, "clerk1", "project.amend", amend("BG-1", "'document':'文'").constData(),
             "project");
    badInput(office, "clerk1", "project.amend",
             amend("BG-1", "'schedule':{'from':'2019-03-02','to':'2019-03-01'}").constData(),
             "schedule.to");
    badInput(office, "clerk1", "project.amend",
             amend("BG-1", "'support':'2.00','sources':[{'source':'central-1','amount':'1.00'}]")
                 .constData(),
             "sources");
    refused(office, "clerk1", "project.amend",
            amend("BG-1", "'name':'新名'", "2019-02-09").constData(),
            {"date.order", "date", "2019-02-10", "2019-02-09",
             told("date.too-early", "2019-02-09", "批准日期", "2019-02-10")});
    ok(office, "clerk1", "project.amend",
       amend("BG-1", "'name':'新名','content':'新内容','schedule':{'from':'2019-04-01',"
                     "'to':'2020-03-31'},'support':'1500.00'")
           .constData());
    refused(office, "clerk1", "project.amend", amend("BG-1", "'name':'另名'").constData(),
            {"id.taken", "id", "", "BG-1", told("id.taken", "变更", "BG-1")});
    refused(office, "clerk1", "project.amend", amend("BG-2", "'name':'另名'").constData(),
            {"state.order", "project", "", "", told("amendment.undecided", "XM-1", "BG-1")});
    badInput(office, "reviewer1", "project.decide-amendment", decide("BG-9", "approve").constData(),
             "id");
    badInput(office, "reviewer1", "project.decide-amendment", decide("BG-1", "return").constData(),
             "decision");
    refused(office, "reviewer1", "project.decide-amendment",
            decide("BG-1", "approve", "2019-06-19").constData(),
            {"date.order", "date", "2019-06-20", "2019-06-19",
             told("date.too-early", "2019-06-19", "变更申请日期", "2019-06-20")});
    ok(office, "reviewer1", "project.decide-amendment", decide("BG-1", "approve").constData());
    CHECK(testing::shown(office, "project.show", "XM-1", "name") == u"新名");
    CHECK(testing::shown(office, "project.show", "XM-1", "support") == u"1500.00");
    CHECK(office.row(u"L08"_s, u"central-1"_s).value("committed"_L1) == u"1500.00"_s);
    refused(office, "reviewer1", "project.decide-amendment", decide("BG-1", "approve").constData(),
            {"state.order", "", "", "", told("amendment.decide.state", "变更", "BG-1", "已同意")});
    refused(
        office, "clerk1", "withdraw",
        "{'kind':'amendment','id':'BG-1','date':'2019-06-22','reason':'撤回'}",
        {"state.order", "", "", "", told("amendment.withdraw.state", "变更", "BG-1", "已同意")});
    ok(office, "clerk1", "project.amend", amend("BG-2", "'support':'1.00'").constData());
    ok(office, "reviewer1", "project.decide-amendment", decide("BG-2", "reject").constData());
    CHECK(testing::shown(office, "project.show", "XM-1", "support") == u"1500.00");
    ok(office, "clerk1", "project.amend", amend("BG-3", "'support':'1.00'").constData());
    ok(office, "clerk1", "withdraw",
       "{'kind':'amendment','id':'BG-3','date':'2019-06-20','reason':'撤回'}");
    cites(office, "reviewer1", "project.decide-amendment", decide("BG-3", "approve").constData(),
          "state.order");
    ok(office, "clerk1", "project.amend", amend("BG-4", "'support':'999.99'").constData());
    ok(office, "reviewer1", "project.decide-amendment", decide("BG-4", "approve").constData());
    CHECK(office.row(u"L08"_s, u"central-1"_s).value("committed"_L1) == u"999.99"_s);
    office.verifySound();
}

TEST_CASE("duty.separation: who asked for an amendment does not decide it") {
    Office office;
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"1000.00"_s);
    testing::person(office, "both", "clerk reviewer");
    ok(office, "both", "project.amend", amend("BG-1", "'name':'新名'").constData());
    refused(
        office, "both", "project.decide-amendment", decide("BG-1", "reject").constData(),
        {"duty.separation", "", "", "", told("step.separation", "both", "BG-1", "申请", "审核")});
}

TEST_CASE("line.ceiling: an amendment goes up to what is left, down to what is used") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"400000.00"_s);
    ok(office, "clerk1", "project.amend", amend("BG-1", "'support':'500000.01'").constData());
    refused(office, "reviewer1", "project.decide-amendment", decide("BG-1", "approve").constData(),
            {"line.ceiling", "support", "500000.00", "500000.01",
             told("support.amended-above-available",
                  "L08 农产品电子商务供应链体系建设(上行供应链售后处理中心)", "第一批中央财政资金",
                  "500000.00", "0.01")});
    ok(office, "reviewer1", "project.decide-amendment", decide("BG-1", "reject").constData());
    ok(office, "clerk1", "project.amend", amend("BG-2", "'support':'500000.00'").constData());
    ok(office, "reviewer1", "project.decide-amendment", decide("BG-2", "approve").constData());
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"300000.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, u"200000.00"_s, u"2019-06-10"_s);
    refused(office, "clerk1", "project.amend", amend("BG-3", "'support':'299999.99'").constData(),
            {"line.ceiling", "support", "300000.00", "299999.99",
             told("amendment.below-accepted", "XM-1", "300000.00")});
    ok(office, "clerk1", "project.amend", amend("BG-3", "'support':'300000.00'").constData());
    // Judged again when it is decided.
    office.accepted(u"YS-2"_s, u"XM-1"_s, u"0.01"_s, u"2019-06-20"_s);
    cites(office, "reviewer1", "project.decide-amendment", decide("BG-3", "approve").constData(),
          "line.ceiling");
    office.verifySound();
}

TEST_CASE("line.ceiling: an amendment leaves each source what is paid and under way of it") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.evaluated();
    office.declared(u"XM-1"_s, u"L11"_s, {}, u"1000.00"_s,
                    u",\"sources\":[{\"source\":\"central-1\",\"amount\":\"600.00\"},"
                    "{\"source\":\"central-2\",\"amount\":\"400.00\"}]"_s);
    ok(office, "reviewer1", "project.review",
       "{'id':'XM-1','decision':'approve','opinion':'同意','date':'2019-05-02'}");
    office.started(u"XM-1"_s, u"2019-05-03"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"500.00"_s);
    ok(office, "clerk1", "payment.request",
       "{'id':'BF-1','project':'XM-1','kind':'stage','amount':'300.00','sources':"
       "[{'source':'central-1','amount':'300.00'}],'date':'2019-06-10','report':'申请'}");
    refused(office, "clerk1", "project.amend",
            amend("BG-1", "'support':'600.00','sources':[{'source':'central-1','amount':'299.99'},"
                          "{'source':'central-2','amount':'300.01'}]")
                .constData(),
            {"line.ceiling", "sources[0].amount", "300.00", "299.99",
             told("amendment.below-paid", "XM-1", "第一批中央财政资金", "300.00")});
    ok(office, "clerk1", "project.amend",
       amend("BG-1", "'support':'600.00','sources':[{'source':'central-1','amount':'300.00'},"
                     "{'source':'central-2','amount':'300.00'}]")
           .constData());
    ok(office, "reviewer1", "project.decide-amendment", decide("BG-1", "approve").constData());
    CHECK(office.row(u"L11"_s, u"central-2"_s).value("committed"_L1) == u"300.00"_s);
    office.verifySound();
}

TEST_CASE("item.standard, source.conditional, unit.barred: an amendment that raises is judged so") {
    Office office;
    office.approved(u"XM-1"_s, u"L10"_s, u"L10-running"_s, u"400000.00"_s,
                    u",\"year\":2019,\"sources\":[{\"source\":\"central-1\","
                    "\"amount\":\"400000.00\"}]"_s);
    const auto change = [&](const char* id, const char* what) {
        ok(office, "clerk1", "project.amend", amend(id, what).constData());
        const QString said = outcome(office, u"reviewer1"_s, "project.decide-amendment",
                                     decide(id, "approve").constData(), true);
        ok(office, "clerk1", "withdraw",
           (QByteArray("{'kind':'amendment','id':'") + id + "','date':'2019-06-20','reason':'换'}")
               .constData());
        return said;
    };
    CHECK(change("BG-1", "'support':'500000.00'") == u"ok");
    CHECK(change("BG-2", "'support':'500000.01'") == u"item.standard");
    CHECK(change("BG-3", "'support':'400000.01','sources':[{'source':'central-1','amount':"
                         "'400000.00'},{'source':'central-2','amount':'0.01'}]")
          == u"source.conditional");
    testing::bar(office, "U1");
    CHECK(change("BG-4", "'support':'400000.01'") == u"unit.barred");
    CHECK(change("BG-5", "'support':'1.00'") == u"ok");
    testing::liftBar(office, "U1");
    office.verifySound();
}
