// SPDX-License-Identifier: GPL-3.0-only
#include "people_at_work.h"

#include <widgets/list_table.h>

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QPushButton>
#include <QTabWidget>
#include <QTest>
#include <QTimer>

#include <catch2/catch.hpp>

// What the window asks people and waits for: whether the clock is right, whether they have seen
// what was signed in their name, and the time between two passwords.

using namespace Qt::Literals::StringLiterals;
using testing::ask;
using testing::change;
using testing::Desktop;
using testing::given;
using testing::open;

namespace {

double entries(Desktop& desktop) {
    return ask(desktop, u"journal.head"_s, {}).value("seq"_L1).toDouble();
}

QString clockOfLast(Desktop& desktop) {
    return ask(desktop, u"journal.list"_s, {{"newest"_L1, true}})
        .value("entries"_L1)
        .toArray()
        .first()
        .toObject()
        .value("with"_L1)
        .toObject()
        .value("clock"_L1)
        .toString();
}

void fillInterest(Desktop& desktop) {
    open(desktop, {u"budget-form"_s, u"fund.interest"_s});
    desktop.until([&] { return desktop.shows(u"edit:voucher"_s); }, "the form");
    desktop.type(u"edit:amount"_s, u"12.34"_s);
    desktop.type(u"edit:voucher"_s, u"记-9"_s);
}

// The dry run is not asked about; only what is to be written down is.
void send(Desktop& desktop) {
    desktop.find(u"edit:voucher"_s)->setFocus();
    desktop.press(Qt::Key_Return, Qt::ControlModifier);
}

} // namespace

TEST_CASE("A clock that jumped ahead is asked about: no records nothing, yes records and marks") {
    // The demo's last entry is of today.
    const QDate now = QDate::fromString(journal::SystemClock().now().left(10), Qt::ISODate);
    Desktop desktop(now.addDays(40).toString(Qt::ISODate));
    desktop.clock().believed = false;
    desktop.login(u"finance1"_s);
    const double before = entries(desktop);
    desktop.agree = false;
    fillInterest(desktop);
    CHECK(desktop.told.isEmpty());
    send(desktop);
    desktop.until([&] { return !desktop.told.isEmpty(); }, "the question");
    CHECK(desktop.told.last().startsWith(u"电脑时间 "_s));
    CHECK(desktop.told.last().contains(u"晚 40 天"_s));
    CHECK(entries(desktop) == before);
    CHECK(desktop.text(u"edit:voucher"_s) == u"记-9"_s); // nothing typed is lost
    desktop.agree = true;
    send(desktop);
    desktop.until([&] { return entries(desktop) == before + 1; }, "the entry");
    CHECK(clockOfLast(desktop) == u"confirmed"_s);
    CHECK(desktop.told.size() == 2);
    // Asked once: the next one is of the same day.
    fillInterest(desktop);
    send(desktop);
    desktop.until([&] { return entries(desktop) == before + 2; }, "the next entry");
    CHECK(clockOfLast(desktop).isEmpty());
    CHECK(desktop.told.size() == 2);
}

TEST_CASE("An import asks about the clock as a form does") {
    const QDate now = QDate::fromString(journal::SystemClock().now().left(10), Qt::ISODate);
    Desktop desktop(now.addDays(40).toString(Qt::ISODate));
    desktop.clock().believed = false;
    desktop.login(u"finance1"_s);
    const double before = entries(desktop);
    QFile file(desktop.folder() + u"/lines.jsonl"_s);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(R"({"do":"opening.project","with":{"id":"QC-1","unit":"DW-007","line":"L16",)"
               R"("name":"补录","content":"宣传","schedule":{"from":"2019-05-01",)"
               R"("to":"2019-06-30"},"support":"100.00","materials":["申报书"],)"
               R"("date":"2019-05-01","state":"started"}})");
    file.close();
    open(desktop, {u"opening"_s});
    auto* tabs = desktop.window().findChild<QTabWidget*>(u"tabs"_s);
    REQUIRE(tabs);
    tabs->setCurrentIndex(tabs->count() - 1);
    desktop.agree = false;
    desktop.paths << file.fileName();
    desktop.click(u"import"_s);
    desktop.until([&] { return desktop.text(u"import-said"_s).startsWith(u"电脑时间"_s); },
                  "the doubt");
    CHECK_FALSE(desktop.shows(u"import-record"_s));
    desktop.agree = true;
    desktop.paths << file.fileName();
    desktop.click(u"import"_s);
    desktop.until([&] { return desktop.text(u"import-said"_s).startsWith(u"试算 1 行"_s); },
                  "the trial");
    CHECK(entries(desktop) == before);
}

