// SPDX-License-Identifier: GPL-3.0-only
#include "people_at_work.h"

#include <pages/document_view.h>
#include <widgets/list_table.h>

#include <QDropEvent>
#include <QJsonArray>
#include <QMimeData>
#include <QPainter>
#include <QPdfDocument>
#include <QPdfView>
#include <QPdfWriter>
#include <QPushButton>
#include <QScrollBar>
#include <QTabWidget>
#include <QTest>

#include <catch2/catch.hpp>

// What was done wrong is taken back: a request withdrawn, a contract voided, a document refiled, a
// filing stopped.

using namespace Qt::Literals::StringLiterals;
using testing::ask;
using testing::change;
using testing::Desktop;
using testing::drop;
using testing::given;
using testing::open;
using testing::stateOf;
using testing::tableOf;

namespace {

constexpr int howMany = 3;

QString pdf(Desktop& desktop) {
    const QString path = desktop.folder() + u"/验收意见 三页.pdf"_s;
    QPdfWriter writer(path);
    QPainter painter(&writer);
    for (int page = 0; page < howMany; ++page) {
        if (page > 0)
            writer.newPage();
        painter.drawText(QPoint(1000, 1000), u"第 %1 页"_s.arg(page + 1));
    }
    return path;
}

widgets::TableView* filledTable(Desktop& desktop, const QString& name) {
    auto* table = qobject_cast<widgets::TableView*>(tableOf(desktop, name));
    REQUIRE(table);
    desktop.until([&] { return table->model()->rowCount() > 0; }, "a row");
    return table;
}

QPushButton* shownUndo(Desktop& desktop) {
    for (auto* one : desktop.window().findChildren<QPushButton*>(u"do:void"_s))
        if (one->isVisible())
            return one;
    return nullptr;
}

} // namespace

TEST_CASE("Who asked for a payment takes the request back, with a reason; nobody else may") {
    Desktop desktop;
    desktop.login(u"clerk1"_s);
    const QString id = u"BF-2020-101"_s;
    given(desktop, u"clerk1"_s, u"payment.request"_s,
          {{"id"_L1, id},
           {"project"_L1, u"XM-2019-007"_s},
           {"kind"_L1, u"stage"_s},
           {"amount"_L1, u"15600.00"_s},
           {"date"_L1, u"2020-01-15"_s},
           {"report"_L1, u"书面申请"_s}});
    change(desktop, u"clerk2"_s);
    open(desktop, {u"payment"_s, id});
    CHECK(!desktop.shows(u"do:withdraw"_s));
    change(desktop, u"clerk1"_s);
    open(desktop, {u"payment"_s, id});
    desktop.click(u"do:withdraw"_s);
    desktop.press(Qt::Key_Return, Qt::ControlModifier);
    desktop.until([&] { return desktop.shows(u"refusal:reason"_s); }, "the reason is asked for");
    CHECK(desktop.text(u"refusal:reason"_s) == u"✗ 缺少原因,请补充。"_s);
    desktop.type(u"edit:reason"_s, u"wrong sum"_s);
    desktop.press(Qt::Key_Return, Qt::ControlModifier);
    desktop.until([&] { return desktop.text(u"state"_s) == u"已撤回"_s; }, "the state");
    CHECK(stateOf(desktop, id) == u"withdrawn"_s);
    CHECK(!desktop.shows(u"do:withdraw"_s));
}

TEST_CASE("A contract is voided by another clerk than who recorded it") {
    Desktop desktop;
    desktop.login(u"clerk2"_s);
    const auto toContract = [&] {
        open(desktop, {u"project"_s, u"XM-2019-005"_s});
        qobject_cast<QTabWidget*>(desktop.find(u"tabs"_s))->setCurrentIndex(3);
        auto* table = filledTable(desktop, u"project-contracts"_s);
        table->setFocus();
        table->selectRow(0);
        desktop.settle();
        desktop.until([&] { return shownUndo(desktop) != nullptr; }, "the button");
        return table->current().value("id"_L1).toString();
    };
    const QString contract = toContract();
    INFO(contract.toStdString());
    CHECK(!shownUndo(desktop)->isEnabled());
    change(desktop, u"clerk1"_s);
    CHECK(toContract() == contract);
    desktop.until([&] { return shownUndo(desktop)->isEnabled(); }, "the other clerk may");
    shownUndo(desktop)->click();
    desktop.type(u"edit:reason"_s, u"entered at the wrong project"_s);
    desktop.press(Qt::Key_Return, Qt::ControlModifier);
    desktop.settle();
    const QJsonArray contracts = ask(desktop, u"project.show"_s, {{"id"_L1, u"XM-2019-005"_s}})
                                     .value("contracts"_L1)
                                     .toArray();
    for (const QJsonValue& left : contracts)
        CHECK(left.toObject().value("id"_L1) != contract);
}

