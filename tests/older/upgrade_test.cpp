// SPDX-License-Identifier: GPL-3.0-only
#include "older_file.h"

#include <fund/backup.h>
#include <fund/demo.h>
#include <fund/internals.h>
#include <fund/upgrade.h>
#include <storage/header.h>
#include <support/office.h>

#include <QCryptographicHash>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>

#include <filesystem>

using namespace Qt::Literals::StringLiterals;
using older::filesIn;
using older::OlderFile;
using older::troubleOf;
using older::Written;
using storage::Failure;
using storage::Trouble;

namespace {

// Each test that asks for one runs on every older file.
const older::Written& written() {
    return older::allWritten()[GENERATE(range(std::size_t(0), older::allWritten().size()))];
}

// The fixture in today's program.
class Opened {
public:
    explicit Opened(const QString& path) : m_fund(fund::Fund::open(path, m_clock, m_randomness)) {
        fund::Internals::trust(*m_fund, u"auditor1"_s);
    }
    QJsonObject ask(const QString& question, const QJsonObject& with = {}) {
        const auto answer = m_fund->ask({u"auditor1"_s, question, with});
        INFO(question.toStdString());
        REQUIRE(answer.ok());
        return answer.result.toObject();
    }
    fund::Fund* operator->() { return m_fund.get(); }
    fund::Fund& operator*() { return *m_fund; }
    void close() { m_fund.reset(); }

private:
    journal::FixedClock m_clock{u"2026-12-01"_s};
    journal::SystemRandomness m_randomness;
    std::unique_ptr<fund::Fund> m_fund;
};

} // namespace

TEST_CASE("A file of today that calls itself older is altered, and is not looked at less closely") {
    testing::Office office;
    office.fund(u"central-1"_s, u"1000.00"_s);
    office.close();
    {
        testing::RawFile file(office.path());
        file.run(u"UPDATE receipt SET amount = 200000"_s);
        file.run(u"PRAGMA user_version = 1"_s);
    }
    const journal::VerificationReport report = fund::Fund::verify(office.path());
    REQUIRE_FALSE(report.sound());
    CHECK(report.findings.front().place == u"schema");
    CHECK(troubleOf(office.path()).contains(u"表结构"_s));
    CHECK(storage::fileVersion(office.path()) == 1); // left as it was found
}

TEST_CASE("A file of an older version is one of today once it was opened, with the same figures") {
    const Written& of = written();
    INFO(of.commit);
    const OlderFile file(of);
    REQUIRE(fund::isOlder(file.path()));
    { const Opened once(file.path()); }
    CHECK_FALSE(fund::isOlder(file.path()));
    CHECK(storage::fileVersion(file.path()) == storage::schemaVersion);
    Opened fund(file.path());
    CHECK(fund.ask(u"journal.head"_s).value("hash"_L1).toString() == QLatin1StringView(of.head));

    // What the program of that time answered, figure for figure.
    const QJsonObject then =
        QJsonDocument::fromJson(
            older::fixture(u"execution-%1.json"_s.arg(QLatin1StringView(of.commit))))
            .object();
    const QJsonObject now = fund.ask(u"budget.execution"_s);
    REQUIRE(then.value("rows"_L1).toArray().size() == now.value("rows"_L1).toArray().size());
    for (const QString& list : {u"rows"_s, u"by_source"_s})
        for (qsizetype i = 0; i < then.value(list).toArray().size(); ++i) {
            const QJsonObject before = then.value(list).toArray()[i].toObject();
            const QJsonObject after = now.value(list).toArray()[i].toObject();
            for (const QString& key : before.keys()) {
                INFO(list.toStdString() << ' ' << i << ' ' << key.toStdString());
                CHECK(before.value(key) == after.value(key));
            }
        }
    for (const QString& key : then.value("total"_L1).toObject().keys()) {
        INFO(key.toStdString());
        CHECK(then.value("total"_L1).toObject().value(key)
              == now.value("total"_L1).toObject().value(key));
    }
    CHECK(then.value("interest"_L1) == now.value("interest"_L1));

    const journal::VerificationReport report = fund->verify();
    for (const journal::VerificationFinding& finding : report.findings)
        UNSCOPED_INFO(finding.place.toStdString() << ": " << finding.message.toStdString());
    CHECK(report.sound());
    CHECK(report.entries == of.entries);
    CHECK(report.headHash == of.head);
}

