// SPDX-License-Identifier: GPL-3.0-only
#include "people_at_work.h"

#include <fund/demo.h>
#include <shell/servers.h>
#include <shell/views.h>

#include <QApplication>
#include <QLineEdit>
#include <QSettings>
#include <QTest>
#include <QTimer>

#include <catch2/catch.hpp>

// How one comes to a fund on a server: by its address, and by a fingerprint that is compared once.

using namespace Qt::Literals::StringLiterals;
using testing::Desktop;
using testing::ServedFund;

namespace {

void connectTo(Desktop& desktop, const QString& host, const QString& fund) {
    desktop.click(u"server"_s);
    desktop.type(u"server-host"_s, host);
    desktop.type(u"server-fund"_s, fund);
    desktop.click(u"server-connect"_s);
}

QString hostOf(const ServedFund& served) {
    return u"127.0.0.1:"_s + QString::number(served.place().port);
}

} // namespace

TEST_CASE("The first time the fingerprint is compared, and then it is known") {
    QSettings().remove(u"recent"_s);
    Desktop desktop(u"2020-01-15"_s, false);
    const ServedFund served(desktop.path(), u"2020-01-15"_s);
    desktop.agree = false;
    connectTo(desktop, hostOf(served), u"guzhang"_s);
    desktop.until([&] { return !desktop.told.isEmpty(); }, "the question");
    CHECK(desktop.told.last().contains(shell::inGroups(served.fingerprint())));
    desktop.until([&] { return desktop.shows(u"start-trouble"_s); }, "that nothing was done");
    CHECK(desktop.text(u"start-trouble"_s).contains(u"没有发送任何内容"_s));
    CHECK(shell::rememberedFingerprint(served.place()).isEmpty());

    desktop.agree = true;
    desktop.told.clear();
    // The whole address in one go, as it stands in a letter.
    connectTo(desktop, served.place().text() + u'/', {});
    desktop.until([&] { return desktop.shows(u"enter"_s); }, "the login");
    CHECK(desktop.told.size() == 1);
    CHECK(shell::rememberedFingerprint(served.place()) == served.fingerprint());
    desktop.login(u"clerk1"_s);
    CHECK(desktop.window().windowTitle().contains(desktop.session().fundName()));
    CHECK_FALSE(desktop.session().fundName().isEmpty());

    // Among the recent ones it opens without a question.
    desktop.told.clear();
    CHECK(shell::StartView::recent().front() == served.place().text());
    Desktop again(u"2020-01-15"_s, false);
    again.clickText(u"guzhang"_s);
    again.until([&] { return again.shows(u"enter"_s); }, "the login");
    CHECK(again.told.isEmpty());
}

TEST_CASE("Another certificate is refused until the server is known anew") {
    Desktop desktop(u"2020-01-15"_s, false);
    ServedFund served(desktop.path(), u"2020-01-15"_s);
    const QString place = served.place().text();
    connectTo(desktop, hostOf(served), u"guzhang"_s);
    desktop.until([&] { return desktop.shows(u"enter"_s); }, "the login");
    desktop.session().close();
    served.end();
    served.changeCertificate();
    served.start();
    desktop.told.clear();
    desktop.window().openPlace(place);
    desktop.until([&] { return desktop.shows(u"start-trouble"_s); }, "the refusal");
    CHECK(desktop.told.isEmpty());
    CHECK(desktop.text(u"start-trouble"_s).contains(u"与本机记住的不同"_s));
    desktop.click(u"forget:"_s + place);
    CHECK_FALSE(shell::StartView::recent().contains(place));
    connectTo(desktop, hostOf(served), u"guzhang"_s);
    desktop.until([&] { return desktop.shows(u"enter"_s); }, "the login");
    CHECK(desktop.told.last().contains(shell::inGroups(served.fingerprint())));
}

TEST_CASE("A wrong address is said to be one, and leads nowhere") {
    Desktop desktop(u"2020-01-15"_s, false);
    ServedFund served(desktop.path(), u"2020-01-15"_s);
    connectTo(desktop, hostOf(served), u"古丈"_s);
    CHECK(desktop.text(u"server-trouble"_s).contains(u"资金名称"_s));
    desktop.type(u"server-fund"_s, u"nobody"_s);
    desktop.click(u"server-connect"_s);
    desktop.until([&] { return desktop.shows(u"start-trouble"_s); }, "what is wrong");
    CHECK(desktop.text(u"start-trouble"_s).contains(u"nobody"_s));
    served.end();
    desktop.window().openPlace(served.place().text());
    desktop.until([&] { return desktop.text(u"start-trouble"_s).contains(u"没有连上"_s); },
                  "that nobody answers");
    CHECK_FALSE(desktop.session().isOpen());
}

