// SPDX-License-Identifier: GPL-3.0-only
#include "asked.h"

#include <catch2/catch.hpp>

#include <QFile>

using namespace Qt::Literals::StringLiterals;
using testing::asked;
using testing::Office;
using testing::ok;
using testing::planWith;

namespace {

void accepted(Office& office) {
    office.fund(u"central-1"_s, u"100000.00"_s);
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"3000.00"_s);
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"3000.00"_s); // 2019-06-05, a Wednesday
}

void pay(Office& office, const QString& id, const QString& voucher) {
    office.payment(id, u"XM-1"_s, u"stage"_s, u"10.00"_s, u"2019-06-10"_s, u"approved"_s);
    office.ok(u"finance1"_s, u"payment.pay"_s,
              uR"({"id":"%1","date":"2019-06-10","voucher":"%2"})"_s.arg(id, voucher));
}

void file(Office& office, const QString& id, const QString& about, const QString& kind,
          const QByteArray& bytes) {
    const QString path = office.folder() + u"/scan.pdf"_s;
    QFile scan(path);
    REQUIRE(scan.open(QIODevice::WriteOnly));
    scan.write(bytes);
    scan.close();
    office.ok(u"clerk1"_s, u"document.file"_s,
              uR"({"id":"%1","about":{"kind":"project","id":"%2"},"kind":"%3","title":"件",)"
              R"("date":"2019-06-01","path":"%4"})"_s.arg(id, about, kind, path));
}

} // namespace

TEST_CASE("warnings: one voucher number on two movements") {
    Office office;
    accepted(office);
    pay(office, u"BF-1"_s, u"记-1"_s);
    pay(office, u"BF-2"_s, u"记-2"_s);
    CHECK(asked(office, "voucher-again") == u"");
    pay(office, u"BF-3"_s, u"记-1"_s);
    CHECK(asked(office, "voucher-again") == u"BF-1+BF-3");
    ok(office, "finance1", "fund.interest",
       "{'id':'LX-1','amount':'1.00','date':'2019-06-30','voucher':'记-2'}");
    CHECK(asked(office, "voucher-again") == u"BF-1+BF-3 LX-1+BF-2");
    const QString about = u",\"about\":{\"kind\":\"payment\",\"id\":\"BF-3\"}"_s;
    CHECK(testing::warningsOf(office, u"voucher-again"_s, about).size() == 1);
}

TEST_CASE("warnings: one paper and sum received twice") {
    Office office;
    const auto receive = [&](const QString& id, const QString& amount) {
        office.ok(u"finance1"_s, u"fund.receive"_s,
                  uR"({"id":"%1","source":"central-1","amount":"%2","date":"2019-01-10",)"
                  R"("document":"湘财1号"})"_s.arg(id, amount));
    };
    receive(u"SR-A"_s, u"100.00"_s);
    receive(u"SR-B"_s, u"100.01"_s);
    CHECK(asked(office, "receipt-again") == u"");
    receive(u"SR-C"_s, u"100.00"_s);
    CHECK(asked(office, "receipt-again") == u"SR-A+SR-C");
}

TEST_CASE("warnings: approved and not paid for ten working days, accepted and asked for nothing") {
    Office office;
    accepted(office);
    office.today(u"2019-08-03"_s);
    CHECK(asked(office, "unpaid") == u"");
    office.today(u"2019-08-04"_s); // sixty days after 5 June
    CHECK(asked(office, "unpaid") == u"project/XM-1");
    office.today(u"2019-12-31"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, u"1.00"_s, u"2019-12-17"_s, u"approved"_s);
    CHECK(asked(office, "unpaid") == u"payment/BF-1"); // the tenth working day is today
    office.payment(u"BF-2"_s, u"XM-1"_s, u"stage"_s, u"1.00"_s, u"2019-12-18"_s, u"approved"_s);
    CHECK(asked(office, "unpaid") == u"payment/BF-1");
}

