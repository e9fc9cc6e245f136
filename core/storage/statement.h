// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "failure.h"

#include <labels/labels.h>
#include <money/fen.h>

#include <QByteArray>
#include <QString>

#include <optional>

struct sqlite3_stmt;

namespace storage {

class Database;

// SQL that stands in the program's text. Whatever comes from outside reaches the engine as a bound
// value, because a text made at run time is no Literal: the compiler proves it. The cache knows a
// statement by its literal's address.
struct Literal {
    consteval Literal(const char* sql) : text(sql) {} // NOLINT: a literal is one without asking
    const char* text;
};

// One prepared statement on loan from its database's cache, with its values bound. It goes back
// when the object goes. Columns are read by their place where the SELECT stands beside the reading,
// and by their name where it stands elsewhere, or there are several of them.
//
//     auto rows = db.query("SELECT amount FROM receipt WHERE source = ?", source);
//     while (rows.next()) total += rows.fen(0);
class Statement {
public:
    Statement(Statement&& other) noexcept;
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    Statement& operator=(Statement&&) = delete;
    ~Statement();

    // Steps to the next row; false at the end. Throws Failure.
    bool next();

    qint64 integer(int column) const;
    bool boolean(int column) const { return integer(column) != 0; }
    money::Fen fen(int column) const { return money::Fen::of(integer(column)); }
    QString text(int column) const;
    QByteArray bytes(int column) const;
    // A code of a vocabulary (labels.h); another text contradicts the file. Throws Failure.
    template <labels::Coded Code> Code code(int column) const {
        const std::optional<Code> value = labels::parse<Code>(text(column));
        if (!value)
            contradiction(text(column));
        return *value;
    }
    qint64 integer(const char* name) const { return integer(place(name)); }
    bool boolean(const char* name) const { return boolean(place(name)); }
    money::Fen fen(const char* name) const { return fen(place(name)); }
    QString text(const char* name) const { return text(place(name)); }
    template <labels::Coded Code> Code code(const char* name) const {
        return code<Code>(place(name));
    }
    int columnCount() const;
    QString columnName(int column) const;
    bool isNull(int column) const;
    bool isBytes(int column) const;
    // How a column of two rows is ordered: by type, then by number or by bytes. Tables are STRICT
    // and hold whole numbers, texts and byte strings.
    static int compare(const Statement& a, const Statement& b, int column);
    // Type and value as one byte string: two rows are the same where all of these are.
    QByteArray fingerprint() const;

private:
    friend class Database;
    Statement(Database& database, sqlite3_stmt* statement, bool cached, const char* sql);
    // Each parameter of the statement has its value, and each value its parameter.
    void requireBound(int count) const;
    // Where a column of that name stands; logging::Bug where none does.
    int place(const char* name) const;
    void check(int code) const;
    void bind(int place, qint64 value);
    void bind(int place, int value) { bind(place, static_cast<qint64>(value)); }
    void bind(int place, bool value) { bind(place, static_cast<qint64>(value)); }
    void bind(int place, money::Fen value) { bind(place, value.count()); }
    void bind(int place, const QString& value);
    void bind(int place, const char* value);
    template <labels::Coded Code> void bind(int place, Code value) {
        bind(place, QString(labels::code(value)));
    }
    void bind(int place, const QByteArray& value);
    void bind(int place, std::nullopt_t);
    template <class T> void bind(int place, const std::optional<T>& value) {
        value ? bind(place, *value) : bind(place, std::nullopt);
    }

    Database& m_database;
    sqlite3_stmt* m_statement;
    const char* m_sql;
    bool m_cached;
    bool m_boundBytes = false;
    mutable int m_nextPlace = 0; // where a name is looked for first
};

} // namespace storage
