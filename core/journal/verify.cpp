// SPDX-License-Identifier: GPL-3.0-only
#include "verify.h"

#include "chain.h"
#include "table_compare.h"

#include <QFile>
#include <QJsonArray>
#include <QScopeGuard>
#include <QSet>

namespace journal {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostFindingsOfAKind = 100;

// Times, ids and names of commands stand in the hashed form as they are, so none of them may hold a
// sign that would end it there.
bool isPlain(const Entry& entry) {
    const auto plain = [](const QString& text) {
        return std::none_of(text.begin(), text.end(),
                            [](QChar c) { return c == u'"' || c == u'\\' || c < u' '; });
    };
    return plain(entry.at) && plain(entry.by) && plain(entry.action);
}

class Verifier {
public:
    Verifier(storage::Database& original, storage::Database& copy, const Registry& registry,
             const VerifyOptions& options)
        : m_original(original), m_copy(copy), m_registry(registry), m_options(options),
          m_missing(options.expectHeads.begin(), options.expectHeads.end()) {}

    VerificationReport run() {
        planProgress();
        checkPages();
        storage::reportProgress(m_options.progress, m_replayFrom, whole);
        try {
            checkSchema();
            replay();
            checkPrivate();
            compareTables();
            Context context(m_original, m_original);
            checkExpectedHeads(context);
            context.progress = storage::subProgress(m_options.progress, m_checksFrom, whole);
            for (Check check : m_registry.checks())
                check(context, [this](VerificationFinding finding) { add(std::move(finding)); });
        } catch (const std::bad_alloc&) {
            throw;
        } catch (const logging::Bug&) {
            // Of this program, unless it stumbled over rows that were already found to be altered.
            if (m_report.sound())
                throw;
        } catch (const storage::Failure& failure) {
            if (!isOfTheFile(failure))
                throw;
            damaged(u"file"_s, failure.message());
        } catch (const std::exception& error) { // rows that no command writes
            rewritten(u"file"_s,
                      u"内容前后不符,无法继续核对: %1"_s.arg(QString::fromUtf8(error.what())));
        }
        return std::move(m_report);
    }

private:
    // A machine that is too small says nothing of the fund.
    static bool isOfTheFile(const storage::Failure& failure) {
        using storage::Trouble;
        return failure.trouble() != Trouble::Cancelled && failure.trouble() != Trouble::Temporary;
    }

    void add(VerificationFinding finding) { m_report.findings.push_back(std::move(finding)); }
    void damaged(const QString& place, const QString& message) { add({false, place, message}); }
    void rewritten(const QString& place, const QString& message) { add({true, place, message}); }

    static constexpr qint64 whole = 1000;

    // Shares of the whole by what each part costs, in about microseconds: a page to check and to
    // hash, an entry to apply and to compare.
    void planProgress() {
        const qint64 entries = count();
        const qint64 pages = m_original.pages();
        const qint64 pageCheck = pages * 5;
        const qint64 replays = entries * (m_options.authority ? 160 : 80);
        const qint64 compares = entries * 20;
        const qint64 all = std::max<qint64>(1, pageCheck + replays + compares + pages * 10);
        m_replayFrom = pageCheck * whole / all;
        m_compareFrom = (pageCheck + replays) * whole / all;
        m_checksFrom = (pageCheck + replays + compares) * whole / all;
        storage::reportProgress(m_options.progress, 0, whole);
    }

    void checkPages() {
        try {
            auto rows = m_original.query("PRAGMA integrity_check(100)");
            while (rows.next())
                for (const QString& line : rows.text(0).split(u'\n'))
                    if (line != "ok"_L1 && !line.startsWith("***"_L1))
                        damaged(u"file"_s, u"文件页损坏: %1"_s.arg(line));
        } catch (const storage::Failure& failure) {
            if (!isOfTheFile(failure))
                throw;
            damaged(u"file"_s, failure.message());
        }
    }

    // Tables, indexes and triggers are those that the program makes: a dropped trigger shows, and
    // whatever stands there besides.
    void checkSchema() {
        if (const qint64 version = m_original.version(); version != storage::schemaVersion)
            rewritten(u"schema"_s,
                      u"文件头的版本号为 %1,应为 %2。"_s.arg(version).arg(storage::schemaVersion));
        const QStringList expected = m_copy.schemaObjects();
        const QStringList found = m_original.schemaObjects();
        const auto nameOf = [](const QString& object) { return object.section(u'\n', 0, 0); };
        QStringList names;
        for (const QString& object : expected)
            names << nameOf(object);
        for (const QString& object : found) {
            const QString name = nameOf(object);
            if (!expected.contains(object))
                rewritten(u"schema %1"_s.arg(name), names.contains(name)
                                                        ? u"表结构 %1 被改动。"_s.arg(name)
                                                        : u"%1 不是本程序的表结构。"_s.arg(name));
        }
        QStringList there;
        for (const QString& object : found)
            there << nameOf(object);
        for (const QString& name : names)
            if (!there.contains(name))
                rewritten(u"schema %1"_s.arg(name), u"表结构 %1 被删除。"_s.arg(name));
    }

