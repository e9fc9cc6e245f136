// SPDX-License-Identifier: GPL-3.0-only
#include <support/office.h>
#include <support/places.h>
#include <support/raw_file.h>

#include <fund/batch.h>
#include <identity/password.h>

#include <catch2/catch.hpp>

#include <QTemporaryDir>

// What a server needs of a fund: commands that are sent twice, speakers at other addresses,
// passwords that were tried elsewhere, streams apart from each other, copies made between commands.

using namespace Qt::Literals::StringLiterals;
using fund::Once;
using journal::Answer;
using testing::Office;

namespace {

journal::Request interest(const QString& id, const QString& amount = u"12.34"_s) {
    return {u"finance1"_s, u"fund.interest"_s,
            QJsonObject{{"id"_L1, id},
                        {"amount"_L1, amount},
                        {"date"_L1, u"2019-06-01"_s},
                        {"voucher"_L1, u"记-1"_s}}};
}

QByteArray text(const Answer& answer) {
    return journal::canonical(answer.toJson());
}

qint64 entries(Office& office) {
    return office.ask(u"auditor1"_s, u"journal.head"_s)["seq"_L1].toInteger();
}

Answer addUser(Office& office, const QByteArray& body, const QString& password) {
    return office.open().submitOnce({u"admin"_s, u"user.add"_s,
                                     QJsonObject{{"id"_L1, u"new1"_s},
                                                 {"name"_L1, u"新人"_s},
                                                 {"roles"_L1, QJsonArray{u"clerk"_s}},
                                                 {"password"_L1, password}}},
                                    {u"k-user"_s, body});
}

} // namespace

TEST_CASE("a command with a key is booked once, and answered alike each time", "[fund]") {
    Office office;
    const Once once{u"k-1"_s, "{\"a\":1}"};
    const Answer first = office.open().submitOnce(interest(u"LX-1"_s), once);
    REQUIRE(first.ok());
    const qint64 after = entries(office);
    CHECK(text(office.open().submitOnce(interest(u"LX-1"_s), once)) == text(first));
    office.reopen();
    CHECK(text(office.open().submitOnce(interest(u"LX-1"_s), once)) == text(first));
    CHECK(entries(office) == after);
    // Another body, and the same key of another user.
    const Answer other = office.open().submitOnce(interest(u"LX-2"_s), {u"k-1"_s, "{\"a\":2}"});
    REQUIRE_FALSE(other.ok());
    CHECK(other.rejection->error()->kind == journal::ErrorKind::BadInput);
    CHECK(other.rejection->error()->field == u"key"_s);
    auto theirs = interest(u"LX-3"_s);
    theirs.as = u"finance2"_s;
    CHECK(office.open().submitOnce(theirs, once).ok());
    office.verifySound();
}

TEST_CASE("within a group the second of two with one key gets the first one's answer", "[fund]") {
    Office office;
    const Once once{u"k-1"_s, "{}"};
    office.open().beginGroup();
    const Answer first = office.open().submitOnce(interest(u"LX-1"_s), once);
    const Answer second = office.open().submitOnce(interest(u"LX-1"_s), once);
    office.open().commitGroup();
    REQUIRE(first.ok());
    CHECK(text(first) == text(second));
    // A group that is undone takes its keys with it.
    const Once lost{u"k-2"_s, "{}"};
    office.open().beginGroup();
    CHECK(office.open().submitOnce(interest(u"LX-2"_s), lost).ok());
    office.open().abandonGroup();
    CHECK(office.open().submitOnce(interest(u"LX-2"_s), lost).ok());
    CHECK(office.ask(u"auditor1"_s, u"budget.execution"_s)["interest"_L1] == u"24.68"_s);
}

TEST_CASE("a refusal is not kept: it is judged anew", "[fund]") {
    Office office;
    office.today(u"2019-05-31"_s);
    const Once once{u"k-1"_s, "{}"};
    CHECK_FALSE(office.open().submitOnce(interest(u"LX-1"_s), once).ok()); // date.order
    office.today(u"2019-06-02"_s);
    CHECK(office.open().submitOnce(interest(u"LX-1"_s), once).ok());
}

TEST_CASE("a key is known for seven days", "[fund]") {
    Office office;
    office.today(u"2019-06-03"_s);
    const Once once{u"k-1"_s, "{}"};
    REQUIRE(office.open().submitOnce(interest(u"LX-1"_s), once).ok());
    office.today(u"2019-06-10"_s);
    CHECK(office.open().submitOnce(interest(u"LX-1"_s), once).ok());
    office.today(u"2019-06-11"_s);
    CHECK_FALSE(office.open().submitOnce(interest(u"LX-1"_s), once).ok()); // id.taken
    REQUIRE(office.open().submitOnce(interest(u"LX-2"_s), {u"k-2"_s, "{}"}).ok());
    const QString path = office.path();
    office.close();
    testing::RawFile file(path);
    CHECK(file.column(u"SELECT key FROM request_key"_s) == QStringList{u"k-2"_s});
}

