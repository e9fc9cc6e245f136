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
