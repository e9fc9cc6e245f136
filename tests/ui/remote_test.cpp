// SPDX-License-Identifier: GPL-3.0-only
#include "served.h"

#include <fund/demo.h>
#include <resources/resources.h>
#include <session/local.h>
#include <session/remote.h>

#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>

#include <catch2/catch.hpp>

#include <future>

// The two backends of the window's seam, asked the same.

using namespace Qt::Literals::StringLiterals;
using journal::Answer;
using session::JobOrder;
using session::Token;

namespace {

const QString password = QString::fromLatin1(fund::demoPassword);

struct Heard {
    std::mutex mutex;
    std::condition_variable told;
    QJsonArray changes;
    QStringList connection;

    session::News news() {
        return {[this](const QJsonObject& one) {
                    const std::lock_guard lock(mutex);
                    changes.append(one);
                    told.notify_all();
                },
                [] {}};
    }
    std::shared_ptr<session::Connection> line() {
        return std::make_shared<session::Connection>([this](const QString& trouble) {
            const std::lock_guard lock(mutex);
            connection << trouble;
            told.notify_all();
        });
    }
    template <class Holds> bool until(Holds holds) {
        std::unique_lock lock(mutex);
        return told.wait_for(lock, std::chrono::seconds(20), holds);
    }
};

// One fund twice: in a file, and on a server.
struct Both {
    QTemporaryDir folder;
    journal::FixedClock clock{u"2020-01-15"_s};
    journal::SystemRandomness randomness;
    Heard heard;
    std::unique_ptr<session::LocalBackend> local;
    std::unique_ptr<testing::ServedFund> served;
    std::shared_ptr<session::Connection> line = heard.line();
    std::unique_ptr<session::RemoteBackend> remote;

