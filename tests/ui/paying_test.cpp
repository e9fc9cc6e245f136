// SPDX-License-Identifier: GPL-3.0-only
#include "people_at_work.h"

#include <pages/documents_panel.h>
#include <pages/paper_view.h>
#include <widgets/list_table.h>
#include <widgets/rows_edit.h>

#include <QAbstractButton>
#include <QApplication>
#include <QJsonArray>
#include <QTabWidget>
#include <QTableWidget>

#include <catch2/catch.hpp>

// From the request to the payment by clicks and keys, on each path of the plan.

using namespace Qt::Literals::StringLiterals;
using testing::ask;
using testing::change;
using testing::Desktop;
using testing::given;
using testing::open;
using testing::stateOf;

namespace {

// Fills the request form and submits it by Ctrl+Enter; the number that it was given.
QString request(Desktop& desktop, const QString& project, const QString& kind,
                const QString& amount) {
    open(desktop, {u"request"_s, project});
    desktop.choose(u"edit:kind"_s, kind);
    desktop.type(u"edit:amount"_s, amount);
    desktop.type(u"edit:report"_s, u"report"_s);
    const QString id = desktop.text(u"edit:id"_s);
    desktop.press(Qt::Key_Return, Qt::ControlModifier);
    desktop.until([&] { return desktop.shows(u"steps"_s); }, "the payment's page");
    return id;
}

// Opens the approving view at it and agrees by the keyboard.
void agree(Desktop& desktop, const QString& user, const QString& id) {
    change(desktop, user);
    open(desktop, {u"approve"_s, id});
    desktop.find(u"approving"_s)->setFocus();
    desktop.press(Qt::Key_Return, Qt::ControlModifier);
}

void pay(Desktop& desktop, const QString& user, const QString& payment, const QString& voucher) {
    change(desktop, user);
    open(desktop, {u"payment"_s, payment});
    desktop.click(u"do:payment.pay"_s);
    desktop.type(u"edit:voucher"_s, voucher);
    desktop.press(Qt::Key_Return, Qt::ControlModifier);
}

QJsonObject stage(const QString& id, const QString& amount) {
    return {{"id"_L1, id},         {"project"_L1, u"XM-2019-007"_s}, {"kind"_L1, u"stage"_s},
            {"amount"_L1, amount}, {"date"_L1, u"2020-01-15"_s},     {"report"_L1, u"书面申请"_s}};
}

// Three requests before the leader: one of the demo's, two more.
void threeForTheLeader(Desktop& desktop) {
    given(desktop, u"clerk1"_s, u"payment.request"_s, stage(u"BF-2020-101"_s, u"5000.00"_s));
    given(desktop, u"clerk1"_s, u"payment.request"_s, stage(u"BF-2020-102"_s, u"6000.00"_s));
}

} // namespace

TEST_CASE("Prepaid: one fen too much is refused at its field, then it goes all the way",
          "[served]") {
    Desktop desktop;
    desktop.login(u"reviewer1"_s);
    agree(desktop, u"reviewer1"_s, u"XM-2019-028"_s);
    change(desktop, u"clerk1"_s);
    open(desktop, {u"request"_s, u"XM-2019-028"_s});
    CHECK(desktop.text(u"edit:kind"_s) == u"预拨"_s);
    desktop.click(u"show-basis"_s);
    CHECK(desktop.shows(u"basis"_s));
    desktop.type(u"edit:report"_s, u"first report"_s);
    desktop.type(u"edit:amount"_s, u"175000.01"_s);
    desktop.press(Qt::Key_Return, Qt::ControlModifier);
    desktop.until([&] { return desktop.shows(u"refusal:amount"_s); }, "the refusal");
    const QString words = desktop.text(u"refusal:amount"_s);
    INFO(words.toStdString());
    CHECK(words.contains(u"第九条"_s));
    CHECK(words.contains(u"175,000.00"_s));
    CHECK(QApplication::focusWidget() == desktop.find(u"edit:amount"_s));
    CHECK(desktop.text(u"edit:report"_s) == u"first report"_s);
    const QString id = desktop.text(u"edit:id"_s);
    desktop.type(u"edit:amount"_s, u"175000"_s);
    desktop.press(Qt::Key_Return, Qt::ControlModifier);
    desktop.until([&] { return desktop.shows(u"steps"_s); }, "the payment's page");
    CHECK(stateOf(desktop, id) == u"requested"_s);
    agree(desktop, u"reviewer2"_s, id);
    CHECK(stateOf(desktop, id) == u"reviewed"_s);
    agree(desktop, u"leader1"_s, id);
    CHECK(stateOf(desktop, id) == u"approved"_s);
    pay(desktop, u"finance1"_s, id, u"J-2020-001"_s);
    CHECK(stateOf(desktop, id) == u"paid"_s);
}

