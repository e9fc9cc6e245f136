// SPDX-License-Identifier: GPL-3.0-only
#include "people_at_work.h"

#include <widgets/refusal.h>

#include <QAbstractButton>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QListWidget>
#include <QTabWidget>
#include <QTableView>

#include <catch2/catch.hpp>

// What people read on the screen is what happened: dates, names, numbers and words.

using namespace Qt::Literals::StringLiterals;
using testing::ask;
using testing::cell;
using testing::change;
using testing::chooseRow;
using testing::Desktop;
using testing::given;
using testing::open;
using testing::rowWith;
using testing::submit;
using testing::tableOf;

namespace {

QString rowText(const QTableView* table, int row) {
    QStringList cells;
    for (int column = 0; column < table->model()->columnCount(); ++column)
        cells << table->model()->index(row, column).data().toString();
    return cells.join(u'|');
}

// All cells of a table, once it has rows.
QString allText(Desktop& desktop, const QString& name) {
    const QTableView* table = tableOf(desktop, name);
    desktop.until([&] { return table->model()->rowCount() > 0; }, "rows");
    QStringList rows;
    for (int row = 0; row < table->model()->rowCount(); ++row)
        rows << rowText(table, row);
    return rows.join(u'\n');
}

QStringList monthsListed(Desktop& desktop) {
    auto* months = qobject_cast<QListWidget*>(desktop.find(u"months"_s));
    REQUIRE(months);
    desktop.until([&] { return months->count() > 0; }, "months");
    QStringList words;
    for (int i = 0; i < months->count(); ++i)
        words << months->item(i)->text();
    return words;
}

QString write(Desktop& desktop, const QString& name, const QByteArray& bytes) {
    const QString path = desktop.folder() + u'/' + name;
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    return path;
}

} // namespace

TEST_CASE("A project's way and its payments tell the day of payment, not of the request") {
    Desktop desktop;
    desktop.login(u"clerk1"_s);
    open(desktop, {u"project"_s, u"XM-2019-003"_s}); // asked for on 04-01, paid on 04-11
    const QString way = desktop.find(u"steps"_s)->accessibleDescription();
    INFO(way.toStdString());
    CHECK(way.contains(u"预拨 已完成 2019-04-11"_s));
    CHECK_FALSE(way.contains(u"2019-04-01"_s));
    CHECK(allText(desktop, u"project-payments"_s).contains(u"2019-04-11"_s));
}

TEST_CASE("What has waited longest stands on top of the inbox") {
    Desktop desktop;
    desktop.login(u"leader1"_s);
    given(desktop, u"clerk1"_s, u"payment.request"_s,
          {{"id"_L1, u"AA-1"_s},
           {"project"_L1, u"XM-2019-007"_s},
           {"kind"_L1, u"stage"_s},
           {"amount"_L1, u"5000.00"_s},
           {"date"_L1, u"2020-01-15"_s},
           {"report"_L1, u"书面申请"_s}});
    open(desktop, {u"desk"_s});
    CHECK(cell(desktop, u"inbox"_s, 0, 1) == u"BF-2019-033"_s); // since 2019-12-26
    CHECK(cell(desktop, u"inbox"_s, 1, 1) == u"AA-1"_s);
    open(desktop, {u"approve"_s});
    CHECK(cell(desktop, u"approving"_s, 0, 1).startsWith(u"BF-2019-033"_s));
}

