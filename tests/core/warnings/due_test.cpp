// SPDX-License-Identifier: GPL-3.0-only
#include "asked.h"

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::Office;
using testing::ok;

namespace {

struct One {
    QString due;
    int late = -1;
    QString of = {}; // whose it is, where the thing has no page
};

// The first of a kind about a thing; an empty date where there is none.
One due(Office& office, const char* kind, const QString& id, const QString& with = u"{}"_s) {
    const QJsonArray items =
        office.ask(u"clerk1"_s, u"due.list"_s, with).toObject().value("items"_L1).toArray();
    for (const QJsonValue& item : items)
        if (item["kind"_L1] == QLatin1StringView(kind) && item["about"_L1]["id"_L1] == id)
            return {item["due"_L1].toString(), item["late"_L1].toInt(),
                    item["of"_L1]["kind"_L1].toString() + u' ' + item["of"_L1]["id"_L1].toString()};
    return {};
}

} // namespace

TEST_CASE("due.list: what is late stands first, and nothing after `until`") {
    Office office;
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"2000.00"_s);
    const QJsonArray items =
        office.ask(u"clerk1"_s, u"due.list"_s).toObject().value("items"_L1).toArray();
    for (qsizetype i = 1; i < items.size(); ++i)
        CHECK(items[i - 1]["due"_L1].toString() <= items[i]["due"_L1].toString());
    CHECK(due(office, "goal", u"G01"_s).due == u"2020-12-31");
    CHECK(due(office, "goal", u"G01"_s, u"{\"until\":\"2020-12-30\"}"_s).due == u"");
    CHECK(due(office, "goal", u"G01"_s, u"{\"until\":\"2020-12-31\"}"_s).late == 0);
}

TEST_CASE("due.list: a start thirty days from the approval, a schedule's end") {
    Office office;
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"2000.00"_s); // 2019-02-10
    office.today(u"2019-03-12"_s);
    CHECK(due(office, "start", u"XM-1"_s).due == u"2019-03-12");
    CHECK(due(office, "start", u"XM-1"_s).late == 0);
    office.today(u"2019-03-13"_s);
    CHECK(due(office, "start", u"XM-1"_s).late == 1);
    CHECK(due(office, "schedule", u"XM-1"_s).due == u"2019-12-31");
    office.today(u"2019-12-31"_s);
    office.started(u"XM-1"_s);
    CHECK(due(office, "start", u"XM-1"_s).due == u"");
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"2000.00"_s);
    CHECK(due(office, "schedule", u"XM-1"_s).due == u"");
}

TEST_CASE("due.list: what waits in an inbox for more than five working days") {
    Office office;
    office.declared(u"XM-1"_s, u"L08"_s, {}, u"2000.00"_s); // Friday 2019-02-01
    office.today(u"2019-02-08"_s);
    const QString since = due(office, "waiting", u"XM-1"_s).due;
    CHECK(since >= u"2019-02-08");
    office.today(u"2019-12-31"_s);
    CHECK(due(office, "waiting", u"XM-1"_s).late > 0);
    ok(office, "reviewer1", "project.review",
       "{'id':'XM-1','decision':'approve','opinion':'同意','date':'2019-02-10'}");
    CHECK(due(office, "waiting", u"XM-1"_s).due == u"");
    ok(office, "clerk1", "project.amend",
       "{'id':'BG-1','project':'XM-1','date':'2019-12-30','reason':'改','support':'2500.00'}");
    CHECK(due(office, "waiting", u"BG-1"_s).of == u"project XM-1"_s);
}

TEST_CASE("due.list: rectifying, notices, contracts, the month, the backup") {
    Office office;
    office.fund(u"central-1"_s, u"100000.00"_s);
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"3000.00"_s);
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"3000.00"_s);
    ok(office, "group1", "supervision.find",
       "{'id':'JG-1','unit':'U1','kind':'irregularity','finding':'不规范','recover':'0',"
       "'date':'2019-06-30','document':'文','rectify_by':'2019-12-30'}");
    CHECK(due(office, "rectify", u"JG-1"_s).late == 1);
    ok(office, "clerk1", "notice.post",
       "{'id':'GG-1','about':{'kind':'acceptance','id':'YS-1'},'from':'2019-12-25',"
       "'to':'2019-12-31','where':'公示栏'}");
    CHECK(due(office, "notice", u"GG-1"_s).late == 0);
    CHECK(due(office, "notice", u"GG-1"_s).of == u"acceptance YS-1"_s);
    ok(office, "clerk1", "contract.record",
       "{'id':'HT-1','project':'XM-1','number':'1','party':'乙','amount':'3000.00',"
       "'date':'2019-03-01','schedule':[{'due':'2019-06-20','amount':'1000.00','condition':'一'},"
       "{'due':'2019-12-20','amount':'2000.00','condition':'二'}]}");
    CHECK(due(office, "contract", u"XM-1"_s).due == u"2019-06-20");
    office.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, u"1000.00"_s, u"2019-06-20"_s);
    CHECK(due(office, "contract", u"XM-1"_s).due == u"2019-12-20");
    CHECK(due(office, "publish", u"2019-12"_s).due == u"");
    ok(office, "reviewer1", "disclosure.publish",
       "{'id':'GS-1','month':'2019-10','date':'2019-11-01'}");
    CHECK(due(office, "publish", u"2019-11"_s).due == u"2019-12-10");
    CHECK_FALSE(due(office, "backup", u"fund"_s).due.isEmpty());
    office.today(u"2020-01-01"_s);
    CHECK(due(office, "notice", u"GG-1"_s).due == u"");
}
