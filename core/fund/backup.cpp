// SPDX-License-Identifier: GPL-3.0-only
#include "backup.h"

#include <storage/durable.h>

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace fund {

using namespace Qt::Literals::StringLiterals;
using storage::Failure;
using storage::Trouble;

namespace {

constexpr qsizetype newestKept = 10;

void removeQuietly(const QString& path) {
    QFile::remove(path);
    QFile::remove(path + u"-journal"_s);
    QFile::remove(path + u".using"_s);
}

// A name beside `path` that nothing bears.
QString temporaryBeside(const QString& path) {
    for (int n = 0;; ++n) {
        const QString name = u"%1.part-%2"_s.arg(path).arg(n);
        if (!QFile::exists(name))
            return name;
    }
}

constexpr qint64 whole = 1000;
constexpr qint64 copied = 200; // of the whole; the rest is the proof

void proveSound(const QString& path, const storage::Progress& progress) {
    const journal::Report report =
        Fund::verify(path, {}, storage::portion(progress, copied, whole));
    if (!report.sound())
        throw NotSound(u"副本核对不符([%1] %2),没有采用:请先用 fundctl verify 查明原件。"_s.arg(
            report.findings.front().place, report.findings.front().message));
}

QString stamp() {
    return QDateTime::currentDateTimeUtc().addSecs(8 * 3600).toString(u"yyyyMMdd-HHmmss"_s);
}

QString folderOf(const QString& fundPath) {
    return fundPath + u".backups"_s;
}

} // namespace

void backup(storage::Database& fund, const QString& destination,
            const storage::Progress& progress) {
    if (QFileInfo::exists(destination))
        throw Failure(Trouble::Exists,
                      u"%1 已经存在:请换一个文件名,原文件没有改动。"_s.arg(destination));
    const QString part = temporaryBeside(destination);
    try {
        fund.copyTo(part, storage::portion(progress, 0, copied));
        proveSound(part, progress);
        storage::forceToDisk(part);
        storage::renameDurably(part, destination);
    } catch (...) {
        removeQuietly(part);
        throw;
    }
}

void backup(const QString& fundPath, const QString& destination,
            const storage::Progress& progress) {
    // For reading only: a fund on a disk that can't be written any more is worth a backup most.
    const auto fund = storage::Database::open(fundPath, storage::Opening::Examine);
    fund->run("SELECT count(*) FROM sqlite_schema"); // in use, it is said to be so here
    backup(*fund, destination, progress);
}

QStringList backupsOf(const QString& fundPath) {
    const QDir folder(folderOf(fundPath));
    QStringList paths;
    for (const QString& name :
         folder.entryList({u"*.fund-backup"_s}, QDir::Files, QDir::Name | QDir::Reversed))
        paths << folder.filePath(name);
    return paths;
}

bool backupIsDue(const QString& fundPath, const QString& today) {
    const QStringList all = backupsOf(fundPath);
    return all.isEmpty()
           || QFileInfo(all.front()).fileName().first(8) < QString(today).remove(u'-');
}

QString rotatingBackup(const QString& fundPath, const storage::Progress& progress) {
    return rotatingBackup(*storage::Database::open(fundPath), progress);
}

QString rotatingBackup(storage::Database& fund, const storage::Progress& progress) {
    const QString fundPath = fund.path();
    const QDir folder(folderOf(fundPath));
    if (!folder.mkpath(u"."_s))
        throw Failure(Trouble::CannotOpen,
                      u"不能建立备份文件夹 %1:请检查权限。"_s.arg(folder.path()));
    storage::restrictToOwner(folder.path());
    QString path = folder.filePath(stamp() + u".fund-backup"_s);
    for (int n = 2; QFile::exists(path); ++n)
        path = folder.filePath(u"%1-%2.fund-backup"_s.arg(stamp()).arg(n));
    backup(fund, path, progress);
    // Only now, with a newer verified one in place, old ones go.
    const QStringList all = backupsOf(fundPath);
    QSet<QString> months;
    for (qsizetype i = 0; i < all.size(); ++i) {
        const QString month = QFileInfo(all[i]).fileName().first(6);
        const bool newestOfMonth = !months.contains(month);
        months.insert(month);
        if (i >= newestKept && !newestOfMonth)
            removeQuietly(all[i]);
    }
    return path;
}

namespace {

// Locks the fund that is about to be replaced, so that nobody works in it meanwhile. One that is
// damaged can't be locked and need not be: it is what a restore is for.
std::unique_ptr<storage::Database> holdOld(const QString& path) {
    if (!QFileInfo::exists(path))
        return nullptr;
    try {
        auto old = storage::Database::open(path, storage::Opening::Examine);
        old->lock();
        return old;
    } catch (const Failure& failure) {
        if (failure.trouble() != Trouble::Damaged && failure.trouble() != Trouble::NotAFund)
            throw;
        return nullptr;
    }
}

QString nameToKeep(const QString& fundPath) {
    QString kept = u"%1.before-restore-%2"_s.arg(fundPath, stamp());
    for (int n = 2; QFile::exists(kept); ++n)
        kept = u"%1.before-restore-%2-%3"_s.arg(fundPath, stamp()).arg(n);
    return kept;
}

} // namespace

QString restore(const QString& backupPath, const QString& fundPath,
                const storage::Progress& progress) {
    const QString part = temporaryBeside(fundPath);
    QString kept;
    try {
        auto old = holdOld(fundPath);
        {
            const auto source = storage::Database::open(backupPath, storage::Opening::Examine);
            source->copyTo(part, storage::portion(progress, 0, copied));
        }
        proveSound(part, progress);
        storage::forceToDisk(part);
        if (!QFileInfo::exists(fundPath)) {
            storage::renameDurably(part, fundPath);
            return kept;
        }
        kept = nameToKeep(fundPath);
        // A hot journal belongs to the file it was written for; there is one only beside a file
        // too damaged to be rolled back.
        if (QFileInfo(fundPath + u"-journal"_s).size() > 0)
            storage::renameDurably(fundPath + u"-journal"_s, kept + u"-journal"_s);
        old.reset(); // not on every system can an open file be replaced
        storage::replaceDurably(part, fundPath, kept);
    } catch (...) {
        removeQuietly(part);
        throw;
    }
    return kept;
}

} // namespace fund
