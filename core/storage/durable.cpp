// SPDX-License-Identifier: GPL-3.0-only
#include "durable.h"

#include "failure.h"

#include <QFile>
#include <QFileInfo>

#ifdef Q_OS_WIN
#include <qt_windows.h>
#else
#include <fcntl.h>
#include <unistd.h>
#endif

namespace storage {

namespace {

[[noreturn]] void fail(const QString& path) {
    throw Failure(Trouble::Io, QStringLiteral("%1 没有写到磁盘上:请检查磁盘后再试。").arg(path));
}

#ifdef Q_OS_WIN

void sync(const QString& path, bool folder) {
    // Windows writes directories through with the rename itself.
    if (folder)
        return;
    const HANDLE file = CreateFileW(reinterpret_cast<const wchar_t*>(path.utf16()), GENERIC_WRITE,
                                    FILE_SHARE_READ, nullptr, OPEN_EXISTING, 0, nullptr);
    if (file == INVALID_HANDLE_VALUE)
        fail(path);
    const bool done = FlushFileBuffers(file);
    CloseHandle(file);
    if (!done)
        fail(path);
}

#else

void sync(const QString& path, bool folder) {
    const int file = ::open(QFile::encodeName(path).constData(),
                            O_RDONLY | O_CLOEXEC | (folder ? O_DIRECTORY : 0));
    if (file < 0)
        fail(path);
    const bool done = ::fsync(file) == 0;
    ::close(file);
    if (!done)
        fail(path);
}

#endif

} // namespace

void forceToDisk(const QString& path) {
    sync(path, false);
}

void renameDurably(const QString& from, const QString& to) {
    if (!QFile::rename(from, to))
        fail(to);
    sync(QFileInfo(to).absolutePath(), true);
}

} // namespace storage
