// SPDX-License-Identifier: GPL-3.0-only
#include <fund/internals.h>
#include <support/terse.h>

#include <disclosure/disclosures.h>
#include <reports/render.h>
#include <reports/reports.h>

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::cites;
using testing::Office;
using testing::ok;
using testing::refused;
using testing::told;

// The page of a month is the same whenever it is made, months follow one another, and a project is
// one row whoever was paid.

namespace {

QJsonObject preview(Office& office, const char* month) {
    return office
        .ask(u"auditor1"_s, u"disclosure.preview"_s,
             u"{\"month\":\"%1\"}"_s.arg(QLatin1StringView(month)))
        .toObject();
}

QJsonObject rowOf(const QJsonObject& page, const char* project) {
    for (const QJsonValue& row : page.value("rows"_L1).toArray())
        if (row.toObject().value("project"_L1).toString() == QLatin1StringView(project))
            return row.toObject();
    return {};
}

QString text(const QJsonObject& json, const char* key) {
    return json.value(QLatin1StringView(key)).toString();
}

void publish(Office& office, const char* month, const char* date) {
    office.ok(u"reviewer1"_s, u"disclosure.publish"_s,
              uR"({"id":"GS-%1","month":"%1","date":"%2"})"_s.arg(QLatin1StringView(month),
                                                                  QLatin1StringView(date)));
}

// A prepayment in March, and all that was decided in later months.
void marchOf(Office& office) {
    office.fund(u"central-1"_s, u"15000000.00"_s, u"2019-03-05"_s);
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"2200000.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"700000.00"_s, u"2019-03-18"_s);
}

// Three winners of 5,000 each of one award, paid together.
void awardOf(Office& office) {
    office.fund(u"central-1"_s, u"1000000.00"_s);
    for (const QString& unit : {u"P1"_s, u"P2"_s, u"P3"_s})
        office.unit(unit, u"individual"_s);
    office.approved(u"XM-J"_s, u"L17"_s, u"L17-individual"_s, u"15000.00"_s, u",\"year\":2019"_s,
                    u"P1"_s);
    ok(office, "clerk1", "deliverable.add",
       "{'project':'XM-J','items':[{'id':'J1','kind':'award','unit':'P1'},"
       "{'id':'J2','kind':'award','unit':'P2'},{'id':'J3','kind':'award','unit':'P3'}]}");
    ok(office, "clerk1", "acceptance.request",
       "{'id':'YS-J','project':'XM-J','stage':'评选','claimed':'15000.00','date':'2019-06-01',"
       "'deliverables':['J1','J2','J3']}");
    ok(office, "inspector1", "acceptance.conclude",
       "{'id':'YS-J','result':'pass','accepted':'15000.00','opinion':'合格','date':'2019-06-05',"
       "'team':[{'name':'王','unit':'局'}]}");
    ok(office, "clerk1", "payment.request",
       "{'id':'BF-J','project':'XM-J','kind':'final','amount':'15000.00','report':'名单',"
       "'payees':[{'unit':'P1','amount':'5000.00'},{'unit':'P2','amount':'5000.00'},"
       "{'unit':'P3','amount':'5000.00'}],'date':'2019-06-06'}");
    ok(office, "reviewer1", "payment.review",
       "{'id':'BF-J','decision':'approve','opinion':'同意','date':'2019-06-07'}");
    ok(office, "leader1", "payment.approve",
       "{'id':'BF-J','decision':'approve','opinion':'同意','date':'2019-06-07'}");
    ok(office, "finance1", "payment.pay", "{'id':'BF-J','date':'2019-06-08','voucher':'记-1'}");
}

} // namespace

