// SPDX-License-Identifier: GPL-3.0-only
#include <support/terse.h>

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::badInput;
using testing::cites;
using testing::Office;
using testing::ok;
using testing::refused;
using testing::told;

namespace {

QString received(Office& office, const char* source) {
    const QJsonObject all = office.ask(u"auditor1"_s, u"budget.execution"_s).toObject();
    for (const QJsonValue& value : all.value("by_source"_L1).toArray())
        if (value.toObject().value("source"_L1).toString() == QLatin1StringView(source))
            return value.toObject().value("received"_L1).toString();
    return {};
}

} // namespace

TEST_CASE("state.order: a receipt is voided by a second finance user while its money is there") {
    Office office;
    office.fund(u"central-1"_s, u"1000000.00"_s, u"2019-01-10"_s);
    ok(office, "finance1", "fund.receive",
       "{'id':'SR','source':'central-1','amount':'500000.00','date':'2019-01-20',"
       "'document':'文号'}");
    const char* voiding = "{'kind':'receipt','id':'SR','date':'2019-01-20','reason':'重复登记'}";
    refused(office, "clerk1", "void", voiding,
            {"duty.role", "", "", "", told("void.role", "clerk1", "财务人员")});
    refused(
        office, "finance1", "void", voiding,
        {"duty.separation", "", "", "", told("void.same-person", "SR", "finance1", "财务人员")});
    refused(office, "finance2", "void",
            "{'kind':'receipt','id':'SR','date':'2019-01-19','reason':'重复登记'}",
            {"date.order", "date", "2019-01-20", "2019-01-19",
             told("date.too-early", "2019-01-19", "到账日期", "2019-01-20")});
    badInput(office, "finance2", "void",
             "{'kind':'receipt','id':'SR-无','date':'2019-01-20','reason':'重复登记'}", "id");
    ok(office, "finance2", "void", voiding);
    CHECK(received(office, "central-1") == u"1000000.00");
    refused(office, "finance2", "void", voiding,
            {"state.order", "", "", "", told("receipt.voided", "SR")});
    office.verifySound();
}

TEST_CASE("state.order: a receipt whose money was paid stays, whatever the date given") {
    Office office;
    ok(office, "finance1", "fund.receive",
       "{'id':'SR','source':'central-1','amount':'1000.00','date':'2019-01-20','document':'文'}");
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"2000.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"0.01"_s, u"2019-02-15"_s);
    refused(office, "finance2", "void",
            "{'kind':'receipt','id':'SR','date':'2019-03-01','reason':'误登'}",
            {"state.order", "", "", "", told("receipt.spent", "SR")});
    cites(office, "finance2", "void",
          "{'kind':'receipt','id':'SR','date':'2019-01-01','reason':'误登'}", "state.order");
    cites(office, "finance1", "void",
          "{'kind':'receipt','id':'SR','date':'2019-03-01','reason':'误登'}", "state.order");
    ok(office, "finance1", "payment.reverse",
       "{'id':'BF-1','date':'2019-03-01','reason':'退票','voucher':'记-2'}");
    ok(office, "finance2", "void",
       "{'kind':'receipt','id':'SR','date':'2019-03-01','reason':'误登'}");
    office.verifySound();
}

TEST_CASE("void: interest, once, by a second finance user") {
    Office office;
    ok(office, "finance1", "fund.interest",
       "{'id':'LX','amount':'10.00','date':'2019-03-21','voucher':'记-1'}");
    const char* voiding = "{'kind':'interest','id':'LX','date':'2019-03-21','reason':'误登'}";
    cites(office, "finance1", "void", voiding, "duty.separation");
    cites(office, "group1", "void", voiding, "duty.role");
    refused(office, "finance2", "void",
            "{'kind':'interest','id':'LX','date':'2019-03-20','reason':'误登'}",
            {"date.order", "date", "2019-03-21", "2019-03-20",
             told("date.too-early", "2019-03-20", "利息日期", "2019-03-21")});
    ok(office, "finance2", "void", voiding);
    refused(office, "finance2", "void", voiding,
            {"state.order", "", "", "", told("interest.voided", "LX")});
    office.verifySound();
}

