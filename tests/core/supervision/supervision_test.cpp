// SPDX-License-Identifier: GPL-3.0-only
#include <support/terse.h>

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::cites;
using testing::Office;
using testing::ok;
using testing::refused;
using testing::told;

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
             told("recovery.above-finding", "JG-1", "10000.00", "XM-1", "第一批中央财政资金",
                  "40000.00", "10000.00")});
    ok(office, "finance1", "supervision.recover", recovery("ZH-2", "10000.00").constData());
    const QJsonObject row = office.row(u"L08"_s, u"central-1"_s);
    CHECK(row.value("recovered"_L1) == u"120000.00"_s);
    CHECK(row.value("paid"_L1) == u"150000.00"_s);
    CHECK(row.value("available"_L1) == u"320000.00"_s);
    office.verifySound();
}

TEST_CASE("supervise.recover: what was recovered is no longer accepted, and accepted anew it is") {
    Office office;
    paid(office); // 150,000 of 300,000 accepted
    const auto accepted = [&] {
        return testing::shown(office, "project.show", "XM-1", "accepted");
    };
    const char* claim = "{'id':'YS-2','project':'XM-1','stage':'补','claimed':'%1',"
                        "'date':'2019-07-20'}";
    const auto claimed = [&](const char* amount) {
        return QByteArray(claim).replace("%1", amount);
    };
    ok(office, "group1", "supervision.find", finding);
    ok(office, "finance1", "supervision.recover", recovery("ZH-1", "110000.00").constData());
    CHECK(accepted() == u"190000.00");
    ok(office, "group1", "supervision.lift",
       "{'id':'JG-1','date':'2019-07-15','document':'文','note':'已处理'}");
    // What rests on an acceptance that was recovered cannot be voided away once more.
    cites(office, "inspector2", "void",
          "{'kind':'acceptance','id':'YS-1','date':'2019-07-16','reason':'误'}", "state.order");
    refused(office, "clerk1", "acceptance.request", claimed("110000.01").constData(),
            {"accept.inspection", "claimed", "110000.00", "110000.01",
             told("acceptance.request.above", "XM-1", "300000.00", "190000.00", "110000.00")});
    ok(office, "clerk1", "acceptance.request", claimed("110000.00").constData());
    ok(office, "inspector1", "acceptance.conclude",
       "{'id':'YS-2','result':'pass','accepted':'110000.00','team':[{'name':'王','unit':'局'}],"
       "'opinion':'合格','date':'2019-07-21'}");
    CHECK(accepted() == u"300000.00");
    office.verifySound();
}

TEST_CASE("supervise.recover: takes first what was paid beyond what is accepted") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"1000.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"500.00"_s, u"2019-02-15"_s);
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"300.00"_s);
    const auto accepted = [&] {
        return testing::shown(office, "project.show", "XM-1", "accepted");
    };
    ok(office, "group1", "supervision.find", finding);
    ok(office, "finance1", "supervision.recover", recovery("ZH-1", "200.00").constData());
    CHECK(accepted() == u"300.00");
    ok(office, "finance1", "supervision.recover", recovery("ZH-2", "0.01").constData());
    CHECK(accepted() == u"299.99");
    ok(office, "finance1", "supervision.recover", recovery("ZH-3", "299.99").constData());
    CHECK(accepted() == u"0.00");
    office.verifySound();
}

