// SPDX-License-Identifier: GPL-3.0-only
#include <support/office.h>

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::Office;

TEST_CASE("payment.monthly: what was paid each month by source, net of what came back in it") {
    Office office;
    office.fund(u"central-1"_s, u"10000000.00"_s);
    office.enterprise(u"U1"_s);
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"2000000.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"600000.01"_s, u"2019-02-20"_s);
    office.payment(u"BF-2"_s, u"XM-1"_s, u"prepay"_s, u"100000.00"_s, u"2019-03-20"_s);
    office.ok(u"finance1"_s, u"payment.reverse"_s,
              uR"({"id":"BF-2","date":"2019-04-02","reason":"账号有误","voucher":"记-9"})"_s);
    const QJsonArray months =
        office.ask(u"leader1"_s, u"payment.monthly"_s).toObject().value("months"_L1).toArray();
    REQUIRE(months.size() == 3);
    CHECK(months[0].toObject().value("month"_L1) == u"2019-02"_s);
    CHECK(months[0].toObject().value("paid"_L1) == u"600000.01"_s);
    CHECK(months[1].toObject().value("paid"_L1) == u"100000.00"_s);
    CHECK(months[2].toObject().value("paid"_L1) == u"-100000.00"_s);
    CHECK(months[2].toObject().value("by_source"_L1).toArray()[0].toObject().value("source"_L1)
          == u"central-1"_s);
}