TEST_CASE("What was recorded as signed by the leader on paper stands on his desk until he saw it") {
    Desktop desktop;
    desktop.login(u"finance1"_s);
    CHECK_FALSE(desktop.shows(u"signed-for-me"_s));
    change(desktop, u"leader1"_s);
    desktop.until([&] { return desktop.shows(u"signed-for-me"_s); }, "the decisions");
    auto* table = qobject_cast<widgets::TableView*>(testing::tableOf(desktop, u"signed-rows"_s));
    REQUIRE(table);
    const int rows = table->model()->rowCount();
    CHECK(rows == 3);
    CHECK(testing::cell(desktop, u"signed-rows"_s, 0, 0) == u"审批拨付:同意"_s);
    QStringList recorders;
    for (int i = 0; i < rows; ++i)
        recorders << testing::cell(desktop, u"signed-rows"_s, i, 6).section(u' ', 1);
    CHECK(recorders.contains(u"彭慧芳"_s));
    CHECK(recorders.contains(u"张丽萍"_s));
    // What it was signed on is read whole, however narrow the column.
    for (int i = 0; i < rows; ++i) {
        table->selectRow(i);
        CHECK(desktop.text(u"signed-document"_s)
              == u"依据:"_s + testing::cell(desktop, u"signed-rows"_s, i, 5));
    }
    table->selectRow(0);
    // They are none of what waits for a decision.
    CHECK(testing::rowWith(testing::tableOf(desktop, u"inbox"_s), u"过目"_s) < 0);
    const double before = entries(desktop);
    desktop.click(u"do:signature.seen"_s);
    desktop.until([&] { return table->model()->rowCount() == rows - 1; }, "one less");
    table->selectAll();
    desktop.click(u"do:signature.seen"_s);
    desktop.until([&] { return !desktop.shows(u"signed-for-me"_s); }, "none is left");
    CHECK(entries(desktop) == before); // seeing decides nothing
    change(desktop, u"security1"_s);
    const QJsonObject log =
        ask(desktop, u"security.log"_s, {{"kind"_L1, u"signature"_s}, {"user"_L1, u"leader1"_s}});
    CHECK(log.value("items"_L1).toArray().size() == rows);
    change(desktop, u"leader1"_s);
    CHECK_FALSE(desktop.shows(u"signed-for-me"_s));
}

TEST_CASE("A password after wrong ones is waited for by the fund's thread, not by the window") {
    Desktop desktop;
    desktop.type(u"user"_s, u"clerk1"_s);
    const auto tryWrong = [&] {
        desktop.type(u"password"_s, u"wrong"_s);
        auto* enter = qobject_cast<QPushButton*>(desktop.find(u"enter"_s));
        QElapsedTimer took;
        took.start();
        int ticks = 0;
        QTimer tick;
        QObject::connect(&tick, &QTimer::timeout, [&] { ++ticks; });
        tick.start(10);
        QTest::mouseClick(enter, Qt::LeftButton);
        CHECK_FALSE(enter->isEnabled());
        // Return again, by who can't wait, is no further attempt.
        QTest::keyClick(desktop.find(u"password"_s), Qt::Key_Return);
        desktop.until([&] { return enter->isEnabled(); }, "the answer");
        return std::pair(took.elapsed(), ticks);
    };
    for (int i = 0; i < 2; ++i)
        tryWrong();
    const auto [took, ticks] = tryWrong();
    CHECK(took >= 500); // 250 after the first failure, twice as long after the second
    CHECK(ticks >= 10); // the window lived meanwhile
    desktop.login(u"security1"_s);
    const QJsonObject log =
        ask(desktop, u"security.log"_s, {{"kind"_L1, u"login"_s}, {"result"_L1, u"wrong"_s}});
    CHECK(log.value("items"_L1).toArray().size() == 3);
}
