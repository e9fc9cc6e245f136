// SPDX-License-Identifier: GPL-3.0-only
#include <support/own_plan.h>
#include <support/terse.h>

#include <catch2/catch.hpp>

// accept.audit: the whole support and any final payment need an audited amount (审定金额), which is of
// all of a project's acceptances together; nothing above it is accepted or paid.

using namespace Qt::Literals::StringLiterals;
using testing::badInput;
using testing::cites;
using testing::Office;
using testing::ok;
using testing::refused;
using testing::told;

namespace {

QString audits() {
    return testing::ownPlan([](QJsonObject& plan) {
        plan.insert("needs"_L1, QJsonArray{u"audit"_s});
        for (const QString& path : {u"staged"_s, u"prepaid"_s})
            testing::ofPath(plan, path, {{"audit"_L1, true}});
    });
}

// A started project of 500000.00 on a staged line.
void begin(Office& office) {
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"500000.00"_s);
    office.started(u"XM-1"_s);
}

void asked(Office& office, const char* id, const char* claimed, const char* date = "2019-06-05") {
    ok(office, "clerk1", "acceptance.request",
       (QByteArray("{'id':'") + id + "','project':'XM-1','stage':'竣工','claimed':'" + claimed
        + "','date':'" + date + "'}")
           .constData());
}

QByteArray passed(const char* id, const char* accepted, const char* audited = "",
                  const char* date = "2019-06-05") {
    QByteArray json = QByteArray("{'id':'") + id + "','result':'pass','accepted':'" + accepted
                      + "','team':[{'name':'王','unit':'县经信局'}],'opinion':'合格','date':'"
                      + date + "'";
    if (*audited)
        json += QByteArray(",'audited':{'amount':'") + audited
                + "','by':'天平会计师事务所','document':'审字12号','date':'" + date + "'}";
    return json + "}";
}

void passes(Office& office, const char* id, const char* accepted, const char* audited = "",
            const char* date = "2019-06-05") {
    asked(office, id, accepted, date);
    ok(office, "inspector1", "acceptance.conclude",
       passed(id, accepted, audited, date).constData());
}

QByteArray request(const char* id, const char* kind, const char* amount,
                   const char* date = "2019-06-10") {
    return QByteArray("{'id':'") + id + "','project':'XM-1','kind':'" + kind + "','amount':'"
           + amount + "','date':'" + date + "','report':'申请'}";
}

QByteArray taken(const char* kind, const char* id, const char* date = "2019-06-20") {
    return QByteArray("{'kind':'") + kind + "','id':'" + id + "','date':'" + date
           + "','reason':'有误'}";
}

} // namespace

TEST_CASE("accept.audit: the acceptance that brings a project to its whole support brings one") {
    Office office(audits());
    begin(office);
    passes(office, "YS-1", "200000.00");
    asked(office, "YS-2", "300000.00");
    const QString missing = told("acceptance.audit-missing", "XM-1", "500000.00", "audited");
    refused(office, "inspector1", "acceptance.conclude", passed("YS-2", "300000.00").constData(),
            {"accept.audit", "audited", "", "", missing});
    // A fen below the whole needs none, and the rest of a fen does.
    ok(office, "inspector1", "acceptance.conclude", passed("YS-2", "299999.99").constData());
    asked(office, "YS-3", "0.01");
    refused(office, "inspector1", "acceptance.conclude", passed("YS-3", "0.01").constData(),
            {"accept.audit", "audited", "", "", missing});
    ok(office, "inspector1", "acceptance.conclude",
       passed("YS-3", "0.01", "500000.00").constData());
    office.verifySound();
}