    Both() {
        const QString file = folder.filePath(u"local.fund"_s);
        fund::makeDemo(file, resources::read(u"plans/guzhang.json"_s),
                       resources::read(u"demo/guzhang.jsonl"_s));
        const QString copy = folder.filePath(u"served.fund"_s);
        QFile::copy(file, copy);
        local = std::make_unique<session::LocalBackend>(file, clock, randomness);
        served = std::make_unique<testing::ServedFund>(copy, u"2020-01-15"_s);
        remote = connect(line, heard);
    }
    std::unique_ptr<session::RemoteBackend> connect(const std::shared_ptr<session::Connection>& by,
                                                    Heard& whose) const {
        return std::make_unique<session::RemoteBackend>(
            served->place(), client::Trust{served->fingerprint(), {}}, by, whose.news());
    }
    QString path(const QString& name) const { return folder.filePath(name); }
};

QString in(session::Backend& backend, const QString& user) {
    const session::Login login = backend.login(user, password);
    REQUIRE(login.answer.ok());
    return login.token;
}

QByteArray bytesOf(const QString& path) {
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

QString kindOf(const Answer& answer) {
    const auto* error = answer.rejection ? answer.rejection->error() : nullptr;
    return error ? QString(journal::errorName(error->kind)) : QString();
}

QJsonObject interest(const QString& id) {
    return {{"id"_L1, id},
            {"amount"_L1, u"1.00"_s},
            {"date"_L1, u"2020-01-15"_s},
            {"voucher"_L1, u"记-1"_s}};
}

} // namespace

TEST_CASE("A file and a server answer the window alike") {
    Both both;
    for (session::Backend* one : {static_cast<session::Backend*>(both.local.get()),
                                  static_cast<session::Backend*>(both.remote.get())}) {
        CHECK(kindOf(one->login(u"clerk1"_s, u"wrong"_s).answer) == u"not-logged-in"_s);
        CHECK(kindOf(one->ask(u"nobody"_s, u"journal.head"_s, {})) == u"not-logged-in"_s);
    }
    const Token here = in(*both.local, u"clerk1"_s);
    const Token there = in(*both.remote, u"clerk1"_s);
    CHECK(both.remote->fundName() == both.local->fundName());
    for (const QString& question :
         {u"plan.show"_s, u"budget.execution"_s, u"project.list"_s, u"inbox"_s, u"rule.none"_s}) {
        INFO(question.toStdString());
        CHECK(both.remote->ask(there, question, {}).toJson()
              == both.local->ask(here, question, {}).toJson());
    }
    // A dry run books nothing, and a refusal is the file's.
    const QJsonObject big{{"id"_L1, u"BF-2020-900"_s},  {"project"_L1, u"XM-2019-007"_s},
                          {"kind"_L1, u"stage"_s},      {"amount"_L1, u"99999999.00"_s},
                          {"date"_L1, u"2020-01-15"_s}, {"report"_L1, u"书面申请"_s}};
    const Answer refused = both.remote->judge(there, u"payment.request"_s, big);
    CHECK(refused.rejection->refusal() != nullptr);
    CHECK(refused.toJson() == both.local->judge(here, u"payment.request"_s, big).toJson());
    QJsonObject small = big;
    small.insert("amount"_L1, u"5000.00"_s);
    CHECK(both.remote->judge(there, u"payment.request"_s, small).ok());
    const Answer taken = both.remote->submit(there, u"payment.request"_s, small, {});
    INFO(taken.toJson().value("error"_L1).toObject().value("message"_L1).toString().toStdString());
    REQUIRE(taken.ok());
    const Answer local = both.local->submit(here, u"payment.request"_s, small, {});
    CHECK(taken.seq == local.seq);
    CHECK(taken.result == local.result);
    both.remote->logout(there);
    CHECK(kindOf(both.remote->ask(there, u"journal.head"_s, {})) == u"not-logged-in"_s);
}

TEST_CASE("Files and papers and long work come through a server as from a file") {
    Both both;
    const Token here = in(*both.local, u"clerk1"_s);
    const Token there = in(*both.remote, u"clerk1"_s);
    // A file is brought, filed, and read back.
    const QString scan = both.path(u"扫描件.txt"_s);
    QFile file(scan);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(9'000'000, 'x')); // more than one part
    file.close();
    qint64 told = 0;
    const Answer filed = session::fileDocument(
        *both.remote, there, u"2020-01-15"_s, scan,
        {{"about"_L1, QJsonObject{{"kind"_L1, u"project"_s}, {"id"_L1, u"XM-2019-007"_s}}},
         {"kind"_L1, u"contract"_s},
         {"title"_L1, u"扫描件"_s},
         {"date"_L1, u"2020-01-15"_s}},
        [&](qint64 done, qint64) {
            told = std::max(told, done);
            return true;
        });
    INFO(filed.rejection.value_or(journal::badInput({}, {})).message().toStdString());
    REQUIRE(filed.ok());
    CHECK(told > 0);
    const QString sha256 = QString::fromLatin1(
        QCryptographicHash::hash(bytesOf(scan), QCryptographicHash::Sha256).toHex());
    const QString back = both.path(u"back.txt"_s);
    CHECK(both.remote->content(there, sha256, back, {}).ok());
    CHECK(bytesOf(back) == bytesOf(scan));
    CHECK_FALSE(both.remote->content(there, QString(64, u'0'), both.path(u"none"_s), {}).ok());
    CHECK_FALSE(QFile::exists(both.path(u"none"_s)));
    // One that is stopped is not filed.
    REQUIRE(file.open(QIODevice::Append));
    file.write("more");
    file.close();
    CHECK_FALSE(both.remote->upload(there, scan, [](qint64, qint64) { return false; }).ok());

    // A paper is laid out here, so it has to be the same paper.
    const auto paper = both.remote->report(there, {u"payment"_s, u"BF-2019-033"_s});
    const auto same = both.local->report(here, {u"payment"_s, u"BF-2019-033"_s});
    REQUIRE(std::holds_alternative<reports::Printable>(paper));
    CHECK(std::get<reports::Printable>(paper).title == std::get<reports::Printable>(same).title);
    CHECK(std::holds_alternative<journal::Rejection>(
        both.remote->report(there, {u"payment"_s, u"BF-1999-001"_s})));

