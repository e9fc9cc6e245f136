// SPDX-License-Identifier: GPL-3.0-only
#include "database.h"

#include "durable.h"

#include <platform/disk.h>
#include <platform/process.h>

#include <QFile>

#include <sqlite3.h>

namespace storage {

using labels::sentence;

namespace {

constexpr int pagesAtOnce = 256; // 1 MiB

// A copy is its maker's alone, so its record locks may go. Forcing it piece by piece would cost the
// disk as many flushes, behind which a command's own sync waits as well.
void startOut(sqlite3* handle) {
    if (const char* file = sqlite3_db_filename(handle, "main"); file && *file)
        platform::startWriting(QFile::decodeName(file).toStdString());
}

class PageCopy : public Copying {
public:
    PageCopy(sqlite3* from, const QString& path) : m_path(path) {
        int code = sqlite3_open_v2(QFile::encodeName(path).constData(), &m_copy,
                                   SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
        if (code == SQLITE_OK) {
            // Nobody knows the copy until it is proved and forced to the disk.
            sqlite3_exec(m_copy, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", nullptr,
                         nullptr, nullptr);
            m_work = sqlite3_backup_init(m_copy, "main", from, "main");
            code = m_work ? SQLITE_OK : sqlite3_errcode(m_copy);
        }
        if (code != SQLITE_OK) {
            close();
            throw failed(code);
        }
    }
    ~PageCopy() override { close(); }
    PageCopy(const PageCopy&) = delete;
    PageCopy& operator=(const PageCopy&) = delete;

    bool step() override {
        const int code = sqlite3_backup_step(m_work, pagesAtOnce);
        if (code != SQLITE_OK && code != SQLITE_DONE)
            throw failed(code);
        return code == SQLITE_OK;
    }
    void settle() override { startOut(m_copy); }
    qint64 done() const override { return all() - sqlite3_backup_remaining(m_work); }
    qint64 all() const override { return sqlite3_backup_pagecount(m_work); }

private:
    Failure failed(int code) const {
        if (code == SQLITE_FULL)
            return {Trouble::Full, sentence("copy.disk-full", m_path)};
        return {Trouble::Io,
                sentence("copy.not-written", m_path, QString::fromUtf8(sqlite3_errstr(code)))};
    }
    void close() {
        sqlite3_backup_finish(m_work);
        sqlite3_close(m_copy);
    }

    QString m_path;
    sqlite3* m_copy = nullptr;
    sqlite3_backup* m_work = nullptr;
};

} // namespace

std::unique_ptr<Copying> Database::copying(const QString& path) {
    return std::make_unique<PageCopy>(m_handle, path);
}

void Database::settle() {
    if (platform::yieldsToOthers())
        startOut(m_handle);
}

void Database::copyTo(const QString& path, const Progress& progress) {
    const auto copy = copying(path);
    bool more = true;
    while (more) {
        more = copy->step();
        reportProgress(progress, copy->done(), copy->all());
    }
}

QStringList Database::columnsOf(const QString& table) {
    QStringList names;
    auto rows =
        queryOnce(QStringLiteral("SELECT name FROM pragma_table_info(?) ORDER BY cid"), {table});
    while (rows.next())
        names << rows.text(0);
    return names;
}

void Database::takeTable(Database& from, const QString& table, const QMap<QString, QString>& absent,
                         const Progress& progress) {
    const QStringList there = from.columnsOf(table);
    if (there.isEmpty())
        return;
    const auto quoted = [](const QString& name) { return QStringLiteral("\"%1\"").arg(name); };
    QStringList into;
    QStringList read;
    for (const QString& column : columnsOf(table)) {
        if (!there.contains(column) && !absent.contains(column))
            continue; // its own default
        into << quoted(column);
        read << (there.contains(column) ? quoted(column) : absent.value(column));
    }
    auto counted = from.queryOnce(QStringLiteral("SELECT count(*) FROM %1").arg(quoted(table)));
    const qint64 all = counted.next() ? counted.integer(0) : 0;
    auto rows =
        from.queryOnce(QStringLiteral("SELECT %1 FROM %2").arg(read.join(u','), quoted(table)));
    const QString places = QStringList(into.size(), QStringLiteral("?")).join(u',');
    const QByteArray insert = QStringLiteral("INSERT INTO %1 (%2) VALUES (%3)")
                                  .arg(quoted(table), into.join(u','), places)
                                  .toUtf8();
    sqlite3_stmt* made = nullptr;
    if (const int code = sqlite3_prepare_v2(m_handle, insert.constData(), -1, &made, nullptr);
        code != SQLITE_OK)
        fail(code);
    Statement row(*this, made, false, nullptr);
    for (qint64 done = 0; rows.next(); reportProgress(progress, ++done, all)) {
        for (int column = 0; column < into.size(); ++column)
            row.check(sqlite3_bind_value(made, column + 1,
                                         sqlite3_column_value(rows.m_statement, column)));
        row.next();
        sqlite3_reset(made);
    }
}

} // namespace storage
