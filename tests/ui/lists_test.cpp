// SPDX-License-Identifier: GPL-3.0-only
#include "desktop.h"

#include <widgets/list_table.h>

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QMenu>
#include <QMimeData>
#include <QTest>

#include <catch2/catch.hpp>

// What a table does for those who go on with a spreadsheet: copying, choosing all, columns as one
// wants them, an arrow that tells the truth.

using namespace Qt::Literals::StringLiterals;
using testing::Desktop;

namespace {

widgets::TableView* table(Desktop& desktop, const QString& name) {
    auto* view = qobject_cast<widgets::TableView*>(desktop.find(name));
    REQUIRE(view);
    desktop.until([&] { return view->model()->rowCount() > 0; }, "rows");
    return view;
}

int column(const widgets::TableView* view, const QString& title) {
    for (int i = 0; i < view->model()->columnCount(); ++i)
        if (view->model()->headerData(i, Qt::Horizontal).toString() == title)
            return i;
    return -1;
}

void add(widgets::TableView* view, int row) {
    view->selectionModel()->select(view->model()->index(row, 0),
                                   QItemSelectionModel::Select | QItemSelectionModel::Rows);
}

// The action of the table's menu that bears these words, as a right click offers it.
void fromMenu(Desktop& desktop, QWidget* on, const QString& words) {
    QContextMenuEvent asked(QContextMenuEvent::Mouse, QPoint(5, 5), on->mapToGlobal(QPoint(5, 5)));
    QApplication::sendEvent(on, &asked);
    auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
    REQUIRE(menu);
    QAction* found = nullptr;
    for (QAction* action : menu->actions())
        if (action->text() == words)
            found = action;
    REQUIRE(found);
    found->trigger();
    menu->close();
    desktop.settle();
}

} // namespace

TEST_CASE("Rows are copied from the top, one line each, and a code of digits stays a word") {
    Desktop desktop;
    desktop.login(u"clerk1"_s);
    desktop.click(u"nav:units"_s);
    auto* view = table(desktop, u"units"_s);
    view->setFocus();
    view->clearSelection();
    const int last = view->model()->rowCount() - 1;
    for (const int row : {12, 3, last}) // as they were clicked
        add(view, row);
    desktop.press(Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QApplication::clipboard()->text().split(u'\n');
    REQUIRE(lines.size() == 4);
    const auto id = [&](int row) { return view->model()->index(row, 0).data().toString(); };
    CHECK(lines[0].startsWith(u"编号\t名称\t"_s));
    CHECK(lines[1].startsWith(id(3)));
    CHECK(lines[2].startsWith(id(12)));
    CHECK(lines[3].startsWith(id(last)));
    for (const QString& line : lines)
        CHECK(line.count(u'\t') == lines[0].count(u'\t'));
    const QString html = QApplication::clipboard()->mimeData()->html();
    const QString code = view->model()->index(12, column(view, u"代码"_s)).data().toString();
    CHECK(html.contains(u"mso-number-format:'\\@'\" sdnum=\"2052;0;@\">"_s + code));

    desktop.click(u"nav:projects"_s);
    view = table(desktop, u"projects"_s);
    view->setFocus();
    view->selectRow(0);
    desktop.press(Qt::Key_C, Qt::ControlModifier);
    CHECK(QApplication::clipboard()->mimeData()->html().contains(u"<td>2,200,000.00</td>"_s));
}

TEST_CASE("Choosing all chooses those, too, that were not scrolled to") {
    Desktop desktop;
    desktop.login(u"auditor1"_s);
    desktop.click(u"nav:journal"_s);
    auto* view = table(desktop, u"journal"_s);
    const int shown = view->model()->rowCount();
    view->setFocus();
    desktop.press(Qt::Key_A, Qt::ControlModifier);
    desktop.until([&] { return view->model()->rowCount() > shown; }, "the rest");
    desktop.settle();
    CHECK(view->chosen().size() == view->model()->rowCount());
    CHECK(view->chosen().last().value("seq"_L1).toInteger() == 1);
}

TEST_CASE(
    "A table comes back with its columns as they were left, and as they were made on demand") {
    QStringList before;
    const auto heads = [](const widgets::TableView* view) {
        QStringList all;
        for (int i = 0; i < view->model()->columnCount(); ++i)
            if (const int one = view->horizontalHeader()->logicalIndex(i);
                !view->isColumnHidden(one))
                all << view->model()->headerData(one, Qt::Horizontal).toString();
        return all;
    };
    {
        Desktop desktop;
        desktop.login(u"clerk1"_s);
        desktop.click(u"nav:units"_s);
        auto* view = table(desktop, u"units"_s);
        before = heads(view);
        fromMenu(desktop, view->horizontalHeader()->viewport(), u"收款账户"_s);
        view->horizontalHeader()->moveSection(view->horizontalHeader()->visualIndex(1), 0);
        CHECK(heads(view).first() == u"名称"_s);
    }
    Desktop desktop; // started again
    desktop.resize(1280, 720);
    desktop.login(u"clerk1"_s);
    desktop.click(u"nav:units"_s);
    auto* view = table(desktop, u"units"_s);
    CHECK(heads(view).first() == u"名称"_s);
    CHECK(!heads(view).contains(u"收款账户"_s));
    view->selectRow(0);
    view->setFocus();
    desktop.press(Qt::Key_C, Qt::ControlModifier);
    CHECK(QApplication::clipboard()->text().section(u'\n', 0, 0) == heads(view).join(u'\t'));
    fromMenu(desktop, view->horizontalHeader()->viewport(), u"恢复原来的列"_s);
    CHECK(heads(view) == before);
}

TEST_CASE("An arrow over a column stands only where the rows are sorted by it") {
    Desktop desktop;
    desktop.login(u"auditor1"_s);
    desktop.click(u"nav:journal"_s);
    auto* view = table(desktop, u"journal"_s);
    QHeaderView* heads = view->horizontalHeader();
    const auto press = [&](int section) {
        QTest::mouseClick(heads->viewport(), Qt::LeftButton, {},
                          {heads->sectionViewportPosition(section) + 20, heads->height() / 2});
        desktop.settle();
    };
    press(column(view, u"办理人"_s)); // more entries than are here, and the core sorts by number
    CHECK(heads->sortIndicatorSection() == -1);
    desktop.click(u"nav:units"_s);
    view = table(desktop, u"units"_s);
    heads = view->horizontalHeader();
    press(column(view, u"名称"_s));
    CHECK(heads->sortIndicatorSection() == column(view, u"名称"_s));
    QStringList names;
    for (int row = 0; row < view->model()->rowCount(); ++row)
        names << view->model()->index(row, column(view, u"名称"_s)).data().toString();
    desktop.window().page()->refresh(); // what comes anew stands in the same order
    desktop.settle();
    for (int row = 0; row < view->model()->rowCount(); ++row)
        CHECK(view->model()->index(row, column(view, u"名称"_s)).data() == names[row]);
}
