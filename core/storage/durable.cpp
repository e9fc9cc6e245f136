// SPDX-License-Identifier: GPL-3.0-only
#include "durable.h"

#include "failure.h"
#include "header.h"
#include "holder.h"
#include "part.h"

#include <platform/disk.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>

namespace storage {

namespace {

[[noreturn]] void fail(const QString& path) {
    throw Failure(Trouble::Io, QStringLiteral("%1 没有写到磁盘上:请检查磁盘后再试。").arg(path));
}

} // namespace

std::filesystem::path nativePath(const QString& path) {
    const QByteArray utf8 = path.toUtf8();
    return std::u8string(utf8.begin(), utf8.end());
}

void fsyncFile(const QString& path) {
    if (!platform::forceFile(nativePath(path)))
        fail(path);
}

void renameDurably(const QString& from, const QString& to) {
    if (!platform::renameExclusively(nativePath(from), nativePath(to)))
        fail(to);
    if (platform::forceFolder(nativePath(QFileInfo(to).absolutePath())))
        return;
    // What is said to have failed must not be there all the same.
    platform::renameExclusively(nativePath(to), nativePath(from));
    fail(to);
}

void replaceDurably(const QString& from, const QString& target, const QString& kept) {
    const auto folder = nativePath(QFileInfo(target).absolutePath());
    if (!platform::hardLink(nativePath(target), nativePath(kept)) || !platform::forceFolder(folder))
        fail(kept);
    if (!platform::replaceFile(nativePath(from), nativePath(target))) {
        QFile::remove(kept); // the same file still bears its own name
        fail(target);
    }
    if (platform::forceFolder(folder))
        return;
    platform::replaceFile(nativePath(kept), nativePath(target));
    fail(target);
}

namespace {

bool writeInto(QFile& file, const QByteArray& bytes) {
    return file.write(bytes) == bytes.size() && file.flush();
}

// Where a link leads that its user made himself; somebody else's is not followed.
QString targetOf(const QString& path) {
    if (!platform::isLink(nativePath(path)))
        return path;
    const QString led = QFileInfo(path).canonicalFilePath();
    return platform::isOurs(nativePath(path)) ? led : QString();
}

bool replaceWith(const QString& target, const QByteArray& bytes) {
    const QFileInfo there(target);
    Part part(target);
    // What the file's user allowed others stays allowed; what somebody else put there does not.
    const bool known = there.exists() && platform::isOurs(nativePath(target));
    return writeInto(part.file(), bytes)
           && (!known || QFile::setPermissions(part.path(), there.permissions()))
           && platform::forceFile(nativePath(part.path()))
           && platform::replaceFile(nativePath(part.path()), nativePath(target));
}

} // namespace

void writeAtomically(const QString& path, const QByteArray& bytes) {
    // What is thrown away (/dev/null) or goes into a pipe is not kept, so it is never said to be.
    if (const QString rejection = noOutput(path); !rejection.isEmpty())
        throw Failure(Trouble::CannotOpen, rejection);
    const QString target = targetOf(path);
    bool done = false;
    try {
        done = !target.isEmpty() && replaceWith(target, bytes);
    } catch (const Failure&) {
        done = false; // said below, with the name that was asked for
    }
    if (!done)
        throw Failure(
            Trouble::CannotOpen,
            QStringLiteral("不能写入 %1:请检查文件夹、权限和磁盘空间,原有的文件没有改动。")
                .arg(path));
    platform::forceFolder(nativePath(QFileInfo(target).absolutePath())); // either is whole
}

QString noFile(const QString& path) {
    switch (platform::kindOf(nativePath(path))) {
    case platform::PathKind::Folder:
        return QStringLiteral("%1 是文件夹,不是文件:请给出文件的路径。").arg(path);
    case platform::PathKind::Stream:
    case platform::PathKind::Other:
        return QStringLiteral("%1 是设备、管道或系统虚拟文件,不是普通文件:请给出普通文件的路径。")
            .arg(path);
    default:
        break;
    }
    // Whoever closes it again would give the lock of this program's own fund away.
    if (LockFile::isHeldHere(path))
        return QStringLiteral("%1 是正在使用的资金文件,或在它旁边的日志文件,不能当作别的文件:"
                              "请另选一个文件。")
            .arg(path);
    return {};
}

QString noOutput(const QString& path) {
    const QString rejection = noFile(path);
    return rejection.isEmpty() && isFund(path)
               ? QStringLiteral("%1 是资金文件,不能用导出的文件替换:请换一个文件名。").arg(path)
               : rejection;
}

QByteArray readWhole(const QString& path, qint64 most) {
    if (const QString rejection = noFile(path); !rejection.isEmpty())
        throw Failure(Trouble::CannotOpen, rejection);
    QFile file(path);
    if (!file.exists())
        throw Failure(Trouble::CannotOpen, QStringLiteral("找不到文件 %1:请检查路径。").arg(path));
    if (!file.open(QIODevice::ReadOnly))
        throw Failure(
            Trouble::CannotOpen,
            QStringLiteral("打不开 %1(%2):请检查路径和权限。").arg(path, file.errorString()));
    const QByteArray bytes = file.size() > most ? QByteArray() : file.read(file.size() + 1);
    if (file.size() > most)
        throw Failure(Trouble::TooLarge,
                      QStringLiteral("%1 超过 %2 MiB,没有读取:请检查是否选错了文件。")
                          .arg(path, QString::number(most >> 20)));
    if (file.error() != QFileDevice::NoError)
        throw Failure(
            Trouble::CannotOpen,
            QStringLiteral("读不完 %1(%2):请检查磁盘后再试。").arg(path, file.errorString()));
    return bytes;
}

void makePrivateFile(const QString& path) {
    if (platform::makePrivate(nativePath(path)))
        return;
    if (QFileInfo::exists(path) || platform::isLink(nativePath(path)))
        throw Failure(Trouble::Exists,
                      QStringLiteral("%1 已经存在:请换一个文件名,原文件没有改动。").arg(path));
    const QFileInfo folder(QFileInfo(path).absolutePath());
    if (!folder.isDir())
        throw Failure(
            Trouble::CannotOpen,
            QStringLiteral("不能新建 %1:没有文件夹 %2,请先建好它,或换一个地方。")
                .arg(QFileInfo(path).fileName(), QDir::toNativeSeparators(folder.filePath())));
    throw Failure(Trouble::CannotOpen,
                  QStringLiteral("不能新建 %1:请检查文件夹的权限和磁盘空间。").arg(path));
}

void restrictToOwner(const QString& path) {
    platform::restrictToOwner(nativePath(path));
}

} // namespace storage