TEST_CASE("void: an evaluation while nothing of the second batch rests on it") {
    Office office;
    office.evaluated(u"4000000.00"_s);
    const char* voiding = "{'kind':'evaluation','id':'PJ-1','date':'2019-05-01','reason':'误登'}";
    cites(office, "finance1", "void", voiding, "duty.role");
    cites(office, "group1", "void", voiding, "duty.separation");
    refused(office, "group2", "void",
            "{'kind':'evaluation','id':'PJ-1','date':'2019-04-30','reason':'误登'}",
            {"date.order", "date", "2019-05-01", "2019-04-30",
             told("date.too-early", "2019-04-30", "评价日期", "2019-05-01")});
    ok(office, "group2", "void", voiding);
    refused(office, "group2", "void", voiding,
            {"state.order", "", "", "", told("evaluation.voided", "PJ-1")});
    cites(office, "finance1", "fund.receive",
          "{'id':'SR','source':'central-2','amount':'1.00','date':'2019-06-01','document':'文'}",
          "source.conditional");
    // As if it had never been: another may pass, and the plan is the plan's again.
    ok(office, "group1", "evaluation.record",
       "{'id':'PJ-2','date':'2019-05-02','passed':true,'awarded':'5000000.00','document':'文'}");
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"1.00"_s);
    ok(office, "finance1", "fund.receive",
       "{'id':'SR','source':'central-2','amount':'1.00','date':'2019-06-01','document':'文'}");
    refused(office, "group2", "void",
            "{'kind':'evaluation','id':'PJ-2','date':'2019-06-01','reason':'误登'}",
            {"state.order", "", "", "", told("evaluation.used", "PJ-2")});
    ok(office, "finance2", "void",
       "{'kind':'receipt','id':'SR','date':'2019-06-01','reason':'误登'}");
    ok(office, "group2", "void",
       "{'kind':'evaluation','id':'PJ-2','date':'2019-06-01','reason':'误登'}");
    office.verifySound();
}

TEST_CASE("void: an evaluation that lines were adjusted or committed to stays") {
    Office office;
    office.evaluated();
    ok(office, "clerk1", "unit.register",
       "{'id':'U','name':'古丈县农商协会','kind':'organisation','code':'91350100M000100Y43',"
       "'bank':{'name':'农行','account':'6228480000','holder':'协会'}}");
    ok(office, "clerk1", "project.declare",
       "{'id':'XM-1','unit':'U','line':'L03','item':'L03-second','name':'培训','content':'培训',"
       "'schedule':{'from':'2019-06-01','to':'2019-12-31'},'support':'1000.00',"
       "'materials':['培训开班申请表'],'date':'2019-05-02'}");
    ok(office, "reviewer1", "project.review",
       "{'id':'XM-1','decision':'approve','opinion':'同意','date':'2019-05-03'}");
    const char* voiding = "{'kind':'evaluation','id':'PJ-1','date':'2019-06-01','reason':'误登'}";
    cites(office, "group2", "void", voiding, "state.order");
    ok(office, "clerk1", "project.cancel", "{'id':'XM-1','date':'2019-05-03','reason':'不办'}");
    ok(office, "group2", "void", voiding);
}