TEST_CASE("An empty file is not filed and ticks nothing; the same one under two kinds is said") {
    Desktop desktop;
    desktop.login(u"clerk1"_s);
    open(desktop, {u"archive"_s, u"XM-2019-021"_s});
    const QString before = desktop.text(u"kind:contract"_s);
    testing::drop(desktop, {write(desktop, u"合同.pdf"_s, {})});
    desktop.click(u"do:document.file"_s);
    desktop.until([&] { return desktop.shows(u"refusal:合同.pdf"_s); }, "the refusal");
    CHECK(desktop.text(u"refusal:合同.pdf"_s).contains(u"是空的(0 字节)"_s));
    CHECK(desktop.text(u"kind:contract"_s) == before);
    desktop.click(u"drop-files"_s);
    for (const QString& name : {u"合同甲.txt"_s, u"发票甲.txt"_s}) {
        testing::drop(desktop, {write(desktop, name, "the same bytes")});
        desktop.click(u"do:document.file"_s);
        desktop.until([&] { return !desktop.shows(u"do:document.file"_s); }, "filed");
    }
    desktop.until([&] { return desktop.shows(u"same-document"_s); }, "the remark");
    CHECK(desktop.text(u"same-document"_s).contains(u"项目合同、发票票据"_s));
}

TEST_CASE("The journal names who decided apart from who recorded, and how much it was about") {
    Desktop desktop;
    desktop.login(u"auditor1"_s);
    given(desktop, u"clerk2"_s, u"payment.approve"_s,
          {{"id"_L1, u"BF-2019-033"_s},
           {"decision"_L1, u"approve"_s},
           {"opinion"_L1, u"同意。"_s},
           {"date"_L1, u"2020-01-15"_s},
           {"signed"_L1, QJsonObject{{"by"_L1, u"leader1"_s},
                                     {"on"_L1, u"2020-01-15"_s},
                                     {"document"_L1, u"签批单1号"_s}}}});
    given(desktop, u"finance1"_s, u"payment.pay"_s,
          {{"id"_L1, u"BF-2019-033"_s}, {"date"_L1, u"2020-01-15"_s}, {"voucher"_L1, u"记-1"_s}});
    given(desktop, u"clerk1"_s, u"goal.report"_s,
          {{"goal"_L1, u"G01"_s},
           {"value"_L1, u"12"_s},
           {"date"_L1, u"2020-01-15"_s},
           {"note"_L1, u"进度"_s}});
    open(desktop, {u"journal"_s});
    const QTableView* table = tableOf(desktop, u"journal"_s);
    const auto row = [&](const QString& command) {
        desktop.until([&] { return rowWith(table, command) >= 0; }, command.toUtf8().constData());
        return rowText(table, rowWith(table, command));
    };
    const QString approved = row(u"审批拨付"_s);
    INFO(approved.toStdString());
    CHECK(approved.contains(u"|杨明远|彭慧芳|审批拨付|"_s));
    row(u"办理拨付"_s); // its amount is asked for
    desktop.settle();
    CHECK(row(u"办理拨付"_s).contains(u"40,000.00 元"_s));
    const QJsonArray goals = ask(desktop, u"goal.show"_s, {}).value("goals"_L1).toArray();
    QString name;
    for (const QJsonValue& goal : goals)
        if (goal.toObject().value("code"_L1) == "G01"_L1)
            name = goal.toObject().value("name"_L1).toString();
    REQUIRE_FALSE(name.isEmpty());
    CHECK(row(u"目标进度"_s).contains(name));
    // In words, not in the machine's; the original stands behind a tick.
    chooseRow(desktop, u"journal"_s, u"审批拨付"_s);
    const QString entry = desktop.text(u"entry"_s);
    INFO(entry.toStdString());
    CHECK(entry.contains(u"决定人: 杨明远(纸上签字) · 登记人: 彭慧芳"_s));
    CHECK(entry.contains(u"决定: 同意"_s));
    for (const QString& code : {u"leader1"_s, u"clerk2"_s, u"approve"_s, u"\"do\""_s})
        CHECK_FALSE(entry.contains(code));
    desktop.click(u"entry-raw"_s);
    CHECK(desktop.text(u"entry"_s).contains(u"\"do\": \"payment.approve\""_s));
}

