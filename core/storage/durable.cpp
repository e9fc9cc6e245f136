// SPDX-License-Identifier: GPL-3.0-only
#include "durable.h"

#include "failure.h"

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

void forceToDisk(const QString& path) {
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
    if (!platform::keepUnder(nativePath(target), nativePath(kept))
        || !platform::forceFolder(folder))
        fail(kept);
    if (!platform::renameOver(nativePath(from), nativePath(target))) {
        QFile::remove(kept); // the same file still bears its own name
        fail(target);
    }
    if (platform::forceFolder(folder))
        return;
    platform::renameOver(nativePath(kept), nativePath(target));
    fail(target);
}

namespace {

bool writeAll(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::Truncate)
           && file.write(bytes) == bytes.size() && file.flush();
}

} // namespace

void saveWhole(const QString& path, const QByteArray& bytes) {
    QFileInfo there(path);
    if (there.isSymLink() && there.exists())
        there.setFile(there.canonicalFilePath());
    const bool special = there.exists() && !there.isFile() && !there.isDir();
    const QString target = there.filePath();
    const QString part = target + QStringLiteral(".part");
    if (special && writeAll(target, bytes))
        return;
    const auto folder = nativePath(there.absolutePath());
    if (!special && !there.isDir() && writeAll(part, bytes)
        && (!there.exists() || QFile::setPermissions(part, there.permissions()))
        && platform::forceFile(nativePath(part))
        && platform::renameOver(nativePath(part), nativePath(target))) {
        platform::forceFolder(folder); // either name's file is whole
        return;
    }
    if (!special)
        QFile::remove(part);
    throw Failure(
        Trouble::CannotOpen,
        QStringLiteral("不能写入 %1:请检查文件夹、权限和磁盘空间,原有的文件没有改动。").arg(path));
}

void makePrivateFile(const QString& path) {
    if (platform::makePrivate(nativePath(path)))
        return;
    if (QFileInfo::exists(path))
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
