// SPDX-License-Identifier: GPL-3.0-only
#include "people_at_work.h"

#include <widgets/words.h>

#include <QApplication>
#include <QComboBox>
#include <QDateTime>
#include <QFile>
#include <QLabel>
#include <QTableView>

#include <catch2/catch.hpp>

// 疑点: the page, what a reviewer writes about one, and the open ones beside what is decided.

using namespace Qt::Literals::StringLiterals;
using testing::cell;
using testing::change;
using testing::chooseRow;
using testing::Desktop;
using testing::drop;
using testing::given;
using testing::open;
using testing::submit;
using testing::tableOf;

namespace {

constexpr int message = 1; // columns
constexpr int state = 6;

int rows(Desktop& desktop) {
    desktop.settle();
    return tableOf(desktop, u"warnings"_s)->model()->rowCount();
}

void untilRows(Desktop& desktop, int count) {
    desktop.until([&] { return rows(desktop) == count; }, "so many warnings");
}

// The link of a line of the panel, by keys.
void follow(Desktop& desktop, const QString& warning) {
    QWidget* line = desktop.find(u"warning:"_s + warning);
    line->setFocus(Qt::TabFocusReason);
    desktop.press(Qt::Key_Return);
}

// The account of a town's office, whose name is another's.
void renameHolder(Desktop& desktop, const QString& holder) {
    given(desktop, u"clerk2"_s, u"unit.change"_s,
          {{"id"_L1, u"DW-012"_s},
           {"date"_L1, u"2020-01-15"_s},
           {"document"_L1, u"变更函"_s},
           {"bank"_L1, QJsonObject{{"name"_L1, u"湖南古丈农商行"_s},
                                   {"account"_L1, u"6217995500012345678"_s},
                                   {"holder"_L1, holder}}}});
}

QString paper(Desktop& desktop) {
    const QString path = desktop.folder() + u"/情况说明.txt"_s;
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(u"默戎镇财政所代管"_s.toUtf8());
    return path;
}

} // namespace

TEST_CASE("Sums within a sentence are grouped, and nothing else in it") {
    CHECK(widgets::groupedIn(u"预拨 400000.00 元,至今没有验收"_s)
          == u"预拨 400,000.00 元,至今没有验收"_s);
    CHECK(widgets::groupedIn(u"发票 10512011,拨付率 49.60%,999.00 元,2019-12-29"_s)
          == u"发票 10512011,拨付率 49.60%,999.00 元,2019-12-29"_s);
    CHECK(widgets::groupedIn(u"1000.00、123456789012345.67"_s)
          == u"1,000.00、123,456,789,012,345.67"_s);
    CHECK(widgets::groupedIn({}).isEmpty());
}

TEST_CASE("The page of 疑点 is narrowed by code, state, line, unit and words", "[served]") {
    Desktop desktop;
    desktop.login(u"reviewer1"_s);
    desktop.click(u"nav:warnings"_s);
    untilRows(desktop, 22);
    CHECK(desktop.text(u"nav:warnings"_s) == u"疑点  21"_s); // one is explained
    CHECK(cell(desktop, u"warnings"_s, 0, state) == u"已说明"_s);
    CHECK(cell(desktop, u"warnings"_s, 1, state) == u"待说明"_s);
    desktop.choose(u"filter:code"_s, u"private-account"_s);
    untilRows(desktop, 3);
    desktop.type(u"filter:unit"_s, u"DW-012"_s);
    desktop.press(Qt::Key_Return);
    untilRows(desktop, 1);
    CHECK(cell(desktop, u"warnings"_s, 0, message).contains(u"默戎镇财政所"_s));
    desktop.type(u"filter:unit"_s, {});
    untilRows(desktop, 3);
    desktop.choose(u"filter:code"_s, {});
    desktop.choose(u"filter:line"_s, u"L05"_s);
    untilRows(desktop, 1);
    desktop.choose(u"filter:line"_s, {});
    desktop.type(u"filter"_s, u"预拨"_s);
    untilRows(desktop, 1);
    CHECK(cell(desktop, u"warnings"_s, 0, message).contains(u" 400,000.00 元"_s));
    desktop.type(u"filter"_s, {});
    desktop.choose(u"filter:state"_s, u"explained"_s);
    untilRows(desktop, 1);
    desktop.choose(u"filter:code"_s, u"split"_s);
    untilRows(desktop, 0);
    CHECK(desktop.text(u"warning-message"_s).startsWith(u"选上面的一条"_s));
    CHECK_FALSE(desktop.shows(u"do:warning.explain"_s));
}