TEST_CASE("disclose.monthly: a page made later is the page that was due then") {
    Office office;
    marchOf(office);
    const QJsonObject then = preview(office, "2019-03");
    const QJsonObject row = rowOf(then, "XM-1");
    CHECK(text(row, "support") == u"2200000.00");
    CHECK(text(row, "rate") == u"0.3181");
    // Decided on the last day of March: March's. On the first of April: not.
    const QString amend = uR"({"id":"BG-%1","project":"XM-1","date":"2019-03-30",)"
                          R"("reason":"调减","support":"%2","name":"项目%1"})"_s;
    const QString decide = uR"({"id":"BG-%1","decision":"approve","opinion":"同意","date":"%2"})"_s;
    office.ok(u"clerk1"_s, u"project.amend"_s, amend.arg(u"四月"_s, u"1400000.00"_s));
    office.ok(u"reviewer1"_s, u"project.decide-amendment"_s,
              decide.arg(u"四月"_s, u"2019-04-01"_s));
    ok(office, "clerk1", "unit.change",
       "{'id':'U1','date':'2019-04-01','document':'文','name':'四月改名的公司'}");
    office.started(u"XM-1"_s, u"2019-04-02"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"700000.00"_s, u"2019-04-05"_s);
    ok(office, "finance1", "fund.receive",
       "{'id':'SR-4','source':'county','amount':'1.00','date':'2019-04-01','document':'文'}");
    ok(office, "group1", "plan.supplement",
       "{'id':'ZJ','date':'2019-04-01','document':'文','source':{'code':'zhou','name':'州级资金'},"
       "'amount':'100.00','allocations':[{'line':'L01','amount':'100.00'}]}");
    QJsonObject later = preview(office, "2019-03");
    CHECK(text(later, "head") != text(then, "head"));
    later.insert("head"_L1, then.value("head"_L1));
    CHECK(later == then);
    const QJsonObject april = rowOf(preview(office, "2019-04"), "XM-1");
    CHECK(text(april, "support") == u"1400000.00");
    CHECK(text(april, "name") == u"项目四月");
    CHECK(text(april, "unit") == u"四月改名的公司");
    CHECK(text(april, "rate") == u"0.5000");
    // What is decided later is not dated before it.
    office.ok(u"clerk1"_s, u"project.amend"_s, amend.arg(u"三月"_s, u"1500000.00"_s));
    const auto no = office.refused(u"reviewer1"_s, u"project.decide-amendment"_s,
                                   decide.arg(u"三月"_s, u"2019-03-31"_s));
    CHECK(no.rule == u"date.order");
    CHECK(no.limit == u"2019-04-01");
    CHECK(no.message == told("date.too-early", "2019-03-31", "上次变更的审定日期", "2019-04-01"));
    office.ok(u"reviewer1"_s, u"project.decide-amendment"_s,
              decide.arg(u"三月"_s, u"2019-04-01"_s));
    office.verifySound();
    Office other;
    marchOf(other);
    other.ok(u"clerk1"_s, u"project.amend"_s, amend.arg(u"三月"_s, u"1500000.00"_s));
    other.ok(u"reviewer1"_s, u"project.decide-amendment"_s, decide.arg(u"三月"_s, u"2019-03-31"_s));
    CHECK(text(rowOf(preview(other, "2019-03"), "XM-1"), "support") == u"1500000.00");
}

TEST_CASE("disclose.monthly: an acceptance that was voided later stood at the month's end") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"500000.00"_s);
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"400000.00"_s, u"2019-06-30"_s);
    publish(office, "2019-06", "2019-07-01");
    cites(office, "inspector2", "void",
          "{'kind':'acceptance','id':'YS-1','date':'2019-06-30','reason':'误登'}",
          "disclose.closed");
    ok(office, "inspector2", "void",
       "{'kind':'acceptance','id':'YS-1','date':'2019-07-01','reason':'误登'}");
    ok(office, "reviewer1", "disclosure.amend",
       "{'id':'GS-A','of':'GS-2019-06','date':'2019-07-02','reason':'核对'}");
    const auto pages = disclosure::published(fund::Internals::context(office.open()), u"2019-06"_s);
    REQUIRE(pages.size() == 2);
    CHECK(pages[1].value("rows"_L1) == pages[0].value("rows"_L1));
    CHECK(text(rowOf(pages[1], "XM-1"), "accepted") == u"400000.00");
    const QJsonObject july = preview(office, "2019-07");
    CHECK(text(rowOf(july, "XM-1"), "accepted") == u"0.00");
    CHECK(text(rowOf(july, "XM-1"), "result").isEmpty());
    CHECK(text(july.value("totals"_L1).toObject(), "accepted_month") == u"-400000.00");
}

TEST_CASE("disclose.closed: months are published one after another, the first is any") {
    Office office;
    CHECK(text(preview(office, "2019-04"), "due").isEmpty());
    publish(office, "2019-04", "2019-05-01");
    CHECK(text(preview(office, "2019-04"), "due") == u"2019-05");
    refused(office, "reviewer1", "disclosure.publish",
            "{'id':'GS','month':'2019-06','date':'2019-07-01'}",
            {"state.order", "month", "2019-05", "2019-06",
             told("disclosure.month-not-next", "2019-06", "2019-05")});
    refused(office, "reviewer1", "disclosure.publish",
            "{'id':'GS','month':'2019-04','date':'2019-07-01'}",
            {"state.order", "month", "2019-05", "2019-04",
             told("disclosure.month-published", "2019-04", "2019-05")});
    refused(office, "reviewer1", "disclosure.publish",
            "{'id':'GS','month':'2019-03','date':'2019-07-01'}",
            {"state.order", "month", "2019-05", "2019-03",
             told("disclosure.month-before-first", "2019-03", "2019-05")});
    publish(office, "2019-05", "2019-06-01");
    // An empty month says that it is one, and a year's last month is followed by January.
    const auto paper =
        reports::ofMonth(api::fromJson<api::DisclosurePage>(preview(office, "2019-05")),
                         plan::current(fund::Internals::context(office.open())));
    CHECK(QString::fromUtf8(reports::toText(paper)).contains(u"本月没有验收合格的项目"));
    for (const char* month : {"2019-06", "2019-07", "2019-08", "2019-09", "2019-10", "2019-11"})
        publish(office, month, "2019-12-01");
    office.today(u"2020-02-01"_s);
    publish(office, "2019-12", "2020-01-01");
    CHECK(text(preview(office, "2019-12"), "due") == u"2020-01");
    publish(office, "2020-01", "2020-02-01");
    office.verifySound();
}

