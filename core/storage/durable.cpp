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

using labels::sentence;

namespace {

[[noreturn]] void fail(const QString& path) {
    throw Failure(Trouble::Io, sentence("file.not-synced", path));
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
    if (const auto rejection = noOutput(path))
        throw Failure(Trouble::CannotOpen, *rejection);
    const QString target = targetOf(path);
    bool done = false;
    try {
        done = !target.isEmpty() && replaceWith(target, bytes);
    } catch (const Failure&) {
        done = false; // said below, with the name that was asked for
    }
    if (!done)
        throw Failure(Trouble::CannotOpen, sentence("file.not-replaced", path));
    platform::forceFolder(nativePath(QFileInfo(target).absolutePath())); // either is whole
}

std::optional<labels::Sentence> noFile(const QString& path) {
    switch (platform::kindOf(nativePath(path))) {
    case platform::PathKind::Folder:
        return sentence("file.is-folder", path);
    case platform::PathKind::Stream:
    case platform::PathKind::Other:
        return sentence("file.is-stream", path);
    default:
        break;
    }
    // Whoever closes it again would give the lock of this program's own fund away.
    if (LockFile::isHeldHere(path))
        return sentence("file.is-open-fund", path);
    return {};
}

std::optional<labels::Sentence> noOutput(const QString& path) {
    if (auto rejection = noFile(path))
        return rejection;
    return isFund(path) ? std::optional(sentence("file.is-fund", path)) : std::nullopt;
}

QByteArray readWhole(const QString& path, qint64 most) {
    if (const auto rejection = noFile(path))
        throw Failure(Trouble::CannotOpen, *rejection);
    QFile file(path);
    if (!file.exists())
        throw Failure(Trouble::CannotOpen, sentence("file.missing", path));
    if (!file.open(QIODevice::ReadOnly))
        throw Failure(Trouble::CannotOpen, sentence("file.not-opened", path, file.errorString()));
    const QByteArray bytes = file.size() > most ? QByteArray() : file.read(file.size() + 1);
    if (file.size() > most)
        throw Failure(Trouble::TooLarge, sentence("file.above-mebibytes", path, most >> 20));
    if (file.error() != QFileDevice::NoError)
        throw Failure(Trouble::CannotOpen, sentence("file.cut-off", path, file.errorString()));
    return bytes;
}

void makePrivateFile(const QString& path) {
    if (platform::makePrivate(nativePath(path)))
        return;
    if (QFileInfo::exists(path) || platform::isLink(nativePath(path)))
        throw Failure(Trouble::Exists, sentence("file.exists", path));
    const QFileInfo folder(QFileInfo(path).absolutePath());
    if (!folder.isDir())
        throw Failure(Trouble::CannotOpen,
                      sentence("file.new.no-folder", QFileInfo(path).fileName(),
                               QDir::toNativeSeparators(folder.filePath())));
    throw Failure(Trouble::CannotOpen, sentence("file.not-made", path));
}

void restrictToOwner(const QString& path) {
    platform::restrictToOwner(nativePath(path));
}

} // namespace storage
