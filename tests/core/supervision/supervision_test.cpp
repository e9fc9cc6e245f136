// SPDX-License-Identifier: GPL-3.0-only
#include <support/terse.h>

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::cites;
using testing::Office;
using testing::ok;
using testing::refused;

namespace {

void paid(Office& office) {
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"300000.00"_s);
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"300000.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, u"100000.00"_s, u"2019-06-10"_s);
    office.payment(u"BF-2"_s, u"XM-1"_s, u"stage"_s, u"50000.00"_s, u"2019-06-11"_s);
}

constexpr const char* finding =
    "{'id':'JG-1','unit':'U1','kind':'false-materials','finding':'虚假发票',"
    "'recover':'120000.00','date':'2019-07-01','document':'检查1号'}";

QByteArray recovery(const char* id, const char* amount) {
    return QByteArray("{'id':'") + id
           + "','finding':'JG-1','project':'XM-1','source':'central-1','amount':'" + amount
           + "','date':'2019-07-10','voucher':'记'}";
}

} // namespace

TEST_CASE("supervise.recover: over several payments, per finding and project, to the fen") {
    Office office;
    paid(office);
    ok(office, "group1", "supervision.find", finding);
    ok(office, "finance1", "supervision.recover", recovery("ZH-1", "110000.00").constData());
    refused(office, "finance1", "supervision.recover", recovery("ZH-2", "10000.01").constData(),
            {"supervise.recover", "amount", "10000.00", "10000.01",
             "结论 JG-1 还应追回 10000.00 元,项目 XM-1 的第一批中央财政资金净拨付 40000.00 元,"
             "本次最多追回 10000.00 元。"});
    ok(office, "finance1", "supervision.recover", recovery("ZH-2", "10000.00").constData());
    const QJsonObject row = office.row(u"L08"_s, u"central-1"_s);
    CHECK(row.value("recovered"_L1) == u"120000.00"_s);
    CHECK(row.value("paid"_L1) == u"150000.00"_s);
    CHECK(row.value("available"_L1) == u"320000.00"_s);
    office.verifySound();
}

TEST_CASE("unit.barred: false materials bar from then on until lifted, an irregularity does not") {
    Office office;
    paid(office);
    const char* request = "{'id':'BF-3','project':'XM-1','kind':'stage','amount':'1.00',"
                          "'date':'2019-06-12','report':'申请'}";
    ok(office, "group1", "supervision.find",
       "{'id':'JG-0','unit':'U1','kind':'irregularity','finding':'不规范','recover':'0',"
       "'date':'2019-06-30','document':'检查0号'}");
    CHECK(testing::outcome(office, u"clerk1"_s, "payment.request", request, true) == u"ok");
    ok(office, "group1", "supervision.find", finding);
    // Judged at entry, whatever its date.
    cites(office, "clerk1", "payment.request", request, "unit.barred");
    cites(office, "group1", "supervision.lift",
          "{'id':'JG-0','date':'2019-08-01','document':'文','note':'x'}", "state.order");
    ok(office, "group1", "supervision.lift",
       "{'id':'JG-1','date':'2019-08-01','document':'文','note':'已处理'}");
    CHECK(testing::outcome(office, u"clerk1"_s, "payment.request", request, true) == u"ok");
    cites(office, "group1", "supervision.lift",
          "{'id':'JG-1','date':'2019-08-01','document':'文','note':'x'}", "state.order");
}

TEST_CASE("supervise.progress: a goal is late the day after its deadline, unless reached") {
    Office office;
    const auto goal = [&](const QString& code) {
        const QJsonArray goals =
            office.ask(u"auditor1"_s, u"goal.show"_s).toObject().value("goals"_L1).toArray();
        for (const QJsonValue& one : goals)
            if (one.toObject().value("code"_L1) == code)
                return one.toObject();
        return QJsonObject();
    };
    const QJsonObject first =
        office.ask(u"auditor1"_s, u"goal.show"_s).toObject().value("goals"_L1)[0].toObject();
    const QString code = first.value("code"_L1).toString();
    const QString deadline = first.value("deadline"_L1).toString();
    office.today(deadline);
    CHECK_FALSE(goal(code).value("late"_L1).toBool());
    office.today(QDate::fromString(deadline, Qt::ISODate).addDays(1).toString(Qt::ISODate));
    CHECK(goal(code).value("late"_L1).toBool());
    office.ok(u"clerk1"_s, u"goal.report"_s,
              uR"({"goal":"%1","value":"%2","date":"2019-02-01","note":"完成"})"_s.arg(
                  code, first.value("target"_L1).toString()));
    CHECK(goal(code).value("reached"_L1).toBool());
    CHECK_FALSE(goal(code).value("late"_L1).toBool());
}

TEST_CASE("supervise.progress: approved money that lies still is listed after thirty days") {
    Office office;
    paid(office);
    office.payment(u"BF-3"_s, u"XM-1"_s, u"stage"_s, u"1.00"_s, u"2019-06-12"_s, u"approved"_s);
    const auto still = [&] {
        for (const QJsonValue& one : office.ask(u"auditor1"_s, u"supervision.still"_s)
                                         .toObject()
                                         .value("items"_L1)
                                         .toArray())
            if (one.toObject().value("id"_L1) == u"BF-3"_s)
                return true;
        return false;
    };
    office.today(u"2019-07-11"_s);
    CHECK_FALSE(still());
    office.today(u"2019-07-12"_s);
    CHECK(still());
}
