// SPDX-License-Identifier: GPL-3.0-only
#include "desktop.h"

#include <QApplication>
#include <QChartView>
#include <QGraphicsSimpleTextItem>
#include <QGraphicsView>
#include <QLabel>
#include <QLegend>
#include <QTest>

#include <catch2/catch.hpp>

// The charts of the desk: what stands on them, and that each bar leads to what it counts, by a
// click and by the keys.

using namespace Qt::Literals::StringLiterals;
using testing::Desktop;

namespace {

// What stands beside the bars, as it is seen.
QStringList names(Desktop& desktop, const QString& chart) {
    QStringList seen;
    for (const QGraphicsView* view : desktop.find(chart)->findChildren<QGraphicsView*>())
        for (const QGraphicsItem* item : view->scene()->items(Qt::AscendingOrder))
            if (const auto* text = dynamic_cast<const QGraphicsSimpleTextItem*>(item);
                text && text->isVisible())
                seen << text->text();
    return seen;
}

void clickName(Desktop& desktop, const QString& chart, const QString& begin) {
    auto* view = desktop.find(chart)->findChild<QGraphicsView*>();
    for (const QGraphicsItem* item : view->scene()->items())
        if (const auto* text = dynamic_cast<const QGraphicsSimpleTextItem*>(item);
            text && text->text().startsWith(begin)) {
            QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                              view->mapFromScene(text->sceneBoundingRect().center()));
            break;
        }
    desktop.settle();
}

QWidget* drawn(Desktop& desktop, const QString& chart) {
    QWidget* widget = desktop.find(chart);
    desktop.until([&] { return widget->accessibleDescription().contains(u'\n'); }, "the bars");
    return widget;
}

} // namespace

TEST_CASE(
    "The legends of the desk's charts are whole on a screen enlarged by a quarter or by half") {
    Desktop desktop;
    desktop.login(u"clerk1"_s);
    for (const int percent : {100, 125, 150}) {
        INFO(percent);
        desktop.window().setMinimumSize(0, 0);
        desktop.resize(1366 * 100 / percent, 768 * 100 / percent);
        for (const auto& [chart, expected] :
             {std::pair{u"chart:execution"_s, QStringList{u"已拨付"_s, u"已批准未拨"_s, u"可用"_s}},
              {u"chart:months"_s,
               {u"第一批中央财政资金"_s, u"第二批中央财政资金"_s, u"县级配套资金"_s}}}) {
            const auto* view = drawn(desktop, chart)->findChild<QChartView*>();
            const QRectF plot = view->chart()->mapRectToScene(view->chart()->plotArea());
            QStringList words;
            for (const QGraphicsItem* item : view->scene()->items(Qt::AscendingOrder))
                if (const auto* text = dynamic_cast<const QGraphicsTextItem*>(item);
                    text && text->isVisible() && view->chart()->legend()->isAncestorOf(text)) {
                    words << text->toPlainText();
                    const QRectF box = text->sceneBoundingRect();
                    CHECK(view->sceneRect().contains(box));
                    CHECK(box.bottom() <= plot.top() + 4); // the room around a word is empty
                }
            CHECK(words == expected);
        }
    }
}

TEST_CASE(
    "The months of the desk's chart are whole in the window's first size, and say their sign") {
    Desktop desktop;
    desktop.resize(1280, 720);
    desktop.login(u"clerk1"_s);
    const QWidget* chart = drawn(desktop, u"chart:months"_s);
    CHECK(names(desktop, u"chart:months"_s)
          == QStringList{u"19-3"_s, u"4"_s, u"5"_s, u"6*"_s, u"7*"_s, u"8*"_s, u"9*"_s, u"10*"_s,
                         u"11"_s, u"12*"_s, u"20-1*"_s});
    bool explained = false;
    for (const QLabel* label : chart->findChildren<QLabel*>())
        explained = explained || (label->isVisible() && label->text().startsWith(u'*'));
    CHECK(explained);
    // Lines of one name are told apart by what stands at its end.
    drawn(desktop, u"chart:execution"_s);
    QStringList lines = names(desktop, u"chart:execution"_s);
    for (QString& line : lines)
        line = line.sliced(4);
    CHECK(lines.size() == 18);
    CHECK(lines.removeDuplicates() == 0);
}

TEST_CASE("Each bar of the desk leads to what it counts, by its name and by the keys") {
    Desktop desktop;
    desktop.login(u"clerk1"_s);
    drawn(desktop, u"chart:execution"_s)->setFocus();
    desktop.press(Qt::Key_Down);
    CHECK(desktop.find(u"chart:execution"_s)->accessibleName().contains(u"L02"_s));
    desktop.press(Qt::Key_Return);
    CHECK(desktop.window().page()->place()
          == pages::NavigationTarget{u"projects"_s, {}, u"line=L02"_s});

    desktop.click(u"nav:desk"_s);
    drawn(desktop, u"chart:execution"_s);
    clickName(desktop, u"chart:execution"_s, u"L05"_s);
    CHECK(desktop.window().page()->place()
          == pages::NavigationTarget{u"projects"_s, {}, u"line=L05"_s});

    desktop.click(u"nav:desk"_s);
    drawn(desktop, u"chart:months"_s)->setFocus();
    desktop.press(Qt::Key_End);
    desktop.press(Qt::Key_Left);
    CHECK(desktop.find(u"chart:months"_s)->accessibleName().contains(u"2019 年 12 月"_s));
    CHECK(desktop.find(u"chart:months"_s)->accessibleName().contains(u"1,752,100.00"_s));
    desktop.press(Qt::Key_Return);
    CHECK(desktop.window().page()->place()
          == pages::NavigationTarget{u"disclosure"_s, u"2019-12"_s});
}
