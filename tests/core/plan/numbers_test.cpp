// SPDX-License-Identifier: GPL-3.0-only
#include <support/office.h>

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::Office;

namespace {

QString next(Office& office, const QString& kind, const QString& date = u"2019-06-01"_s) {
    return office
        .ask(u"clerk1"_s, u"number.next"_s, u"{\"kind\":\"%1\",\"date\":\"%2\"}"_s.arg(kind, date))
        .toObject()
        .value("id"_L1)
        .toString();
}

} // namespace

TEST_CASE("number.next proposes the number after the last of the year, as the plan writes it") {
    Office office;
    CHECK(next(office, u"project"_s) == u"XM-2019-001");
    office.enterprise(u"U1"_s);
    office.fund(u"central-1"_s, u"1000.00"_s);
    office.declared(u"XM-2019-007"_s, u"L01"_s, u"L01-fitout"_s, u"100.00"_s);
    CHECK(next(office, u"project"_s) == u"XM-2019-008");
    CHECK(next(office, u"project"_s, u"2020-01-02"_s) == u"XM-2020-001");
    office.declared(u"XM-2019-1000"_s, u"L01"_s, u"L01-fitout"_s, u"100.00"_s);
    CHECK(next(office, u"project"_s) == u"XM-2019-1001");
    CHECK(next(office, u"unit"_s) == u"DW-001");
}

TEST_CASE("number.next knows no numbering for a kind that is none") {
    Office office;
    const auto answer =
        office.open().ask({u"clerk1"_s,
                           u"number.next"_s,
                           {{"kind"_L1, u"nonsense"_s}, {"date"_L1, u"2019-06-01"_s}}});
    REQUIRE(answer.rejection);
    CHECK(answer.rejection->error()->field == u"kind");
}
