// SPDX-License-Identifier: GPL-3.0-only
#include <fund/batch.h>
#include <fund/internals.h>
#include <identity/password.h>
#include <support/raw_file.h>
#include <support/terse.h>

#include <catch2/catch.hpp>

#include <QScopeGuard>

#include <sys/resource.h>

// Getting in without knowing a password: by guessing past the count, by exchanging what stands
// beside the journal, by standing in others' way.

using namespace Qt::Literals::StringLiterals;
using testing::cites;
using testing::Office;
using testing::ok;
using testing::RawFile;

namespace {

void givePasswords(Office& office) {
    ok(office, "admin", "user.change", "{'id':'clerk1','password':'Right-2019!'}");
    ok(office, "admin", "user.change", "{'id':'leader1','password':'Leader-2019!'}");
    fund::Internals::trust(office.open(), u"clerk1"_s);
    fund::Internals::trust(office.open(), u"leader1"_s);
}

QString kindOf(const journal::Answer& answer) {
    if (answer.ok())
        return u"ok"_s;
    return answer.rejection->error() ? journal::errorName(answer.rejection->error()->kind)
                                     : journal::info(answer.rejection->refusal()->rule).id;
}

QString login(Office& office, const QString& user, const QString& password) {
    return kindOf(office.open().login(user, password));
}

journal::Request guess(const char* old) {
    return {u"clerk1"_s, u"user.password"_s,
            QJsonObject{{"old"_L1, QString::fromLatin1(old)}, {"new"_L1, u"Other-2019!"_s}}};
}

QByteArray line(const char* old) {
    return QByteArray(R"({"as":"clerk1","do":"user.password","with":{"old":")") + old
           + R"(","new":"Other-2019!"}})";
}

int attempts(Office& office) {
    return static_cast<int>(office
                                .ask(u"security1"_s, u"security.log"_s,
                                     u"{\"kind\":\"password\",\"result\":\"wrong\"}"_s)
                                .toObject()
                                .value("items"_L1)
                                .toArray()
                                .size());
}

} // namespace

TEST_CASE("wrong old passwords in a batch that is undone are counted and logged") {
    Office office;
    givePasswords(office);
    for (int round = 0; round < 5; ++round) {
        fund::Batch batch(office.open(), 1, [](const QByteArray&) {});
        batch.allOrNothing();
        batch.line(line("Guess-2019!"));
        batch.finish();
        CHECK(batch.undone());
    }
    CHECK(attempts(office) == 5);
    CHECK(kindOf(office.open().submit(guess("Right-2019!"))) == u"locked");
    CHECK(login(office, u"clerk1"_s, u"Right-2019!"_s) == u"locked");
    office.verifySound();
}

TEST_CASE("wrong old passwords in a group that is given up are counted") {
    Office office;
    givePasswords(office);
    auto& fund = office.open();
    fund.beginGroup();
    for (int i = 0; i < 4; ++i)
        CHECK(kindOf(fund.submit(guess("Guess-2019!"))) == u"bad-input");
    fund.abandonGroup();
    CHECK(attempts(office) == 4);
    fund.beginGroup();
    CHECK(kindOf(fund.submit(guess("Guess-2019!"))) == u"bad-input");
    fund.commitGroup();
    CHECK(attempts(office) == 5);
    CHECK(login(office, u"clerk1"_s, u"Right-2019!"_s) == u"locked");
}

TEST_CASE("wrong old passwords in a group that a full disk undoes are counted") {
    Office office;
    givePasswords(office);
    auto& fund = office.open();
    auto& db = fund::Internals::context(fund).db;
    const auto pages = [&](const QString& most) {
        auto row = db.queryOnce(u"PRAGMA max_page_count = %1"_s.arg(most));
        row.next();
    };
    const auto filled = [&] { // until nothing more goes in; the group is lost with it
        for (int i = 0; i < 10000 && !fund.groupLost(); ++i)
            fund.submit({u"finance1"_s, u"fund.interest"_s,
                         QJsonObject{{"id"_L1, u"LX-%1"_s.arg(i)},
                                     {"amount"_L1, u"1.00"_s},
                                     {"date"_L1, u"2019-01-10"_s},
                                     {"voucher"_L1, u"记"_s}}});
    };
    fund.beginGroup();
    for (int i = 0; i < 4; ++i)
        CHECK(kindOf(fund.submit(guess("Guess-2019!"))) == u"bad-input");
    pages(u"1"_s); // no page more than there are
    filled();
    REQUIRE(fund.groupLost());
    REQUIRE_FALSE(fund.inGroup());
    pages(u"1000000"_s);
    // There is room again: what was undone counts before anything else does.
    CHECK(login(office, u"clerk1"_s, u"wrong"_s) == u"not-logged-in");
    CHECK(attempts(office) == 4);
    CHECK(login(office, u"clerk1"_s, u"Right-2019!"_s) == u"locked");
    office.verifySound();
}

