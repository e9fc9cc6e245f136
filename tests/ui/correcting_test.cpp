// SPDX-License-Identifier: GPL-3.0-only
#include "people_at_work.h"

#include <QAbstractButton>
#include <QFile>
#include <QTabWidget>
#include <QTableView>

#include <catch2/catch.hpp>

// Earlier history, corrections by a second person, and a smaller sum from the inbox.

using namespace Qt::Literals::StringLiterals;
using testing::ask;
using testing::change;
using testing::chooseRow;
using testing::Desktop;
using testing::open;
using testing::submit;
using testing::tableOf;

namespace {

void showTab(Desktop& desktop, const QString& words) {
    auto* tabs = qobject_cast<QTabWidget*>(desktop.find(u"tabs"_s));
    REQUIRE(tabs);
    for (int i = 0; i < tabs->count(); ++i)
        if (tabs->tabText(i).startsWith(words)) {
            tabs->setCurrentIndex(i);
            desktop.settle();
            return;
        }
    FAIL("no tab " << words.toStdString());
}

} // namespace

TEST_CASE("What happened before the program is entered, and what broke a rule is listed") {
    Desktop desktop;
    desktop.login(u"finance1"_s);
    open(desktop, {u"budget"_s});
    desktop.click(u"go:opening"_s);
    desktop.click(u"do:opening.project"_s);
    desktop.find(u"edit:line"_s);
    const QString id = desktop.text(u"edit:id"_s);
    desktop.type(u"edit:unit"_s, u"DW-007"_s);
    desktop.choose(u"edit:line"_s, u"L16"_s);
    desktop.type(u"edit:name"_s, u"启用前的宣传"_s);
    desktop.type(u"edit:content"_s, u"制作宣传品"_s);
    desktop.type(u"edit:schedule.from"_s, u"20190501"_s);
    desktop.type(u"edit:schedule.to"_s, u"20190630"_s);
    desktop.type(u"edit:support"_s, u"20000"_s);
    desktop.click(u"edit:materials"_s);
    desktop.type(u"edit:date"_s, u"20190501"_s);
    desktop.choose(u"edit:state"_s, u"started"_s);
    submit(desktop);
    desktop.until([&] { return desktop.shows(u"opening-projects"_s); }, "the list of what came");
    chooseRow(desktop, u"opening-projects"_s, u"启用前的宣传"_s);
    CHECK(ask(desktop, u"project.show"_s, {{"id"_L1, id}}).value("state"_L1) == u"started"_s);
    // Paid before it was accepted, where the line pays on acceptance: kept, and told for ever.
    desktop.click(u"do:opening.payment"_s);
    desktop.until([&] { return desktop.shows(u"edit:report"_s); }, "the payment's form");
    const QString payment = desktop.text(u"edit:id"_s);
    desktop.type(u"edit:amount"_s, u"5000"_s);
    desktop.type(u"edit:date"_s, u"20190601"_s);
    desktop.type(u"edit:report"_s, u"补录"_s);
    desktop.type(u"edit:voucher"_s, u"记-1"_s);
    submit(desktop);
    desktop.until([&] { return desktop.shows(u"opening-projects"_s); }, "the list again");
    showTab(desktop, u"拨付"_s);
    chooseRow(desktop, u"opening-payments"_s, payment);
    showTab(desktop, u"例外"_s);
    chooseRow(desktop, u"opening-exceptions"_s, payment);
    CHECK(ask(desktop, u"payment.show"_s, {{"id"_L1, payment}}).value("state"_L1) == u"paid"_s);
}

namespace {

// A file for the import page, and what it says of it.
void import(Desktop& desktop, const QByteArray& lines, const QString& expected) {
    QFile file(desktop.folder() + u"/history.jsonl"_s);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(lines);
    file.close();
    desktop.paths << file.fileName();
    desktop.click(u"import"_s);
    desktop.until([&] { return desktop.text(u"import-said"_s).contains(expected); },
                  "what the file would do");
}

QByteArray history(const QString& id, const QString& unit, const QString& more = {}) {
    return uR"({%3"do":"opening.project","with":{"id":"%1","unit":"%2","line":"L16",)"
           R"("name":"补录%1","content":"宣传","schedule":{"from":"2019-05-01",)"
           R"("to":"2019-06-30"},"support":"100.00","materials":["申报书"],)"
           R"("date":"2019-05-01","state":"started"}})"_s.arg(id, unit, more)
               .toUtf8()
           + '\n';
}

double entries(Desktop& desktop) {
    return ask(desktop, u"journal.head"_s, {}).value("seq"_L1).toDouble();
}

} // namespace

