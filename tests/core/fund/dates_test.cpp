// SPDX-License-Identifier: GPL-3.0-only
#include <support/terse.h>

#include <plan/plan_file.h>

#include <catch2/catch.hpp>

#include <QJsonDocument>

// Dates inside a thing, and the first day of a plan. That every command's own date is neither after
// today nor before that day is tried with each row of the contract's table.

using namespace Qt::Literals::StringLiterals;
using testing::cites;
using testing::Office;
using testing::ok;
using testing::refused;
using testing::told;

namespace {

// A unit whose evidence, and whose record of winning the tender, are of these days.
QByteArray unit(const char* id, int n, const char* evidence, const char* won = nullptr) {
    QByteArray ticks;
    for (const char* tick : {"registered", "qualified", "accounts", "clean_record", "truthful"})
        ticks += (ticks.isEmpty() ? QByteArray() : QByteArray(",")) + "'" + tick
                 + "':{'ok':true,'evidence':'证','date':'" + evidence + "'}";
    return QByteArray("{'id':'") + id + "','name':'公司" + id + "','kind':'enterprise','code':'"
           + testing::creditCode(n).toUtf8()
           + "','bank':{'name':'农行','account':'6228480000000001','holder':'公司'},'eligibility':{"
           + ticks + "}"
           + (won ? QByteArray(",'contractor':{'document':'中标','date':'") + won + "'}"
                  : QByteArray())
           + "}";
}

} // namespace

TEST_CASE("date.order: what a unit shows has happened, whenever it was registered") {
    Office office; // today is 2019-12-31
    refused(office, "clerk1", "unit.register", unit("A", 71, "2020-01-01").constData(),
            {"date.order", "eligibility.accounts.date", "2019-12-31", "2020-01-01",
             told("date.after-today", "2020-01-01", "2019-12-31")});
    cites(office, "clerk1", "unit.register", unit("A", 71, "2019-12-31", "2020-01-01").constData(),
          "date.order");
    // Evidence may be older than the plan, a tender may not.
    cites(office, "clerk1", "unit.register", unit("A", 71, "1998-05-01", "2017-12-31").constData(),
          "date.order");
    ok(office, "clerk1", "unit.register", unit("A", 71, "1998-05-01", "2018-01-01").constData());
    refused(office, "clerk1", "unit.change",
            "{'id':'A','date':'2019-06-01','document':'函','contractor':{'document':'中标',"
            "'date':'2019-06-02'}}",
            {"date.order", "contractor.date", "2019-06-01", "2019-06-02",
             told("date.after-step", "2019-06-02", "2019-06-01")});
    ok(office, "clerk1", "unit.change",
       "{'id':'A','date':'2019-06-01','document':'函','contractor':{'document':'中标',"
       "'date':'2019-06-01'}}");
}

TEST_CASE("unit.eligible: a review counts only evidence of that day or before") {
    Office office;
    ok(office, "clerk1", "unit.register", unit("A", 71, "2019-03-02").constData());
    const auto declare = [&](const char* id) {
        ok(office, "clerk1", "project.declare",
           (QByteArray("{'id':'") + id
            + "','unit':'A','line':'L08','name':'项目','content':'内容','schedule':{'from':"
              "'2019-03-01','to':'2019-12-31'},'support':'1.00','materials':['方案'],"
              "'date':'2019-03-01'}")
               .constData());
    };
    declare("XM-1");
    refused(office, "reviewer1", "project.review",
            "{'id':'XM-1','decision':'approve','opinion':'同意','date':'2019-03-01'}",
            {"unit.eligible", "id", "", "",
             told("unit.proof-later", "公司A", "(一)依法登记注册", "2019-03-02", "2019-03-01")});
    ok(office, "reviewer1", "project.review",
       "{'id':'XM-1','decision':'approve','opinion':'同意','date':'2019-03-02'}");
    // More support is approved anew, on the ticks of that day.
    ok(office, "clerk1", "unit.change",
       "{'id':'A','date':'2019-06-01','document':'函','eligibility':{'accounts':{'ok':true,"
       "'evidence':'年检','date':'2019-06-01'}}}");
    ok(office, "clerk1", "project.amend",
       "{'id':'BG-1','project':'XM-1','date':'2019-05-01','reason':'增加','support':'2.00'}");
    cites(office, "reviewer1", "project.decide-amendment",
          "{'id':'BG-1','decision':'approve','opinion':'同意','date':'2019-05-31'}",
          "unit.eligible");
    ok(office, "reviewer1", "project.decide-amendment",
       "{'id':'BG-1','decision':'approve','opinion':'同意','date':'2019-06-01'}");
}

