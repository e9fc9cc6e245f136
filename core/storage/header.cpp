// SPDX-License-Identifier: GPL-3.0-only
#include "header.h"

#include "database.h"
#include "durable.h"
#include "holder.h"

#include <platform/disk.h>

#include <QFile>
#include <QFileInfo>

#include <QtEndian>

#include <filesystem>

namespace storage {

using labels::sentence;

namespace {

constexpr qint64 headerSize = 100;

quint32 bigEndianAt(const QByteArray& header, qsizetype offset) {
    return qFromBigEndian<quint32>(header.constData() + offset);
}

bool askSystem(const QString& path) {
    return platform::onNetwork(nativePath(path));
}

NetworkQuestion onNetwork = askSystem;

} // namespace

void askAboutNetwork(NetworkQuestion question) {
    onNetwork = question ? question : askSystem;
}

void refuseNetwork(const QString& path) {
    if (onNetwork(path))
        throw Failure(Trouble::CannotOpen, sentence("fund.on-network", path));
}

namespace {

// The first bytes of a fund file; empty where it is none or can't be read.
QByteArray fundHeader(const QString& path) {
    QFile file(path);
    if (noFile(path) || !file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray header = file.read(headerSize);
    const bool ours = header.size() == headerSize && bigEndianAt(header, 68) == applicationId;
    return ours ? header : QByteArray();
}

} // namespace

bool isFund(const QString& path) {
    return !fundHeader(path).isEmpty();
}

qint64 fileVersion(const QString& path) {
    const QByteArray header = fundHeader(path);
    return header.isEmpty() ? 0 : bigEndianAt(header, 60);
}

// What SQLite opens beside the file by names that everybody knows: a pipe there would be waited
// for, a link written through, and through a file of somebody else's, or one that has a second
// name, the pages of the fund would be read.
void refuseStrangeBeside(const QString& path) {
    for (const char16_t* beside : {u"-journal", u"-wal", u"-shm"}) {
        const QString name = path + QString::fromUtf16(beside);
        const platform::PathKind kind = platform::kindOf(nativePath(name));
        const bool file = kind == platform::PathKind::File || kind == platform::PathKind::Missing;
        if (platform::isLink(nativePath(name)) || !file)
            throw Failure(Trouble::CannotOpen, sentence("fund.journal-strange", name));
        if (kind == platform::PathKind::Missing)
            continue;
        std::error_code unknown;
        const auto names = std::filesystem::hard_link_count(nativePath(name), unknown);
        const bool ofFund = QFileInfo(name).ownerId() == QFileInfo(path).ownerId();
        if ((!unknown && names > 1) || (!ofFund && !platform::isOurs(nativePath(name))))
            throw Failure(Trouble::CannotOpen, sentence("fund.journal-foreign", name));
    }
}

void checkFileHeader(const QString& path, bool refuseAltered) {
    const QFileInfo info(path);
    if (!info.exists())
        throw Failure(Trouble::CannotOpen, sentence("fund.missing", path));
    if (info.isDir())
        throw Failure(Trouble::CannotOpen, sentence("fund.is-folder", path));
    if (LockFile::isHeldHere(path)) // reading it here would already be too much
        throw Failure(Trouble::InUse, LockFile::inUse(path));
    if (const auto rejection = noFile(path))
        throw Failure(Trouble::CannotOpen, *rejection);
    refuseStrangeBeside(path);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw Failure(Trouble::CannotOpen, sentence("fund.not-readable", path, file.errorString()));
    const QByteArray header = file.read(headerSize);
    const bool sqlite =
        header.size() == headerSize && header.startsWith(QByteArray("SQLite format 3\0", 16));
    if (!sqlite || bigEndianAt(header, 68) != applicationId)
        throw Failure(Trouble::NotAFund, sentence("fund.not-a-fund", path));
    if (bigEndianAt(header, 60) > schemaVersion)
        throw Failure(Trouble::Newer, sentence("fund.newer", path));
    if (refuseAltered && bigEndianAt(header, 60) == 0)
        throw Failure(Trouble::Damaged, sentence("fund.version-altered", path));
    quint32 pageSize = static_cast<quint32>(static_cast<quint8>(header[16])) << 8
                       | static_cast<quint8>(header[17]);
    if (pageSize == 1)
        pageSize = 65536;
    const qint64 expected = qint64(pageSize) * bigEndianAt(header, 28);
    const bool hotJournal = QFileInfo(path + QStringLiteral("-journal")).size() > 0;
    if (refuseAltered && !hotJournal && info.size() < expected)
        throw Failure(Trouble::Damaged, sentence("fund.cut-short", path, expected, info.size()));
}

} // namespace storage
