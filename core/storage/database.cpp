// SPDX-License-Identifier: GPL-3.0-only
#include "database.h"

#include "durable.h"
#include "header.h"
#include "holder.h"
#include "search.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QRandomGenerator>
#include <QThread>
#include <QUrl>

#include <sqlite3.h>

#include <mutex>
#include <new>

namespace storage {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;

namespace {

Q_LOGGING_CATEGORY(storageLog, "funddesk.storage", QtInfoMsg)

// Two programs that open a file in the same moment refuse each other, so each tries again after a
// while that is not the other's.
constexpr int openingTries = 5;
constexpr int shortestPause = 5;  // ms
constexpr int longestPause = 120; // ms

Trouble troubleOf(int code) {
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return Trouble::InUse;
    case SQLITE_CORRUPT:
    case SQLITE_ERROR: // of a file whose tables are not the program's (isBug)
    case SQLITE_CONSTRAINT:
        return Trouble::Damaged;
    case SQLITE_NOTADB:
        return Trouble::NotAFund;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return Trouble::ReadOnly;
    case SQLITE_FULL:
        return Trouble::Full;
    case SQLITE_CANTOPEN:
        return Trouble::CannotOpen;
    default:
        return Trouble::Io;
    }
}

// The program asked for what the tables do not have or do not take. Where the tables are not known
// to be the program's own, a statement that fails says something of the file instead.
bool isBug(int code, bool schemaKnown) {
    switch (code & 0xff) {
    case SQLITE_MISUSE:
    case SQLITE_RANGE:
    case SQLITE_MISMATCH:
    case SQLITE_INTERNAL:
    case SQLITE_TOOBIG:
        return true;
    case SQLITE_ERROR:
    case SQLITE_CONSTRAINT:
        return schemaKnown;
    default:
        return false;
    }
}

labels::Sentence sentenceOf(Trouble error, const QString& path, const QString& detail) {
    switch (error) {
    case Trouble::InUse:
        return LockFile::inUse(path);
    case Trouble::Damaged:
        return sentence("fund.damaged", path, detail);
    case Trouble::NotAFund:
        return sentence("fund.not-a-fund", path);
    case Trouble::ReadOnly:
        return sentence("fund.not-writable", path);
    case Trouble::Full:
        return sentence("fund.disk-full", path);
    case Trouble::CannotOpen:
        return sentence("file.not-opened", path, detail);
    default:
        return sentence("fund.io-failed", path, detail);
    }
}

} // namespace

Database::Database(const QString& path) : m_path(path) {}

Database::~Database() {
    for (const auto& [sql, statement] : m_cache)
        sqlite3_finalize(statement);
    if (m_handle)
        sqlite3_close(m_handle);
    // An empty journal means that all was committed; it need not lie beside the fund.
    const QString journal = m_path + QStringLiteral("-journal");
    if (m_holder && QFileInfo::exists(journal) && QFileInfo(journal).size() == 0)
        QFile::remove(journal);
}

void Database::fail(int code) const {
    if ((code & 0xff) == SQLITE_NOMEM)
        throw std::bad_alloc();
    const QString detail =
        QString::fromUtf8(m_handle ? sqlite3_errmsg(m_handle) : sqlite3_errstr(code)).simplified();
    // Rows that no command wrote: their sum is beyond 64 bits.
    if (detail == "integer overflow"_L1 || detail.startsWith("cannot store REAL value"_L1))
        contradiction(u"金额合计过大"_s);
    if (isBug(code, m_schemaKnown))
        throw logging::Bug(u"SQLite %1: %2"_s.arg(code).arg(detail).toStdString());
    // While it is being opened another program put a new file in its place: that one is tried next.
    const bool replaced = code == SQLITE_READONLY_DBMOVED && !m_holder;
    const Trouble error = replaced ? Trouble::InUse : troubleOf(code);
    // Its own words name tables and columns, never what stands in them.
    qCWarning(storageLog).noquote() << u"SQLite %1: %2"_s.arg(code).arg(detail);
    // What a scratch database meets says nothing of the fund.
    const bool disk = error == Trouble::Full || error == Trouble::ReadOnly
                      || error == Trouble::CannotOpen || (code & 0xff) == SQLITE_IOERR;
    if (m_scratch && disk)
        throw temporaryFailure(QFileInfo(m_path).absolutePath(), detail);
    throw Failure(error, sentenceOf(error, m_path, detail));
}

