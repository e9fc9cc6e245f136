// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <journal/personal_numbers.h>
#include <labels/fields.h>

#include <QDate>

// What an entry itself gives to ask: it came late, or its words hold digits that may be a person's.
// An entry's text is read once, when it is applied; a question would read the whole journal.

namespace warnings {

using namespace Qt::Literals::StringLiterals;
using journal::Context;
using journal::Entry;
using labels::sentence;

namespace {

// Facts of entries: how many days after its date it was recorded; where digits stand, and not
// which: a list of warnings is handed on.
constexpr const char* tables = R"(
CREATE TABLE entry_delay (
  seq INTEGER PRIMARY KEY, date TEXT NOT NULL, days INTEGER NOT NULL CHECK (days > 0)
) STRICT;
CREATE TABLE entry_digits (
  seq INTEGER PRIMARY KEY, field TEXT NOT NULL
) STRICT;
)";

QHash<QString, journal::Shape>& shapes() {
    static QHash<QString, journal::Shape> all;
    return all;
}

// The first free text that has such digits. What is certain stands beside the journal already.
std::optional<QString> digitsIn(const journal::Shape& shape, const QJsonObject& with,
                                const QString& path) {
    for (const journal::ArgumentSpec& field : shape.fields()) {
        const QJsonValue value = with.value(field.key);
        const QString place = path + field.key;
        const bool free =
            field.type == journal::Type::Text || field.type == journal::Type::LongText;
        if (free && !field.number && value.isString()) {
            const QString text = value.toString();
            constexpr qsizetype least = 7;
            if (std::count_if(text.begin(), text.end(), [](QChar c) { return c.isDigit(); })
                < least)
                continue;
            if (!journal::uncertainNumbers(text).isEmpty())
                return place;
        }
        if (!field.shape)
            continue;
        if (field.type == journal::Type::Object)
            if (auto found = digitsIn(*field.shape, value.toObject(), place + u'.'))
                return found;
        const QJsonArray items = value.toArray();
        for (qsizetype i = 0; i < items.size(); ++i)
            if (auto found = digitsIn(*field.shape, items[i].toObject(), place + u"[%1]."_s.arg(i)))
                return found;
    }
    return {};
}

void noteEntry(Context& context, const Entry& entry) {
    // History that is entered when the program comes is late by nature.
    const QString date = entry.action.startsWith(u"opening.") ? QString() : entry.date();
    if (!date.isEmpty()) {
        const qint64 days = QDate::fromString(date, Qt::ISODate)
                                .daysTo(QDate::fromString(entry.at.left(10), Qt::ISODate));
        if (days > 0)
            context.db.run("INSERT INTO entry_delay (seq, date, days) VALUES (?, ?, ?)", entry.seq,
                           date, days);
    }
    if (const auto found = digitsIn(shapes().value(entry.action), entry.with.json(), {}))
        context.db.run("INSERT INTO entry_digits (seq, field) VALUES (?, ?)", entry.seq, *found);
}

// The rows of one of the two tables behind `after`, as far as the page goes.
template <class Tell>
void eachEntry(Search& search, const QString& columns, const QString& table,
               const QString& condition, Tell tell) {
    if (!search.may("entry"_L1))
        return;
    QString conditions = condition;
    std::vector<storage::Database::Value> values;
    if (!search.after.isEmpty()) {
        conditions += u" AND noted.seq > ?"_s;
        values.emplace_back(search.after.section(u':', 1).toLongLong());
    }
    if (!search.everything()) {
        conditions += u" AND noted.seq = ?"_s;
        values.emplace_back(search.one("entry"_L1).toLongLong());
    }
    for (const auto& [filter, column] :
         {std::pair(search.scope.line, "line"), std::pair(search.scope.unit, "unit")}) {
        if (filter.isEmpty())
            continue;
        conditions += u" AND noted.seq IN (SELECT seq FROM entry_thing JOIN project ON project.id ="
                      " entry_thing.id WHERE kind = 'project' AND project.%1 = ?)"_s.arg(
                          QLatin1StringView(column));
        values.emplace_back(filter);
    }
    if (search.counting && search.everything() && search.scope.text.isEmpty()) {
        auto row = search.context.db.queryOnce(
            u"SELECT count(*) FROM %1 AS noted WHERE %2"_s.arg(table, conditions), values);
        row.next();
        search.counted += row.integer(0);
        return;
    }
    auto rows = search.context.db.queryOnce(
        u"SELECT noted.seq, entry.at, entry.action, entry.by, %1 FROM %2 AS noted JOIN entry ON"
        " entry.seq = noted.seq WHERE %3 ORDER BY noted.seq"_s.arg(columns, table, conditions),
        values);
    while (!search.enough() && rows.next())
        tell(rows);
}

void tellEntry(Search& search, const storage::Statement& row, const QString& since,
               labels::Sentence message) {
    search.found({.code = {},
                  .about = {{u"entry"_s, QString::number(row.integer(0))}},
                  .project = {},
                  .unit = search.scope.unit,
                  .line = search.scope.line,
                  .amount = {},
                  .since = since,
                  .message = std::move(message)});
}

} // namespace

void backdated(Search& search) {
    eachEntry(search, u"noted.date, noted.days"_s, u"entry_delay"_s,
              u"noted.days > %1"_s.arg(search.number("days"_L1)), [&](const auto& row) {
                  tellEntry(search, row, row.text(1).left(10),
                            sentence("warning.backdated", row.integer(0), row.text(4),
                                     row.text(1).left(10), row.integer(5)));
              });
}

void personalDigits(Search& search) {
    eachEntry(search, u"noted.field"_s, u"entry_digits"_s, u"1 = 1"_s, [&](const auto& row) {
        tellEntry(
            search, row, row.text(1).left(10),
            sentence("warning.personal-digits", row.integer(0), labels::fieldLabel(row.text(4))));
    });
}

void watch(journal::Registry& registry) {
    const QStringList names = registry.commands().keys();
    for (const QString& name : names) {
        shapes().insert(name, registry.command(name)->shape);
        if (name != u"fund.create")
            registry.addHandler(name, noteEntry);
    }
}

void installEntries(journal::Registry& registry) {
    registry.addTables(QString::fromLatin1(tables), {u"entry_delay"_s, u"entry_digits"_s});
}

} // namespace warnings