    // Long work: told how far it is, stopped, and what it made lies here.
    const Answer sound = both.remote->job(there, {.kind = JobOrder::Kind::Verify},
                                          [](qint64, qint64) { return true; });
    REQUIRE(sound.ok());
    CHECK(sound.result["sound"_L1].toBool());
    CHECK(sound.result["entries"_L1].toInteger() > 100);
    const Answer stopped = both.remote->job(there, {.kind = JobOrder::Kind::Verify},
                                            [](qint64, qint64) { return false; });
    CHECK_FALSE(stopped.ok());
    const QString zip = both.path(u"a.zip"_s);
    const Answer archived = both.remote->job(
        there, {.kind = JobOrder::Kind::Archive, .project = u"XM-2019-007"_s, .path = zip}, {});
    REQUIRE(archived.ok());
    CHECK(archived.result["path"_L1].toString() == zip);
    CHECK(archived.result["list"_L1].toString().size() == 64);
    CHECK(bytesOf(zip).startsWith("PK"));
    const Answer no = both.remote->job(
        there, {.kind = JobOrder::Kind::Backup, .path = both.path(u"b.fund-backup"_s)}, {});
    CHECK(no.rejection->refusal() != nullptr); // of the administrator and the auditor
    const Token admin = in(*both.remote, u"admin"_s);
    CHECK(both.remote
              ->job(admin, {.kind = JobOrder::Kind::Backup, .path = both.path(u"b.fund-backup"_s)},
                    {})
              .ok());
    CHECK(fund::Fund::verify(both.path(u"b.fund-backup"_s)).sound());
    CHECK_FALSE(both.remote->job(admin, {.kind = JobOrder::Kind::Backup}, {}).ok());
}

TEST_CASE("A file of commands is tried, then entered as a whole, on a server too") {
    Both both;
    const Token there = in(*both.remote, u"clerk2"_s);
    const auto write = [&](const QString& name, const QByteArray& text) {
        QFile file(both.path(name));
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(text);
        return file.fileName();
    };
    const auto contract = [](const char* id, const char* amount) {
        return QByteArray("{\"do\":\"contract.record\",\"with\":{\"id\":\"") + id
               + "\",\"project\":\"XM-2019-007\",\"number\":\"" + id
               + "\",\"party\":\"甲公司\",\"amount\":\"" + amount
               + "\",\"date\":\"2020-01-15\"}}\n";
    };
    const qint64 before =
        both.remote->ask(there, u"journal.head"_s, {}).result["seq"_L1].toInteger();
    const auto head = [&] {
        return both.remote->ask(there, u"journal.head"_s, {}).result["seq"_L1].toInteger();
    };
    const fund::Import good(
        write(u"good"_s, contract("HT-2020-901", "10.00") + contract("HT-2020-902", "20.00")),
        u"clerk2"_s);
    session::ImportAnswer tried = both.remote->import(there, good, false, {});
    REQUIRE_FALSE(tried.rejection);
    REQUIRE(tried.outcome.rows.size() == 2);
    INFO(tried.outcome.rows[0]
             .answer.rejection.value_or(journal::badInput({}, {}))
             .message()
             .toStdString());
    CHECK(tried.outcome.refused() == 0);
    CHECK_FALSE(tried.outcome.kept);
    CHECK(head() == before);
    CHECK(both.remote->import(there, good, true, {}).outcome.kept);
    CHECK(head() == before + 2);
    // The second time its numbers are taken: nothing is entered.
    const session::ImportAnswer again = both.remote->import(there, good, true, {});
    CHECK_FALSE(again.outcome.kept);
    CHECK(again.outcome.refused() == 2);
    const fund::Import mixed(
        write(u"mixed"_s, contract("HT-2020-903", "10.00") + contract("HT-2020-904", "-1.00")),
        u"clerk2"_s);
    const session::ImportAnswer no = both.remote->import(there, mixed, true, {});
    REQUIRE(no.outcome.rows.size() == 2);
    CHECK(no.outcome.rows[0].answer.ok());
    CHECK_FALSE(no.outcome.rows[1].answer.ok());
    CHECK_FALSE(no.outcome.kept);
    const fund::Import foreign(write(u"foreign"_s, "{\"do\":\"payment.pay\",\"with\":{}}\n"),
                               u"clerk2"_s);
    CHECK(both.remote->import(there, foreign, false, {}).outcome.foreign);
    CHECK(both.remote->import(there, fund::Import(both.path(u"good"_s), u"clerk1"_s), true, {})
              .rejection);
    CHECK(head() == before + 2);
}

