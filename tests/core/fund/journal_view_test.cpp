// SPDX-License-Identifier: GPL-3.0-only
#include <support/terse.h>

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::Office;
using testing::ok;

namespace {

QString text(const QJsonObject& json, const char* key) {
    return json.value(QLatin1StringView(key)).toString();
}

QJsonObject lastEntry(Office& office) {
    return office.ask(u"auditor1"_s, u"journal.list"_s, u"{\"newest\":true,\"count\":1}"_s)
        .toObject()
        .value("entries"_L1)
        .toArray()
        .first()
        .toObject();
}

} // namespace

TEST_CASE("journal.list: who decided and who recorded stand apart, each with a name") {
    Office office;
    office.fund(u"central-1"_s, u"1000000.00"_s);
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"500000.00"_s);
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"400000.00"_s, u"2019-06-05"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, u"300000.00"_s, u"2019-06-10"_s,
                   u"requested"_s);
    ok(office, "clerk2", "payment.approve",
       "{'id':'BF-1','decision':'approve','opinion':'同意','date':'2019-06-11',"
       "'signed':{'by':'leader1','on':'2019-06-11','document':'签1'}}");
    QJsonObject entry = lastEntry(office);
    CHECK(text(entry, "by") == u"clerk2");
    CHECK(text(entry, "decided_by") == u"leader1");
    CHECK_FALSE(text(entry, "decided_by_name").isEmpty());
    CHECK(text(entry, "amount") == u"300000.00");
    ok(office, "finance1", "payment.pay", "{'id':'BF-1','date':'2019-06-12','voucher':'记-1'}");
    entry = lastEntry(office);
    CHECK(text(entry, "decided_by") == u"finance1");
    CHECK(text(entry, "amount") == u"300000.00");
    ok(office, "finance1", "payment.refund",
       "{'id':'TK','payment':'BF-1','amount':'0.01','date':'2019-06-13','reason':'退',"
       "'voucher':'记-2'}");
    ok(office, "finance2", "void",
       "{'kind':'refund','id':'TK','date':'2019-06-14','reason':'误登'}");
    CHECK(text(lastEntry(office), "amount") == u"0.01");
    ok(office, "clerk1", "goal.report",
       "{'goal':'G01','value':'12','date':'2019-06-30','note':'统计'}");
    CHECK(text(lastEntry(office), "goal_name") == u"电子商务交易额年均同比增长");
}

TEST_CASE("inbox: what is asked for again says so, and what has to be mended") {
    Office office;
    office.declared(u"XM-1"_s, u"L08"_s, {}, u"500000.00"_s);
    const auto first = [&](const char* user) {
        return office.ask(QString::fromLatin1(user), u"inbox"_s).toArray().first().toObject();
    };
    CHECK_FALSE(first("reviewer1").contains("again"_L1));
    ok(office, "reviewer1", "project.review",
       "{'id':'XM-1','decision':'return','opinion':'缺方案','date':'2019-02-05'}");
    CHECK(text(first("clerk1"), "command") == u"project.declare");
    CHECK(text(first("clerk1"), "again") == u"return");
    CHECK(text(first("clerk1"), "opinion") == u"缺方案");
}
