// SPDX-License-Identifier: GPL-3.0-only
#include "people_at_work.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>
#include <QTest>

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::ask;
using testing::change;
using testing::Desktop;
using testing::open;
using testing::submit;

namespace {

QString shownState(Desktop& desktop, const QString& page, const QString& id) {
    open(desktop, {page, id});
    desktop.until([&] { return !desktop.text(u"state"_s).isEmpty(); }, "the state");
    return desktop.text(u"state"_s);
}

// Fills a declaration of L16 up to the sum.
void declare(Desktop& desktop, const QString& name, const QString& support) {
    desktop.click(u"nav:projects"_s);
    desktop.click(u"do:project.declare"_s);
    desktop.find(u"edit:line"_s);
    desktop.type(u"edit:unit"_s, u"DW-007"_s);
    desktop.choose(u"edit:line"_s, u"L16"_s);
    desktop.type(u"edit:name"_s, name);
    desktop.type(u"edit:content"_s, u"制作并投放宣传品"_s);
    desktop.type(u"edit:schedule.from"_s, u"20200201"_s);
    desktop.type(u"edit:schedule.to"_s, u"20200630"_s);
    desktop.type(u"edit:support"_s, support);
    desktop.click(u"edit:materials"_s); // the first tick
}

void decideProject(Desktop& desktop, const QString& id, const QString& decision) {
    open(desktop, {u"project"_s, id});
    desktop.click(u"do:project.review"_s);
    desktop.choose(u"edit:decision"_s, decision);
    desktop.type(u"edit:opinion"_s, u"按审核意见办理。"_s);
    submit(desktop);
    desktop.until([&] { return desktop.shows(u"steps"_s); }, "the project's page");
}

} // namespace

TEST_CASE("A declaration is returned, declared again, approved and started by two users",
          "[served]") {
    Desktop desktop;
    desktop.login(u"clerk1"_s);
    declare(desktop, u"县域直播宣传"_s, u"20000"_s);
    const QString id = desktop.text(u"edit:id"_s);
    submit(desktop);
    desktop.until([&] { return desktop.shows(u"steps"_s); }, "the project's page");
    CHECK(desktop.text(u"state"_s) == u"待审核"_s);
    CHECK(desktop.find(u"steps"_s)->accessibleDescription().contains(u"等办公室审核"_s));
    change(desktop, u"reviewer1"_s);
    decideProject(desktop, id, u"return"_s);
    CHECK(shownState(desktop, u"project"_s, id) == u"已退回"_s);
    change(desktop, u"clerk1"_s);
    open(desktop, {u"project"_s, id});
    desktop.click(u"do:project.declare"_s);
    CHECK(desktop.text(u"returned-because"_s) == u"按审核意见办理。"_s);
    CHECK(desktop.text(u"edit:name"_s) == u"县域直播宣传"_s);
    CHECK(desktop.text(u"edit:support"_s) == u"20,000.00"_s);
    desktop.type(u"edit:name"_s, u"县域直播宣传(补正)"_s);
    submit(desktop);
    desktop.until([&] { return desktop.shows(u"steps"_s); }, "the project's page");
    CHECK(desktop.text(u"heading"_s) == u"县域直播宣传(补正)"_s);
    CHECK_FALSE(desktop.shows(u"do:project.start"_s));
    change(desktop, u"reviewer1"_s);
    decideProject(desktop, id, u"approve"_s);
    CHECK(shownState(desktop, u"project"_s, id) == u"已批准"_s);
    change(desktop, u"clerk1"_s);
    open(desktop, {u"project"_s, id});
    desktop.click(u"do:project.start"_s);
    submit(desktop);
    CHECK(shownState(desktop, u"project"_s, id) == u"已开工"_s);
}

