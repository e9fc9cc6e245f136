// SPDX-License-Identifier: GPL-3.0-only
#include <support/terse.h>

#include <journal/csv.h>

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::Office;

namespace {

struct Row {
    const char* field;
    const char16_t* value; // JSON of one key of fund.receive
    const char16_t* message;
};

constexpr Row rows[] = {
    {"amount", u"1.5", u"amount 须写成字符串,例如 \"1100000.00\",不能用数字。"},
    {"amount", u"\"1.005\"", u"amount 最多两位小数(精确到分),请改正。"},
    {"amount", u"\"-1.00\"", u"amount 不能带正负号,请填写金额本身。"},
    {"amount", u"\"12345678901234567890\"", u"amount 过大,整数部分最多 15 位,请核对。"},
    {"amount", u"\"一百\"", u"amount 不是金额:请以元为单位填写,例如 1100000.00。"},
    {"amount", u"\"0.00\"", u"amount 须大于零。"},
    {"date", u"\"2019-02-30\"", u"date 不是有效日期:请写成 2019-06-30 的形式。"},
    {"date", u"\"2019-2-3\"", u"date 不是有效日期:请写成 2019-06-30 的形式。"},
    {"id", u"\"a b\"", u"id 须为 1 至 64 个字母、数字或 - _ . ,请改正。"},
    {"id", u"17", u"id 须为文字。"},
    {"document", u"\"\"", u"document 不能为空,请填写。"},
    {"document", u"\"  \"", u"document 不能为空,请填写。"},
    {"document", u"\"a\\u0000b\"",
     u"document 第 2 个字是控制字符或改变文字方向的字符 U+0000(空字符),请删去后重新输入。"},
    {"document", u"\"a\\nb\"",
     u"document 第 2 个字是控制字符或改变文字方向的字符 U+000A(换行符),请删去后重新输入。"},
    {"document", u"\"a\\u202eb\"",
     u"document 第 2 个字是控制字符或改变文字方向的字符 U+202E(从右至左强制符),请删去后重新输入。"},
    {"document", u"\"a\\u2066b\"",
     u"document 第 2 个字是控制字符或改变文字方向的字符 U+2066(从左至右隔离符),请删去后重新输入。"},
    {"document", u"\"文1\\u200b号\"",
     u"document 第 3 个字是看不见的字符 U+200B(零宽空格),请删去后重新输入。"},
    {"document", u"\"\\ufe0f文1号\"",
     u"document 第 1 个字是看不见的字符 U+FE0F(异体选择符),请删去后重新输入。"},
    {"id", u"\"l1\\u3164\"", u"id 第 3 个字是看不见的字符 U+3164(韩文填充符),请删去后重新输入。"},
    {"id", u"\"l\\u00ad1\"", u"id 第 2 个字是看不见的字符 U+00AD(软连字符),请删去后重新输入。"},
    {"id", u"\"ｌ1\"", u"id 含有全角或变体字符,请写成 l1。"},
    {"id", u"\"13812345678\"",
     u"id 是身份证号、手机号或账号等个人号码,不能用作编号:编号会出现在公示和各种表单上,请另取编号。"},
    {"id", u"\"433126198001011237\"",
     u"id 是身份证号、手机号或账号等个人号码,不能用作编号:编号会出现在公示和各种表单上,请另取编号。"},
};

QString receipt(const QString& key, const QString& value) {
    QMap<QString, QString> with{{u"id"_s, u"\"R1\""_s},
                                {u"source"_s, u"\"county\""_s},
                                {u"amount"_s, u"\"1.00\""_s},
                                {u"date"_s, u"\"2019-02-01\""_s},
                                {u"document"_s, u"\"文1号\""_s}};
    if (!key.isEmpty())
        with[key] = value;
    QStringList parts;
    for (auto it = with.begin(); it != with.end(); ++it)
        parts << u"\"%1\":%2"_s.arg(it.key(), it.value());
    return u"{%1}"_s.arg(parts.join(u','));
}

} // namespace

