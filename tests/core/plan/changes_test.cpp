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

QJsonObject ofSource(Office& office, const char* source) {
    const QJsonObject all = office.ask(u"auditor1"_s, u"budget.execution"_s).toObject();
    for (const QJsonValue& value : all.value("by_source"_L1).toArray())
        if (value.toObject().value("source"_L1).toString() == QString::fromUtf8(source))
            return value.toObject();
    return {};
}

QString budget(Office& office, const char* line, const char* source) {
    return office.row(QString::fromUtf8(line), QString::fromUtf8(source))
        .value("budget"_L1)
        .toString();
}

} // namespace

TEST_CASE("plan.reallocate: down to what is committed and paid, not a fen below") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"2000000.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"500000.00"_s, u"2019-02-15"_s);
    refused(office, "group1", "plan.reallocate",
            "{'id':'T-1','date':'2019-03-01','document':'批文','moves':[{'from':'L01','to':'L08',"
            "'source':'central-1','amount':'200000.01'}]}",
            {"plan.reallocate", "moves", "200000.00", "200000.01",
             told("move.above-bound", "L01 县级电子商务公共服务中心装修装饰、设备设施配备及运营",
                  "第一批中央财政资金", "200000.00")});
    ok(office, "group1", "plan.reallocate",
       "{'id':'T-1','date':'2019-03-01','document':'批文','moves':[{'from':'L01','to':'L08',"
       "'source':'central-1','amount':'200000.00'}]}");
    CHECK(budget(office, "L01", "central-1") == u"2000000.00");
    CHECK(budget(office, "L08", "central-1") == u"700000.00");
    CHECK(ofSource(office, "central-1").value("planned"_L1) == u"15000000.00"_s);
    refused(office, "group1", "plan.reallocate",
            "{'id':'T-1','date':'2019-03-01','document':'批文','moves':[{'from':'L08','to':'L01',"
            "'source':'central-1','amount':'1.00'}]}",
            {"id.taken", "id", "", "T-1", told("id.taken", "调整", "T-1")});
    office.verifySound();
}

TEST_CASE("plan.reallocate: judged on the net of its moves; a first budget; the locked batch") {
    Office office;
    // L05 has 300000: more than that goes through it, 300000 net leaves it.
    ok(office, "group1", "plan.reallocate",
       "{'id':'T-1','date':'2019-03-01','document':'批文','moves':["
       "{'from':'L05','to':'L08','source':'central-1','amount':'800000.00'},"
       "{'from':'L08','to':'L05','source':'central-1','amount':'500000.00'}]}");
    CHECK(budget(office, "L05", "central-1") == u"0.00");
    cites(office, "group1", "plan.reallocate",
          "{'id':'T-2','date':'2019-03-01','document':'批文','moves':["
          "{'from':'L05','to':'L08','source':'central-1','amount':'0.01'}]}",
          "plan.reallocate");
    badInput(office, "group1", "plan.reallocate",
             "{'id':'T-2','date':'2019-03-01','document':'批文','moves':["
             "{'from':'L08','to':'L08','source':'central-1','amount':'0.01'}]}",
             "moves[0].to");
    ok(office, "group1", "plan.reallocate",
       "{'id':'T-2','date':'2019-03-01','document':'批文','moves':["
       "{'from':'L10','to':'L16','source':'central-2','amount':'100000.00'}]}");
    CHECK(budget(office, "L16", "central-2") == u"100000.00");
    CHECK(office.row(u"L16"_s, u"central-2"_s).value("locked"_L1) == true);
    office.verifySound();
}

