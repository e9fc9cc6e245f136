// SPDX-License-Identifier: GPL-3.0-only
#include <support/terse.h>

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::Office;
using testing::ok;
using testing::outcome;

namespace {

struct Row {
    const char* command;
    const char* role; // "" where any user may
    const char* with;
};

// Each command with words that name things which exist, and the role of the contract's table.
constexpr Row rows[] = {
    {"user.add", "admin", "{'id':'n','name':'新','roles':['clerk']}"},
    {"user.change", "admin", "{'id':'clerk1','name':'改'}"},
    {"user.unlock", "security", "{'id':'clerk1'}"},
    {"fund.receive", "finance",
     "{'id':'R','source':'county','amount':'1.00','date':'2019-02-01','document':'文'}"},
    {"fund.interest", "finance", "{'id':'I','amount':'1.00','date':'2019-02-01','voucher':'记'}"},
    {"fund.return", "group",
     "{'id':'S','source':'central-1','amount':'1.00','date':'2019-02-01','document':'文',"
     "'voucher':'记','allocations':[{'line':'L08','amount':'1.00'}]}"},
    {"evaluation.record", "group",
     "{'id':'P','date':'2019-02-01','passed':false,'awarded':'0.00','document':'文'}"},
    {"plan.reallocate", "group",
     "{'id':'T','date':'2019-02-01','document':'文','moves':[{'from':'L08','to':'L09',"
     "'source':'central-1','amount':'1.00'}]}"},
    {"plan.supplement", "group",
     "{'id':'Z','date':'2019-02-01','document':'文','source':'county','amount':'1.00',"
     "'allocations':[{'line':'L08','amount':'1.00'}]}"},
    {"plan.rule-path", "inspector",
     "{'id':'J','date':'2019-02-01','document':'文','line':'L06','path':'acceptance'}"},
    {"unit.change", "clerk", "{'id':'U1','date':'2019-06-01','document':'文','name':'新名'}"},
    {"project.review", "reviewer",
     "{'id':'XM-2','decision':'reject','opinion':'不予','date':'2019-06-01'}"},
    {"project.amend", "clerk",
     "{'id':'BG','project':'XM-1','date':'2019-06-01','reason':'改','name':'新名'}"},
    {"project.start", "clerk", "{'id':'XM-1','date':'2019-06-01'}"},
    {"project.cancel", "clerk", "{'id':'XM-2','date':'2019-06-01','reason':'停'}"},
    {"contract.record", "clerk",
     "{'id':'H','project':'XM-1','number':'1','party':'某','amount':'1.00','date':'2019-06-01'}"},
    {"invoice.record", "clerk",
     "{'id':'F','project':'XM-1','number':'1','issuer':'某','amount':'1.00',"
     "'date':'2019-06-01'}"},
    {"acceptance.request", "clerk",
     "{'id':'YS-9','project':'XM-3','stage':'一','claimed':'1.00','date':'2019-07-01'}"},
    {"acceptance.conclude", "inspector",
     "{'id':'YS-1','result':'fail','team':[{'name':'王','unit':'县经信局'}],'opinion':'不合格',"
     "'date':'2019-07-01'}"},
    {"payment.request", "clerk",
     "{'id':'BF-9','project':'XM-1','kind':'prepay','amount':'1.00','date':'2019-06-01',"
     "'report':'申请'}"},
    {"payment.review", "reviewer",
     "{'id':'BF-1','decision':'approve','opinion':'同意','date':'2019-06-01'}"},
    {"payment.approve", "leader",
     "{'id':'BF-2','decision':'approve','opinion':'同意','date':'2019-06-01'}"},
    {"payment.pay", "finance", "{'id':'BF-3','date':'2019-06-01','voucher':'记'}"},
    {"archive.waive", "clerk",
     "{'project':'XM-1','kind':'invoice','reason':'无','date':'2019-06-01'}"},
    {"disclosure.publish", "reviewer", "{'id':'G','month':'2018-12','date':'2019-06-01'}"},
    {"supervision.find", "group",
     "{'id':'JG','unit':'U1','kind':'irregularity','finding':'不规范','recover':'0.00',"
     "'date':'2019-06-01','document':'文'}"},
    {"goal.report", "clerk", "{'goal':'G01','value':'1','date':'2019-06-01','note':'进度'}"},
    {"warning.explain", "reviewer",
     "{'id':'small-sum:XM-4','date':'2019-06-01','note':'零星支出'}"},
    {"opening.close", "group", "{'date':'2019-06-01','document':'文'}"},
};

void prepare(Office& office) {
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"2000.00"_s);
    office.declared(u"XM-2"_s, u"L08"_s, {}, u"1000.00"_s);
    office.approved(u"XM-3"_s, u"L08"_s, {}, u"1000.00"_s);
    office.approved(u"XM-4"_s, u"L08"_s, {}, u"999.99"_s);
    office.started(u"XM-3"_s);
    ok(office, "clerk1", "acceptance.request",
       "{'id':'YS-1','project':'XM-3','stage':'一','claimed':'1.00','date':'2019-06-01'}");
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"1.00"_s, u"2019-02-15"_s, u"requested"_s);
    office.payment(u"BF-2"_s, u"XM-1"_s, u"prepay"_s, u"1.00"_s, u"2019-02-15"_s, u"reviewed"_s);
    office.payment(u"BF-3"_s, u"XM-1"_s, u"prepay"_s, u"1.00"_s, u"2019-02-15"_s, u"approved"_s);
}

} // namespace