TEST_CASE("supervise.recover: a finding recovers from its own unit's projects only") {
    Office office;
    paid(office);
    office.enterprise(u"U2"_s);
    ok(office, "group1", "supervision.find",
       "{'id':'JG-1','unit':'U2','kind':'irregularity','finding':'不规范','recover':'100.00',"
       "'date':'2019-07-01','document':'检查2号'}");
    refused(office, "finance1", "supervision.recover", recovery("ZH-1", "100.00").constData(),
            {"supervise.recover", "project", "", "",
             told("recovery.project.unrelated", "XM-1", "JG-1")});
    office.approved(u"XM-2"_s, u"L09"_s, {}, u"1000.00"_s, {}, u"U2"_s);
    office.started(u"XM-2"_s);
    office.accepted(u"YS-2"_s, u"XM-2"_s, u"1000.00"_s);
    office.payment(u"BF-3"_s, u"XM-2"_s, u"stage"_s, u"100.00"_s, u"2019-06-10"_s);
    ok(office, "finance1", "supervision.recover",
       recovery("ZH-1", "100.00").replace("XM-1", "XM-2").constData());
    CHECK(office.row(u"L08"_s, u"central-1"_s).value("recovered"_L1) == u"0.00"_s);
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

TEST_CASE("supervise.progress: 72 stations from one table, accepted in four batches, are counted") {
    Office office;
    int commands = 0; // of the clerk
    const auto clerk = [&](const QString& command, const QString& with) {
        office.ok(u"clerk1"_s, command, with);
        ++commands;
    };
    office.approved(u"XM-1"_s, u"L02"_s, u"L02-stations"_s, u"1280000.00"_s,
                    u",\"materials\":[\"门头店招\",\"室内装饰设计方案\"]"_s);
    office.started(u"XM-1"_s);
    QStringList stations;
    for (int i = 1; i <= 72; ++i)
        stations
            << u"{\"id\":\"Z%1\",\"kind\":\"station\",\"level\":\"village\",\"village\":\"村%1\","
               "\"poor_village\":%2,\"area_m2\":\"30\",\"demonstration\":%3}"_s.arg(
                   QString::number(i), i <= 58 ? u"true"_s : u"false"_s,
                   i <= 10 ? u"true"_s : u"false"_s);
    clerk(u"deliverable.add"_s,
          u"{\"project\":\"XM-1\",\"items\":[%1]}"_s.arg(stations.join(u',')));
    const auto goal = [&](const QString& code) {
        const QJsonValue shown = office.ask(u"auditor1"_s, u"goal.show"_s);
        for (const QJsonValue& one : shown.toObject().value("goals"_L1).toArray())
            if (one.toObject().value("code"_L1) == code)
                return one.toObject();
        return QJsonObject();
    };
    for (int batch = 0; batch < 4; ++batch) {
        QStringList ids;
        for (int i = 1; i <= 18; ++i)
            ids << u"\"Z%1\""_s.arg(batch * 18 + i);
        clerk(
            u"acceptance.request"_s,
            u"{\"id\":\"YS-%1\",\"project\":\"XM-1\",\"stage\":\"第%1批\",\"claimed\":\"320000.00\","
            "\"date\":\"2019-06-0%1\",\"deliverables\":[%2]}"_s.arg(QString::number(batch + 1),
                                                                    ids.join(u',')));
        office.ok(
            u"inspector1"_s, u"acceptance.conclude"_s,
            u"{\"id\":\"YS-%1\",\"result\":\"pass\",\"accepted\":\"320000.00\",\"team\":[{\"name\":"
            "\"王\",\"unit\":\"局\"}],\"opinion\":\"合格\",\"date\":\"2019-06-1%1\"}"_s.arg(batch
                                                                                            + 1));
        CHECK(goal(u"G04"_s).value("counted"_L1).toString() == QString::number((batch + 1) * 18));
        CHECK(goal(u"G04"_s).value("reached"_L1).toBool() == (batch == 3));
    }
    // One table and a request for each batch: what a clerk enters for all stations.
    CHECK(commands == 5);
    CHECK(goal(u"G05"_s).value("counted"_L1).toString() == u"58");
    CHECK(goal(u"G05"_s).value("reached"_L1).toBool());
    CHECK(goal(u"G18"_s).value("counted"_L1).toString() == u"100"); // per cent of 72
    CHECK(goal(u"G20"_s).value("counted"_L1).toString() == u"10");
    CHECK(goal(u"G11"_s).value("counted"_L1).toString() == u"0");
    CHECK_FALSE(goal(u"G01"_s).contains("counted"_L1));
    office.today(u"2020-06-01"_s);
    CHECK_FALSE(goal(u"G04"_s).value("late"_L1).toBool());
    CHECK(goal(u"G06"_s).value("late"_L1).toBool()); // nothing reported, nothing to count
    const QJsonObject accepted =
        office.ask(u"auditor1"_s, u"goal.show"_s).toObject().value("accepted"_L1).toObject();
    CHECK(accepted.value("stations"_L1).toInt() == 72);
    CHECK(accepted.value("poor_village_stations"_L1).toInt() == 58);
    office.verifySound();
}

TEST_CASE("ten award winners are paid by one request on one signing sheet") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    int commands = 0; // of the clerk, the ten persons' registration aside
    const auto clerk = [&](const QString& command, const QString& with) {
        office.ok(u"clerk1"_s, command, with);
        ++commands;
    };
    QStringList awards;
    QStringList payees;
    for (int i = 1; i <= 10; ++i) {
        const QString unit = u"P%1"_s.arg(i);
        office.unit(unit, u"individual"_s);
        awards << u"{\"id\":\"J%1\",\"kind\":\"award\",\"unit\":\"%2\"}"_s.arg(QString::number(i),
                                                                               unit);
        payees << u"{\"unit\":\"%1\",\"amount\":\"5000.00\"}"_s.arg(unit);
    }
    office.approved(u"XM-1"_s, u"L17"_s, u"L17-individual"_s, u"50000.00"_s, u",\"year\":2019"_s,
                    u"P1"_s);
    clerk(u"deliverable.add"_s, u"{\"project\":\"XM-1\",\"items\":[%1]}"_s.arg(awards.join(u',')));
    clerk(
        u"acceptance.request"_s,
        u"{\"id\":\"YS-1\",\"project\":\"XM-1\",\"stage\":\"评选\",\"claimed\":\"50000.00\",\"date\":"
        "\"2019-06-01\",\"deliverables\":[\"J1\",\"J2\",\"J3\",\"J4\",\"J5\",\"J6\",\"J7\",\"J8\","
        "\"J9\",\"J10\"]}"_s);
    office.ok(
        u"inspector1"_s, u"acceptance.conclude"_s,
        u"{\"id\":\"YS-1\",\"result\":\"pass\",\"accepted\":\"50000.00\",\"team\":[{\"name\":\"王\","
        "\"unit\":\"局\"}],\"opinion\":\"合格\",\"date\":\"2019-06-05\"}"_s);
    clerk(u"payment.request"_s,
          u"{\"id\":\"BK-1\",\"project\":\"XM-1\",\"kind\":\"final\",\"amount\":\"50000.00\","
          "\"payees\":[%1],"
          "\"date\":\"2019-06-06\",\"report\":\"奖励名单\"}"_s.arg(payees.join(u',')));
    const QString sheet = u",\"date\":\"2019-06-07\",\"sheet\":\"签批单1号\"}"_s;
    office.ok(u"reviewer1"_s, u"payment.review"_s,
              u"{\"id\":\"BK-1\",\"decision\":\"approve\",\"opinion\":\"同意\""_s + sheet);
    // The leader signed the sheet; whoever did not register the request records it.
    office.ok(u"clerk2"_s, u"payment.approve"_s,
              u"{\"id\":\"BK-1\",\"decision\":\"approve\",\"opinion\":\"同意\",\"signed\":{\"by\":"
              "\"leader1\",\"on\":\"2019-06-07\",\"document\":\"签批单1号\"}"_s
                  + sheet);
    ++commands;
    office.ok(u"finance1"_s, u"payment.pay"_s,
              u"{\"id\":\"BK-1\",\"date\":\"2019-06-08\",\"voucher\":\"PZ-1\"}"_s);
    CHECK(commands == 4);
    const QJsonObject paid =
        office.ask(u"clerk1"_s, u"payment.show"_s, u"{\"id\":\"BK-1\"}"_s).toObject();
    CHECK(paid.value("payees"_L1).toArray().size() == 10);
    CHECK(paid.value("state"_L1).toString() == u"paid");
    office.verifySound();
}
