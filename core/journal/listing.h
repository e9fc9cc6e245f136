// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <storage/statement.h>

#include <QJsonArray>
#include <QJsonObject>

namespace journal {

// The answer of a list question: items[] of at most `count` rows, and `next`, the id to go on
// after, where there are more. `rows` asks for one row above `count`; `item` makes the JSON of the
// row it stands at.
template <class MakeItem>
QJsonObject listing(storage::Statement& rows, qint64 count, MakeItem item) {
    QJsonArray items;
    QJsonObject result;
    while (rows.next()) {
        if (items.size() == count) {
            result.insert(QLatin1StringView("next"),
                          items.last().toObject().value(QLatin1StringView("id")));
            break;
        }
        items.append(item());
    }
    result.insert(QLatin1StringView("items"), items);
    return result;
}

} // namespace journal