TEST_CASE("Staged: the leader alone, a payment that the bank sends back and that goes out again",
          "[served]") {
    Desktop desktop;
    desktop.login(u"clerk1"_s);
    const QString id = request(desktop, u"XM-2019-007"_s, u"stage"_s, u"15600"_s);
    CHECK(!desktop.shows(u"do:payment.pay"_s)); // not the clerk's
    agree(desktop, u"leader1"_s, id);
    pay(desktop, u"finance1"_s, id, u"J-2020-001"_s);
    CHECK(stateOf(desktop, id) == u"paid"_s);
    desktop.click(u"do:payment.reverse"_s);
    desktop.type(u"edit:reason"_s, u"account closed"_s);
    desktop.type(u"edit:voucher"_s, u"J-2020-002"_s);
    desktop.press(Qt::Key_Return, Qt::ControlModifier);
    CHECK(stateOf(desktop, id) == u"approved"_s);
    auto* vouchers = qobject_cast<widgets::TableView*>(desktop.find(u"vouchers"_s));
    REQUIRE(vouchers);
    desktop.until([&] { return vouchers->model()->rowCount() == 2; }, "the counter-entry");
    CHECK(vouchers->model()->index(1, 4).data().toString() == u"-15,600.00"_s);
    pay(desktop, u"finance1"_s, id, u"J-2020-003"_s);
    CHECK(stateOf(desktop, id) == u"paid"_s);
    desktop.until([&] { return vouchers->model()->rowCount() == 3; }, "the third voucher");
}

TEST_CASE("On acceptance: several payees, a refund of a part, and its voiding by a second person") {
    Desktop desktop;
    desktop.login(u"leader1"_s);
    agree(desktop, u"leader1"_s, u"BF-2019-033"_s);
    pay(desktop, u"finance1"_s, u"BF-2019-033"_s, u"J-2020-001"_s);
    CHECK(stateOf(desktop, u"BF-2019-033"_s) == u"paid"_s);
    desktop.click(u"do:payment.refund"_s);
    desktop.choose(u"edit:payee"_s, u"DW-012"_s);
    desktop.type(u"edit:amount"_s, u"20000.01"_s);
    desktop.type(u"edit:reason"_s, u"given back"_s);
    desktop.type(u"edit:voucher"_s, u"J-2020-002"_s);
    desktop.press(Qt::Key_Return, Qt::ControlModifier);
    desktop.until([&] { return desktop.shows(u"refusal:amount"_s); }, "the refusal");
    CHECK(desktop.text(u"edit:reason"_s) == u"given back"_s);
    desktop.type(u"edit:amount"_s, u"500"_s);
    desktop.press(Qt::Key_Return, Qt::ControlModifier);
    auto* vouchers = qobject_cast<widgets::TableView*>(desktop.find(u"vouchers"_s));
    desktop.until([&] { return vouchers->model()->rowCount() == 2; }, "the counter-entry");
    CHECK(vouchers->model()->index(1, 4).data().toString() == u"-500.00"_s);
    change(desktop, u"finance2"_s);
    open(desktop, {u"payment"_s, u"BF-2019-033"_s});
    vouchers = qobject_cast<widgets::TableView*>(desktop.find(u"vouchers"_s));
    vouchers->setFocus();
    vouchers->selectRow(1);
    desktop.click(u"do:void"_s);
    desktop.type(u"edit:reason"_s, u"entered twice"_s);
    desktop.press(Qt::Key_Return, Qt::ControlModifier);
    const QJsonArray sources = ask(desktop, u"payment.show"_s, {{"id"_L1, u"BF-2019-033"_s}})
                                   .value("sources"_L1)
                                   .toArray();
    CHECK(!sources.first().toObject().contains("refunded"_L1));
}

