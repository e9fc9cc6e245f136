// SPDX-License-Identifier: GPL-3.0-only
#include "people_at_work.h"
#include "warning_pictures.h"

#include <theme/theme.h>

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QJsonArray>
#include <QScreen>
#include <QTabWidget>
#include <QTest>

#include <catch2/catch.hpp>

// Pictures of every page from the demo, in both themes and two sizes, for `./dev screenshots`:
// they go into the folder that FUNDDESK_PICTURES names.

using namespace Qt::Literals::StringLiterals;
using pages::NavigationTarget;
using testing::Desktop;

namespace {

struct Shot {
    QString name;
    QString user;
    NavigationTarget place;
};

const QList<Shot>& shots() {
    static const QList<Shot> all{
        {u"desk"_s, u"clerk1"_s, {u"desk"_s}},
        {u"desk-leader"_s, u"leader1"_s, {u"desk"_s}},
        {u"budget"_s, u"group1"_s, {u"budget"_s}},
        {u"budget-sources"_s, u"group1"_s, {u"budget"_s, {}, u"source=county"_s}},
        {u"reallocate"_s, u"group1"_s, {u"budget-form"_s, u"plan.reallocate"_s}},
        {u"award"_s, u"group1"_s, {u"budget-form"_s, u"plan.adjust-award"_s}},
        {u"opening"_s, u"finance1"_s, {u"opening"_s}},
        {u"opening-project"_s, u"finance1"_s, {u"declare"_s, {}, u"do=opening.project"_s}},
        {u"disclosures"_s, u"reviewer1"_s, {u"disclosures"_s}},
        {u"disclosure-draft"_s, u"reviewer1"_s, {u"disclosure"_s, u"2020-01"_s}},
        {u"paper-disclosure"_s, u"reviewer1"_s, {u"paper"_s, u"2019-12"_s, u"kind=disclosure"_s}},
        {u"paper-payment"_s, u"reviewer1"_s, {u"paper"_s, u"BF-2019-001"_s, u"kind=payment"_s}},
        {u"supervision"_s, u"group1"_s, {u"supervision"_s}},
        {u"goals"_s, u"clerk1"_s, {u"supervision"_s, {}, u"tab=goals"_s}},
        {u"still"_s, u"leader1"_s, {u"supervision"_s, {}, u"tab=still"_s}},
        {u"warnings"_s,
         u"reviewer1"_s,
         {u"warnings"_s, u"prepaid-idle:XM-2019-002"_s, u"state=open"_s}},
        {u"due"_s, u"clerk1"_s, {u"due"_s}},
        {u"timeline"_s, u"leader1"_s, {u"timeline"_s}},
        {u"project-warnings"_s, u"reviewer1"_s, {u"project"_s, u"XM-2019-002"_s}},
        {u"unit-warnings"_s, u"reviewer1"_s, {u"unit"_s, u"GR-03"_s}},
        {u"journal"_s, u"auditor1"_s, {u"journal"_s}},
        {u"rules"_s, u"auditor1"_s, {u"rules"_s, u"第九条"_s}},
        {u"settings"_s, u"admin"_s, {u"settings"_s}},
        {u"receive"_s, u"finance1"_s, {u"budget-form"_s, u"fund.receive"_s}},
        {u"units"_s, u"clerk1"_s, {u"units"_s}},
        {u"unit"_s, u"clerk1"_s, {u"unit"_s, u"DW-004"_s}},
        {u"unit-register"_s, u"clerk1"_s, {u"unit-form"_s, {}, u"do=unit.register"_s}},
        {u"unit-change"_s, u"clerk1"_s, {u"unit-form"_s, u"DW-001"_s, u"do=unit.change"_s}},
        {u"projects"_s, u"clerk1"_s, {u"projects"_s}},
        {u"projects-line"_s, u"clerk1"_s, {u"projects"_s, {}, u"line=L01"_s}},
        {u"project"_s, u"clerk1"_s, {u"project"_s, u"XM-2019-024"_s}},
        {u"project-stations"_s, u"clerk1"_s, {u"project"_s, u"XM-2019-003"_s}},
        {u"declare-empty"_s, u"clerk1"_s, {u"declare"_s}},
        {u"declare"_s, u"clerk1"_s, {u"declare"_s, {}, u"line=L10&unit=DW-001"_s}},
        {u"amend"_s, u"clerk1"_s, {u"project-form"_s, u"XM-2019-007"_s, u"do=project.amend"_s}},
        {u"deliverables"_s,
         u"clerk1"_s,
         {u"record-form"_s, u"XM-2019-003"_s, u"do=deliverable.add"_s}},
        {u"invoice"_s, u"clerk1"_s, {u"record-form"_s, u"XM-2019-007"_s, u"do=invoice.record"_s}},
        {u"acceptance-request"_s,
         u"clerk1"_s,
         {u"acceptance-form"_s, {}, u"do=acceptance.request&project=XM-2019-024"_s}},
        {u"review-paper"_s,
         u"clerk1"_s,
         {u"project-form"_s, u"XM-2019-028"_s, u"do=project.review"_s}},
        {u"review"_s,
         u"reviewer1"_s,
         {u"project-form"_s, u"XM-2019-028"_s, u"do=project.review"_s}},
        {u"project-declared"_s, u"reviewer1"_s, {u"project"_s, u"XM-2019-028"_s}},
        {u"acceptances"_s, u"inspector1"_s, {u"acceptances"_s}},
        {u"acceptance"_s, u"inspector1"_s, {u"acceptance"_s, u"YS-2019-003"_s}},
        {u"conclude"_s,
         u"inspector1"_s,
         {u"acceptance-form"_s, u"YS-2019-031"_s, u"do=acceptance.conclude"_s}},
        {u"payments"_s, u"clerk1"_s, {u"payments"_s}},
        {u"payment"_s, u"finance1"_s, {u"payment"_s, u"BF-2019-006"_s}},
        {u"payment-payees"_s, u"finance1"_s, {u"payment"_s, u"BF-2019-025"_s}},
        {u"payment-waiting"_s, u"leader1"_s, {u"payment"_s, u"BF-2019-033"_s}},
        {u"approve"_s, u"leader1"_s, {u"approve"_s}},
        {u"approve-project"_s, u"reviewer1"_s, {u"approve"_s}},
        {u"request"_s, u"clerk1"_s, {u"request"_s, u"XM-2019-007"_s}},
        {u"request-award"_s, u"clerk1"_s, {u"request"_s, u"XM-2019-025"_s}},
        {u"sheet"_s, u"clerk1"_s, {u"sheet"_s}},
        {u"archives"_s, u"clerk1"_s, {u"archive"_s}},
        {u"archive"_s, u"clerk1"_s, {u"archive"_s, u"XM-2019-006"_s}},
        {u"archive-missing"_s, u"clerk1"_s, {u"archive"_s, u"XM-2019-021"_s}},
    };
    return all;
}

QString folder() {
    return qEnvironmentVariable("FUNDDESK_PICTURES");
}

void takeAll(const QString& look, int width, int height) {
    const QDir into(folder());
    into.mkpath(look);
    Desktop desktop;
    desktop.resize(width, height);
    desktop.picture(into.filePath(look + u"/login.png"_s));
    QString user;
    const QString only = qEnvironmentVariable("FUNDDESK_SHOTS"); // "payment,sheet"; all where none
    for (const Shot& shot : shots()) {
        if (!only.isEmpty() && !only.split(u',').contains(shot.name))
            continue;
        if (user != shot.user) {
            if (!user.isEmpty())
                desktop.window().lock();
            desktop.login(shot.user);
            user = shot.user;
        }
        desktop.window().goTo(shot.place);
        desktop.picture(into.filePath(look + u'/' + shot.name + u".png"_s));
    }
}

// With what stands above the window: menus, lists and boxes are windows of their own.
void takeScreen(Desktop& desktop, const QString& path) {
    desktop.settle();
    QTest::qWait(250);
    const QRect at(desktop.window().mapToGlobal(QPoint()), desktop.window().size());
    QGuiApplication::primaryScreen()
        ->grabWindow(0, at.x(), at.y(), at.width(), at.height())
        .save(path);
}

// An account that is compared with its document, one that is about to change, and payments that
// the bank sends back to some of many: with long names and large sums.
void takeAccounts(const std::function<void(Desktop&, const QString&)>& take) {
    Desktop desktop;
    desktop.login(u"clerk2"_s);
    testing::given(
        desktop, u"clerk1"_s, u"unit.change"_s,
        {{"id"_L1, u"DW-013"_s},
         {"date"_L1, u"2020-01-15"_s},
         {"document"_L1, u"古丈县红石林镇人民政府账户变更申请(古红政〔2020〕3号)"_s},
         {"name"_L1, u"湘西土家族苗族自治州古丈县红石林镇人民政府财政所(乡镇国库集中支付)"_s},
         {"bank"_L1, QJsonObject{{"name"_L1, u"湖南古丈农村商业银行股份有限公司红石林支行"_s},
                                 {"account"_L1, u"6217995500012345678"_s},
                                 {"holder"_L1, u"古丈县红石林镇人民政府财政所"_s}}}});
    desktop.window().goTo({u"unit-form"_s, u"DW-012"_s, u"do=unit.change"_s});
    desktop.type(u"edit:bank.name"_s, u"农商行"_s);
    take(desktop, u"account-change"_s);
    desktop.window().lock();
    desktop.login(u"reviewer1"_s);
    desktop.window().goTo({u"unit-form"_s, u"DW-013"_s, u"do=unit.confirm-bank"_s});
    take(desktop, u"account-confirm"_s);
    desktop.window().goTo({u"approve"_s, u"DW-013"_s});
    desktop.click(u"decide:return"_s);
    take(desktop, u"account-return"_s);
    desktop.window().lock();
    desktop.login(u"finance1"_s);
    desktop.window().goTo({u"payment"_s, u"BF-2019-025"_s});
    desktop.click(u"do:payment.reverse"_s);
    take(desktop, u"reverse-some"_s);
    desktop.press(Qt::Key_Escape);
    testing::given(desktop, u"finance2"_s, u"payment.reverse"_s,
                   {{"id"_L1, u"BF-2019-025"_s},
                    {"date"_L1, u"2020-01-15"_s},
                    {"reason"_L1, u"收款账户已销户,银行退票。"_s},
                    {"voucher"_L1, u"记-2020-01-001"_s},
                    {"payees"_L1, QJsonArray{u"GR-01"_s, u"GR-02"_s}}});
    take(desktop, u"payment-some-back"_s);
    desktop.click(u"do:payment.pay"_s);
    desktop.click(u"show-accounts"_s);
    take(desktop, u"pay-again"_s);
    desktop.press(Qt::Key_Escape);
    testing::given(desktop, u"admin"_s, u"user.change"_s,
                   {{"id"_L1, u"clerk2"_s}, {"password"_L1, u"Given-2020!"_s}});
    desktop.window().lock();
    desktop.type(u"user"_s, u"clerk2"_s);
    desktop.type(u"password"_s, u"Given-2020!"_s);
    desktop.click(u"enter"_s);
    take(desktop, u"login-given"_s);
}

// A file that could be entered, and one that could not.
void takeImport(const std::function<void(Desktop&, const QString&)>& take) {
    Desktop desktop;
    desktop.login(u"finance1"_s);
    desktop.window().goTo({u"opening"_s});
    auto* tabs = qobject_cast<QTabWidget*>(desktop.find(u"tabs"_s));
    tabs->setCurrentIndex(tabs->count() - 1);
    const auto choose = [&](const QByteArray& more, const QString& name) {
        QFile file(desktop.folder() + u"/history.jsonl"_s);
        REQUIRE(file.open(QIODevice::WriteOnly));
        for (int i = 0; i < 12; ++i)
            file.write(uR"({"do":"opening.project","with":{"id":"QC-%1","unit":"DW-007",)"
                       R"("line":"L16","name":"启用前的宣传 %1","content":"制作宣传品",)"
                       R"("schedule":{"from":"2019-05-01","to":"2019-06-30"},)"
                       R"("support":"100.00","materials":["申报书"],"date":"2019-05-01",)"
                       R"("state":"started"}})"_s.arg(i)
                           .toUtf8()
                       + '\n');
        file.write(more);
        file.close();
        desktop.paths = {file.fileName()};
        desktop.click(u"import"_s);
        desktop.until([&] { return desktop.text(u"import-said"_s).startsWith(name); }, "it");
    };
    choose({}, u"试算"_s);
    take(desktop, u"import-tried"_s);
    choose(R"({"do":"fund.receive","with":{"id":"SR-9","source":"county","amount":"1.00",)"
           R"("date":"2020-01-10","document":"古财〔2020〕1号"}})",
           u"试算 13 行"_s);
    take(desktop, u"import-refused"_s);
    choose(R"({"as":"finance2","do":"payment.pay","with":{"id":"BF-2019-033"}})", u"没有试算"_s);
    take(desktop, u"import-foreign"_s);
}

// What others recorded as signed on paper, by documents with long names, and a void that is.
void takePaper(const std::function<void(Desktop&, const QString&)>& take) {
    const QString paper =
        u"古丈县电子商务进农村综合示范工作领导小组办公室拨付资金审批单(2020年第3号,"
        "与湘西土家族苗族自治州商务局联合会签)"_s;
    Desktop desktop;
    desktop.login(u"clerk1"_s);
    testing::given(desktop, u"clerk2"_s, u"payment.approve"_s,
                   {{"id"_L1, u"BF-2019-033"_s},
                    {"decision"_L1, u"approve"_s},
                    {"opinion"_L1, u"同意。"_s},
                    {"date"_L1, u"2020-01-15"_s},
                    {"signed"_L1, QJsonObject{{"by"_L1, u"leader1"_s},
                                              {"on"_L1, u"2020-01-15"_s},
                                              {"document"_L1, paper}}}});
    desktop.window().lock();
    desktop.login(u"leader1"_s);
    take(desktop, u"signed-for-me"_s);
    testing::given(desktop, u"group1"_s, u"supervision.find"_s,
                   {{"id"_L1, u"WT-9"_s},
                    {"unit"_L1, u"DW-005"_s},
                    {"kind"_L1, u"irregularity"_s},
                    {"finding"_L1, u"票据不实"_s},
                    {"recover"_L1, u"0.00"_s},
                    {"date"_L1, u"2020-01-15"_s},
                    {"document"_L1, paper}});
    desktop.window().lock();
    desktop.login(u"clerk2"_s);
    testing::given(desktop, u"admin"_s, u"user.change"_s,
                   {{"id"_L1, u"reviewer2"_s},
                    {"name"_L1, u"古丽米热·阿卜杜热西提"_s},
                    {"roles"_L1, QJsonArray{u"reviewer"_s, u"clerk"_s, u"group"_s}}});
    desktop.window().goTo({u"supervision"_s});
    testing::chooseRow(desktop, u"findings"_s, u"WT-9"_s);
    desktop.settle();
    for (QAbstractButton* one : desktop.window().findChildren<QAbstractButton*>(u"do:void"_s))
        if (one->isVisible() && one->isEnabled()) {
            one->click();
            take(desktop, u"void-on-paper"_s);
            return;
        }
}

void takePassing(const QString& look) {
    const QDir into(folder());
    into.mkpath(look);
    const auto take = [&](Desktop& desktop, const QString& name) {
        takeScreen(desktop, into.filePath(look + u'/' + name + u".png"_s));
    };
    takeAccounts(take);
    takeImport(take);
    takePaper(take);
    takeWarnings(take);
    if (qEnvironmentVariableIsSet("FUNDDESK_SHOTS"))
        return; // "accounts": these alone
    const auto popup = [] {
        if (QWidget* open = QApplication::activePopupWidget())
            open->close();
    };
    {
        Desktop desktop(u"2020-01-15"_s, false);
        take(desktop, u"start"_s);
        desktop.window().openFile(desktop.path());
        desktop.until([&] { return desktop.shows(u"enter"_s); }, "the login");
        desktop.type(u"user"_s, u"clerk1"_s);
        desktop.type(u"password"_s, u"not-this-one"_s);
        desktop.click(u"enter"_s);
        desktop.until([&] { return desktop.shows(u"trouble"_s); }, "the refusal");
        take(desktop, u"login-refused"_s);
    }
    Desktop desktop;
    desktop.login(u"clerk1"_s);
    desktop.click(u"user-menu"_s);
    take(desktop, u"user-menu"_s);
    popup();
    desktop.press(Qt::Key_K, Qt::ControlModifier);
    desktop.type(u"locator-line"_s, u"gzx"_s);
    take(desktop, u"locator"_s);
    desktop.press(Qt::Key_Escape);
    desktop.window().goTo({u"projects"_s});
    desktop.type(u"filter"_s, u"dspx"_s);
    QTest::qWait(300);
    take(desktop, u"filtered"_s);
    desktop.type(u"filter"_s, u"no such thing"_s);
    QTest::qWait(300);
    take(desktop, u"nothing-found"_s);
    desktop.type(u"filter"_s, u""_s);
    qobject_cast<QComboBox*>(desktop.find(u"filter:line"_s))->showPopup();
    take(desktop, u"choices"_s);
    popup();
    desktop.window().goTo({u"request"_s, u"XM-2019-007"_s});
    desktop.type(u"edit:amount"_s, u"15600.01"_s);
    desktop.type(u"edit:report"_s, u"按验收意见申请本批资金。"_s);
    QTest::qWait(500);
    desktop.press(Qt::Key_Return, Qt::ControlModifier);
    take(desktop, u"refused"_s);
    for (QAbstractButton* one : desktop.window().findChildren<QAbstractButton*>())
        if (one->isVisible() && one->accessibleName() == u"从日历选日期") {
            one->click();
            break;
        }
    take(desktop, u"calendar"_s);
    popup();
    desktop.window().goTo({u"declare"_s});
    desktop.type(u"edit:unit"_s, u"cy"_s);
    QTest::qWait(400);
    take(desktop, u"look-up"_s);
    popup();
    desktop.window().lock();
    take(desktop, u"locked"_s);
    desktop.login(u"finance1"_s);
    desktop.window().goTo({u"payment"_s, u"BF-2019-006"_s});
    desktop.click(u"do:payment.refund"_s);
    take(desktop, u"form-window"_s);
}

} // namespace