TEST_CASE("After an acceptance was concluded the team reads what it decided") {
    Desktop desktop;
    desktop.login(u"inspector1"_s);
    open(desktop, {u"approve"_s, u"YS-2019-031"_s});
    desktop.click(u"do:acceptance.conclude"_s);
    desktop.type(u"edit:accepted"_s, u"170000"_s);
    desktop.type(u"cell:0:name"_s, u"Long"_s);
    desktop.type(u"cell:0:unit"_s, u"Jingxin"_s);
    desktop.type(u"edit:opinion"_s, u"passed"_s);
    submit(desktop);
    desktop.until([&] { return desktop.window().page()->place().page == u"approve"; },
                  "the approving view");
    desktop.settle();
    const QString said =
        desktop.text(desktop.shows(u"decided-last"_s) ? u"decided-last"_s : u"waiting-count"_s);
    INFO(said.toStdString());
    CHECK(said.contains(u"YS-2019-031 已出具合格意见 170,000.00 元"_s));
    CHECK_FALSE(said.contains(u"不归您办"_s));
}

TEST_CASE("A password that the administrator gave is changed at the first login") {
    Desktop desktop;
    desktop.login(u"admin"_s);
    open(desktop, {u"settings"_s});
    desktop.click(u"do:user.add"_s);
    desktop.type(u"edit:id"_s, u"clerk9"_s);
    desktop.type(u"edit:name"_s, u"Xin"_s);
    desktop.clickText(u"经办"_s);
    desktop.type(u"edit:password"_s, u"Given-2020!"_s);
    desktop.type(u"edit:password-again"_s, u"Given-2020?"_s);
    desktop.press(Qt::Key_Return, Qt::ControlModifier);
    CHECK(desktop.text(u"refusal:password"_s).contains(u"两次输入的口令不同"_s));
    desktop.type(u"edit:password-again"_s, u"Given-2020!"_s);
    desktop.press(Qt::Key_Return, Qt::ControlModifier);
    desktop.settle();
    CHECK(allText(desktop, u"users"_s).contains(u"clerk9"_s));
    desktop.window().lock();
    desktop.type(u"user"_s, u"clerk9"_s);
    desktop.type(u"password"_s, u"Given-2020!"_s);
    desktop.click(u"enter"_s);
    desktop.until([&] { return desktop.shows(u"new-password"_s); }, "a new password is asked for");
    CHECK(desktop.text(u"trouble"_s).contains(u"别人替您设的"_s));
    CHECK_FALSE(desktop.shows(u"nav:desk"_s));
    desktop.type(u"new-password"_s, u"Mine-2020!"_s);
    desktop.type(u"new-password-again"_s, u"Mine-2020?"_s);
    desktop.click(u"enter"_s);
    CHECK(desktop.text(u"trouble"_s).contains(u"两次输入的新口令不同"_s));
    desktop.type(u"new-password-again"_s, u"Mine-2020!"_s);
    desktop.click(u"enter"_s);
    desktop.until([&] { return desktop.shows(u"nav:desk"_s); }, "the workplace");
    desktop.window().lock();
    desktop.login(u"clerk9"_s, u"Mine-2020!"_s); // straight in
}

TEST_CASE("One's own new password is typed twice") {
    Desktop desktop;
    desktop.login(u"clerk1"_s);
    open(desktop, {u"settings"_s});
    desktop.type(u"edit:old"_s, u"Demo-2019!"_s);
    desktop.type(u"edit:new"_s, u"Mine-2020!"_s);
    desktop.type(u"edit:new-again"_s, u"Mine-2020"_s);
    desktop.press(Qt::Key_Return, Qt::ControlModifier);
    CHECK(desktop.text(u"refusal:new"_s).contains(u"两次输入的口令不同"_s));
    CHECK(desktop.text(u"password-said"_s).isEmpty());
    desktop.type(u"edit:new-again"_s, u"Mine-2020!"_s);
    desktop.press(Qt::Key_Return, Qt::ControlModifier);
    desktop.until([&] { return !desktop.text(u"password-said"_s).isEmpty(); }, "it is done");
}

