// SPDX-License-Identifier: GPL-3.0-only
#include <storage/database.h>
#include <storage/header.h>
#include <storage/holder.h>
#include <support/raw_file.h>
#include <support/told.h>

#include <platform/disk.h>

#include <storage/durable.h>

#include <catch2/catch.hpp>

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

#include <filesystem>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;
using storage::Database;
using storage::Failure;
using storage::OpenMode;
using storage::Trouble;
using testing::bytesOf;
using testing::RawFile;
using testing::told;
using testing::writeBytes;

namespace {

// A folder with one small sealed file in it.
class Shelf {
public:
    Shelf() {
        const auto made = Database::create(path());
        made->script(u"CREATE TABLE thing (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT"_s);
        made->sealSchema();
        for (int i = 0; i < 200; ++i)
            made->run("INSERT INTO thing VALUES (?, ?)", QString::number(i), QString(100, u'x'));
    }
    QString path() const { return m_folder.filePath(u"a.fund"_s); }
    QString other(const QString& name) const { return m_folder.filePath(name); }
    QStringList files() const { return QDir(m_folder.path()).entryList(QDir::Files); }

private:
    QTemporaryDir m_folder;
};

struct Said {
    Trouble error = Trouble::Io;
    QString message;
};

// What opening says; fails the test where it opens, or where the file is touched.
Said refusedOpen(const QString& path, OpenMode opening = OpenMode::ReadWrite) {
    const bool file = QFileInfo(path).isFile();
    const QByteArray before = file ? bytesOf(path) : QByteArray();
    Said said;
    bool opened = true;
    try {
        Database::open(path, opening);
    } catch (const Failure& failure) {
        opened = false;
        said = {failure.trouble(), failure.message()};
    }
    CHECK_FALSE(opened);
    CHECK(QFileInfo(path).isFile() == file);
    if (file)
        CHECK(bytesOf(path) == before);
    INFO(said.message.toStdString());
    CHECK(said.message.endsWith(u'。'));
    CHECK(said.message.startsWith(path));
    return said;
}

QString textOf(Database& database, storage::Literal sql) {
    auto row = database.query(sql);
    REQUIRE(row.next());
    return row.text(0);
}

} // namespace