TEST_CASE("Each 疑点 leads to all that it is about") {
    Desktop desktop;
    desktop.login(u"auditor1"_s);
    open(desktop, {u"warnings"_s, {}, u"code=same-person"_s});
    chooseRow(desktop, u"warnings"_s, u"田景龙"_s);
    CHECK(desktop.text(u"warning-message"_s).contains(u"联系电话相同"_s));
    CHECK(desktop.text(u"warning-open:0"_s) == u"打开单位 DW-014"_s);
    desktop.click(u"warning-open:1"_s);
    CHECK(desktop.window().page()->place() == pages::NavigationTarget{u"unit"_s, u"GR-03"_s});
    open(desktop, {u"warnings"_s, u"over-finding:BF-2019-017"_s, u"code=over-finding"_s});
    desktop.until([&] { return desktop.shows(u"warning-open:0"_s); }, "the chosen one");
    tableOf(desktop, u"warnings"_s)->setFocus();
    desktop.press(Qt::Key_Return);
    CHECK(desktop.window().page()->place()
          == pages::NavigationTarget{u"payment"_s, u"BF-2019-017"_s});
    open(desktop, {u"warnings"_s, {}, u"code=rate-low"_s});
    chooseRow(desktop, u"warnings"_s, u"L05"_s);
    desktop.click(u"warning-open:0"_s);
    CHECK(desktop.window().page()->place()
          == pages::NavigationTarget{u"projects"_s, {}, u"line=L05"_s});
}

TEST_CASE("A reviewer explains one; once its facts change it is open again", "[served]") {
    Desktop desktop;
    desktop.login(u"reviewer1"_s);
    open(desktop, {u"warnings"_s, u"private-account:DW-012"_s, u"code=private-account"_s});
    desktop.click(u"do:warning.explain"_s);
    submit(desktop);
    desktop.until([&] { return desktop.shows(u"refusal:note"_s); }, "that something is to be said");
    desktop.type(u"edit:note"_s, u"镇财政所代管账户"_s);
    submit(desktop);
    desktop.until([&] { return desktop.shows(u"warning-note"_s); }, "the explanation");
    CHECK(desktop.text(u"warning-note"_s).contains(u"镇财政所代管账户"_s));
    CHECK_FALSE(desktop.shows(u"edit:note"_s));
    CHECK(desktop.text(u"do:warning.explain"_s) == u"重新说明…"_s);
    desktop.choose(u"filter:state"_s, u"explained"_s);
    untilRows(desktop, 2);
    desktop.choose(u"filter:state"_s, u"open"_s);
    untilRows(desktop, 1);
    renameHolder(desktop, u"默戎镇农村财务代理中心"_s);
    untilRows(desktop, 2);
}

TEST_CASE("What is explained is counted no more, in the navigation and on the desk") {
    // The day on which the demo is made: what is recorded then is not late.
    Desktop desktop(
        QDateTime::currentDateTimeUtc().addSecs(8 * 60 * 60).date().toString(Qt::ISODate));
    desktop.login(u"reviewer1"_s);
    desktop.until([&] { return desktop.shows(u"open-warnings-count"_s); }, "the count");
    const auto counted = [&] { return desktop.text(u"nav:warnings"_s).section(u' ', -1).toInt(); };
    const int before = counted();
    CHECK(before > 20);
    CHECK(desktop.text(u"open-warnings-count"_s) == u"待说明的疑点 %1 条"_s.arg(before));
    desktop.click(u"open-warnings-count"_s);
    chooseRow(desktop, u"warnings"_s, u"默戎镇财政所"_s);
    desktop.click(u"do:warning.explain"_s);
    desktop.type(u"edit:note"_s, u"镇财政所代管账户"_s);
    submit(desktop);
    desktop.until([&] { return counted() == before - 1; }, "one less");
    open(desktop, {u"desk"_s});
    CHECK(desktop.text(u"open-warnings-count"_s) == u"待说明的疑点 %1 条"_s.arg(before - 1));
}

