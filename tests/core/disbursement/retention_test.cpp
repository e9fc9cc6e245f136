// SPDX-License-Identifier: GPL-3.0-only
#include <support/plans.h>
#include <support/terse.h>

#include <catch2/catch.hpp>

#include <QTemporaryDir>

// 质保金 with a term, and a bank's guarantee in its place.

using namespace Qt::Literals::StringLiterals;
using testing::badInput;
using testing::limitOf;
using testing::Office;
using testing::ok;
using testing::refused;
using testing::told;

namespace {

// XM-1 of 1000.00 on a path that keeps back as `keys` say, accepted of 600.01 on 2019-03-31 and of
// 399.99 on 2019-06-05: 30.01 and 20.00 are retained.
struct Retained {
    QTemporaryDir folder;
    Office office;

    explicit Retained(const char* keys)
        : office(
            testing::planWithPath(folder.path(), u"examples/retention.json"_s, u"staged"_s, keys)) {
        office.fund(u"central"_s, u"900000.00"_s);
        office.approved(u"XM-1"_s, u"B01"_s, u"B01-cold"_s, u"1000.00"_s,
                        u",\"sources\":[{\"source\":\"central\",\"amount\":\"1000.00\"}]"_s);
        office.started(u"XM-1"_s);
        office.accepted(u"YS-1"_s, u"XM-1"_s, u"600.01"_s, u"2019-03-31"_s);
        office.accepted(u"YS-2"_s, u"XM-1"_s, u"399.99"_s);
    }
    journal::Answer ask(const QString& kind, const QString& amount, const QString& date) {
        return office.submit(u"clerk1"_s, u"payment.request"_s,
                             uR"({"id":"BF-X","project":"XM-1","kind":"%1","amount":"%2",)"
                             R"("date":"%3","report":"申请"})"_s.arg(kind, amount, date),
                             true);
    }
    QJsonObject refusal(const QString& kind, const QString& amount, const QString& date) {
        return ask(kind, amount, date).toJson().value("refusal"_L1).toObject();
    }
    QStringList due() {
        QStringList found;
        const QJsonObject list = office.ask(u"clerk1"_s, u"due.list"_s).toObject();
        for (const QJsonValue& one : list.value("items"_L1).toArray())
            if (one["kind"_L1] == u"retention"_s)
                found << one["due"_L1].toString() + u' ' + one["about"_L1]["id"_L1].toString()
                             + u' ' + one["message"_L1].toString();
        return found;
    }
};

constexpr const char* each = "{'retention_percent':'0','retention':{'percent':'5','months':6,"
                             "'from':'each'},'notice_days':0,'stages':[]}";
constexpr const char* last = "{'retention_percent':'0','retention':{'percent':'5','months':6,"
                             "'from':'last'},'notice_days':0,'stages':[],'guarantee':true}";

} // namespace

TEST_CASE("pay.retention: each acceptance's share waits for its own months, the day is said") {
    Retained r(each);
    CHECK(limitOf(r.office, "XM-1", "stage") == u"949.99");
    r.office.today(u"2019-12-31"_s);
    // 31 March and six months is 30 September.
    CHECK(r.due()
          == QStringList{u"2019-09-30 XM-1 "_s + told("due.retention", "XM-1", "30.01"),
                         u"2019-12-05 XM-1 "_s + told("due.retention", "XM-1", "20.00")});
    QJsonObject no = r.refusal(u"final"_s, u"950.00"_s, u"2019-09-29"_s);
    CHECK(no.value("rule"_L1) == u"pay.retention"_s);
    CHECK(no.value("limit"_L1) == u"949.99"_s);
    CHECK(no.value("until"_L1) == u"2019-09-30"_s);
    CHECK(r.ask(u"final"_s, u"949.99"_s, u"2019-09-29"_s).ok());
    CHECK(r.ask(u"final"_s, u"980.00"_s, u"2019-09-30"_s).ok());
    no = r.refusal(u"final"_s, u"980.01"_s, u"2019-09-30"_s);
    CHECK(no.value("limit"_L1) == u"980.00"_s);
    CHECK(no.value("until"_L1) == u"2019-12-05"_s);
    // Of a payment that is not the final one there is no day.
    no = r.refusal(u"stage"_s, u"950.00"_s, u"2019-12-31"_s);
    CHECK(no.value("rule"_L1) == u"pay.retention"_s);
    CHECK_FALSE(no.contains("until"_L1));
    CHECK(r.ask(u"final"_s, u"1000.00"_s, u"2019-12-04"_s).rejection);
    CHECK(r.ask(u"final"_s, u"1000.00"_s, u"2019-12-05"_s).ok());
    r.office.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, u"949.99"_s, u"2019-07-01"_s);
    CHECK(r.due().size() == 2);
    r.office.payment(u"BF-2"_s, u"XM-1"_s, u"final"_s, u"50.01"_s, u"2019-12-05"_s);
    CHECK(r.due().isEmpty());
    r.office.verifySound();
}

