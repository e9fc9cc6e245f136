// SPDX-License-Identifier: GPL-3.0-only
#include "uploads.h"

#include <storage/durable.h>
#include <storage/failure.h>

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QDirIterator>

namespace fundserver {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 keptSeconds = 24 * 3600;
// What one user may leave lying unnamed, as a multiple of the longest upload.
constexpr qint64 mostWaiting = 8;

} // namespace

QString Uploads::folderOf(const QString& user) const {
    // A user's id may hold letters that a disk does not take.
    const QByteArray hash =
        QCryptographicHash::hash(user.toUtf8(), QCryptographicHash::Sha256).toHex();
    return m_folder + u'/' + QString::fromLatin1(hash.left(32));
}

QString Uploads::wholePath(const QString& user, const QString& sha256) const {
    return folderOf(user) + u'/' + sha256;
}

QString Uploads::partPath(const QString& user, const QString& sha256) const {
    return wholePath(user, sha256) + u".part"_s;
}

qint64 Uploads::waitingOf(const QString& user) const {
    qint64 sum = 0;
    QDirIterator files(folderOf(user), QDir::Files);
    while (files.hasNext()) {
        files.next();
        sum += files.fileInfo().size();
    }
    return sum;
}

qint64 Uploads::have(const QString& user, const QString& sha256) const {
    const QFileInfo whole(wholePath(user, sha256));
    return whole.exists() ? whole.size() : QFileInfo(partPath(user, sha256)).size();
}

std::variant<std::unique_ptr<Uploads::Part>, Uploads::No>
Uploads::begin(const QString& user, const QString& sha256, const protocol::Part& range) {
    if (range.all > m_limit)
        return No{Trouble::TooLarge};
    const QString path = partPath(user, sha256);
    const qint64 there = have(user, sha256);
    if (range.from > there)
        return No{Trouble::Gap, there};
    if (range.size > 0 && waitingOf(user) + range.size > m_limit * mostWaiting)
        return No{Trouble::TooMany, there};
    if (!QDir().mkpath(folderOf(user)))
        return No{Trouble::Disk, there};
    {
        const std::lock_guard lock(m_mutex);
        if (m_busy.contains(path))
            return No{Trouble::Busy, there};
        m_busy.insert(path);
    }
    std::unique_ptr<Part> part(new Part(*this, path));
    part->m_left = QFileInfo::exists(wholePath(user, sha256)) ? 0 : range.size;
    if (part->m_left > 0
        && (!part->m_file.open(QIODevice::ReadWrite) || !part->m_file.seek(range.from)))
        return No{Trouble::Disk, there};
    return part;
}

bool Uploads::Part::write(const QByteArray& bytes) {
    if (!m_file.isOpen()) // it is there already, whole
        return true;
    if (bytes.size() > m_left || m_file.write(bytes) != bytes.size())
        return false;
    m_left -= bytes.size();
    return true;
}

qint64 Uploads::Part::have() const {
    return m_file.size();
}

Uploads::Part::~Part() {
    m_file.close();
    const std::lock_guard lock(m_uploads.m_mutex);
    m_uploads.m_busy.remove(m_file.fileName());
}

Uploads::Finished Uploads::finish(const QString& user, const QString& sha256, qint64 all,
                                  const QString& name) {
    const QString whole = wholePath(user, sha256);
    const QString part = partPath(user, sha256);
    if (!QFileInfo::exists(whole)) {
        if (QFileInfo(part).size() != all)
            return Finished::Partly;
        QFile file(part);
        QCryptographicHash hash(QCryptographicHash::Sha256);
        if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file)
            || QString::fromLatin1(hash.result().toHex()) != sha256) {
            drop(user, sha256);
            return Finished::Wrong;
        }
        file.close();
        QFile::rename(part, whole);
    }
    // Named anew by each who brings it; it is this user's own.
    QFile called(whole + u".name"_s);
    if (called.open(QIODevice::WriteOnly))
        called.write((name.isEmpty() ? sha256 : name).toUtf8());
    // 24 hours from now.
    QFile touched(whole);
    if (touched.open(QIODevice::ReadWrite))
        touched.setFileTime(QDateTime::currentDateTime(), QFileDevice::FileModificationTime);
    return Finished::Whole;
}

void Uploads::drop(const QString& user, const QString& sha256) {
    QFile::remove(partPath(user, sha256));
    QFile::remove(wholePath(user, sha256));
    QFile::remove(wholePath(user, sha256) + u".name"_s);
}

std::optional<journal::Upload> Uploads::find(const QString& user, const QString& sha256) const {
    if (!protocol::isSha256(sha256)) // it becomes part of a path
        return {};
    const QFileInfo whole(wholePath(user, sha256));
    if (!whole.exists() || whole.lastModified().secsTo(QDateTime::currentDateTime()) > keptSeconds)
        return {};
    QFile called(whole.filePath() + u".name"_s);
    const QString name =
        called.open(QIODevice::ReadOnly) ? QString::fromUtf8(called.readAll()) : sha256;
    return journal::Upload{whole.filePath(), name, whole.size()};
}

void Uploads::removeOld() {
    QStringList old;
    QDirIterator files(m_folder, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        const QFileInfo info = files.fileInfo();
        if (info.lastModified().secsTo(QDateTime::currentDateTime()) > keptSeconds)
            old << info.filePath();
    }
    const std::lock_guard lock(m_mutex);
    for (const QString& path : old)
        if (!m_busy.contains(path))
            QFile::remove(path);
}

} // namespace fundserver