TEST_CASE("void: surplus that was not handed up after all is back in cash and in its lines") {
    Office office;
    office.fund(u"county"_s, u"2470000.00"_s);
    const QString before = office.row(u"L01"_s, u"county"_s).value("available"_L1).toString();
    ok(office, "group1", "fund.return",
       "{'id':'SJ','source':'county','amount':'100.00','date':'2019-06-10','document':'文',"
       "'voucher':'记-1','allocations':[{'line':'L01','amount':'100.00'}]}");
    const char* voiding = "{'kind':'return','id':'SJ','date':'2019-06-10','reason':'误登'}";
    cites(office, "finance1", "void", voiding, "duty.role");
    refused(office, "group1", "void", voiding,
            {"duty.separation", "", "", "", told("void.same-person", "SJ", "group1", "领导小组")});
    cites(office, "group2", "void",
          "{'kind':'return','id':'SJ','date':'2019-06-09','reason':'误登'}", "date.order");
    badInput(office, "group2", "void",
             "{'kind':'supplement','id':'SJ','date':'2019-06-10','reason':'误登'}", "id");
    ok(office, "reviewer1", "disclosure.publish",
       "{'id':'GS','month':'2019-06','date':'2019-07-01'}");
    cites(office, "group2", "void", voiding, "disclose.closed");
    ok(office, "group2", "void", "{'kind':'return','id':'SJ','date':'2019-07-01','reason':'误登'}");
    CHECK(office.row(u"L01"_s, u"county"_s).value("available"_L1).toString() == before);
    cites(office, "group2", "void",
          "{'kind':'return','id':'SJ','date':'2019-07-01','reason':'误登'}", "state.order");
    // Its id stays taken, and nothing was handed up: the whole can still be received, no fen more.
    cites(office, "group1", "fund.return",
          "{'id':'SJ','source':'county','amount':'1.00','date':'2019-07-02','document':'文',"
          "'voucher':'记-2','allocations':[{'line':'L01','amount':'1.00'}]}",
          "id.taken");
    cites(office, "finance1", "fund.receive",
          "{'id':'SR-9','source':'county','amount':'0.01','date':'2019-07-02','document':'文'}",
          "source.cash");
    office.verifySound();
}

TEST_CASE("void: a supplement while its money is on its lines and did not come") {
    Office office;
    ok(office, "group1", "plan.supplement",
       "{'id':'ZJ','date':'2019-03-01','document':'文','source':{'code':'zhou','name':'洲级资金'},"
       "'amount':'100.00','allocations':[{'line':'L01','amount':'60.00'},"
       "{'line':'L02','amount':'40.00'}]}");
    const char* voiding = "{'kind':'supplement','id':'ZJ','date':'2019-03-02','reason':'误登'}";
    cites(office, "group1", "void", voiding, "duty.separation");
    cites(office, "group2", "void",
          "{'kind':'supplement','id':'ZJ','date':'2019-02-28','reason':'误登'}", "date.order");
    ok(office, "finance1", "fund.receive",
       "{'id':'SR','source':'zhou','amount':'0.01','date':'2019-03-02','document':'文'}");
    refused(office, "group2", "void", voiding,
            {"state.order", "", "", "", told("supplement.received", "ZJ")});
    ok(office, "finance2", "void",
       "{'kind':'receipt','id':'SR','date':'2019-03-02','reason':'误登'}");
    ok(office, "group1", "plan.reallocate",
       "{'id':'TZ','date':'2019-03-02','document':'文','moves':[{'from':'L02','to':'L01',"
       "'source':'zhou','amount':'0.01'}]}");
    cites(office, "group2", "void", voiding, "state.order");
    ok(office, "group1", "plan.reallocate",
       "{'id':'TZ-2','date':'2019-03-02','document':'文','moves':[{'from':'L01','to':'L02',"
       "'source':'zhou','amount':'0.01'}]}");
    // No month is closed for it: it moves no money.
    ok(office, "reviewer1", "disclosure.publish",
       "{'id':'GS','month':'2019-03','date':'2019-04-01'}");
    ok(office, "group2", "void", voiding);
    cites(office, "finance1", "fund.receive",
          "{'id':'SR-2','source':'zhou','amount':'0.01','date':'2019-04-02','document':'文'}",
          "source.cash");
    // The source may be brought again, under the right name.
    ok(office, "group1", "plan.supplement",
       "{'id':'ZJ-2','date':'2019-04-02','document':'文','source':{'code':'zhou','name':'州级资金'},"
       "'amount':'5.00','allocations':[{'line':'L01','amount':'5.00'}]}");
    CHECK(office.row(u"L01"_s, u"zhou"_s).value("budget"_L1).toString() == u"5.00");
    badInput(office, "group1", "plan.supplement",
             "{'id':'ZJ-3','date':'2019-04-02','document':'文','source':{'code':'zhou',"
             "'name':'又一'},'amount':'5.00','allocations':[{'line':'L01','amount':'5.00'}]}",
             "source.code");
    office.verifySound();
}