TEST_CASE("Documents are readable and everybody gets in as before") {
    const Written& of = written();
    INFO(of.commit);
    const OlderFile file(of);
    Opened fund(file.path());
    int documents = 0;
    for (const QJsonValue& value : fund.ask(u"document.list"_s).value("items"_L1).toArray()) {
        const QString sha256 = value.toObject().value("sha256"_L1).toString();
        const QJsonObject read = fund.ask(u"document.read"_s, {{"sha256"_L1, sha256}});
        const QByteArray bytes =
            QByteArray::fromBase64(read.value("base64"_L1).toString().toLatin1());
        CHECK(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex()
              == sha256.toLatin1());
        ++documents;
    }
    CHECK(documents == of.documents);
    for (const char* user : {"admin", "security1", "clerk1", "clerk2", "reviewer1", "reviewer2",
                             "inspector1", "leader1", "finance1", "finance2", "group1"}) {
        INFO(user);
        CHECK(fund->login(QString::fromLatin1(user), QString::fromLatin1(fund::demoPassword)).ok());
    }
    CHECK_FALSE(fund->login(u"clerk1"_s, u"falsch"_s).ok());
    // Who logged in at that time, and since.
    fund::Internals::trust(*fund, u"security1"_s);
    const auto log = fund->ask({u"security1"_s, u"security.log"_s, {}});
    REQUIRE(log.ok());
    CHECK(log.result.toObject().value("items"_L1).toArray().size() == of.logins + 11 + 1);
    CHECK(fund->verify().sound());
}

TEST_CASE("It is worked on, and a verify later still finds nothing") {
    const Written& of = written();
    INFO(of.commit);
    const OlderFile file(of);
    {
        Opened fund(file.path());
        fund::Internals::trust(*fund, u"finance1"_s);
        const auto answer = fund->submit({u"finance1"_s, u"fund.interest"_s,
                                          QJsonObject{{"id"_L1, u"LX-NEW"_s},
                                                      {"amount"_L1, u"12.34"_s},
                                                      {"date"_L1, u"2026-11-30"_s},
                                                      {"voucher"_L1, u"记-2026-11-001"_s}}});
        CHECK(answer.ok());
        CHECK(answer.seq == of.entries + 1);
        CHECK(fund->verify().sound());
    }
    CHECK(fund::Fund::verify(file.path(), {of.head}).sound());
    Opened again(file.path());
    CHECK(again.ask(u"journal.head"_s).value("seq"_L1).toInteger() == of.entries + 1);
}

TEST_CASE("The older file is kept beside it, byte for byte what it says, for its owner alone") {
    const Written& of = written();
    INFO(of.commit);
    const OlderFile file(of);
    fund::upgrade(file.path());
    const QString kept =
        fund::backupFolderOf(file.path())
        + u"/before-upgrade-%1-%2.fund"_s.arg(QString::number(of.version),
                                              QString::fromLatin1(QByteArray(of.head).left(12)));
    REQUIRE(QFile::exists(kept));
    CHECK(fund::isOlder(kept));
    CHECK(fund::Fund::verify(kept).sound());
    CHECK(filesIn(file.folder()) == QStringList({u"a.fund"_s, u"a.fund.backups"_s}));
    const auto others = QFileDevice::ReadGroup | QFileDevice::ReadOther;
    CHECK_FALSE(QFile::permissions(kept) & others);
    CHECK_FALSE(QFile::permissions(file.path()) & others);
    // It can be restored, and is upgraded again.
    const QString back = file.folder() + u"/back.fund"_s;
    fund::restore(kept, back);
    CHECK(fund::isOlder(back));
    Opened fund(back);
    CHECK(fund->verify().sound());
}

TEST_CASE("What bears the copy's name and is none is left, and the copy is made beside it") {
    const Written& of = older::allWritten().back();
    const OlderFile file(of);
    const QString name =
        fund::backupFolderOf(file.path())
        + u"/before-upgrade-%1-%2"_s.arg(QString::number(of.version),
                                         QString::fromLatin1(QByteArray(of.head).left(12)));
    fund::makeBackupFolder(fund::backupFolderOf(file.path()));
    testing::writeBytes(name + u".fund"_s, "garbage");
    REQUIRE(QFile::link(u"/etc/hostname"_s, name + u"_2.fund"_s));
    CHECK(troubleOf(file.path()).isEmpty());
    CHECK(testing::bytesOf(name + u".fund"_s) == "garbage");
    REQUIRE(QFile::exists(name + u"_3.fund"_s));
    CHECK(fund::Fund::verify(name + u"_3.fund"_s, {QByteArray(of.head)}).sound());
    // The same state once more needs no further copy.
    const QString again = file.folder() + u"/a.fund"_s;
    REQUIRE(QFile::remove(again));
    testing::writeBytes(again, file.bytes());
    CHECK(troubleOf(again).isEmpty());
    CHECK_FALSE(QFile::exists(name + u"_4.fund"_s));
}