TEST_CASE("A clerk files the document beside the explanation that the reviewer signed",
          "[served]") {
    Desktop desktop;
    desktop.login(u"clerk1"_s);
    open(desktop, {u"warnings"_s, u"private-account:DW-012"_s, u"code=private-account"_s});
    desktop.click(u"do:warning.explain"_s);
    desktop.type(u"edit:note"_s, u"见说明"_s);
    drop(desktop, {paper(desktop)});
    desktop.click(u"do:document.file"_s);
    auto* chosen = qobject_cast<QComboBox*>(desktop.find(u"edit:document"_s));
    REQUIRE(chosen);
    desktop.until([&] { return chosen->currentText().endsWith(u"情况说明"_s); }, "it is chosen");
    CHECK(desktop.text(u"edit:note"_s) == u"见说明"_s);
    desktop.choose(u"edit:signed.by"_s, u"reviewer1"_s);
    desktop.type(u"edit:signed.document"_s, u"说明单1"_s);
    QApplication::setActiveWindow(&desktop.window()); // the progress had it
    desktop.find(u"edit:signed.document"_s)->setFocus();
    submit(desktop);
    desktop.until([&] { return desktop.shows(u"warning-document"_s); }, "its document");
    CHECK(desktop.text(u"warning-note"_s).contains(u"见说明"_s));
    desktop.click(u"warning-document"_s);
    desktop.until([&] { return desktop.shows(u"document-view"_s); }, "the document itself");
}

TEST_CASE("Who may not explain sees the 疑点, no button and no count") {
    Desktop desktop;
    for (const QString& user :
         {u"finance1"_s, u"leader1"_s, u"auditor1"_s, u"inspector1"_s, u"group1"_s}) {
        INFO(user.toStdString());
        change(desktop, user);
        open(desktop, {u"desk"_s});
        CHECK(desktop.text(u"nav:warnings"_s) == u"疑点"_s);
        CHECK_FALSE(desktop.shows(u"open-warnings-count"_s));
        open(desktop, {u"warnings"_s, {}, u"code=private-account"_s});
        untilRows(desktop, 3);
        chooseRow(desktop, u"warnings"_s, u"DW-012"_s);
        CHECK(desktop.shows(u"warning-open:0"_s));
        CHECK_FALSE(desktop.shows(u"do:warning.explain"_s));
    }
}

TEST_CASE("The open 疑点 stand beside what is decided, each with its way", "[served]") {
    Desktop desktop;
    desktop.login(u"reviewer1"_s);
    const auto shows = [&](const QString& warning) {
        desktop.until([&] { return desktop.shows(u"warning:"_s + warning); },
                      warning.toUtf8().constData());
    };
    open(desktop, {u"unit"_s, u"GR-03"_s});
    shows(u"barred-again:GR-03"_s);
    follow(desktop, u"same-person:DW-014+GR-03"_s);
    CHECK(desktop.window().page()->place() == pages::NavigationTarget{u"unit"_s, u"DW-014"_s});
    // What is about the page itself leads to where it is explained.
    open(desktop, {u"project"_s, u"XM-2019-002"_s});
    shows(u"prepaid-idle:XM-2019-002"_s);
    follow(desktop, u"invoice-late:XM-2019-002"_s);
    CHECK(desktop.window().page()->place().page == u"warnings"_s);
    desktop.until([&] { return desktop.shows(u"do:warning.explain"_s); }, "the chosen one");
    CHECK(desktop.text(u"warning-message"_s).contains(u"10512011"_s));
    open(desktop, {u"payment"_s, u"BF-2019-017"_s});
    shows(u"over-finding:BF-2019-017"_s);
    // Where there is none it takes no room.
    open(desktop, {u"project"_s, u"XM-2019-003"_s});
    CHECK_FALSE(desktop.shows(u"open-warnings"_s));
}

