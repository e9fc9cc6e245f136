// SPDX-License-Identifier: GPL-3.0-only
#include <storage/database.h>
#include <support/raw_file.h>
#include <support/told.h>

#include <catch2/catch.hpp>

#include <QTemporaryDir>

#include <limits>

using namespace Qt::Literals::StringLiterals;
using storage::Database;
using storage::Failure;
using storage::Trouble;
using storage::UnitOfWork;
using testing::told;

namespace {

class Shelf {
public:
    Shelf() : m_database(Database::create(path())) {
        m_database->script(
            u"CREATE TABLE thing (id TEXT PRIMARY KEY, amount INTEGER NOT NULL CHECK (amount >= 0))"
            " STRICT;"
            "CREATE TABLE part (thing TEXT NOT NULL REFERENCES thing) STRICT;"
            "CREATE TRIGGER thing_no_delete BEFORE DELETE ON thing BEGIN"
            " SELECT RAISE(ABORT, 'thing is append-only'); END"_s);
        m_database->sealSchema();
    }
    QString path() const { return m_folder.filePath(u"a.fund"_s); }
    Database& operator*() { return *m_database; }
    Database* operator->() { return m_database.get(); }
    void reopen() {
        m_database.reset();
        m_database = Database::open(path());
    }
    qint64 count() {
        auto row = m_database->query("SELECT count(*) FROM thing");
        row.next();
        return row.integer(0);
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Database> m_database;
};

QString setting(Database& database, const char* pragma) {
    auto row = database.queryOnce(QString::fromLatin1(pragma));
    REQUIRE(row.next());
    return row.text(0);
}

} // namespace

TEST_CASE("Every protection is on, in a new file and in one opened again") {
    Shelf shelf;
    for (int pass = 0; pass < 2; ++pass) {
        CHECK(setting(*shelf, "PRAGMA journal_mode") == u"truncate");
        CHECK(setting(*shelf, "PRAGMA synchronous") == u"3");
        CHECK(setting(*shelf, "PRAGMA locking_mode") == u"exclusive");
        CHECK(setting(*shelf, "PRAGMA foreign_keys") == u"1");
        CHECK(setting(*shelf, "PRAGMA recursive_triggers") == u"1");
        CHECK(setting(*shelf, "PRAGMA trusted_schema") == u"0");
        CHECK(setting(*shelf, "PRAGMA cell_size_check") == u"1");
        CHECK(setting(*shelf, "PRAGMA mmap_size") == u"0");
        CHECK(setting(*shelf, "PRAGMA application_id") == u"1178880817"); // FDK1
        CHECK(setting(*shelf, "PRAGMA user_version") == QString::number(storage::schemaVersion));
        CHECK(setting(*shelf, "PRAGMA page_size") == u"4096");
        int defensive = 0;
        sqlite3_db_config(shelf->handle(), SQLITE_DBCONFIG_DEFENSIVE, -1, &defensive);
        CHECK(defensive == 1);
        shelf.reopen();
    }
}

TEST_CASE("The protections bite") {
    Shelf shelf;
    shelf->run("INSERT INTO thing VALUES ('a', 5)");
    const auto refused = [&](storage::Literal sql) {
        CHECK_THROWS_AS(shelf->run(sql), logging::Bug);
        CHECK(shelf.count() == 1);
    };
    refused("INSERT INTO part VALUES ('nobody')");           // foreign keys
    refused("INSERT INTO thing VALUES ('b', -1)");           // CHECK
    refused("INSERT INTO thing VALUES ('b', 'five')");       // STRICT
    refused("INSERT INTO thing VALUES ('b', NULL)");         // NOT NULL
    refused("DELETE FROM thing");                            // the trigger
    refused("INSERT OR REPLACE INTO thing VALUES ('a', 6)"); // recursive triggers
    refused("INSERT INTO thing VALUES (\"b\", 1)");          // no text in double quotes
    CHECK(setting(*shelf, "SELECT amount FROM thing") == u"5");
    // DEFENSIVE: the schema can't be written even by who asks for it.
    shelf->run("PRAGMA writable_schema = ON");
    CHECK_THROWS_AS(shelf->run("DELETE FROM sqlite_schema"), logging::Bug);
}

TEST_CASE("A mark of byte order at the front of a text is part of it") {
    Shelf shelf;
    shelf->run("INSERT INTO thing VALUES (CAST(x'efbbbf61' AS TEXT), 5)");
    CHECK(setting(*shelf, "SELECT id FROM thing") == QString(QChar(0xfeff)) + u'a');
    CHECK(setting(*shelf, "SELECT CAST(x'efbbbf' AS TEXT)") == QString(QChar(0xfeff)));
}

TEST_CASE("A unit of work is all or nothing") {
    Shelf shelf;
    {
        UnitOfWork work(*shelf);
        shelf->run("INSERT INTO thing VALUES ('a', 1)");
        CHECK(shelf->inTransaction());
    } // rolls back
    CHECK_FALSE(shelf->inTransaction());
    CHECK(shelf.count() == 0);
    {
        UnitOfWork work(*shelf);
        shelf->run("INSERT INTO thing VALUES ('a', 1)");
        shelf->run("INSERT INTO thing VALUES ('b', 2)");
        work.commit();
    }
    CHECK(shelf.count() == 2);
    // A statement that fails takes the whole unit with it, unless the caller goes on.
    try {
        UnitOfWork work(*shelf);
        shelf->run("INSERT INTO thing VALUES ('c', 3)");
        shelf->run("INSERT INTO thing VALUES ('c', 3)");
        work.commit();
    } catch (const logging::Bug&) {}
    CHECK(shelf.count() == 2);
    shelf.reopen();
    CHECK(shelf.count() == 2);
}

TEST_CASE("A rolled back unit leaves the file's bytes as they were") {
    Shelf shelf;
    shelf->run("INSERT INTO thing VALUES ('a', 1)");
    const QByteArray before = testing::bytesOf(shelf.path());
    {
        UnitOfWork work(*shelf);
        shelf->run("INSERT INTO thing VALUES ('b', 2)");
    }
    CHECK(testing::bytesOf(shelf.path()) == before);
}

TEST_CASE("Values come back as they went in") {
    Shelf shelf;
    shelf->script(u"CREATE TABLE value (whole INTEGER, words TEXT, bytes BLOB)"_s);
    const QString words = u"汉字\n\"引号\" \U0001F600 'x'"_s;
    const QByteArray bytes("\0\x01\xff;", 4);
    for (const qint64 whole :
         {qint64(0), std::numeric_limits<qint64>::max(), std::numeric_limits<qint64>::min()}) {
        shelf->run("DELETE FROM value");
        shelf->run("INSERT INTO value VALUES (?, ?, ?)", whole, words, bytes);
        auto row = shelf->query("SELECT whole, words, bytes, NULL FROM value");
        REQUIRE(row.next());
        CHECK(row.integer(0) == whole);
        CHECK(row.fen(0) == money::Fen::of(whole));
        CHECK(row.text(1) == words);
        CHECK(row.bytes(2) == bytes);
        CHECK(row.text(3).isNull());
        CHECK_FALSE(row.next());
    }
    // No value of a statement can become a part of it.
    shelf->run("INSERT INTO value VALUES (1, ?, x'')", u"'); DROP TABLE value; --"_s);
    CHECK(setting(*shelf, "SELECT count(*) FROM value") == u"2");
}

TEST_CASE("A column is read by its name, in whatever order, and a name that is none is a fault") {
    Shelf shelf;
    shelf->run("INSERT INTO thing (id, amount) VALUES (?, ?)", u"a"_s, 5);
    auto row = shelf->query("SELECT amount, id, thing.amount + 1 AS more FROM thing");
    REQUIRE(row.next());
    CHECK(row.integer("more") == 6);
    CHECK(row.text("id") == u"a");
    CHECK(row.integer("amount") == 5);
    CHECK(row.integer("amount") == 5);
    CHECK_THROWS_AS(row.text("name"), logging::Bug);
}

TEST_CASE("The same query inside its own loop is another one") {
    Shelf shelf;
    for (const char* id : {"a", "b", "c"})
        shelf->run("INSERT INTO thing VALUES (?, 1)", id);
    int pairs = 0;
    constexpr const char* sql = "SELECT id FROM thing";
    auto outer = shelf->query(sql);
    while (outer.next()) {
        auto inner = shelf->query(sql);
        while (inner.next())
            ++pairs;
    }
    CHECK(pairs == 9);
}

TEST_CASE("A full disk is said to be full, and nothing is kept") {
    Shelf shelf;
    shelf->run("INSERT INTO thing VALUES ('a', 1)");
    const QString pages = setting(*shelf, "PRAGMA page_count");
    setting(*shelf, u"PRAGMA max_page_count = %1"_s.arg(pages).toLatin1().constData());
    try {
        UnitOfWork work(*shelf);
        for (int i = 0; i < 5000; ++i)
            shelf->run("INSERT INTO thing VALUES (?, 1)", u"%1-%2"_s.arg(i).arg(QString(99, u'x')));
        work.commit();
        FAIL("wrote past the end of the disk");
    } catch (const Failure& failure) {
        CHECK(failure.trouble() == Trouble::Full);
        CHECK(failure.message() == told("fund.disk-full", shelf.path()));
    }
    CHECK(shelf.count() == 1);
}
