// SPDX-License-Identifier: GPL-3.0-only
#include "people_at_work.h"

#include <money/fen.h>
#include <resources/resources.h>
#include <widgets/list_model.h>

#include <QApplication>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QListWidget>
#include <QTabWidget>
#include <QTableView>
#include <QTimer>

#include <catch2/catch.hpp>

// What the leading group, finance, the office and the administrator do with the pages of money,
// supervision, disclosure, journal and settings.

using namespace Qt::Literals::StringLiterals;
using testing::cell;
using testing::chooseRow;
using testing::Desktop;

namespace {

// A fen of the county's, which has paid all that it planned.
void fillReceipt(Desktop& desktop) {
    desktop.click(u"nav:budget"_s);
    desktop.click(u"do:fund.receive"_s);
    desktop.choose(u"edit:source"_s, u"county"_s);
    desktop.type(u"edit:amount"_s, u"0.01"_s);
    desktop.type(u"edit:document"_s, u"古财预〔2020〕1号"_s);
}

} // namespace

TEST_CASE("A receipt over what the source plans is refused at its amount, and nothing is lost",
          "[served]") {
    Desktop desktop;
    desktop.login(u"finance1"_s);
    fillReceipt(desktop);
    // It is said while one types, before anything is submitted …
    desktop.until([&] { return desktop.shows(u"refusal:amount"_s); }, "the dry run's refusal");
    desktop.press(Qt::Key_Return, Qt::ControlModifier);
    desktop.until([&] { return desktop.shows(u"refusal:amount"_s); }, "the refusal");
    CHECK(desktop.text(u"refusal:amount"_s).contains(u"第二条"_s));
    CHECK(desktop.text(u"edit:amount"_s) == u"0.01"_s);
    CHECK(desktop.text(u"edit:document"_s) == u"古财预〔2020〕1号"_s);
    // … and what was typed is still there after going away and coming back.
    desktop.click(u"nav:desk"_s);
    desktop.press(Qt::Key_Left, Qt::AltModifier);
    desktop.until([&] { return desktop.shows(u"edit:document"_s); }, "the form");
    CHECK(desktop.text(u"edit:document"_s) == u"古财预〔2020〕1号"_s);
}

TEST_CASE("A reallocation shows its effect before it is done, in 万元 as well") {
    Desktop desktop;
    desktop.login(u"group1"_s);
    desktop.click(u"nav:budget"_s);
    desktop.click(u"do:plan.reallocate"_s);
    desktop.type(u"edit:document"_s, u"古电商领〔2020〕1号"_s);
    desktop.choose(u"cell:0:from"_s, u"L10"_s);
    desktop.choose(u"cell:0:to"_s, u"L04"_s);
    desktop.choose(u"cell:0:source"_s, u"central-1"_s);
    desktop.type(u"cell:0:amount"_s, u"10000.5"_s);
    CHECK(cell(desktop, u"reallocation-effect"_s, 0, 3) == u"10,000.50"_s);
    CHECK(cell(desktop, u"reallocation-effect"_s, 1, 3) == u"-10,000.50"_s);
    desktop.press(Qt::Key_Return, Qt::ControlModifier);
    desktop.until([&] { return desktop.shows(u"do:plan.reallocate"_s); }, "the budget again");
}

TEST_CASE("A month is published, and closed from then on", "[served]") {
    Desktop desktop(u"2020-02-05"_s);
    desktop.login(u"reviewer1"_s);
    desktop.window().goTo({u"disclosure"_s, u"2020-01"_s});
    desktop.click(u"publish"_s);
    desktop.press(Qt::Key_Return, Qt::ControlModifier);
    desktop.until([&] { return desktop.shows(u"amend"_s); }, "the published page");
    CHECK(desktop.text(u"disclosure-state"_s).startsWith(u"已公示 GS-2020-001"_s));
    CHECK_FALSE(desktop.shows(u"publish"_s));
    desktop.window().lock();
    desktop.login(u"finance1"_s);
    fillReceipt(desktop);
    desktop.type(u"edit:date"_s, u"2020-01-31"_s);
    desktop.press(Qt::Key_Return, Qt::ControlModifier);
    desktop.until([&] { return desktop.shows(u"refusal:date"_s); }, "the refusal");
    CHECK(desktop.text(u"refusal:date"_s).contains(u"2020-01 已公示"_s));
}