TEST_CASE("plan.reallocate: an item's ceiling moves only when it is named, never below its use") {
    Office office;
    office.approved(u"XM-1"_s, u"L02"_s, u"L02-system"_s, u"150000.00"_s);
    ok(office, "group1", "plan.reallocate",
       "{'id':'T-1','date':'2019-03-01','document':'批文','moves':["
       "{'from':'L08','to':'L02','source':'central-1','amount':'50000.00'}]}");
    office.declared(u"XM-2"_s, u"L02"_s, u"L02-system"_s, u"100000.00"_s);
    const char* review = "{'id':'XM-2','decision':'approve','opinion':'同意','date':'2019-03-02'}";
    cites(office, "reviewer1", "project.review", review, "line.ceiling");
    refused(office, "group1", "plan.reallocate",
            "{'id':'T-2','date':'2019-03-01','document':'批文','moves':["
            "{'from':'L08','to':'L02','source':'central-1','amount':'1.00'}],"
            "'items':[{'item':'L02-stations','ceiling':'1280000.00'},"
            "{'item':'L02-system','ceiling':'149999.99'}]}",
            {"plan.reallocate", "items[1].ceiling", "150000.00", "149999.99",
             told("item.below-approved", "L02-system", "150000.00")});
    ok(office, "group1", "plan.reallocate",
       "{'id':'T-2','date':'2019-03-01','document':'批文','moves':["
       "{'from':'L08','to':'L02','source':'central-1','amount':'1.00'}],"
       "'items':[{'item':'L02-system','ceiling':'150000.00'}]}");
    cites(office, "reviewer1", "project.review", review, "line.ceiling");
    ok(office, "group1", "plan.reallocate",
       "{'id':'T-3','date':'2019-03-01','document':'批文','moves':["
       "{'from':'L08','to':'L02','source':'central-1','amount':'1.00'}],"
       "'items':[{'item':'L02-system','ceiling':'250000.00'}]}");
    ok(office, "reviewer1", "project.review", review);
    badInput(office, "group1", "plan.reallocate",
             "{'id':'T-4','date':'2019-03-01','document':'批文','moves':["
             "{'from':'L08','to':'L02','source':'central-1','amount':'1.00'}],"
             "'items':[{'item':'L02-system','ceiling':'250000.00'},"
             "{'item':'L02-system','ceiling':'250000.00'}]}",
             "items[1].item");
    office.verifySound();
}

TEST_CASE("plan.supplement: county money and a new source, allocated to the fen") {
    Office office;
    badInput(
        office, "group1", "plan.supplement",
        "{'id':'Z-1','date':'2019-03-01','document':'批文','source':'county','amount':'100.00',"
        "'allocations':[{'line':'L16','amount':'60.00'},{'line':'L18','amount':'40.01'}]}",
        "allocations");
    badInput(office, "group1", "plan.supplement",
             "{'id':'Z-1','date':'2019-03-01','document':'批文','source':'city','amount':'100.00',"
             "'allocations':[{'line':'L16','amount':'100.00'}]}",
             "source");
    badInput(office, "group1", "plan.supplement",
             "{'id':'Z-1','date':'2019-03-01','document':'批文','source':{'code':'county',"
             "'name':'县'},'amount':'100.00','allocations':[{'line':'L16','amount':'100.00'}]}",
             "source.code");
    ok(office, "group1", "plan.supplement",
       "{'id':'Z-1','date':'2019-03-01','document':'批文','source':'county','amount':'100.00',"
       "'allocations':[{'line':'L16','amount':'60.00'},{'line':'L18','amount':'40.00'}]}");
    refused(office, "group1", "plan.supplement",
            "{'id':'Z-1','date':'2019-03-01','document':'批文','source':'county','amount':'1.00',"
            "'allocations':[{'line':'L16','amount':'1.00'}]}",
            {"id.taken", "id", "", "Z-1", told("id.taken", "调整", "Z-1")});
    CHECK(ofSource(office, "county").value("planned"_L1) == u"2470100.00"_s);
    cites(office, "finance1", "fund.receive",
          "{'id':'SR','source':'county','amount':'2470100.01','date':'2019-03-02','document':'文'}",
          "source.cash");
    ok(office, "finance1", "fund.receive",
       "{'id':'SR','source':'county','amount':'2470100.00','date':'2019-03-02','document':'文'}");
    ok(office, "group1", "plan.supplement",
       "{'id':'Z-2','date':'2019-03-01','document':'批文','source':{'code':'tongchou',"
       "'name':'统筹资金'},'amount':'5.00','allocations':[{'line':'L16','amount':'5.00'}]}");
    CHECK(budget(office, "L16", "tongchou") == u"5.00");
    // L16 has two sources from now on.
    badInput(office, "clerk1", "project.declare",
             "{'id':'XM-1','unit':'U1','line':'L16','name':'宣传','content':'宣传','schedule':"
             "{'from':'2019-03-01','to':'2019-12-31'},'support':'5.00',"
             "'materials':['活动实施方案'],'date':'2019-03-05'}",
             "unit");
    office.enterprise(u"U1"_s);
    badInput(office, "clerk1", "project.declare",
             "{'id':'XM-1','unit':'U1','line':'L16','name':'宣传','content':'宣传','schedule':"
             "{'from':'2019-03-01','to':'2019-12-31'},'support':'5.00',"
             "'materials':['活动实施方案'],'date':'2019-03-05'}",
             "sources");
    office.verifySound();
}