TEST_CASE("What others do is heard, what one does oneself is not") {
    Both both;
    Heard others;
    const auto second = both.connect(others.line(), others);
    const Token a = in(*both.remote, u"finance1"_s);
    const Token b = in(*second, u"clerk1"_s);
    const Answer taken = both.remote->submit(a, u"fund.interest"_s, interest(u"LX-901"_s), {});
    INFO(taken.rejection.value_or(journal::badInput({}, {})).message().toStdString());
    REQUIRE(taken.ok());
    REQUIRE(others.until([&] { return !others.changes.isEmpty(); }));
    CHECK(others.changes[0].toObject().value("seq"_L1).toInteger() == taken.seq);
    QThread::msleep(500);
    const std::lock_guard lock(both.heard.mutex);
    CHECK(both.heard.changes.isEmpty());
    CHECK(second->ask(b, u"journal.head"_s, {}).result["seq"_L1].toInteger() == taken.seq);
}

TEST_CASE("A server that is killed is waited for, and what was sent is booked once") {
    Both both;
    const Token token = in(*both.remote, u"finance1"_s);
    const Answer first = both.remote->submit(token, u"fund.interest"_s, interest(u"LX-911"_s), {});
    REQUIRE(first.ok());
    both.served->kill();
    REQUIRE(both.heard.until([&] { return !both.heard.connection.isEmpty(); }));
    CHECK(both.heard.connection[0].contains(u"断了"_s));
    auto sent = std::async(std::launch::async, [&] {
        return both.remote->submit(token, u"fund.interest"_s, interest(u"LX-912"_s), {});
    });
    QThread::msleep(1000);
    both.served->start();
    const Answer second = sent.get();
    INFO(second.rejection.value_or(journal::badInput({}, {})).message().toStdString());
    REQUIRE(second.ok()); // logged in anew by itself
    CHECK(second.seq == first.seq + 1);
    REQUIRE(both.heard.until([&] { return both.heard.connection.size() == 2; }));
    CHECK(both.heard.connection[1].isEmpty());
}

TEST_CASE("A command that nobody knows to be booked says so, and keeps its key") {
    Both both;
    const Token token = in(*both.remote, u"finance1"_s);
    both.served->kill();
    REQUIRE(both.heard.until([&] { return !both.heard.connection.isEmpty(); }));
    // Whoever leaves does not wait for a minute.
    auto sent = std::async(std::launch::async, [&] {
        return both.remote->submit(token, u"fund.interest"_s, interest(u"LX-921"_s), {});
    });
    QThread::msleep(300);
    QElapsedTimer timer;
    timer.start();
    both.line->leave();
    const Answer answer = sent.get();
    CHECK(timer.elapsed() < 5000);
    CHECK(kindOf(answer) == u"connection"_s);
    CHECK(answer.rejection->message().contains(u"不知道是否已经记入"_s));
}

TEST_CASE("Who comes to a wrong door is told so, and nothing is sent to a stranger") {
    Both both;
    Heard heard;
    protocol::Place place = both.served->place();
    const client::Trust trust{both.served->fingerprint(), {}};
    place.fund = u"nothere"_s;
    CHECK_THROWS_AS(session::RemoteBackend(place, trust, heard.line(), heard.news()),
                    session::Unreachable);
    place = both.served->place();
    try {
        session::RemoteBackend(place, {}, heard.line(), heard.news());
        FAIL("an unknown certificate was taken");
    } catch (const client::Untrusted& error) {
        CHECK(error.fingerprint() == both.served->fingerprint());
    }
    CHECK_THROWS_AS(session::RemoteBackend(place, client::Trust{QString(64, u'a'), {}},
                                           heard.line(), heard.news()),
                    client::Untrusted);
    place.port = 1;
    CHECK_THROWS_AS(session::RemoteBackend(place, trust, heard.line(), heard.news()),
                    session::Unreachable);
}