TEST_CASE("a verifier exchanged around the program lets nobody in") {
    Office office;
    givePasswords(office);
    office.close();
    const QByteArray whole = testing::bytesOf(office.path());
    const QByteArray mine = identity::makeVerifier(u"Mine-2019!"_s);
    const QString at = u"2026-01-01T00:00:00.000+08:00"_s;
    const QString hash = identity::credentialOf(mine, at);
    const QString verifier = QString::fromLatin1(mine);
    const QStringList edits[] = {
        // the verifier of another user
        {u"UPDATE credential SET (verifier, set_at, given) = (SELECT verifier, set_at, given FROM"
         " credential WHERE user_id = 'clerk1') WHERE user_id = 'leader1'"_s},
        // one of one's own, with the row of the user made to fit
        {u"UPDATE credential SET verifier = '%1', set_at = '%2', given = 0"
         " WHERE user_id = 'leader1'"_s.arg(verifier, at),
         u"UPDATE fund_user SET credential = '%1' WHERE id = 'leader1'"_s.arg(hash)},
        // only when it was set
        {u"UPDATE credential SET set_at = '2062-01-01T00:00:00.000+08:00'"
         " WHERE user_id = 'leader1'"_s},
        // the recovery code of another fund
        {u"UPDATE credential SET verifier = '%1' WHERE user_id = '.recovery'"_s.arg(verifier)}};
    for (const QStringList& edit : edits) {
        {
            RawFile file(office.path());
            for (const QString& sql : edit)
                file.run(sql);
        }
        INFO(edit.join(u';').toStdString());
        office.reopen();
        for (const QString& password : {u"Mine-2019!"_s, u"Right-2019!"_s, u"Leader-2019!"_s})
            CHECK(login(office, u"leader1"_s, password) == u"storage");
        CHECK(login(office, u"clerk1"_s, u"Right-2019!"_s) == u"storage");
        CHECK(kindOf(office.open().submit(guess("Right-2019!"))) == u"storage");
        QString code;
        CHECK(kindOf(office.open().recover(u"Mine-2019!"_s, u"Fresh-2019!"_s, code)) == u"storage");
        office.close();
        testing::writeBytes(office.path(), whole);
    }
    // Nor does it help to let the journal say so: its rows hang together.
    {
        RawFile file(office.path());
        const QString trigger =
            file.value(u"SELECT sql FROM sqlite_schema WHERE name = 'entry_no_UPDATE'"_s);
        file.run(u"DROP TRIGGER entry_no_UPDATE"_s);
        file.run(edits[1][0]);
        file.run(edits[1][1]);
        file.run(
            u"UPDATE entry SET body = replace(body, json_extract(body, '$.credential'), '%1')"
            " WHERE action = 'user.change' AND json_extract(body, '$.id') = 'leader1'"_s.arg(hash));
        file.run(trigger);
    }
    office.reopen();
    CHECK(login(office, u"leader1"_s, u"Mine-2019!"_s) == u"storage");
    office.close();
    testing::writeBytes(office.path(), whole);
    office.reopen();
    CHECK(login(office, u"leader1"_s, u"Leader-2019!"_s) == u"ok");
}

TEST_CASE("one desk's failures shut nobody out at another, and never the recovery code") {
    Office office;
    givePasswords(office);
    const auto home = qScopeGuard([] { identity::sitAt({}); });
    identity::sitAt(u"hall"_s);
    for (int i = 0; i < 5; ++i)
        CHECK(login(office, u"clerk1"_s, u"wrong"_s) == u"not-logged-in");
    CHECK(login(office, u"clerk1"_s, u"Right-2019!"_s) == u"locked");
    identity::sitAt(u"office"_s);
    CHECK(login(office, u"clerk1"_s, u"Right-2019!"_s) == u"ok");
    QString code;
    for (int i = 0; i < 8; ++i)
        CHECK(kindOf(office.open().recover(u"AAAAA-AAAAA"_s, u"Fresh-2019!"_s, code))
              == u"not-logged-in");
    // A new password of the administrator's making opens what the guessing shut.
    identity::sitAt(u"hall"_s);
    ok(office, "admin", "user.change", "{'id':'clerk1','password':'Fresh-2019!'}");
    CHECK(login(office, u"clerk1"_s, u"Fresh-2019!"_s) == u"ok");
}

TEST_CASE("each failure makes the next attempt wait longer") {
    static QList<int> waits;
    waits.clear();
    identity::slowDownBy([](int milliseconds) { waits << milliseconds; });
    const auto still = qScopeGuard([] { identity::slowDownBy(nullptr); });
    Office office;
    givePasswords(office);
    for (int i = 0; i < 6; ++i)
        login(office, u"clerk1"_s, u"wrong"_s);
    CHECK(waits == QList<int>{250, 500, 1000, 2000}); // the sixth is not looked at
}

