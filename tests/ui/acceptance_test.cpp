// SPDX-License-Identifier: GPL-3.0-only
#include "people_at_work.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QLabel>
#include <QTableView>
#include <QTest>

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::change;
using testing::Desktop;
using testing::open;
using testing::rowWith;
using testing::submit;

namespace {

// The clerk asks for an acceptance of a project; its number.
QString request(Desktop& desktop, const QString& project, const QString& claimed) {
    open(desktop, {u"project"_s, project});
    desktop.click(u"do:acceptance.request"_s);
    desktop.type(u"edit:stage"_s, u"本阶段完成"_s);
    desktop.type(u"edit:claimed"_s, claimed);
    const QString id = desktop.text(u"edit:id"_s);
    submit(desktop);
    return id;
}

void team(Desktop& desktop) {
    desktop.type(u"cell:0:name"_s, u"龙志强"_s);
    desktop.type(u"cell:0:unit"_s, u"县经信局"_s);
}

void conclude(Desktop& desktop, const QString& id, const QString& accepted) {
    open(desktop, {u"acceptance"_s, id});
    desktop.click(u"do:acceptance.conclude"_s);
    desktop.type(u"edit:accepted"_s, accepted);
    team(desktop);
    desktop.type(u"edit:opinion"_s, u"验收合格。"_s);
    submit(desktop);
}

} // namespace

TEST_CASE("On each of the three paths an acceptance is asked for and passed") {
    // prepaid, staged, on acceptance: projects of the demo that have something left
    const std::tuple<QString, QString> each[] = {{u"XM-2019-002"_s, u"400000"_s},
                                                 {u"XM-2019-018"_s, u"100000"_s},
                                                 {u"XM-2019-012"_s, u"8000"_s}};
    Desktop desktop;
    QStringList ids;
    desktop.login(u"clerk1"_s);
    for (const auto& [project, claimed] : each) {
        ids << request(desktop, project, claimed);
        desktop.until([&] { return desktop.text(u"state"_s) == u"待验收"_s; }, "the acceptance");
    }
    change(desktop, u"inspector1"_s);
    for (int i = 0; i < ids.size(); ++i) {
        conclude(desktop, ids[i], std::get<1>(each[i]));
        desktop.until([&] { return desktop.text(u"state"_s) == u"合格"_s; }, "the conclusion");
    }
    open(desktop, {u"project"_s, u"XM-2019-018"_s});
    desktop.until([&] { return desktop.text(u"payable"_s).startsWith(u"100,000.00"_s); },
                  "what can be paid");
    desktop.click(u"why-payable"_s);
    CHECK(desktop.text(u"clause"_s).contains(u"第九条"_s));
}

TEST_CASE("A fen more than was asked for is refused at its field; the rest stays typed") {
    Desktop desktop;
    desktop.login(u"inspector1"_s);
    conclude(desktop, u"YS-2019-031"_s, u"178000.01"_s);
    desktop.until([&] { return desktop.shows(u"refusal:accepted"_s); }, "the refusal");
    CHECK(desktop.text(u"refusal:accepted"_s).contains(u"第八条"_s));
    CHECK(desktop.text(u"cell:0:name"_s) == u"龙志强"_s);
    CHECK(desktop.text(u"edit:opinion"_s) == u"验收合格。"_s);
    CHECK(QApplication::focusWidget()->objectName() == u"edit:accepted"_s);
    desktop.type(u"edit:accepted"_s, u"178000"_s);
    submit(desktop);
    desktop.until([&] { return desktop.shows(u"state"_s); }, "the acceptance");
    CHECK(desktop.text(u"state"_s) == u"合格"_s);
}

TEST_CASE("What has to be mended is asked for again, and may fail") {
    Desktop desktop;
    desktop.login(u"clerk1"_s);
    open(desktop, {u"acceptance"_s, u"YS-2019-030"_s});
    desktop.click(u"do:acceptance.request"_s);
    CHECK(desktop.text(u"edit:stage"_s) == u"平台上线"_s);
    desktop.find(u"edit:stage"_s)->setFocus();
    submit(desktop);
    desktop.until([&] { return desktop.shows(u"state"_s); }, "the acceptance");
    CHECK(desktop.text(u"state"_s) == u"待验收"_s);
    change(desktop, u"inspector1"_s);
    open(desktop, {u"acceptance"_s, u"YS-2019-030"_s});
    desktop.click(u"do:acceptance.conclude"_s);
    desktop.choose(u"edit:result"_s, u"rectify"_s);
    CHECK_FALSE(desktop.shows(u"edit:accepted"_s));
    CHECK(desktop.shows(u"edit:rectify_by"_s));
    desktop.choose(u"edit:result"_s, u"fail"_s);
    CHECK_FALSE(desktop.shows(u"edit:rectify_by"_s));
    team(desktop);
    desktop.type(u"edit:opinion"_s, u"仍不能运行。"_s);
    submit(desktop);
    desktop.until([&] { return desktop.shows(u"state"_s); }, "the acceptance");
    CHECK(desktop.text(u"state"_s) == u"不合格"_s);
}