    void replay() {
        Context context(m_copy, m_original);
        context.clock = &m_clock;
        storage::UnitOfWork work(m_copy);
        const auto progress = storage::subProgress(m_options.progress, m_replayFrom, m_compareFrom);
        const qint64 all = count();
        auto rows = m_original.query(
            "SELECT seq, at, by, action, body, rules, hash FROM entry ORDER BY seq");
        QByteArray previous = firstPreviousHash();
        int rules = 0;
        qint64 expected = 1;
        while (rows.next()) {
            const Entry entry = entryOf(rows, &context.secrets);
            const QByteArray hash = rows.text("hash").toLatin1();
            const QString place = u"entry %1"_s.arg(entry.seq);
            if (entry.seq != expected)
                rewritten(place, outOfTurn(entry.seq, expected));
            const QByteArray body = rows.text("body").toUtf8();
            const QByteArray form = canonicalEntry(entry, body, previous);
            if (entryHash(form) != hash || !isPlain(entry))
                rewritten(place, u"日志第 %1 条(%2,%3)与其哈希不符。"_s.arg(entry.seq).arg(
                                     entry.action, entry.at));
            if (entry.rules < rules || entry.rules > rulesOfToday)
                rewritten(place, u"日志第 %1 条所依规则的版本 %2 不在其位。"_s.arg(entry.seq).arg(
                                     entry.rules));
            rules = std::max(rules, entry.rules);
            m_missing.remove(hash);
            previous = hash;
            expected = expectedAfter(entry.seq);
            const bool readable = !body.contains("\"private\"") || notePrivate(entry);
            m_clock.setTime(entry.at);
            context.invalidate<Head>();
            const Command* command = m_registry.command(entry.action);
            const Entry today = command ? completed(*command, context, entry) : entry;
            if (m_options.authority && readable)
                judgeEntry(context, today);
            // A number that no entry can have was named above.
            if (entry.seq > 0 && entry.rules >= 0)
                m_copy.run("INSERT INTO entry (seq, at, by, action, body, rules, hash)"
                           " VALUES (?, ?, ?, ?, '', ?, ?) ON CONFLICT (seq) DO NOTHING",
                           entry.seq, entry.at, entry.by, entry.action, qint64(entry.rules),
                           QString::fromLatin1(entryHash(form)));
            applyEntry(context, today);
            if (++m_report.entries % 200 != 0)
                continue;
            m_copy.settle();
            storage::reportProgress(progress, m_report.entries, all);
        }
        m_report.headHash = previous;
        work.commit();
    }

    // An older entry with what is settled today; where that can't be, applying it says so.
    static Entry completed(const Command& command, Context& context, const Entry& entry) {
        try {
            return ofToday(command, context, entry);
        } catch (const std::bad_alloc&) {
            throw;
        } catch (const std::exception&) {
            return entry;
        }
    }

    // 0 where the journal cannot be read; replaying it says so.
    qint64 count() {
        try {
            auto row = m_original.query("SELECT count(*) FROM entry");
            return row.next() ? row.integer(0) : 0;
        } catch (const storage::Failure&) {
            return 0;
        }
    }

    // Nothing is refused here: what breaks a rule is named, and then applied as it was.
    void judgeEntry(Context& context, const Entry& entry) {
        const Command* command = m_registry.command(entry.action);
        if (!command || (entry.seq == 1 && entry.action == "fund.create"_L1))
            return;
        QString broken;
        try {
            broken = brokenBy(m_registry, *m_options.authority, *command, context, entry);
        } catch (const std::bad_alloc&) {
            throw;
        } catch (const std::exception& error) { // of a disk that fails, applying says so
            broken = u"不能按规则核对:%1"_s.arg(QString::fromUtf8(error.what()));
        }
        if (!broken.isEmpty() && m_broken++ < mostFindingsOfAKind)
            rewritten(u"entry %1"_s.arg(entry.seq),
                      u"日志第 %1 条(%2,%3)%4"_s.arg(QString::number(entry.seq), entry.action,
                                                     entry.by, broken)
                          + (broken.endsWith(u'。') ? QString() : u"。"_s));
    }

    void applyEntry(Context& context, const Entry& entry) {
        const Command* command = m_registry.command(entry.action);
        const QString place = u"entry %1"_s.arg(entry.seq);
        if (!command) {
            rewritten(place, u"日志第 %1 条的命令 %2 不存在。"_s.arg(entry.seq).arg(entry.action));
            return;
        }
        try {
            indexThings(context, *command, entry);
            applyWhole(*command, context, entry);
        } catch (const std::bad_alloc&) {
            throw;
        } catch (const std::exception& error) {
            const auto* failure = dynamic_cast<const storage::Failure*>(&error);
            if (failure && !isOfTheFile(*failure))
                throw;
            const bool words = failure || !dynamic_cast<const logging::Bug*>(&error);
            if (m_failures++ < mostFindingsOfAKind)
                rewritten(place, u"日志第 %1 条(%2)无法重演: %3"_s.arg(
                                     QString::number(entry.seq), entry.action,
                                     words ? QString::fromUtf8(error.what())
                                           : u"它所依据的内容不在此前的日志中"_s));
        }
    }

