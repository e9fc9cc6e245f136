// SPDX-License-Identifier: GPL-3.0-only
#include <fundserver/tokens.h>

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using fundserver::Tokens;

namespace {

const Tokens::Clock::time_point begin = Tokens::Clock::now();

Tokens::Issued issue(Tokens& tokens, const QString& user = u"clerk1"_s,
                     Tokens::Clock::time_point at = begin) {
    return tokens.issue(u"a"_s, user, u"10.0.0.1"_s, 15min, at);
}

} // namespace

TEST_CASE("a token holds while it is used, and not a second longer than it may be idle",
          "[tokens]") {
    Tokens tokens(12h);
    const QByteArray token = issue(tokens).token;
    CHECK(token.size() == 64);
    CHECK(tokens.bearer(u"a"_s, token, begin + 15min));
    CHECK(tokens.bearer(u"a"_s, token, begin + 30min));
    CHECK_FALSE(tokens.bearer(u"a"_s, token, begin + 45min + 1s));
    CHECK_FALSE(tokens.bearer(u"a"_s, token, begin + 46min)); // asking does not bring it back
    CHECK(tokens.expire(begin + 45min).isEmpty());
    const auto ended = tokens.expire(begin + 45min + 1s);
    REQUIRE(ended.size() == 1);
    CHECK(ended[0].why == u"idle");
}

TEST_CASE("a token ends after the session's hours, however busy it is", "[tokens]") {
    Tokens tokens(1h);
    const QByteArray token = issue(tokens).token;
    for (auto at = begin; at <= begin + 60min; at += 10min)
        CHECK(tokens.bearer(u"a"_s, token, at));
    CHECK_FALSE(tokens.bearer(u"a"_s, token, begin + 60min + 1s));
    const auto ended = tokens.expire(begin + 60min + 1s);
    REQUIRE(ended.size() == 1);
    CHECK(ended[0].why == u"hours");
}

TEST_CASE("a token is of one fund, and who waits for events with it is not idle", "[tokens]") {
    Tokens tokens(12h);
    const QByteArray token = issue(tokens).token;
    CHECK_FALSE(tokens.bearer(u"b"_s, token, begin));
    CHECK_FALSE(tokens.bearer(u"a"_s, token.left(63), begin));
    CHECK_FALSE(tokens.bearer(u"a"_s, {}, begin));
    const QByteArray id = tokens.bearer(u"a"_s, token, begin)->id;
    for (int i = 0; i < Tokens::mostWaits; ++i)
        CHECK(tokens.beginWait(id));
    CHECK_FALSE(tokens.beginWait(id));
    CHECK(tokens.bearer(u"a"_s, token, begin + 2h));
}

TEST_CASE("another login of a user who has all that one may have ends the oldest", "[tokens]") {
    Tokens tokens(12h);
    const QByteArray first = issue(tokens).token;
    for (int i = 1; i < Tokens::mostOfUser; ++i)
        CHECK_FALSE(issue(tokens, u"clerk1"_s, begin + std::chrono::seconds(i)).displaced);
    CHECK_FALSE(issue(tokens, u"finance1"_s).displaced);
    const auto last = issue(tokens, u"clerk1"_s, begin + 5min);
    REQUIRE(last.displaced);
    CHECK(last.displaced->user == u"clerk1");
    CHECK_FALSE(tokens.bearer(u"a"_s, first, begin + 5min));
    CHECK(tokens.bearer(u"a"_s, last.token, begin + 5min));
    CHECK(tokens.endAll(u"a"_s, u"clerk1"_s, last.displaced->id).size() == Tokens::mostOfUser);
    CHECK(tokens.holdsAny(u"a"_s, u"finance1"_s));
    CHECK_FALSE(tokens.holdsAny(u"a"_s, u"clerk1"_s));
}