TEST_CASE("A PDF is paged through beside the checklist, and filed anew under another kind",
          "[served]") {
    Desktop desktop;
    desktop.login(u"clerk1"_s);
    open(desktop, {u"archive"_s, u"XM-2019-021"_s});
    CHECK(!desktop.find(u"do:document.refile"_s)->isEnabled());
    drop(desktop, {pdf(desktop)});
    CHECK(desktop.text(u"filing-kind:0"_s) == u"验收意见"_s);
    desktop.click(u"do:document.file"_s);
    desktop.until([&] { return desktop.text(u"kind:acceptance"_s) == u"✓ 1 份"_s; }, "it is filed");
    auto* table = filledTable(desktop, u"project-documents"_s);
    table->setFocus();
    table->selectRow(0);
    auto* view = qobject_cast<pages::DocumentView*>(desktop.find(u"document-view"_s));
    REQUIRE(view);
    desktop.until([&] { return view->shown() == u"pdf"_s; }, "the pages");
    desktop.settle();
    auto* paged = view->findChild<QPdfView*>();
    REQUIRE(paged);
    REQUIRE(paged->document()->pageCount() == howMany);
    QScrollBar* bar = paged->verticalScrollBar();
    desktop.until([&] { return bar->maximum() > 0; }, "there is something below");
    paged->setFocus();
    QTest::keyClick(paged, Qt::Key_PageDown);
    CHECK(bar->value() > 0);
    desktop.click(u"do:document.refile"_s);
    desktop.choose(u"edit:kind"_s, u"contract"_s);
    desktop.type(u"edit:reason"_s, u"it is the contract"_s);
    desktop.press(Qt::Key_Return, Qt::ControlModifier);
    desktop.until([&] { return desktop.text(u"kind:contract"_s) == u"✓ 1 份"_s; }, "the new kind");
    CHECK(desktop.text(u"kind:acceptance"_s) == u"✗ 缺"_s);
}

TEST_CASE("A filing that is stopped files nothing, and the file waits as it was typed",
          "[served]") {
    Desktop desktop;
    desktop.login(u"clerk1"_s);
    open(desktop, {u"archive"_s, u"XM-2019-021"_s});
    const QString path = desktop.folder() + u"/big.tif"_s;
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    constexpr int megabytes = 200;
    QByteArray block(1 << 20, 'x');
    for (int i = 0; i < megabytes; ++i) {
        block[0] = static_cast<char>(i);
        file.write(block);
    }
    file.close();
    drop(desktop, {path});
    desktop.type(u"filing-title:0"_s, u"big scan"_s);
    // Not desktop.click: it would wait for the fund, which is busy with the scan.
    QTest::mouseClick(desktop.find(u"do:document.file"_s), Qt::LeftButton);
    auto* window = desktop.window().findChild<QWidget*>(u"progress"_s);
    REQUIRE(window);
    QTest::qWait(20);
    QTest::mouseClick(window->findChild<QPushButton*>(), Qt::LeftButton);
    desktop.settle();
    CHECK(desktop.text(u"filing-title:0"_s) == u"big scan"_s);
    const QJsonObject filed =
        ask(desktop, u"document.list"_s,
            {{"about"_L1, QJsonObject{{"kind"_L1, u"project"_s}, {"id"_L1, u"XM-2019-021"_s}}}});
    CHECK(filed.value("items"_L1).toArray().isEmpty());
}