TEST_CASE("pictures of every page", "[.pictures]") {
    REQUIRE(!folder().isEmpty());
    const std::tuple<QString, theme::Mode, int, int> looks[] = {
        {u"light-1366"_s, theme::Mode::Light, 1366, 768},
        {u"dark-1366"_s, theme::Mode::Dark, 1366, 768},
        {u"light-1920"_s, theme::Mode::Light, 1920, 1080},
        {u"dark-1920"_s, theme::Mode::Dark, 1920, 1080},
        {u"light-1280"_s, theme::Mode::Light, 1280, 720},
        {u"dark-1280"_s, theme::Mode::Dark, 1280, 720},
        {u"light-1092"_s, theme::Mode::Light, 1092, 614},
        {u"light-910"_s, theme::Mode::Light, 910, 512}};
    // "light-1366"; where none is named, all but the window's first size and what a screen of
    // 1366×768 holds under QT_SCALE_FACTOR=1.25 and 1.5
    const QString only = qEnvironmentVariable("FUNDDESK_LOOK");
    for (const auto& [look, mode, width, height] : looks) {
        if (only.isEmpty() ? width < 1366 : !only.split(u',').contains(look))
            continue;
        theme::apply(*qApp, mode);
        takeAll(look, width, height);
    }
    theme::apply(*qApp, theme::Mode::Light);
}

// What no place shows by itself: the start, a lock, menus and lists that are open, a refusal.
TEST_CASE("pictures of what comes and goes", "[.pictures]") {
    REQUIRE(!folder().isEmpty());
    for (const theme::Mode mode : {theme::Mode::Light, theme::Mode::Dark}) {
        theme::apply(*qApp, mode);
        takePassing(mode == theme::Mode::Light ? u"light-states"_s : u"dark-states"_s);
    }
    theme::apply(*qApp, theme::Mode::Light);
}
