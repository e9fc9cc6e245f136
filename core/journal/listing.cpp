// SPDX-License-Identifier: GPL-3.0-only
#include "listing.h"

namespace journal {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;
using Values = std::vector<storage::Database::Value>;

namespace {

constexpr qint64 usualCount = 100;
constexpr qint64 mostCount = 1000;
// Texts follow each other by their bytes in every engine, and not by a country's alphabet.
constexpr QLatin1StringView bytewise = " COLLATE BINARY"_L1;

} // namespace

Shape listShape(std::initializer_list<ArgumentSpec> filters, const ListSource& of) {
    ArgumentSpec sort = opt(choice("sort", {"id", "-id"}));
    for (const SortKey& one : of.sorts) {
        const QString key = QString::fromLatin1(one.key);
        sort.choices << key << u'-' + key;
    }
    return Shape(filters).with({opt(text("text")), opt(id("after")), opt(integer("count")),
                                std::move(sort), opt(flag("total"))});
}

Listing::Listing(Context& context, const Args& with, const ListSource& of)
    : m_context(context), m_with(with), m_of(of), m_conditions(u"1"_s) {}

Listing& Listing::where(const QString& condition, const Values& values) {
    m_conditions += u" AND ("_s + condition + u')';
    m_values.insert(m_values.end(), values.begin(), values.end());
    return *this;
}

Listing& Listing::equal(QLatin1StringView key, const char* column) {
    if (!m_with.has(key))
        return *this;
    const QJsonValue value = m_with.json().value(key);
    const QString condition = QString::fromLatin1(column) + u" = ?"_s;
    return value.isString() ? where(condition, {value.toString()})
                            : where(condition, {value.toInteger()});
}

Listing& Listing::state(const char* column, const char* hidden) {
    if (m_with.has("state"_L1) || *hidden == '\0')
        return equal("state"_L1, column);
    return where(u"%1 NOT IN (%2)"_s.arg(QLatin1StringView(column), QLatin1StringView(hidden)), {});
}

Listing& Listing::search(const char* condition) {
    const QString wanted = m_with.text("text"_L1).trimmed();
    if (wanted.isEmpty())
        return *this;
    const QString sql = QString::fromLatin1(condition);
    return where(sql, Values(static_cast<std::size_t>(sql.count(u'?')), wanted));
}

Listing::Order Listing::order() const {
    QString key = m_with.text("sort"_L1);
    Order order{QString::fromLatin1(m_of.id), key.startsWith(u'-'), true};
    if (order.descending)
        key.remove(0, 1);
    for (const SortKey& one : m_of.sorts)
        if (key == QLatin1StringView(one.key)) {
            order.column = QString::fromLatin1(one.sql);
            if (one.of == SortKey::Texts)
                order.column += bytewise;
            order.byId = false;
        }
    return order;
}

qint64 Listing::total() const {
    auto row = m_context.db.queryOnce(
        u"SELECT count(*) FROM %1 WHERE %2"_s.arg(QLatin1StringView(m_of.table), m_conditions),
        m_values);
    return row.next() ? row.integer(0) : 0;
}

Reply Listing::answer(const MakeItem& item) const {
    const QString table = QString::fromLatin1(m_of.table);
    const QString id = QString::fromLatin1(m_of.id);
    const qint64 count = std::clamp<qint64>(m_with.integer("count"_L1, usualCount), 1, mostCount);
    const QString after = m_with.text("after"_L1);
    const Order by = order();
    const QLatin1StringView side = by.descending ? "<"_L1 : ">"_L1;
    const QLatin1StringView way = by.descending ? " DESC"_L1 : ""_L1;
    QString conditions = m_conditions;
    Values values = m_values;
    if (!after.isEmpty() && by.byId) {
        conditions += u" AND %1 %2 ?"_s.arg(id, side);
        values.emplace_back(after);
    } else if (!after.isEmpty()) {
        auto last =
            m_context.db.queryOnce(u"SELECT 1 FROM %1 WHERE %2 = ?"_s.arg(table, id), {after});
        if (!last.next())
            return badInput(u"after"_s, sentence("list.after-unknown", after));
        conditions += u" AND (%1, %2) %3 ((SELECT %1 FROM %4 WHERE %2 = ?), ?)"_s.arg(by.column, id,
                                                                                      side, table);
        values.insert(values.end(), 2, after);
    }
    const QString ordered =
        by.byId ? id + bytewise + way : u"%1%4, %2%3%4"_s.arg(by.column, id, bytewise, way);
    values.emplace_back(count + 1);
    auto rows =
        m_context.db.queryOnce(u"SELECT %1 FROM %2 WHERE %3 ORDER BY %4 LIMIT ?"_s.arg(
                                   QLatin1StringView(m_of.columns), table, conditions, ordered),
                               values);
    QJsonArray items;
    QJsonObject result;
    while (rows.next()) {
        if (items.size() == count) {
            result.insert("next"_L1, items.last().toObject().value("id"_L1));
            break;
        }
        items.append(item(rows));
    }
    result.insert("items"_L1, items);
    if (m_with.flag("total"_L1))
        result.insert("total"_L1, total());
    return result;
}

} // namespace journal