TEST_CASE("void: decided on paper, recorded by who did not register the thing") {
    Office office;
    office.fund(u"central-1"_s, u"1000.00"_s);
    ok(office, "finance1", "fund.receive",
       "{'id':'SR','source':'central-1','amount':'1.00','date':'2019-01-20','document':'文'}");
    const auto paper = [&](const char* as, const char* by) {
        return testing::outcome(
            office, QString::fromLatin1(as), "void",
            (QByteArray("{'kind':'receipt','id':'SR','date':'2019-01-20','reason':'误登',"
                        "'signed':{'by':'")
             + by + "','on':'2019-01-20','document':'签1'}}")
                .constData(),
            true);
    };
    CHECK(paper("clerk1", "group1") == u"duty.role");
    CHECK(paper("clerk1", "finance1") == u"duty.separation");
    CHECK(paper("finance1", "finance2") == u"duty.role");
    CHECK(paper("clerk1", "finance2") == u"ok");
    testing::person(office, "both", "clerk finance");
    ok(office, "both", "fund.receive",
       "{'id':'SR-B','source':'central-1','amount':'1.00','date':'2019-01-20','document':'文'}");
    cites(office, "both", "void",
          "{'kind':'receipt','id':'SR-B','date':'2019-01-20','reason':'误登',"
          "'signed':{'by':'finance2','on':'2019-01-20','document':'签1'}}",
          "duty.separation");
    office.verifySound();
}

TEST_CASE("void: an evaluation goes and a supplement of its batch stays, before and after it") {
    Office office;
    const auto supplement = [&](const char* id, const char* date) {
        ok(office, "group1", "plan.supplement",
           (QByteArray("{'id':'") + id + "','date':'" + date
            + "','document':'文','source':'central-2','amount':'1.00',"
              "'allocations':[{'line':'L10','amount':'1.00'}]}")
               .constData());
    };
    const auto planned = [&] {
        return office.ask(u"auditor1"_s, u"budget.execution"_s)
            .toObject()
            .value("by_source"_L1)
            .toArray()
            .at(1)
            .toObject()
            .value("planned"_L1)
            .toString();
    };
    supplement("ZJ-1", "2019-04-02");
    CHECK(planned() == u"5000001.00");
    office.evaluated(u"4000000.00"_s);
    CHECK(planned() == u"4000001.00");
    supplement("ZJ-2", "2019-05-02");
    CHECK(planned() == u"4000002.00");
    ok(office, "group2", "void",
       "{'kind':'evaluation','id':'PJ-1','date':'2019-05-10','reason':'误记'}");
    CHECK(planned() == u"5000002.00");
    ok(office, "group2", "void",
       "{'kind':'supplement','id':'ZJ-1','date':'2019-05-11','reason':'误记'}");
    CHECK(planned() == u"5000001.00");
    ok(office, "group1", "evaluation.record",
       "{'id':'PJ-2','date':'2019-05-12','passed':true,'awarded':'5000000.00','document':'文'}");
    CHECK(planned() == u"5000001.00");
    // The award is what was planned: nothing has to be adjusted.
    office.declared(u"XM-1"_s, u"L03"_s, u"L03-second"_s, u"1.00"_s);
    ok(office, "reviewer1", "project.review",
       "{'id':'XM-1','decision':'approve','opinion':'同意','date':'2019-05-13'}");
    office.verifySound();
}
