// SPDX-License-Identifier: GPL-3.0-only
#include "database.h"

#include "durable.h"

#include <QFile>

#include <sqlite3.h>

namespace storage {

namespace {

constexpr int pagesAtOnce = 256; // 1 MiB

struct Handles {
    sqlite3* copy = nullptr;
    sqlite3_backup* work = nullptr;
    ~Handles() {
        sqlite3_backup_finish(work);
        sqlite3_close(copy);
    }
};

} // namespace

void Database::copyTo(const QString& path, const Progress& progress) {
    const auto failed = [&](int code) {
        if (code == SQLITE_FULL)
            return Failure(Trouble::Full,
                           QStringLiteral("磁盘已满,没有写成 %1:请腾出空间或换一个地方,"
                                          "原文件没有改动。")
                               .arg(path));
        return Failure(Trouble::Io,
                       QStringLiteral("不能写入 %1(%2):请检查磁盘后再试,原文件没有改动。")
                           .arg(path, QString::fromUtf8(sqlite3_errstr(code))));
    };
    Handles handles;
    int code = sqlite3_open_v2(QFile::encodeName(path).constData(), &handles.copy,
                               SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
    if (code != SQLITE_OK)
        throw failed(code);
    // Nobody knows the copy until it is proved and forced to the disk.
    sqlite3_exec(handles.copy, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", nullptr,
                 nullptr, nullptr);
    handles.work = sqlite3_backup_init(handles.copy, "main", m_handle, "main");
    if (!handles.work)
        throw failed(sqlite3_errcode(handles.copy));
    do {
        code = sqlite3_backup_step(handles.work, pagesAtOnce);
        const int all = sqlite3_backup_pagecount(handles.work);
        reportProgress(progress, all - sqlite3_backup_remaining(handles.work), all);
    } while (code == SQLITE_OK);
    if (code != SQLITE_DONE)
        throw failed(code);
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
            row.check(
                sqlite3_bind_value(made, column + 1, sqlite3_column_value(rows.handle(), column)));
        row.next();
        sqlite3_reset(made);
    }
}

} // namespace storage
