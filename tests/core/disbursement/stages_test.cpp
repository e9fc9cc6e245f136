// SPDX-License-Identifier: GPL-3.0-only
#include <support/plans.h>
#include <support/terse.h>

#include <catch2/catch.hpp>

#include <QTemporaryDir>

// Stages that something else than an acceptance is reached by, and what their shares are shares of.

using namespace Qt::Literals::StringLiterals;
using testing::badInput;
using testing::cites;
using testing::limitOf;
using testing::Office;
using testing::ok;
using testing::outcome;
using testing::refused;
using testing::told;

namespace {

// XM-1 of 1000.00 on a path with these stages, approved.
struct Staged {
    QTemporaryDir folder;
    Office office;

    explicit Staged(const char* keys)
        : office(
            testing::planWithPath(folder.path(), u"examples/retention.json"_s, u"staged"_s, keys)) {
        office.fund(u"central"_s, u"900000.00"_s);
        office.approved(u"XM-1"_s, u"B01"_s, u"B01-cold"_s, u"1000.00"_s,
                        u",\"sources\":[{\"source\":\"central\",\"amount\":\"1000.00\"}]"_s);
    }
    void contract(const char* id, const char* amount, const char* date) {
        office.ok(u"clerk1"_s, u"contract.record"_s,
                  uR"({"id":"%1","project":"XM-1","number":"%1","party":"某","amount":"%2",)"
                  R"("date":"%3"})"_s.arg(QLatin1StringView(id), QLatin1StringView(amount),
                                          QLatin1StringView(date)));
    }
    QString ask(const char* kind, const char* amount, const char* date) {
        return outcome(office, u"clerk1"_s, "payment.request",
                       QByteArray("{'id':'BF-X','project':'XM-1','kind':'")
                           .append(kind)
                           .append("','amount':'")
                           .append(amount)
                           .append("','date':'")
                           .append(date)
                           .append("','report':'申请'}")
                           .constData(),
                       true);
    }
};

constexpr const char* causes = "{'retention_percent':'0','notice_days':0,'stages':["
                               "{'name':'开工','percent':'10','when':'start'},"
                               "{'name':'签约','percent':'30','when':'contract'},"
                               "{'name':'主体完工','percent':'60','when':'milestone'},"
                               "{'name':'验收','percent':'95'},{'name':'结清','percent':'100'}]}";

} // namespace

TEST_CASE(
    "pay.accepted: a stage of another cause is paid ahead of any acceptance, up to its share") {
    Staged s(causes);
    CHECK(limitOf(s.office, "XM-1", "stage") == u"0.00");
    s.office.started(u"XM-1"_s);
    CHECK(limitOf(s.office, "XM-1", "stage") == u"100.00");
    refused(s.office, "clerk1", "payment.request",
            "{'id':'BF-1','project':'XM-1','kind':'stage','amount':'100.01','date':'2019-03-02',"
            "'report':'申请'}",
            {"pay.accepted", "amount", "100.00", "100.01",
             told("payment.request.above", told("cap.ahead"), "100.00", "0.01")});
    // Before the day on which the work began there is nothing.
    CHECK(s.ask("stage", "0.01", "2019-02-28") == u"pay.accepted");
    s.office.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, u"100.00"_s, u"2019-03-02"_s);
    s.contract("HT-1", "5000.00", "2019-03-10");
    CHECK(limitOf(s.office, "XM-1", "stage") == u"200.00");
    s.office.payment(u"BF-2"_s, u"XM-1"_s, u"stage"_s, u"200.00"_s, u"2019-03-11"_s);
    ok(s.office, "inspector1", "milestone.record",
       "{'id':'JD-1','project':'XM-1','stage':'主体完工','date':'2019-04-01','document':'监理报告'}");
    CHECK(limitOf(s.office, "XM-1", "stage") == u"300.00");
    CHECK(s.ask("stage", "300.00", "2019-03-31") == u"pay.accepted");
    s.office.payment(u"BF-3"_s, u"XM-1"_s, u"stage"_s, u"300.00"_s, u"2019-04-01"_s);
    // What is accepted below what was paid ahead gives nothing more, what is above it does.
    s.office.accepted(u"YS-1"_s, u"XM-1"_s, u"600.00"_s);
    CHECK(limitOf(s.office, "XM-1", "stage") == u"0.00");
    s.office.accepted(u"YS-2"_s, u"XM-1"_s, u"399.99"_s, u"2019-06-06"_s);
    CHECK(limitOf(s.office, "XM-1", "stage") == u"399.99");
    const QJsonObject shown =
        s.office.ask(u"auditor1"_s, u"project.show"_s, u"{\"id\":\"XM-1\"}"_s).toObject();
    const QJsonArray stages = shown.value("stages"_L1).toArray();
    REQUIRE(stages.size() == 5);
    CHECK(stages[2].toObject()
          == QJsonObject{{"name"_L1, u"主体完工"_s},
                         {"percent"_L1, u"60"_s},
                         {"when"_L1, u"milestone"_s},
                         {"of"_L1, u"support"_s},
                         {"ahead"_L1, true},
                         {"reached"_L1, true},
                         {"share"_L1, u"600.00"_s}});
    CHECK(shown.value("milestones"_L1).toArray().at(0).toObject().value("stage"_L1)
          == u"主体完工"_s);
    s.office.verifySound();
}

