// SPDX-License-Identifier: GPL-3.0-only
#include "desktop.h"

#include <money/fen.h>
#include <pages/paper_view.h>
#include <plan/plan_file.h>
#include <resources/resources.h>

#include <catch2/catch.hpp>

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QListWidget>
#include <QPushButton>
#include <QTableWidget>

// 新资金计划: a plan from the county's document, made, read and saved on a page.

using namespace Qt::Literals::StringLiterals;
using testing::Desktop;

namespace {

const QStringList codes{u"central-1"_s, u"central-2"_s, u"county"_s};

QJsonObject guzhang() {
    return QJsonDocument::fromJson(resources::read(u"plans/guzhang.json"_s)).object();
}

// The table of 18 lines by 3 sources as the document prints it, in 万元.
QString printedTable() {
    const auto wan = [](const QJsonValue& amount) {
        const auto fen = money::Fen::parse(amount.toString());
        return fen ? fen->toWan() : QString();
    };
    QString text = u"支持内容\t支持项目\t总额\t第一批中央财政资金\t第二批中央财政资金\t"
                   u"县级配套资金\n"_s;
    for (const QJsonValue& line : guzhang().value("lines"_L1).toArray()) {
        QStringList cells{line["category"_L1].toString(), line["name"_L1].toString(),
                          wan(line["printed_total"_L1])};
        for (const QString& code : codes)
            cells << wan(line["budget"_L1][code]);
        text += cells.join(u'\t') + u'\n';
    }
    return text + u"\t\t2247\t1500\t500\t247\n"_s;
}

class Desk {
public:
    explicit Desk(Desktop& desktop) : m_desktop(desktop) {}

    QTableWidget* grid() { return dynamic_cast<QTableWidget*>(m_desktop.find(u"plan-grid"_s)); }
    QListWidget* faults() { return dynamic_cast<QListWidget*>(m_desktop.find(u"plan-faults"_s)); }
    void goTo(const QString& sheet) {
        auto* names = dynamic_cast<QListWidget*>(m_desktop.find(u"plan-sheets"_s));
        const auto found = names->findItems(sheet, Qt::MatchExactly);
        REQUIRE(found.size() == 1);
        names->setCurrentItem(found.front());
    }
    void put(int row, const QString& head, const QString& text) {
        QTableWidget* table = grid();
        for (int column = 0; column < table->columnCount(); ++column)
            if (table->horizontalHeaderItem(column)->text() == head)
                return table->item(row, column)->setText(text);
        FAIL("no such column");
    }
    QString text(int row, const QString& head) {
        QTableWidget* table = grid();
        for (int column = 0; column < table->columnCount(); ++column)
            if (table->horizontalHeaderItem(column)->text() == head)
                return table->item(row, column) ? table->item(row, column)->text() : QString();
        return {};
    }
    bool ready() { return m_desktop.find(u"plan-save"_s)->isEnabled(); }

private:
    Desktop& m_desktop;
};

} // namespace

