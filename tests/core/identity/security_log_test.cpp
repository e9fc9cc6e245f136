// SPDX-License-Identifier: GPL-3.0-only
#include <fund/internals.h>
#include <support/raw_file.h>
#include <support/terse.h>

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::cites;
using testing::Office;
using testing::ok;

namespace {

// "user kind result" of each event, oldest first.
QStringList events(Office& office, const QString& with = u"{}"_s) {
    QStringList lines;
    const QJsonObject log = office.ask(u"security1"_s, u"security.log"_s, with).toObject();
    for (const QJsonValue& item : log.value("items"_L1).toArray()) {
        const auto text = [&](QLatin1StringView key) {
            return item.toObject().value(key).toString();
        };
        lines << text("user"_L1) + u' ' + text("kind"_L1) + u' ' + text("result"_L1);
    }
    return lines;
}

void giveClerkAPassword(Office& office) {
    ok(office, "admin", "user.change", "{'id':'clerk1','password':'Right-2019!'}");
    fund::Internals::trust(office.open(), u"clerk1"_s);
}

QString change(Office& office, const char* old, bool dry = false) {
    const auto answer = office.open().submit(
        {u"clerk1"_s, u"user.password"_s,
         QJsonObject{{"old"_L1, QString::fromLatin1(old)}, {"new"_L1, u"Other-2019!"_s}}, dry});
    return answer.ok() ? u"ok"_s : journal::errorName(answer.rejection->error()->kind);
}

} // namespace

TEST_CASE("security log: who logged in, failed, was locked and unlocked") {
    Office office;
    giveClerkAPassword(office);
    CHECK(office.open().login(u"clerk1"_s, u"Right-2019!"_s).ok());
    CHECK_FALSE(office.open().login(u"nobody, or a password in the wrong field"_s, u"x"_s).ok());
    for (int i = 0; i < 6; ++i)
        CHECK_FALSE(office.open().login(u"clerk1"_s, u"wrong"_s).ok());
    ok(office, "security1", "user.unlock", "{'id':'clerk1'}");
    ok(office, "admin", "user.change", "{'id':'clerk1','disabled':true}");
    CHECK_FALSE(office.open().login(u"clerk1"_s, u"Right-2019!"_s).ok());
    const QStringList expected{u"clerk1 login ok"_s,      u" login unknown"_s,
                               u"clerk1 login wrong"_s,   u"clerk1 login wrong"_s,
                               u"clerk1 login wrong"_s,   u"clerk1 login wrong"_s,
                               u"clerk1 login wrong"_s,   u"clerk1 lock 2019-12-31T09:15"_s,
                               u"clerk1 login locked"_s,  u"clerk1 unlock security1"_s,
                               u"clerk1 login disabled"_s};
    CHECK(events(office) == expected);
    CHECK(events(office, u"{\"kind\":\"lock\"}"_s).size() == 1);
    CHECK(events(office, u"{\"user\":\"clerk1\",\"result\":\"wrong\"}"_s).size() == 5);
    CHECK(events(office, u"{\"from\":\"2020-01-01\"}"_s).isEmpty());
    CHECK(events(office, u"{\"to\":\"2019-12-31\"}"_s).size() == expected.size());
    office.verifySound();
}

TEST_CASE("security log: a lock that ran out is noted once, at the next attempt") {
    Office office;
    giveClerkAPassword(office);
    for (int i = 0; i < 5; ++i)
        office.open().login(u"clerk1"_s, u"wrong"_s);
    office.today(u"2020-01-01"_s);
    CHECK(office.open().login(u"clerk1"_s, u"Right-2019!"_s).ok());
    CHECK(office.open().login(u"clerk1"_s, u"Right-2019!"_s).ok());
    CHECK(events(office, u"{\"kind\":\"unlock\"}"_s) == QStringList{u"clerk1 unlock time"_s});
}

TEST_CASE("security log: pages, and only security officer and auditor read it") {
    Office office;
    giveClerkAPassword(office);
    for (int i = 0; i < 7; ++i)
        office.open().login(u"clerk1"_s, u"Right-2019!"_s);
    const auto page = [&](int after) {
        return office
            .ask(u"auditor1"_s, u"security.log"_s, u"{\"count\":3,\"after\":%1}"_s.arg(after))
            .toObject();
    };
    CHECK(page(0).value("items"_L1).toArray().size() == 3);
    CHECK(page(0).value("next"_L1).toInt() == 3);
    CHECK(page(3).value("next"_L1).toInt() == 6);
    CHECK(page(6).value("items"_L1).toArray().size() == 1);
    CHECK_FALSE(page(6).contains("next"_L1));
    for (const char* person :
         {"admin", "clerk1", "reviewer1", "inspector1", "leader1", "finance1", "group1"}) {
        const auto answer = office.open().ask({QString::fromLatin1(person), u"security.log"_s, {}});
        INFO(person);
        REQUIRE_FALSE(answer.ok());
        REQUIRE(answer.rejection->refusal());
        CHECK(answer.rejection->refusal()->rule == journal::Rule::DutyRole);
    }
}

