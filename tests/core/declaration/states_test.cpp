// SPDX-License-Identifier: GPL-3.0-only
#include <support/terse.h>

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::Office;
using testing::ok;
using testing::outcome;
using testing::refused;
using testing::told;

// The contract's States table, one cell a check: every command on a project in every state.

namespace {

const QStringList states{u"declared"_s, u"returned"_s, u"approved"_s,  u"rejected"_s,
                         u"started"_s,  u"closed"_s,   u"cancelled"_s, u"withdrawn"_s};

// XM-1 of L01-fitout, brought to `state`.
void bring(Office& office, const QString& state) {
    office.declared(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"1000.00"_s);
    const auto review = [&](const char* decision) {
        office.ok(u"reviewer1"_s, u"project.review"_s,
                  uR"({"id":"XM-1","decision":"%1","opinion":"意见","date":"2019-02-10"})"_s.arg(
                      QLatin1StringView(decision)));
    };
    if (state == u"declared")
        return;
    if (state == u"withdrawn") {
        ok(office, "clerk1", "withdraw",
           "{'kind':'project','id':'XM-1','date':'2019-02-05','reason':'撤回'}");
        return;
    }
    if (state == u"returned" || state == u"rejected") {
        review(state == u"returned" ? "return" : "reject");
        return;
    }
    review("approve");
    office.waived(u"XM-1"_s);
    if (state == u"started" || state == u"closed")
        office.started(u"XM-1"_s);
    if (state == u"closed")
        ok(office, "clerk1", "project.close", "{'id':'XM-1','date':'2019-04-01','reason':'办结'}");
    if (state == u"cancelled")
        ok(office, "clerk1", "project.cancel", "{'id':'XM-1','date':'2019-04-01','reason':'取消'}");
}

struct Row {
    const char* user;
    const char* command;
    const char* with;
    const char* otherwise; // the rule in every state that is not named
    QMap<QString, const char*> named;
};

const std::vector<Row>& rows() {
    static const std::vector<Row> all{
        {"clerk1",
         "project.declare",
         "{'id':'XM-1','unit':'U1','line':'L08','name':'项目','content':'内容','schedule':"
         "{'from':'2019-03-01','to':'2019-12-31'},'support':'100.00','materials':['建设改造方案'],"
         "'date':'2019-07-01'}",
         "id.taken",
         {{u"returned"_s, "ok"}}},
        {"reviewer1",
         "project.review",
         "{'id':'XM-1','decision':'approve','opinion':'意见','date':'2019-07-01'}",
         "state.order",
         {{u"declared"_s, "ok"}}},
        {"reviewer1",
         "project.review",
         "{'id':'XM-1','decision':'return','opinion':'意见','date':'2019-07-01'}",
         "state.order",
         {{u"declared"_s, "ok"}}},
        {"reviewer1",
         "project.review",
         "{'id':'XM-1','decision':'reject','opinion':'意见','date':'2019-07-01'}",
         "state.order",
         {{u"declared"_s, "ok"}}},
        {"clerk1",
         "project.amend",
         "{'id':'BG-1','project':'XM-1','date':'2019-07-01','reason':'变更','name':'新名'}",
         "state.order",
         {{u"approved"_s, "ok"}, {u"started"_s, "ok"}}},
        {"clerk1",
         "project.start",
         "{'id':'XM-1','date':'2019-07-01'}",
         "state.order",
         {{u"approved"_s, "ok"}}},
        {"clerk1",
         "project.close",
         "{'id':'XM-1','date':'2019-07-01','reason':'办结'}",
         "state.order",
         {{u"started"_s, "ok"}}},
        {"clerk1",
         "project.cancel",
         "{'id':'XM-1','date':'2019-07-01','reason':'取消'}",
         "state.order",
         {{u"declared"_s, "ok"},
          {u"returned"_s, "ok"},
          {u"approved"_s, "ok"},
          {u"started"_s, "ok"}}},
        {"clerk1",
         "withdraw",
         "{'kind':'project','id':'XM-1','date':'2019-07-01','reason':'撤回'}",
         "state.order",
         {{u"declared"_s, "ok"}}},
        {"clerk1",
         "acceptance.request",
         "{'id':'YS-1','project':'XM-1','stage':'一期','claimed':'1000.00','date':'2019-07-01'}",
         "state.order",
         {{u"started"_s, "ok"}}},
        {"clerk1",
         "payment.request",
         "{'id':'BF-1','project':'XM-1','kind':'prepay','amount':'500.00','date':'2019-07-01',"
         "'report':'申请'}",
         "state.order",
         {{u"approved"_s, "ok"}, {u"started"_s, "pay.prepay-timing"}}},
        {"clerk1",
         "payment.request",
         "{'id':'BF-1','project':'XM-1','kind':'stage','amount':'0.01','date':'2019-07-01',"
         "'report':'申请'}",
         "state.order",
         {{u"approved"_s, "pay.accepted"}, {u"started"_s, "pay.accepted"}}},
    };
    return all;
}

} // namespace

