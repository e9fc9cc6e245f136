// SPDX-License-Identifier: GPL-3.0-only
#include "statement.h"

#include "database.h"

#include <logging/bug.h>

#include <sqlite3.h>

#include <cstring>
#include <string>

namespace storage {

Statement::Statement(Database& database, sqlite3_stmt* statement, bool cached, const char* sql)
    : m_database(database), m_statement(statement), m_sql(sql), m_cached(cached) {}

Statement::Statement(Statement&& other) noexcept
    : m_database(other.m_database), m_statement(std::exchange(other.m_statement, nullptr)),
      m_sql(other.m_sql), m_cached(other.m_cached), m_boundBytes(other.m_boundBytes) {}

Statement::~Statement() {
    if (!m_statement)
        return;
    if (!m_cached) {
        sqlite3_finalize(m_statement);
        return;
    }
    sqlite3_reset(m_statement);
    if (m_boundBytes) // texts are small and overwritten by the next; a chunk of a scan is not
        sqlite3_clear_bindings(m_statement);
    m_database.returnToCache(m_sql, m_statement);
}

bool Statement::next() {
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    m_database.fail(code);
}

int Statement::place(const char* name) const {
    const int count = columnCount();
    for (int tried = 0; tried < count; ++tried) {
        const int at = (m_nextPlace + tried) % count;
        const char* there = sqlite3_column_name(m_statement, at);
        if (there && std::strcmp(there, name) == 0) {
            m_nextPlace = at + 1; // mostly they are read in their order
            return at;
        }
    }
    throw logging::Bug(std::string("no column ") + name + " in " + (m_sql ? m_sql : "a query"));
}

qint64 Statement::integer(int column) const {
    return sqlite3_column_int64(m_statement, column);
}

QString Statement::text(int column) const {
    const auto* utf8 = reinterpret_cast<const char*>(sqlite3_column_text(m_statement, column));
    if (!utf8)
        return {};
    // Qt takes a mark of byte order at the front for none of the text. It is: two texts that differ
    // by it are two, and who puts it before one has altered it.
    static constexpr std::string_view mark = "\xef\xbb\xbf";
    const std::string_view whole(
        utf8, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column)));
    if (!whole.starts_with(mark))
        return QString::fromUtf8(whole.data(), static_cast<qsizetype>(whole.size()));
    const std::string_view rest = whole.substr(mark.size());
    return QChar(QChar::ByteOrderMark)
           + QString::fromUtf8(rest.data(), static_cast<qsizetype>(rest.size()));
}

QByteArray Statement::bytes(int column) const {
    const auto* data = static_cast<const char*>(sqlite3_column_blob(m_statement, column));
    return QByteArray(data, sqlite3_column_bytes(m_statement, column));
}

int Statement::columnCount() const {
    return sqlite3_column_count(m_statement);
}

QString Statement::columnName(int column) const {
    return QString::fromUtf8(sqlite3_column_name(m_statement, column));
}

bool Statement::isNull(int column) const {
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

bool Statement::isBytes(int column) const {
    return sqlite3_column_type(m_statement, column) == SQLITE_BLOB;
}

int Statement::compare(const Statement& a, const Statement& b, int column) {
    const auto rank = [column](const Statement& row) {
        switch (sqlite3_column_type(row.m_statement, column)) {
        case SQLITE_NULL:
            return 0;
        case SQLITE_INTEGER:
            return 1;
        case SQLITE_BLOB:
            return 3;
        default:
            return 2;
        }
    };
    if (const int order = rank(a) - rank(b); order != 0)
        return order;
    if (rank(a) == 1)
        return a.integer(column) < b.integer(column) ? -1 : a.integer(column) > b.integer(column);
    const void* first = sqlite3_column_blob(a.m_statement, column);
    const void* second = sqlite3_column_blob(b.m_statement, column);
    const int firstSize = sqlite3_column_bytes(a.m_statement, column);
    const int secondSize = sqlite3_column_bytes(b.m_statement, column);
    const int common = std::min(firstSize, secondSize);
    const int order = common == 0 ? 0 : memcmp(first, second, static_cast<std::size_t>(common));
    return order != 0 ? order : firstSize - secondSize;
}

QByteArray Statement::fingerprint() const {
    QByteArray print;
    for (int column = 0; column < columnCount(); ++column) {
        const QByteArray value = bytes(column);
        print += static_cast<char>('0' + sqlite3_column_type(m_statement, column));
        print += QByteArray::number(value.size());
        print += ':';
        print += value;
    }
    return print;
}

void Statement::requireBound(int count) const {
    logging::ensure(count == sqlite3_bind_parameter_count(m_statement),
                    "a statement is given as many values as it has parameters");
}

void Statement::check(int code) const {
    if (code != SQLITE_OK)
        m_database.fail(code);
}

void Statement::bind(int place, qint64 value) {
    check(sqlite3_bind_int64(m_statement, place, value));
}

void Statement::bind(int place, const QString& value) {
    const QByteArray utf8 = value.toUtf8();
    check(sqlite3_bind_text64(m_statement, place, utf8.constData(),
                              static_cast<sqlite3_uint64>(utf8.size()), SQLITE_TRANSIENT, // NOLINT
                              SQLITE_UTF8));
}

void Statement::bind(int place, const char* value) {
    check(sqlite3_bind_text(m_statement, place, value, -1, SQLITE_STATIC));
}

void Statement::bind(int place, const QByteArray& value) {
    m_boundBytes = true;
    check(sqlite3_bind_blob64(m_statement, place, value.constData(),
                              static_cast<sqlite3_uint64>(value.size()),
                              SQLITE_TRANSIENT)); // NOLINT
}

void Statement::bind(int place, std::nullopt_t) {
    check(sqlite3_bind_null(m_statement, place));
}

} // namespace storage