TEST_CASE("disclosure.list: a month that was amended says so") {
    Office office;
    publish(office, "2019-04", "2019-05-01");
    const auto items = [&] {
        return office.ask(u"auditor1"_s, u"disclosure.list"_s)
            .toObject()
            .value("items"_L1)
            .toArray();
    };
    CHECK_FALSE(items()[0].toObject().contains("amended_by"_L1));
    ok(office, "reviewer1", "disclosure.amend",
       "{'id':'GS-A','of':'GS-2019-04','date':'2019-05-02','reason':'更正'}");
    for (const QJsonValue& value : items()) {
        const QJsonObject item = value.toObject();
        const bool first = text(item, "id") == u"GS-2019-04";
        CHECK(text(item, "amended_by") == (first ? u"GS-A"_s : QString()));
        CHECK(text(item, "amended_on") == (first ? u"2019-05-02"_s : QString()));
        CHECK(text(item, "of") == (first ? QString() : u"GS-2019-04"_s));
    }
}

TEST_CASE("disclose.monthly: one row a project, its payees below it add up to it") {
    Office office;
    awardOf(office);
    const QJsonObject june = preview(office, "2019-06");
    REQUIRE(june.value("rows"_L1).toArray().size() == 1);
    const QJsonObject row = rowOf(june, "XM-J");
    CHECK(text(row, "unit") == u"单位P1");
    CHECK(text(row, "paid_month") == u"15000.00");
    CHECK(text(row, "paid_total") == u"15000.00");
    CHECK(text(row, "rate") == u"1.0000");
    const QJsonArray payees = row.value("payees"_L1).toArray();
    REQUIRE(payees.size() == 3);
    money::Fen month;
    money::Fen total;
    for (const QJsonValue& value : payees) {
        month += money::Fen::parsePrinted(text(value.toObject(), "paid_month"));
        total += money::Fen::parsePrinted(text(value.toObject(), "paid_total"));
        CHECK(text(value.toObject(), "name") == u"单位"_s + text(value.toObject(), "unit"));
    }
    CHECK(month.toYuan() == text(row, "paid_month"));
    CHECK(total.toYuan() == text(row, "paid_total"));
    // The column of the paper adds up to what was paid, not to twice as much.
    const auto paper = reports::ofMonth(api::fromJson<api::DisclosurePage>(june),
                                        plan::current(fund::Internals::context(office.open())));
    const auto& table = std::get<reports::Table>(paper.blocks.front());
    REQUIRE(table.rows.size() == 4);
    CHECK(table.rows[1][2] == u"其中付给");
    CHECK(table.rows[1][3] == u"单位P1");
    CHECK(table.rows[1][5].isEmpty());
    CHECK(table.rows[1][8] == u"其中 5,000.00");
    CHECK(table.total[8] == u"15000.00");
}

TEST_CASE("disclose.monthly: a project whose own unit was paid has no payees beside it") {
    Office office;
    marchOf(office);
    CHECK_FALSE(rowOf(preview(office, "2019-03"), "XM-1").contains("payees"_L1));
}

TEST_CASE("disclose.monthly: what was recovered stands beside what was paid, and leaves the rate") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"500000.00"_s);
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"500000.00"_s, u"2019-06-05"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, u"500000.00"_s, u"2019-06-10"_s);
    CHECK(text(rowOf(preview(office, "2019-06"), "XM-1"), "recovered_total") == u"0.00");
    ok(office, "group1", "supervision.find",
       "{'id':'JC','unit':'U1','kind':'irregularity','project':'XM-1','finding':'借用设备',"
       "'recover':'500000.00','date':'2019-07-01','document':'文'}");
    ok(office, "finance1", "supervision.recover",
       "{'id':'ZH','finding':'JC','project':'XM-1','source':'central-1','amount':'200000.00',"
       "'date':'2019-07-31','voucher':'记-9'}");
    ok(office, "finance1", "supervision.recover",
       "{'id':'ZH-2','finding':'JC','project':'XM-1','source':'central-1','amount':'0.01',"
       "'date':'2019-08-01','voucher':'记-10'}");
    CHECK(text(rowOf(preview(office, "2019-06"), "XM-1"), "recovered_total") == u"0.00");
    const QJsonObject july = preview(office, "2019-07");
    const QJsonObject row = rowOf(july, "XM-1");
    CHECK(text(row, "paid_month") == u"0.00");
    CHECK(text(row, "paid_total") == u"500000.00");
    CHECK(text(row, "recovered_total") == u"200000.00");
    CHECK(text(row, "rate") == u"0.6000");
    CHECK(text(row, "accepted") == u"300000.00");
    CHECK(text(july.value("totals"_L1).toObject(), "recovered_total") == u"200000.00");
    const QString paper = QString::fromUtf8(
        reports::toText(reports::ofMonth(api::fromJson<api::DisclosurePage>(july),
                                         plan::current(fund::Internals::context(office.open())))));
    CHECK(paper.contains(u"累计追回"));
    CHECK(paper.contains(u"已追回 200,000.00 元"));
}