TEST_CASE("A batch of history is tried first, and entered whole or not at all", "[served]") {
    Desktop desktop;
    desktop.login(u"finance1"_s);
    open(desktop, {u"opening"_s});
    showTab(desktop, u"整批导入"_s);
    const double before = entries(desktop);
    import(desktop, history(u"QC-1"_s, u"DW-007"_s) + "\n" + history(u"QC-2"_s, u"DW-999"_s),
           u"没有记入"_s);
    CHECK(desktop.text(u"import-said"_s).startsWith(u"试算 2 行(期初项目 2 行):1 行不合格"_s));
    CHECK(desktop.text(u"import-said"_s).contains(u"第 3 行 期初项目 QC-2:"_s));
    auto* rows = tableOf(desktop, u"import-rows"_s)->model();
    CHECK(rows->rowCount() == 2);
    CHECK(rows->index(0, 0).data().toString() == u"3"_s);    // the blank line is one too
    CHECK(rows->index(0, 4).data().toString() == u"单位"_s); // not "unit"
    CHECK(rows->index(0, 5).data().toString().contains(u"DW-999"_s));
    CHECK_FALSE(desktop.shows(u"import-record"_s));
    import(desktop, history(u"QC-1"_s, u"DW-007"_s) + history(u"QC-2"_s, u"DW-008"_s),
           u"都可以记入"_s);
    // Shown, and nothing recorded yet; what was shown is what is entered then.
    CHECK(entries(desktop) == before);
    CHECK(ask(desktop, u"project.show"_s, {{"id"_L1, u"QC-1"_s}}).isEmpty());
    QFile::remove(desktop.folder() + u"/history.jsonl"_s);
    CHECK(desktop.text(u"import-record"_s) == u"记入这 2 行"_s);
    desktop.click(u"import-record"_s);
    desktop.until([&] { return desktop.text(u"import-said"_s).contains(u"整批已记入"_s); },
                  "the entries");
    CHECK(entries(desktop) == before + 2);
    CHECK_FALSE(desktop.shows(u"import-record"_s));
    CHECK(ask(desktop, u"project.show"_s, {{"id"_L1, u"QC-2"_s}}).value("state"_L1)
          == u"started"_s);
}

TEST_CASE("An import takes what it is for and nothing else, in nobody else's name", "[served]") {
    Desktop desktop;
    desktop.login(u"finance1"_s);
    open(desktop, {u"opening"_s});
    showTab(desktop, u"整批导入"_s);
    const double before = entries(desktop);
    const QByteArray good = history(u"QC-1"_s, u"DW-007"_s);
    const auto refused = [&](const QByteArray& line, const QString& sentence) {
        INFO(line.toStdString());
        import(desktop, good + line, u"没有试算"_s);
        CHECK(desktop.text(u"import-said"_s).contains(sentence));
        CHECK_FALSE(desktop.shows(u"import-record"_s));
        CHECK(tableOf(desktop, u"import-rows"_s)->model()->rowCount() == 1);
        CHECK(entries(desktop) == before);
    };
    refused(
        R"({"do":"payment.pay","with":{"id":"BF-2019-033","date":"2020-01-15","voucher":"记"}})",
        u"第 2 行 payment.pay:整批导入只收 unit.register、"_s);
    refused(R"({"do":"user.password","with":{"old":"Guess-2019!","new":"Other-2019!"}})",
            u"第 2 行 user.password:整批导入只收"_s);
    refused(R"({"ask":"unit.account","with":{"unit":"DW-001"}})", u"第 2 行 unit.account:"_s);
    refused(R"({"login":{"user":"leader1","password":"x"}})", u"第 2 行 login:"_s);
    refused(history(u"QC-2"_s, u"DW-008"_s, u"\"as\":\"finance2\","_s),
            u"第 2 行 opening.project:写的是由 finance2 办理,而登录的是 finance1"_s);
    refused(history(u"QC-2"_s, u"DW-008"_s, u"\"by\":\"finance2\","_s),
            u"第 2 行 opening.project:写的是由 finance2 办理"_s);
    refused(history(u"QC-2"_s, u"DW-008"_s,
                    u"\"signed\":{\"by\":\"leader1\",\"on\":\"2019-05-01\","
                    "\"document\":\"文\"},"_s),
            u"第 2 行 opening.project:整批导入的一行只有 do 和 with,请删去 signed。"_s);
    refused("[1]", u"第 2 行"_s);
    // One's own name may stand there.
    import(desktop, good + history(u"QC-2"_s, u"DW-008"_s, u"\"as\":\"finance1\","_s),
           u"都可以记入"_s);
    CHECK(desktop.shows(u"import-record"_s));
    // What one tried is not entered by the next one at the desk.
    change(desktop, u"clerk1"_s);
    open(desktop, {u"opening"_s});
    showTab(desktop, u"整批导入"_s);
    CHECK_FALSE(desktop.shows(u"import-record"_s));
    CHECK(entries(desktop) == before);
    // And what is not one's duty is refused in the trial.
    import(desktop, good, u"1 行不合格"_s);
    CHECK(desktop.text(u"import-said"_s).contains(u"第 1 行 期初项目 QC-1:"_s));
}