TEST_CASE("security log: it only grows, and an edit from outside is named") {
    Office office;
    giveClerkAPassword(office);
    for (int i = 0; i < 3; ++i)
        office.open().login(u"clerk1"_s, u"wrong"_s);
    auto& db = fund::Internals::context(office.open()).db;
    CHECK_THROWS(db.run("DELETE FROM security_log"));
    CHECK_THROWS(db.run("UPDATE security_log SET user_id = 'clerk2'"));
    office.verifySound();
    office.close();
    const char* edits[] = {"UPDATE security_log SET result = 'ok' WHERE seq = 2",
                           "UPDATE security_log SET user_id = 'clerk2' WHERE seq = 3",
                           "UPDATE security_log SET at = '2018' WHERE seq = 1",
                           "DELETE FROM security_log WHERE seq = 1",
                           "DELETE FROM security_log WHERE seq = 2",
                           "DELETE FROM security_log WHERE seq = 3",
                           "DELETE FROM security_log",
                           "DELETE FROM security_head"};
    const QByteArray whole = testing::bytesOf(office.path());
    for (const char* edit : edits) {
        {
            testing::RawFile file(office.path());
            const QString of = u" FROM sqlite_schema WHERE type = 'trigger'"
                               " AND tbl_name = 'security_log'"_s;
            const QStringList triggers = file.column(u"SELECT sql"_s + of);
            for (const QString& name : file.column(u"SELECT name"_s + of))
                file.run(u"DROP TRIGGER "_s + name);
            file.run(QString::fromLatin1(edit));
            for (const QString& trigger : triggers)
                file.run(trigger);
        }
        const auto report = fund::Fund::verify(office.path());
        INFO(edit);
        CHECK(std::any_of(report.findings.begin(), report.findings.end(),
                          [](const auto& one) { return one.place == u"table security_log"; }));
        testing::writeBytes(office.path(), whole);
    }
    CHECK(fund::Fund::verify(office.path()).sound());
    office.reopen();
}

TEST_CASE("five wrong old passwords lock as well, also in dry runs") {
    Office office;
    giveClerkAPassword(office);
    for (int i = 0; i < 5; ++i)
        CHECK(change(office, "Guess-2019!", i % 2 == 0) == u"bad-input");
    CHECK(change(office, "Right-2019!") == u"locked");
    const auto answer = office.open().login(u"clerk1"_s, u"Right-2019!"_s);
    REQUIRE_FALSE(answer.ok());
    CHECK(answer.rejection->error()->kind == journal::ErrorKind::Locked);
    CHECK(events(office, u"{\"kind\":\"password\"}"_s).size() == 5);
    ok(office, "security1", "user.unlock", "{'id':'clerk1'}");
    CHECK(office.open().login(u"clerk1"_s, u"Right-2019!"_s).ok());
    CHECK(change(office, "Right-2019!") == u"ok");
    office.verifySound();
}

TEST_CASE("a missing old password is no attempt; who is not logged in cannot lock another") {
    Office office;
    giveClerkAPassword(office);
    for (int i = 0; i < 6; ++i)
        CHECK_FALSE(office.open()
                        .submit({u"clerk1"_s, u"user.password"_s, QJsonObject{{"new"_L1, u"x"_s}}})
                        .ok());
    office.open().logout(u"clerk1"_s);
    for (int i = 0; i < 6; ++i)
        CHECK(change(office, "Guess-2019!") == u"not-logged-in");
    CHECK(office.open().login(u"clerk1"_s, u"Right-2019!"_s).ok());
}

TEST_CASE("duty.role: no two roles of the three officers, at user.add and at user.change") {
    Office office;
    const QStringList apart{u"admin"_s, u"security"_s, u"auditor"_s};
    const QStringList roles{u"admin"_s,     u"security"_s, u"auditor"_s, u"clerk"_s, u"reviewer"_s,
                            u"inspector"_s, u"leader"_s,   u"finance"_s, u"group"_s};
    ok(office, "admin", "user.add", "{'id':'one','name':'甲','roles':['clerk']}");
    int refused = 0;
    for (const QString& first : roles)
        for (const QString& second : roles) {
            if (first == second)
                continue;
            const bool no = apart.contains(first) || apart.contains(second);
            refused += no ? 1 : 0;
            const QString with = u"{'id':'%1','name':'甲','roles':['%2','%3']}"_s;
            INFO(first.toStdString() << " + " << second.toStdString());
            const std::string expected = no ? "duty.role" : "ok";
            CHECK(testing::outcome(office, u"admin"_s, "user.add",
                                   with.arg(u"two"_s, first, second).toUtf8().constData(), true)
                      .toStdString()
                  == expected);
            CHECK(testing::outcome(office, u"admin"_s, "user.change",
                                   with.arg(u"one"_s, first, second).toUtf8().constData(), true)
                      .toStdString()
                  == expected);
        }
    CHECK(refused == 42); // 9 x 8 pairs, 6 x 5 of them without an officer
}