TEST_CASE("money.exact, bad input of each kind: one clear sentence on its field, nothing changed") {
    Office office;
    for (const Row& row : rows) {
        const QString value = QString::fromUtf16(row.value);
        const auto no = office.refused(u"finance1"_s, u"fund.receive"_s,
                                       receipt(QString::fromLatin1(row.field), value));
        INFO(value.toStdString());
        CHECK(no.kind == u"bad-input");
        CHECK(no.field == QLatin1StringView(row.field));
        CHECK(no.message.toStdString() == QString::fromUtf16(row.message).toStdString());
    }
    const auto unknown =
        office.refused(u"finance1"_s, u"fund.receive"_s, receipt(u"colour"_s, u"\"red\""_s));
    CHECK(unknown.message == u"不认识的项 colour,请删去或改正。");
    const auto missing = office.refused(u"finance1"_s, u"fund.receive"_s, u"{\"id\":\"R1\"}"_s);
    CHECK(missing.message == u"缺少 source,请补充。");
    const auto command = office.refused(u"finance1"_s, u"fund.steal"_s, u"{}"_s);
    CHECK(command.field == u"do");
    office.ok(u"finance1"_s, u"fund.receive"_s, receipt({}, {}));
}

TEST_CASE("money.exact: half a ten-thousand is exactly 5,000.00 and the largest amount is taken") {
    Office office;
    office.ok(u"finance1"_s, u"fund.interest"_s,
              uR"({"id":"I1","amount":"999999999999999.99","date":"2019-02-01","voucher":"1"})"_s);
    const auto no = office.refused(
        u"finance1"_s, u"fund.interest"_s,
        uR"({"id":"I2","amount":"1000000000000000","date":"2019-02-01","voucher":"1"})"_s);
    CHECK(no.kind == u"bad-input");
    CHECK(money::Fen::parse(u"5000")->toWan() == u"0.50");
}

TEST_CASE("nested fields are named with their way, lists and broken text too") {
    Office office;
    office.enterprise(u"U1"_s);
    const auto declare = [&](const QString& tail) {
        return office.refused(
            u"clerk1"_s, u"project.declare"_s,
            u"{\"id\":\"X\",\"unit\":\"U1\",\"line\":\"L08\",\"name\":\"n\",\"content\":\"c\","
            "\"support\":\"1.00\",\"date\":\"2019-02-01\",%1}"_s.arg(tail));
    };
    const QString schedule = u"\"schedule\":{\"from\":\"2019-03-01\",\"to\":\"2019-04-01\"}"_s;
    CHECK(declare(schedule + u",\"materials\":[]"_s).message == u"materials 至少要填一项。");
    CHECK(declare(schedule
                  + u",\"materials\":[\"a\"],\"sources\":[{\"source\":\"central-1\","
                    "\"amount\":1}]"_s)
              .field
          == u"sources[0].amount");
    CHECK(declare(u"\"materials\":[\"a\"],\"schedule\":{\"from\":\"2019-05-01\","
                  "\"to\":\"2019-04-01\"}"_s)
              .field
          == u"schedule.to");
    CHECK_FALSE(journal::isCleanText(QString(QChar(0xd800)), true));
    CHECK(journal::isCleanText(u"两行\n文字"_s, true));
}

TEST_CASE("what leaves as CSV is never a formula") {
    CHECK(journal::csvCell(u"=1+1"_s) == u"'=1+1");
    CHECK(journal::csvCell(u"@x"_s) == u"'@x");
    CHECK(journal::csvCell(u"-1,234.50"_s) == u"\"-1,234.50\"");
    CHECK(journal::csvCell(u"-a"_s) == u"'-a");
    CHECK(journal::csvCell(u"\t=1"_s) == u"'\t=1");
    CHECK(journal::csvCell(u"\r=1"_s) == u"\"'\r=1\"");
    CHECK(journal::csvCell(u"＝1+1"_s) == u"'＝1+1"); // read as "=" in a Chinese spreadsheet
    CHECK(journal::csvCell(u"a\"b"_s) == u"\"a\"\"b\"");
}
