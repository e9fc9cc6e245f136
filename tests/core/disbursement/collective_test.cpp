// SPDX-License-Identifier: GPL-3.0-only
#include <support/own_plan.h>
#include <support/terse.h>

#include <catch2/catch.hpp>

// pay.collective: a payment above the plan's amount is approved with the minutes of the group.

using namespace Qt::Literals::StringLiterals;
using testing::badInput;
using testing::cites;
using testing::Office;
using testing::ok;
using testing::refused;
using testing::told;

namespace {

QString collective(const QString& above, const QJsonObject& cites = {}) {
    return testing::ownPlan([&](QJsonObject& plan) {
        plan.insert("needs"_L1, QJsonArray{u"collective"_s});
        plan.insert("collective_above"_L1, above);
        QJsonObject all = plan.value("cites"_L1).toObject();
        for (auto it = cites.begin(); it != cites.end(); ++it)
            all.insert(it.key(), it.value());
        plan.insert("cites"_L1, all);
    });
}

void begin(Office& office) {
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"500000.00"_s);
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"500000.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, u"200000.00"_s, u"2019-06-10"_s,
                   u"requested"_s);
    office.payment(u"BF-2"_s, u"XM-1"_s, u"stage"_s, u"200000.01"_s, u"2019-06-10"_s,
                   u"requested"_s);
}

QByteArray decision(const char* id, const char* what, const char* minutes = "",
                    const char* date = "2019-06-12") {
    QByteArray json = QByteArray("{'id':'") + id + "','decision':'" + what
                      + "','opinion':'意见','date':'" + date + "'";
    if (*minutes)
        json += QByteArray(",'minutes':{'document':'纪要3号','date':'") + minutes + "'}";
    return json + "}";
}

QJsonValue minutesOf(Office& office, const QString& id) {
    return office.ask(u"auditor1"_s, u"payment.show"_s, u"{\"id\":\"%1\"}"_s.arg(id))["minutes"_L1];
}

} // namespace

TEST_CASE("pay.collective: exactly the amount needs no minutes, a fen above does") {
    Office office(collective(u"200000.00"_s));
    begin(office);
    ok(office, "leader1", "payment.approve", decision("BF-1", "approve").constData());
    CHECK(minutesOf(office, u"BF-1"_s).isUndefined());
    refused(office, "leader1", "payment.approve", decision("BF-2", "approve").constData(),
            {"pay.collective", "minutes", "200000.00", "200000.01",
             told("payment.approve.minutes", "BF-2", "200000.01", "200000.00", "minutes")});
    // The meeting was before the approval, or on its day.
    cites(office, "leader1", "payment.approve",
          decision("BF-2", "approve", "2019-06-13").constData(), "date.order");
    badInput(office, "leader1", "payment.approve",
             "{'id':'BF-2','decision':'approve','opinion':'同意','date':'2019-06-12','minutes':"
             "{'document':'纪要3号'}}",
             "minutes.date");
    badInput(office, "leader1", "payment.approve",
             decision("BF-2", "reject", "2019-06-11").constData(), "minutes");
    ok(office, "leader1", "payment.approve", decision("BF-2", "approve", "2019-06-12").constData());
    CHECK(minutesOf(office, u"BF-2"_s)
          == QJsonObject{{"document"_L1, u"纪要3号"_s}, {"date"_L1, u"2019-06-12"_s}});
    ok(office, "finance1", "payment.pay", "{'id':'BF-2','date':'2019-06-13','voucher':'记'}");
    office.verifySound();
}

TEST_CASE("pay.collective: sending back needs none, and the next approval its own") {
    Office office(collective(u"0.00"_s));
    begin(office);
    ok(office, "leader1", "payment.approve", decision("BF-1", "approve", "2019-06-11").constData());
    ok(office, "leader1", "payment.approve", decision("BF-1", "return").constData());
    CHECK(minutesOf(office, u"BF-1"_s).isUndefined());
    ok(office, "clerk1", "payment.request",
       "{'id':'BF-1','project':'XM-1','kind':'stage','amount':'100.00','date':'2019-06-13',"
       "'report':'再报'}");
    cites(office, "leader1", "payment.approve",
          decision("BF-1", "approve", "", "2019-06-14").constData(), "pay.collective");
    ok(office, "leader1", "payment.approve",
       decision("BF-1", "approve", "2019-06-14", "2019-06-14").constData());
    CHECK(minutesOf(office, u"BF-1"_s)["date"_L1] == u"2019-06-14"_s);
    office.verifySound();
}

TEST_CASE("pay.collective: after pay.office, under the clause that the plan names") {
    Office office(collective(u"100.00"_s, {{"pay.collective"_L1, u"第九条"_s}}));
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"500000.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"100.01"_s, u"2019-02-15"_s, u"requested"_s);
    cites(office, "leader1", "payment.approve", decision("BF-1", "approve").constData(),
          "pay.office");
    ok(office, "reviewer1", "payment.review", decision("BF-1", "approve").constData());
    const auto no = office.refused(u"leader1"_s, u"payment.approve"_s,
                                   testing::json(decision("BF-1", "approve").constData()));
    CHECK(no.rule == u"pay.collective"_s);
    CHECK(no.article == u"第九条"_s);
    // The review has no such key.
    badInput(office, "reviewer1", "payment.review",
             decision("BF-1", "approve", "2019-06-11").constData(), "minutes");
}

TEST_CASE("pay.collective: a plan without an amount needs none, and keeps what is said") {
    Office office;
    begin(office);
    ok(office, "leader1", "payment.approve", decision("BF-1", "approve").constData());
    ok(office, "leader1", "payment.approve", decision("BF-2", "approve", "2019-06-11").constData());
    CHECK(minutesOf(office, u"BF-2"_s)["document"_L1] == u"纪要3号"_s);
    CHECK(office.ask(u"auditor1"_s, u"plan.show"_s)["collective_above"_L1].isUndefined());
    office.verifySound();
}
