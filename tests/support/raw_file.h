// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <catch2/catch.hpp>

#include <QByteArray>
#include <QFile>
#include <QString>
#include <QStringList>

#include <sqlite3.h>

namespace testing {

// A SQLite file in the hands of somebody with a common tool: none of the program's protections.
//
//     RawFile file(path);
//     file.run("UPDATE receipt SET amount = 1");
class RawFile {
public:
    explicit RawFile(const QString& path) {
        REQUIRE(sqlite3_open(path.toUtf8().constData(), &m_handle) == SQLITE_OK);
        tryRun(QStringLiteral("PRAGMA synchronous = OFF")); // no power is cut here
    }
    ~RawFile() { sqlite3_close(m_handle); }
    RawFile(const RawFile&) = delete;
    RawFile& operator=(const RawFile&) = delete;

    // False where SQLite refuses.
    bool tryRun(const QString& sql) {
        return sqlite3_exec(m_handle, sql.toUtf8().constData(), nullptr, nullptr, nullptr)
               == SQLITE_OK;
    }
    void run(const QString& sql) {
        const bool done = tryRun(sql);
        INFO(sql.toStdString() << ": " << sqlite3_errmsg(m_handle));
        REQUIRE(done);
    }
    QString error() const { return QString::fromUtf8(sqlite3_errmsg(m_handle)); }
    // How many rows the last statement changed.
    int changes() const { return sqlite3_changes(m_handle); }

    // Every row of a query, each value as text.
    QList<QStringList> rows(const QString& sql) {
        sqlite3_stmt* statement = nullptr;
        const int code =
            sqlite3_prepare_v2(m_handle, sql.toUtf8().constData(), -1, &statement, nullptr);
        INFO(sql.toStdString() << ": " << sqlite3_errmsg(m_handle));
        REQUIRE(code == SQLITE_OK);
        QList<QStringList> found;
        while (sqlite3_step(statement) == SQLITE_ROW) {
            QStringList row;
            for (int i = 0; i < sqlite3_column_count(statement); ++i) {
                const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, i));
                row << (text ? QString::fromUtf8(text, sqlite3_column_bytes(statement, i))
                             : QString());
            }
            found << row;
        }
        sqlite3_finalize(statement);
        return found;
    }
    QStringList column(const QString& sql) {
        QStringList values;
        for (const QStringList& row : rows(sql))
            values << row.value(0);
        return values;
    }
    QString value(const QString& sql) { return column(sql).value(0); }

private:
    sqlite3* m_handle = nullptr;
};

inline QByteArray bytesOf(const QString& path) {
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

inline void writeBytes(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    REQUIRE(file.write(bytes) == bytes.size());
}

} // namespace testing