TEST_CASE("A place that is none is said to be one in one sentence") {
    Desktop desktop(u"2020-01-15"_s, false);
    for (const QString& place :
         {u"https://"_s, u"https:///guzhang"_s, u"https://:8443/guzhang"_s,
          u"https://h:99999/guzhang"_s, u"https://h:0/guzhang"_s, u"https://h:8443"_s,
          u"http://h:8443/guzhang"_s, u"HTTPS://"_s, u"https://h:8443/guzhang?x"_s, u""_s}) {
        INFO(place.toStdString());
        desktop.window().openPlace(place);
        desktop.until([&] { return desktop.shows(u"start-trouble"_s); }, "what is wrong");
        const QString told = desktop.text(u"start-trouble"_s);
        INFO(told.toStdString());
        CHECK(told.count(u'。') == 1);
        CHECK(told.endsWith(u'。'));
        CHECK_FALSE(desktop.session().isOpen());
    }
    desktop.window().openPlace(u"https://"_s);
    CHECK(desktop.text(u"start-trouble"_s).contains(u"没有主机"_s));
    desktop.window().openPlace(u" "_s);
    CHECK(desktop.text(u"start-trouble"_s).contains(u"没有写要打开什么"_s));
    // The same where it is typed.
    connectTo(desktop, u""_s, u"guzhang"_s);
    CHECK(desktop.text(u"server-trouble"_s).contains(u"没有主机"_s));
    desktop.type(u"server-host"_s, u"https://"_s);
    desktop.click(u"server-connect"_s);
    CHECK(desktop.text(u"server-trouble"_s).contains(u"没有主机"_s));
}

TEST_CASE("Another user at the same desk, and a login that the server ends") {
    qputenv("FUNDDESK_TEST_PLACE", "server");
    Desktop desktop;
    qunsetenv("FUNDDESK_TEST_PLACE");
    desktop.login(u"clerk1"_s);
    testing::change(desktop, u"reviewer1"_s);
    CHECK(desktop.session().user() == u"reviewer1"_s);
    // The administrator sets another password at another desk: this one locks, and says why.
    Desktop office(*desktop.served());
    office.login(u"admin"_s);
    testing::given(office, u"admin"_s, u"user.change"_s,
                   {{"id"_L1, u"reviewer1"_s}, {"password"_L1, u"Other-2020!"_s}});
    desktop.until([&] { return desktop.shows(u"enter"_s); }, "the lock");
    CHECK_FALSE(desktop.session().loggedIn());
    CHECK(desktop.text(u"user"_s) == u"reviewer1"_s);
}

// For whoever looks at them: FUNDDESK_PICTURES says where to.
TEST_CASE("Pictures of what a server adds", "[.pictures]") {
    const QString to = qEnvironmentVariable("FUNDDESK_PICTURES");
    REQUIRE(!to.isEmpty());
    Desktop desktop(u"2020-01-15"_s, false);
    ServedFund served(desktop.path(), u"2020-01-15"_s);
    shell::StartView::remember(desktop.path());
    shell::StartView::remember(u"https://10.30.1.5:8443/guzhang"_s);
    connectTo(desktop, hostOf(served), u"guzhang"_s);
    desktop.until([&] { return desktop.shows(u"enter"_s); }, "the login");
    desktop.session().close();
    shell::forgetFingerprint(served.place());
    // The real box, as it stands over the start page.
    widgets::setPrompt(nullptr);
    QTimer::singleShot(3000, [&] {
        QWidget* box = QApplication::activeModalWidget();
        REQUIRE(box);
        box->grab().save(to + u"/fingerprint.png"_s);
        QTest::keyClick(box, Qt::Key_Escape);
    });
    desktop.window().openPlace(served.place().text());
    desktop.until([&] { return desktop.shows(u"start-trouble"_s); }, "the start page");
    desktop.picture(to + u"/start.png"_s);
    desktop.click(u"server"_s);
    desktop.find(u"server-dialog"_s)->grab().save(to + u"/server.png"_s);
    desktop.press(Qt::Key_Escape);
    shell::rememberFingerprint(served.place(), served.fingerprint());
    desktop.window().openPlace(served.place().text());
    desktop.until([&] { return desktop.shows(u"enter"_s); }, "the login");
    desktop.login(u"clerk1"_s);
    testing::open(desktop, {u"request"_s, u"XM-2019-007"_s});
    desktop.type(u"edit:report"_s, u"report"_s);
    served.kill();
    desktop.until([&] { return desktop.shows(u"connection-bar"_s); }, "the line");
    desktop.window().grab().save(to + u"/lost.png"_s);
}