TEST_CASE("A review a fen above the ceiling is refused at its field, and nothing typed is lost",
          "[served]") {
    Desktop desktop;
    desktop.login(u"clerk1"_s);
    declare(desktop, u"超限宣传"_s, u"6.400001"_s); // 万元 below
    desktop.type(u"edit:support"_s, u"64000.01"_s);
    const QString id = desktop.text(u"edit:id"_s);
    submit(desktop);
    desktop.until([&] { return desktop.shows(u"steps"_s); }, "the project's page");
    change(desktop, u"reviewer1"_s);
    open(desktop, {u"project"_s, id});
    desktop.click(u"do:project.review"_s);
    desktop.type(u"edit:opinion"_s, u"同意立项。"_s);
    submit(desktop);
    desktop.until([&] { return desktop.shows(u"refusal:support"_s); }, "the refusal");
    CHECK(desktop.text(u"refusal:support"_s).contains(u"附表"_s));
    CHECK(desktop.text(u"edit:opinion"_s) == u"同意立项。"_s);
    CHECK(QApplication::focusWidget()->objectName() == u"edit:support"_s);
    const QString limit = u"24000"_s; // 100,000 less what two projects have
    desktop.type(u"edit:support"_s, limit);
    submit(desktop);
    desktop.until([&] { return desktop.shows(u"steps"_s); }, "the project's page");
    CHECK(ask(desktop, u"project.show"_s, {{"id"_L1, id}}).value("support"_L1) == u"24000.00"_s);
}

TEST_CASE("Who registered and reviews too is told why not, before trying") {
    Desktop desktop;
    desktop.login(u"reviewer2"_s); // clerk and reviewer in one
    declare(desktop, u"一人两职"_s, u"1000"_s);
    submit(desktop);
    desktop.until([&] { return desktop.shows(u"steps"_s); }, "the project's page");
    desktop.until([&] { return desktop.shows(u"do:project.review"_s); }, "the greyed button");
    CHECK_FALSE(desktop.find(u"do:project.review"_s)->isEnabled());
    CHECK(desktop.find(u"do:project.review"_s)->toolTip().contains(u"第"_s));
}

TEST_CASE("72 stations are pasted from a spreadsheet in one go") {
    Desktop desktop;
    desktop.login(u"clerk1"_s);
    open(desktop, {u"project"_s, u"XM-2019-003"_s});
    const qsizetype before = ask(desktop, u"project.show"_s, {{"id"_L1, u"XM-2019-003"_s}})
                                 .value("deliverables"_L1)
                                 .toArray()
                                 .size();
    desktop.click(u"do:deliverable.add"_s);
    QStringList lines;
    for (int i = 1; i <= 72; ++i)
        lines << u"村级\t新村%1\t%2\t%3\t否"_s.arg(i).arg(i % 2 ? u"是"_s : u"否"_s).arg(20 + i);
    lines[71].replace(u"92"_s, u"宽敞"_s);
    QApplication::clipboard()->setText(lines.join(u'\n'));
    desktop.click(u"paste"_s);
    CHECK(desktop.text(u"filled"_s).contains(u"这次登记 72 项"_s));
    desktop.find(u"edit:items"_s)->setFocus();
    submit(desktop);
    desktop.until([&] { return desktop.shows(u"refusal:items"_s); }, "the refusal of a bad area");
    CHECK(desktop.text(u"filled"_s).contains(u"这次登记 72 项"_s));
    auto* table = qobject_cast<QTableView*>(desktop.find(u"edit:items"_s));
    CHECK(table->currentIndex().row() == 71);
    CHECK(table->currentIndex().column() == 4);
    table->model()->setData(table->currentIndex(), u"92"_s);
    desktop.settle();
    submit(desktop);
    desktop.until([&] { return desktop.shows(u"steps"_s); }, "the project's page");
    const QJsonArray now = ask(desktop, u"project.show"_s, {{"id"_L1, u"XM-2019-003"_s}})
                               .value("deliverables"_L1)
                               .toArray();
    CHECK(now.size() == before + 72);
}

TEST_CASE("A new account waits for a second person") {
    Desktop desktop;
    desktop.login(u"clerk1"_s);
    open(desktop, {u"unit"_s, u"DW-002"_s});
    CHECK(desktop.text(u"account-state"_s) == u"可付款"_s);
    desktop.click(u"do:unit.change"_s);
    desktop.type(u"edit:document"_s, u"变更函1号"_s);
    desktop.type(u"edit:bank.name"_s, u"中国工商银行古丈县支行"_s);
    desktop.type(u"edit:bank.account"_s, u"6222021234567890123"_s);
    desktop.type(u"edit:bank.holder"_s, u"湘西武陵驿道物流有限公司"_s);
    submit(desktop);
    desktop.until([&] { return desktop.shows(u"account-state"_s); }, "the unit's page");
    CHECK(desktop.text(u"account-state"_s) == u"待第二人复核"_s);
    CHECK_FALSE(desktop.shows(u"do:unit.confirm-bank"_s));
    change(desktop, u"reviewer1"_s);
    open(desktop, {u"unit"_s, u"DW-002"_s});
    desktop.click(u"do:unit.confirm-bank"_s);
    submit(desktop);
    desktop.until([&] { return desktop.shows(u"account-state"_s); }, "the unit's page");
    CHECK(desktop.text(u"account-state"_s) == u"可付款"_s);
}