TEST_CASE("pay.retention: from the last acceptance everything waits for its months") {
    Retained r(last);
    r.office.today(u"2019-12-31"_s);
    CHECK(r.due() == QStringList{u"2019-12-05 XM-1 "_s + told("due.retention", "XM-1", "50.01")});
    const QJsonObject no = r.refusal(u"final"_s, u"950.00"_s, u"2019-12-04"_s);
    CHECK(no.value("limit"_L1) == u"949.99"_s);
    CHECK(no.value("until"_L1) == u"2019-12-05"_s);
    CHECK(r.ask(u"final"_s, u"1000.00"_s, u"2019-12-05"_s).ok());
}

TEST_CASE(
    "guarantee: a bank's guarantee of at least the retention lets it be paid before its time") {
    Retained r(last);
    refused(
        r.office, "clerk1", "payment.request",
        "{'id':'BF-1','project':'XM-1','kind':'stage','amount':'1000.00','date':'2019-06-10',"
        "'report':'申请','guarantee':{'bank':'农行','number':'BH-1','amount':'50.00',"
        "'until':'2020-06-30'}}",
        {"pay.retention", "guarantee.amount", "50.01", "50.00", told("guarantee.below", "50.01")});
    // Whatever is asked: no smaller sum mends it.
    refused(
        r.office, "clerk1", "payment.request",
        "{'id':'BF-1','project':'XM-1','kind':'stage','amount':'2000.00','date':'2019-06-10',"
        "'report':'申请','guarantee':{'bank':'农行','number':'BH-1','amount':'50.00',"
        "'until':'2020-06-30'}}",
        {"pay.retention", "guarantee.amount", "50.01", "50.00", told("guarantee.below", "50.01")});
    badInput(r.office, "clerk1", "payment.request",
             "{'id':'BF-1','project':'XM-1','kind':'stage','amount':'1000.00','date':'2019-06-10',"
             "'report':'申请','guarantee':{'bank':'农行','number':'BH-1','amount':'50.01',"
             "'until':'2019-06-09'}}",
             "guarantee.until");
    ok(r.office, "clerk1", "payment.request",
       "{'id':'BF-1','project':'XM-1','kind':'stage','amount':'1000.00','date':'2019-06-10',"
       "'report':'申请','guarantee':{'bank':'农行','number':'BH-1','amount':'50.01',"
       "'until':'2020-06-30'}}");
    const QJsonObject shown =
        r.office.ask(u"auditor1"_s, u"payment.show"_s, u"{\"id\":\"BF-1\"}"_s).toObject();
    CHECK(shown.value("guarantee"_L1).toObject()
          == QJsonObject{{"bank"_L1, u"农行"_s},
                         {"number"_L1, u"BH-1"_s},
                         {"amount"_L1, u"50.01"_s},
                         {"until"_L1, u"2020-06-30"_s}});
    CHECK(shown.value("limit"_L1)["limit"_L1] == u"1000.00"_s);
    CHECK(r.due().isEmpty());
    r.office.verifySound();
}

TEST_CASE("guarantee: what a bank guaranteed stays paid beside what comes later") {
    Retained r("{'retention_percent':'0','retention':{'percent':'5','months':6,'from':'each'},"
               "'notice_days':0,'stages':[],'guarantee':true}");
    ok(r.office, "clerk1", "payment.request",
       "{'id':'BF-1','project':'XM-1','kind':'stage','amount':'600.01','date':'2019-03-31',"
       "'report':'申请','guarantee':{'bank':'农行','number':'BH-1','amount':'30.01',"
       "'until':'2020-06-30'}}");
    CHECK(limitOf(r.office, "XM-1", "stage") == u"379.99");
    ok(r.office, "leader1", "payment.approve",
       "{'id':'BF-1','decision':'reject','opinion':'不同意','date':'2019-04-01'}");
    CHECK(limitOf(r.office, "XM-1", "stage") == u"949.99");
    r.office.verifySound();
}

TEST_CASE("guarantee: a path that knows none has none") {
    Retained r(each);
    badInput(r.office, "clerk1", "payment.request",
             "{'id':'BF-1','project':'XM-1','kind':'stage','amount':'1.00','date':'2019-06-10',"
             "'report':'申请','guarantee':{'bank':'农行','number':'BH-1','amount':'90.00',"
             "'until':'2020-06-30'}}",
             "guarantee");
}