TEST_CASE("People and sources are called by their names, codes by their words") {
    Desktop desktop(u"2020-12-01"_s);
    desktop.login(u"reviewer1"_s);
    open(desktop, {u"supervision"_s, {}, u"tab=still"_s});
    const QString still = allText(desktop, u"still"_s);
    INFO(still.toStdString());
    CHECK(still.contains(u"第一批中央财政资金"_s));
    for (const QString& code : {u"central-1"_s, u"central-2"_s, u"county"_s})
        CHECK_FALSE(still.contains(code));
    // Who reviewed it may not approve it either: the button says by name who did what.
    change(desktop, u"clerk1"_s);
    open(desktop, {u"record-form"_s, u"XM-2019-003"_s, u"do=deliverable.add"_s});
    bool answered = false;
    desktop.session().judge(u"deliverable.add"_s,
                            {{"project"_L1, u"XM-2019-003"_s},
                             {"items"_L1, QJsonArray{QJsonObject{{"id"_L1, u"ZD-9"_s},
                                                                 {"kind"_L1, u"station"_s},
                                                                 {"level"_L1, u"city"_s},
                                                                 {"village"_L1, u"x"_s},
                                                                 {"poor_village"_L1, false},
                                                                 {"area_m2"_L1, u"30"_s}}}}},
                            &desktop.window(), [&](const journal::Answer& answer) {
                                const QString words =
                                    widgets::rejectionWords(*answer.rejection, u"级别"_s);
                                CHECK(words == u"级别只能是 镇级、村级 之一。"_s);
                                answered = true;
                            });
    desktop.until([&] { return answered; }, "the refusal");
    desktop.session().judge(u"project.review"_s,
                            {{"id"_L1, u"XM-2019-028"_s},
                             {"decision"_L1, u"approve"_s},
                             {"opinion"_L1, u"同意"_s},
                             {"date"_L1, u"2020-12-01"_s},
                             {"signed"_L1, QJsonObject{{"by"_L1, u"reviewer1"_s},
                                                       {"on"_L1, u"2020-12-01"_s},
                                                       {"document"_L1, u"1"_s}}}},
                            &desktop.window(), [&](const journal::Answer& answer) {
                                if (!answer.ok())
                                    CHECK_FALSE(answer.rejection->message().contains(u"clerk1"_s));
                            });
    desktop.settle();
}

TEST_CASE("The history of the plan says what the evaluation awarded, and lines by their names") {
    Desktop desktop;
    desktop.login(u"group1"_s);
    open(desktop, {u"budget"_s});
    qobject_cast<QTabWidget*>(desktop.find(u"tabs"_s))->setCurrentIndex(3);
    const QString all = allText(desktop, u"changes"_s);
    INFO(all.toStdString());
    CHECK(all.contains(u"通过,批复第二批资金 5,000,000.00 元"_s));
}

TEST_CASE("Adjusting to the award shows what was awarded and what is left to spread") {
    Desktop desktop;
    desktop.login(u"group1"_s);
    open(desktop, {u"budget-form"_s, u"plan.adjust-award"_s});
    CHECK(desktop.text(u"award-rest"_s)
          == u"批复 5,000,000.00 元 · 各支持项目合计 5,000,000.00 元 · ✓ 与批复相符"_s);
    auto* lines = qobject_cast<QComboBox*>(desktop.find(u"cell:0:line"_s));
    REQUIRE(lines);
    CHECK(lines->count() - 1 == 5); // those with money of that source, after the invitation
    CHECK(lines->findData(u"L01"_s) >= 0);
    desktop.choose(u"cell:0:line"_s, u"L01"_s);
    desktop.type(u"cell:0:amount"_s, u"700000"_s);
    CHECK(desktop.text(u"award-rest"_s).endsWith(u"还要增加 50,000.00 元"_s));
    desktop.type(u"cell:0:amount"_s, u"750000.01"_s);
    CHECK(desktop.text(u"award-rest"_s).endsWith(u"还要减少 0.01 元"_s));
    desktop.type(u"cell:0:amount"_s, u"750000"_s);
    CHECK(desktop.text(u"award-rest"_s).endsWith(u"✓ 与批复相符"_s));
}

