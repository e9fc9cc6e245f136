// SPDX-License-Identifier: GPL-3.0-only
#include "desktop.h"

#include <widgets/field.h>

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>
#include <QTest>

#include <catch2/catch.hpp>

// What hands on the keys do in any form, shown at the forms of money coming in and of the plan.

using namespace Qt::Literals::StringLiterals;
using testing::Desktop;

namespace {

QString focused() {
    const QWidget* widget = QApplication::focusWidget();
    return widget ? widget->objectName() : QString();
}

} // namespace

TEST_CASE("A form opens in its first empty field, and Enter goes from each to the next") {
    Desktop desktop;
    desktop.login(u"finance2"_s); // without a draft of another test
    desktop.click(u"nav:budget"_s);
    desktop.click(u"do:fund.receive"_s);
    CHECK(focused() == u"edit:source"_s);
    desktop.press(Qt::Key_Down);
    for (const QString& next : {u"edit:amount"_s, u"edit:date"_s, u"edit:document"_s}) {
        desktop.press(Qt::Key_Return);
        CHECK(focused() == next);
    }
    desktop.press(Qt::Key_Return); // on the button that submits
    CHECK(qobject_cast<QAbstractButton*>(QApplication::focusWidget()));
    CHECK(!desktop.shows(u"refusal:amount"_s));
    desktop.press(Qt::Key_Return);
    desktop.until([&] { return desktop.shows(u"refusal:amount"_s); }, "what is missing");
    CHECK(focused() == u"edit:amount"_s);
}

TEST_CASE("The unit of an amount follows the keys") {
    Desktop desktop;
    desktop.login(u"finance1"_s);
    desktop.window().goTo({u"budget-form"_s, u"fund.receive"_s});
    desktop.settle();
    auto* field = qobject_cast<widgets::Field*>(desktop.find(u"field:amount"_s));
    REQUIRE(field);
    desktop.type(u"edit:amount"_s, u"220万"_s);
    CHECK(field->value() == u"2200000.00"_s);
    desktop.type(u"edit:amount"_s, u"5000元"_s);
    CHECK(field->value() == u"5000.00"_s);
    desktop.press(Qt::Key_Down);
    CHECK(field->value() == u"50000000.00"_s);
    desktop.press(Qt::Key_Up);
    CHECK(field->value() == u"5000.00"_s);
}

TEST_CASE("A sum with as many characters as can be leaves the form as wide as the window") {
    Desktop desktop;
    desktop.resize(1280, 720);
    desktop.login(u"group1"_s);
    desktop.window().goTo({u"budget-form"_s, u"plan.reallocate"_s});
    desktop.settle();
    desktop.choose(u"cell:0:from"_s, u"L07"_s);
    desktop.choose(u"cell:0:to"_s, u"L09"_s);
    desktop.choose(u"cell:0:source"_s, u"central-1"_s);
    desktop.type(u"cell:0:amount"_s, u"99999999999.99"_s);
    desktop.until([&] { return desktop.shows(u"refusal:moves"_s); }, "the refusal");
    const auto* scroll = desktop.window().page()->findChild<QScrollArea*>();
    REQUIRE(scroll);
    CHECK(scroll->horizontalScrollBar()->maximum() == 0);
}

TEST_CASE("Only rows that hold something are marked where a list is refused") {
    Desktop desktop;
    desktop.login(u"group1"_s);
    desktop.window().goTo({u"budget-form"_s, u"plan.adjust-award"_s});
    desktop.settle();
    desktop.choose(u"cell:0:line"_s, u"L01"_s);
    desktop.type(u"cell:0:amount"_s, u"999999999"_s);
    desktop.type(u"edit:document"_s, u"古电商领〔2020〕3号"_s);
    desktop.until([&] { return desktop.shows(u"refusal:allocations"_s); }, "the refusal");
    CHECK(desktop.find(u"cell:0:amount"_s)->property("wrong").toBool());
    CHECK(!desktop.find(u"cell:1:amount"_s)->property("wrong").toBool());
    // What it comes to stands below before it is done.
    const auto* effect = qobject_cast<QTableView*>(desktop.find(u"award-effect"_s));
    REQUIRE(effect);
    const QAbstractItemModel* rows = effect->model();
    CHECK(rows->index(0, 3).data() == u"999,999,999.00"_s);
    CHECK(rows->index(rows->rowCount() - 1, 1).data() == u"5,000,000.00"_s);
    CHECK(rows->index(rows->rowCount() - 1, 3).data() == u"1,004,249,999.00"_s);
}

TEST_CASE("The table of the budget keeps its height whichever line is chosen") {
    Desktop desktop;
    desktop.resize(1280, 720);
    desktop.login(u"group1"_s);
    desktop.click(u"nav:budget"_s);
    auto* view = qobject_cast<QTableView*>(desktop.find(u"execution"_s));
    desktop.until([&] { return view->model()->rowCount() > 10; }, "the lines");
    view->selectRow(2); // until then it has the room of what is said of a line
    desktop.until([&] { return desktop.shows(u"chosen-line"_s); }, "what is said of it");
    desktop.settle();
    const int height = view->height();
    CHECK(height >= 360);
    for (const int row : {0, 1, 5, 7}) {
        view->selectRow(row);
        desktop.settle();
        CHECK(view->height() == height);
    }
    CHECK(desktop.text(u"notice"_s).contains(u"⚠"_s));
}
