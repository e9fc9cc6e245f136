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

TEST_CASE("money.exact: whole fen, at most two decimals, fifteen digits, no sign, no JSON number") {
    Office office;
    const auto interest = [](const char* amount) {
        return QByteArray("{'id':'LX-1','amount':") + amount
               + ",'date':'2019-03-01','voucher':'记-1'}";
    };
    for (const char* wrong : {"'0.001'", "'-1.00'", "'+1.00'", "'01.00'", "'1.'", "'.50'", "'1e3'",
                              "'1000000000000000'", "'1,000.00'", "' 1.00'", "'0.00'", "'0'", "''",
                              "1", "1.5", "null", "'12345678901234567890'"})
        badInput(office, "finance1", "fund.interest", interest(wrong).constData(), "amount");
    ok(office, "finance1", "fund.interest", interest("'999999999999999.99'").constData());
    ok(office, "finance1", "fund.interest",
       "{'id':'LX-2','amount':'0.01','date':'2019-03-01','voucher':'记-2'}");
    ok(office, "finance1", "fund.interest",
       "{'id':'LX-3','amount':'5000','date':'2019-03-01','voucher':'记-3'}");
    const QJsonObject all = office.ask(u"auditor1"_s, u"budget.execution"_s).toObject();
    CHECK(all.value("interest"_L1) == u"1000000000005000.00"_s);
    office.verifySound();
}

TEST_CASE("money.exact: a sum that leaves 64 bits is bad input, not a wrong figure") {
    Office office;
    QStringList moves;
    for (int i = 0; i < 93; ++i)
        moves
            << uR"({"from":"L01","to":"L02","source":"central-1","amount":"999999999999999.99"})"_s;
    const auto no = office.refused(u"group1"_s, u"plan.reallocate"_s,
                                   uR"({"id":"T-1","date":"2019-03-01","document":"批文",)"
                                   R"("moves":[%1]})"_s.arg(moves.join(u',')));
    CHECK(no.kind == u"bad-input");
    CHECK(no.message == told("sum.overflow"));
}

TEST_CASE("source.cash: receipts up to what a source plans, not a fen more") {
    Office office;
    ok(office, "finance1", "fund.receive",
       "{'id':'SR-1','source':'county','amount':'1000000.00','date':'2019-01-10',"
       "'document':'县财〔2019〕1号'}");
    ok(office, "finance1", "fund.receive",
       "{'id':'SR-2','source':'county','amount':'1469999.99','date':'2019-03-10',"
       "'document':'县财〔2019〕2号'}");
    refused(office, "finance1", "fund.receive",
            "{'id':'SR-3','source':'county','amount':'0.02','date':'2019-04-10','document':'文号'}",
            {"source.cash", "amount", "0.01", "0.02",
             told("receipt.above-planned", "县级配套资金", "0.01")});
    ok(office, "finance1", "fund.receive",
       "{'id':'SR-3','source':'county','amount':'0.01','date':'2019-04-10','document':'文号'}");
    refused(office, "finance1", "fund.receive",
            "{'id':'SR-3','source':'central-1','amount':'0.01','date':'2019-04-10',"
            "'document':'文号'}",
            {"id.taken", "id", "", "SR-3", told("id.taken", "到账", "SR-3")});
    badInput(office, "finance1", "fund.receive",
             "{'id':'SR-4','source':'city','amount':'0.01','date':'2019-04-10','document':'文号'}",
             "source");
    office.verifySound();
}

TEST_CASE("date.order: a receipt today passes, tomorrow is refused") {
    Office office;
    office.today(u"2019-04-10"_s);
    refused(office, "finance1", "fund.receive",
            "{'id':'SR-1','source':'county','amount':'1.00','date':'2019-04-11','document':'文号'}",
            {"date.order", "date", "2019-04-10", "2019-04-11",
             told("date.after-today", "2019-04-11", "2019-04-10")});
    ok(office, "finance1", "fund.receive",
       "{'id':'SR-1','source':'county','amount':'1.00','date':'2019-04-10','document':'文号'}");
    cites(office, "finance1", "fund.interest",
          "{'id':'LX-1','amount':'1.00','date':'2019-04-11','voucher':'记-1'}", "date.order");
}

