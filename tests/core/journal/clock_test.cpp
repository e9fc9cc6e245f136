// SPDX-License-Identifier: GPL-3.0-only
#include <fund/internals.h>
#include <support/office.h>

#include <catch2/catch.hpp>

// A clock that stood ahead once must not ruin a fund.

using namespace Qt::Literals::StringLiterals;

namespace {

// The machine's clock: nobody says that it is right.
class MachineClock : public journal::Clock {
public:
    QString time = u"2019-01-02T09:00:00.000+08:00"_s;
    QString now() override { return time; }
};

struct Machine {
    QTemporaryDir folder;
    MachineClock clock;
    journal::SystemRandomness randomness;
    QString path = folder.filePath(u"a.fund"_s);
    std::unique_ptr<fund::Fund> fund;

    explicit Machine(const QString& founded = u"2019-01-02T09:00:00.000+08:00"_s) {
        clock.time = founded;
        QString code;
        fund = fund::Fund::create(
            path,
            {QJsonDocument::fromJson(testing::readPlan(u"guzhang.json"_s)).object(), u"admin"_s,
             u"管理员"_s, u"Admin-2019!"_s},
            clock, randomness, code);
        REQUIRE(fund->login(u"admin"_s, u"Admin-2019!"_s).ok());
    }
    // "ok" or the field that is to blame.
    QString add(const QString& id, bool dry = false) {
        const auto answer = fund->submit(
            {u"admin"_s, u"user.add"_s,
             QJsonObject{{"id"_L1, id}, {"name"_L1, id}, {"roles"_L1, QJsonArray{u"clerk"_s}}},
             dry});
        return answer.ok() ? u"ok"_s : answer.rejection->error()->field;
    }
    QString last(const char* column) {
        auto row = fund::Internals::context(*fund).db.queryOnce(
            u"SELECT %1 FROM entry ORDER BY seq DESC LIMIT 1"_s.arg(QLatin1StringView(column)));
        REQUIRE(row.next());
        return row.text(0);
    }
};

} // namespace

TEST_CASE("an entry more than a day after the last one asks whether the clock is right") {
    Machine machine;
    machine.clock.time = u"2019-01-03T23:59:59.999+08:00"_s; // Thursday, the day after
    CHECK(machine.add(u"u1"_s) == u"ok");
    CHECK_FALSE(machine.last("body").contains(u"clock"));
    machine.clock.time = u"2019-01-05T00:00:00.000+08:00"_s; // Friday went by, nobody works today
    CHECK(machine.add(u"u2"_s) == u"clock");
    CHECK(machine.add(u"u2"_s, true) == u"ok"); // judged only: no time is written down
    CHECK(machine.last("by || seq") == u"admin2");
    fund::Internals::context(*machine.fund).clockIsRight = true;
    CHECK(machine.add(u"u2"_s) == u"ok");
    CHECK(machine.last("body").contains(u"\"clock\":\"confirmed\""));
    CHECK(machine.add(u"u3"_s) == u"ok"); // asked once
    CHECK_FALSE(machine.last("body").contains(u"clock"));
    CHECK(machine.fund->verify().sound());
}

TEST_CASE("an office that rests at the weekend is not asked on Monday") {
    Machine machine;
    machine.clock.time = u"2019-01-03T17:00:00.000+08:00"_s;
    CHECK(machine.add(u"u1"_s) == u"ok");
    machine.clock.time = u"2019-01-04T17:00:00.000+08:00"_s; // Friday
    CHECK(machine.add(u"u2"_s) == u"ok");
    machine.clock.time = u"2019-01-07T17:30:00.000+08:00"_s; // Monday
    CHECK(machine.add(u"u3"_s) == u"ok");
    machine.clock.time = u"2019-01-11T09:00:00.000+08:00"_s; // Friday, three days missing
    CHECK(machine.add(u"u4"_s) == u"clock");
    machine.clock.time = u"2019-01-08T09:00:00.000+08:00"_s;
    CHECK(machine.add(u"u4"_s) == u"ok");
    CHECK(machine.fund->verify().sound());
}

TEST_CASE("after a clock stood ahead work goes on with the real time") {
    Machine machine;
    machine.clock.time = u"2062-06-01T09:00:00.000+08:00"_s;
    fund::Internals::context(*machine.fund).clockIsRight = true; // somebody said yes too soon
    CHECK(machine.add(u"u1"_s) == u"ok");
    machine.clock.time = u"2019-01-03T09:00:00.000+08:00"_s;
    fund::Internals::context(*machine.fund).clockIsRight = false;
    // Passwords age by the machine's time, not by the last entry's.
    const auto answer = machine.fund->login(u"admin"_s, u"Admin-2019!"_s);
    REQUIRE(answer.ok());
    CHECK_FALSE(answer.result.toObject().contains("expired"_L1));
    CHECK(machine.add(u"u2"_s) == u"ok");
    CHECK(machine.last("at").startsWith(u"2019-01-03"));
    CHECK(machine.last("body").contains(u"\"clock\":\"set-back\""));
    CHECK(machine.add(u"u3"_s) == u"ok");
    CHECK_FALSE(machine.last("body").contains(u"clock"));
    CHECK(machine.fund->verify().sound());
}

TEST_CASE("a lock set while the clock stood ahead is as long as the plan says, no longer") {
    Machine machine;
    machine.clock.time = u"2062-06-01T09:00:00.000+08:00"_s;
    for (int i = 0; i < 5; ++i)
        CHECK_FALSE(machine.fund->login(u"admin"_s, u"wrong"_s).ok());
    machine.clock.time = u"2019-01-03T09:00:00.000+08:00"_s;
    CHECK_FALSE(machine.fund->login(u"admin"_s, u"Admin-2019!"_s).ok());
    machine.clock.time = u"2019-01-03T09:14:59.000+08:00"_s;
    CHECK_FALSE(machine.fund->login(u"admin"_s, u"Admin-2019!"_s).ok());
    machine.clock.time = u"2019-01-03T09:15:00.000+08:00"_s;
    CHECK(machine.fund->login(u"admin"_s, u"Admin-2019!"_s).ok());
}

TEST_CASE("a fund that was made under a clock ahead goes on with the real time, once it is said") {
    const QString now = journal::SystemClock().now(); // the password is as old as that
    const auto day = [&](int later) {
        return QDate::fromString(now.left(10), Qt::ISODate).addDays(later).toString(Qt::ISODate)
               + u"T09:00:00.000+08:00"_s;
    };
    Machine machine(day(40));
    CHECK(machine.add(u"u1"_s) == u"ok");
    machine.clock.time = day(1);
    CHECK(machine.add(u"u2"_s) == u"clock");
    CHECK(machine.add(u"u2"_s, true) == u"ok");
    fund::Internals::context(*machine.fund).clockIsRight = true;
    CHECK(machine.add(u"u2"_s) == u"ok");
    CHECK(machine.last("at").startsWith(day(1).left(10)));
    CHECK(machine.last("body").contains(u"\"clock\":\"set-back\""));
    fund::Internals::context(*machine.fund).clockIsRight = false;
    CHECK(machine.add(u"u3"_s) == u"ok"); // asked once
    CHECK(machine.last("at").startsWith(day(1).left(10)));
    CHECK(machine.fund->verify().sound());
}
