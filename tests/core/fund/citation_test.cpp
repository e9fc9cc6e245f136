// SPDX-License-Identifier: GPL-3.0-only
#include <fund/internals.h>
#include <support/terse.h>

#include <fund/batch.h>

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::cites;
using testing::Office;
using testing::ok;
using testing::outcome;

// Commands that break several rules at once: the one that stands first in the contract's list is
// cited. Each test mends what was cited and goes one rule further down.

TEST_CASE("the order of citation: from bad input down to the prepayment's cap") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"2200000.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"1.00"_s, u"2019-02-15"_s, u"requested"_s);
    const auto request = [&](const char* user, const char* id, const char* amount, const char* date,
                             const char* kind) {
        const QByteArray with = QByteArray("{'id':'") + id + "','project':'XM-1','kind':'" + kind
                                + "','amount':'" + amount + "','date':'" + date
                                + "','report':'申请'}";
        return outcome(office, QString::fromLatin1(user), "payment.request", with.constData(),
                       true);
    };
    CHECK(request("nobody", "BF-1", "1100000.001", "2020-06-01", "prepay") == u"bad-input");
    CHECK(request("nobody", "BF-1", "1100000.01", "2020-06-01", "prepay") == u"not-logged-in");
    CHECK(request("finance1", "BF-1", "1100000.01", "2020-06-01", "prepay") == u"duty.role");
    CHECK(request("clerk1", "BF-1", "1100000.01", "2020-06-01", "prepay") == u"id.taken");
    CHECK(request("clerk1", "BF-2", "1100000.01", "2020-06-01", "prepay") == u"date.order");
    testing::bar(office, "U1");
    CHECK(request("clerk1", "BF-2", "1100000.01", "2019-02-15", "prepay") == u"unit.barred");
    testing::liftBar(office, "U1");
    CHECK(request("clerk1", "BF-2", "1100000.00", "2019-02-15", "prepay") == u"pay.prepay-cap");
    CHECK(request("clerk1", "BF-2", "1099999.00", "2019-02-15", "prepay") == u"ok");
    office.started(u"XM-1"_s);
    CHECK(request("clerk1", "BF-2", "1100000.00", "2019-03-01", "prepay") == u"pay.prepay-timing");
    CHECK(request("clerk1", "BF-2", "0.01", "2019-03-01", "stage") == u"pay.accepted");
}

TEST_CASE("the order of citation: a review, from the state to the line's ceiling") {
    Office office;
    office.declared(u"XM-1"_s, u"L10"_s, u"L10-running"_s, u"2600000.00"_s,
                    u",\"year\":2019,\"sources\":[{\"source\":\"central-2\","
                    "\"amount\":\"2600000.00\"}]"_s);
    const char* approve = "{'id':'XM-1','decision':'approve','opinion':'同意','date':'2019-06-10'}";
    testing::person(office, "both", "clerk reviewer");
    testing::bar(office, "U1");
    cites(office, "reviewer1", "project.review",
          "{'id':'XM-1','decision':'approve','opinion':'同意','date':'2019-01-31'}", "date.order");
    cites(office, "reviewer1", "project.review", approve, "unit.barred");
    testing::liftBar(office, "U1");
    cites(office, "reviewer1", "project.review", approve, "source.conditional");
    office.evaluated(u"4000000.00"_s);
    cites(office, "reviewer1", "project.review", approve, "source.award");
    ok(office, "group1", "plan.adjust-award",
       "{'id':'A','date':'2019-05-02','document':'纪要','allocations':["
       "{'line':'L11','amount':'450000.00'}]}");
    cites(office, "reviewer1", "project.review", approve, "item.standard");
    cites(office, "reviewer1", "project.review",
          "{'id':'XM-1','decision':'approve','opinion':'同意','date':'2019-06-10',"
          "'support':'500000.01'}",
          "item.standard");
    ok(office, "reviewer1", "project.review",
       "{'id':'XM-1','decision':'approve','opinion':'同意','date':'2019-06-10',"
       "'support':'500000.00'}");
}

