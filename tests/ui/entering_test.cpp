// SPDX-License-Identifier: GPL-3.0-only
#include "desktop.h"

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::Desktop;

TEST_CASE("A wrong password is said so, a right one opens the workplace") {
    Desktop desktop;
    desktop.type(u"user"_s, u"clerk1"_s);
    desktop.type(u"password"_s, u"wrong"_s);
    desktop.click(u"enter"_s);
    desktop.until([&] { return desktop.shows(u"trouble"_s); }, "the sentence");
    CHECK(desktop.text(u"trouble"_s).contains(u"口令不正确"_s));
    desktop.login(u"clerk1"_s);
    CHECK(desktop.text(u"user-menu"_s) == u"向晓兰 · 经办"_s);
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

TEST_CASE("It locks after idle time and comes back to the same user's page") {
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