TEST_CASE("pay.accepted: every stage is reached once everything is accepted") {
    Staged s("{'retention_percent':'0','notice_days':0,'stages':[{'name':'一','percent':'40'},"
             "{'name':'二','percent':'80'},{'name':'三','percent':'100'}]}");
    s.office.started(u"XM-1"_s);
    s.office.accepted(u"YS-1"_s, u"XM-1"_s, u"999.99"_s);
    CHECK(limitOf(s.office, "XM-1", "final") == u"400.00");
    s.office.accepted(u"YS-2"_s, u"XM-1"_s, u"0.01"_s, u"2019-06-06"_s);
    CHECK(limitOf(s.office, "XM-1", "final") == u"1000.00");
    s.office.verifySound();
}

TEST_CASE("stages: the base of a share is the support, the contracts' sum or the audited amount") {
    Staged s("{'retention_percent':'0','notice_days':0,'stages':["
             "{'name':'签约','percent':'40','when':'contract','of':'contract'},"
             "{'name':'验收','percent':'80','of':'contract','ahead':true},"
             "{'name':'结清','percent':'100'}]}");
    s.office.started(u"XM-1"_s);
    s.contract("HT-1", "500.01", "2019-03-02");
    CHECK(limitOf(s.office, "XM-1", "stage") == u"200.00"); // rounded down
    s.contract("HT-2", "300.00", "2019-03-03");
    CHECK(limitOf(s.office, "XM-1", "stage") == u"320.00");
    // ahead: 80% of what was contracted, though less was accepted.
    s.office.accepted(u"YS-1"_s, u"XM-1"_s, u"100.00"_s);
    CHECK(limitOf(s.office, "XM-1", "stage") == u"640.00");
    // Contracts above the support don't raise it.
    s.contract("HT-3", "90000.00", "2019-06-05");
    CHECK(limitOf(s.office, "XM-1", "stage") == u"1000.00");
    s.office.verifySound();
}

