// SPDX-License-Identifier: GPL-3.0-only
#include <money/capital.h>

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using money::Fen;

TEST_CASE("大写: amounts as 支付结算办法 writes them") {
    struct Pair {
        const char16_t* yuan;
        const char16_t* capital;
    };
    for (const Pair& pair : {
             Pair{u"0", u"零元整"},
             Pair{u"0.01", u"壹分"},
             Pair{u"0.10", u"壹角整"},
             Pair{u"0.15", u"壹角伍分"},
             Pair{u"1", u"壹元整"},
             Pair{u"1.05", u"壹元零伍分"},
             Pair{u"1.50", u"壹元伍角整"},
             Pair{u"10", u"壹拾元整"},
             Pair{u"15", u"壹拾伍元整"},
             Pair{u"100", u"壹佰元整"},
             Pair{u"101", u"壹佰零壹元整"},
             Pair{u"110", u"壹佰壹拾元整"},
             Pair{u"1001", u"壹仟零壹元整"},
             Pair{u"1010", u"壹仟零壹拾元整"},
             Pair{u"1409.50", u"壹仟肆佰零玖元伍角整"},
             Pair{u"6007.14", u"陆仟零柒元壹角肆分"},
             Pair{u"10000", u"壹万元整"},
             Pair{u"10001", u"壹万零壹元整"},
             Pair{u"16409.02", u"壹万陆仟肆佰零玖元零贰分"},
             Pair{u"100100", u"壹拾万零壹佰元整"},
             Pair{u"101000", u"壹拾万壹仟元整"},
             Pair{u"107000.53", u"壹拾万柒仟元伍角叁分"},
             Pair{u"325.04", u"叁佰贰拾伍元零肆分"},
             Pair{u"700000", u"柒拾万元整"},
             Pair{u"1100000", u"壹佰壹拾万元整"},
             Pair{u"22470000", u"贰仟贰佰肆拾柒万元整"},
             Pair{u"100000000", u"壹亿元整"},
             Pair{u"100000001", u"壹亿零壹元整"},
             Pair{u"100010000", u"壹亿零壹万元整"},
             Pair{u"1000000000000", u"壹万亿元整"},
             Pair{u"1000100000000", u"壹万零壹亿元整"},
             Pair{u"999999999999999.99",
                  u"玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"},
         }) {
        const QString text = money::capital(*Fen::parse(QStringView(pair.yuan)));
        INFO(text.toStdString());
        CHECK(text == QStringView(pair.capital));
    }
    CHECK(money::capital(Fen::of(-150)) == u"负壹元伍角整");
    CHECK(money::capital(Fen::of(-5)) == u"负伍分");
}
