// SPDX-License-Identifier: GPL-3.0-only
#include <pinyin/pinyin.h>

#include <catch2/catch.hpp>

using pinyin::Needle;

static bool isIn(const char* wanted, const char* text) {
    return Needle(wanted).isIn(text);
}

TEST_CASE("a name is found by a part of it, Latin letters in either case") {
    CHECK(isIn("电子", "湘西电子商务有限公司"));
    CHECK(isIn("xm-2019", "XM-2019-001 装修"));
    CHECK(isIn("", "anything"));
    CHECK_FALSE(isIn("电商", "湘西电子商务有限公司"));
}

TEST_CASE("a name is found by the initials of its pinyin, anywhere in it") {
    const char* name = "湘西电子商务(古丈)有限公司";
    CHECK(isIn("xxdz", name));
    CHECK(isIn("XXDZ", name));
    CHECK(isIn("dzsw", name));
    CHECK(isIn("swgz", name)); // over the bracket
    CHECK(isIn("yxgs", name));
    CHECK_FALSE(isIn("xxsw", name));
    CHECK_FALSE(isIn("gsx", name)); // past its end
    CHECK(isIn("l17zd", "L17站点"));
    CHECK(isIn("2019nd", "2019年度"));
}

TEST_CASE("initials do not run from one name into the next") {
    CHECK_FALSE(isIn("gszd", "U1 湘西公司 站点"));
    CHECK(isIn("zd", "U1 湘西公司 站点"));
}

TEST_CASE("a character is found by each of its readings, surnames' own included") {
    for (const char* wanted : {"dxs", "sxs", "cxs"})
        CHECK(isIn(wanted, "单小山"));
    CHECK(isIn("zgf", "曾国藩"));
    CHECK(isIn("cgf", "曾国藩"));
    CHECK(isIn("qy", "仇英"));
    CHECK(isIn("ojj", "区纪军"));
    CHECK(isIn("mq", "万俟"));
    CHECK(isIn("ycgs", "尉迟公司"));
    CHECK(isIn("czgs", "重装公司"));
    CHECK(isIn("zzgs", "重装公司"));
    CHECK(isIn("elyn", "二〇亿年"));
}

TEST_CASE("broken UTF-8 and other scripts are passed over, not fallen over") {
    CHECK_FALSE(isIn("ab", "\xff\xfe\xe6"));
    CHECK_FALSE(isIn("ab", "\xf0\x9f\x98"));
    CHECK(isIn("gz", "古😀丈"));
    CHECK(pinyin::initialsOf(U'a') == 0);
    CHECK(pinyin::initialsOf(0x10FFFF) == 0);
}

TEST_CASE("the table knows every character of the common set") {
    // 通用规范汉字 and most older forms lie in this block; a few have no Mandarin reading.
    int unknown = 0;
    for (char32_t c = 0x4E00; c <= 0x9FA5; ++c)
        unknown += pinyin::initialsOf(c) == 0 ? 1 : 0;
    CHECK(unknown < 250);
}
