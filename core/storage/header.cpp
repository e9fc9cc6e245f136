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
        throw Failure(Trouble::CannotOpen,
                      QStringLiteral("%1 位于网络文件夹,断电或同时使用时不能保证不丢账:"
                                     "请用 fundctl restore 把它放到本机磁盘上再用。")
                          .arg(path));
}

namespace {

// The first bytes of a fund file; empty where it is none or can't be read.
QByteArray fundHeader(const QString& path) {
    QFile file(path);
    if (!noFile(path).isEmpty() || !file.open(QIODevice::ReadOnly))
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
            throw Failure(Trouble::CannotOpen,
                          QStringLiteral("%1 是链接、文件夹、管道或设备,不是资金文件自己的日志文件,"
                                         "没有打开:请把它移走后再试。")
                              .arg(name));
        if (kind == platform::PathKind::Missing)
            continue;
        std::error_code unknown;
        const auto names = std::filesystem::hard_link_count(nativePath(name), unknown);
        const bool ofFund = QFileInfo(name).ownerId() == QFileInfo(path).ownerId();
        if ((!unknown && names > 1) || (!ofFund && !platform::isOurs(nativePath(name))))
            throw Failure(Trouble::CannotOpen,
                          QStringLiteral("%1 是别人的文件,或另有别的文件名,不是资金文件自己的"
                                         "日志文件,没有打开:请把它移走后再试。")
                              .arg(name));
    }
}

void checkFileHeader(const QString& path, bool refuseAltered) {
    const QFileInfo info(path);
    if (!info.exists())
        throw Failure(Trouble::CannotOpen,
                      QStringLiteral("找不到文件 %1:请检查路径,或用 fundctl new 新建。").arg(path));
    if (info.isDir())
        throw Failure(Trouble::CannotOpen,
                      QStringLiteral("%1 是文件夹,不是资金文件:请给出文件的路径。").arg(path));
    if (LockFile::isHeldHere(path)) // reading it here would already be too much
        throw Failure(Trouble::InUse, LockFile::inUse(path));
    if (const QString rejection = noFile(path); !rejection.isEmpty())
        throw Failure(Trouble::CannotOpen, rejection);
    refuseStrangeBeside(path);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw Failure(
            Trouble::CannotOpen,
            QStringLiteral("打不开 %1(%2):请检查读写权限。").arg(path, file.errorString()));
    const QByteArray header = file.read(headerSize);
    const bool sqlite =
        header.size() == headerSize && header.startsWith(QByteArray("SQLite format 3\0", 16));
    if (!sqlite || bigEndianAt(header, 68) != applicationId)
        throw Failure(
            Trouble::NotAFund,
            QStringLiteral("%1 不是 FundDesk 的资金文件:请选择由 FundDesk 新建的文件。").arg(path));
    if (bigEndianAt(header, 60) > schemaVersion)
        throw Failure(
            Trouble::Newer,
            QStringLiteral("%1 由更新版本的 FundDesk 写成:请先升级程序再打开。").arg(path));
    if (refuseAltered && bigEndianAt(header, 60) == 0)
        throw Failure(Trouble::Damaged,
                      QStringLiteral("%1 的版本号被改动过(为 0):请停止使用,运行 fundctl verify "
                                     "查明,并从备份恢复。")
                          .arg(path));
    quint32 pageSize = static_cast<quint32>(static_cast<quint8>(header[16])) << 8
                       | static_cast<quint8>(header[17]);
    if (pageSize == 1)
        pageSize = 65536;
    const qint64 expected = qint64(pageSize) * bigEndianAt(header, 28);
    const bool hotJournal = QFileInfo(path + QStringLiteral("-journal")).size() > 0;
    if (refuseAltered && !hotJournal && info.size() < expected)
        throw Failure(Trouble::Damaged,
                      QStringLiteral("%1 不完整(应有 %2 字节,只有 %3 字节):请从备份恢复。")
                          .arg(path, QString::number(expected), QString::number(info.size())));
}

} // namespace storage