TEST_CASE("date.order: nothing is approved of a source before the day on which it came") {
    Office office;
    office.enterprise(u"U1"_s);
    ok(office, "group1", "plan.supplement",
       "{'id':'Z-1','date':'2019-03-15','document':'批文','source':{'code':'tongchou',"
       "'name':'统筹资金'},'amount':'5.00','allocations':[{'line':'L08','amount':'5.00'}]}");
    ok(office, "clerk1", "project.declare",
       "{'id':'XM-1','unit':'U1','line':'L08','name':'物流','content':'物流','schedule':"
       "{'from':'2019-03-01','to':'2019-12-31'},'support':'5.00','materials':['实施方案'],"
       "'sources':[{'source':'tongchou','amount':'5.00'}],'date':'2019-03-05'}");
    refused(office, "reviewer1", "project.review",
            "{'id':'XM-1','date':'2019-03-14','decision':'approve','opinion':'同意'}",
            {"date.order", "date", "2019-03-15", "2019-03-14",
             told("date.not-yet", "2019-03-14",
                  told("not-yet.budget-short",
                       "L08 农产品电子商务供应链体系建设(上行供应链售后处理中心)", "统筹资金"),
                  "2019-03-15")});
    ok(office, "reviewer1", "project.review",
       "{'id':'XM-1','date':'2019-03-15','decision':'approve','opinion':'同意'}");
    const QJsonObject execution =
        office.ask(u"auditor1"_s, u"budget.execution"_s, u"{\"as_of\":\"2019-03-15\"}"_s)
            .toObject();
    const auto committed = [](const QJsonObject& row) { return row.value("committed"_L1); };
    CHECK(committed(execution.value("total"_L1).toObject()) == u"5.00"_s);
    CHECK(committed(execution.value("by_source"_L1).toArray().last().toObject()) == u"5.00"_s);
    for (const QJsonValue& row : execution.value("by_line"_L1).toArray())
        if (row.toObject().value("line"_L1) == u"L08"_s)
            CHECK(committed(row.toObject()) == u"5.00"_s);
}

TEST_CASE("budget.execution: the plan's budgets stand on every day, also before it took effect") {
    Office office;
    office.enterprise(u"U1"_s);
    ok(office, "finance1", "opening.project",
       "{'id':'QC','unit':'U1','line':'L01','item':'L01-fitout','name':'某','content':'建',"
       "'schedule':{'from':'2018-07-01','to':'2019-12-31'},'support':'2200000.00',"
       "'sources':[{'source':'central-1','amount':'2200000.00'}],"
       "'materials':['建设改造方案'],'date':'2018-07-01','state':'approved'}");
    const auto on = [&](const QString& day) {
        const QJsonObject execution =
            office.ask(u"auditor1"_s, u"budget.execution"_s, u"{\"as_of\":\"%1\"}"_s.arg(day))
                .toObject();
        CHECK(execution.value("total"_L1)["budget"_L1] == u"22470000.00"_s);
        CHECK(execution.value("by_source"_L1)[0]["planned"_L1] == u"15000000.00"_s);
        const QJsonValue first = execution.value("rows"_L1)[0];
        return first["committed"_L1].toString() + u' ' + first["available"_L1].toString();
    };
    CHECK(on(u"2018-06-30"_s) == u"0.00 2200000.00");
    CHECK(on(u"2018-07-01"_s) == u"2200000.00 0.00");
    CHECK(on(u"2018-12-28"_s) == u"2200000.00 0.00");
    CHECK(on(u"2018-12-29"_s) == u"2200000.00 0.00");
    CHECK(on(u"2019-01-01"_s) == u"2200000.00 0.00");
}

