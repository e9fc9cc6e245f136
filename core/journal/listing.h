// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "registry.h"

#include <QJsonArray>
#include <QJsonObject>

#include <functional>
#include <vector>

namespace journal {

// What a list question can be sorted by, and the expression that stands for it.
struct SortKey {
    enum Of { Texts, Figures };
    const char* key;
    const char* sql;
    Of of = Texts;
};

// The rows that a list question chooses from. `id` names a row and settles the order of equal
// ones; `sorts` need not repeat it.
struct ListSource {
    const char* table;
    const char* columns;
    std::vector<SortKey> sorts;
    const char* id = "id";
};

// `filters`, and what every list takes: text, after, count, sort ("name", "-name"), total.
Shape listShape(std::initializer_list<ArgumentSpec> filters, const ListSource& of);

// A list question being answered: conditions are added, then the page is read. Only fragments that
// stand in the code become SQL; values are bound. Pages follow each other by the last row's sort
// key and id, so a row that comes or goes meanwhile shifts nothing.
//
//     return Listing(context, with, units)
//         .equal("kind", "kind")
//         .search("found(id || ' ' || name, ?)")
//         .answer([&](const storage::Statement& row) { return unitJson(context, row); });
class Listing {
public:
    using MakeItem = std::function<QJsonObject(const storage::Statement& row)>;

    Listing(Context& context, const Args& with, const ListSource& of);

    Listing& where(const QString& condition, const std::vector<storage::Database::Value>& values);
    // Where `key` was given, `column` must equal it.
    Listing& equal(QLatin1StringView key, const char* column);
    // The state asked for, or where none was, any but `hidden` (SQL literals, may be "").
    Listing& state(const char* column, const char* hidden);
    // Where text was given, `condition` must hold with it in the place of each `?`.
    Listing& search(const char* condition);
    // {"items": […], "next": id?, "total": n?}
    Reply answer(const MakeItem& item) const;

private:
    struct Order {
        QString column;
        bool descending = false;
        bool byId = true;
    };
    Order order() const;
    qint64 total() const;

    Context& m_context;
    const Args& m_with;
    const ListSource& m_of;
    QString m_conditions;
    std::vector<storage::Database::Value> m_values;
};

} // namespace journal