TEST_CASE("accept.audit: the audited amount is of all acceptances together") {
    Office office(audits());
    begin(office);
    asked(office, "YS-1", "400000.00");
    refused(office, "inspector1", "acceptance.conclude",
            passed("YS-1", "300000.01", "300000.00").constData(),
            {"accept.audit", "accepted", "300000.00", "300000.01",
             told("acceptance.above-audited", "XM-1", "300000.00", "0.00", "300000.00")});
    ok(office, "inspector1", "acceptance.conclude",
       passed("YS-1", "200000.00", "300000.00").constData());
    // It holds for the next one too, which brings none or a newer one.
    asked(office, "YS-2", "300000.00");
    refused(office, "inspector1", "acceptance.conclude", passed("YS-2", "100000.01").constData(),
            {"accept.audit", "accepted", "100000.00", "100000.01",
             told("acceptance.above-audited", "XM-1", "300000.00", "200000.00", "100000.00")});
    refused(office, "inspector1", "acceptance.conclude",
            passed("YS-2", "150000.01", "350000.00").constData(),
            {"accept.audit", "accepted", "150000.00", "150000.01",
             told("acceptance.above-audited", "XM-1", "350000.00", "200000.00", "150000.00")});
    ok(office, "inspector1", "acceptance.conclude",
       passed("YS-2", "150000.00", "350000.00").constData());
    // What is claimed or approved is cited first.
    asked(office, "YS-3", "100000.00");
    cites(office, "inspector1", "acceptance.conclude",
          passed("YS-3", "100000.01", "350000.00").constData(), "accept.inspection");
    refused(office, "inspector1", "acceptance.conclude",
            passed("YS-3", "0.01", "350000.00").constData(),
            {"accept.audit", "accepted", "0.00", "0.01",
             told("acceptance.above-audited", "XM-1", "350000.00", "350000.00", "0.00")});
    office.verifySound();
}

TEST_CASE("accept.audit: what it says, and when") {
    Office office(audits());
    begin(office);
    asked(office, "YS-1", "400000.00");
    badInput(office, "inspector1", "acceptance.conclude",
             "{'id':'YS-1','result':'rectify','team':[{'name':'王','unit':'局'}],'opinion':'整改',"
             "'date':'2019-06-05','audited':{'amount':'1.00','by':'所','document':'号','date':"
             "'2019-06-01'}}",
             "audited");
    badInput(office, "inspector1", "acceptance.conclude",
             passed("YS-1", "1.00", "1.00").replace("'by':'天平会计师事务所',", "").constData(),
             "audited.by");
    badInput(office, "inspector1", "acceptance.conclude",
             passed("YS-1", "1.00", "0.00").constData(), "audited.amount");
    // Its report is not dated after the inspection.
    QByteArray later = passed("YS-1", "400000.00", "400000.00");
    later.replace("'审字12号','date':'2019-06-05'", "'审字12号','date':'2019-06-06'");
    cites(office, "inspector1", "acceptance.conclude", later.constData(), "date.order");
    ok(office, "inspector1", "acceptance.conclude",
       passed("YS-1", "400000.00", "450000.00").constData());
    const QJsonObject shown =
        office.ask(u"auditor1"_s, u"acceptance.show"_s, u"{\"id\":\"YS-1\"}"_s).toObject();
    const QJsonObject audited{{"amount"_L1, u"450000.00"_s},
                              {"by"_L1, u"天平会计师事务所"_s},
                              {"document"_L1, u"审字12号"_s},
                              {"date"_L1, u"2019-06-05"_s}};
    CHECK(shown.value("audited"_L1).toObject() == audited);
    CHECK(office.ask(u"auditor1"_s, u"project.show"_s, u"{\"id\":\"XM-1\"}"_s)["audited"_L1]
              .toObject()
          == audited);
    CHECK(office.ask(u"auditor1"_s, u"acceptance.list"_s)["items"_L1][0]["audited"_L1].toObject()
          == audited);
}

TEST_CASE("accept.audit: any final payment needs an audited amount, a stage none") {
    Office office(audits());
    begin(office);
    passes(office, "YS-1", "400000.00");
    CHECK(testing::limitOf(office, "XM-1", "stage") == u"400000.00");
    CHECK(testing::limitOf(office, "XM-1", "final") == u"0.00");
    refused(office, "clerk1", "payment.request", request("BF-1", "final", "0.01").constData(),
            {"accept.audit", "amount", "0.00", "0.01",
             told("payment.request.above", told("cap.unaudited", "XM-1"), "0.00", "0.01")});
    cites(office, "clerk1", "payment.request", request("BF-1", "final", "400000.01").constData(),
          "pay.accepted");
    office.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, u"300000.00"_s, u"2019-06-10"_s);
    passes(office, "YS-2", "20000.00", "420000.00", "2019-06-12");
    // Not before the day of its acceptance.
    cites(office, "clerk1", "payment.request",
          request("BF-2", "final", "100000.00", "2019-06-11").constData(), "date.order");
    CHECK(testing::limitOf(office, "XM-1", "final") == u"120000.00");
    ok(office, "clerk1", "payment.request",
       request("BF-2", "final", "120000.00", "2019-06-12").constData());
    const QJsonArray basis =
        office.ask(u"auditor1"_s, u"payment.show"_s, u"{\"id\":\"BF-2\"}"_s)["limit"_L1]["basis"_L1]
            .toArray();
    CHECK(std::any_of(basis.begin(), basis.end(), [](const QJsonValue& step) {
        return step["rule"_L1] == "accept.audit"_L1 && step["amount"_L1] == "420000.00"_L1;
    }));
    office.verifySound();
}

