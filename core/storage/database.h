// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "failure.h"
#include "progress.h"
#include "statement.h"

#include <logging/bug.h>

#include <QMap>
#include <QString>
#include <QStringList>

#include <memory>
#include <unordered_map>
#include <variant>
#include <vector>

struct sqlite3;

namespace storage {

class LockFile;

// A copy on its way. Goes with the object; what it made so far stays.
class Copying {
public:
    virtual ~Copying() = default;
    // A piece more; false once all is there. Throws Failure.
    virtual bool step() = 0;
    // Has the system write out what was copied so far. May be called on another thread than `step`,
    // not at the same time.
    virtual void settle() = 0;
    virtual qint64 done() const = 0;
    virtual qint64 all() const = 0;
};

// "FDK1": what a fund file bears in its header, so that another SQLite file is not taken for one.
inline constexpr qint64 applicationId = 0x46444B31;
// What storage itself keeps in a file.
inline constexpr const char* propertyTable =
    "CREATE TABLE file_property (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;";
// The layout of the tables, and of what the journal's entries mean. A file of a higher version is
// refused; one of a lower is replayed into a new one by the room that knows how (fund/upgrade.h).
//     1  up to November 2026
//     2  0.9.0 as of 29 November 2026
//     3  a unit has the day of its last change
//     4  keys of commands that may be sent twice, addresses in the security log; no table or column
//        is called user, which is a word of SQL
//     5  what other measures ask for: bases of grants, milestones, audited amounts, minutes,
//        guarantees
inline constexpr qint64 schemaVersion = 5;

enum class OpenMode {
    ReadWrite, // as people use it: locked for others, every protection on, refuses a damaged file
    Read,    // as ReadWrite where the file and its folder can be written; a write-protected copy is
             // opened for reading only, and nothing is made beside it
    Examine, // for verify: opens what can still be read, also what ReadWrite refuses as damaged
};

// One open SQLite file under the settings that DESIGN found to lose nothing at a power cut:
// TRUNCATE, synchronous EXTRA, an exclusive lock, BEGIN IMMEDIATE. Each setting is read back and
// a mismatch refuses the file. Used by one thread at a time.
class Database {
public:
    // Makes a new file; throws Failure(Exists) rather than overwrite one.
    static std::unique_ptr<Database> create(const QString& path);
    // Removes a closed file that `create` made and that was not finished.
    static void discard(const QString& path);
    static std::unique_ptr<Database> open(const QString& path,
                                          OpenMode opening = OpenMode::ReadWrite);
    // Tables of today in an empty file that nobody uses yet (a Part). Nothing of it is on the disk
    // until it is forced there, whole.
    static std::unique_ptr<Database> fill(const QString& path);
    // A throw-away database at `path` without any protection, for replaying into.
    static std::unique_ptr<Database> scratch(const QString& path);

    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    template <class... Values> Statement query(Literal sql, const Values&... values) {
        Statement statement = prepare(sql.text);
        int place = 0;
        (statement.bind(++place, values), ...);
        statement.requireBound(place);
        return statement;
    }
    template <class... Values> void run(Literal sql, const Values&... values) {
        Statement statement = query(sql, values...);
        while (statement.next()) {}
    }
    // A statement put together at run time (names of tables while verifying, the filters of a
    // list); not cached.
    using Value = std::variant<qint64, QString>;
    Statement queryOnce(const QString& sql, const std::vector<Value>& values = {});
    // Many statements at once, for schemas.
    void script(const QString& sql);
    // How many rows the last statement that writes changed.
    qint64 changedRows() const;
    // How many rows this connection has changed since it was opened.
    qint64 changes() const;

    // Throws Failure(Damaged) unless tables, indexes and triggers are those, and no others, that
    // the program makes with `schema`.
    void proveSchema(const QString& schema);
    // Type, name, table and text of everything in the schema, what SQLite makes by itself too.
    QStringList schemaObjects();

    // Marks the file as a finished fund: its schema is final from here on.
    void sealSchema();

    // Writes the file as it stands, page by page, into an empty one that nobody uses yet (a Part).
    void copyTo(const QString& path, const Progress& progress = {});
    // The same a piece at a time: between two pieces this file may be written to, and what is
    // written then is in the copy. Between, and not within, units of work.
    std::unique_ptr<Copying> copying(const QString& path);
    // On a thread that yields to others, has the system write out what was written so far: so that
    // it does not pile up and come between a command and its own sync. For a scratch file or copy
    // that nobody else opens: its record locks may go.
    void settle();
    // Takes over all rows of a table from an older file that has a table of that name. Columns that
    // it had not yet are given by `absent`, as SQL literals; columns that it has no more are left
    // behind.
    void takeTable(Database& from, const QString& table, const QMap<QString, QString>& absent,
                   const Progress& progress = {});
    QStringList columnsOf(const QString& table);
    // The version of its layout that the file bears (schemaVersion).
    qint64 version();
    // What it is busy with, for whoever waits for the file.
    void say(const QString& doing);
    // How many pages the file has.
    qint64 pages();

    // Takes the lock for others at once; Failure(InUse) where somebody holds it.
    void lock();
    bool inTransaction() const;
    // A write-protected copy: questions are answered, nothing is kept.
    bool forReadingOnly() const { return m_readOnly; }
    // Writes without changing anything. Where this returns, everything before it is on the disk.
    void syncToDisk();
    // Throws Failure where the file does not bear its name any more: what is written into it then
    // would be found by nobody.
    void requireNotMoved();
    const QString& path() const { return m_path; }
    sqlite3* handle() const { return m_handle; }
    // Throws what SQLite's code stands for: Failure where the disk or the file failed, Bug where
    // the program asked for what can't be, std::bad_alloc.
    [[noreturn]] void fail(int code) const;

private:
    static std::unique_ptr<Database> openOnce(const QString& path, OpenMode opening);
    friend class Statement;
    explicit Database(const QString& path);
    void connect(int flags);
    void setProtections(bool examine);
    bool canBeWritten() const;
    bool hasMoved() const;
    void openForReading();
    void enableQpsg();
    void requireKnownSchema();
    Statement prepare(const char* sql);
    void returnToCache(const char* sql, sqlite3_stmt* statement);
    void pragma(Literal set, Literal read, const QString& expected);
    QString schemaHash();

    QString m_path;
    sqlite3* m_handle = nullptr;
    std::unordered_map<const char*, sqlite3_stmt*> m_cache;
    std::unique_ptr<LockFile> m_holder;
    bool m_readOnly = false;
    bool m_scratch = false;
    // The tables are those that a program made: a statement that doesn't fit them is its fault.
    bool m_schemaKnown = false;
};

// All of it or nothing: rolls back when it goes, unless committed.
class UnitOfWork {
public:
    explicit UnitOfWork(Database& database);
    ~UnitOfWork();
    UnitOfWork(const UnitOfWork&) = delete;
    UnitOfWork& operator=(const UnitOfWork&) = delete;
    void commit();
    void rollBack();

private:
    Database& m_database;
    bool m_open = true;
};

} // namespace storage