TEST_CASE(
    "Review, conclusion, approval and publishing have the open 疑点 of the unit beside them") {
    Desktop desktop(u"2020-02-15"_s);
    desktop.login(u"reviewer1"_s);
    const auto unitOf = [&](const QString& project) {
        return testing::ask(desktop, u"project.show"_s, {{"id"_L1, project}})
            .value("unit"_L1)
            .toString();
    };
    // Their units get an account in another name, but for the one that has it already.
    const QString payment = testing::ask(desktop, u"payment.show"_s, {{"id"_L1, u"BF-2019-033"_s}})
                                .value("project"_L1)
                                .toString();
    const QString acceptance =
        testing::ask(desktop, u"acceptance.show"_s, {{"id"_L1, u"YS-2019-031"_s}})
            .value("project"_L1)
            .toString();
    QStringList units;
    for (const QString& project : {u"XM-2019-028"_s, payment, acceptance})
        if (const QString unit = unitOf(project); !units.contains(unit))
            units << unit;
    int number = 0;
    units.removeAll(unitOf(payment));
    for (const QString& unit : units)
        given(desktop, u"clerk2"_s, u"unit.change"_s,
              {{"id"_L1, unit},
               {"date"_L1, u"2020-02-15"_s},
               {"document"_L1, u"变更函"_s},
               {"bank"_L1, QJsonObject{{"name"_L1, u"湖南古丈农商行"_s},
                                       {"account"_L1, u"62179955000123456%1"_s.arg(70 + number++)},
                                       {"holder"_L1, u"别人"_s}}}});
    const auto shows = [&](const QString& project) {
        const QString line = u"warning:private-account:"_s + unitOf(project);
        desktop.until([&] { return desktop.shows(line); }, line.toUtf8().constData());
    };
    open(desktop, {u"project-form"_s, u"XM-2019-028"_s, u"do=project.review"_s});
    shows(u"XM-2019-028"_s);
    open(desktop, {u"approve"_s, u"XM-2019-028"_s});
    shows(u"XM-2019-028"_s);
    open(desktop, {u"disclosure"_s, u"2020-01"_s});
    desktop.until([&] { return desktop.shows(u"warning:undisclosed:2020-01"_s); }, "the month's");
    change(desktop, u"leader1"_s);
    open(desktop, {u"approve"_s, u"BF-2019-033"_s});
    shows(payment);
    change(desktop, u"inspector1"_s);
    open(desktop, {u"acceptance-form"_s, u"YS-2019-031"_s, u"do=acceptance.conclude"_s});
    shows(acceptance);
}

TEST_CASE("A long name and a large sum stay within the page on a small screen") {
    Desktop desktop;
    desktop.login(u"reviewer1"_s);
    renameHolder(desktop, u"湘西土家族苗族自治州古丈县默戎镇Donaudampfschifffahrtsgesellschafts"
                          "kapitänsanwärterversammlung财政所(乡镇国库集中支付中心)"_s);
    desktop.window().setMinimumSize(0, 0);
    for (const auto& [width, height] : {std::pair{1366, 768}, {910, 512}}) {
        desktop.resize(width, height);
        for (const pages::NavigationTarget& place :
             {pages::NavigationTarget{u"warnings"_s, u"private-account:DW-012"_s,
                                      u"code=private-account"_s},
              {u"unit"_s, u"DW-012"_s},
              {u"due"_s},
              {u"desk"_s}}) {
            INFO(place.page.toStdString() << " at " << width);
            open(desktop, place);
            CHECK(desktop.window().width() == width);
            CHECK(desktop.window().page()->minimumSizeHint().width() <= width - 148);
        }
        open(desktop, {u"unit"_s, u"DW-012"_s});
        auto* line = qobject_cast<QLabel*>(desktop.find(u"warning:private-account:DW-012"_s));
        REQUIRE(line);
        CHECK(line->height() >= line->heightForWidth(line->width()));
    }
}
