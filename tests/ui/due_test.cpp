// SPDX-License-Identifier: GPL-3.0-only
#include "people_at_work.h"

#include <widgets/month_calendar.h>

#include <QComboBox>
#include <QTableView>
#include <QTest>

#include <catch2/catch.hpp>

// 到期事项: what is late first on the desk, all of it on a page of its own with its month.

using namespace Qt::Literals::StringLiterals;
using testing::cell;
using testing::chooseRow;
using testing::Desktop;
using testing::open;
using testing::tableOf;

namespace {

widgets::MonthCalendar* calendarOf(Desktop& desktop) {
    auto* calendar = qobject_cast<widgets::MonthCalendar*>(desktop.find(u"due-calendar"_s));
    REQUIRE(calendar);
    return calendar;
}

int rows(Desktop& desktop) {
    return tableOf(desktop, u"due-list"_s)->model()->rowCount();
}

} // namespace

TEST_CASE("The desk says what is due, what is late first, and leads to it", "[served]") {
    Desktop desktop;
    desktop.login(u"clerk1"_s);
    desktop.until([&] { return desktop.shows(u"due:schedule:XM-2019-008"_s); }, "what is late");
    CHECK(desktop.find(u"due:backup:fund"_s)->y()
          < desktop.find(u"due:schedule:XM-2019-008"_s)->y());
    desktop.click(u"due:schedule:XM-2019-008"_s);
    CHECK(desktop.window().page()->place()
          == pages::NavigationTarget{u"project"_s, u"XM-2019-008"_s});
    open(desktop, {u"desk"_s});
    desktop.click(u"due-month"_s);
    CHECK(desktop.window().page()->place().page == u"due"_s);
}

TEST_CASE("The page of what is due has late ones first, each leading to its thing", "[served]") {
    Desktop desktop;
    desktop.login(u"reviewer1"_s);
    open(desktop, {u"due"_s});
    desktop.until([&] { return rows(desktop) > 20; }, "what is due");
    for (int row = 1; row < rows(desktop); ++row)
        CHECK(cell(desktop, u"due-list"_s, row - 1, 0) <= cell(desktop, u"due-list"_s, row, 0));
    CHECK(cell(desktop, u"due-list"_s, 0, 1).startsWith(u"逾期 "_s));
    const int all = rows(desktop);
    qobject_cast<QComboBox*>(desktop.find(u"due-which"_s))->setCurrentIndex(1);
    CHECK(rows(desktop) < all);
    CHECK(cell(desktop, u"due-list"_s, rows(desktop) - 1, 1).startsWith(u"逾期 "_s));
    chooseRow(desktop, u"due-list"_s, u"YS-2019-031"_s);
    tableOf(desktop, u"due-list"_s)->setFocus();
    desktop.press(Qt::Key_Return);
    CHECK(desktop.window().page()->place()
          == pages::NavigationTarget{u"acceptance"_s, u"YS-2019-031"_s});
}

TEST_CASE("The month is walked by keys, and a day shows what falls on it") {
    Desktop desktop;
    desktop.login(u"clerk1"_s);
    open(desktop, {u"due"_s});
    auto* calendar = calendarOf(desktop);
    desktop.until([&] { return !calendar->days().isEmpty(); }, "the days");
    CHECK(calendar->selectedDate() == QDate(2020, 1, 15));
    CHECK(calendar->days().value(QDate(2020, 1, 31)).count == 1);
    CHECK_FALSE(calendar->days().value(QDate(2020, 1, 31)).late);
    CHECK(calendar->days().value(QDate(2019, 12, 31)).late);
    auto* view = calendar->findChild<QTableView*>();
    REQUIRE(view);
    view->setFocus();
    for (int week = 0; week < 2; ++week)
        QTest::keyClick(view, Qt::Key_Down);
    for (int day = 0; day < 2; ++day)
        QTest::keyClick(view, Qt::Key_Right);
    desktop.settle();
    CHECK(calendar->selectedDate() == QDate(2020, 1, 31));
    CHECK(desktop.text(u"due-heading"_s) == u"2020-01-31 到期 1 件"_s);
    REQUIRE(rows(desktop) == 1);
    QTest::keyClick(view, Qt::Key_Return);
    desktop.press(Qt::Key_Return);
    CHECK(desktop.window().page()->place()
          == pages::NavigationTarget{u"project"_s, u"XM-2019-023"_s});
    // A day on which nothing falls says so.
    open(desktop, {u"due"_s});
    calendarOf(desktop)->setSelectedDate(QDate(2020, 1, 16));
    desktop.settle();
    CHECK(desktop.shows(u"due-nothing"_s));
    calendarOf(desktop)->setCurrentPage(2020, 2);
    CHECK(desktop.text(u"due-month-sums"_s).startsWith(u"这个月 2 件到期"_s));
}