TEST_CASE("A unit is registered with the ticks that its kind needs") {
    Desktop desktop;
    desktop.login(u"clerk1"_s);
    desktop.click(u"nav:units"_s);
    desktop.click(u"do:unit.register"_s);
    desktop.choose(u"edit:kind"_s, u"individual"_s);
    CHECK_FALSE(desktop.shows(u"tick:registered"_s));
    desktop.choose(u"edit:kind"_s, u"enterprise"_s);
    CHECK(desktop.shows(u"tick:registered"_s));
    desktop.type(u"edit:name"_s, u"古丈县新企业有限公司"_s);
    desktop.type(u"edit:code"_s, u"91433126MA4Q0B1T1X"_s);
    desktop.type(u"edit:bank.name"_s, u"银行"_s);
    desktop.type(u"edit:bank.account"_s, u"123456"_s);
    desktop.type(u"edit:bank.holder"_s, u"古丈县新企业有限公司"_s);
    desktop.click(u"tick:registered"_s);
    desktop.type(u"evidence:registered"_s, u"营业执照"_s);
    submit(desktop);
    desktop.until([&] { return desktop.shows(u"refusal:code"_s); }, "the refusal");
    CHECK(desktop.text(u"refusal:code"_s).contains(u"校验位"_s));
    CHECK(desktop.text(u"evidence:registered"_s) == u"营业执照"_s);
    CHECK(QApplication::focusWidget()->objectName() == u"edit:code"_s);
}

TEST_CASE("A unit is looked up by the initials of its name, and taken by keys") {
    Desktop desktop;
    desktop.login(u"clerk1"_s);
    open(desktop, {u"declare"_s, {}});
    desktop.type(u"edit:unit"_s, u"cypp"_s); // 茶缘品牌
    desktop.until([] { return QApplication::activePopupWidget() != nullptr; }, "what fits");
    QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Down);
    QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Return);
    CHECK(desktop.text(u"edit:unit"_s).contains(u"茶缘品牌"_s));
}

TEST_CASE("A list keeps to the filter it was opened with, and lets it go") {
    Desktop desktop;
    desktop.login(u"auditor1"_s);
    open(desktop, {u"projects"_s, {}, u"line=L01"_s});
    auto* table = qobject_cast<QTableView*>(desktop.find(u"projects"_s));
    desktop.until([&] { return table->model()->rowCount() == 3; }, "the projects of L01");
    desktop.choose(u"filter:line"_s, {});
    desktop.until([&] { return table->model()->rowCount() > 20; }, "all projects");
    desktop.type(u"filter"_s, u"XM-2019-01"_s);
    desktop.until([&] { return table->model()->rowCount() == 10; }, "what was typed");
    CHECK_FALSE(desktop.shows(u"do:project.declare"_s));
}

TEST_CASE("A name of 60 characters and the largest sum do not widen any page") {
    Desktop desktop;
    desktop.login(u"clerk1"_s);
    declare(desktop, QString(60, u'长'), u"999999999999999.99"_s);
    const QString id = desktop.text(u"edit:id"_s);
    submit(desktop);
    desktop.until([&] { return desktop.shows(u"steps"_s); }, "the project's page");
    const std::tuple<QString, QString, QString> places[] = {
        {u"project"_s, id, {}},
        {u"projects"_s, {}, {}},
        {u"declare"_s, {}, u"line=L10&unit=DW-001"_s},
        {u"project-form"_s, id, u"do=project.review"_s},
        {u"record-form"_s, id, u"do=contract.record"_s},
        {u"unit"_s, u"DW-007"_s, {}},
        {u"unit-form"_s, u"DW-007"_s, u"do=unit.change"_s}};
    for (const auto& [page, about, filter] : places) {
        open(desktop, {page, about, filter});
        INFO(page.toStdString());
        CHECK(desktop.window().width() == 1366);
        for (QScrollArea* area : desktop.window().page()->findChildren<QScrollArea*>())
            if (area->isVisible())
                CHECK(area->horizontalScrollBar()->maximum() == 0);
    }
}
