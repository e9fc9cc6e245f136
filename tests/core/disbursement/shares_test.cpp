// SPDX-License-Identifier: GPL-3.0-only
#include <support/own_plan.h>
#include <support/terse.h>

#include <plan/plan_file.h>

#include <catch2/catch.hpp>

// plan.shares: each approval and each payment of a line is borne by its sources by their shares,
// within a fen.

using namespace Qt::Literals::StringLiterals;
using money::Fen;
using testing::cites;
using testing::Office;
using testing::ok;
using testing::refused;
using testing::told;

namespace {

// L08 is borne by the first central batch and the county, 7 to 3.
QString shared(const QJsonObject& shares = {{"central-1"_L1, u"70"_s}, {"county"_L1, u"30"_s}}) {
    return testing::ownPlan([&](QJsonObject& plan) {
        plan.insert("needs"_L1, QJsonArray{u"shares"_s});
        testing::ofLine(plan, u"L08"_s, {{"shares"_L1, shares}});
    });
}

// The line gets a budget of the county's too.
void begin(Office& office) {
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.fund(u"county"_s, u"100000.00"_s);
    ok(office, "group1", "plan.reallocate",
       "{'id':'TZ-1','date':'2019-01-15','document':'纪要','moves':[{'from':'L01','to':'L08',"
       "'source':'county','amount':'300000.00'}]}");
}

QByteArray sources(const char* central, const char* county) {
    return QByteArray(",'sources':[{'source':'central-1','amount':'") + central
           + "'},{'source':'county','amount':'" + county + "'}]";
}

QByteArray declaration(const char* id, const char* support, const QByteArray& more = "") {
    return QByteArray("{'id':'") + id
           + "','unit':'U1','line':'L08','name':'项目','content':'内容','schedule':{'from':"
             "'2019-03-01','to':'2019-12-31'},'support':'"
           + support + "','materials':['方案'],'date':'2019-02-01'" + more + "}";
}

QByteArray review(const char* id, const QByteArray& more = "") {
    return QByteArray("{'id':'") + id
           + "','decision':'approve','opinion':'同意','date':'2019-02-10'" + more + "}";
}

QByteArray request(const char* id, const char* amount, const QByteArray& more = "",
                   const char* kind = "stage") {
    return QByteArray("{'id':'") + id + "','project':'XM-1','kind':'" + kind + "','amount':'"
           + amount + "','date':'2019-06-10','report':'申请'" + more + "}";
}

// "central-1 0.70 county 0.31" of a thing.
QString parts(Office& office, const char* question, const char* id, const char* list,
              const char* amount) {
    QStringList words;
    for (const QJsonValue& one :
         office
             .ask(u"auditor1"_s, QLatin1StringView(question),
                  u"{\"id\":\"%1\"}"_s.arg(QLatin1StringView(id)))[QLatin1StringView(list)]
             .toArray())
        words << one["source"_L1].toString() + u' ' + one[QLatin1StringView(amount)].toString();
    return words.join(u' ');
}

QString paidBy(Office& office, const char* id) {
    return parts(office, "payment.show", id, "sources", "amount");
}

plan::Line lineOf(const std::vector<std::pair<QString, QString>>& shares) {
    plan::Line line;
    for (const auto& [source, percent] : shares)
        line.shares.push_back({source, *money::Percent::parse(percent)});
    return line;
}

QString split(const plan::Line& line, qint64 total, const plan::Room& room = {}) {
    QStringList words;
    for (const auto& part : plan::splitByShares(line, Fen::of(total), room))
        words << part.source + u' ' + QString::number(part.amount.count());
    return words.join(u' ');
}

} // namespace

TEST_CASE("plan.shares: a sum is split by them, the last source takes the fen") {
    const plan::Line two = lineOf({{u"a"_s, u"70"_s}, {u"b"_s, u"30"_s}});
    CHECK(split(two, 100) == u"a 70 b 30"_s);
    CHECK(split(two, 101) == u"a 70 b 31"_s);
    CHECK(split(two, 1) == u"b 1"_s);
    CHECK(split(lineOf({{u"a"_s, u"50"_s}, {u"b"_s, u"50"_s}}), 3) == u"a 1 b 2"_s);
    // Two fen over: none is more than a fen away from its share.
    CHECK(split(lineOf({{u"a"_s, u"33.5"_s}, {u"b"_s, u"33.5"_s}, {u"c"_s, u"33"_s}}), 101)
          == u"a 33 b 34 c 34"_s);
    CHECK(split(lineOf({{u"a"_s, u"50"_s}, {u"b"_s, u"50"_s}, {u"c"_s, u"0"_s}}), 1) == u"b 1"_s);
    // Where a source has no room for its fen, another takes it; never more than that.
    CHECK(split(two, 101, std::map<QString, Fen>{{u"a"_s, Fen::of(500)}, {u"b"_s, Fen::of(30)}})
          == u"a 71 b 30"_s);
    CHECK(split(two, 1000, std::map<QString, Fen>{{u"a"_s, Fen::of(699)}, {u"b"_s, Fen::of(999)}})
          == u"a 699 b 301"_s);
    CHECK(split(two, 1000, std::map<QString, Fen>{{u"a"_s, Fen::of(600)}, {u"b"_s, Fen::of(999)}})
          == u"a 699 b 301"_s);
}