TEST_CASE("A link that leads to an older file stays one, and a second name is refused") {
    const OlderFile file(older::allWritten().back());
    const QString link = file.folder() + u"/desk.fund"_s;
    REQUIRE(QFile::link(file.path(), link));
    CHECK(troubleOf(link).isEmpty());
    CHECK(QFileInfo(link).isSymLink());
    CHECK_FALSE(fund::isOlder(file.path()));
    const OlderFile other(older::allWritten().back());
    const QString second = other.folder() + u"/b.fund"_s;
    std::filesystem::create_hard_link(other.path().toStdString(), second.toStdString());
    for (const QString& path : {other.path(), second})
        CHECK(troubleOf(path).contains(u"硬链接"));
    CHECK(other.asItWas());
}

TEST_CASE("verify proves an older file by replaying it and changes nothing") {
    const Written& of = written();
    INFO(of.commit);
    const OlderFile file(of);
    const journal::VerificationReport report = fund::Fund::verify(file.path(), {of.head});
    for (const journal::VerificationFinding& finding : report.findings)
        UNSCOPED_INFO(finding.place.toStdString() << ": " << finding.message.toStdString());
    CHECK(report.sound());
    CHECK(report.entries == of.entries);
    CHECK(report.headHash == of.head);
    CHECK(file.asItWas());
    CHECK(filesIn(file.folder()) == QStringList{u"a.fund"_s});
    CHECK_FALSE(fund::Fund::verify(file.path(), {QByteArray(64, 'a')}).sound());
}

TEST_CASE("An older file that was altered is not upgraded, and verify names the place") {
    struct Edit {
        const char* sql;
        const char* place;
    };
    for (const Edit& edit : {
             Edit{"UPDATE entry SET body = replace(body, '15600.00', '15600.01')", "entry "},
             Edit{"DELETE FROM entry WHERE seq = 300", "entry 301"},
             Edit{"UPDATE entry SET by = 'leader1' WHERE seq = 200", "entry 200"},
             Edit{"UPDATE private SET value = value || '1' WHERE hash ="
                  " (SELECT min(hash) FROM private)",
                  "table private"},
             Edit{"UPDATE private SET salt = CAST(salt || substr(value, 1, 1) AS BLOB),"
                  " value = substr(value, 2) WHERE hash = (SELECT min(hash) FROM private)",
                  "table private"},
             Edit{"UPDATE content SET bytes = x'00' WHERE sha256 ="
                  " (SELECT min(sha256) FROM content)",
                  "table content"},
             Edit{"UPDATE credential SET verifier = (SELECT verifier FROM credential WHERE"
                  " user = 'clerk1') WHERE user = 'leader1'",
                  "table credential"},
             Edit{"UPDATE security_log SET result = 'ok' WHERE seq = 4", "table security_log"},
             Edit{"INSERT INTO file_property VALUES ('x', 'y')", "table file_property"},
         }) {
        INFO(edit.sql);
        OlderFile file;
        file.alter(QString::fromLatin1(edit.sql));
        const QByteArray before = testing::bytesOf(file.path());
        const QString error = troubleOf(file.path());
        CHECK(error.contains(u"fundctl verify"));
        CHECK(error.contains(u'[' + QString::fromLatin1(edit.place)));
        CHECK(testing::bytesOf(file.path()) == before);
        const journal::VerificationReport report = fund::Fund::verify(file.path());
        CHECK(std::any_of(report.findings.begin(), report.findings.end(), [&](const auto& one) {
            return one.place.startsWith(QLatin1StringView(edit.place));
        }));
    }
}

TEST_CASE("An upgrade can be stopped at any point before the file takes its place") {
    int steps = 0;
    {
        const OlderFile file;
        qint64 last = 0;
        fund::upgrade(file.path(), [&](qint64 done, qint64 all) {
            ++steps;
            CHECK(all > 0);
            CHECK(done >= last); // a bar that goes back is none
            last = done;
            return true;
        });
    }
    CHECK(steps > 50);
    const int stride = std::max(1, steps / 12);
    for (int stop = 1; stop < steps; stop += stride) {
        const OlderFile file;
        int told = 0;
        const QString error = troubleOf(file.path(), [&](qint64, qint64) { return ++told < stop; });
        INFO(stop);
        CHECK(error.contains(u"没有任何改动"));
        CHECK(file.asItWas());
        CHECK(filesIn(file.folder()).filter(u".part-"_s).isEmpty());
        CHECK(filesIn(file.folder()).filter(u"journal"_s).isEmpty());
    }
}

TEST_CASE("A file of a newer version is still refused") {
    OlderFile file;
    {
        testing::RawFile raw(file.path());
        raw.run(u"PRAGMA user_version = 99"_s);
    }
    CHECK_FALSE(fund::isOlder(file.path()));
    journal::SystemClock clock;
    journal::SystemRandomness randomness;
    try {
        fund::Fund::open(file.path(), clock, randomness);
        FAIL("it was opened");
    } catch (const Failure& failure) {
        CHECK(failure.trouble() == Trouble::Newer);
    }
}