TEST_CASE("An interest is voided by a second person of finance, not by who booked it") {
    Desktop desktop;
    desktop.login(u"finance1"_s);
    open(desktop, {u"budget-form"_s, u"fund.interest"_s});
    desktop.until([&] { return desktop.shows(u"edit:voucher"_s); }, "the form");
    const QString id = desktop.text(u"edit:id"_s);
    desktop.type(u"edit:amount"_s, u"12.34"_s);
    desktop.type(u"edit:voucher"_s, u"记-9"_s);
    submit(desktop);
    const auto openHistory = [&] {
        open(desktop, {u"budget"_s});
        showTab(desktop, u"调整"_s);
    };
    openHistory();
    const auto undo = [&]() -> QAbstractButton* {
        for (QAbstractButton* one : desktop.window().findChildren<QAbstractButton*>(u"do:void"_s))
            if (one->isVisible())
                return one;
        return nullptr;
    };
    chooseRow(desktop, u"changes"_s, u"12.34"_s);
    desktop.until([&] { return undo() != nullptr; }, "the button");
    CHECK_FALSE(undo()->isEnabled());
    CHECK(undo()->toolTip().contains(u"另一名"_s));
    change(desktop, u"finance2"_s);
    openHistory();
    chooseRow(desktop, u"changes"_s, u"12.34"_s);
    desktop.until([&] { return undo() && undo()->isEnabled(); }, "the button");
    undo()->click();
    desktop.type(u"edit:reason"_s, u"银行重复计息"_s);
    submit(desktop);
    const auto states = ask(desktop, u"change.list"_s, {}).value("items"_L1).toArray();
    QString state;
    for (const QJsonValue& one : states)
        if (one.toObject().value("id"_L1) == id)
            state = one.toObject().value("state"_L1).toString();
    CHECK(state == u"voided");
}

TEST_CASE("A reviewer approves a smaller sum from the inbox; a fen more than asked is refused") {
    Desktop desktop;
    desktop.login(u"clerk1"_s);
    desktop.click(u"nav:projects"_s);
    desktop.click(u"do:project.declare"_s);
    desktop.find(u"edit:line"_s);
    const QString id = desktop.text(u"edit:id"_s);
    desktop.type(u"edit:unit"_s, u"DW-007"_s);
    desktop.choose(u"edit:line"_s, u"L16"_s);
    desktop.type(u"edit:name"_s, u"县域直播宣传"_s);
    desktop.type(u"edit:content"_s, u"制作并投放宣传品"_s);
    desktop.type(u"edit:schedule.from"_s, u"20200201"_s);
    desktop.type(u"edit:schedule.to"_s, u"20200630"_s);
    desktop.type(u"edit:support"_s, u"20000"_s);
    desktop.click(u"edit:materials"_s);
    submit(desktop);
    desktop.until([&] { return desktop.shows(u"steps"_s); }, "the project's page");
    change(desktop, u"reviewer1"_s);
    open(desktop, {u"approve"_s, id});
    desktop.until([&] { return desktop.shows(u"edit:support"_s); }, "the sum");
    CHECK(desktop.text(u"edit:support"_s) == u"20,000.00"_s);
    desktop.type(u"edit:support"_s, u"20000.01"_s);
    desktop.type(u"edit:opinion"_s, u"核减宣传品数量,同意。"_s);
    submit(desktop);
    desktop.until([&] { return desktop.shows(u"refusal:support"_s); }, "the refusal");
    CHECK(desktop.text(u"edit:opinion"_s) == u"核减宣传品数量,同意。"_s);
    desktop.type(u"edit:support"_s, u"15000"_s);
    submit(desktop);
    desktop.until([&] { return !desktop.shows(u"refusal:support"_s); }, "the next item");
    const QJsonObject project = ask(desktop, u"project.show"_s, {{"id"_L1, id}});
    CHECK(project.value("state"_L1) == u"approved"_s);
    CHECK(project.value("support"_L1) == u"15000.00"_s);
}