TEST_CASE(
    "milestone.record: only a milestone of the project's path, once, by the acceptance team") {
    Staged s(causes);
    const char* reached =
        "{'id':'JD-1','project':'XM-1','stage':'主体完工','date':'2019-04-01','document':'报告'}";
    badInput(s.office, "inspector1", "milestone.record",
             "{'id':'JD-1','project':'XM-1','stage':'验收','date':'2019-04-01','document':'报告'}",
             "stage");
    cites(s.office, "clerk1", "milestone.record", reached, "duty.role");
    cites(s.office, "inspector1", "milestone.record",
          "{'id':'JD-1','project':'XM-1','stage':'主体完工','date':'2019-02-09','document':'报告'}",
          "date.order");
    ok(s.office, "inspector1", "milestone.record", reached);
    cites(s.office, "inspector1", "milestone.record", reached, "id.taken");
    refused(
        s.office, "inspector1", "milestone.record",
        "{'id':'JD-2','project':'XM-1','stage':'主体完工','date':'2019-04-02','document':'报告'}",
        {"state.order", "stage", "", "",
         told("milestone.recorded-before", "XM-1", "主体完工", "JD-1")});
    // Signed on paper it is the signatory's.
    ok(s.office, "inspector2", "void",
       "{'kind':'milestone','id':'JD-1','date':'2019-04-03','reason':'误登'}");
    ok(s.office, "clerk1", "milestone.record",
       "{'id':'JD-3','project':'XM-1','stage':'主体完工','date':'2019-04-02','document':'报告',"
       "'signed':{'by':'inspector1','on':'2019-04-02','document':'纸'}}");
    Office guzhang;
    guzhang.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"1000.00"_s);
    badInput(guzhang, "inspector1", "milestone.record", reached, "stage");
    s.office.verifySound();
}

TEST_CASE("void: a contract or a milestone stays while a payment rests on it") {
    Staged s(causes);
    s.office.started(u"XM-1"_s);
    s.contract("HT-1", "5000.00", "2019-03-10");
    ok(s.office, "inspector1", "milestone.record",
       "{'id':'JD-1','project':'XM-1','stage':'主体完工','date':'2019-04-01','document':'报告'}");
    s.office.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, u"300.01"_s, u"2019-04-02"_s,
                     u"requested"_s);
    const char* milestone = "{'kind':'milestone','id':'JD-1','date':'2019-04-03','reason':'误登'}";
    const char* contract = "{'kind':'contract','id':'HT-1','date':'2019-04-05','reason':'误登'}";
    refused(
        s.office, "inspector2", "void", milestone,
        {"state.order", "", "", "", told("milestone.void.paid", "JD-1", "XM-1", "0.00", "300.01")});
    cites(s.office, "inspector1", "void", milestone, "state.order");
    // The milestone's share covers it without the contract.
    CHECK(outcome(s.office, u"clerk2"_s, "void", contract, true) == u"ok");
    ok(s.office, "clerk1", "withdraw",
       "{'kind':'payment','id':'BF-1','date':'2019-04-03','reason':'改额'}");
    s.office.payment(u"BF-2"_s, u"XM-1"_s, u"stage"_s, u"300.00"_s, u"2019-04-03"_s);
    cites(s.office, "inspector1", "void", milestone, "duty.separation");
    ok(s.office, "inspector2", "void", milestone);
    cites(s.office, "inspector2", "void", milestone, "state.order");
    refused(
        s.office, "clerk2", "void", contract,
        {"state.order", "", "", "", told("contract.void.stage", "HT-1", "XM-1", "300.00", "0.00")});
    s.contract("HT-2", "1.00", "2019-04-04");
    // On the third the other contract was not there yet.
    cites(s.office, "clerk2", "void",
          "{'kind':'contract','id':'HT-1','date':'2019-04-03','reason':'误登'}", "date.order");
    ok(s.office, "clerk2", "void", contract);
    s.office.verifySound();
}

TEST_CASE("pay.accepted: what was recovered of a payment ahead is not paid ahead again") {
    Staged s(causes);
    s.office.started(u"XM-1"_s);
    s.office.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, u"100.00"_s, u"2019-03-02"_s);
    ok(s.office, "group1", "supervision.find",
       "{'id':'JG-1','unit':'U1','kind':'irregularity','project':'XM-1','finding':'挪用',"
       "'recover':'60.00','date':'2019-03-20','document':'文'}");
    ok(s.office, "finance1", "supervision.recover",
       "{'id':'ZH-1','finding':'JG-1','project':'XM-1','source':'central','amount':'60.00',"
       "'date':'2019-03-21','voucher':'记-2'}");
    CHECK(limitOf(s.office, "XM-1", "stage") == u"0.00");
    s.office.accepted(u"YS-1"_s, u"XM-1"_s, u"50.00"_s);
    CHECK(limitOf(s.office, "XM-1", "stage") == u"10.00");
    s.office.verifySound();
}
