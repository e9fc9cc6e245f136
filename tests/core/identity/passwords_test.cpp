// SPDX-License-Identifier: GPL-3.0-only
#include <support/terse.h>

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::badInput;
using testing::cites;
using testing::Office;
using testing::ok;

namespace {

journal::SystemRandomness randomness;

// A fund of its own, with a real password, that is opened and closed as people do.
struct TestDesk {
    QTemporaryDir folder;
    journal::FixedClock clock{u"2019-01-02"_s};
    QString code;
    QString path = folder.filePath(u"a.fund"_s);

    TestDesk() {
        fund::Fund::create(path,
                           {QJsonDocument::fromJson(testing::readPlan(u"guzhang.json"_s)).object(),
                            u"admin"_s, u"管理员"_s, u"Admin-2019!"_s},
                           clock, randomness, code);
    }
    std::unique_ptr<fund::Fund> open() { return fund::Fund::open(path, clock, randomness); }
    QString login(const QString& password) {
        const auto answer = open()->login(u"admin"_s, password);
        return answer.ok() ? u"ok"_s : journal::errorName(answer.rejection->error()->kind);
    }
};

} // namespace

TEST_CASE("a weak password is bad input, one that just suffices is taken") {
    Office office;
    badInput(office, "admin", "user.add",
             "{'id':'a','name':'甲','roles':['clerk'],'password':'Abc-123'}", "password");
    badInput(office, "admin", "user.add",
             "{'id':'a','name':'甲','roles':['clerk'],'password':'abcdefg1'}", "password");
    ok(office, "admin", "user.add",
       "{'id':'a','name':'甲','roles':['clerk'],'password':'Abcdefg1'}");
    office.close();
    QFile file(office.path());
    REQUIRE(file.open(QIODevice::ReadOnly));
    CHECK_FALSE(file.readAll().contains("Abcdefg1"));
}

TEST_CASE("five wrong passwords lock for fifteen minutes, across openings and a clock set back") {
    TestDesk desk;
    for (int i = 0; i < 4; ++i)
        CHECK(desk.login(u"wrong"_s) == u"not-logged-in");
    CHECK(desk.login(u"Admin-2019!"_s) == u"ok");
    for (int i = 0; i < 5; ++i)
        CHECK(desk.login(u"wrong"_s) == u"not-logged-in");
    CHECK(desk.login(u"Admin-2019!"_s) == u"locked");
    desk.clock.setTime(u"2019-01-01T10:00:00.000+08:00"_s);
    CHECK(desk.login(u"Admin-2019!"_s) == u"locked");
    desk.clock.setTime(u"2019-01-02T09:14:59.000+08:00"_s);
    CHECK(desk.login(u"Admin-2019!"_s) == u"locked");
    desk.clock.setTime(u"2019-01-02T09:15:00.000+08:00"_s);
    CHECK(desk.login(u"Admin-2019!"_s) == u"ok");
}

TEST_CASE("a password of more than ninety days lets in only to change it") {
    TestDesk desk;
    const QString later =
        QDateTime::currentDateTimeUtc().addDays(91).toString(u"yyyy-MM-ddTHH:mm:ss"_s);
    desk.clock.setTime(later + u".000+08:00"_s);
    const auto fund = desk.open();
    const auto answer = fund->login(u"admin"_s, u"Admin-2019!"_s);
    REQUIRE(answer.ok());
    CHECK(answer.result.toObject().value("expired"_L1).toBool());
    const auto refused = fund->ask({u"admin"_s, u"plan.show"_s, {}});
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.rejection->error()->kind == journal::ErrorKind::NotLoggedIn);
    CHECK(fund->submit({u"admin"_s, u"user.password"_s,
                        QJsonObject{{"old"_L1, u"Admin-2019!"_s}, {"new"_L1, u"Admin-2020!"_s}}})
              .ok());
    CHECK(fund->ask({u"admin"_s, u"plan.show"_s, {}}).ok());
}