TEST_CASE("accept.audit: what was asked for before is not paid above what was audited since") {
    Office office(audits());
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"500000.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"100000.00"_s, u"2019-02-15"_s);
    office.payment(u"BF-2"_s, u"XM-1"_s, u"prepay"_s, u"100000.01"_s, u"2019-02-16"_s,
                   u"approved"_s);
    office.payment(u"BF-3"_s, u"XM-1"_s, u"prepay"_s, u"20000.00"_s, u"2019-02-17"_s,
                   u"approved"_s);
    office.started(u"XM-1"_s);
    passes(office, "YS-1", "200000.00", "200000.00");
    refused(office, "finance1", "payment.pay", "{'id':'BF-2','date':'2019-06-10','voucher':'记'}",
            {"accept.audit", "id", "100000.00", "100000.01",
             told("payment.pay.unaudited", told("cap.audited", "200000.00"), "BF-2", "100000.00")});
    ok(office, "finance1", "payment.pay", "{'id':'BF-3','date':'2019-06-10','voucher':'记'}");
    // Of two concluded later the last one counts.
    passes(office, "YS-2", "20000.01", "220000.01", "2019-06-11");
    ok(office, "finance1", "payment.pay", "{'id':'BF-2','date':'2019-06-12','voucher':'记'}");
    office.verifySound();
}

TEST_CASE("accept.audit: of several the last concluded counts, entered in whatever order") {
    Office office(audits());
    begin(office);
    passes(office, "YS-1", "100000.00", "400000.00", "2019-06-10");
    asked(office, "YS-2", "100000.00", "2019-06-01");
    // On its own day only what it brings was audited.
    cites(office, "inspector1", "acceptance.conclude",
          passed("YS-2", "60000.01", "60000.00", "2019-06-01").constData(), "date.order");
    ok(office, "inspector1", "acceptance.conclude",
       passed("YS-2", "60000.00", "60000.00", "2019-06-01").constData());
    CHECK(office.ask(u"auditor1"_s, u"project.show"_s,
                     u"{\"id\":\"XM-1\"}"_s)["audited"_L1]["amount"_L1]
          == u"400000.00"_s);
    asked(office, "YS-3", "340000.00", "2019-06-10");
    refused(office, "inspector1", "acceptance.conclude",
            passed("YS-3", "240000.01", "", "2019-06-10").constData(),
            {"accept.audit", "accepted", "240000.00", "240000.01",
             told("acceptance.above-audited", "XM-1", "400000.00", "160000.00", "240000.00")});
    // The same day: what was entered later counts.
    ok(office, "inspector1", "acceptance.conclude",
       passed("YS-3", "190000.00", "350000.00", "2019-06-10").constData());
    CHECK(office.ask(u"auditor1"_s, u"project.show"_s,
                     u"{\"id\":\"XM-1\"}"_s)["audited"_L1]["amount"_L1]
          == u"350000.00"_s);
    office.verifySound();
}

