// SPDX-License-Identifier: GPL-3.0-only
#include <support/office.h>

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::Office;

namespace {

QString prepayment(const char* amount) {
    return uR"({"id":"BF-1","project":"XM-1","kind":"prepay","amount":"%1",)"
           R"("date":"2019-02-15","report":"预拨申请"})"_s.arg(QLatin1StringView(amount));
}

} // namespace

TEST_CASE("pay.prepay-cap: half of the approved support passes, a fen more is refused") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"2200000.00"_s);
    const auto no = office.refused(u"clerk1"_s, u"payment.request"_s, prepayment("1100000.01"));
    CHECK(no.rule == u"pay.prepay-cap");
    CHECK(no.article == u"第九条");
    CHECK(no.limit == u"1100000.00");
    CHECK(no.asked == u"1100000.01");
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"1100000.00"_s, u"2019-02-15"_s);
    CHECK(office.row(u"L01"_s, u"central-1"_s).value("paid"_L1) == u"1100000.00"_s);
    office.verifySound();
}