TEST_CASE("source.award: another award than planned has to be allocated to the fen") {
    Office office;
    const char* adjust = "{'id':'J-1','date':'2019-05-02','document':'批文','allocations':["
                         "{'line':'L01','amount':'750000.00'},{'line':'L10','amount':'0.00'}]}";
    refused(office, "group1", "plan.adjust-award", adjust,
            {"state.order", "", "", "", told("award.no-evaluation")});
    office.evaluated(u"4000000.01"_s);
    CHECK(ofSource(office, "central-2").value("planned"_L1) == u"4000000.01"_s);
    office.declared(u"XM-1"_s, u"L03"_s, u"L03-second"_s, u"1000000.00"_s);
    const char* review = "{'id':'XM-1','decision':'approve','opinion':'同意','date':'2019-05-10'}";
    refused(office, "reviewer1", "project.review", review,
            {"source.award", "sources", "", "",
             told("award.unadjusted", "第二批中央财政资金", "4000000.01", "5000000.00")});
    refused(office, "group1", "plan.adjust-award", adjust,
            {"source.award", "allocations", "4000000.01", "4000000.00",
             told("award.sum", "第二批中央财政资金", "4000000.00", "4000000.01")});
    ok(office, "group1", "plan.adjust-award",
       "{'id':'J-1','date':'2019-05-02','document':'批文','allocations':["
       "{'line':'L10','amount':'0.01'}]}");
    CHECK(budget(office, "L10", "central-2") == u"0.01");
    CHECK(budget(office, "L11", "central-2") == u"1450000.00");
    refused(office, "group1", "plan.adjust-award", adjust,
            {"id.taken", "id", "", "J-1", told("id.taken", "调整", "J-1")});
    ok(office, "reviewer1", "project.review", review);
    // Repeated, while nothing committed stands above the new figure.
    refused(office, "group1", "plan.adjust-award",
            "{'id':'J-2','date':'2019-05-11','document':'批文','allocations':["
            "{'line':'L03','amount':'999999.99'},{'line':'L10','amount':'0.02'}]}",
            {"line.ceiling", "allocations", "1000000.00", "999999.99",
             told("award.below-bound", "L03 电商人才培训", "第二批中央财政资金", "1000000.00")});
    ok(office, "group1", "plan.adjust-award",
       "{'id':'J-2','date':'2019-05-11','document':'批文','allocations':["
       "{'line':'L01','amount':'749999.99'},{'line':'L10','amount':'0.02'}]}");
    office.verifySound();
}

TEST_CASE("source.award: more than planned; the adjustment is dated from the evaluation on") {
    Office office;
    office.evaluated(u"6000000.00"_s);
    const auto adjust = [](const char* date) {
        return QByteArray("{'id':'J-1','document':'批文','allocations':[{'line':'L16',"
                          "'amount':'1000000.00'}],'date':'")
               + date + "'}";
    };
    refused(office, "group1", "plan.adjust-award", adjust("2019-04-30").constData(),
            {"source.conditional", "date", "", "",
             told("source.locked-until", "第二批中央财政资金", "2019-05-01")});
    ok(office, "group1", "plan.adjust-award", adjust("2019-05-01").constData());
    CHECK(budget(office, "L16", "central-2") == u"1000000.00");
    office.verifySound();
}

