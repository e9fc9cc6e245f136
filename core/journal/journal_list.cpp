// SPDX-License-Identifier: GPL-3.0-only
#include "journal_list.h"

#include "chain.h"

#include <set>

namespace journal {

using namespace Qt::Literals::StringLiterals;
using Values = std::vector<storage::Database::Value>;

namespace {

constexpr qint64 mostEntries = 1000;

struct Filter {
    QString conditions;
    Values values;

    void add(const char* condition, const storage::Database::Value& value) {
        conditions += (conditions.isEmpty() ? u""_s : u" AND "_s) + QString::fromLatin1(condition);
        values.push_back(value);
    }
};

Filter filterOf(const Args& with) {
    Filter filter;
    filter.add("seq >= ?", with.integer("from"_L1, 1));
    if (with.has("to"_L1))
        filter.add("seq <= ?", with.integer("to"_L1));
    if (with.has("entity"_L1) && with.has("kind"_L1)) {
        filter.add("seq IN (SELECT seq FROM entry_thing WHERE id = ?", with.text("entity"_L1));
        filter.add("kind = ?)", with.text("kind"_L1));
    } else if (with.has("entity"_L1)) {
        filter.add("seq IN (SELECT seq FROM entry_thing WHERE id = ?)", with.text("entity"_L1));
    }
    if (with.has("by"_L1))
        filter.add("by = ?", with.text("by"_L1));
    if (with.has("do"_L1))
        filter.add("action = ?", with.text("do"_L1));
    if (with.has("since"_L1))
        filter.add("at >= ?", with.text("since"_L1));
    if (with.has("until"_L1)) // "2019-06-30T…" sorts before "2019-06-30U"
        filter.add("at < ?", with.text("until"_L1) + u'U');
    if (const QString wanted = with.text("text"_L1).trimmed(); !wanted.isEmpty())
        filter.add("found(action || ' ' || by || ' ' || body, ?)", wanted);
    return filter;
}

QJsonObject entryJson(Context& context, const storage::Statement& row, Facts facts) {
    const Entry entry = entryOf(row, nullptr);
    QJsonObject json{{"seq"_L1, entry.seq},     {"at"_L1, entry.at},
                     {"by"_L1, entry.by}, // who recorded it
                     {"do"_L1, entry.action},   {"with"_L1, entry.with.json()},
                     {"rules"_L1, entry.rules}, {"hash"_L1, row.text("hash")}};
    const QJsonObject more = facts(context, entry);
    for (auto it = more.begin(); it != more.end(); ++it)
        json.insert(it.key(), it.value());
    return json;
}

} // namespace

Shape journalListShape() {
    return {opt(integer("from")), opt(integer("to")),  opt(id("entity")),     opt(id("kind")),
            opt(id("by")),        opt(id("do")),       opt(text("text")),     opt(date("since")),
            opt(date("until")),   opt(flag("newest")), opt(integer("count")), opt(flag("total"))};
}

// `next` is the seq to go on from: the next page's `from`, or with newest first its `to`.
Reply listEntries(Context& context, const Args& with, Facts facts) {
    const qint64 count = std::clamp<qint64>(with.integer("count"_L1, mostEntries), 1, mostEntries);
    const Filter filter = filterOf(with);
    Values values = filter.values;
    values.emplace_back(count + 1);
    auto rows = context.db.queryOnce(
        u"SELECT seq, at, by, action, body, rules, hash FROM entry WHERE %1 ORDER BY seq %2"
        " LIMIT ?"_s.arg(filter.conditions, with.flag("newest"_L1) ? u"DESC"_s : u"ASC"_s),
        values);
    QJsonArray entries;
    QJsonObject result;
    while (rows.next()) {
        if (entries.size() == count) {
            result.insert("next"_L1, rows.integer(0));
            break;
        }
        entries.append(entryJson(context, rows, facts));
    }
    result.insert("entries"_L1, entries);
    if (with.flag("total"_L1)) {
        auto total = context.db.queryOnce(
            u"SELECT count(*) FROM entry WHERE "_s + filter.conditions, filter.values);
        total.next();
        result.insert("total"_L1, total.integer(0));
    }
    return result;
}

QJsonObject changesAfter(Context& context, const Registry& registry, qint64 seq) {
    constexpr qint64 mostNamed = 500;
    const Head& now = head(context);
    QJsonObject changes{{"seq"_L1, now.seq}, {"hash"_L1, QString::fromLatin1(now.hash)}};
    if (now.seq - seq > mostNamed) {
        changes.insert("things"_L1, QJsonArray());
        changes.insert("all"_L1, true);
        return changes;
    }
    std::set<std::pair<QString, QString>> named;
    auto rows = context.db.query("SELECT seq, at, by, action, body, rules FROM entry WHERE seq > ?"
                                 " ORDER BY seq",
                                 seq);
    while (rows.next()) {
        const Entry entry = entryOf(rows, &context.secrets);
        if (const Command* command = registry.command(entry.action))
            for (const EntityRef& thing : thingsOf(context, *command, entry))
                named.emplace(thing.kind, thing.id);
    }
    QJsonArray things;
    for (const auto& [kind, id] : named)
        things.append(QJsonObject{{"kind"_L1, kind}, {"id"_L1, id}});
    changes.insert("things"_L1, things);
    return changes;
}

} // namespace journal
