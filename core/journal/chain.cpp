// SPDX-License-Identifier: GPL-3.0-only
#include "chain.h"

#include <storage/failure.h>

#include <QDate>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

#include <limits>

namespace journal {

using namespace Qt::Literals::StringLiterals;

namespace {

// Sources, lines, items and users stand in too many entries for an index of theirs to help.
bool isIndexed(const ArgumentSpec& field) {
    static const QStringList common{u"source"_s, u"line"_s, u"item"_s, u"user"_s};
    return !field.refersTo.isEmpty() && !common.contains(field.refersTo);
}

void collectThings(const Shape& shape, const Args& words, std::vector<EntityRef>& things) {
    for (const ArgumentSpec& field : shape.fields()) {
        const auto key = field.key.toLatin1();
        const QLatin1StringView name(key);
        if (!words.has(name))
            continue;
        if (isIndexed(field))
            things.push_back({field.refersTo, words.text(name)});
        else if (field.type == Type::Object)
            collectThings(*field.shape, words.object(name), things);
        else if (field.type == Type::List)
            for (const Args& item : words.list(name))
                collectThings(*field.shape, item, things);
    }
}

Head loadHead(Context& context) {
    Head last;
    auto row = context.db.query("SELECT seq, hash, at FROM entry ORDER BY seq DESC LIMIT 1");
    if (row.next()) {
        last.seq = row.integer(0);
        last.hash = row.text(1).toLatin1();
        last.at = row.text(2);
    }
    return last;
}

} // namespace

const Head& head(Context& context) {
    return context.cached<Head>([&] { return loadHead(context); });
}

namespace {

constexpr int dayAhead = 1;

// The day after; behind a Friday the Monday, since an office rests at the weekend.
QDate nextDay(const QString& at) {
    QDate day = QDate::fromString(at.left(10), Qt::ISODate).addDays(1);
    while (day.dayOfWeek() >= Qt::Saturday)
        day = day.addDays(1);
    return day;
}

QString daysLater(const QString& at, int days) {
    return QDateTime::fromString(at.left(19), Qt::ISODate)
               .addDays(days)
               .toString(u"yyyy-MM-ddTHH:mm:ss"_s)
           + at.mid(19);
}

// The time before the newest jump that somebody confirmed; "" where nobody did.
QString beforeJump(Context& context) {
    auto row = context.db.query("SELECT at FROM entry WHERE seq = (SELECT max(seq) FROM entry WHERE"
                                " instr(body, '\"clock\":\"confirmed\"') > 0) - 1");
    return row.next() ? row.text(0) : QString();
}

} // namespace

QString nextTime(Context& context, Clock& clock) {
    const QString now = clock.now();
    const QString last = head(context).at;
    if (last <= now)
        return now;
    if (last <= daysLater(now, dayAhead))
        return last;
    if (context.clockIsRight && foundedAhead(context, clock))
        return now;
    const QString before = beforeJump(context);
    return !before.isEmpty() && before <= now ? now : last;
}

bool foundedAhead(Context& context, Clock& clock) {
    const QString ahead = daysLater(clock.now(), dayAhead);
    if (clock.isSaid() || head(context).at <= ahead || !beforeJump(context).isEmpty())
        return false;
    auto first = context.db.query("SELECT at FROM entry ORDER BY seq LIMIT 1");
    return first.next() && first.text(0) > ahead;
}

bool jumpsAhead(Context& context, Clock& clock) {
    if (clock.isSaid())
        return false;
    const QString last = head(context).at;
    const QString now = clock.now();
    const bool sameDay = QStringView(now).left(10) == QStringView(last).left(10);
    return !last.isEmpty() && !sameDay
           && QDate::fromString(now.left(10), Qt::ISODate) > nextDay(last);
}

qint64 following(qint64 number) {
    if (number == std::numeric_limits<qint64>::max())
        storage::contradiction(u"编号已到尽头"_s);
    return number + 1;
}

qint64 expectedAfter(qint64 seq) {
    return std::clamp<qint64>(seq, 0, std::numeric_limits<qint64>::max() - 1) + 1;
}

QString outOfTurn(qint64 seq, qint64 expected) {
    return seq > expected ? u"日志缺少第 %1 至 %2 条。"_s.arg(expected).arg(seq - 1)
                          : u"日志第 %1 条的序号不应存在。"_s.arg(seq);
}

bool linked(Context& context, qint64 seq) {
    auto rows = context.db.query("SELECT seq, at, by, action, body, rules, hash FROM entry WHERE"
                                 " seq BETWEEN ?1 - 1 AND ?1 + 1 ORDER BY seq",
                                 seq);
    QByteArray previous = firstPreviousHash();
    bool holds = true;
    while (rows.next()) {
        const Entry entry = entryOf(rows, nullptr);
        const QByteArray hash = rows.text("hash").toLatin1();
        if (entry.seq >= seq)
            holds =
                holds
                && entryHash(canonicalEntry(entry, rows.text("body").toUtf8(), previous)) == hash;
        previous = hash;
    }
    return holds;
}

Entry append(Context& context, const Command& command, Entry entry) {
    Head& last = const_cast<Head&>(head(context));
    entry.seq = following(last.seq);
    const QByteArray body = canonical(entry.with.json());
    const QByteArray hash = entryHash(canonicalEntry(entry, body, last.hash));
    context.db.run("INSERT INTO entry (seq, at, by, action, body, rules, hash)"
                   " VALUES (?, ?, ?, ?, ?, ?, ?)",
                   entry.seq, entry.at, entry.by, entry.action, QString::fromUtf8(body),
                   qint64(entry.rules), QString::fromLatin1(hash));
    indexThings(context, command, entry);
    last = Head{entry.seq, hash, entry.at};
    return entry;
}

std::vector<EntityRef> thingsOf(Context& context, const Command& command, const Entry& entry) {
    std::vector<EntityRef> things;
    if (!command.registers.isEmpty() && entry.with.has("id"_L1))
        things.push_back({command.registers, entry.id()});
    collectThings(command.shape, entry.with, things);
    if (command.relatedEntities)
        for (EntityRef& thing : command.relatedEntities(context, entry))
            things.push_back(std::move(thing));
    return things;
}

void indexThings(Context& context, const Command& command, const Entry& entry) {
    for (const EntityRef& thing : thingsOf(context, command, entry))
        context.db.run("INSERT INTO entry_thing (kind, id, seq) VALUES (?, ?, ?)"
                       " ON CONFLICT (id, kind, seq) DO NOTHING",
                       thing.kind, thing.id, entry.seq);
}

QStringList privateHashes(const QJsonValue& value) {
    QStringList hashes;
    if (value.isArray()) {
        for (const QJsonValue& item : value.toArray())
            hashes += privateHashes(item);
        return hashes;
    }
    const QJsonObject object = value.toObject();
    const QJsonValue hash = object.value("private"_L1);
    if (object.size() == 1 && hash.isString())
        hashes << hash.toString();
    for (const QJsonValue& item : object)
        hashes += privateHashes(item);
    return hashes;
}

Entry entryOf(const storage::Statement& row, const PrivateStore* secrets) {
    Entry entry;
    entry.seq = row.integer("seq");
    entry.at = row.text("at");
    entry.by = row.text("by");
    entry.action = row.text("action");
    entry.with = Args(QJsonDocument::fromJson(row.text("body").toUtf8()).object(), secrets);
    entry.rules = static_cast<int>(row.integer("rules"));
    return entry;
}

std::optional<Entry> entryAt(Context& context, qint64 seq) {
    auto row =
        context.db.query("SELECT seq, at, by, action, body, rules FROM entry WHERE seq = ?", seq);
    return row.next() ? std::optional(entryOf(row, &context.secrets)) : std::nullopt;
}

void install(Registry& registry) {
    registry.addTables(
        u"CREATE TABLE entry (seq INTEGER PRIMARY KEY CHECK (seq > 0), at TEXT NOT NULL,"
        " by TEXT NOT NULL, action TEXT NOT NULL, body TEXT NOT NULL,"
        " rules INTEGER NOT NULL CHECK (rules >= 0),"
        " hash TEXT NOT NULL CHECK (length(hash) = 64)) STRICT;"
        // Looked through at each login (identity/credentials.cpp).
        "CREATE INDEX entry_of_password ON entry (seq) WHERE action IN ('fund.create', 'user.add',"
        " 'user.change', 'user.password', 'user.recover');"
        "CREATE TABLE entry_thing (id TEXT NOT NULL, kind TEXT NOT NULL, seq INTEGER NOT NULL"
        " REFERENCES entry, PRIMARY KEY (id, kind, seq)) STRICT, WITHOUT ROWID;"_s
            + PrivateStore::tables(),
        {u"entry"_s, u"entry_thing"_s});
    registry.addSidecarTables({u"private"_s, u"entry"_s});
    registry.addedLater(u"entry"_s, u"rules"_s, u"0"_s);
    registry.add(Question{
        u"journal.head"_s, Shape{}, [](Context& context, const Args&, const QString&) -> Reply {
            const Head& last = head(context);
            return QJsonObject{{"seq"_L1, last.seq}, {"hash"_L1, QString::fromLatin1(last.hash)}};
        }});
}

} // namespace journal
