// SPDX-License-Identifier: GPL-3.0-only
#include "older.h"

#include "chain.h"

#include <QSet>

namespace journal {

using namespace Qt::Literals::StringLiterals;

namespace {

QString placeOf(const Entry& entry) {
    return u"entry %1"_s.arg(entry.seq);
}

// The entries in their order; before they bore the version of their rules it was 0.
storage::Statement entriesOf(storage::Database& older) {
    const bool bears = older.columnsOf(u"entry"_s).contains(u"rules"_s);
    return older.queryOnce(
        u"SELECT seq, at, by, action, body, %1 AS rules, hash FROM entry ORDER BY seq"_s.arg(
            bears ? u"rules"_s : u"0"_s));
}

qint64 countOf(storage::Database& older) {
    auto row = older.queryOnce(u"SELECT count(*) FROM entry"_s);
    return row.next() ? row.integer(0) : 0;
}

void checkTexts(storage::Database& older, const QSet<QString>& namedByOlder, const Found& found) {
    auto rows = older.queryOnce(u"SELECT hash, salt, value FROM private"_s);
    while (rows.next()) {
        const auto hashOf =
            namedByOlder.contains(rows.text(0)) ? PrivateStore::olderHashOf : PrivateStore::hashOf;
        // Bytes that go over the border between the two would leave the older hash as it is.
        if (rows.bytes(1).size() != PrivateStore::saltSize
            || hashOf(rows.bytes(1), rows.text(2)) != rows.text(0))
            found({true, u"table private"_s,
                   u"个人信息 %1… 与其哈希不符。"_s.arg(rows.text(0).left(12))});
    }
}

} // namespace

void checkOlderChain(storage::Database& older, const Found& found,
                     const storage::Progress& progress) {
    const qint64 all = countOf(older);
    QSet<QString> namedByOlder;
    QByteArray previous = firstPreviousHash();
    qint64 expected = 1;
    auto rows = entriesOf(older);
    for (qint64 done = 0; rows.next(); storage::reportProgress(progress, ++done, all)) {
        const Entry entry = entryOf(rows, nullptr);
        const QByteArray hash = rows.text("hash").toLatin1();
        if (entry.seq != expected)
            found({true, placeOf(entry), outOfTurn(entry.seq, expected)});
        if (entryHash(canonicalEntry(entry, rows.text("body").toUtf8(), previous)) != hash)
            found({true, placeOf(entry),
                   u"日志第 %1 条(%2,%3)与其哈希不符。"_s.arg(QString::number(entry.seq),
                                                              entry.action, entry.at)});
        if (entry.rules == 0)
            for (const QString& name : privateHashes(entry.with.json()))
                namedByOlder.insert(name);
        previous = hash;
        expected = expectedAfter(entry.seq);
    }
    checkTexts(older, namedByOlder, found);
}

void replayOlder(storage::Database& older, storage::Database& copy, const Registry& registry,
                 const Found& found, const storage::Progress& progress) {
    const qint64 all = countOf(older);
    Context context(copy, older);
    FixedClock clock(u"1970-01-01"_s);
    context.clock = &clock;
    storage::UnitOfWork work(copy);
    auto rows = entriesOf(older);
    for (qint64 done = 0; rows.next(); storage::reportProgress(progress, ++done, all)) {
        const Entry entry = entryOf(rows, &context.secrets);
        clock.setTime(entry.at);
        context.invalidate<Head>();
        copy.run("INSERT INTO entry (seq, at, by, action, body, rules, hash)"
                 " VALUES (?, ?, ?, ?, ?, ?, ?)",
                 entry.seq, entry.at, entry.by, entry.action, rows.text("body"),
                 qint64(entry.rules), rows.text("hash"));
        const Command* command = registry.command(entry.action);
        if (!command) {
            found({true, placeOf(entry),
                   u"日志第 %1 条的命令 %2 不存在。"_s.arg(QString::number(entry.seq),
                                                           entry.action)});
            continue;
        }
        try {
            const Entry today = ofToday(*command, context, entry);
            indexThings(context, *command, today);
            applyWhole(*command, context, today);
        } catch (const std::bad_alloc&) {
            throw;
        } catch (const storage::Failure& failure) {
            if (failure.trouble() != storage::Trouble::Damaged)
                throw;
            found({true, placeOf(entry),
                   u"日志第 %1 条(%2)无法重演: %3"_s.arg(QString::number(entry.seq), entry.action,
                                                         failure.message())});
        } catch (const std::exception& error) {
            found({true, placeOf(entry),
                   u"日志第 %1 条(%2)无法重演: %3"_s.arg(QString::number(entry.seq), entry.action,
                                                         QString::fromUtf8(error.what()))});
        }
    }
    work.commit();
}

} // namespace journal
