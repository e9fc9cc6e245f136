// SPDX-License-Identifier: GPL-3.0-only
#include "backup.h"

#include "heads.h"

#include <platform/disk.h>
#include <storage/durable.h>
#include <storage/part.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>

#include <algorithm>

namespace fund {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;
using storage::Failure;
using storage::Trouble;

namespace {

constexpr qint64 whole = 1000;
constexpr qint64 copied = 200; // of the whole; the rest is the proof

void proveSound(const QString& path, const storage::Progress& progress) {
    const journal::VerificationReport report =
        Fund::verify(path, {}, storage::subProgress(progress, copied, whole));
    if (!report.sound())
        throw VerificationFailed(sentence("backup.unsound", report.findings.front().place,
                                          report.findings.front().message));
}

// "20190301-091230"
QString stamp(journal::Clock& clock) {
    QString now = clock.now().left(19);
    return now.remove(u'-').remove(u':').replace(u'T', u'-');
}

} // namespace

QString backupFolderOf(const QString& fundPath) {
    return fundPath + u".backups"_s;
}

void backup(storage::Database& fund, const QString& destination,
            const storage::Progress& progress) {
    if (QFileInfo::exists(destination))
        throw Failure(Trouble::Exists, sentence("file.exists", destination));
    storage::removeLeftovers(QFileInfo(destination).absolutePath());
    const storage::Part part(destination);
    fund.copyTo(part.path(), storage::subProgress(progress, 0, copied));
    proveSound(part.path(), progress);
    storage::fsyncFile(part.path());
    storage::renameDurably(part.path(), destination);
}

void backup(const QString& fundPath, const QString& destination,
            const storage::Progress& progress) {
    // For reading only: a fund on a disk that can't be written any more is worth a backup most.
    const auto fund = storage::Database::open(fundPath, storage::OpenMode::Examine);
    fund->run("SELECT count(*) FROM sqlite_schema"); // in use, it is said to be so here
    backup(*fund, destination, progress);
}

QStringList backupsOf(const QString& fundPath) {
    const QDir folder(backupFolderOf(fundPath));
    QStringList paths;
    for (const QString& name :
         folder.entryList({u"*.fund-backup"_s}, QDir::Files, QDir::Name | QDir::Reversed))
        paths << folder.filePath(name);
    return paths;
}

bool backupIsDue(const QString& fundPath, const QString& today) {
    // Of this very day: one from a clock that stood ahead is no backup of today.
    const QString day = QString(today).remove(u'-');
    const QStringList all = backupsOf(fundPath);
    return std::none_of(all.begin(), all.end(), [&](const QString& path) {
        return QFileInfo(path).fileName().startsWith(day);
    });
}

QStringList backupsToDrop(const QStringList& newestFirst) {
    constexpr qsizetype days = 14;
    constexpr qsizetype months = 12;
    QSet<QString> seenDays;
    QSet<QString> seenMonths;
    QStringList drop;
    for (const QString& path : newestFirst) {
        const QString name = QFileInfo(path).fileName();
        const auto firstOf = [](QSet<QString>& seen, const QString& span, qsizetype most) {
            if (seen.size() == most || seen.contains(span))
                return false;
            seen.insert(span);
            return true;
        };
        const bool ofDay = firstOf(seenDays, name.left(8), days);
        const bool ofMonth = firstOf(seenMonths, name.left(6), months);
        if (!ofDay && !ofMonth)
            drop << path;
    }
    return drop;
}

QString rotatingBackup(const QString& fundPath, const storage::Progress& progress) {
    return rotatingBackup(*storage::Database::open(fundPath), progress);
}

// A folder of this user's own: what a link or another account put there could lead the copies
// elsewhere, or let others read them.
void makeBackupFolder(const QString& folder) {
    const auto native = storage::nativePath(folder);
    if (!platform::makePrivateFolder(native) && !QFileInfo::exists(folder)
        && !platform::isLink(native))
        throw Failure(Trouble::CannotOpen, sentence("backup.no-folder", folder));
    if (platform::isLink(native) || !QFileInfo(folder).isDir() || !platform::isOurs(native))
        throw Failure(Trouble::CannotOpen, sentence("backup.folder-strange", folder));
    storage::restrictToOwner(folder);
}

QString rotatingBackup(storage::Database& fund, const storage::Progress& progress) {
    journal::SystemClock clock;
    return rotatingBackup(fund, clock, progress);
}

namespace {

QString rotated(storage::Database& fund, const QString& fundPath, journal::Clock& clock,
                const storage::Progress& progress) {
    const QDir folder(backupFolderOf(fundPath));
    makeBackupFolder(folder.path());
    const QString now = stamp(clock);
    QString path = folder.filePath(now + u".fund-backup"_s);
    for (int n = 2; QFile::exists(path); ++n)
        path = folder.filePath(u"%1_%2.fund-backup"_s.arg(now).arg(n));
    backup(fund, path, progress);
    noteHeads(folder.path(), QFileInfo(path).fileName(), headsOf(fund));
    // Only now, with a newer verified one in place, old ones go.
    for (const QString& old : backupsToDrop(backupsOf(fundPath)))
        if (old != path)
            QFile::remove(old);
    return path;
}

} // namespace

QString rotatingBackup(storage::Database& fund, journal::Clock& clock,
                       const storage::Progress& progress) {
    return rotated(fund, fund.path(), clock, progress);
}

QString rotatingBackupOf(const QString& copy, const QString& fundPath, journal::Clock& clock,
                         const storage::Progress& progress) {
    return rotated(*storage::Database::open(copy), fundPath, clock, progress);
}

namespace {

// Locks the fund that is about to be replaced, so that nobody works in it meanwhile. One that is
// damaged can't be locked and need not be: it is what a restore is for.
std::unique_ptr<storage::Database> holdOld(const QString& path) {
    if (!QFileInfo::exists(path))
        return nullptr;
    try {
        auto old = storage::Database::open(path, storage::OpenMode::Examine);
        old->lock();
        return old;
    } catch (const Failure& failure) {
        if (failure.trouble() != Trouble::Damaged && failure.trouble() != Trouble::NotAFund)
            throw;
        return nullptr;
    }
}

QString nameToKeep(const QString& fundPath) {
    journal::SystemClock clock;
    const QString first = u"%1.before-restore-%2"_s.arg(fundPath, stamp(clock));
    QString kept = first;
    for (int n = 2; QFile::exists(kept); ++n)
        kept = u"%1-%2"_s.arg(first).arg(n);
    return kept;
}

struct Entries {
    qint64 count = 0;
    QByteArray head;
};

Entries entriesOf(storage::Database& database) {
    auto last = database.query("SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1");
    return last.next() ? Entries{last.integer(0), last.text(1).toLatin1()} : Entries{};
}

QByteArray hashAt(storage::Database& database, qint64 seq) {
    auto row = database.query("SELECT hash FROM entry WHERE seq = ?", seq);
    return row.next() ? row.text(0).toLatin1() : QByteArray();
}

// What the fund has that its backup has not. The chain says where they part: each hash is of
// everything before it.
void compareEntries(storage::Database& old, storage::Database& backup, Restored& restored) {
    const Entries there = entriesOf(old);
    qint64 same = 0;
    qint64 differs = std::min(there.count, entriesOf(backup).count) + 1;
    while (same + 1 < differs) {
        const qint64 middle = (same + differs) / 2;
        const QByteArray hash = hashAt(old, middle);
        (!hash.isEmpty() && hash == hashAt(backup, middle) ? same : differs) = middle;
    }
    restored.otherFund = same == 0 && there.count > 0;
    restored.lost = there.count - same;
    auto first = old.query("SELECT at FROM entry WHERE seq = ?", same + 1);
    if (restored.lost > 0 && first.next())
        restored.since = first.text(0).left(16).replace(u'T', u' ');
}

} // namespace

Restored restore(const QString& backupPath, const QString& name,
                 const storage::Progress& progress) {
    Restored restored;
    // The place of the file is taken, and not that of a link that leads to it.
    const QString there = QFileInfo(name).canonicalFilePath();
    const QString fundPath = there.isEmpty() ? name : there;
    if (!there.isEmpty() && there == QFileInfo(backupPath).canonicalFilePath())
        throw Failure(Trouble::Exists, sentence("restore.same-file", fundPath));
    auto old = holdOld(fundPath);
    storage::removeLeftovers(QFileInfo(fundPath).absolutePath());
    const storage::Part part(fundPath);
    {
        const auto source = storage::Database::open(backupPath, storage::OpenMode::Examine);
        source->copyTo(part.path(), storage::subProgress(progress, 0, copied));
        try {
            if (old)
                compareEntries(*old, *source, restored);
        } catch (const Failure& failure) {
            // What can't be read of the old file can't be counted; it is kept all the same.
            restored.uncounted = true;
        }
    }
    proveSound(part.path(), progress);
    storage::fsyncFile(part.path());
    if (!QFileInfo::exists(fundPath)) {
        storage::renameDurably(part.path(), fundPath);
        return restored;
    }
    restored.uncounted = restored.uncounted || !old;
    restored.kept = nameToKeep(fundPath);
    // A hot journal belongs to the file it was written for; there is one only beside a file
    // too damaged to be rolled back.
    if (QFileInfo(fundPath + u"-journal"_s).size() > 0)
        storage::renameDurably(fundPath + u"-journal"_s, restored.kept + u"-journal"_s);
    platform::takeRights(storage::nativePath(fundPath), storage::nativePath(part.path()));
    old.reset(); // not on every system can an open file be replaced
    storage::replaceDurably(part.path(), fundPath, restored.kept);
    return restored;
}

QString Restored::sentence() const {
    if (kept.isEmpty())
        return {};
    if (otherFund)
        return u"备份与原文件不是同一本账,原文件共有 %1 条日志。"_s.arg(lost);
    if (uncounted)
        return u"原文件已损坏,不能数出其中有多少条日志不在备份中。"_s;
    if (lost == 0)
        return u"原文件的日志全部在备份中。"_s;
    return u"原文件有 %1 条日志不在备份中(自 %2 起),须重新办理。"_s.arg(QString::number(lost),
                                                                        since);
}

} // namespace fund