void Database::connect(int flags) {
    // Nobody asks how much SQLite holds, and counting would make each thread wait for every other.
    static std::once_flag once;
    std::call_once(once, [] { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); });
    const QByteArray uri =
        QUrl::fromLocalFile(QFileInfo(m_path).absoluteFilePath()).toEncoded(QUrl::FullyEncoded)
        + (flags & SQLITE_OPEN_CREATE      ? "?mode=rwc"
           : flags & SQLITE_OPEN_READWRITE ? "?mode=rw"
                                           : "?mode=ro");
    const int code = sqlite3_open_v2(uri.constData(), &m_handle,
                                     flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
    if (code != SQLITE_OK)
        fail(code);
    sqlite3_extended_result_codes(m_handle, 1);
    sqlite3_busy_timeout(m_handle, 0);
    addSearch(m_handle);
}

void Database::pragma(Literal set, Literal read, const QString& expected) {
    run(set);
    auto row = query(read);
    const QString value = row.next() ? row.text(0) : QString();
    if (value != expected)
        throw Failure(Trouble::CannotOpen, sentence("fund.not-protected", m_path,
                                                    QString::fromLatin1(read.text), value));
}

void Database::setProtections(bool examine) {
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    enableQpsg();
    pragma("PRAGMA locking_mode = EXCLUSIVE", "PRAGMA locking_mode", QStringLiteral("exclusive"));
    pragma("PRAGMA journal_mode = TRUNCATE", "PRAGMA journal_mode", QStringLiteral("truncate"));
    pragma("PRAGMA synchronous = EXTRA", "PRAGMA synchronous", QStringLiteral("3"));
    pragma("PRAGMA foreign_keys = ON", "PRAGMA foreign_keys", QStringLiteral("1"));
    pragma("PRAGMA recursive_triggers = ON", "PRAGMA recursive_triggers", QStringLiteral("1"));
    pragma("PRAGMA trusted_schema = OFF", "PRAGMA trusted_schema", QStringLiteral("0"));
    pragma("PRAGMA cell_size_check = ON", "PRAGMA cell_size_check", QStringLiteral("1"));
    pragma("PRAGMA mmap_size = 0", "PRAGMA mmap_size", QStringLiteral("0"));
    pragma("PRAGMA cache_size = -8000", "PRAGMA cache_size", QStringLiteral("-8000"));
    // What is sorted on the way needs no other folder, which might be full.
    pragma("PRAGMA temp_store = MEMORY", "PRAGMA temp_store", QStringLiteral("2"));
    if (!examine)
        lock();
}

// Partial indexes make SQLite plan a statement anew whenever its values change, unless plans are
// told to be independent of them: a third of all time. Queries that want a partial index repeat
// its condition as a literal.
void Database::enableQpsg() {
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_ENABLE_QPSG, 1, nullptr);
}

// SQLite opens what can't be written for reading; here it is known before any work is done.
bool Database::canBeWritten() const {
    const QFileInfo folder(QFileInfo(m_path).absolutePath());
    return sqlite3_db_readonly(m_handle, "main") == 0 && folder.isWritable();
}

// On a disc, or as somebody else's copy: the lock is one that readers share, and nothing is made
// beside the file. A transaction that was cut off can't be rolled back there.
void Database::openForReading() {
    if (QFileInfo(m_path + QStringLiteral("-journal")).size() > 0)
        throw Failure(Trouble::ReadOnly,
                      sentence("fund.hot-journal", m_path, QFileInfo(m_path).fileName()));
    for (const auto& [sql, statement] : m_cache)
        sqlite3_finalize(statement);
    m_cache.clear();
    sqlite3_close(m_handle);
    m_handle = nullptr;
    m_readOnly = true;
    connect(SQLITE_OPEN_READONLY);
    setProtections(true);
    run("SELECT count(*) FROM sqlite_schema"); // in use, it is said to be so here
    requireKnownSchema();
}