TEST_CASE("plan.supplement: the locked batch is planned with it, and the award stands beside it") {
    Office office;
    office.enterprise(u"U1"_s);
    ok(office, "group1", "plan.supplement",
       "{'id':'Z-1','date':'2019-03-01','document':'批文','source':'central-2',"
       "'amount':'1000000.00','allocations':[{'line':'L03','amount':'1000000.00'}]}");
    CHECK(ofSource(office, "central-2").value("planned"_L1) == u"6000000.00"_s);
    // Nothing of it moves before the evaluation, on its day the whole can.
    const auto receipt = [](const char* id, const char* date, const char* amount) {
        return QByteArray("{'id':'") + id + "','source':'central-2','document':'文','date':'" + date
               + "','amount':'" + amount + "'}";
    };
    cites(office, "finance1", "fund.receive", receipt("SR", "2019-03-02", "0.01").constData(),
          "source.conditional");
    office.declared(u"XM-1"_s, u"L03"_s, u"L03-second"_s, u"1000000.00"_s);
    const char* review = "{'id':'XM-1','decision':'approve','opinion':'同意','date':'2019-05-10'}";
    cites(office, "reviewer1", "project.review", review, "source.conditional");
    office.evaluated(u"4000000.00"_s);
    CHECK(ofSource(office, "central-2").value("planned"_L1) == u"5000000.00"_s);
    refused(office, "finance1", "fund.receive",
            receipt("SR", "2019-05-01", "5000000.01").constData(),
            {"source.cash", "amount", "5000000.00", "5000000.01",
             told("receipt.above-planned", "第二批中央财政资金", "5000000.00")});
    ok(office, "finance1", "fund.receive", receipt("SR", "2019-05-01", "5000000.00").constData());
    refused(office, "reviewer1", "project.review", review,
            {"source.award", "sources", "", "",
             told("award.unadjusted-changed", "第二批中央财政资金", "5000000.00", "6000000.00")});
    const auto adjust = [](const char* amount) {
        return QByteArray("{'id':'J-1','date':'2019-05-02','document':'批文','allocations':["
                          "{'line':'L10','amount':'")
               + amount + "'}]}";
    };
    refused(office, "group1", "plan.adjust-award", adjust("0.01").constData(),
            {"source.award", "allocations", "5000000.00", "5000000.01",
             told("award.sum-changed", "第二批中央财政资金", "5000000.01", "5000000.00")});
    ok(office, "group1", "plan.adjust-award", adjust("0.00").constData());
    ok(office, "reviewer1", "project.review", review);
    office.verifySound();
}

TEST_CASE("plan.return: surplus up to what is available and in cash") {
    Office office;
    office.fund(u"county"_s, u"100000.00"_s);
    office.approved(u"XM-1"_s, u"L16"_s, {}, u"40000.00"_s);
    refused(office, "group1", "fund.return",
            "{'id':'H-1','source':'county','amount':'60000.01','date':'2019-03-01',"
            "'document':'批文','voucher':'记-1','allocations':[{'line':'L16',"
            "'amount':'60000.01'}]}",
            {"plan.return", "allocations", "60000.00", "60000.01",
             told("return.above-available", "L16 农村电子商务宣传、推广工作", "县级配套资金",
                  "60000.00")});
    refused(office, "group1", "fund.return",
            "{'id':'H-1','source':'county','amount':'100000.01','date':'2019-03-01',"
            "'document':'批文','voucher':'记-1','allocations':[{'line':'L15','amount':'50000.00'},"
            "{'line':'L16','amount':'50000.01'}]}",
            {"plan.return", "amount", "100000.00", "100000.01",
             told("return.above-cash", "县级配套资金", "100000.00")});
    badInput(office, "group1", "fund.return",
             "{'id':'H-1','source':'county','amount':'60000.00','date':'2019-03-01',"
             "'document':'批文','voucher':'记-1','allocations':[{'line':'L16',"
             "'amount':'59999.99'}]}",
             "allocations");
    ok(office, "group1", "fund.return",
       "{'id':'H-1','source':'county','amount':'100000.00','date':'2019-03-01',"
       "'document':'批文','voucher':'记-1','allocations':[{'line':'L15','amount':'40000.00'},"
       "{'line':'L16','amount':'60000.00'}]}");
    cites(office, "group1", "fund.return",
          "{'id':'H-1','source':'county','amount':'1.00','date':'2019-03-01','document':'批文',"
          "'voucher':'记-1','allocations':[{'line':'L15','amount':'1.00'}]}",
          "id.taken");
    const QJsonObject county = ofSource(office, "county");
    CHECK(county.value("planned"_L1) == u"2370000.00"_s);
    CHECK(county.value("returned"_L1) == u"100000.00"_s);
    CHECK(county.value("cash"_L1) == u"0.00"_s);
    CHECK(budget(office, "L16", "county") == u"40000.00");
    // What was received may still be received: planned and received fell together.
    cites(office, "finance1", "fund.receive",
          "{'id':'SR-9','source':'county','amount':'2370000.01','date':'2019-03-02',"
          "'document':'文'}",
          "source.cash");
    ok(office, "finance1", "fund.receive",
       "{'id':'SR-9','source':'county','amount':'2370000.00','date':'2019-03-02',"
       "'document':'文'}");
    office.verifySound();
}

