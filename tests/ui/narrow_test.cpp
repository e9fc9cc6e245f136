// SPDX-License-Identifier: GPL-3.0-only
#include "desktop.h"

#include <widgets/elided_label.h>
#include <widgets/list_table.h>
#include <widgets/steps_bar.h>

#include <QApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QScrollBar>

#include <catch2/catch.hpp>

// A screen of 1366×768 that is enlarged by a quarter or by half holds 1092×614 or 910×512 pixels:
// nothing is cut there without a sign, and what is not needed takes no room.

using namespace Qt::Literals::StringLiterals;
using testing::Desktop;

namespace {

void enlarge(Desktop& desktop, int percent) {
    desktop.window().setMinimumSize(0, 0);
    desktop.resize(1366 * 100 / percent, 768 * 100 / percent);
}

QRect inWindow(const QWidget* widget) {
    return {widget->mapTo(widget->window(), QPoint()), widget->size()};
}

} // namespace

TEST_CASE("Evidence of a unit that is cut ends in dots and is whole in its tooltip") {
    Desktop desktop;
    enlarge(desktop, 150);
    desktop.login(u"clerk1"_s);
    desktop.window().goTo({u"unit"_s, u"DW-004"_s});
    auto* evidence = dynamic_cast<widgets::ElidedLabel*>(desktop.find(u"evidence:clean_record"_s));
    REQUIRE(evidence);
    REQUIRE(evidence->sizeHint().width() > evidence->width());
    desktop.window().grab();
    CHECK(evidence->toolTip() == evidence->text());
    CHECK(evidence->text().contains(u"近五年无行政处罚"_s));
}

TEST_CASE("A field for long text shows three lines at least, however little room there is") {
    Desktop desktop;
    desktop.login(u"clerk1"_s);
    const std::pair<pages::NavigationTarget, QString> fields[] = {
        {{u"declare"_s}, u"edit:content"_s},
        {{u"project-form"_s, u"XM-2019-007"_s, u"do=project.amend"_s}, u"edit:reason"_s},
        {{u"request"_s, u"XM-2019-007"_s}, u"edit:report"_s}};
    for (const int percent : {100, 125, 150}) {
        enlarge(desktop, percent);
        for (const auto& [place, name] : fields) {
            INFO(name.toStdString() << " at " << percent);
            desktop.window().goTo(place);
            auto* edit = qobject_cast<QPlainTextEdit*>(desktop.find(name));
            REQUIRE(edit);
            desktop.settle();
            CHECK(edit->height() >= 3 * edit->fontMetrics().lineSpacing());
            // Nor may a layout press it lower.
            CHECK(edit->minimumHeight() >= 3 * edit->fontMetrics().lineSpacing());
            CHECK_FALSE(edit->verticalScrollBar()->isVisible());
        }
    }
}

TEST_CASE("A project's way breaks no amount and no name, and its page needs no way sideways") {
    Desktop desktop;
    enlarge(desktop, 150);
    desktop.login(u"clerk1"_s);
    for (const QString& id : {u"XM-2019-024"_s, u"XM-2019-003"_s, u"XM-2019-007"_s}) {
        INFO(id.toStdString());
        desktop.window().goTo({u"project"_s, id});
        const auto* bar = qobject_cast<widgets::StepsBar*>(desktop.find(u"steps"_s));
        REQUIRE(bar);
        desktop.until([&] { return !bar->steps().isEmpty(); }, "the way");
        desktop.settle();
        for (int i = 0; i < bar->steps().size(); ++i) {
            const QStringList lines = bar->detailOf(i);
            CHECK(lines.join(u' ') == bar->steps()[i].detail); // broken at spaces only, nothing cut
            for (const QString& line : lines)
                CHECK_FALSE((line == u"万"_s || line == u"天"_s));
        }
        for (const auto* area : desktop.window().findChildren<QScrollArea*>())
            if (area->isVisible() && area->isAncestorOf(bar))
                CHECK(area->horizontalScrollBar()->maximum() == 0);
    }
}

TEST_CASE("What is said of a line of the budget takes room once a line is chosen") {
    Desktop desktop;
    enlarge(desktop, 150);
    desktop.login(u"group1"_s);
    desktop.window().goTo({u"budget"_s});
    auto* table = qobject_cast<widgets::TableView*>(desktop.find(u"execution"_s));
    REQUIRE(table);
    desktop.until([&] { return table->model()->rowCount() > 10; }, "the lines");
    const QWidget* card = desktop.find(u"line-card"_s);
    CHECK(card->height() * 4 < table->height());
    CHECK_FALSE(desktop.shows(u"chosen-line"_s));
    const QModelIndex last = table->indexAt({10, table->viewport()->height() - 1});
    REQUIRE(last.isValid());
    table->selectRow(last.row());
    desktop.until([&] { return desktop.shows(u"chosen-line"_s); }, "what is said of it");
    desktop.settle();
    CHECK(desktop.text(u"notice"_s).size() + desktop.find(u"about-line"_s)->height() > 100);
    CHECK(table->viewport()->rect().contains(table->visualRect(table->currentIndex()).center()));
}

TEST_CASE("What printing a sheet waits for is said beside its button") {
    Desktop desktop;
    desktop.login(u"clerk1"_s);
    desktop.window().goTo({u"sheet"_s});
    desktop.click(u"print-sheet"_s);
    CHECK(desktop.text(u"to-print"_s) == u"先选要上签批单的申请。"_s);
    const QRect words = inWindow(desktop.find(u"to-print"_s));
    const QRect button = inWindow(desktop.find(u"print-sheet"_s));
    CHECK(std::abs(words.center().y() - button.center().y()) <= 4);
    CHECK(button.left() - words.right() <= 16);
    desktop.click(u"choose-all"_s);
    CHECK(desktop.text(u"to-print"_s).isEmpty());
    // The preview's buttons keep away from the tabs.
    desktop.click(u"print-sheet"_s);
    const QWidget* print = desktop.find(u"print"_s);
    CHECK(print->mapTo(print->parentWidget(), QPoint()).y() >= 8);
}
