// SPDX-License-Identifier: GPL-3.0-only
#include "people_at_work.h"

#include <QAbstractButton>
#include <QJsonArray>
#include <QTabWidget>
#include <QTableView>

#include <catch2/catch.hpp>

// The buttons that take back what was typed wrong: not for who typed it, and by a second person of
// the same role the figures are as they were before.

using namespace Qt::Literals::StringLiterals;
using testing::ask;
using testing::change;
using testing::chooseRow;
using testing::Desktop;
using testing::given;
using testing::open;
using testing::submit;

namespace {

const QString today = u"2020-01-15"_s;

// A second person of the leading group, who reviews as well.
void secondOfTheGroup(Desktop& desktop) {
    given(desktop, u"admin"_s, u"user.change"_s,
          {{"id"_L1, u"reviewer2"_s},
           {"roles"_L1, QJsonArray{u"reviewer"_s, u"clerk"_s, u"group"_s}}});
}

QAbstractButton* shown(Desktop& desktop, const QString& words) {
    for (QAbstractButton* one : desktop.window().findChildren<QAbstractButton*>(u"do:void"_s))
        if (one->isVisible() && one->text() == words)
            return one;
    return nullptr;
}

struct Wrong {
    QString first;  // who recorded it
    QString second; // who voids it
    std::function<void()> open;
    QString table;
    QString row;
    QString button;
};

void takeBack(Desktop& desktop, const Wrong& wrong) {
    change(desktop, wrong.first);
    wrong.open();
    chooseRow(desktop, wrong.table, wrong.row);
    desktop.until([&] { return shown(desktop, wrong.button) != nullptr; }, "the button");
    CHECK_FALSE(shown(desktop, wrong.button)->isEnabled());
    CHECK(shown(desktop, wrong.button)->toolTip().contains(u"另一名"_s));
    change(desktop, wrong.second);
    wrong.open();
    chooseRow(desktop, wrong.table, wrong.row);
    desktop.until(
        [&] {
            const QAbstractButton* button = shown(desktop, wrong.button);
            return button && button->isEnabled();
        },
        "the button for the second person");
    shown(desktop, wrong.button)->click();
    desktop.type(u"edit:reason"_s, u"typed twice"_s);
    submit(desktop);
    desktop.until([&] { return !desktop.shows(u"edit:reason"_s); }, "the form to close");
    desktop.settle();
}

std::function<void()> tab(Desktop& desktop, const QString& page, int index) {
    return [&desktop, page, index] {
        open(desktop, {page});
        qobject_cast<QTabWidget*>(desktop.find(u"tabs"_s))->setCurrentIndex(index);
        desktop.settle();
    };
}

QJsonObject source(Desktop& desktop, const QString& code) {
    for (const QJsonValue& one :
         ask(desktop, u"budget.execution"_s, {}).value("by_source"_L1).toArray())
        if (one.toObject().value("source"_L1) == code)
            return one.toObject();
    return {};
}

} // namespace

TEST_CASE("A recovery and then its finding are voided by second persons") {
    Desktop desktop;
    desktop.login(u"finance1"_s);
    secondOfTheGroup(desktop);
    const QJsonObject before = source(desktop, u"central-1"_s);
    given(desktop, u"group1"_s, u"supervision.find"_s,
          {{"id"_L1, u"WT-9"_s},
           {"unit"_L1, u"DW-005"_s},
           {"kind"_L1, u"irregularity"_s},
           {"project"_L1, u"XM-2019-009"_s},
           {"finding"_L1, u"票据不实"_s},
           {"recover"_L1, u"1000.00"_s},
           {"date"_L1, today},
           {"document"_L1, u"古电商领〔2020〕2号"_s}});
    given(desktop, u"finance1"_s, u"supervision.recover"_s,
          {{"id"_L1, u"ZH-9"_s},
           {"finding"_L1, u"WT-9"_s},
           {"project"_L1, u"XM-2019-009"_s},
           {"source"_L1, u"central-1"_s},
           {"amount"_L1, u"1000.00"_s},
           {"date"_L1, today},
           {"voucher"_L1, u"记-1"_s}});
    CHECK(source(desktop, u"central-1"_s).value("recovered"_L1) != before.value("recovered"_L1));
    const auto findings = [&] {
        open(desktop, {u"supervision"_s});
        chooseRow(desktop, u"findings"_s, u"WT-9"_s);
    };
    // While money came back on it the finding is nobody's to void.
    change(desktop, u"reviewer2"_s);
    findings();
    CHECK(shown(desktop, u"作废选中的问题"_s) == nullptr);
    takeBack(desktop, {u"finance1"_s, u"finance2"_s, findings, u"recoveries"_s, u"记-1"_s,
                       u"作废选中的追回"_s});
    CHECK(source(desktop, u"central-1"_s) == before);
    takeBack(desktop, {u"group1"_s, u"reviewer2"_s, findings, u"findings"_s, u"WT-9"_s,
                       u"作废选中的问题"_s});
    const QJsonArray left =
        ask(desktop, u"finding.list"_s, {{"state"_L1, u"voided"_s}}).value("items"_L1).toArray();
    REQUIRE(left.size() == 1);
    CHECK(left[0].toObject().value("id"_L1) == u"WT-9"_s);
}