TEST_CASE("A plan is made of a pasted table and saved, and the check passes it") {
    Desktop desktop(u"2019-01-02"_s, false);
    desktop.click(u"new-plan"_s);
    Desk desk(desktop);
    QApplication::clipboard()->setText(u"没有表"_s);
    desktop.click(u"plan-paste"_s);
    CHECK(desktop.text(u"plan-words"_s).contains(u"没有认出分配表"_s));
    QApplication::clipboard()->setText(printedTable());
    desktop.click(u"plan-paste"_s);
    CHECK(desktop.text(u"plan-words"_s).contains(u"已粘贴 18 个支持项目、3 个来源"_s));
    const QString foot = desktop.text(u"plan-foot"_s);
    CHECK(foot.contains(u"第一批中央财政资金 1500 ✓ · 第二批中央财政资金 500 ✓ · "
                        u"县级配套资金 247 ✓ · 合计 2247 ✓"_s));
    CHECK(foot.contains(u"其中 1 个印出的总额与来源之和不符"_s));
    CHECK(desk.text(0, u"来源之和"_s) == u"415");
    CHECK(desk.text(0, u"与总额之差"_s) == u"-20");
    CHECK(desk.text(1, u"与总额之差"_s) == u"相符");
    CHECK_FALSE(desk.ready());

    // A wrong figure is marked in its cell, and said below.
    desk.put(2, u"总额"_s, u"二百"_s);
    desktop.until(
        [&] { return !desk.faults()->findItems(u"“二百”不是金额"_s, Qt::MatchContains).isEmpty(); },
        "the wrong cell is named");
    desk.put(2, u"总额"_s, u"200"_s);
    const QJsonArray lines = guzhang().value("lines"_L1).toArray();
    const QJsonObject paths = guzhang().value("paths"_L1).toObject();
    for (int row = 0; row < 18; ++row)
        desk.put(row, u"拨付方式"_s,
                 paths.value(lines[row]["path"_L1].toString())["name"_L1].toString());
    desk.goTo(u"基本"_s);
    const QStringList facts{u"甲县专项资金"_s, u"甲县"_s, u"甲政办〔2020〕1号"_s,
                            u"2020年3月1日"_s};
    for (int row = 0; row < facts.size(); ++row)
        desk.put(row, u"填写"_s, facts[row]);
    desk.goTo(u"条款"_s);
    desk.put(0, u"条款"_s, u"第一条"_s);
    desk.put(0, u"原文"_s, u"本办法所称专项资金……"_s);
    desktop.until([&] { return desk.ready(); }, "the plan passes the check");
    CHECK(desktop.text(u"plan-foot"_s).contains(u"方案通过检查"_s));
    CHECK(desk.faults()->count() == 2); // notices

    // It is read as a document, and printed as one.
    desk.goTo(u"方案全文"_s);
    auto* paper = dynamic_cast<pages::PaperView*>(desktop.find(u"paper"_s));
    REQUIRE(paper->paper());
    CHECK(paper->accessibleDescription().contains(u"甲县专项资金"_s));
    CHECK(paper->accessibleDescription().contains(u"2,247.00"_s));
    const QString pdf = QDir(desktop.folder()).filePath(u"plan.pdf"_s);
    desktop.paths = {pdf};
    desktop.click(u"save-pdf"_s);
    CHECK(QFile::exists(pdf));

    const QString path = QDir(desktop.folder()).filePath(u"plan.json"_s);
    desktop.paths = {path};
    desktop.click(u"plan-save"_s);
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    const plan::PlanText read = plan::readPlanText(file.readAll());
    CHECK_FALSE(read.unreadable);
    CHECK(read.faults.empty());
    const QJsonArray made = read.json.value("lines"_L1).toArray();
    REQUIRE(made.size() == lines.size());
    for (qsizetype i = 0; i < lines.size(); ++i)
        for (int k = 0; k < codes.size(); ++k)
            CHECK(made[i]["budget"_L1][u"S0%1"_s.arg(k + 1)] == lines[i]["budget"_L1][codes[k]]);
    CHECK(made[0]["notices"_L1][0].toString().contains(u"印作395万元"_s));
    CHECK(read.json.value("clauses"_L1)[u"第一条"_s].toString() == u"本办法所称专项资金……");
}

TEST_CASE("The wizard shows its plan as a document and takes the one that is made there") {
    Desktop desktop(u"2019-01-02"_s, false);
    desktop.click(u"new"_s);
    desktop.click(u"wizard-read-plan"_s);
    Desk desk(desktop);
    const QWidget* paper = desktop.find(u"paper"_s);
    CHECK(paper->accessibleDescription().contains(u"古丈县全国电子商务进农村综合示范项目"_s));
    CHECK(paper->accessibleDescription().contains(u"预拨付不超过批准支持金额的 50%"_s));
    CHECK(paper->accessibleDescription().contains(u"22,470,000.00"_s) == false); // in 万元
    // A source gets another name: its column follows, and with it the plan.
    desk.goTo(u"来源"_s);
    desk.put(2, u"名称"_s, u"县级资金"_s);
    desk.goTo(u"分配"_s);
    CHECK(desk.text(0, u"县级资金"_s) == u"120");
    desk.goTo(u"细项"_s);
    for (int row = 0; row < desk.grid()->rowCount(); ++row)
        if (desk.text(row, u"来源"_s) == u"县级配套资金")
            desk.put(row, u"来源"_s, u"县级资金"_s);
    desktop.until([&] { return desk.ready(); }, "the plan passes the check");
    // A workbook of it comes back as it is.
    const QString book = QDir(desktop.folder()).filePath(u"plan.xlsx"_s);
    desktop.paths = {book, book};
    desktop.click(u"plan-book"_s);
    desktop.click(u"plan-open"_s);
    CHECK(desktop.text(u"plan-words"_s).contains(u"已读入"_s));
    desktop.until([&] { return desk.ready(); }, "the workbook passes the check");
    desktop.paths = {QDir(desktop.folder()).filePath(u"plan.json"_s)};
    desktop.click(u"plan-save"_s);
    CHECK(desktop.text(u"wizard-plan"_s).contains(u"县级资金 2,470,000.00 元"_s));
}
