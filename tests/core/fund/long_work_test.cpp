// SPDX-License-Identifier: GPL-3.0-only
#include <fund/internals.h>
#include <support/office.h>
#include <support/raw_file.h>

#include <fund/backup.h>

#include <catch2/catch.hpp>

#include <QDir>
#include <QFile>

#include <thread>

// Verifying, copying, exporting and filing on a fund that is open, told how far they are, stopped
// half way.

using namespace Qt::Literals::StringLiterals;
using testing::Office;

namespace {

// What a progress bar was shown: it never goes back and ends whole.
struct Bar {
    qint64 last = -1;
    qint64 all = 0;
    int told = 0;
    bool wentBack = false;

    storage::Progress watch() {
        return [this](qint64 done, qint64 whole) {
            wentBack = wentBack || done < last || (all != 0 && whole != all);
            last = done;
            all = whole;
            ++told;
            return true;
        };
    }
};

// Stops the work when it is told the n-th time.
storage::Progress stopAfter(int n) {
    return [left = std::make_shared<int>(n)](qint64, qint64) { return --*left > 0; };
}

storage::Trouble troubleOf(const std::function<void()>& work) {
    try {
        work();
    } catch (const storage::Failure& failure) {
        return failure.trouble();
    }
    FAIL("nothing was thrown");
    return storage::Trouble::Io;
}

QString writeScan(const Office& office, const QString& name, qint64 megabytes) {
    const QString path = office.folder() + u'/' + name;
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    for (qint64 i = 0; i < megabytes; ++i)
        file.write(QByteArray(1 << 20, static_cast<char>('a' + i % 20)));
    return path;
}

journal::Request filing(const QString& id, const QString& path) {
    return {u"clerk1"_s, u"document.file"_s,
            QJsonObject{{"id"_L1, id},
                        {"about"_L1, QJsonObject{{"kind"_L1, u"project"_s}, {"id"_L1, u"XM-1"_s}}},
                        {"kind"_L1, u"contract"_s},
                        {"title"_L1, u"合同"_s},
                        {"date"_L1, u"2019-03-02"_s},
                        {"path"_L1, path}}};
}

// A fund with a project and a scan of three chunks.
void prepare(Office& office) {
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"2200000.00"_s);
    REQUIRE(office.open().submit(filing(u"D1"_s, writeScan(office, u"scan.pdf"_s, 3))).ok());
}

QStringList filesOf(const Office& office) {
    return QDir(office.folder()).entryList(QDir::Files, QDir::Name);
}

} // namespace

TEST_CASE("an open fund verifies itself, on the thread that owns it, and goes on working") {
    Office office;
    prepare(office);
    office.close();
    bool sound = false;
    bool found = true;
    bool goesOn = false;
    Bar bar;
    const QString path = office.path();
    const QString scan = office.folder() + u"/scan.txt"_s;
    testing::writeBytes(scan, "scan");
    std::thread worker([&] {
        journal::SystemClock clock;
        journal::SystemRandomness randomness;
        const auto fund = fund::Fund::open(path, clock, randomness);
        sound = fund->verify({}, bar.watch()).sound();
        found = fund->verify(QList<QByteArray>{QByteArray(64, 'a')}).sound();
        fund::Internals::trust(*fund, u"clerk1"_s);
        fund::Internals::context(*fund).clockIsRight = true; // years after the Office's
        goesOn = fund->submit(filing(u"D2"_s, scan)).ok();
    });
    worker.join();
    CHECK(sound);
    CHECK_FALSE(found);
    CHECK(goesOn);
    CHECK_FALSE(bar.wentBack);
    CHECK(bar.told > 5);
    CHECK(bar.last == bar.all);
}

TEST_CASE("a stopped check says that it was stopped, not that the fund is bad") {
    Office office;
    prepare(office);
    for (int n : {1, 2, 5, 20})
        CHECK(troubleOf([&] { office.open().verify({}, stopAfter(n)); })
              == storage::Trouble::Cancelled);
    CHECK(office.open().verify().sound());
}

TEST_CASE("an open fund is copied and the copy verified; a stop leaves no file") {
    Office office;
    prepare(office);
    const QString copy = office.folder() + u"/copy.fund"_s;
    const QStringList before = filesOf(office);
    for (int n : {1, 2, 4, 8, 12})
        CHECK(troubleOf([&] { office.open().backupTo(copy, stopAfter(n)); })
              == storage::Trouble::Cancelled);
    CHECK(filesOf(office) == before);
    Bar bar;
    office.open().backupTo(copy, bar.watch());
    CHECK(bar.last == bar.all);
    CHECK_FALSE(bar.wentBack);
    CHECK(fund::Fund::verify(copy).sound());
    CHECK(troubleOf([&] { office.open().backupTo(copy); }) == storage::Trouble::Exists);
    const QString kept = office.open().rotatingBackup();
    CHECK(fund::backupsOf(office.path()) == QStringList{kept});
    CHECK(troubleOf([&] { office.open().rotatingBackup(stopAfter(3)); })
          == storage::Trouble::Cancelled);
    CHECK(fund::backupsOf(office.path()) == QStringList{kept});
}

TEST_CASE("exports of an open fund are told how far they are; a stop leaves no file") {
    Office office;
    prepare(office);
    const QString zip = office.folder() + u"/out.zip"_s;
    const QStringList before = filesOf(office);
    const auto archive = [&](const QString& user, const storage::Progress& progress) {
        return office.open().exportArchive(user, u"XM-1"_s, zip, progress);
    };
    const auto audit = [&](const storage::Progress& progress) {
        return office.open().exportAudit(u"auditor1"_s, zip, progress);
    };
    for (int n : {1, 2, 3}) {
        CHECK(archive(u"clerk1"_s, stopAfter(n)).rejection->error()->kind
              == journal::ErrorKind::Storage);
        CHECK(audit(stopAfter(n)).rejection->message().startsWith(u"已取消"));
        CHECK(filesOf(office) == before);
    }
    CHECK(archive(u"nobody"_s, {}).rejection->error()->kind == journal::ErrorKind::NotLoggedIn);
    CHECK(office.open().exportArchive(u"clerk1"_s, u"XM-9"_s, zip).rejection->error()->field
          == u"id");
    Bar bar;
    CHECK(archive(u"clerk1"_s, bar.watch()).ok());
    CHECK(bar.last == bar.all);
    CHECK_FALSE(bar.wentBack);
    CHECK_FALSE(archive(u"clerk1"_s, {}).ok()); // never over a file that is there
    REQUIRE(QFile::remove(zip));
    CHECK(audit(Bar().watch()).ok());
}

TEST_CASE("a scan is told how far it is filed; a stop leaves the fund as it was") {
    Office office;
    prepare(office);
    const QString scan = writeScan(office, u"large.pdf"_s, 6);
    const QJsonValue head = office.ask(u"clerk1"_s, u"journal.head"_s);
    for (int n : {1, 3, 8, 12}) {
        const auto answer = office.open().submit(filing(u"D2"_s, scan), stopAfter(n));
        CHECK(answer.rejection->error()->kind == journal::ErrorKind::Storage);
        CHECK(answer.rejection->message().startsWith(u"已取消"));
    }
    CHECK(office.ask(u"clerk1"_s, u"journal.head"_s) == head);
    Bar bar;
    CHECK(office.open().submit(filing(u"D2"_s, scan), bar.watch()).ok());
    CHECK(bar.told == 12);
    CHECK(bar.last == bar.all);
    CHECK_FALSE(bar.wentBack);
    office.verifySound();
}