TEST_CASE("state.order: every command on a project in every state") {
    for (const QString& state : states) {
        Office office;
        bring(office, state);
        CHECK(testing::shown(office, "project.show", "XM-1", "state") == state);
        for (const Row& row : rows()) {
            INFO(state.toStdString() << " x " << row.command << ' ' << row.with);
            const char* expected = row.named.value(state, row.otherwise);
            CHECK(outcome(office, QLatin1StringView(row.user), row.command, row.with, true)
                      .toStdString()
                  == expected);
        }
    }
}

TEST_CASE("state.order: what the sentence of each refusal says") {
    Office office;
    bring(office, u"approved"_s);
    refused(office, "reviewer1", "project.review",
            "{'id':'XM-1','decision':'approve','opinion':'意见','date':'2019-07-01'}",
            {"state.order", "", "", "", told("project.review.state", "项目", "XM-1", "已批准")});
    refused(office, "clerk1", "project.close", "{'id':'XM-1','date':'2019-07-01','reason':'办结'}",
            {"state.order", "", "", "", told("project.close.state", "项目", "XM-1", "已批准")});
    refused(office, "clerk1", "withdraw",
            "{'kind':'project','id':'XM-1','date':'2019-07-01','reason':'撤回'}",
            {"state.order", "", "", "", told("project.withdraw.state", "项目", "XM-1", "已批准")});
    refused(office, "clerk1", "acceptance.request",
            "{'id':'YS-1','project':'XM-1','stage':'一期','claimed':'1.00','date':'2019-07-01'}",
            {"state.order", "", "", "",
             told("acceptance.request.project-state", "项目", "XM-1", "已批准")});
    ok(office, "clerk1", "project.cancel", "{'id':'XM-1','date':'2019-07-01','reason':'取消'}");
    refused(office, "clerk1", "project.start", "{'id':'XM-1','date':'2019-07-01'}",
            {"state.order", "", "", "", told("project.start.state", "项目", "XM-1", "已取消")});
    refused(office, "clerk1", "project.cancel", "{'id':'XM-1','date':'2019-07-01','reason':'取消'}",
            {"state.order", "", "", "", told("project.cancel.state", "项目", "XM-1", "已取消")});
    refused(office, "clerk1", "project.amend",
            "{'id':'BG-1','project':'XM-1','date':'2019-07-01','reason':'变更','name':'新名'}",
            {"state.order", "", "", "", told("project.amend.state", "项目", "XM-1", "已取消")});
    refused(office, "clerk1", "payment.request",
            "{'id':'BF-1','project':'XM-1','kind':'prepay','amount':'1.00','date':'2019-07-01',"
            "'report':'申请'}",
            {"state.order", "", "", "",
             told("payment.request.project-state", "项目", "XM-1", "已取消")});
}

TEST_CASE("state.order: awards and certifications are accepted without a start") {
    for (const char* item : {"L07-cert", "L15-enterprise"}) {
        Office office;
        const QString line = QString::fromUtf8(item).first(3);
        office.approved(u"XM-1"_s, line, QLatin1StringView(item), u"10000.00"_s,
                        u",\"year\":2019"_s);
        const char* request = "{'id':'YS-1','project':'XM-1','stage':'奖补','claimed':'1.00',"
                              "'date':'2019-03-01'}";
        CHECK(outcome(office, u"clerk1"_s, "acceptance.request", request, true) == u"ok");
        office.started(u"XM-1"_s);
        CHECK(outcome(office, u"clerk1"_s, "acceptance.request", request, true) == u"ok");
    }
}

TEST_CASE("withdraw: not once somebody sent it back, nor by anyone but who registered it") {
    Office office;
    bring(office, u"returned"_s);
    office.declared(u"XM-2"_s, u"L08"_s, {}, u"1.00"_s);
    office.ok(u"clerk2"_s, u"project.declare"_s,
              testing::json(
                  "{'id':'XM-1','unit':'U1','line':'L08','name':'项目','content':'内容','schedule':"
                  "{'from':'2019-03-01','to':'2019-12-31'},'support':'100.00',"
                  "'materials':['建设改造方案'],'date':'2019-02-11'}"));
    testing::cites(office, "clerk2", "withdraw",
                   "{'kind':'project','id':'XM-1','date':'2019-02-12','reason':'撤回'}",
                   "state.order");
    refused(office, "clerk2", "withdraw",
            "{'kind':'project','id':'XM-2','date':'2019-02-12','reason':'撤回'}",
            {"duty.role", "", "", "", told("withdraw.other-registrant", "XM-2", "clerk1")});
    refused(office, "clerk1", "withdraw",
            "{'kind':'project','id':'XM-2','date':'2019-01-31','reason':'撤回'}",
            {"date.order", "date", "2019-02-01", "2019-01-31",
             told("date.too-early", "2019-01-31", "申报日期", "2019-02-01")});
    testing::badInput(office, "clerk1", "withdraw",
                      "{'kind':'project','id':'XM-9','date':'2019-02-12','reason':'撤回'}", "id");
    ok(office, "clerk1", "withdraw",
       "{'kind':'project','id':'XM-2','date':'2019-02-01','reason':'撤回'}");
    office.verifySound();
}