TEST_CASE("date.order: a signature is no later than what it decided, a deliverable than today") {
    Office office;
    office.declared(u"XM-1"_s, u"L08"_s, {}, u"1.00"_s);
    const auto review = [](const char* on) {
        return QByteArray("{'id':'XM-1','decision':'approve','opinion':'同意','date':'2019-02-10',"
                          "'signed':{'by':'reviewer1','document':'签批单','on':'")
               + on + "'}}";
    };
    refused(office, "reviewer2", "project.review", review("2019-02-11").constData(),
            {"date.order", "signed.on", "2019-02-10", "2019-02-11",
             told("date.after-step", "2019-02-11", "2019-02-10")});
    cites(office, "reviewer2", "project.review", review("2017-12-31").constData(), "date.order");
    ok(office, "reviewer2", "project.review", review("2019-02-10").constData());
    office.approved(u"XM-2"_s, u"L03"_s, u"L03-first"_s, u"1000.00"_s);
    const auto lesson = [](const char* id, const char* date) {
        return QByteArray("{'project':'XM-2','items':[{'id':'") + id
               + "','kind':'training','class':'advanced','headcount':30,'place':'县城','date':'"
               + date + "'}]}";
    };
    cites(office, "clerk1", "deliverable.add", lesson("K1", "2020-01-01").constData(),
          "date.order");
    cites(office, "clerk1", "deliverable.add", lesson("K1", "2017-12-31").constData(),
          "date.order");
    ok(office, "clerk1", "deliverable.add", lesson("K1", "2019-12-31").constData());
    // Earlier history may be older than the plan.
    ok(office, "finance1", "opening.project",
       "{'id':'QC-1','unit':'U1','line':'L08','name':'旧','content':'旧','schedule':{'from':"
       "'2016-01-01','to':'2016-12-31'},'support':'1.00','materials':['方案'],'date':"
       "'2016-02-01','state':'approved'}");
    office.verifySound();
}

TEST_CASE("date.order: the first day is the plan's, or the first of January before it") {
    QJsonObject plan = QJsonDocument::fromJson(testing::readPlan(u"guzhang.json"_s)).object();
    CHECK(plan::readPlan(plan).firstDay == u"2018-01-01");
    plan.remove("first_day"_L1);
    CHECK(plan::readPlan(plan).firstDay == u"2017-01-01"); // in force from 2018-12-29
    plan.insert("first_day"_L1, u"2018-07-01"_s);
    CHECK(plan::readPlan(plan).firstDay == u"2018-07-01");
    CHECK_FALSE(plan::checkPlanFile(plan));
    for (const QJsonValue& wrong :
         {QJsonValue(u"2018-13-01"_s), QJsonValue(u"2019-01-01"_s), QJsonValue(2018)}) {
        plan.insert("first_day"_L1, wrong);
        const auto no = plan::checkPlanFile(plan);
        REQUIRE(no);
        REQUIRE(no->error());
        CHECK(no->error()->field == u"first_day");
    }
    Office office;
    const char* receive = "{'id':'R','source':'central-1','amount':'1.00','document':'文','date':";
    for (const char* day : {"'0019-03-05'}", "'1999-01-01'}", "'2017-12-31'}"})
        cites(office, "finance1", "fund.receive", (QByteArray(receive) + day).constData(),
              "date.order");
    ok(office, "finance1", "fund.receive", (QByteArray(receive) + "'2018-01-01'}").constData());
}

