// SPDX-License-Identifier: GPL-3.0-only
#include <audit/book.h>
#include <fund/internals.h>

#include <support/terse.h>

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::Office;

namespace {

const reports::Table* investments(Office& office) {
    static reports::Workbook book;
    book = audit::makeBook(fund::Internals::context(office.open()));
    for (const auto& sheet : book.sheets)
        if (sheet.name == u"投资与补助"_s)
            return &sheet.table;
    return nullptr;
}

} // namespace

TEST_CASE("The audit workbook says what grants are a share of, where there are any") {
    Office office(u"examples/grants.json"_s);
    CHECK(investments(office) == nullptr);
    office.approved(u"XM-1"_s, u"C02"_s, u"C02-cold"_s, u"300.00"_s,
                    uR"(,"base":{"investment":"2000.00","own":"1000.00"},)"
                    R"("sources":[{"source":"central","amount":"300.00"}])"_s);
    const reports::Table* table = investments(office);
    REQUIRE(table);
    CHECK(table->rows
          == std::vector<QStringList>{{u"XM-1"_s, u"U1"_s, u"C02-cold"_s, u"已批准"_s, u"2000.00"_s,
                                       u"1000.00"_s, u"2000.00"_s, u"600.00"_s, u"300.00"_s,
                                       u"0.00"_s}});
}
