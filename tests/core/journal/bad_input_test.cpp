// SPDX-License-Identifier: GPL-3.0-only
#include <support/terse.h>

#include <journal/csv.h>

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::Office;
using testing::told;

namespace {

struct Row {
    const char* field;
    const char16_t* value; // JSON of one key of fund.receive
    QString message;
};

const Row rows[] = {
    {"amount", u"1.5", told("amount.number", "amount")},
    {"amount", u"\"1.005\"", told("amount.decimals", "amount")},
    {"amount", u"\"-1.00\"", told("amount.sign", "amount")},
    {"amount", u"\"12345678901234567890\"", told("amount.too-long", "amount")},
    {"amount", u"\"一百\"", told("amount.form", "amount")},
    {"amount", u"\"0.00\"", told("amount.zero", "amount")},
    {"date", u"\"2019-02-30\"", told("date.form", "date")},
    {"date", u"\"2019-2-3\"", told("date.form", "date")},
    {"id", u"\"a b\"", told("id.form", "id")},
    {"id", u"17", told("text.form", "id")},
    {"document", u"\"\"", told("text.empty", "document")},
    {"document", u"\"  \"", told("text.empty", "document")},
    {"document", u"\"a\\u0000b\"", told("text.forbidden", "document", "2", "U+0000(空字符)")},
    {"document", u"\"a\\nb\"", told("text.forbidden", "document", "2", "U+000A(换行符)")},
    {"document", u"\"a\\u202eb\"",
     told("text.forbidden", "document", "2", "U+202E(从右至左强制符)")},
    {"document", u"\"a\\u2066b\"",
     told("text.forbidden", "document", "2", "U+2066(从左至右隔离符)")},
    {"document", u"\"文1\\u200b号\"", told("id.invisible", "document", "3", "U+200B(零宽空格)")},
    {"document", u"\"\\ufe0f文1号\"", told("id.invisible", "document", "1", "U+FE0F(异体选择符)")},
    {"id", u"\"l1\\u3164\"", told("id.invisible", "id", "3", "U+3164(韩文填充符)")},
    {"id", u"\"l\\u00ad1\"", told("id.invisible", "id", "2", "U+00AD(软连字符)")},
    {"id", u"\"ｌ1\"", told("id.variant", "id", "l1")},
    {"id", u"\"13812345678\"", told("id.personal", "id")},
    {"id", u"\"433126198001011237\"", told("id.personal", "id")},
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
        CHECK(no.message == row.message);
    }
    const auto unknown =
        office.refused(u"finance1"_s, u"fund.receive"_s, receipt(u"colour"_s, u"\"red\""_s));
    CHECK(unknown.message == told("key.unknown", "colour"));
    const auto missing = office.refused(u"finance1"_s, u"fund.receive"_s, u"{\"id\":\"R1\"}"_s);
    CHECK(missing.message == told("key.missing", "source"));
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
    CHECK(declare(schedule + u",\"materials\":[]"_s).message == told("list.empty", "materials"));
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