TEST_CASE("Paid out of two sources: each has its voucher, and none is forgotten") {
    Desktop desktop;
    desktop.login(u"clerk2"_s);
    const QString project = u"XM-2020-101"_s;
    const QString date = u"2020-01-15"_s;
    const auto sources = [](const QString& first, const QString& second) {
        return QJsonArray{QJsonObject{{"source"_L1, u"central-1"_s}, {"amount"_L1, first}},
                          QJsonObject{{"source"_L1, u"central-2"_s}, {"amount"_L1, second}}};
    };
    given(desktop, u"clerk1"_s, u"project.declare"_s,
          {{"id"_L1, project},
           {"unit"_L1, u"DW-004"_s},
           {"line"_L1, u"L11"_s},
           {"name"_L1, u"营销活动"_s},
           {"content"_L1, u"两场活动"_s},
           {"schedule"_L1, QJsonObject{{"from"_L1, date}, {"to"_L1, u"2020-06-30"_s}}},
           {"support"_L1, u"100000.00"_s},
           {"sources"_L1, sources(u"60000.00"_s, u"40000.00"_s)},
           {"materials"_L1, QJsonArray{u"活动实施方案"_s}},
           {"date"_L1, date}});
    given(desktop, u"reviewer1"_s, u"project.review"_s,
          {{"id"_L1, project},
           {"decision"_L1, u"approve"_s},
           {"opinion"_L1, u"同意"_s},
           {"date"_L1, date}});
    given(desktop, u"clerk1"_s, u"project.start"_s, {{"id"_L1, project}, {"date"_L1, date}});
    given(desktop, u"clerk1"_s, u"acceptance.request"_s,
          {{"id"_L1, u"YS-2020-101"_s},
           {"project"_L1, project},
           {"stage"_L1, u"第一场"_s},
           {"claimed"_L1, u"50000.00"_s},
           {"date"_L1, date}});
    given(desktop, u"inspector1"_s, u"acceptance.conclude"_s,
          {{"id"_L1, u"YS-2020-101"_s},
           {"result"_L1, u"pass"_s},
           {"accepted"_L1, u"50000.00"_s},
           {"team"_L1, QJsonArray{QJsonObject{{"name"_L1, u"甲"_s}, {"unit"_L1, u"县财政局"_s}}}},
           {"opinion"_L1, u"合格"_s},
           {"date"_L1, date}});
    open(desktop, {u"request"_s, project});
    desktop.choose(u"edit:kind"_s, u"stage"_s);
    desktop.type(u"edit:amount"_s, u"50000"_s);
    auto* rows = qobject_cast<widgets::RowsField*>(desktop.find(u"field:sources"_s));
    REQUIRE(rows);
    rows->setValue(sources(u"30000.00"_s, {}));
    desktop.press(Qt::Key_Return, Qt::ControlModifier);
    desktop.until([&] { return desktop.shows(u"refusal:sources"_s); }, "the missing amount");
    CHECK(desktop.text(u"refusal:sources"_s) == u"✗ 缺少第 2 行的金额,请补充。"_s);
    CHECK(QApplication::focusWidget()->objectName() == u"cell:1:amount"_s);
    rows->setValue(sources(u"30000.00"_s, u"20000.00"_s));
    desktop.type(u"edit:report"_s, u"report"_s);
    const QString id = desktop.text(u"edit:id"_s);
    desktop.press(Qt::Key_Return, Qt::ControlModifier);
    desktop.until([&] { return desktop.shows(u"steps"_s); }, "the payment's page");
    agree(desktop, u"leader1"_s, id);
    change(desktop, u"finance1"_s);
    open(desktop, {u"payment"_s, id});
    desktop.click(u"do:payment.pay"_s);
    desktop.type(u"cell:0:number"_s, u"J-2020-001"_s);
    desktop.press(Qt::Key_Return, Qt::ControlModifier);
    desktop.until([&] { return desktop.shows(u"refusal:vouchers"_s); }, "the missing voucher");
    CHECK(stateOf(desktop, id) == u"approved"_s);
    CHECK(desktop.text(u"cell:0:number"_s) == u"J-2020-001"_s);
    desktop.type(u"cell:1:number"_s, u"J-2020-002"_s);
    desktop.press(Qt::Key_Return, Qt::ControlModifier);
    CHECK(stateOf(desktop, id) == u"paid"_s);
    auto* vouchers = qobject_cast<widgets::TableView*>(desktop.find(u"vouchers"_s));
    desktop.until([&] { return vouchers->model()->rowCount() == 2; }, "both vouchers");
}