TEST_CASE("a password that somebody else set says so at the login until its bearer sets another") {
    TestDesk desk;
    const auto fund = desk.open();
    const auto given = [&](const QString& user, const QString& password) {
        const auto answer = fund->login(user, password);
        REQUIRE(answer.ok());
        return answer.result.toObject().value("given"_L1).toBool();
    };
    const auto change = [&](const QString& user, const QString& before, const QString& after) {
        REQUIRE(fund->submit({user, u"user.password"_s,
                              QJsonObject{{"old"_L1, before}, {"new"_L1, after}}})
                    .ok());
    };
    CHECK_FALSE(given(u"admin"_s, u"Admin-2019!"_s)); // typed by the founder
    REQUIRE(fund->submit({u"admin"_s, u"user.add"_s,
                          QJsonObject{{"id"_L1, u"a"_s},
                                      {"name"_L1, u"甲"_s},
                                      {"roles"_L1, QJsonArray{u"clerk"_s}},
                                      {"password"_L1, u"Given-2019!"_s}}})
                .ok());
    CHECK(given(u"a"_s, u"Given-2019!"_s));
    CHECK(fund->ask({u"a"_s, u"plan.show"_s, {}}).ok()); // other programs go on with it
    change(u"a"_s, u"Given-2019!"_s, u"Own-2019!"_s);
    CHECK_FALSE(given(u"a"_s, u"Own-2019!"_s));
    for (const auto& [user, was] : {std::pair{u"a"_s, true}, std::pair{u"admin"_s, false}}) {
        REQUIRE(fund->submit({u"admin"_s, u"user.change"_s,
                              QJsonObject{{"id"_L1, user}, {"password"_L1, u"Anew-2019!"_s}}})
                    .ok());
        CHECK(given(user, u"Anew-2019!"_s) == was); // by oneself it is nobody else's
    }
}

TEST_CASE("the recovery code sets a new password once, and is journaled") {
    TestDesk desk;
    QString next;
    CHECK_FALSE(
        desk.open()->recover(u"AAAAA-AAAAA-AAAAA-AAAAA-AAAAA"_s, u"Neu-2019!"_s, next).ok());
    CHECK(desk.open()->recover(desk.code, u"Fresh-2019!"_s, next).ok());
    CHECK(desk.login(u"Admin-2019!"_s) == u"not-logged-in");
    CHECK(desk.login(u"Fresh-2019!"_s) == u"ok");
    QString third;
    CHECK_FALSE(desk.open()->recover(desk.code, u"Again-2019!"_s, third).ok());
    CHECK(desk.open()->recover(next, u"Again-2019!"_s, third).ok());
    CHECK(fund::Fund::verify(desk.path).sound());
}

TEST_CASE("duty.role: admin, security and auditor stand alone; the last admin stays") {
    Office office;
    for (const char* apart : {"admin", "security", "auditor"})
        cites(office, "admin", "user.add",
              QByteArray("{'id':'x','name':'甲','roles':['" + QByteArray(apart) + "','clerk']}")
                  .constData(),
              "duty.role");
    ok(office, "admin", "user.add", "{'id':'x','name':'甲','roles':['clerk','finance']}");
    cites(office, "admin", "user.add", "{'id':'x','name':'甲','roles':['clerk']}", "id.taken");
    badInput(office, "admin", "user.add", "{'id':'y','name':'甲','roles':['king']}", "roles");
    cites(office, "admin", "user.change", "{'id':'admin','disabled':true}", "state.order");
    ok(office, "admin", "user.change", "{'id':'clerk2','disabled':true}");
    CHECK(testing::outcome(office, u"clerk2"_s, "user.password", "{'old':'a','new':'b'}", true)
          != u"ok");
    const auto answer = office.open().ask({u"clerk2"_s, u"plan.show"_s, {}});
    REQUIRE_FALSE(answer.ok());
    CHECK(answer.rejection->error()->kind == journal::ErrorKind::NotLoggedIn);
}