TEST_CASE("the order of citation: paying, from the state to the cash and the account") {
    Office office;
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"2200000.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"1.00"_s, u"2019-02-15"_s, u"requested"_s);
    const char* pay = "{'id':'BF-1','date':'2019-02-16','voucher':'记-1'}";
    testing::closeMonth(office, "2019-01");
    cites(office, "finance1", "payment.pay", "{'id':'BF-1','date':'2019-01-31','voucher':'记-1'}",
          "date.order");
    testing::closeMonth(office, "2019-02");
    cites(office, "finance1", "payment.pay", pay, "disclose.closed");
    const char* later = "{'id':'BF-1','date':'2019-03-01','voucher':'记-1'}";
    cites(office, "finance1", "payment.pay", later, "pay.office");
    ok(office, "reviewer1", "payment.review",
       "{'id':'BF-1','decision':'approve','opinion':'同意','date':'2019-02-20'}");
    cites(office, "finance1", "payment.pay", later, "pay.leader");
    ok(office, "leader1", "payment.approve",
       "{'id':'BF-1','decision':'approve','opinion':'同意','date':'2019-02-20'}");
    cites(office, "finance1", "payment.pay", later, "source.cash");
    office.fund(u"central-1"_s, u"1.00"_s, u"2019-03-01"_s);
    ok(office, "finance1", "payment.pay", later);
    cites(office, "finance1", "payment.pay", later, "state.order");
}

TEST_CASE("a batch answers line by line, in order, and in groups as well") {
    Office office;
    for (const int group : {1, 3}) {
        QList<QByteArray> answers;
        fund::Batch batch(office.open(), group, [&](const QByteArray& line) { answers << line; });
        const QByteArray interest =
            R"({"as":"finance1","do":"fund.interest","with":{"id":"I%1-%2",)"
            R"("amount":"1.00","date":"2019-02-01","voucher":"记"}})";
        for (int i = 0; i < 4; ++i)
            batch.line(QString::fromUtf8(interest).arg(group).arg(i).toUtf8());
        batch.line("");
        batch.line("not json");
        batch.line(R"({"as":"finance1","do":"fund.interest","dry":true,"with":{"id":"X",)"
                   R"("amount":"1.00","date":"2019-02-01","voucher":"记"}})");
        batch.line(R"({"as":"finance1","ask":"journal.head","extra":1})");
        batch.line(R"({"as":"ghost","ask":"journal.head"})");
        batch.lineTooLong();
        batch.finish();
        REQUIRE(answers.size() == 9);
        for (int i = 0; i < 4; ++i)
            CHECK(answers[i].contains(QByteArray("\"id\":\"I") + QByteArray::number(group) + '-'
                                      + QByteArray::number(i)));
        CHECK(answers[4].contains("bad-input"));
        CHECK(answers[5] == R"({"dry":true,"ok":true})");
        CHECK(answers[6].contains("\"field\":\"extra\""));
        CHECK(answers[7].contains("not-logged-in"));
        CHECK(answers[8].contains("1 MiB"));
    }
    office.verifySound();
}

TEST_CASE("opening.exception: two thousand rows in one go, all or nothing, each bad row named") {
    Office office;
    office.enterprise(u"U1"_s);
    const auto run = [&](const char* badAmount) {
        QList<QByteArray> answers;
        fund::Batch batch(office.open(), 1, [&](const QByteArray& line) { answers << line; });
        batch.allOrNothing();
        for (int i = 0; i < 2000; ++i) {
            const bool bad = i == 7 || i == 1500;
            batch.line(
                uR"({"as":"finance1","do":"opening.project","with":{"id":"QC-%1","unit":"U1",)"
                R"("line":"L08","name":"旧","content":"旧","schedule":{"from":"2018-12-01",)"
                R"("to":"2019-01-31"},"support":"%2","materials":["方案"],"date":"2019-01-05",)"
                R"("state":"approved"}})"_s.arg(i)
                    .arg(bad ? QLatin1StringView(badAmount) : "1.00"_L1)
                    .toUtf8());
        }
        batch.finish();
        int refused = 0;
        for (const QByteArray& answer : answers)
            refused += answer.contains("line.ceiling") ? 1 : 0;
        CHECK(answers.size() == 2000);
        CHECK(batch.undone() == (refused > 0));
        return refused;
    };
    const auto before = journal::head(fund::Internals::context(office.open())).hash;
    CHECK(run("600000.00") == 2);
    CHECK(journal::head(fund::Internals::context(office.open())).hash == before);
    CHECK(run("1.00") == 0);
    CHECK(office.row(u"L08"_s, u"central-1"_s).value("committed"_L1) == u"2000.00"_s);
    office.verifySound();
}
