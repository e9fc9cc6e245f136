// SPDX-License-Identifier: GPL-3.0-only
#include <fund/internals.h>
#include <support/office.h>

#include <identity/users.h>
#include <plan/plan_file.h>

#include <catch2/catch.hpp>

#include <QJsonDocument>

// The rules for passwords, locks and idle desks are the plan's data, 等保 level 2 where it says
// nothing.

using namespace Qt::Literals::StringLiterals;
using testing::readPlan;

namespace {

journal::SystemRandomness randomness;

QJsonObject planWith(const QJsonObject& security) {
    QJsonObject plan = QJsonDocument::fromJson(readPlan(u"guzhang.json"_s)).object();
    plan["security"_L1] = security;
    return plan;
}

// A fund of that plan, with one administrator.
struct Strict {
    QTemporaryDir folder;
    journal::FixedClock clock{u"2019-01-02"_s};
    QString path = folder.filePath(u"a.fund"_s);

    explicit Strict(const QJsonObject& security, const QString& password) {
        QString code;
        fund::Fund::create(path, {planWith(security), u"admin"_s, u"管理员"_s, password}, clock,
                           randomness, code);
    }
    std::unique_ptr<fund::Fund> open() { return fund::Fund::open(path, clock, randomness); }
    QString login(const QString& password) {
        const auto answer = open()->login(u"admin"_s, password);
        return answer.ok() ? u"ok"_s : journal::errorName(answer.rejection->error()->kind);
    }
    // "ok", or what is wrong with that new password.
    QString added(const QString& password) {
        const auto fund = open();
        fund::Internals::trust(*fund, u"admin"_s);
        const auto answer = fund->submit({u"admin"_s, u"user.add"_s,
                                          QJsonObject{{"id"_L1, u"u"_s},
                                                      {"name"_L1, u"甲"_s},
                                                      {"roles"_L1, QJsonArray{u"clerk"_s}},
                                                      {"password"_L1, password}},
                                          true});
        return answer.ok() ? u"ok"_s : answer.rejection->error()->field;
    }
};

const QJsonObject strict{{"password_min"_L1, 12},  {"password_classes"_L1, 4},
                         {"password_days"_L1, 30}, {"failures"_L1, 3},
                         {"lock_minutes"_L1, 40},  {"idle_minutes"_L1, 3}};

} // namespace

TEST_CASE("Without a word in the plan the rules for passwords are 等保 level 2") {
    const identity::Policy usual = plan::readPolicy(planWith({}));
    CHECK(usual.passwordMin == 8);
    CHECK(usual.passwordClasses == 3);
    CHECK(usual.passwordDays == 90);
    CHECK(usual.failures == 5);
    CHECK(usual.lockMinutes == 15);
    CHECK(usual.idleMinutes == 15);
    Strict fund({}, u"Admin-19"_s);
    CHECK(fund.added(u"Abcdef-"_s) == u"password");
    CHECK(fund.added(u"abcdefg1"_s) == u"password");
    CHECK(fund.added(u"Abcdefg1"_s) == u"ok");
}

TEST_CASE("What the plan says of passwords and locks is what holds") {
    Strict fund(strict, u"Admin-2019!!"_s);
    CHECK(
        fund::Internals::context(*fund.open()).db.query("SELECT idle_minutes FROM policy").next());
    CHECK(identity::policy(fund::Internals::context(*fund.open())).idleMinutes == 3);
    CHECK(fund.added(u"Abcdef-2019"_s) == u"password");  // eleven characters
    CHECK(fund.added(u"Abcdefgh2019"_s) == u"password"); // three classes
    CHECK(fund.added(u"Abcdefg-2019"_s) == u"ok");
    for (int i = 0; i < 3; ++i)
        CHECK(fund.login(u"wrong"_s) == u"not-logged-in");
    CHECK(fund.login(u"Admin-2019!!"_s) == u"locked");
    fund.clock.setTime(u"2019-01-02T09:39:59.000+08:00"_s);
    CHECK(fund.login(u"Admin-2019!!"_s) == u"locked");
    fund.clock.setTime(u"2019-01-02T09:40:00.000+08:00"_s);
    CHECK(fund.login(u"Admin-2019!!"_s) == u"ok");
    CHECK(fund::Fund::verify(fund.path).sound());
}

TEST_CASE("A password older than the plan allows lets in only to change it") {
    Strict fund(strict, u"Admin-2019!!"_s);
    // A verifier's age is told by the machine's clock, not by the fund's.
    for (const auto& [days, expired] : {std::pair{29, false}, std::pair{31, true}}) {
        fund.clock.setTime(
            QDateTime::currentDateTimeUtc().addDays(days).toString(u"yyyy-MM-ddTHH:mm:ss"_s)
            + u".000+08:00"_s);
        const auto answer = fund.open()->login(u"admin"_s, u"Admin-2019!!"_s);
        REQUIRE(answer.ok());
        CHECK(answer.result.toObject().value("expired"_L1).toBool() == expired);
    }
}

TEST_CASE("No plan asks less than 等保 level 2") {
    struct Row {
        const char* key;
        int below;
        int least;
        int most;
        int above;
    };
    const Row rows[] = {{"password_min", 7, 8, 64, 65},      {"password_classes", 2, 3, 4, 5},
                        {"password_days", 0, 1, 180, 181},   {"failures", 0, 1, 10, 11},
                        {"lock_minutes", 9, 10, 1440, 1441}, {"idle_minutes", 0, 1, 30, 31}};
    for (const Row& row : rows) {
        const auto said = [&](int value) {
            const auto no = plan::checkPlanFile(planWith({{QLatin1StringView(row.key), value}}));
            return no ? no->error()->field : u"ok"_s;
        };
        INFO(row.key);
        const QString field = u"security."_s + QLatin1StringView(row.key);
        CHECK(said(row.below) == field);
        CHECK(said(row.least) == u"ok");
        CHECK(said(row.most) == u"ok");
        CHECK(said(row.above) == field);
    }
}