TEST_CASE("What is no fund file is refused, and stays as it was") {
    const Shelf shelf;
    const QString path = shelf.other(u"b.fund"_s);

    writeBytes(path, "这是一份文本文件,不是资金文件。\n");
    Said said = refusedOpen(path);
    CHECK(said.error == Trouble::NotAFund);
    CHECK(said.message == told("fund.not-a-fund", path));

    writeBytes(path, QByteArray(100'000, 'x'));
    CHECK(refusedOpen(path).error == Trouble::NotAFund);

    writeBytes(path, QByteArray());
    CHECK(refusedOpen(path).error == Trouble::NotAFund);

    // A file of another program, sound as SQLite goes.
    writeBytes(path, QByteArray());
    { RawFile(path).run(u"CREATE TABLE t (x); INSERT INTO t VALUES (1)"_s); }
    CHECK(refusedOpen(path).error == Trouble::NotAFund);
    CHECK(refusedOpen(path, OpenMode::Examine).error == Trouble::NotAFund);
}

TEST_CASE("A missing file, and a folder, are not opened and nothing is made") {
    const Shelf shelf;
    const QStringList before = shelf.files();
    const QString missing = shelf.other(u"nowhere.fund"_s);
    for (OpenMode opening : {OpenMode::ReadWrite, OpenMode::Examine}) {
        try {
            Database::open(missing, opening);
            FAIL("opened what is not there");
        } catch (const Failure& failure) {
            CHECK(failure.trouble() == Trouble::CannotOpen);
            CHECK(failure.message() == told("fund.missing", missing));
        }
    }
    const QString folder = QFileInfo(shelf.path()).path();
    const Said said = refusedOpen(folder);
    CHECK(said.error == Trouble::CannotOpen);
    CHECK(said.message == told("fund.is-folder", folder));
    CHECK(shelf.files() == before);
}

TEST_CASE("A file of a newer program is refused before anything is read") {
    const Shelf shelf;
    { RawFile(shelf.path()).run(u"PRAGMA user_version = %1"_s.arg(storage::schemaVersion + 1)); }
    for (OpenMode opening : {OpenMode::ReadWrite, OpenMode::Examine}) {
        const Said said = refusedOpen(shelf.path(), opening);
        CHECK(said.error == Trouble::Newer);
        CHECK(said.message == told("fund.newer", shelf.path()));
    }
}

TEST_CASE("A file cut short is refused with both sizes") {
    const Shelf shelf;
    const QByteArray whole = bytesOf(shelf.path());
    REQUIRE(whole.size() > 8192);
    for (const qsizetype left :
         {whole.size() - 1, whole.size() - 4096, qsizetype(4096), qsizetype(100)}) {
        writeBytes(shelf.path(), whole.first(left));
        const Said said = refusedOpen(shelf.path());
        CHECK(said.error == Trouble::Damaged);
        CHECK(said.message == told("fund.cut-short", shelf.path(), whole.size(), left));
    }
    writeBytes(shelf.path(), whole.first(99));
    CHECK(refusedOpen(shelf.path()).error == Trouble::NotAFund);
    writeBytes(shelf.path(), whole);
    CHECK(textOf(*Database::open(shelf.path()), "SELECT count(*) FROM thing") == u"200");
}

TEST_CASE("Tables that are not the program's are refused") {
    for (const QString& change :
         {u"CREATE TABLE extra (x)"_s, u"ALTER TABLE thing ADD COLUMN y TEXT"_s,
          u"CREATE TRIGGER t AFTER INSERT ON thing BEGIN SELECT 1; END"_s,
          u"DELETE FROM file_property"_s, u"UPDATE file_property SET value = 'abc'"_s,
          u"DROP TABLE thing"_s}) {
        const Shelf shelf;
        { RawFile(shelf.path()).run(change); }
        INFO(change.toStdString());
        const Said said = refusedOpen(shelf.path());
        CHECK(said.error == Trouble::Damaged);
        CHECK(said.message == told("fund.schema-altered", shelf.path()));
        // To be examined it opens all the same.
        CHECK_NOTHROW(Database::open(shelf.path(), OpenMode::Examine));
    }
}

TEST_CASE("A file in use says by whom and since when") {
    const Shelf shelf;
    auto first = Database::open(shelf.path());
    CHECK(shelf.files().contains(u"a.fund.using"_s));
    for (OpenMode opening : {OpenMode::ReadWrite, OpenMode::Examine}) {
        QString message;
        try {
            const auto second = Database::open(shelf.path(), opening);
            textOf(*second, "SELECT count(*) FROM thing");
        } catch (const Failure& failure) {
            CHECK(failure.trouble() == Trouble::InUse);
            message = failure.message();
        }
        INFO(message.toStdString());
        CHECK(message.startsWith(shelf.path() + u" 正被 "_s));
        CHECK(message.contains(u"进程 %1) 自 20"_s.arg(getpid())));
        CHECK(message.endsWith(u"起 使用:请等其关闭后再试。"_s));
    }
    // The first one works on as if nothing had been.
    first->run("INSERT INTO thing VALUES ('new', 'x')");
    first.reset();
    CHECK(shelf.files() == QStringList{u"a.fund"_s});
    CHECK(textOf(*Database::open(shelf.path()), "SELECT count(*) FROM thing") == u"201");
}

// A process that closes a file gives all its locks on it back, so reading one's own fund as another
// file would let a second program in, and both would write.
TEST_CASE("Nothing else of this program opens the fund that it has open, under whatever name") {
    const Shelf shelf;
    const auto first = Database::open(shelf.path());
    const QString second = shelf.path() + u".second"_s;
    const QString link = shelf.path() + u".link"_s;
    std::filesystem::create_hard_link(shelf.path().toStdString(), second.toStdString());
    REQUIRE(QFile::link(shelf.path(), link));
    const QByteArray before = testing::bytesOf(second);
    for (const QString& path :
         {shelf.path(), second, link, shelf.path() + u".using"_s, shelf.path() + u"-journal"_s}) {
        INFO(path.toStdString());
        CHECK(storage::noFile(path));
        CHECK_THROWS_AS(storage::readWhole(path, 1 << 20), Failure);
        CHECK_THROWS_AS(storage::writeAtomically(path, "x"), Failure);
        CHECK(storage::fileVersion(path) == 0);
    }
    CHECK(testing::bytesOf(second) == before);
    // Should the lock be lost all the same, the note is held.
    CHECK(platform::isHeld(storage::nativePath(shelf.path() + u".using"_s)));
    CHECK_THROWS_AS(storage::LockFile(shelf.path()), Failure);
}

TEST_CASE("No export takes the place of a fund, nor of a backup") {
    const Shelf shelf;
    CHECK_THROWS_AS(storage::writeAtomically(shelf.path(), "x"), Failure);
    CHECK(storage::noOutput(shelf.path()));
    CHECK_NOTHROW(Database::open(shelf.path()));
}

TEST_CASE("A lock without a note is in use by another program") {
    const Shelf shelf;
    RawFile other(shelf.path());
    other.run(u"BEGIN EXCLUSIVE"_s);
    const Said said = refusedOpen(shelf.path());
    CHECK(said.error == Trouble::InUse);
    CHECK(said.message == told("fund.in-use", shelf.path(), "另一个程序"));
}

TEST_CASE("A note left behind by an unclean end does not lock; the pages are looked at") {
    const Shelf shelf;
    writeBytes(shelf.path() + u".using"_s, "某人 (旧机器, 进程 1) 自 2019-01-01 08:00 起\n");
    CHECK(textOf(*Database::open(shelf.path()), "SELECT count(*) FROM thing") == u"200");
    CHECK(shelf.files() == QStringList{u"a.fund"_s});

    QByteArray bytes = bytesOf(shelf.path());
    for (qsizetype i = 4 * 4096 + 20; i < 4 * 4096 + 600; ++i)
        bytes[i] = '\x7f';
    writeBytes(shelf.path(), bytes);
    writeBytes(shelf.path() + u".using"_s, "某人\n");
    const Said said = refusedOpen(shelf.path());
    CHECK(said.error == Trouble::Damaged);
    CHECK(said.message.contains(u"请停止使用"_s));
}

TEST_CASE("A transaction that was cut off is rolled back by the next opening") {
    const Shelf shelf;
    const QString copy = shelf.other(u"copy.fund"_s);
    {
        auto database = Database::open(shelf.path());
        database->run("PRAGMA cache_size = 1"); // so that pages reach the file before the commit
        database->run("BEGIN IMMEDIATE");
        for (int i = 0; i < 2000; ++i)
            database->run("INSERT INTO thing VALUES (?, ?)", u"n%1"_s.arg(i), QString(200, u'y'));
        // The power goes: file and journal as they lie on the disk now.
        REQUIRE(QFile::copy(shelf.path(), copy));
        REQUIRE(QFile::copy(shelf.path() + u"-journal"_s, copy + u"-journal"_s));
        database->run("ROLLBACK");
    }
    REQUIRE(QFileInfo(copy + u"-journal"_s).size() > 0);
    auto database = Database::open(copy);
    CHECK(textOf(*database, "SELECT count(*) FROM thing") == u"200");
    CHECK(textOf(*database, "PRAGMA integrity_check") == u"ok");
}

TEST_CASE("Through another's journal, or one with a second name, no page of the file is written") {
    const Shelf shelf;
    const QString journal = shelf.path() + u"-journal"_s;
    writeBytes(journal, {});
    REQUIRE(Database::open(shelf.path()));
    writeBytes(journal, {});
    std::filesystem::create_hard_link(journal.toStdString(), shelf.other(u"mine"_s).toStdString());
    CHECK(refusedOpen(shelf.path()).message.contains(u"别的文件名"_s));
    REQUIRE(QFile::remove(shelf.other(u"mine"_s)));
    if (::geteuid() == 0) {
        REQUIRE(::chown(journal.toUtf8().constData(), 65534, 65534) == 0);
        CHECK(refusedOpen(shelf.path()).message.contains(u"别人的文件"_s));
    }
    REQUIRE(QFile::remove(journal));
    REQUIRE(Database::open(shelf.path()));
}

TEST_CASE("Making a file never writes over one") {
    const Shelf shelf;
    for (const QByteArray& content : {bytesOf(shelf.path()), QByteArray("text"), QByteArray()}) {
        const QString path = shelf.other(u"there"_s);
        writeBytes(path, content);
        try {
            Database::create(path);
            FAIL("made a file over another");
        } catch (const Failure& failure) {
            CHECK(failure.trouble() == Trouble::Exists);
            CHECK(failure.message() == told("file.exists", path));
        }
        CHECK(bytesOf(path) == content);
    }
    try {
        Database::create(shelf.other(u"no/folder/x.fund"_s));
        FAIL("made a file in a folder that is not there");
    } catch (const Failure& failure) {
        CHECK(failure.trouble() == Trouble::CannotOpen);
        CHECK(failure.message().startsWith(u"不能新建 x.fund:没有文件夹 "_s));
        CHECK(failure.message().endsWith(u"请先建好它,或换一个地方。"_s));
    }
    const auto permissions = QFileInfo(shelf.path()).permissions();
    CHECK_FALSE(permissions & (QFileDevice::ReadGroup | QFileDevice::ReadOther));
}

TEST_CASE("A file on another machine's disk is refused by name, but can be looked at") {
    const Shelf shelf;
    storage::askAboutNetwork([](const QString&) { return true; });
    const Said said = refusedOpen(shelf.path());
    CHECK(said.error == Trouble::CannotOpen);
    CHECK(said.message.contains(u"位于网络文件夹"_s));
    CHECK_NOTHROW(Database::open(shelf.path(), OpenMode::Examine));
    CHECK_THROWS_AS(Database::create(shelf.other(u"new.fund"_s)), Failure);
    CHECK_FALSE(QFileInfo::exists(shelf.other(u"new.fund"_s)));
    storage::askAboutNetwork(nullptr);
    CHECK_NOTHROW(Database::open(shelf.path()));
}