TEST_CASE("a session ends with a lock, with a password that somebody else sets, and disabled") {
    Office office;
    givePasswords(office);
    auto& fund = office.open();
    const auto asks = [&] { return kindOf(fund.ask({u"clerk1"_s, u"plan.show"_s, {}})); };
    REQUIRE(login(office, u"clerk1"_s, u"Right-2019!"_s) == u"ok");
    CHECK(asks() == u"ok");
    for (int i = 0; i < 5; ++i)
        login(office, u"clerk1"_s, u"wrong"_s);
    CHECK(asks() == u"locked");
    ok(office, "security1", "user.unlock", "{'id':'clerk1'}");
    CHECK(asks() == u"not-logged-in");
    REQUIRE(login(office, u"clerk1"_s, u"Right-2019!"_s) == u"ok");
    ok(office, "admin", "user.change", "{'id':'clerk1','password':'Fresh-2019!'}");
    CHECK(asks() == u"not-logged-in");
    REQUIRE(login(office, u"clerk1"_s, u"Fresh-2019!"_s) == u"ok");
    // One's own new password does not throw one out.
    CHECK(fund.submit({u"clerk1"_s, u"user.password"_s,
                       QJsonObject{{"old"_L1, u"Fresh-2019!"_s}, {"new"_L1, u"Own-20191!"_s}}})
              .ok());
    CHECK(asks() == u"ok");
    ok(office, "admin", "user.change", "{'id':'clerk1','disabled':true}");
    CHECK(asks() == u"not-logged-in");
}

TEST_CASE("no memory for argon2 is an internal error and no wrong password") {
#if defined(__SANITIZE_ADDRESS__)
    return; // its shadow memory knows no limit
#endif
    const QByteArray verifier = identity::makeVerifier(u"Right-2019!"_s);
    CHECK(identity::matches(verifier, u"Right-2019!"_s));
    CHECK_FALSE(identity::matches(verifier, u"Wrong-2019!"_s));
    identity::Hashes hashes;
    hashes.make({{verifier, u"Right-2019!"_s}, {{}, u"Next-2019!"_s}});
    rlimit before{};
    REQUIRE(getrlimit(RLIMIT_AS, &before) == 0);
    const qint64 pages = testing::bytesOf(u"/proc/self/statm"_s).split(' ').front().toLongLong();
    rlimit tight = before;
    tight.rlim_cur = static_cast<rlim_t>(pages * 4096 + (16 << 20)); // argon2 wants 64 MiB
    REQUIRE(setrlimit(RLIMIT_AS, &tight) == 0);
    const auto wide = qScopeGuard([&] { setrlimit(RLIMIT_AS, &before); });
    CHECK_THROWS_AS(identity::matches(verifier, u"Right-2019!"_s), std::bad_alloc);
    CHECK_THROWS_AS(identity::matches(verifier, u"Wrong-2019!"_s), std::bad_alloc);
    // What was made before is at hand, and nothing else; what could not be made is not.
    const identity::Hashes::Use use(hashes);
    CHECK(identity::matches(verifier, u"Right-2019!"_s));
    CHECK(identity::makeVerifier(u"Next-2019!"_s) == hashes.made(u"Next-2019!"_s));
    CHECK_THROWS_AS(identity::matches(verifier, u"Wrong-2019!"_s), std::bad_alloc);
    CHECK_THROWS_AS(identity::makeVerifier(u"Right-2019!"_s), std::bad_alloc);
    hashes.make({{verifier, u"Wrong-2019!"_s}});
    CHECK_FALSE(hashes.fits(verifier, u"Wrong-2019!"_s));
}

TEST_CASE("duty.role: an officer never comes to move money, nor the reverse") {
    Office office;
    testing::person(office, "security2", "security");
    ok(office, "admin", "user.change", "{'id':'security1','password':'Right-2019!'}");
    cites(office, "admin", "user.change", "{'id':'security1','roles':['finance']}", "duty.role");
    cites(office, "admin", "user.change", "{'id':'clerk1','roles':['auditor']}", "duty.role");
    ok(office, "admin", "user.change", "{'id':'clerk1','roles':['reviewer','finance']}");
    cites(office, "admin", "user.change", "{'id':'clerk1','roles':['admin']}", "duty.role");
    ok(office, "admin", "user.change", "{'id':'security2','roles':['auditor']}");
    cites(office, "admin", "user.change", "{'id':'security2','roles':['leader']}", "duty.role");
    office.verifySound();
}

TEST_CASE("state.order: the last active security officer and auditor stay") {
    Office office;
    for (const char* last : {"admin", "security1", "auditor1"}) {
        const QString with = u"{'id':'%1','disabled':true}"_s.arg(QString::fromLatin1(last));
        cites(office, "admin", "user.change", with.toUtf8().constData(), "state.order");
    }
    cites(office, "admin", "user.change", "{'id':'auditor1','roles':['security']}", "state.order");
    // Who signs on paper only is no other: nobody could unlock, or read the security log.
    testing::person(office, "auditor2", "auditor");
    cites(office, "admin", "user.change", "{'id':'auditor1','disabled':true}", "state.order");
    ok(office, "admin", "user.change", "{'id':'auditor2','password':'Right-2019!'}");
    ok(office, "admin", "user.change", "{'id':'auditor1','disabled':true}");
    cites(office, "admin", "user.change", "{'id':'auditor2','disabled':true}", "state.order");
}