TEST_CASE("plan.shares: the most that can be borne") {
    const plan::Line two = lineOf({{u"a"_s, u"70"_s}, {u"b"_s, u"30"_s}});
    for (qint64 a : {0, 1, 69, 70, 71, 699, 700, 12345})
        for (qint64 b : {0, 1, 29, 30, 31, 300, 5290, 5291}) {
            const std::map<QString, Fen> room{{u"a"_s, Fen::of(a)}, {u"b"_s, Fen::of(b)}};
            const qint64 most = std::min(plan::mostByShares(two, room)->count(), a + b);
            INFO(a << " " << b << " " << most);
            const auto fits = [&](qint64 total) {
                for (const auto& part : plan::splitByShares(two, Fen::of(total), room))
                    if (part.amount > room.at(part.source))
                        return false;
                return true;
            };
            CHECK(fits(most));
            CHECK_FALSE(fits(most + 1));
        }
    CHECK_FALSE(plan::mostByShares(plan::Line(), {}));
}

TEST_CASE("plan.shares: an approval within a fen, left out or written") {
    Office office(shared());
    begin(office);
    office.enterprise(u"U1"_s);
    ok(office, "clerk1", "project.declare", declaration("XM-1", "1000.01").constData());
    CHECK(parts(office, "project.show", "XM-1", "by_source", "support")
          == u"central-1 700.00 county 300.01"_s);
    ok(office, "reviewer1", "project.review", review("XM-1", ",'support':'1000.00'").constData());
    CHECK(parts(office, "project.show", "XM-1", "by_source", "support")
          == u"central-1 700.00 county 300.00"_s);
    ok(office, "clerk1", "project.declare",
       declaration("XM-2", "1000.00", sources("700.02", "299.98")).constData());
    const auto two = [](const char* asked) {
        return told("shares.apart", "L08 农产品电子商务供应链体系建设(上行供应链售后处理中心)",
                    "第一批中央财政资金", "70", "700.00", asked);
    };
    refused(office, "reviewer1", "project.review", review("XM-2").constData(),
            {"plan.shares", "sources[0].amount", "700.00", "700.02", two("700.02")});
    ok(office, "reviewer1", "project.review",
       "{'id':'XM-2','decision':'return','opinion':'改','date':'2019-02-10'}");
    ok(office, "clerk1", "project.declare",
       declaration("XM-2", "1000.00", sources("700.01", "299.99"))
           .replace("2019-02-01", "2019-02-11")
           .constData());
    ok(office, "reviewer1", "project.review",
       review("XM-2").replace("2019-02-10", "2019-02-11").constData());
    // A source that is left out altogether.
    ok(office, "clerk1", "project.declare",
       declaration("XM-3", "100.00", ",'sources':[{'source':'central-1','amount':'100.00'}]")
           .constData());
    cites(office, "reviewer1", "project.review", review("XM-3").constData(), "plan.shares");
    // An amount rule comes first.
    ok(office, "clerk1", "project.declare",
       declaration("XM-4", "9000000.00", sources("8999999.00", "1.00")).constData());
    cites(office, "reviewer1", "project.review", review("XM-4").constData(), "line.ceiling");
    // An amendment is an approval too.
    ok(office, "clerk1", "project.amend",
       ("{'id':'BG-1','project':'XM-1','date':'2019-02-12','reason':'减少','support':'500.00'"
        + sources("350.02", "149.98") + "}")
           .constData());
    cites(office, "reviewer1", "project.decide-amendment",
          "{'id':'BG-1','decision':'approve','opinion':'同意','date':'2019-02-12'}", "plan.shares");
    ok(office, "reviewer1", "project.decide-amendment",
       "{'id':'BG-1','decision':'reject','opinion':'不','date':'2019-02-12'}");
    ok(office, "clerk1", "project.amend",
       "{'id':'BG-2','project':'XM-1','date':'2019-02-13','reason':'减少','support':'500.00'}");
    ok(office, "reviewer1", "project.decide-amendment",
       "{'id':'BG-2','decision':'approve','opinion':'同意','date':'2019-02-13'}");
    CHECK(parts(office, "project.show", "XM-1", "by_source", "support")
          == u"central-1 350.00 county 150.00"_s);
    office.verifySound();
}