TEST_CASE("A finding opens a recovery, and finance books what came back") {
    Desktop desktop;
    desktop.login(u"group1"_s);
    desktop.click(u"nav:supervision"_s);
    desktop.click(u"do:supervision.find"_s);
    desktop.type(u"edit:unit"_s, u"DW-005"_s);
    desktop.type(u"edit:project"_s, u"XM-2019-009"_s);
    desktop.choose(u"edit:kind"_s, u"irregularity"_s);
    desktop.type(u"edit:finding"_s, u"票据不实"_s);
    desktop.type(u"edit:recover"_s, u"1000"_s);
    desktop.type(u"edit:document"_s, u"古电商领〔2020〕2号"_s);
    desktop.press(Qt::Key_Return, Qt::ControlModifier);
    desktop.until([&] { return !desktop.shows(u"edit:finding"_s); }, "the form to close");
    desktop.window().lock();
    desktop.login(u"finance1"_s);
    desktop.click(u"nav:supervision"_s);
    chooseRow(desktop, u"findings"_s, u"1,000.00"_s);
    desktop.click(u"do:supervision.recover"_s);
    desktop.choose(u"edit:source"_s, u"central-1"_s);
    desktop.type(u"edit:amount"_s, u"1000.01"_s);
    desktop.type(u"edit:voucher"_s, u"记-1"_s);
    desktop.press(Qt::Key_Return, Qt::ControlModifier);
    desktop.until([&] { return desktop.shows(u"refusal:amount"_s); }, "a fen past it");
    CHECK(desktop.text(u"refusal:amount"_s).contains(u"第十三条"_s));
    desktop.type(u"edit:amount"_s, u"1000"_s);
    desktop.press(Qt::Key_Return, Qt::ControlModifier);
    desktop.until([&] { return !desktop.shows(u"edit:voucher"_s); }, "the form to close");
    CHECK(cell(desktop, u"recoveries"_s, 0, 4) == u"1,000.00"_s);
}

TEST_CASE("The journal is searched and proved", "[served]") {
    Desktop desktop;
    desktop.login(u"auditor1"_s);
    desktop.click(u"nav:journal"_s);
    desktop.type(u"filter"_s, u"BF-2019-001"_s);
    desktop.until([&] { return cell(desktop, u"journal"_s, 0, 5).contains(u"BF-2019-001"_s); },
                  "the entries of one payment");
    CHECK(desktop.text(u"count"_s)
          == u"%1 条"_s.arg(tableOf(desktop, u"journal"_s)->model()->rowCount()));
    desktop.click(u"verify"_s);
    desktop.until([&] { return desktop.text(u"verify-result"_s).startsWith(u"✓ 完好: 日志 "_s); },
                  "the proof");
}

TEST_CASE("Ctrl+K finds by pinyin initials and goes there by keys alone", "[served]") {
    Desktop desktop;
    desktop.login(u"leader1"_s);
    desktop.press(Qt::Key_K, Qt::ControlModifier);
    desktop.type(u"locator-line"_s, u"L06"_s);
    auto* found = qobject_cast<QListWidget*>(desktop.find(u"locator-found"_s));
    desktop.until([&] { return found->count() > 0; }, "what was found");
    CHECK(found->item(0)->text().contains(u"物流体系运营补贴"_s));
    desktop.type(u"locator-line"_s, u"xxyx"_s);
    desktop.until([&] { return found->count() > 0 && found->item(0)->text().contains(u"云溪"_s); },
                  "the unit by its initials");
    desktop.press(Qt::Key_Return);
    desktop.until([&] { return desktop.text(u"crumbs"_s).contains(u"云溪"_s); }, "its page");
}

