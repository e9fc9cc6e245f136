// SPDX-License-Identifier: GPL-3.0-only
#include <fund/backup.h>
#include <fund/internals.h>
#include <support/office.h>
#include <support/raw_file.h>

#include <catch2/catch.hpp>

#include <QDir>
#include <QFileInfo>

#include <sys/stat.h>

using namespace Qt::Literals::StringLiterals;
using testing::bytesOf;
using testing::Office;
using testing::told;
using testing::writeBytes;

namespace {

bool ownersAlone(const QString& path) {
    struct stat facts {};
    REQUIRE(::stat(QFile::encodeName(path).constData(), &facts) == 0);
    return (facts.st_mode & 077) == 0;
}

} // namespace

TEST_CASE("A backup is its owner's alone while it is made, whatever the shell allows") {
    Office office;
    office.close();
    const mode_t before = umask(0);
    const QString copy = office.folder() + u"/copy.fund"_s;
    bool looked = false;
    fund::backup(office.path(), copy, [&](qint64, qint64) {
        for (const QFileInfo& file : QDir(office.folder()).entryInfoList({u"copy*"_s}, QDir::Files))
            looked = ownersAlone(file.filePath());
        return true;
    });
    umask(before);
    CHECK(looked);
    CHECK(ownersAlone(copy));
}

TEST_CASE("A backup takes the place of a damaged fund, which is kept") {
    Office office;
    office.close();
    const QString copy = office.folder() + u"/copy.fund"_s;
    fund::backup(office.path(), copy);
    for (const QByteArray& ruined : {QByteArray(5000, 'x'), bytesOf(office.path()).first(9000)}) {
        writeBytes(office.path(), ruined);
        const QString kept = fund::restore(copy, office.path()).kept;
        CHECK(bytesOf(kept) == ruined);
        office.verifySound();
        office.close();
    }
}

TEST_CASE("Of the backups stay the newest of each of the last 14 days and 12 months") {
    // Two a day for 500 days, the way the clock of an office goes.
    QStringList all;
    for (QDate day(2019, 1, 1); all.size() < 1000; day = day.addDays(1))
        for (const auto* time : {u"091500", u"173000"})
            all.prepend(
                u"/b/%1-%2.fund-backup"_s.arg(day.toString(u"yyyyMMdd"_s), QStringView(time)));
    const QStringList drop = fund::backupsToDrop(all);
    QStringList kept;
    for (const QString& path : all)
        if (!drop.contains(path))
            kept << path.sliced(3, 15);
    CHECK(all.front() == u"/b/20200514-173000.fund-backup");
    REQUIRE(kept.size() == 14 + 11); // this month's newest is a day's as well
    for (int i = 0; i < 14; ++i)
        CHECK(kept[i] == u"202005%1-173000"_s.arg(14 - i, 2, 10, QChar(u'0')));
    CHECK(kept[14] == u"20200430-173000");
    CHECK(kept.last() == u"20190630-173000");
    // Made one by one, the same stay: what goes each day is never missed later.
    QStringList grown;
    for (auto path = all.crbegin(); path != all.crend(); ++path) {
        grown.prepend(*path);
        for (const QString& old : fund::backupsToDrop(grown))
            grown.removeOne(old);
    }
    CHECK(grown.size() == kept.size());
    CHECK(grown.front() == all.front());
}

TEST_CASE("A clock that stood ahead costs no backup, and hides none that is due") {
    Office office;
    office.close();
    journal::FixedClock clock(u"2019-03-01"_s);
    const auto make = [&](const QString& date) {
        clock.setDate(date);
        const auto open = storage::Database::open(office.path());
        return fund::rotatingBackup(*open, clock);
    };
    CHECK(make(u"2019-03-01"_s).endsWith(u"/20190301-090000.fund-backup"_s));
    CHECK(make(u"2019-03-01"_s).endsWith(u"/20190301-090000_2.fund-backup"_s));
    CHECK(fund::backupsOf(office.path()).size() == 1);
    make(u"2062-01-01"_s);
    CHECK(fund::backupsOf(office.path()).size() == 2);
    CHECK(fund::backupIsDue(office.path(), u"2019-03-02"_s));
    make(u"2019-03-02"_s);
    CHECK_FALSE(fund::backupIsDue(office.path(), u"2019-03-02"_s));
    CHECK(fund::backupsOf(office.path()).size() == 3);
}