TEST_CASE("accept.audit: an acceptance is not voided while its audited amount is rested on") {
    Office office(audits());
    begin(office);
    passes(office, "YS-1", "100000.00", "150000.00");
    passes(office, "YS-2", "10000.00", "300000.00");
    passes(office, "YS-3", "50000.01");
    refused(office, "inspector2", "void", taken("acceptance", "YS-2").constData(),
            {"state.order", "", "", "", told("acceptance.void.audited", "YS-2", "XM-1")});
    ok(office, "inspector2", "void", taken("acceptance", "YS-3").constData());
    ok(office, "inspector2", "void", taken("acceptance", "YS-2").constData());
    CHECK(office.ask(u"auditor1"_s, u"project.show"_s,
                     u"{\"id\":\"XM-1\"}"_s)["audited"_L1]["amount"_L1]
          == u"150000.00"_s);
    // A final payment rests on the only one, whatever else was accepted.
    passes(office, "YS-4", "50000.00", "", "2019-06-21");
    ok(office, "clerk1", "payment.request",
       request("BF-1", "final", "50000.00", "2019-06-22").constData());
    cites(office, "inspector2", "void", taken("acceptance", "YS-1", "2019-06-22").constData(),
          "state.order");
    ok(office, "clerk1", "withdraw", taken("payment", "BF-1", "2019-06-22").constData());
    ok(office, "inspector2", "void", taken("acceptance", "YS-1", "2019-06-22").constData());
    CHECK(office.ask(u"auditor1"_s, u"project.show"_s, u"{\"id\":\"XM-1\"}"_s)["audited"_L1]
              .isUndefined());
    office.verifySound();
}

TEST_CASE("accept.audit: what was recovered may be accepted again, and then the recovery stands") {
    Office office(audits());
    begin(office);
    passes(office, "YS-1", "400000.00", "400000.00");
    office.payment(u"BF-1"_s, u"XM-1"_s, u"final"_s, u"400000.00"_s, u"2019-06-10"_s);
    ok(office, "group1", "supervision.find",
       "{'id':'JG-1','unit':'U1','kind':'irregularity','project':'XM-1','finding':'多付',"
       "'recover':'100000.00','date':'2019-06-11','document':'函'}");
    ok(office, "finance1", "supervision.recover",
       "{'id':'ZH-1','finding':'JG-1','project':'XM-1','source':'central-1','amount':'100000.00',"
       "'date':'2019-06-12','voucher':'记'}");
    asked(office, "YS-2", "120000.00", "2019-06-13");
    refused(office, "inspector1", "acceptance.conclude",
            passed("YS-2", "100000.01", "", "2019-06-13").constData(),
            {"accept.audit", "accepted", "100000.00", "100000.01",
             told("acceptance.above-audited", "XM-1", "400000.00", "300000.00", "100000.00")});
    ok(office, "inspector1", "acceptance.conclude",
       passed("YS-2", "100000.00", "", "2019-06-13").constData());
    cites(office, "finance2", "void", taken("recovery", "ZH-1").constData(), "state.order");
    ok(office, "inspector2", "void", taken("acceptance", "YS-2").constData());
    ok(office, "finance2", "void", taken("recovery", "ZH-1").constData());
    office.verifySound();
}

TEST_CASE("accept.audit: history that has no audited amount is recorded as an exception") {
    Office office(audits());
    office.enterprise(u"U1"_s);
    office.fund(u"central-1"_s, u"15000000.00"_s, u"2019-01-10"_s);
    ok(office, "finance1", "opening.project",
       "{'id':'XM-1','unit':'U1','line':'L08','name':'旧项目','content':'旧','schedule':{'from':"
       "'2018-12-01','to':'2019-01-31'},'support':'400000.00','materials':['方案'],'date':"
       "'2019-01-05','state':'started','accepted':'400000.00'}");
    ok(office, "finance1", "opening.payment",
       "{'id':'BF-1','project':'XM-1','kind':'final','amount':'400000.00','date':'2019-01-20',"
       "'report':'旧账','state':'paid','voucher':'记'}");
    QStringList rules;
    for (const QJsonValue& one :
         office.ask(u"auditor1"_s, u"opening.exceptions"_s)["items"_L1].toArray())
        rules << one["id"_L1].toString() + u' ' + one["rule"_L1].toString();
    rules.sort();
    CHECK(rules == QStringList{u"BF-1 accept.audit"_s, u"XM-1 accept.audit"_s});
    office.verifySound();
}

TEST_CASE("accept.audit: a path that does not ask for one takes it all the same") {
    Office office;
    begin(office);
    asked(office, "YS-1", "500000.00");
    cites(office, "inspector1", "acceptance.conclude",
          passed("YS-1", "500000.00", "499999.99").constData(), "accept.audit");
    ok(office, "inspector1", "acceptance.conclude", passed("YS-1", "500000.00").constData());
    ok(office, "clerk1", "payment.request", request("BF-1", "final", "500000.00").constData());
    office.verifySound();
}
