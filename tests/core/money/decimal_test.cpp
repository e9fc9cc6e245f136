// SPDX-License-Identifier: GPL-3.0-only
#include <money/decimal.h>

#include <catch2/catch.hpp>

using money::compareDecimals;
using money::isDecimal;

TEST_CASE("a decimal is digits with a point between") {
    for (const char16_t* good : {u"0", u"12", u"49.99", u"007.50", u"123456789012345678"})
        CHECK(isDecimal(good));
    for (const char16_t* bad :
         {u"", u".", u"1.", u".5", u"1.2.3", u"-1", u"1e3", u"1,000", u"1234567890123456789"})
        CHECK_FALSE(isDecimal(bad));
}

TEST_CASE("decimals are compared exactly") {
    const std::pair<const char16_t*, const char16_t*> ordered[] = {
        {u"49.99", u"50"}, {u"9", u"10"},      {u"0009", u"10"},
        {u"0.09", u"0.1"}, {u"50", u"50.001"}, {u"0.5", u"1"}};
    for (const auto& [less, more] : ordered) {
        CHECK((compareDecimals(less, more) < 0));
        CHECK((compareDecimals(more, less) > 0));
    }
    CHECK((compareDecimals(u"50", u"50.00") == 0));
    CHECK((compareDecimals(u"0050.10", u"50.1") == 0));
    CHECK((compareDecimals(u"0", u"0.0") == 0));
}