TEST_CASE("A clerk records what the inspector signed on paper, and does not decide") {
    Desktop desktop;
    desktop.login(u"clerk2"_s);
    open(desktop, {u"acceptance"_s, u"YS-2019-031"_s});
    desktop.click(u"do:acceptance.conclude"_s);
    auto* paper = qobject_cast<QCheckBox*>(desktop.find(u"on-paper"_s));
    CHECK(paper->isChecked());
    CHECK_FALSE(paper->isEnabled());
    desktop.type(u"edit:accepted"_s, u"178000"_s);
    team(desktop);
    desktop.type(u"edit:opinion"_s, u"验收合格。"_s);
    desktop.choose(u"edit:signed.by"_s, u"inspector1"_s);
    desktop.type(u"edit:signed.document"_s, u"验收意见书31号"_s);
    submit(desktop);
    desktop.until([&] { return desktop.shows(u"state"_s); }, "the acceptance");
    CHECK(desktop.text(u"state"_s) == u"合格"_s);
}

TEST_CASE("Deliverables are chosen for an acceptance, and taken or refused one by one") {
    Desktop desktop;
    desktop.login(u"clerk1"_s);
    open(desktop, {u"project"_s, u"XM-2019-024"_s});
    desktop.click(u"do:deliverable.add"_s);
    QApplication::clipboard()->setText(
        u"班次\t人数\t开班日期\n普及班\t80\t2019-12-10\n创业班\t40\t2019-12-12\n"
        "提高班\t20\t2019-12-20"_s);
    desktop.click(u"paste"_s);
    desktop.find(u"edit:items"_s)->setFocus();
    submit(desktop);
    desktop.until([&] { return desktop.shows(u"steps"_s); }, "the project's page");
    desktop.click(u"do:acceptance.request"_s);
    desktop.type(u"edit:stage"_s, u"第一阶段"_s);
    desktop.type(u"edit:claimed"_s, u"100000"_s);
    const QString id = desktop.text(u"edit:id"_s);
    const auto untick = [&](int row) {
        auto* table = qobject_cast<QTableView*>(desktop.find(u"edit:deliverables"_s));
        REQUIRE(table);
        table->setCurrentIndex(table->model()->index(row, 0));
        QTest::keyClick(table, Qt::Key_Space);
        return table;
    };
    untick(2)->setFocus();
    submit(desktop);
    desktop.until([&] { return desktop.shows(u"state"_s); }, "the acceptance");
    change(desktop, u"inspector1"_s);
    open(desktop, {u"acceptance"_s, id});
    desktop.click(u"do:acceptance.conclude"_s);
    CHECK(untick(1)->model()->rowCount() == 2);
    desktop.type(u"edit:accepted"_s, u"100000"_s);
    team(desktop);
    desktop.type(u"edit:opinion"_s, u"第二班资料不全,不予认定。"_s);
    submit(desktop);
    desktop.until([&] { return desktop.shows(u"state"_s); }, "the acceptance");
    QStringList states;
    desktop.session().ask(u"project.show"_s, {{"id"_L1, u"XM-2019-024"_s}}, &desktop.window(),
                          [&](const journal::Answer& answer) {
                              const QJsonObject result = answer.result.toObject();
                              for (const QJsonValue& one :
                                   result.value("deliverables"_L1).toArray())
                                  states << one.toObject().value("state"_L1).toString();
                          });
    desktop.until([&] { return states.size() == 3; }, "the deliverables");
    CHECK(states == QStringList{u"accepted"_s, u"refused"_s, u"added"_s});
}

TEST_CASE("An acceptance shows what was posted about it, and its papers") {
    Desktop desktop(u"2020-01-15"_s);
    desktop.login(u"clerk1"_s);
    desktop.window().goTo({u"acceptance"_s, u"YS-2019-003"_s});
    auto* tabs = desktop.window().page()->findChild<QTabWidget*>();
    REQUIRE(tabs);
    tabs->setCurrentWidget(desktop.window().page()->findChild<QWidget*>(u"notices"_s));
    desktop.settle();
    CHECK(desktop.shows(u"notices"_s));
    const auto shown = [&](const QString& words) {
        for (const QTableView* table : desktop.window()
                                           .page()
                                           ->findChild<QWidget*>(u"notices"_s)
                                           ->findChildren<QTableView*>())
            if (rowWith(table, words) >= 0)
                return true;
        return false;
    };
    desktop.until([&] { return shown(u"GG-2019-01"_s); }, "the notice of the acceptance");
    tabs->setCurrentWidget(desktop.window().page()->findChild<QWidget*>(u"documents"_s));
    desktop.settle();
    CHECK(desktop.shows(u"documents"_s));
}