TEST_CASE("plan.return: of a locked source nothing") {
    Office office;
    refused(office, "group1", "fund.return",
            "{'id':'H-1','source':'central-2','amount':'1.00','date':'2019-03-01',"
            "'document':'批文','voucher':'记-1','allocations':[{'line':'L10','amount':'1.00'}]}",
            {"source.conditional", "source", "", "", told("source.locked", "第二批中央财政资金")});
}

TEST_CASE("plan.rule-path: only where a notice leaves it open; approved projects keep theirs") {
    Office office;
    office.approved(u"XM-1"_s, u"L06"_s, u"L06-first"_s, u"100000.00"_s, u",\"year\":2019"_s);
    refused(office, "inspector1", "plan.rule-path",
            "{'id':'G-1','date':'2019-03-01','document':'解释','line':'L08','path':'acceptance'}",
            {"pay.path", "line", "", "",
             told("path.settled", "L08 农产品电子商务供应链体系建设(上行供应链售后处理中心)",
                  "分批拨付")});
    refused(office, "inspector1", "plan.rule-path",
            "{'id':'G-1','date':'2019-03-01','document':'解释','line':'L06','path':'prepaid'}",
            {"pay.path", "path", "", "", told("path.settled", "L06 物流体系运营补贴", "分批拨付")});
    badInput(office, "inspector1", "plan.rule-path",
             "{'id':'G-1','date':'2019-03-01','document':'解释','line':'L06','path':'monthly'}",
             "path");
    ok(office, "inspector1", "plan.rule-path",
       "{'id':'G-1','date':'2019-03-01','document':'解释','line':'L06','path':'acceptance'}");
    cites(office, "inspector1", "plan.rule-path",
          "{'id':'G-1','date':'2019-03-01','document':'解释','line':'L06','path':'staged'}",
          "id.taken");
    office.approved(u"XM-2"_s, u"L06"_s, u"L06-first"_s, u"100000.00"_s, u",\"year\":2019"_s);
    for (const char* project : {"XM-1", "XM-2"})
        office.started(QString::fromUtf8(project));
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"100000.00"_s);
    office.accepted(u"YS-2"_s, u"XM-2"_s, u"100000.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, u"1.00"_s, u"2019-06-06"_s, u"requested"_s);
    cites(office, "clerk1", "payment.request",
          "{'id':'BF-2','project':'XM-2','kind':'stage','amount':'1.00','date':'2019-06-06',"
          "'report':'申请'}",
          "pay.path");
    office.payment(u"BF-2"_s, u"XM-2"_s, u"final"_s, u"1.00"_s, u"2019-06-06"_s, u"requested"_s);
    office.verifySound();
}
