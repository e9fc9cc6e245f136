// SPDX-License-Identifier: GPL-3.0-only
#include "desktop.h"

#include <fund/demo.h>
#include <fund/fund.h>
#include <pages/document_view.h>
#include <resources/resources.h>

#include <catch2/catch.hpp>

#include <QApplication>
#include <QDir>
#include <QJsonDocument>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSettings>

using namespace Qt::Literals::StringLiterals;
using testing::Desktop;

TEST_CASE("A wrong password is said so, a right one opens the workplace", "[served]") {
    Desktop desktop;
    desktop.type(u"user"_s, u"clerk1"_s);
    desktop.type(u"password"_s, u"wrong"_s);
    desktop.click(u"enter"_s);
    desktop.until([&] { return desktop.shows(u"trouble"_s); }, "the sentence");
    CHECK(desktop.text(u"trouble"_s).contains(u"口令不正确"_s));
    desktop.login(u"clerk1"_s);
    CHECK(desktop.text(u"user-menu"_s) == u"向晓兰 · 经办"_s);
}

TEST_CASE("What is typed or pasted loses the signs that nobody sees") {
    const Desktop desktop;
    QLineEdit line;
    line.show();
    line.insert(u"l1\u200b\u3164"_s);
    CHECK(line.text() == u"l1"_s);
    line.insert(u"\n2\u00ad"_s);
    CHECK(line.text() == u"l1 2"_s);
    QLineEdit secret;
    secret.setEchoMode(QLineEdit::Password);
    secret.show();
    secret.insert(u"a\u200bb"_s);
    CHECK(secret.text() == u"a\u200bb"_s);
    QPlainTextEdit text;
    text.show();
    text.insertPlainText(u"两行\u200b\n文字"_s);
    CHECK(text.toPlainText() == u"两行\n文字"_s);
    CHECK(text.textCursor().atEnd());
}

TEST_CASE("The login and the title of the window name the fund and its file") {
    Desktop desktop;
    const QString fund = u"古丈县全国电子商务进农村综合示范项目财政专项资金"_s;
    CHECK(desktop.text(u"fund-name"_s) == fund);
    CHECK(desktop.window().windowTitle() == fund + u" - 专项资金管理台"_s);
    desktop.session().close();
    desktop.until([&] { return desktop.window().windowTitle() == u"专项资金管理台"_s; },
                  "the title of a window without a fund");
}

TEST_CASE("It locks after idle time and comes back to the same user's page", "[served]") {
    Desktop desktop;
    desktop.login(u"reviewer1"_s);
    desktop.window().setIdle(std::chrono::milliseconds(50));
    desktop.until([&] { return desktop.shows(u"enter"_s); }, "the lock");
    CHECK(!desktop.session().loggedIn());
    CHECK(desktop.text(u"user"_s) == u"reviewer1"_s);
    desktop.window().setIdle(std::chrono::minutes(15));
    desktop.login(u"reviewer1"_s);
    CHECK(desktop.shows(u"nav:desk"_s));
}

TEST_CASE("A machine that slept locks at once, and the key that woke it does nothing") {
    Desktop desktop;
    std::chrono::milliseconds wall{0};
    desktop.window().idleWatch().setWallClock([&] { return wall; });
    desktop.login(u"clerk1"_s);
    wall += std::chrono::minutes(14);
    desktop.press(Qt::Key_Shift);
    wall += std::chrono::minutes(14); // the key was a sign of life
    desktop.press(Qt::Key_Shift);
    CHECK(desktop.session().loggedIn());
    wall -= std::chrono::hours(2); // a clock set back is no reason, and gives no time either
    desktop.press(Qt::Key_Shift);
    CHECK(desktop.session().loggedIn());
    wall += std::chrono::minutes(15);
    desktop.press(Qt::Key_2, Qt::ControlModifier);
    CHECK_FALSE(desktop.session().loggedIn());
    CHECK(desktop.shows(u"enter"_s));
}

