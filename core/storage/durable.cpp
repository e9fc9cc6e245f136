// SPDX-License-Identifier: GPL-3.0-only
#include "durable.h"

#include "failure.h"

#include <platform/disk.h>

#include <QFileInfo>

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
    if (!platform::renameExclusively(nativePath(from), nativePath(to))
        || !platform::forceFolder(nativePath(QFileInfo(to).absolutePath())))
        fail(to);
}

void restrictToOwner(const QString& path) {
    platform::restrictToOwner(nativePath(path));
}

} // namespace storage