    // A head of the security log is another room's to know.
    void checkExpectedHeads(Context& context) {
        for (const QByteArray& head : m_options.expectHeads)
            if (m_missing.contains(head) && !m_registry.knowsHead(context, head))
                rewritten(u"head"_s,
                          u"日志中没有哈希 %1:文件是较旧的副本,或历史在其后被改写。"_s.arg(
                              QString::fromLatin1(head)));
    }

    // Which private texts there must be: noted in the copy, without the texts. True where all are
    // there, so that the entry can be judged; checkPrivate says of each what is wrong with it.
    bool notePrivate(const Entry& entry) {
        const QStringList hashes = privateHashes(entry.with.json());
        bool all = true;
        if (entry.rules == 0)
            m_olderHashes.unite({hashes.begin(), hashes.end()});
        for (const QString& hash : hashes) {
            m_copy.run("INSERT INTO private (hash, salt, value)"
                       " VALUES (?, ?, '') ON CONFLICT (hash) DO NOTHING",
                       hash, QByteArray(16, '\0'));
            all = all && m_original.query("SELECT 1 FROM private WHERE hash = ?", hash).next();
        }
        return all;
    }

    void checkPrivate() {
        const auto wrong = [this](const QString& hash, const QString& how) {
            rewritten(u"table private"_s, u"个人信息 %1… %2。"_s.arg(hash.left(12), how));
        };
        auto rows =
            m_original.query("SELECT hash, salt, value FROM private ORDER BY hash COLLATE BINARY");
        auto named = m_copy.query("SELECT hash FROM private ORDER BY hash COLLATE BINARY");
        bool more = named.next();
        while (rows.next()) {
            const QString hash = rows.text(0);
            for (; more && named.text(0) < hash; more = named.next())
                wrong(named.text(0), u"被删除"_s);
            if (more && named.text(0) == hash)
                more = named.next();
            else
                wrong(hash, u"不在日志中"_s);
            const auto hashOf =
                m_olderHashes.contains(hash) ? PrivateStore::olderHashOf : PrivateStore::hashOf;
            if (rows.bytes(1).size() != PrivateStore::saltSize
                || hashOf(rows.bytes(1), rows.text(2)) != hash)
                wrong(hash, u"与其哈希不符"_s);
        }
        for (; more; more = named.next())
            wrong(named.text(0), u"被删除"_s);
    }

    void compareTables() {
        auto tables = m_copy.query("SELECT name FROM sqlite_schema WHERE type = 'table'"
                                   " AND name NOT LIKE 'sqlite_%' ORDER BY name COLLATE BINARY");
        QStringList names;
        while (tables.next())
            if (!m_registry.beside().contains(tables.text(0)))
                names << tables.text(0);
        const auto progress = storage::subProgress(m_options.progress, m_compareFrom, m_checksFrom);
        for (qsizetype i = 0; i < names.size(); ++i) {
            storage::reportProgress(progress, i, names.size());
            compareTable(m_original, m_copy, names[i], [&](const QString& sentence) {
                rewritten(u"table %1"_s.arg(names[i]), sentence);
            });
        }
    }

    storage::Database& m_original;
    storage::Database& m_copy;
    const Registry& m_registry;
    const VerifyOptions& m_options;
    VerificationReport m_report;
    qint64 m_replayFrom = 0;
    qint64 m_compareFrom = 0;
    qint64 m_checksFrom = 0;
    QSet<QByteArray> m_missing;  // of the heads that are expected
    QSet<QString> m_olderHashes; // of private texts that entries of rules 0 name
    int m_failures = 0;
    int m_broken = 0;
    FixedClock m_clock{u"1970-01-01"_s}; // stands at each entry's own time while it is judged
};

} // namespace

QJsonObject toJson(const VerificationReport& report) {
    QJsonArray findings;
    for (const VerificationFinding& one : report.findings)
        findings.append(QJsonObject{
            {"rewritten"_L1, one.rewritten}, {"place"_L1, one.place}, {"message"_L1, one.message}});
    return {{"sound"_L1, report.sound()},
            {"entries"_L1, report.entries},
            {"head"_L1, QString::fromLatin1(report.headHash)},
            {"findings"_L1, findings}};
}

VerificationReport verify(storage::Database& original, const Registry& registry,
                          const VerifyOptions& options) {
    QFile::remove(options.scratchPath);
    const auto removed = qScopeGuard([&] { QFile::remove(options.scratchPath); });
    const auto copy = storage::Database::scratch(options.scratchPath);
    copy->script(registry.schema());
    copy->sealSchema();
    return Verifier(original, *copy, registry, options).run();
}

} // namespace journal