TEST_CASE("No password stays in the window, in the settings or beside the fund") {
    Desktop desktop;
    const QString wrong = u"Falsch-2019!"_s;
    const QString right = QString::fromLatin1(fund::demoPassword);
    desktop.type(u"user"_s, u"clerk1"_s);
    desktop.type(u"password"_s, wrong);
    desktop.click(u"enter"_s);
    desktop.until([&] { return desktop.shows(u"trouble"_s); }, "the sentence");
    desktop.login(u"clerk1"_s);
    desktop.window().lock();
    CHECK(desktop.text(u"password"_s).isEmpty());
    desktop.session().close();
    desktop.settle();
    QSettings settings;
    settings.sync();
    int looked = 0;
    const auto look = [&](const QByteArray& bytes) {
        ++looked;
        for (const QString& secret : {wrong, right}) {
            CHECK_FALSE(bytes.contains(secret.toUtf8()));
            CHECK_FALSE(bytes.contains(
                QByteArray(reinterpret_cast<const char*>(secret.utf16()), secret.size() * 2)));
        }
    };
    for (const QString& key : settings.allKeys())
        look(settings.value(key).toStringList().join(u'\n').toUtf8());
    CHECK(settings.value(u"last-user"_s) == u"clerk1"_s); // so these are the settings it uses
    for (const QFileInfo& file : QDir(desktop.folder()).entryInfoList(QDir::Files | QDir::Hidden)) {
        QFile bytes(file.filePath());
        REQUIRE(bytes.open(QIODevice::ReadOnly));
        look(bytes.readAll());
    }
    CHECK(looked >= 3);
}

TEST_CASE("A lock hides what stands open beside the window; only the same user gets it back") {
    Desktop desktop;
    const auto shown = [](const char* name) {
        for (QWidget* top : QApplication::topLevelWidgets())
            if (top->objectName() == QLatin1StringView(name) && top->isVisible())
                return true;
        return false;
    };
    const auto openBoth = [&] {
        desktop.window().goTo({u"payment"_s, u"BF-2019-006"_s});
        pages::openDocument(desktop.window().page(), desktop.session(),
                            {{"id"_L1, u"WJ-1"_s}, {"title"_L1, u"合同"_s}});
        desktop.click(u"do:payment.refund"_s);
        CHECK(shown("form-window"));
        CHECK(shown("document-window"));
    };
    desktop.login(u"finance1"_s);
    openBoth();
    desktop.type(u"edit:reason"_s, u"退回多付的"_s);
    desktop.press(Qt::Key_L, Qt::ControlModifier); // from inside the form
    desktop.until([&] { return desktop.shows(u"enter"_s); }, "the lock");
    CHECK_FALSE(shown("form-window"));
    desktop.login(u"finance1"_s);
    CHECK(desktop.text(u"edit:reason"_s) == u"退回多付的"_s);
    desktop.window().setIdle(std::chrono::milliseconds(50));
    desktop.until([&] { return desktop.shows(u"enter"_s); }, "the lock of an idle desk");
    CHECK_FALSE(shown("form-window"));
    CHECK_FALSE(shown("document-window"));
    CHECK(QApplication::activeModalWidget() == nullptr); // the login can be reached
    desktop.window().setIdle(std::chrono::minutes(15));
    desktop.login(u"finance1"_s);
    CHECK(shown("form-window"));
    CHECK(shown("document-window"));
    desktop.window().lock();
    desktop.login(u"auditor1"_s);
    CHECK_FALSE(shown("form-window"));
    CHECK_FALSE(shown("document-window"));
    desktop.window().lock();
    desktop.login(u"finance1"_s);
    CHECK_FALSE(shown("form-window"));
}

TEST_CASE("How long a desk may stand idle is the plan's data") {
    Desktop desktop(u"2019-01-02"_s, false);
    QJsonObject plan = QJsonDocument::fromJson(resources::read(u"plans/guzhang.json"_s)).object();
    QJsonObject security = plan["security"_L1].toObject();
    security["idle_minutes"_L1] = 3;
    plan["security"_L1] = security;
    journal::SystemRandomness randomness;
    QString code;
    const QString path = desktop.folder() + u"/strict.fund"_s;
    fund::Fund::create(path, {plan, u"admin"_s, u"管理员"_s, u"Admin-2019!"_s}, desktop.clock(),
                       randomness, code);
    CHECK(desktop.window().idleWatch().limit()
          == std::chrono::minutes(15)); // before a plan says so
    desktop.window().openFile(path);
    desktop.login(u"admin"_s, u"Admin-2019!"_s);
    CHECK(desktop.window().idleWatch().limit() == std::chrono::minutes(3));
}