TEST_CASE("what is kept of a body with a password is no way to guess it", "[fund]") {
    Office office;
    const QByteArray body = R"({"do":"user.add","with":{"password":"Neues-2019!"}})";
    const Answer first = addUser(office, body, u"Neues-2019!"_s);
    REQUIRE(first.ok());
    CHECK(text(addUser(office, body, u"Neues-2019!"_s)) == text(first));
    const Answer other = addUser(office, body + ' ', u"Neues-2019!"_s);
    CHECK(other.rejection->error()->field == u"key"_s);
    const QString path = office.path();
    office.close();
    testing::RawFile file(path);
    CHECK(file.column(u"SELECT body FROM request_key"_s).value(0).startsWith(u"$argon2id$"_s));
}

TEST_CASE("what a password needs is said before, and nothing where it is refused without",
          "[fund]") {
    Office office;
    auto& fund = office.open();
    const auto user = [](const QString& do_, const QString& as, const QJsonObject& with,
                         bool dry = false) {
        return journal::Request{as, do_, with, dry};
    };
    const auto add = [&](const QString& as, const QString& password, bool dry = false) {
        return user(u"user.add"_s, as,
                    {{"id"_L1, u"new"_s},
                     {"name"_L1, u"新人"_s},
                     {"roles"_L1, QJsonArray{u"clerk"_s}},
                     {"password"_L1, password}},
                    dry);
    };
    CHECK(fund.hashesOf(add(u"admin"_s, u"Good-2019!"_s)).size() == 1);
    CHECK(fund.hashesOf(add(u"admin"_s, u"Good-2019!"_s, true)).isEmpty());
    CHECK(fund.hashesOf(add(u"admin"_s, u"weak"_s)).isEmpty());
    CHECK(fund.hashesOf(add(u"clerk1"_s, u"Good-2019!"_s)).isEmpty());
    CHECK(fund.hashesOf(add(u"nobody"_s, u"Good-2019!"_s)).isEmpty());
    CHECK(fund.hashesOf(u"nobody"_s, u"Good-2019!"_s).isEmpty());
    CHECK(fund.hashesOf(u"paper1"_s, u"Good-2019!"_s).isEmpty());
    // With a key the mark of the body too; once it is kept, that alone.
    const Once once{u"k-1"_s, "Good-2019! in a body"};
    const auto needs = fund.hashesOf(add(u"admin"_s, u"Good-2019!"_s), once);
    REQUIRE(needs.size() == 2);
    identity::Hashes hashes;
    hashes.make(needs);
    {
        const identity::Hashes::Use use(hashes);
        REQUIRE(fund.submitOnce(add(u"admin"_s, u"Good-2019!"_s), once).ok());
    }
    const auto again = fund.hashesOf(add(u"admin"_s, u"Good-2019!"_s), once);
    REQUIRE(again.size() == 1);
    CHECK(again[0].verifier == *hashes.made(QString::fromUtf8(once.body)));
    CHECK(fund.login(u"new"_s, u"Good-2019!"_s).ok());
    CHECK_FALSE(fund.login(u"new"_s, u"Bad-2019!!"_s).ok());
    // A wrong old password is held against its verifier, and no new one is made.
    const auto change = [&](const QString& old) {
        return user(u"user.password"_s, u"new"_s, {{"old"_L1, old}, {"new"_L1, u"Next-2019!"_s}});
    };
    const auto wrong = fund.hashesOf(change(u"Bad-2019!!"_s));
    REQUIRE(wrong.size() == 2);
    identity::Hashes of;
    of.make(wrong);
    CHECK(of.fits(wrong[0].verifier, u"Bad-2019!!"_s) == std::optional(false));
    CHECK_FALSE(of.made(u"Next-2019!"_s));
}

TEST_CASE("a hash that was made is taken only for the verifier that still holds", "[fund]") {
    Office office;
    auto& fund = office.open();
    const auto set = [&](const QString& password) {
        return fund
            .submit({u"admin"_s, u"user.change"_s,
                     QJsonObject{{"id"_L1, u"clerk1"_s}, {"password"_L1, password}}})
            .ok();
    };
    REQUIRE(set(u"Good-2019!"_s));
    identity::Hashes hashes;
    hashes.make(fund.hashesOf(u"clerk1"_s, u"Good-2019!"_s));
    const identity::Hashes::Use use(hashes);
    CHECK(fund.login(u"clerk1"_s, u"Good-2019!"_s).ok());
    REQUIRE(set(u"Other-2019!"_s));
    CHECK_FALSE(fund.login(u"clerk1"_s, u"Good-2019!"_s).ok());
    CHECK(fund.login(u"clerk1"_s, u"Other-2019!"_s).ok());
}

