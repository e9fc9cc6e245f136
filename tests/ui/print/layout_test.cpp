// SPDX-License-Identifier: GPL-3.0-only
#include <print/paper.h>
#include <print/wrap.h>

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using print::Paper;
using reports::ColumnKind;
using reports::Printable;
using reports::Table;

namespace {

// Rows like the register of payments, with a name of `name` characters.
Printable registerOf(int rows, int name, bool landscape) {
    Table table{.caption = u"拨付台账"_s,
                .unit = u"单位:元"_s,
                .columns = {{u"序号"_s, ColumnKind::Count, 3},
                            {u"项目名称"_s, ColumnKind::Text, 12},
                            {u"单位"_s, ColumnKind::Text, 8},
                            {u"日期"_s, ColumnKind::Date, 6},
                            {u"金额"_s, ColumnKind::Amount, 8, true}}};
    for (int i = 1; i <= rows; ++i)
        table.rows.push_back({u"第%1"_s.arg(i), QString(name, u'项'), u"某单位"_s, u"2019-06-30"_s,
                              u"1234567.89"_s});
    table.total = {QString(), u"合计"_s, QString(), QString(), u"9876543210.98"_s};
    Printable report{.kind = u"ledger"_s, .id = u"line"_s, .title = u"资金拨付台账"_s};
    report.landscape = landscape;
    report.head = QString(64, u'a');
    report.blocks.emplace_back(table);
    report.footers << u"日志链头:"_s + report.head;
    return report;
}

void checkInside(const Paper& paper) {
    // Below the text stands the page number, and nothing else leaves the margins.
    const QRectF whole(QPointF(0, 0), paper.pageSize());
    for (int number = 0; number < paper.pageCount(); ++number) {
        CHECK(whole.contains(paper.page(number).bounds()));
        for (const print::Text& text : paper.page(number).texts) {
            INFO(text.text.toStdString());
            CHECK(text.x >= paper.body().left() - 1);
            CHECK(text.x + text.width <= paper.body().right() + 1);
            if (!text.text.startsWith(u'—'))
                CHECK(text.y <= paper.body().bottom() + 1);
        }
        for (const print::Rule& rule : paper.page(number).rules)
            CHECK(rule.y2 <= paper.body().bottom() + 1);
    }
}

} // namespace

TEST_CASE("print: a line ends where none that reads Chinese would mind") {
    constexpr int size = 200;
    struct Case {
        const char16_t* text;
        int signs; // Chinese ones that a line has room for
        QStringList lines;
    };
    const Case cases[] = {// No sign that closes begins a line, none that opens ends one.
                          {u"全部拨付完毕。另有", 6, {u"全部拨付完"_s, u"毕。另有"_s}},
                          {u"全部拨付的《办法》", 6, {u"全部拨付的"_s, u"《办法》"_s}},
                          {u"共计四百万元，另有", 6, {u"共计四百万"_s, u"元，另有"_s}},
                          {u"先写明再选“项目”页", 6, {u"先写明再选"_s, u"“项目”页"_s}},
                          {u"余下的金额——另行拨付", 6, {u"余下的金额"_s, u"——另行拨付"_s}},
                          // Words, codes and numbers stay whole.
                          {u"凭证号为记-2019-12-010", 8, {u"凭证号为"_s, u"记-2019-12-010"_s}},
                          {u"代码总表 L02-stations", 8, {u"代码总表"_s, u"L02-stations"_s}},
                          {u"分别是一、2,500.00", 7, {u"分别是一、"_s, u"2,500.00"_s}},
                          {u"总共计 1,500,000.00 元", 8, {u"总共计"_s, u"1,500,000.00 元"_s}}};
    for (const Case& one : cases) {
        const QString text = QString::fromUtf16(one.text);
        INFO(text.toStdString());
        CHECK(print::wrapped(text, print::Face::Text, size, one.signs * size) == one.lines);
    }
}

TEST_CASE("print: 1, 40 and 2,000 rows stay inside the page, every page with its head") {
    for (const int rows : {1, 40, 2000})
        for (const int name : {4, 60})
            for (const bool landscape : {false, true}) {
                const Paper paper(registerOf(rows, name, landscape));
                checkInside(paper);
                int seen = 0;
                for (int number = 0; number < paper.pageCount(); ++number) {
                    const QString words = paper.words(number);
                    const int here = static_cast<int>(words.count(u"某单位"_s));
                    seen += here;
                    // A head with rows below it, or neither.
                    CHECK((here > 0) == words.contains(u"项目名称"_s));
                    CHECK(words.contains(
                        u"第 %1 页 共 %2 页"_s.arg(number + 1).arg(paper.pageCount())));
                }
                CHECK(seen == rows);
                CHECK((rows == 1) == (paper.pageCount() == 1));
            }
}

TEST_CASE("print: the total stands with a row above it") {
    for (int rows = 20; rows < 60; ++rows) {
        const Paper paper(registerOf(rows, 4, false));
        int totals = 0;
        for (int number = 0; number < paper.pageCount(); ++number)
            if (paper.words(number).contains(u"合计"_s)) {
                ++totals;
                CHECK(paper.words(number).contains(u"某单位"_s));
            }
        CHECK(totals == 1);
    }
}

TEST_CASE("print: what is higher than a page goes on on the next one, no word lost") {
    Printable report{.kind = u"payment"_s, .title = u"资金拨付审批表"_s};
    report.blocks.emplace_back(reports::Fields{.fields = {{u"申请理由"_s, QString(6000, u'理')}}});
    const Paper paper(report);
    checkInside(paper);
    qsizetype seen = 0;
    for (int number = 0; number < paper.pageCount(); ++number)
        seen += paper.words(number).count(u'理');
    CHECK(seen == 6001); // and one in the label
    CHECK(paper.pageCount() > 1);
}

TEST_CASE("print: the same report is laid out the same") {
    const Paper one(registerOf(120, 60, true));
    const Paper two(registerOf(120, 60, true));
    REQUIRE(one.pageCount() == two.pageCount());
    for (int number = 0; number < one.pageCount(); ++number) {
        CHECK(one.words(number) == two.words(number));
        CHECK(one.page(number).bounds() == two.page(number).bounds());
    }
}

TEST_CASE("print: fonts are named, and a missing one in one sentence") {
    REQUIRE(print::fontsUsed().size() == 3);
    bool all = true;
    for (const print::FontUse& use : print::fontsUsed()) {
        CHECK_FALSE(use.used.isEmpty());
        all = all && use.wanted;
    }
    CHECK(print::missingFonts().size() == (all ? 0 : 1));
}