TEST_CASE("What goes with a restore is counted, and from when on") {
    Office office;
    office.today(u"2019-06-01"_s);
    office.close();
    const QString copy = office.folder() + u"/copy.fund"_s;
    fund::backup(office.path(), copy);
    CHECK(fund::restore(copy, office.path()).lost == 0);
    office.today(u"2019-06-30"_s);
    office.reopen();
    office.fund(u"central-1"_s, u"1.00"_s);
    office.fund(u"central-1"_s, u"2.00"_s);
    office.close();
    const fund::Restored told = fund::restore(copy, office.path());
    CHECK(told.lost == 2);
    CHECK(told.since == u"2019-06-30 09:00");
    CHECK_FALSE(told.otherFund);
    // Both went on from one state: what the old one has since they parted.
    office.reopen();
    office.fund(u"central-1"_s, u"3.00"_s);
    office.close();
    CHECK(fund::restore(told.kept, office.path()).lost == 1);
}

TEST_CASE("A fund that is moved away while it is open takes no more commands") {
    Office office;
    office.fund(u"central-1"_s, u"1000000.00"_s);
    const QString aside = office.folder() + u"/aside.fund"_s;
    REQUIRE(QFile::rename(office.path(), aside));
    const QString more = uR"({"id":"R-9","source":"central-1","amount":"5.00",)"
                         R"("date":"2019-02-01","document":"文号"})"_s;
    const auto no = office.refused(u"finance1"_s, u"fund.receive"_s, more);
    CHECK(no.kind == u"storage");
    CHECK(no.message == told("fund.moved", office.path()));
    // Back in its place it works on.
    REQUIRE(QFile::rename(aside, office.path()));
    office.ok(u"finance1"_s, u"fund.receive"_s, more);
    office.verifySound();
}

TEST_CASE("A clock that jumps back leaves the entries in order") {
    Office office;
    office.today(u"2019-06-30"_s);
    office.fund(u"central-1"_s, u"1.00"_s);
    office.today(u"2019-02-01"_s);
    office.fund(u"central-1"_s, u"2.00"_s);
    office.today(u"2019-07-01"_s);
    office.fund(u"central-1"_s, u"3.00"_s);
    auto rows =
        fund::Internals::context(office.open()).db.query("SELECT at FROM entry ORDER BY seq");
    QString last;
    while (rows.next()) {
        CHECK(rows.text(0) >= last);
        last = rows.text(0);
    }
    CHECK(last.startsWith(u"2019-07-01"));
}

TEST_CASE("A document that grows while it is read is not filed") {
    Office office;
    const QString scan = office.folder() + u"/scan.bin"_s;
    writeBytes(scan, QByteArray(3'000'000, 'a'));
    const QJsonObject about{{"kind"_L1, u"fund"_s}, {"id"_L1, u"all"_s}};
    const journal::Request request{u"clerk1"_s, u"document.file"_s,
                                   QJsonObject{{"id"_L1, u"WJ-1"_s},
                                               {"about"_L1, about},
                                               {"kind"_L1, u"other"_s},
                                               {"title"_L1, u"对账单"_s},
                                               {"date"_L1, u"2019-02-01"_s},
                                               {"path"_L1, scan}}};
    const auto before = journal::head(fund::Internals::context(office.open())).hash;
    const auto answer = office.open().submit(request, [&](qint64, qint64) {
        QFile more(scan);
        REQUIRE(more.open(QIODevice::Append));
        more.write("b");
        return true;
    });
    REQUIRE_FALSE(answer.ok());
    CHECK(answer.rejection->message() == told("file.changed", scan));
    CHECK(journal::head(fund::Internals::context(office.open())).hash == before);
    CHECK_FALSE(fund::Internals::context(office.open()).db.query("SELECT 1 FROM content").next());
    // Now it stands still, and is filed.
    CHECK(office.open().submit(request).ok());
    office.verifySound();
}