bool Database::hasMoved() const {
    int moved = 0;
    sqlite3_file_control(m_handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    return moved != 0;
}

void Database::requireNotMoved() {
    if (hasMoved())
        throw Failure(Trouble::CannotOpen, sentence("fund.moved", m_path));
}

void Database::lock() {
    run("BEGIN EXCLUSIVE");
    run("COMMIT");
    // While this one waited an upgrade or a restore put another file in its place.
    if (hasMoved())
        throw Failure(Trouble::InUse, sentence("fund.just-replaced", m_path));
}

QString Database::schemaHash() {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    auto rows =
        query("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name COLLATE BINARY");
    while (rows.next())
        hash.addData(rows.text(0).toUtf8());
    return QString::fromLatin1(hash.result().toHex());
}

void Database::requireKnownSchema() {
    auto known = query("SELECT value FROM file_property WHERE name = 'schema-hash'");
    if (!known.next() || known.text(0) != schemaHash())
        throw Failure(Trouble::Damaged, sentence("fund.schema-altered", m_path));
    m_schemaKnown = true;
}

std::unique_ptr<Database> Database::open(const QString& path, OpenMode opening) {
    for (int tried = 1;; ++tried) {
        try {
            return openOnce(path, opening);
        } catch (const Failure& failure) {
            if (failure.trouble() != Trouble::InUse || tried == openingTries)
                throw;
        }
        QThread::msleep(QRandomGenerator::global()->bounded(shortestPause, longestPause));
    }
}

std::unique_ptr<Database> Database::openOnce(const QString& path, OpenMode opening) {
    const bool examine = opening == OpenMode::Examine;
    checkFileHeader(path, !examine);
    const bool unclean =
        LockFile::leftBehind(path) || QFileInfo(path + QStringLiteral("-journal")).size() > 0;
    std::unique_ptr<Database> database(new Database(path));
    database->connect(SQLITE_OPEN_READWRITE);
    if (opening == OpenMode::Read && !database->canBeWritten()) {
        database->openForReading();
        return database;
    }
    if (!examine)
        refuseNetwork(path);
    if (!examine && !database->canBeWritten())
        database->fail(SQLITE_READONLY);
    database->setProtections(examine);
    if (examine)
        return database;
    database->requireKnownSchema();
    if (unclean) {
        auto check = database->query("PRAGMA quick_check(1)");
        if (!check.next() || check.text(0) != QStringLiteral("ok"))
            database->fail(SQLITE_CORRUPT);
    }
    database->m_holder = std::make_unique<LockFile>(path);
    return database;
}

void Database::sealSchema() {
    run("INSERT INTO file_property VALUES ('schema-hash', ?)", schemaHash());
}

Statement Database::prepare(const char* sql) {
    const auto known = m_cache.find(sql);
    if (known != m_cache.end() && known->second) {
        // Taken out while on loan, so that the same query inside its own loop is another one.
        return Statement(*this, std::exchange(known->second, nullptr), true, sql);
    }
    sqlite3_stmt* statement = nullptr;
    const int code =
        sqlite3_prepare_v3(m_handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK)
        fail(code);
    const bool cached = known == m_cache.end();
    if (cached)
        m_cache.emplace(sql, nullptr);
    return Statement(*this, statement, cached, sql);
}

void Database::returnToCache(const char* sql, sqlite3_stmt* statement) {
    m_cache[sql] = statement;
}

Statement Database::queryOnce(const QString& sql, const std::vector<Value>& values) {
    sqlite3_stmt* statement = nullptr;
    const QByteArray utf8 = sql.toUtf8();
    const int code = sqlite3_prepare_v2(m_handle, utf8.constData(), -1, &statement, nullptr);
    if (code != SQLITE_OK)
        fail(code);
    Statement made(*this, statement, false, nullptr);
    int place = 0;
    for (const Value& value : values)
        std::visit([&](const auto& plain) { made.bind(++place, plain); }, value);
    made.requireBound(place);
    return made;
}

qint64 Database::changes() const {
    return sqlite3_total_changes64(m_handle);
}

qint64 Database::changedRows() const {
    return sqlite3_changes64(m_handle);
}

void Database::script(const QString& sql) {
    const int code = sqlite3_exec(m_handle, sql.toUtf8().constData(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        fail(code);
}

qint64 Database::version() {
    auto row = query("PRAGMA user_version");
    return row.next() ? row.integer(0) : 0;
}

void Database::say(const QString& doing) {
    if (m_holder)
        m_holder->say(doing);
}

qint64 Database::pages() {
    auto row = query("PRAGMA page_count");
    return row.next() ? row.integer(0) : 0;
}

bool Database::inTransaction() const {
    return sqlite3_get_autocommit(m_handle) == 0;
}

void Database::syncToDisk() {
    script(QStringLiteral("PRAGMA user_version = %1").arg(schemaVersion));
}

UnitOfWork::UnitOfWork(Database& database) : m_database(database) {
    m_database.requireNotMoved();
    m_database.run(m_database.forReadingOnly() ? Literal("BEGIN") : Literal("BEGIN IMMEDIATE"));
}

UnitOfWork::~UnitOfWork() {
    rollBack();
}

void UnitOfWork::rollBack() {
    // After some failures SQLite has rolled back already; a rollback that fails leaves a hot
    // journal, which the next opening rolls back.
    if (m_open && m_database.inTransaction())
        sqlite3_exec(m_database.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    m_open = false;
}

void UnitOfWork::commit() {
    logging::ensure(m_open, "a unit of work is committed once");
    m_database.requireNotMoved();
    m_database.run("COMMIT");
    m_open = false;
}

} // namespace storage