TEST_CASE("duty.role: every command is taken from its role and from no other") {
    Office office;
    prepare(office);
    const char* people[] = {"admin",   "security1", "clerk2", "reviewer2", "inspector2",
                            "leader1", "finance2",  "group2", "auditor1"};
    for (const Row& row : rows)
        for (const char* person : people) {
            const QString user = QString::fromLatin1(person);
            const QString answer = outcome(office, user, row.command, row.with, true);
            INFO(row.command << " as " << person);
            const bool own = user.startsWith(QLatin1StringView(row.role));
            // leader1 approved BF-3 only, so it may still approve BF-2.
            CHECK(answer.toStdString() == (own ? "ok" : "duty.role"));
        }
}

TEST_CASE("duty.role: a paper decision is asked of who signed, and recorded by clerk or reviewer") {
    Office office;
    prepare(office);
    const char* signedBy = "{'id':'BF-2','decision':'approve','opinion':'同意',"
                           "'date':'2019-06-01','signed':{'by':'paper1','on':'2019-06-01',"
                           "'document':'签批单'}}";
    CHECK(outcome(office, u"reviewer2"_s, "payment.approve", signedBy, true) == u"ok");
    CHECK(outcome(office, u"clerk2"_s, "payment.approve", signedBy, true) == u"ok");
    CHECK(outcome(office, u"finance2"_s, "payment.approve", signedBy, true) == u"duty.role");
    const char* wrong = "{'id':'BF-2','decision':'approve','opinion':'同意','date':'2019-06-01',"
                        "'signed':{'by':'clerk1','on':'2019-06-01','document':'签批单'}}";
    CHECK(outcome(office, u"clerk2"_s, "payment.approve", wrong, true) == u"duty.role");
    const char* nobody = "{'id':'BF-2','decision':'approve','opinion':'同意','date':'2019-06-01',"
                         "'signed':{'by':'ghost','on':'2019-06-01','document':'签批单'}}";
    CHECK(outcome(office, u"clerk2"_s, "payment.approve", nobody, true) == u"bad-input");
}

TEST_CASE("Everybody may ask who is who, by name and role alone") {
    Office office;
    const QJsonArray people =
        office.ask(u"clerk1"_s, u"user.names"_s).toObject().value("items"_L1).toArray();
    const auto leader = std::find_if(people.begin(), people.end(), [](const QJsonValue& one) {
        return one.toObject().value("id"_L1) == u"paper1"_s;
    });
    REQUIRE(leader != people.end());
    CHECK(!leader->toObject().value("name"_L1).toString().isEmpty());
    CHECK(leader->toObject().value("roles"_L1).toArray().contains(u"leader"_s));
    CHECK(!leader->toObject().contains("paper_only"_L1));
}
