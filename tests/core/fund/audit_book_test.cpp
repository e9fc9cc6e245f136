// SPDX-License-Identifier: GPL-3.0-only
#include <audit/book.h>
#include <fund/demo.h>
#include <fund/internals.h>

#include <support/places.h>
#include <support/raw_file.h>

#include <QTemporaryDir>

// The audit workbook: every sheet takes part in a check, all checks hold on a sound fund, and a
// figure that somebody edits in the file shows.

using namespace Qt::Literals::StringLiterals;
using reports::Workbook;
using testing::bytesOf;

namespace {

QString demoPath() {
    static QTemporaryDir folder;
    const QString path = folder.filePath(u"demo.fund"_s);
    if (!QFile::exists(path)) {
        const QString resources = testing::source(u"/resources/"_s);
        fund::makeDemo(path, bytesOf(resources + u"plans/guzhang.json"_s),
                       bytesOf(resources + u"demo/guzhang.jsonl"_s));
    }
    return path;
}

Workbook bookOf(const QString& path) {
    journal::FixedClock clock(u"2020-01-06"_s);
    journal::SeededRandomness randomness("x");
    auto open = fund::Fund::open(path, clock, randomness);
    return audit::makeBook(fund::Internals::context(*open));
}

// What does not agree: "about: left-name / right-name".
QStringList wrong(const Workbook& book) {
    QStringList found;
    for (const auto& check : book.checks)
        if (reports::evaluate(book, check.left) != reports::evaluate(book, check.right))
            found << check.about + u": "_s + check.leftName + u" / "_s + check.rightName;
    return found;
}

// A copy of the demo in which somebody ran this with a SQLite tool.
Workbook edited(const QString& sql) {
    QTemporaryDir folder;
    const QString path = folder.filePath(u"copy.fund"_s);
    REQUIRE(QFile::copy(demoPath(), path));
    {
        testing::RawFile file(path);
        file.run(sql);
        REQUIRE(file.changes() > 0);
    }
    return bookOf(path);
}

} // namespace

TEST_CASE("The audit workbook of the demo agrees with itself, and every sheet is in a check") {
    const Workbook book = bookOf(demoPath());
    CHECK(wrong(book) == QStringList());
    CHECK(book.checks.size() > 150);
    for (const auto& sheet : book.sheets) {
        INFO(sheet.name.toStdString());
        CHECK(std::any_of(book.checks.begin(), book.checks.end(), [&](const auto& check) {
            const auto names = [&](const auto& sums) {
                return std::any_of(sums.begin(), sums.end(),
                                   [&](const auto& sum) { return sum.sheet == sheet.name; });
            };
            return names(check.left) || names(check.right);
        }));
        for (const QStringList& row : sheet.table.rows)
            if (row.size() != static_cast<qsizetype>(sheet.table.columns.size()))
                FAIL("a row of another length");
    }
    // The figures are not all nothing.
    CHECK(reports::evaluate(book, book.checks.front().left) > 0);
    CHECK(book.sheet(u"日志"_s).table.rows.size() > 400);
}

TEST_CASE("A figure edited in the file shows among the checks") {
    CHECK(wrong(edited(u"UPDATE payment_source SET amount = amount - 1 WHERE payment ="
                       " 'BF-2019-001'"_s))
              .filter(u"第一批中央财政资金·已拨付: 拨付表 净拨付"_s)
              .size()
          == 1);
    CHECK(wrong(edited(u"UPDATE receipt SET amount = amount + 100 WHERE id = 'SR-2019-01'"_s))
              .filter(u"到账"_s)
              .size()
          >= 3);
    CHECK(wrong(edited(u"UPDATE acceptance SET accepted = accepted - 1 WHERE id = 'YS-2019-001'"_s))
              .filter(u"验收"_s)
              .size()
          == 2);
    CHECK(wrong(edited(u"UPDATE turnover SET amount = amount + 1 WHERE account = 'paid-out' AND"
                       " month = '2019-05'"_s))
              .filter(u"累计拨付"_s)
              .size()
          > 0);
    CHECK(wrong(edited(u"UPDATE payment_payee SET amount = amount + 1 WHERE payment ="
                       " 'BF-2019-001'"_s))
          == QStringList{u"收款单位: 收款表 / 拨付表 金额"_s});
    CHECK(wrong(edited(u"DELETE FROM document WHERE id = 'DA-2019-001'"_s))
          == QStringList{u"日志·文件: 日志 document.file 条数 / 文件表 行数"_s});
    CHECK(wrong(edited(u"UPDATE balance SET amount = amount - 5 WHERE account = 'available' AND"
                       " line = 'L10' AND source = 'central-2'"_s))
              .filter(u"L10 central-2"_s)
              .size()
          == 2);
    CHECK(
        wrong(
            edited(u"INSERT INTO fund_user VALUES ('ghost', '无名', '[\"auditor\"]', 0, '', '')"_s))
            .size()
        == 1);
}