TEST_CASE("The administrator adds a user, and the rules of passwords are said at the field") {
    Desktop desktop;
    desktop.login(u"admin"_s);
    desktop.click(u"nav:settings"_s);
    desktop.click(u"do:user.add"_s);
    desktop.type(u"edit:id"_s, u"clerk9"_s);
    desktop.type(u"edit:name"_s, u"田小满"_s);
    auto* clerk = desktop.find(u"edit:roles"_s);
    clerk->setFocus();
    desktop.press(Qt::Key_Space);
    desktop.type(u"edit:password"_s, u"short"_s);
    desktop.type(u"edit:password-again"_s, u"short"_s);
    desktop.press(Qt::Key_Return, Qt::ControlModifier);
    desktop.until([&] { return desktop.shows(u"refusal:password"_s); }, "the refusal");
    desktop.type(u"edit:password"_s, u"Clerk-2020!"_s);
    desktop.type(u"edit:password-again"_s, u"Clerk-2020!"_s);
    desktop.press(Qt::Key_Return, Qt::ControlModifier);
    desktop.until([&] { return !desktop.shows(u"edit:name"_s); }, "the form to close");
    chooseRow(desktop, u"users"_s, u"田小满"_s);
    // The form says whom it changes, wherever the table's choice goes meanwhile.
    desktop.click(u"do:user.change"_s);
    chooseRow(desktop, u"users"_s, u"向晓兰"_s);
    CHECK(desktop.text(u"form-about"_s) == u"变更 clerk9 田小满"_s);
}

TEST_CASE("A backup that fails says so in red, and one that is made says where it lies") {
    Desktop desktop;
    desktop.login(u"admin"_s);
    desktop.click(u"nav:settings"_s);
    qobject_cast<QTabWidget*>(desktop.find(u"tabs"_s))->setCurrentIndex(2);
    const auto* said = desktop.find(u"backup-result"_s);
    desktop.paths = {desktop.folder() + u"/nowhere/a.fund-backup"_s};
    desktop.click(u"backup-to"_s);
    desktop.until([&] { return desktop.text(u"backup-result"_s).startsWith(u"没有备份成。"_s); },
                  "the failure");
    CHECK(said->property("role") == u"refusal"_s);
    const QString made = desktop.folder() + u"/我的 U盘.fund-backup"_s;
    desktop.paths = {made};
    desktop.click(u"backup-to"_s);
    desktop.until([&] { return desktop.text(u"backup-result"_s).startsWith(u"已备份并核对"_s); },
                  "the backup");
    CHECK(said->property("role") == u"muted"_s);
    CHECK(QFileInfo(made).size() > 0);
}

TEST_CASE("A file's name gets the kind that the dialog is about") {
    CHECK(widgets::suffixOf(u"资金文件 (*.fund)"_s) == u"fund"_s);
    CHECK(widgets::suffixOf(u"备份 (*.fund-backup *.fund);;所有文件 (*)"_s) == u"fund-backup"_s);
    CHECK(widgets::suffixOf(u"所有文件 (*)"_s).isEmpty());
    QString suffix;
    QString name;
    QTimer::singleShot(0, [&] {
        if (auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget())) {
            suffix = dialog->defaultSuffix();
            name = dialog->selectedFiles().value(0);
            dialog->reject();
        }
    });
    widgets::Prompt prompt;
    CHECK(prompt.saveFile(nullptr, u"存为"_s, u"一月"_s, u"PDF (*.pdf)"_s).isEmpty());
    CHECK(suffix == u"pdf"_s);
    CHECK(name.endsWith(u"一月.pdf"_s));
}

TEST_CASE("The wizard says what is wrong with a plan file, all of it, and keeps the plan it had") {
    Desktop desktop(u"2019-01-02"_s, false);
    desktop.click(u"new"_s);
    const QByteArray guzhang = resources::read(u"plans/guzhang.json"_s);
    const auto written = [&](const QByteArray& text) {
        QFile file(desktop.folder() + u"/plan.json"_s);
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(text);
        desktop.paths = {file.fileName()};
    };
    QByteArray wrong = guzhang;
    written(wrong.replace("\"retention_percent\"", "\"retention_precent\"")
                .replace("\"phase\": 2", "\"phase\": \"2\""));
    desktop.click(u"wizard-other-plan"_s);
    const QString said = desktop.text(u"wizard-trouble"_s);
    CHECK(said.count(u"是否应为 retention_percent?"_s) == 3);
    CHECK(said.contains(u"phase 处是文字“2”"_s));
    CHECK(desktop.text(u"wizard-plan"_s).contains(u"22,470,000.00"_s));
    QByteArray other = guzhang;
    written(other.replace("\"retention_percent\": \"0\"", "\"retention_percent\": \"5\""));
    desktop.click(u"wizard-other-plan"_s);
    CHECK(desktop.text(u"wizard-understood"_s).contains(u"每次验收的 5% 留作质保金"_s));
}