TEST_CASE("date.order: what is changed again is dated no earlier than it was changed last") {
    Office office;
    office.enterprise(u"U1"_s);
    const auto change = [](const char* date, const char* what) {
        return QByteArray("{'id':'U1','document':'文','date':'") + date + "'," + what + "}";
    };
    ok(office, "clerk1", "unit.change", change("2019-03-10", "'name':'乙'").constData());
    for (const char* what :
         {"'name':'甲'", "'phone':'4722345'", "'legal_person':'向某'", "'kind':'cooperative'",
          "'contractor':{'document':'中标','date':"
          "'2019-01-01'}"})
        refused(office, "clerk1", "unit.change", change("2019-03-09", what).constData(),
                {"date.order", "date", "2019-03-10", "2019-03-09",
                 told("date.too-early", "2019-03-09", "上次变更日期", "2019-03-10")});
    ok(office, "clerk1", "unit.change", change("2019-03-10", "'name':'丙'").constData());
    // Pages and their amendments are one row of numbers.
    const auto publish = [](const char* month, const char* date) {
        return QByteArray("{'id':'GS-") + month + "','month':'" + month + "','date':'" + date
               + "'}";
    };
    const auto amend = [](const char* id, const char* date) {
        return QByteArray("{'id':'") + id + "','of':'GS-2019-03','reason':'核对','date':'" + date
               + "'}";
    };
    ok(office, "reviewer1", "disclosure.publish", publish("2019-03", "2019-06-10").constData());
    refused(office, "reviewer1", "disclosure.publish", publish("2019-04", "2019-06-09").constData(),
            {"date.order", "date", "2019-06-10", "2019-06-09",
             told("date.too-early", "2019-06-09", "上一次公示(或更正)的日期", "2019-06-10")});
    ok(office, "reviewer1", "disclosure.publish", publish("2019-04", "2019-06-10").constData());
    cites(office, "reviewer1", "disclosure.amend", amend("GZ-1", "2019-06-09").constData(),
          "date.order");
    ok(office, "reviewer1", "disclosure.amend", amend("GZ-1", "2019-06-20").constData());
    cites(office, "reviewer1", "disclosure.amend", amend("GZ-2", "2019-06-19").constData(),
          "date.order");
    cites(office, "reviewer1", "disclosure.publish", publish("2019-05", "2019-06-19").constData(),
          "date.order");
    ok(office, "reviewer1", "disclosure.publish", publish("2019-05", "2019-06-20").constData());
    // Goals, and what the leading group or the inspectors decide anew of the same thing.
    const auto report = [](const char* goal, const char* date) {
        return QByteArray("{'goal':'") + goal + "','value':'1','note':'月报','date':'" + date
               + "'}";
    };
    ok(office, "clerk1", "goal.report", report("G01", "2019-07-10").constData());
    cites(office, "clerk1", "goal.report", report("G01", "2019-07-09").constData(), "date.order");
    ok(office, "clerk1", "goal.report", report("G02", "2019-07-09").constData());
    const auto path = [](const char* id, const char* name, const char* date) {
        return QByteArray("{'id':'") + id + "','line':'L06','document':'文','path':'" + name
               + "','date':'" + date + "'}";
    };
    ok(office, "inspector1", "plan.rule-path", path("J-1", "acceptance", "2019-07-10").constData());
    cites(office, "inspector1", "plan.rule-path", path("J-2", "staged", "2019-07-09").constData(),
          "date.order");
    ok(office, "inspector1", "plan.rule-path", path("J-2", "staged", "2019-07-10").constData());
    office.verifySound();
}

TEST_CASE("date.order: what is to be rectified is so no earlier than the day it was found") {
    Office office;
    office.enterprise(u"U1"_s);
    const auto find = [](const char* by) {
        return QByteArray("{'id':'JG','unit':'U1','kind':'irregularity','finding':'账目','recover':"
                          "'0.00','date':'2019-06-10','document':'文','rectify_by':'")
               + by + "'}";
    };
    refused(office, "group1", "supervision.find", find("2019-06-09").constData(),
            {"date.order", "rectify_by", "2019-06-10", "2019-06-09",
             told("term.before-step", "整改期限", "2019-06-09", "2019-06-10")});
    ok(office, "group1", "supervision.find", find("2019-06-10").constData());
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"500.00"_s);
    office.started(u"XM-1"_s);
    ok(office, "clerk1", "acceptance.request",
       "{'id':'YS-1','project':'XM-1','stage':'一','claimed':'1.00','date':'2019-06-10'}");
    const auto conclude = [](const char* by) {
        return QByteArray("{'id':'YS-1','result':'rectify','team':[{'name':'王','unit':'局'}],"
                          "'opinion':'改','date':'2019-06-10','rectify_by':'")
               + by + "'}";
    };
    cites(office, "inspector1", "acceptance.conclude", conclude("2019-06-09").constData(),
          "date.order");
    ok(office, "inspector1", "acceptance.conclude", conclude("2019-06-10").constData());
}