TEST_CASE(
    "Tab goes through a form from above and ends on its buttons; what is too much shows early") {
    Desktop desktop;
    desktop.login(u"clerk1"_s);
    open(desktop, {u"request"_s, u"XM-2019-007"_s});
    desktop.choose(u"edit:kind"_s, u"stage"_s);
    // 可拨 15,600.00: red before the report is written, and only about the amount.
    desktop.type(u"edit:amount"_s, u"15600.01"_s);
    desktop.until([&] { return desktop.shows(u"refusal:amount"_s); }, "the refusal while typing");
    CHECK(!desktop.shows(u"refusal:report"_s));
    desktop.type(u"edit:amount"_s, u"15600"_s);
    desktop.until([&] { return !desktop.shows(u"refusal:amount"_s); }, "nothing is wrong");
    QStringList seen;
    desktop.find(u"edit:id"_s)->setFocus();
    for (int i = 0; i < 20 && !seen.contains(u"cancel"_s); ++i) {
        desktop.press(Qt::Key_Tab);
        const auto* button = qobject_cast<QAbstractButton*>(QApplication::focusWidget());
        seen << (button && button->text() == u"取消"_s ? u"cancel"_s
                                                       : QApplication::focusWidget()->objectName());
    }
    INFO(seen.join(u' ').toStdString());
    const QStringList order{u"edit:kind"_s, u"edit:amount"_s, u"edit:date"_s, u"edit:report"_s,
                            u"cancel"_s};
    qsizetype last = -1;
    for (const QString& name : order) {
        CHECK(seen.indexOf(name) > last);
        last = seen.indexOf(name);
    }
    desktop.press(Qt::Key_Backtab);
    desktop.press(Qt::Key_Backtab);
    CHECK(QApplication::focusWidget() == desktop.find(u"edit:report"_s));
}

TEST_CASE("Who requested does not review: the request does not wait for them") {
    Desktop desktop;
    desktop.login(u"reviewer1"_s);
    agree(desktop, u"reviewer1"_s, u"XM-2019-028"_s);
    change(desktop, u"reviewer2"_s);
    const QString id = request(desktop, u"XM-2019-028"_s, u"prepay"_s, u"1000"_s);
    desktop.settle();
    QWidget* review = desktop.find(u"do:payment.review"_s);
    CHECK_FALSE(review->isEnabled());
    CHECK(review->toolTip().contains(u"申请"_s));
    open(desktop, {u"approve"_s});
    auto* waiting = qobject_cast<widgets::TableView*>(
        desktop.find(u"page"_s)->findChild<QWidget*>(u"approving"_s));
    if (waiting)
        for (int row = 0; row < waiting->model()->rowCount(); ++row)
            CHECK(!waiting->model()->index(row, 1).data().toString().contains(id));
    CHECK(stateOf(desktop, id) == u"requested"_s);
    agree(desktop, u"reviewer1"_s, id);
    CHECK(stateOf(desktop, id) == u"reviewed"_s);
}

TEST_CASE("The leader decides three in a row by keys alone") {
    Desktop desktop;
    desktop.login(u"leader1"_s);
    threeForTheLeader(desktop);
    open(desktop, {u"approve"_s});
    desktop.find(u"approving"_s)->setFocus();
    desktop.press(Qt::Key_J);
    desktop.press(Qt::Key_K);
    desktop.press(Qt::Key_Return, Qt::ControlModifier); // the first
    desktop.settle();
    desktop.press(Qt::Key_Return); // the second: writes something of their own
    desktop.type(u"edit:opinion"_s, u"go"_s);
    desktop.press(Qt::Key_Return, Qt::ControlModifier);
    desktop.settle();
    desktop.press(Qt::Key_Return, Qt::ControlModifier); // the third
    desktop.settle();
    for (const QString& id : {u"BF-2019-033"_s, u"BF-2020-101"_s, u"BF-2020-102"_s})
        CHECK(stateOf(desktop, id) == u"approved"_s);
}

TEST_CASE("Returning asks for a reason, and what was typed is kept") {
    Desktop desktop;
    desktop.login(u"leader1"_s);
    open(desktop, {u"approve"_s, u"BF-2019-033"_s});
    desktop.click(u"decide:return"_s);
    CHECK(desktop.shows(u"refusal:opinion"_s));
    CHECK(stateOf(desktop, u"BF-2019-033"_s) == u"reviewed"_s);
    desktop.type(u"edit:opinion"_s, u"wrong account"_s);
    // What was begun is repeated: never an approval in its place.
    desktop.press(Qt::Key_Return, Qt::ControlModifier);
    CHECK(stateOf(desktop, u"BF-2019-033"_s) == u"returned"_s);
}