TEST_CASE("A void that was signed on paper is recorded with who signed it, when and on what") {
    Desktop desktop;
    desktop.login(u"finance1"_s);
    secondOfTheGroup(desktop);
    given(desktop, u"group1"_s, u"supervision.find"_s,
          {{"id"_L1, u"WT-8"_s},
           {"unit"_L1, u"DW-005"_s},
           {"kind"_L1, u"irregularity"_s},
           {"finding"_L1, u"票据不实"_s},
           {"recover"_L1, u"0.00"_s},
           {"date"_L1, today},
           {"document"_L1, u"古电商领〔2020〕2号"_s}});
    change(desktop, u"clerk2"_s); // records, and has no part in findings
    open(desktop, {u"supervision"_s});
    chooseRow(desktop, u"findings"_s, u"WT-8"_s);
    desktop.until(
        [&] {
            const QAbstractButton* button = shown(desktop, u"作废选中的问题"_s);
            return button && button->isEnabled();
        },
        "the button for who records it");
    shown(desktop, u"作废选中的问题"_s)->click();
    auto* paper = qobject_cast<QAbstractButton*>(desktop.find(u"on-paper"_s));
    REQUIRE(paper);
    CHECK(paper->isChecked());
    CHECK_FALSE(paper->isEnabled());
    desktop.type(u"edit:reason"_s, u"查无此事"_s);
    desktop.choose(u"edit:signed.by"_s, u"reviewer2"_s);
    desktop.type(u"edit:signed.document"_s, u"古电商领〔2020〕3号"_s);
    submit(desktop);
    desktop.until([&] { return !desktop.shows(u"edit:reason"_s); }, "the form to close");
    const QJsonArray entries =
        ask(desktop, u"journal.list"_s, {{"do"_L1, u"void"_s}}).value("entries"_L1).toArray();
    const QJsonObject last = entries.last().toObject();
    const QJsonObject with = last.value("with"_L1).toObject();
    CHECK(last.value("by"_L1) == u"clerk2"_s);
    CHECK(with.value("id"_L1) == u"WT-8"_s);
    CHECK(with.value("signed"_L1)
          == QJsonObject{{"by"_L1, u"reviewer2"_s},
                         {"on"_L1, today},
                         {"document"_L1, u"古电商领〔2020〕3号"_s}});
}

TEST_CASE("A return and a supplement are voided by a second person of the leading group") {
    Desktop desktop;
    desktop.login(u"clerk1"_s); // whoever a command is given for is logged out after it
    secondOfTheGroup(desktop);
    const QJsonObject before = source(desktop, u"central-1"_s);
    given(desktop, u"group1"_s, u"fund.return"_s,
          {{"id"_L1, u"SJ-9"_s},
           {"source"_L1, u"central-1"_s},
           {"amount"_L1, u"12.34"_s},
           {"date"_L1, today},
           {"document"_L1, u"古财〔2020〕9号"_s},
           {"voucher"_L1, u"记-2"_s},
           {"allocations"_L1,
            QJsonArray{QJsonObject{{"line"_L1, u"L10"_s}, {"amount"_L1, u"12.34"_s}}}}});
    CHECK(source(desktop, u"central-1"_s) != before);
    const auto history = tab(desktop, u"budget"_s, 3);
    takeBack(desktop,
             {u"group1"_s, u"reviewer2"_s, history, u"changes"_s, u"SJ-9"_s, u"作废选中的"_s});
    CHECK(source(desktop, u"central-1"_s) == before);
    change(desktop, u"clerk1"_s);
    const QJsonObject county = source(desktop, u"county"_s);
    given(desktop, u"group1"_s, u"plan.supplement"_s,
          {{"id"_L1, u"ZJ-9"_s},
           {"date"_L1, today},
           {"document"_L1, u"古财〔2020〕10号"_s},
           {"source"_L1, u"county"_s},
           {"amount"_L1, u"56.78"_s},
           {"allocations"_L1,
            QJsonArray{QJsonObject{{"line"_L1, u"L16"_s}, {"amount"_L1, u"56.78"_s}}}}});
    CHECK(source(desktop, u"county"_s) != county);
    takeBack(desktop,
             {u"group1"_s, u"reviewer2"_s, history, u"changes"_s, u"ZJ-9"_s, u"作废选中的"_s});
    CHECK(source(desktop, u"county"_s) == county);
}