TEST_CASE("over a network no path of the server's is read", "[fund]") {
    Office office;
    office.today(u"2019-06-30"_s);
    const QString with =
        uR"({"id":"WJ-1","about":{"kind":"fund","id":"fund"},"kind":"other","title":"合同",)"
        uR"("date":"2019-06-01","path":"%1"})"_s.arg(testing::source(u"/LICENSE"_s));
    office.open().speakFrom(u"10.0.0.7"_s);
    const testing::No no = office.refused(u"clerk1"_s, u"document.file"_s, with);
    CHECK(no.kind == u"bad-input"_s);
    CHECK(no.field == u"path"_s);
    office.open().speakFrom({});
    office.ok(u"clerk1"_s, u"document.file"_s, with);
}

TEST_CASE("each address is a desk of its own, and stands in the security log", "[fund]") {
    Office office;
    QString told;
    office.open().tellSessions(
        {.ended = {},
         .locked = [&](const QString& user, const journal::Rejection&) { told = user; }});
    REQUIRE(office.open()
                .submit({u"admin"_s, u"user.change"_s,
                         QJsonObject{{"id"_L1, u"clerk1"_s}, {"password"_L1, u"Good-2019!"_s}}})
                .ok());
    office.open().speakFrom(u"10.0.0.7"_s);
    REQUIRE(office.open().login(u"clerk1"_s, u"Good-2019!"_s).ok());
    office.open().speakFrom(u"10.0.0.8"_s);
    for (int i = 0; i < 5; ++i)
        CHECK_FALSE(office.open().login(u"clerk1"_s, u"falsch"_s).ok());
    CHECK(told == u"clerk1"_s);
    CHECK(office.open().hashesOf(u"clerk1"_s, u"Good-2019!"_s).isEmpty());
    const Answer locked = office.open().login(u"clerk1"_s, u"Good-2019!"_s);
    CHECK(locked.rejection->error()->kind == journal::ErrorKind::Locked);
    // Who works elsewhere is not thrown out, and may come in.
    office.open().speakFrom(u"10.0.0.7"_s);
    CHECK(office.open().ask({u"clerk1"_s, u"plan.show"_s, {}}).ok());
    CHECK(office.open().login(u"clerk1"_s, u"Good-2019!"_s).ok());
    office.open().noteEnd(u"clerk1"_s, u"idle"_s);
    office.open().speakFrom({});
    const QJsonArray log = office.ask(u"security1"_s, u"security.log"_s)["items"_L1].toArray();
    const QJsonObject last = log.last().toObject();
    CHECK(last.value("kind"_L1) == u"logout"_s);
    CHECK(last.value("result"_L1) == u"idle"_s);
    CHECK(last.value("address"_L1) == u"10.0.0.7"_s);
    office.verifySound();
    // The address is under the hash.
    const QString path = office.path();
    office.close();
    {
        testing::RawFile file(path);
        for (const QString& name :
             file.column(u"SELECT name FROM sqlite_schema WHERE type = 'trigger'"_s))
            file.run(u"DROP TRIGGER "_s + name);
        file.run(u"UPDATE security_log SET address = '10.0.0.9' WHERE seq = 1"_s);
    }
    CHECK_FALSE(fund::Fund::verify(path).sound());
}

TEST_CASE("a stream apart has its own sessions", "[fund]") {
    Office office;
    identity::Sessions sessions;
    {
        const fund::Fund::Apart apart(office.open(), sessions);
        const Answer answer = office.open().submit(interest(u"LX-1"_s));
        CHECK(answer.rejection->error()->kind == journal::ErrorKind::NotLoggedIn);
        office.open().trust(u"finance1"_s);
        CHECK(office.open().submit(interest(u"LX-1"_s)).ok());
        office.open().logout(u"finance1"_s);
    }
    CHECK(office.open().submit(interest(u"LX-2"_s)).ok());
}

TEST_CASE("a copy made between commands holds what was booked meanwhile", "[fund]") {
    Office office;
    for (int i = 0; i < 40; ++i) // more than one piece
        office.enterprise(u"E%1"_s.arg(i));
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"copy.fund"_s);
    testing::writeBytes(path, {});
    const auto copying = office.open().copying(path);
    int pieces = 0;
    while (copying->step()) {
        ++pieces;
        CHECK(copying->done() <= copying->all());
        if (pieces <= 3)
            REQUIRE(office.open().submit(interest(u"LX-%1"_s.arg(pieces))).ok());
    }
    const qint64 head = entries(office);
    const auto report = fund::Fund::verify(path);
    CHECK(report.sound());
    CHECK(report.entries == head);
}