TEST_CASE("source.conditional: the second batch is received from the evaluation's date on") {
    Office office;
    const char* receive = "{'id':'SR-1','source':'central-2','amount':'5000000.00',"
                          "'date':'2019-04-30','document':'文号'}";
    refused(office, "finance1", "fund.receive", receive,
            {"source.conditional", "source", "", "", told("source.locked", "第二批中央财政资金")});
    ok(office, "group1", "evaluation.record",
       "{'id':'PJ-0','date':'2019-04-01','passed':false,'awarded':'0.00','document':'评价文'}");
    cites(office, "finance1", "fund.receive", receive, "source.conditional");
    office.evaluated();
    refused(office, "finance1", "fund.receive", receive,
            {"source.conditional", "source", "", "",
             told("source.locked-until", "第二批中央财政资金", "2019-05-01")});
    ok(office, "finance1", "fund.receive",
       "{'id':'SR-1','source':'central-2','amount':'5000000.00','date':'2019-05-01',"
       "'document':'文号'}");
    office.verifySound();
}

TEST_CASE("source.cash: receipts of the second batch go by what was awarded") {
    Office office;
    office.evaluated(u"3000000.00"_s);
    refused(office, "finance1", "fund.receive",
            "{'id':'SR-1','source':'central-2','amount':'3000000.01','date':'2019-05-02',"
            "'document':'文号'}",
            {"source.cash", "amount", "3000000.00", "3000000.01",
             told("receipt.above-planned", "第二批中央财政资金", "3000000.00")});
    ok(office, "finance1", "fund.receive",
       "{'id':'SR-1','source':'central-2','amount':'3000000.00','date':'2019-05-02',"
       "'document':'文号'}");
}

TEST_CASE("evaluation.record: passed goes with an award, not passed with none, and is final") {
    Office office;
    badInput(office, "group1", "evaluation.record",
             "{'id':'PJ-1','date':'2019-05-01','passed':true,'awarded':'0.00','document':'文'}",
             "awarded");
    badInput(office, "group1", "evaluation.record",
             "{'id':'PJ-1','date':'2019-05-01','passed':false,'awarded':'0.01','document':'文'}",
             "awarded");
    office.evaluated(u"0.01"_s);
    refused(office, "group1", "evaluation.record",
            "{'id':'PJ-1','date':'2019-06-01','passed':true,'awarded':'1.00','document':'文'}",
            {"id.taken", "id", "", "PJ-1", told("id.taken", "评价", "PJ-1")});
    refused(office, "group1", "evaluation.record",
            "{'id':'PJ-2','date':'2019-06-01','passed':true,'awarded':'1.00','document':'文'}",
            {"state.order", "", "", "", told("evaluation.passed-before")});
    cites(office, "group1", "evaluation.record",
          "{'id':'PJ-2','date':'2019-06-01','passed':false,'awarded':'0.00','document':'文'}",
          "state.order");
}

TEST_CASE("fund.interest: kept apart from every source and line") {
    Office office;
    ok(office, "finance1", "fund.interest",
       "{'id':'LX-1','amount':'123.45','date':'2019-03-21','voucher':'记-1'}");
    refused(office, "finance1", "fund.interest",
            "{'id':'LX-1','amount':'1.00','date':'2019-03-21','voucher':'记-2'}",
            {"id.taken", "id", "", "LX-1", told("id.taken", "利息", "LX-1")});
    const QJsonObject all = office.ask(u"auditor1"_s, u"budget.execution"_s).toObject();
    CHECK(all.value("interest"_L1) == u"123.45"_s);
    CHECK(all.value("total"_L1).toObject().value("received"_L1) == u"0.00"_s);
    const QJsonArray sources = all.value("by_source"_L1).toArray();
    for (const QJsonValue& source : sources)
        CHECK(source.toObject().value("cash"_L1) == u"0.00"_s);
}