TEST_CASE("line.ceiling: what a line borne by shares may give in all, to the fen") {
    Office office(shared());
    begin(office);
    office.enterprise(u"U1"_s);
    // 500,000.00 of the batch are 70% of 714,285.71; a fen less than its share is a share too.
    ok(office, "clerk1", "project.declare", declaration("XM-1", "714285.73").constData());
    refused(
        office, "reviewer1", "project.review", review("XM-1").constData(),
        {"line.ceiling", "support", "714285.72", "714285.73",
         told("support.above-shares", "L08 农产品电子商务供应链体系建设(上行供应链售后处理中心)",
              "714285.72", "0.01")});
    ok(office, "reviewer1", "project.review", review("XM-1", ",'support':'714285.72'").constData());
    CHECK(parts(office, "project.show", "XM-1", "by_source", "support")
          == u"central-1 500000.00 county 214285.72"_s);
    office.verifySound();
}

TEST_CASE("plan.shares: a payment within a fen, and to the last fen of the project") {
    Office office(shared());
    begin(office);
    office.enterprise(u"U1"_s);
    ok(office, "clerk1", "project.declare", declaration("XM-1", "1000.00").constData());
    ok(office, "reviewer1", "project.review", review("XM-1").constData());
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"1000.00"_s);
    refused(office, "clerk1", "payment.request",
            request("BF-1", "100.00", sources("69.98", "30.02")).constData(),
            {"plan.shares", "sources[0].amount", "70.00", "69.98",
             told("shares.apart", "L08 农产品电子商务供应链体系建设(上行供应链售后处理中心)",
                  "第一批中央财政资金", "70", "70.00", "69.98")});
    cites(office, "clerk1", "payment.request",
          request("BF-1", "1000.01", sources("1000.00", "0.01")).constData(), "pay.accepted");
    ok(office, "clerk1", "payment.request",
       request("BF-1", "100.00", sources("69.99", "30.01")).constData());
    for (int i = 2; i < 6; ++i)
        ok(office, "clerk1", "payment.request",
           request(QByteArray("BF-" + QByteArray::number(i)).constData(), "0.01").constData());
    CHECK(paidBy(office, "BF-2") == u"county 0.01"_s);
    // The county has 269.95 left, the batch 630.01: together by the shares.
    CHECK(testing::limitOf(office, "XM-1", "stage") == u"899.86"_s);
    cites(office, "clerk1", "payment.request", request("BF-9", "899.87").constData(),
          "pay.accepted");
    ok(office, "clerk1", "payment.request", request("BF-9", "899.86").constData());
    CHECK(paidBy(office, "BF-9") == u"central-1 629.91 county 269.95"_s);
    ok(office, "clerk1", "payment.request", request("BF-10", "0.01").constData());
    CHECK(paidBy(office, "BF-10") == u"central-1 0.01"_s);
    office.verifySound();
}

TEST_CASE("plan.shares: a plan file whose shares are none") {
    const auto faults = [](const QJsonObject& shares) {
        QJsonObject plan = QJsonDocument::fromJson(testing::readPlan(u"guzhang.json"_s)).object();
        testing::ofLine(plan, u"L08"_s, {{"shares"_L1, shares}});
        return plan::planFaults(plan);
    };
    CHECK(faults({{"central-1"_L1, u"70"_s}, {"county"_L1, u"30"_s}}).empty());
    CHECK(faults({}).empty());
    const auto tooLittle = faults({{"central-1"_L1, u"70"_s}, {"county"_L1, u"29.99"_s}});
    REQUIRE(tooLittle.size() == 1);
    CHECK(tooLittle[0].message() == told("plan-file.shares", "行 L08.shares"));
    REQUIRE(faults({{"central-1"_L1, u"70"_s}, {"city"_L1, u"30"_s}}).size() == 1);
    REQUIRE(faults({{"central-1"_L1, u"170"_s}}).size() == 1);
}
