// SPDX-License-Identifier: GPL-3.0-only
#include "table_compare.h"

#include "privacy.h"

#include <storage/statement.h>

#include <QMap>
#include <QStringList>

#include <algorithm>
#include <cstring>
#include <vector>

namespace journal {

using namespace Qt::Literals::StringLiterals;
using storage::Statement;

namespace {

constexpr qsizetype longestValue = 60;

// The places of the columns that make the primary key, in its order.
std::vector<int> keyColumns(storage::Database& database, const QString& table) {
    QMap<qint64, int> places;
    auto rows =
        database.queryOnce(u"SELECT cid, pk FROM pragma_table_info(?) WHERE pk > 0"_s, {table});
    while (rows.next())
        places.insert(rows.integer(1), static_cast<int>(rows.integer(0)));
    return {places.cbegin(), places.cend()};
}

QString valueOf(const Statement& row, int column) {
    if (row.isNull(column))
        return u"空"_s;
    if (row.isBytes(column))
        return u"%1 字节"_s.arg(row.bytes(column).size());
    // Personal data is left out of what is printed.
    const bool number = isNumberKey(row.columnName(column));
    const QString text = number ? row.text(column) : masked(row.text(column));
    return text.size() <= longestValue ? text : text.left(longestValue) + u'…';
}

class Comparison {
public:
    Comparison(storage::Database& file, storage::Database& replay, const QString& table)
        : m_table(table), m_key(keyColumns(replay, table)), m_sql(sqlOf(replay)),
          m_file(file.queryOnce(m_sql)), m_replay(replay.queryOnce(m_sql)) {}

    void run(const std::function<void(const QString&)>& tell) {
        bool inFile = m_file.next();
        bool inReplay = m_replay.next();
        qint64 differing = 0;
        const auto say = [&](const QString& sentence) {
            if (differing++ < mostOfATable)
                tell(sentence);
        };
        while (inFile || inReplay) {
            const int order = !inFile ? 1 : !inReplay ? -1 : compareKeys();
            if (order < 0)
                say(u"表 %1 多出日志中没有的行 (%2)。"_s.arg(m_table, nameOf(m_file)));
            else if (order > 0)
                say(u"表 %1 缺少日志中的行 (%2)。"_s.arg(m_table, nameOf(m_replay)));
            else if (const QString changes = changed(); !changes.isEmpty())
                say(u"表 %1 的行 (%2) 与日志不符:%3。"_s.arg(m_table, nameOf(m_file), changes));
            if (order <= 0)
                inFile = m_file.next();
            if (order >= 0)
                inReplay = m_replay.next();
        }
        if (differing > mostOfATable)
            tell(u"表 %1 另有 %2 行与日志不符。"_s.arg(m_table).arg(differing - mostOfATable));
    }

private:
    QString sqlOf(storage::Database& replay) const {
        QStringList names;
        auto columns = replay.queryOnce(
            u"SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk"_s, {m_table});
        while (columns.next())
            names << u"\"%1\""_s.arg(columns.text(0));
        return u"SELECT * FROM \"%1\""_s.arg(m_table)
               + (names.isEmpty() ? QString() : u" ORDER BY "_s + names.join(u", "_s));
    }

    int compareKeys() const {
        for (const int column : m_key)
            if (const int order = Statement::compare(m_file, m_replay, column); order != 0)
                return order;
        return 0;
    }

    QString nameOf(const Statement& row) const {
        QStringList values;
        for (const int column : m_key)
            values << valueOf(row, column);
        return values.join(u", "_s);
    }

    // "amount 为 5,日志为 7"; empty where the rows are the same.
    QString changed() const {
        QStringList changes;
        const int columns = std::min(m_file.columnCount(), m_replay.columnCount());
        for (int column = 0; column < columns; ++column)
            if (Statement::compare(m_file, m_replay, column) != 0)
                changes << u"%1 为 %2,日志为 %3"_s.arg(m_replay.columnName(column),
                                                       valueOf(m_file, column),
                                                       valueOf(m_replay, column));
        if (m_file.columnCount() != m_replay.columnCount())
            changes << u"列数为 %1,应为 %2"_s.arg(m_file.columnCount()).arg(m_replay.columnCount());
        return changes.join(u";"_s);
    }

    QString m_table;
    std::vector<int> m_key;
    QString m_sql;
    Statement m_file;
    Statement m_replay;
};

} // namespace

void compareTable(storage::Database& file, storage::Database& replay, const QString& table,
                  const std::function<void(const QString&)>& tell) {
    Comparison(file, replay, table).run(tell);
}

} // namespace journal