TEST_CASE("A signed sheet is recorded in one go, with its exceptions and its scan", "[served]") {
    Desktop desktop;
    desktop.login(u"clerk2"_s);
    threeForTheLeader(desktop);
    open(desktop, {u"sheet"_s});
    auto* table = qobject_cast<QTableWidget*>(desktop.find(u"sheet"_s));
    REQUIRE(table);
    REQUIRE(table->rowCount() == 3);
    desktop.click(u"choose-all"_s);
    CHECK(desktop.text(u"sum"_s).contains(u"51,000.00"_s));
    // The paper holds exactly what is chosen.
    table->item(1, 0)->setCheckState(Qt::Unchecked);
    const auto* view =
        qobject_cast<pages::PaperView*>(desktop.window().findChild<QWidget*>(u"paper"_s));
    REQUIRE(view);
    desktop.click(u"print-sheet"_s);
    desktop.until([&] { return view->paper() != nullptr; }, "the paper");
    const QString left = table->item(1, 1)->text();
    for (const QString& id : {u"BF-2019-033"_s, u"BF-2020-101"_s, u"BF-2020-102"_s})
        CHECK(view->accessibleDescription().contains(id) == (id != left));
    const QString paper = desktop.folder() + u"/sheet.pdf"_s;
    desktop.paths = {paper};
    desktop.click(u"save-pdf"_s);
    CHECK(QFile(paper).size() > 1000);
    qobject_cast<QTabWidget*>(desktop.find(u"sheet-tabs"_s))->setCurrentIndex(0);
    table->item(1, 0)->setCheckState(Qt::Checked);
    desktop.choose(u"decision:BF-2020-102"_s, u"return"_s);
    desktop.type(u"edit:sheet"_s, u"2020-1"_s);
    if (desktop.text(u"edit:signed.by"_s).isEmpty())
        desktop.choose(u"edit:signed.by"_s, u"leader1"_s);
    // A scan that is not there is said before anything is recorded.
    desktop.type(u"edit:scan"_s, desktop.folder() + u"/missing.pdf"_s);
    desktop.click(u"record-sheet"_s);
    CHECK(desktop.text(u"result"_s).startsWith(u"打不开扫描件"_s));
    CHECK(stateOf(desktop, u"BF-2020-101"_s) == u"requested"_s);
    desktop.type(u"edit:scan"_s, paper);
    // A return without an opinion is not taken, and stays with its reason.
    desktop.click(u"record-sheet"_s);
    desktop.until([&] { return table->rowCount() == 1; }, "the sheet is recorded");
    CHECK(table->item(0, 8)->text() == u"意见不能为空,请填写。"_s);
    CHECK(stateOf(desktop, u"BF-2019-033"_s) == u"approved"_s);
    CHECK(stateOf(desktop, u"BF-2020-101"_s) == u"approved"_s);
    CHECK(stateOf(desktop, u"BF-2020-102"_s) == u"requested"_s);
    desktop.type(u"opinion:BF-2020-102"_s, u"more papers"_s);
    desktop.click(u"record-sheet"_s);
    desktop.until([&] { return table->rowCount() == 0; }, "the rest is recorded");
    CHECK(stateOf(desktop, u"BF-2020-102"_s) == u"returned"_s);
    const QJsonObject shown = ask(desktop, u"payment.show"_s, {{"id"_L1, u"BF-2020-101"_s}});
    const QJsonObject step = shown.value("steps"_L1).toArray().last().toObject();
    CHECK(step.value("by"_L1) == "leader1"_L1);
    CHECK(step.value("recorded_by"_L1) == "clerk2"_L1);
    CHECK(step.value("sheet"_L1) == "2020-1"_L1);
    const QJsonObject filed =
        ask(desktop, u"document.list"_s,
            {{"about"_L1, QJsonObject{{"kind"_L1, u"payment"_s}, {"id"_L1, u"BF-2020-101"_s}}}});
    CHECK(filed.value("items"_L1).toArray().size() == 1);
}

TEST_CASE("Who may not file documents is not asked for the sheet's scan") {
    Desktop desktop;
    desktop.login(u"reviewer1"_s);
    open(desktop, {u"sheet"_s});
    CHECK_FALSE(desktop.find(u"edit:scan"_s)->isEnabled());
}
