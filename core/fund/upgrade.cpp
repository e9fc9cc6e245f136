// SPDX-License-Identifier: GPL-3.0-only
#include "upgrade.h"

#include "backup.h"
#include "heads.h"
#include "room.h"

#include <journal/older.h>
#include <platform/disk.h>
#include <storage/durable.h>
#include <storage/header.h>
#include <storage/part.h>

#include <QCryptographicHash>
#include <QFileInfo>
#include <QHash>

#include <filesystem>

namespace fund {

using namespace Qt::Literals::StringLiterals;
using journal::VerificationFinding;
using labels::sentence;
using storage::Failure;
using storage::Trouble;

namespace {

// Of the whole's 1000.
constexpr qint64 whole = 1000;
constexpr qint64 proved = 100;
constexpr qint64 kept = 200;
constexpr qint64 taken = 600;
constexpr qint64 lastStop = 990;

[[noreturn]] void refuse(const QString& path, const VerificationFinding& finding) {
    qCWarning(fundLog) << "not upgraded:" << finding.place;
    throw Failure(Trouble::Damaged,
                  sentence("upgrade.unsound", path, finding.place, finding.message));
}

void checkPages(storage::Database& older, const journal::Found& found) {
    auto rows = older.queryOnce(u"PRAGMA integrity_check(100)"_s);
    while (rows.next())
        if (rows.text(0) != "ok"_L1)
            found({false, u"file"_s, u"文件页损坏: %1"_s.arg(rows.text(0))});
}

// The tables of each older version, as it made them: SHA-256 over their definitions by name. A file
// that calls itself older and has other tables was altered to be looked at less closely.
const QHash<qint64, QByteArray>& olderTables() {
    static const QHash<qint64, QByteArray> hashes{
        {1, QByteArrayLiteral("16b304eb2713fb4306f61bcc1d728ab5fda489011600283291cca6690f8280db")},
        {2, QByteArrayLiteral("57448b18be8ea38058e1e8a3130a8e3f3b20b1b4f1a182a595167f3cb06344ac")},
        {3, QByteArrayLiteral("ecb1ecb367689498d346bd74440d911a7acdfcc3a6d0ef0245f46ab7a4bf7732")},
        {4, QByteArrayLiteral("4e85445612813a07328af0b1bc97ea57ef176c835a923bd0e23caf0a171e5e09")}};
    return hashes;
}

void checkTables(storage::Database& older, const journal::Found& found) {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    auto rows = older.queryOnce(
        u"SELECT type, name, coalesce(sql, '') FROM sqlite_schema"
        " WHERE name NOT LIKE 'sqlite%' ORDER BY type COLLATE BINARY, name COLLATE BINARY"_s);
    while (rows.next())
        hash.addData(u"%1\n%2\n%3\n"_s.arg(rows.text(0), rows.text(1), rows.text(2)).toUtf8());
    const qint64 version = older.version();
    if (hash.result().toHex() != olderTables().value(version))
        found({true, u"schema"_s,
               u"文件自称由第 %1 版写成,表结构却不是那一版的:请停止使用,从备份恢复。"_s.arg(
                   version)});
}

// What the file says of itself is the hash of its tables, and nothing else.
void checkProperties(storage::Database& older, const journal::Found& found) {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    auto tables = older.queryOnce(
        u"SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name COLLATE BINARY"_s);
    while (tables.next())
        hash.addData(tables.text(0).toUtf8());
    auto rows = older.queryOnce(u"SELECT name, value FROM file_property"_s);
    const bool own = rows.next() && rows.text(0) == "schema-hash"_L1
                     && rows.text(1) == QLatin1StringView(hash.result().toHex());
    if (!own || rows.next())
        found({true, u"table file_property"_s,
               u"文件所记的表结构校验值被改动、删除,或多出别的行:请停止使用,从备份恢复。"_s});
}

// What stands beside the journal is as it was; the rest is what the journal leads to today.
void makeAnew(storage::Database& older, storage::Database& fresh, const QString& scratchPath,
              const journal::Found& found, const storage::Progress& progress) {
    const auto copy = storage::Database::scratch(scratchPath);
    copy->script(registry().schema());
    journal::replayOlder(older, *copy, registry(), found, storage::subProgress(progress, 0, 600));
    fresh.script(registry().schema());
    fresh.sealSchema();
    QStringList tables;
    auto names = fresh.queryOnce(u"SELECT name FROM sqlite_schema WHERE type = 'table'"
                                 " AND name NOT LIKE 'sqlite%' AND name <> 'file_property'"
                                 " ORDER BY rowid"_s);
    while (names.next())
        tables << names.text(0);
    storage::UnitOfWork work(fresh);
    for (qsizetype i = 0; i < tables.size(); ++i) {
        storage::Database& from = registry().beside().contains(tables[i]) ? older : *copy;
        const qint64 step = 400 / tables.size();
        fresh.takeTable(from, tables[i], registry().addedLater(tables[i]),
                        storage::subProgress(progress, 600 + i * step, 600 + (i + 1) * step));
    }
    work.commit();
}

// What is there already is a sound copy of this very state: same entries, same security log.
bool isCopyOf(const Heads& heads, qint64 version, const QString& path) {
    if (platform::isLink(storage::nativePath(path)) || !QFileInfo(path).isFile()
        || storage::fileVersion(path) != version)
        return false;
    bool sound = true;
    try {
        const auto copy = storage::Database::open(path, storage::OpenMode::Examine);
        checkPages(*copy, [&](const VerificationFinding&) { sound = false; });
        journal::checkOlderChain(*copy, [&](const VerificationFinding&) { sound = false; }, {});
        const Heads there = headsOf(*copy);
        return sound && there.journal == heads.journal && there.security == heads.security;
    } catch (const Failure& failure) {
        qCWarning(fundLog) << "no copy, kind" << static_cast<int>(failure.trouble());
        return false;
    }
}

// One for each state of the older file, however often it was tried.
void keepOlder(storage::Database& older, const storage::Progress& progress) {
    const QString folder = backupFolderOf(older.path());
    makeBackupFolder(folder);
    storage::removeLeftovers(folder);
    const Heads heads = headsOf(older);
    const qint64 version = older.version();
    const QString name =
        u"%1/before-upgrade-%2-%3"_s.arg(folder, QString::number(version), heads.journal.left(12));
    QString path = name + u".fund"_s;
    // Whatever else bears the name stays, and is not taken for the copy.
    for (int n = 2; QFileInfo::exists(path) || platform::isLink(storage::nativePath(path)); ++n) {
        if (isCopyOf(heads, version, path))
            return;
        path = u"%1_%2.fund"_s.arg(name).arg(n);
    }
    const storage::Part part(path);
    older.copyTo(part.path(), progress);
    {
        const auto copy = storage::Database::open(part.path(), storage::OpenMode::Examine);
        checkPages(*copy, [&](const VerificationFinding&) {
            throw Failure(Trouble::Io, sentence("upgrade.not-synced", path));
        });
    }
    storage::fsyncFile(part.path());
    storage::renameDurably(part.path(), path);
    noteHeads(folder, QFileInfo(path).fileName(), heads);
}

// The name goes over in one step. What lies beside the older file must not be taken for the new
// one's: a journal that holds something would be rolled back into it.
void takeItsPlace(const QString& from, std::unique_ptr<storage::Database> older) {
    const QString path = older->path();
    older->requireNotMoved();
    const auto native = storage::nativePath(path);
    if (QFileInfo(path + u"-journal"_s).size() > 0 || QFileInfo::exists(path + u"-wal"_s))
        throw Failure(Trouble::CannotOpen, sentence("upgrade.hot-journal", path));
    platform::takeRights(native, storage::nativePath(from));
    bool done = platform::replaceFile(storage::nativePath(from), native);
    if (!done) { // not on every system can an open file be replaced
        older.reset();
        done = platform::replaceFile(storage::nativePath(from), native);
    }
    if (!done || !platform::forceFolder(storage::nativePath(QFileInfo(path).absolutePath())))
        throw Failure(Trouble::Io, sentence("file.not-synced", path));
}

std::unique_ptr<storage::Database> openToUpgrade(const QString& path) {
    try {
        return storage::Database::open(path);
    } catch (const Failure& failure) {
        if (failure.trouble() != Trouble::ReadOnly)
            throw;
        throw Failure(Trouble::ReadOnly, sentence("upgrade.not-writable", path));
    }
}

} // namespace

bool isOlder(const QString& path) {
    const qint64 version = storage::fileVersion(path);
    return version > 0 && version < storage::schemaVersion;
}

void upgrade(const QString& name, const storage::Progress& progress) {
    // The new file takes the place of the file, and not of a link that leads to it; a second name
    // would go on meaning the older one.
    const QString path = QFileInfo(name).canonicalFilePath();
    std::error_code unknown;
    if (std::filesystem::hard_link_count(storage::nativePath(path), unknown) > 1 && !unknown)
        throw Failure(Trouble::CannotOpen, sentence("upgrade.linked", path));
    const auto part = [&](qint64 from, qint64 to) {
        return storage::subProgress(progress, from, to);
    };
    auto older = openToUpgrade(path);
    if (older->version() >= storage::schemaVersion) // somebody else did it meanwhile
        return;
    older->say(u"正在升级"_s);
    storage::reportProgress(progress, 0, whole); // from here on it is this program that upgrades
    qCInfo(fundLog) << "upgrade from version" << older->version() << "to" << storage::schemaVersion;
    const auto wrong = [&](const VerificationFinding& finding) { refuse(path, finding); };
    storage::removeLeftovers(QFileInfo(path).absolutePath());
    checkPages(*older, wrong);
    checkTables(*older, wrong);
    checkProperties(*older, wrong);
    journal::checkOlderChain(*older, wrong, part(0, proved));
    keepOlder(*older, part(proved, kept));
    const storage::Part made(path);
    {
        const auto fresh = storage::Database::fill(made.path());
        const storage::TemporaryFolder folder;
        makeAnew(*older, *fresh, folder.filePath(u"older"_s), wrong, part(kept, taken));
        const journal::VerificationReport report = verified(*fresh, {}, part(taken, lastStop));
        if (!report.sound())
            refuse(path, report.findings.front());
    }
    storage::fsyncFile(made.path());
    storage::reportProgress(progress, lastStop, whole);
    takeItsPlace(made.path(), std::move(older));
    qCInfo(fundLog) << "upgraded";
}

journal::VerificationReport verifyOlder(storage::Database& older,
                                        const QList<QByteArray>& expectHeads,
                                        const storage::Progress& progress) {
    journal::VerificationReport report;
    const auto found = [&](const VerificationFinding& finding) {
        report.findings.push_back(finding);
    };
    const storage::TemporaryFolder folder;
    const QString path = folder.filePath(u"today"_s);
    try {
        checkPages(older, found);
        checkTables(older, found);
        checkProperties(older, found);
        journal::checkOlderChain(older, found, storage::subProgress(progress, 0, proved));
        if (!report.findings.empty()) // what follows leans on it
            return report;
        storage::makePrivateFile(path);
        const auto fresh = storage::Database::fill(path);
        makeAnew(older, *fresh, folder.filePath(u"older"_s), found,
                 storage::subProgress(progress, proved, taken));
        journal::VerificationReport whole =
            verified(*fresh, expectHeads, storage::subProgress(progress, taken, fund::whole));
        report.entries = whole.entries;
        report.headHash = whole.headHash;
        // What the replay met already is not said twice.
        if (report.findings.empty())
            report.findings = std::move(whole.findings);
    } catch (const Failure& failure) {
        if (failure.trouble() != Trouble::Damaged)
            throw;
        report.findings.push_back({false, u"file"_s, failure.message()});
    }
    return report;
}

} // namespace fund