TEST_CASE("The wizard makes a fund with its first users, and they come in") {
    Desktop desktop(u"2019-01-02"_s, false);
    desktop.click(u"new"_s);
    CHECK(desktop.text(u"wizard-plan"_s).contains(u"22,470,000.00"_s));
    CHECK(desktop.text(u"wizard-understood"_s).contains(u"预拨付不超过批准支持金额的 50%"_s));
    desktop.click(u"wizard-next"_s);
    // A name without its kind gets it, or no dialog would show the file again.
    desktop.type(u"wizard-file"_s, desktop.folder() + u"/new"_s);
    desktop.type(u"wizard-password"_s, u"Admin-2019!"_s);
    desktop.type(u"wizard-again"_s, u"Admin-2019"_s);
    desktop.click(u"wizard-next"_s);
    CHECK(desktop.text(u"wizard-trouble"_s).contains(u"不同"_s));
    desktop.type(u"wizard-again"_s, u"Admin-2019!"_s);
    desktop.click(u"wizard-next"_s);
    desktop.until([&] { return desktop.shows(u"wizard-code"_s); }, "the recovery code");
    CHECK(desktop.text(u"wizard-code"_s).size() >= 16);
    desktop.click(u"wizard-next"_s);
    CHECK(QFileInfo::exists(desktop.folder() + u"/new.fund"_s));
    desktop.type(u"cell:0:id"_s, u"clerk1"_s);
    desktop.click(u"wizard-next"_s);
    desktop.until([&] { return desktop.shows(u"wizard-trouble"_s); }, "what is missing");
    CHECK(desktop.text(u"wizard-trouble"_s) == u"第 1 行 clerk1:缺少姓名,请补充。"_s);
    desktop.type(u"cell:0:name"_s, u"向晓兰"_s);
    desktop.choose(u"cell:0:role"_s, u"clerk"_s);
    desktop.type(u"cell:0:password"_s, u"Clerk-2019!"_s);
    desktop.type(u"cell:0:again"_s, u"Clerk-2019"_s);
    desktop.click(u"wizard-next"_s);
    CHECK(desktop.text(u"wizard-trouble"_s).contains(u"两次输入的口令不同"_s));
    desktop.type(u"cell:0:again"_s, u"Clerk-2019!"_s);
    desktop.click(u"wizard-next"_s);
    desktop.until([&] { return desktop.shows(u"enter"_s); }, "the login");
    desktop.type(u"user"_s, u"clerk1"_s);
    desktop.type(u"password"_s, u"Clerk-2019!"_s);
    desktop.click(u"enter"_s);
    // The administrator knows that one: they come in with one of their own.
    desktop.until([&] { return desktop.shows(u"new-password"_s); }, "a new password");
    desktop.type(u"new-password"_s, u"Own-2019!"_s);
    desktop.type(u"new-password-again"_s, u"Own-2019!"_s);
    desktop.click(u"enter"_s);
    desktop.until([&] { return desktop.shows(u"nav:desk"_s); }, "the workplace");
}

TEST_CASE("A file that is in use names who holds it, in the start view") {
    Desktop desktop;
    journal::SystemClock clock;
    session::Session other(&clock);
    QString said;
    other.open(desktop.path(), &other, [&](const QString& error) { said = error; });
    desktop.until([&] { return !said.isEmpty(); }, "the sentence");
    CHECK(said.contains(u"使用"_s));
}

TEST_CASE("The months of the desk are the last ones with payments where none came for years") {
    const auto firstAndLast = [](const QString& today) {
        Desktop desktop(today);
        desktop.login(u"clerk1"_s);
        const QWidget* chart = desktop.find(u"chart:months"_s);
        desktop.until([&] { return chart->accessibleDescription().contains(u'\n'); }, "the bars");
        const QStringList lines = chart->accessibleDescription().split(u'\n');
        return QStringList{lines[1].section(u'\t', 0, 0), lines.last()};
    };
    CHECK(firstAndLast(u"2020-01-15"_s)[0] == u"19-3"_s);
    CHECK(firstAndLast(u"2020-01-15"_s)[1].startsWith(u"20-1*"_s));
    const QStringList resting = firstAndLast(u"2026-11-25"_s);
    CHECK(resting[0] == u"19-3"_s);
    CHECK(resting[1].startsWith(u"12"_s));
    money::Fen paid; // as December's page says
    for (const QString& amount : resting[1].split(u'\t').sliced(1))
        paid += money::Fen::parsePrinted(amount);
    CHECK(paid.toYuan() == u"2102100.00"_s);
}
