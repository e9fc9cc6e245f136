// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "outside.h"

// Commands that are tried in a fund whose tables were altered, and the fund that they fit.

namespace testing {

struct Probe {
    const char* by; // who would give it; now and then somebody else does
    const char* command;
    const char* with;
};

inline constexpr Probe probes[] = {
    {"admin", "user.add", "{'id':'ghost','name':'某','roles':['leader']}"},
    {"admin", "user.change", "{'id':'clerk2','roles':['reviewer']}"},
    {"admin", "user.change", "{'id':'admin','disabled':true}"},
    {"finance1", "fund.receive",
     "{'id':'SR-x','source':'central-1','amount':'1.00','date':'2019-08-01','document':'文'}"},
    {"finance1", "fund.receive",
     "{'id':'SR-y','source':'central-2','amount':'1.00','date':'2019-08-01','document':'文'}"},
    {"finance1", "fund.receive",
     "{'id':'SR-z','source':'county','amount':'2470000.01','date':'2019-08-01','document':'文'}"},
    {"finance1", "fund.interest", "{'id':'I','amount':'1.00','date':'2019-08-01','voucher':'记'}"},
    {"group1", "evaluation.record",
     "{'id':'PJ','date':'2019-08-01','passed':true,'awarded':'1.00','document':'文'}"},
    {"group1", "plan.reallocate",
     "{'id':'TZ','date':'2019-08-01','document':'文','moves':[{'from':'L01','to':'L02',"
     "'source':'central-1','amount':'100.00'}]}"},
    {"clerk1", "project.declare",
     "{'id':'XM-1','unit':'U1','line':'L01','item':'L01-fitout','name':'某','content':'建',"
     "'schedule':{'from':'2019-01-01','to':'2019-12-31'},'support':'1.00',"
     "'sources':[{'source':'central-1','amount':'1.00'}],'materials':['建设改造方案'],"
     "'date':'2019-08-01'}"},
    {"clerk1", "project.declare",
     "{'id':'XM-9','unit':'U2','line':'L01','item':'L01-fitout','name':'某','content':'建',"
     "'schedule':{'from':'2019-01-01','to':'2019-12-31'},'support':'1.00',"
     "'sources':[{'source':'central-1','amount':'1.00'}],'materials':['建设改造方案'],"
     "'date':'2019-08-01'}"},
    {"reviewer1", "project.review",
     "{'id':'XM-9','decision':'approve','opinion':'同意','date':'2019-08-02'}"},
    {"reviewer1", "project.review",
     "{'id':'XM-2','decision':'approve','opinion':'同意','date':'2019-08-02'}"},
    {"clerk1", "project.start", "{'id':'XM-1','date':'2019-08-01'}"},
    {"clerk1", "project.start", "{'id':'XM-3','date':'2019-08-01'}"},
    {"clerk1", "project.close", "{'id':'XM-1','date':'2019-08-03','reason':'完成'}"},
    {"clerk1", "project.cancel", "{'id':'XM-3','date':'2019-08-03','reason':'不办'}"},
    {"clerk1", "project.amend",
     "{'id':'BG','project':'XM-1','date':'2019-08-01','reason':'改','support':'2000000.00',"
     "'sources':[{'source':'central-1','amount':'2000000.00'}]}"},
    {"reviewer1", "project.decide-amendment",
     "{'id':'BG','decision':'approve','opinion':'同意','date':'2019-08-02'}"},
    {"clerk1", "acceptance.request",
     "{'id':'YS-9','project':'XM-1','stage':'尾','claimed':'200000.01','date':'2019-08-01'}"},
    {"inspector1", "acceptance.conclude",
     "{'id':'YS-9','result':'pass','accepted':'1.00','team':[{'name':'甲','unit':'局'}],"
     "'opinion':'合格','date':'2019-08-01'}"},
    {"inspector1", "acceptance.conclude",
     "{'id':'YS-2','result':'pass','accepted':'200000.00','team':[{'name':'甲','unit':'局'}],"
     "'opinion':'合格','date':'2019-08-01'}"},
    {"clerk1", "payment.request",
     "{'id':'BF-x','project':'XM-1','kind':'stage','amount':'899900.00','date':'2019-08-01',"
     "'report':'申请'}"},
    {"clerk1", "payment.request",
     "{'id':'BF-y','project':'XM-1','kind':'prepay','amount':'0.01','date':'2019-08-01',"
     "'report':'申请'}"},
    {"clerk1", "payment.request",
     "{'id':'BF-z','project':'XM-1','kind':'stage','amount':'5000000.00','date':'2019-08-01',"
     "'report':'申请'}"},
    {"reviewer1", "payment.review",
     "{'id':'BF-5','decision':'approve','opinion':'同意','date':'2019-08-02'}"},
    {"leader1", "payment.approve",
     "{'id':'BF-3','decision':'approve','opinion':'同意','date':'2019-08-02'}"},
    {"leader1", "payment.approve",
     "{'id':'BF-4','decision':'approve','opinion':'同意','date':'2019-08-02'}"},
    {"finance1", "payment.pay", "{'id':'BF-3','date':'2019-08-03','voucher':'记'}"},
    {"finance1", "payment.pay", "{'id':'BF-4','date':'2019-08-03','voucher':'记'}"},
    {"finance1", "payment.pay", "{'id':'BF-2','date':'2019-08-03','voucher':'记'}"},
    {"finance1", "payment.pay", "{'id':'BF-x','date':'2019-08-03','voucher':'记'}"},
    {"finance1", "payment.reverse",
     "{'id':'BF-1','date':'2019-08-03','reason':'退票','voucher':'记'}"},
    {"finance1", "payment.refund",
     "{'id':'TK-9','payment':'BF-2','amount':'100.00','date':'2019-08-03','reason':'退',"
     "'voucher':'记'}"},
    {"finance1", "supervision.recover",
     "{'id':'ZH-9','finding':'JG','project':'XM-1','source':'central-1','amount':'1.00',"
     "'date':'2019-08-03','voucher':'记'}"},
    {"clerk2", "withdraw", "{'kind':'payment','id':'BF-3','date':'2019-08-03','reason':'误'}"},
    {"finance2", "void", "{'kind':'refund','id':'TK-1','date':'2019-08-03','reason':'误'}"},
    {"clerk1", "invoice.record",
     "{'id':'F-9','project':'XM-1','number':'1','issuer':'某','amount':'1.00',"
     "'date':'2019-08-01'}"},
    {"reviewer1", "unit.confirm-bank", "{'id':'U1','date':'2019-08-01'}"},
    {"reviewer1", "disclosure.publish", "{'id':'GS-9','month':'2019-07','date':'2019-08-02'}"},
    {"finance1", "opening.project",
     "{'id':'QC','unit':'U1','line':'L01','item':'L01-fitout','name':'某','content':'建',"
     "'schedule':{'from':'2019-01-01','to':'2019-12-31'},'support':'99.00',"
     "'sources':[{'source':'central-1','amount':'99.00'}],'materials':['建设改造方案'],"
     "'date':'2019-07-01','state':'approved'}"},
};

inline constexpr const char* everybody[] = {"admin",      "security1", "clerk1",   "clerk2",
                                            "reviewer1",  "reviewer2", "leader1",  "finance1",
                                            "inspector1", "group1",    "auditor1", "finance2"};

inline void prepare(Office& office) {
    fill(office);
    office.unit(u"U2"_s, u"cooperative"_s);
    ok(office, "group1", "supervision.find",
       "{'id':'JG-2','unit':'U2','kind':'false-materials','finding':'虚假','recover':'0.00',"
       "'date':'2019-06-20','document':'文'}");
    office.declared(u"XM-2"_s, u"L01"_s, u"L01-fitout"_s, u"100.00"_s);
    office.approved(u"XM-3"_s, u"L02"_s, u"L02-stations"_s, u"1000.00"_s);
    office.payment(u"BF-3"_s, u"XM-1"_s, u"stage"_s, u"10.00"_s, u"2019-08-01"_s, u"requested"_s);
    office.payment(u"BF-4"_s, u"XM-1"_s, u"stage"_s, u"20.00"_s, u"2019-08-01"_s, u"approved"_s);
    office.payment(u"BF-5"_s, u"XM-3"_s, u"prepay"_s, u"20.00"_s, u"2019-08-01"_s, u"requested"_s);
    ok(office, "clerk1", "acceptance.request",
       "{'id':'YS-2','project':'XM-1','stage':'尾','claimed':'200000.00','date':'2019-08-01'}");
}

} // namespace testing