TEST_CASE("warnings: what is dated on a day off of the calendar") {
    Office office(
        planWith({{"calendar"_L1, QJsonObject{{"holidays"_L1, QJsonArray{u"2019-06-11"_s}},
                                              {"workdays"_L1, QJsonArray{u"2019-06-09"_s}}}}}));
    accepted(office);
    // The review of 10 February 2019 is a Sunday's.
    CHECK(asked(office, "holiday") == u"project/XM-1");
    const auto paid = [&](const QString& id, const QString& date) {
        office.payment(id, u"XM-1"_s, u"stage"_s, u"10.00"_s, date);
    };
    paid(u"BF-1"_s, u"2019-06-07"_s); // Friday
    paid(u"BF-2"_s, u"2019-06-09"_s); // a Sunday on which one works
    CHECK(asked(office, "holiday") == u"project/XM-1");
    paid(u"BF-3"_s, u"2019-06-11"_s); // Tuesday, a holiday
    paid(u"BF-4"_s, u"2019-06-15"_s); // Saturday
    CHECK(asked(office, "holiday") == u"payment/BF-3 payment/BF-4 project/XM-1");
    const QString about = u",\"about\":{\"kind\":\"payment\",\"id\":\"BF-4\"}"_s;
    CHECK(testing::warningsOf(office, u"holiday"_s, about).size() == 1);
}

TEST_CASE("warnings: requested or paid while a finding stands open") {
    Office office;
    accepted(office);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, u"10.00"_s, u"2019-06-30"_s);
    office.payment(u"BF-2"_s, u"XM-1"_s, u"stage"_s, u"10.00"_s, u"2019-07-11"_s);
    ok(office, "group1", "supervision.find",
       "{'id':'JG-1','unit':'U1','kind':'irregularity','finding':'不规范','recover':'0',"
       "'date':'2019-07-01','document':'文'}");
    ok(office, "group1", "supervision.rectify",
       "{'id':'JG-1','date':'2019-07-11','document':'文','note':'已改'}");
    CHECK(asked(office, "over-finding") == u"");
    office.payment(u"BF-3"_s, u"XM-1"_s, u"stage"_s, u"10.00"_s, u"2019-07-10"_s);
    CHECK(asked(office, "over-finding") == u"BF-3");
}

TEST_CASE("warnings: the same bytes under two projects or two kinds") {
    Office office;
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"3000.00"_s);
    office.approved(u"XM-2"_s, u"L08"_s, {}, u"3000.00"_s);
    file(office, u"D1"_s, u"XM-1"_s, u"contract"_s, "one");
    file(office, u"D2"_s, u"XM-1"_s, u"contract"_s, "one");
    file(office, u"D3"_s, u"XM-2"_s, u"contract"_s, "two");
    CHECK(asked(office, "document-again") == u"");
    file(office, u"D4"_s, u"XM-2"_s, u"contract"_s, "one");
    CHECK(asked(office, "document-again") == u"D1+D4");
    file(office, u"D5"_s, u"XM-2"_s, u"invoice"_s, "two");
    CHECK(asked(office, "document-again") == u"D1+D4 D3+D5");
}

TEST_CASE("warnings: more than half of a leader's month is recorded by one clerk without a scan") {
    Office office;
    accepted(office);
    const auto approve = [&](const QString& id, const QString& as, const QString& signature) {
        office.payment(id, u"XM-1"_s, u"stage"_s, u"10.00"_s, u"2019-06-10"_s, u"requested"_s);
        office.ok(
            as, u"payment.approve"_s,
            uR"({"id":"%1","decision":"approve","opinion":"同意","date":"2019-06-10"%2})"_s.arg(
                id, signature));
    };
    const QString paper =
        u",\"signed\":{\"by\":\"leader1\",\"on\":\"2019-06-10\",\"document\":\"签1\"}"_s;
    approve(u"BF-1"_s, u"leader1"_s, {});
    approve(u"BF-2"_s, u"clerk2"_s, paper);
    CHECK(asked(office, "paper-many") == u""); // a half
    approve(u"BF-3"_s, u"clerk2"_s, paper);
    CHECK(asked(office, "paper-many") == u"2019-06+leader1+clerk2");
}