TEST_CASE("Who forgot the tick of a passed evaluation is asked for no award") {
    Desktop desktop;
    desktop.login(u"group1"_s);
    open(desktop, {u"budget-form"_s, u"evaluation.record"_s});
    CHECK_FALSE(desktop.shows(u"edit:awarded"_s));
    desktop.click(u"edit:passed"_s);
    CHECK(desktop.shows(u"edit:awarded"_s));
}

TEST_CASE("A greyed button says what is left, not what it was probed with") {
    Desktop desktop;
    desktop.login(u"clerk1"_s);
    bool found = false;
    const QJsonArray projects =
        ask(desktop, u"project.list"_s, {{"state"_L1, u"started"_s}}).value("items"_L1).toArray();
    for (const QJsonValue& one : projects) {
        const QJsonObject project = one.toObject();
        if (project.value("paid"_L1) != project.value("accepted"_L1))
            continue;
        open(desktop, {u"project"_s, project.value("id"_L1).toString()});
        for (auto* button : desktop.window().page()->findChildren<QAbstractButton*>())
            if (button->isVisible() && !button->isEnabled()) {
                INFO(button->toolTip().toStdString());
                CHECK_FALSE(button->toolTip().contains(u"0.01"_s));
                found = found || button->objectName() == u"do:payment.request"_s;
            }
        const bool whole = project.value("paid"_L1) == project.value("support"_L1);
        INFO(project.value("id"_L1).toString().toStdString());
        if (whole)
            CHECK_FALSE(desktop.shows(u"do:project.cancel"_s));
    }
    CHECK(found);
}

TEST_CASE("A page is published under the number that was shown, and an amended month says so") {
    Desktop desktop(u"2020-02-05"_s);
    desktop.login(u"reviewer1"_s);
    open(desktop, {u"disclosure"_s, u"2020-01"_s});
    desktop.click(u"publish"_s);
    const QString number = desktop.text(u"page-number"_s).section(u' ', 1);
    CHECK_FALSE(desktop.shows(u"edit:id"_s));
    submit(desktop);
    desktop.until([&] { return desktop.shows(u"amend"_s); }, "the published page");
    CHECK(desktop.text(u"disclosure-state"_s) == u"已公示 "_s + number);
    // The backup that follows a publication stands before the window while it is made.
    const QDir backups(desktop.path() + u".backups"_s);
    desktop.until([&] { return !backups.entryList({u"*.fund-backup"_s}).isEmpty(); }, "the backup");
    desktop.until([&] { return !desktop.shows(u"progress"_s); }, "its end");
    desktop.click(u"amend"_s);
    const QString second = desktop.text(u"page-number"_s).section(u' ', 1);
    CHECK(second != number);
    CHECK_FALSE(desktop.shows(u"publish-check"_s));
    // The reason is published too: digits that may be a person's are shown while it is typed.
    desktop.type(u"edit:reason"_s, u"error told from 4721234"_s);
    desktop.until([&] { return desktop.shows(u"publish-check"_s); }, "the digits to look at");
    CHECK(desktop.text(u"publish-check"_s).contains(u"更正说明:4721234"_s));
    desktop.clickText(u"已核对,更正"_s);
    desktop.until([&] { return desktop.text(u"disclosure-state"_s).contains(second); },
                  "the amended page");
    CHECK(desktop.text(u"disclosure-state"_s) == u"已更正 "_s + second);
    CHECK(monthsListed(desktop).contains(u"2020-01  已更正"_s));
}

TEST_CASE("Years later the list shows the months that matter, and which is due") {
    Desktop desktop(u"2026-11-29"_s);
    desktop.login(u"reviewer1"_s);
    open(desktop, {u"disclosures"_s});
    const QStringList months = monthsListed(desktop);
    INFO(months.join(u'\n').toStdString());
    CHECK(months.size() < 15);
    CHECK(months.first() == u"2026-11  本月"_s);
    CHECK(months.contains(u"2020-01  该公示"_s));
}
