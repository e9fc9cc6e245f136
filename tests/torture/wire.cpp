// SPDX-License-Identifier: GPL-3.0-only
#include "wire.h"

#include <QHash>

#include <algorithm>
#include <cerrno>
#include <cstdarg>
#include <cstdio>

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace torture {

namespace {

// What a call does; a kind of fault applies to some of these only.
enum class Deed { Open, Create, Read, Write, Truncate, Sync, Name };

struct OpenFile {
    int file = 0;
    bool folder = false;
    QByteArray path;
};

// Never destroyed: calls come until the very end of the process.
QHash<int, OpenFile>& openFiles() {
    static auto* files = new QHash<int, OpenFile>;
    return *files;
}

QHash<quint64, int>& numbers() {
    static auto* all = new QHash<quint64, int>;
    return *all;
}

int nextNumber = 0;

quint64 inodeOf(int descriptor) {
    struct stat facts {};
    ::fstat(descriptor, &facts);
    return facts.st_ino;
}

bool applies(Break kind, Deed deed) {
    switch (kind) {
    case Break::Eio:
        return true;
    case Break::NoSpace:
        return deed == Deed::Create || deed == Deed::Write || deed == Deed::Name;
    case Break::ShortWrite:
        return deed == Deed::Write;
    case Break::SyncFails:
        return deed == Deed::Sync;
    }
    return false;
}

// True where this call has to fail, with errno set.
bool fails(Deed deed) {
    Fault* fault = Wire::get().fault;
    if (!fault || !applies(fault->kind, deed))
        return false;
    ++fault->seen;
    if (fault->seen != fault->at && !(fault->fromThenOn && fault->seen > fault->at))
        return false;
    ++fault->hit;
    errno = fault->kind == Break::NoSpace || fault->kind == Break::ShortWrite ? ENOSPC : EIO;
    return true;
}

void note(Op op) {
    if (Wire::get().log)
        Wire::get().log->push_back(std::move(op));
}

const OpenFile* known(int descriptor) {
    const auto it = openFiles().constFind(descriptor);
    return it == openFiles().constEnd() ? nullptr : &*it;
}

int rawOpen(int at, const char* path, int flags, unsigned mode) {
    return static_cast<int>(::syscall(SYS_openat, at, path, flags, mode));
}

// A file that has just been opened under this descriptor.
void remember(int descriptor, const QByteArray& path, int flags, bool created) {
    struct stat facts {};
    ::fstat(descriptor, &facts);
    OpenFile file;
    file.path = path;
    file.folder = S_ISDIR(facts.st_mode);
    if (!file.folder) {
        if (created)
            numbers().insert(facts.st_ino, ++nextNumber);
        else if (!numbers().contains(facts.st_ino))
            numbers().insert(facts.st_ino, ++nextNumber);
        file.file = numbers().value(facts.st_ino);
        if (created)
            note({Op::Create, file.file, 0, path, {}, {}});
        else if ((flags & O_TRUNC) != 0)
            note({Op::Truncate, file.file, 0, path, {}, {}});
    }
    openFiles().insert(descriptor, file);
}

int watchedOpen(int at, const char* path, int flags, unsigned mode) {
    const QByteArray name(path);
    if (!Wire::get().watched(name)) {
        const int plain = rawOpen(at, path, flags, mode);
        if (plain >= 0)
            openFiles().remove(plain);
        return plain;
    }
    struct stat facts {};
    const bool there = ::stat(path, &facts) == 0;
    const bool creates = (flags & O_CREAT) != 0 && !there;
    if (fails(creates ? Deed::Create : Deed::Open))
        return -1;
    const int descriptor = rawOpen(at, path, flags, mode);
    if (descriptor >= 0)
        remember(descriptor, name, flags, creates);
    return descriptor;
}

void tellOfWrite(int descriptor, const OpenFile& file) {
    if (!Wire::get().onWrite)
        return;
    struct stat facts {};
    ::fstat(descriptor, &facts);
    Wire::get().onWrite(file.path, facts.st_mode & 0777);
}

// `offset` below zero: where the descriptor stands.
ssize_t watchedWrite(int descriptor, const void* data, size_t size, qint64 offset) {
    const OpenFile* file = known(descriptor);
    const auto raw = [&](size_t length) {
        return offset < 0 ? ::syscall(SYS_write, descriptor, data, length)
                          : ::syscall(SYS_pwrite64, descriptor, data, length, offset);
    };
    if (!file)
        return raw(size);
    size_t length = size;
    if (fails(Deed::Write)) {
        if (Wire::get().fault->kind != Break::ShortWrite || size < 2)
            return -1;
        length = size / 2;
    }
    const qint64 place = offset < 0 ? ::lseek(descriptor, 0, SEEK_CUR) : offset;
    tellOfWrite(descriptor, *file);
    const ssize_t done = raw(length);
    if (done > 0)
        note({Op::Write,
              file->file,
              place,
              {},
              {},
              QByteArray(static_cast<const char*>(data), done)});
    return done;
}

int watchedSync(int descriptor, long call) {
    const OpenFile* file = known(descriptor);
    if (file && fails(Deed::Sync))
        return -1;
    if (file)
        note(file->folder ? Op{Op::SyncFolder, 0, 0, file->path, {}, {}}
                          : Op{Op::Sync, file->file, 0, {}, {}, {}});
    return Wire::get().skipSyncs ? 0 : static_cast<int>(::syscall(call, descriptor));
}

int watchedTruncate(int descriptor, qint64 size) {
    const OpenFile* file = known(descriptor);
    if (file && fails(Deed::Truncate))
        return -1;
    const int done = static_cast<int>(::syscall(SYS_ftruncate, descriptor, size));
    if (file && done == 0)
        note({Op::Truncate, file->file, size, {}, {}, {}});
    return done;
}

int watchedRename(const char* from, const char* to, unsigned flags) {
    const bool ours = Wire::get().watched(to);
    if (ours && fails(Deed::Name))
        return -1;
    const int done =
        static_cast<int>(::syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, flags));
    if (ours && done == 0)
        note({Op::Rename, 0, 0, from, to, {}});
    return done;
}

int watchedUnlink(const char* path) {
    const bool ours = Wire::get().watched(path);
    if (ours && fails(Deed::Open))
        return -1;
    const int done = static_cast<int>(::syscall(SYS_unlinkat, AT_FDCWD, path, 0));
    if (ours && done == 0)
        note({Op::Unlink, 0, 0, path, {}, {}});
    return done;
}

int watchedLink(const char* from, const char* to) {
    const bool ours = Wire::get().watched(to);
    if (ours && fails(Deed::Name))
        return -1;
    const int done = static_cast<int>(::syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0));
    if (ours && done == 0)
        note({Op::Link, 0, 0, from, to, {}});
    return done;
}

} // namespace

Wire& Wire::get() {
    static auto* wire = new Wire;
    return *wire;
}

void Wire::watch(const QString& folder) {
    m_folder = folder.toLocal8Bit();
    openFiles().clear();
    numbers().clear();
}

int Wire::knownFile(const QByteArray& path) {
    const int descriptor = rawOpen(AT_FDCWD, path.constData(), O_RDONLY | O_CLOEXEC, 0);
    const quint64 inode = inodeOf(descriptor);
    ::syscall(SYS_close, descriptor);
    if (!numbers().contains(inode))
        numbers().insert(inode, ++nextNumber);
    return numbers().value(inode);
}

} // namespace torture

// --- the functions that the libraries call ------------------------------------------------------

using namespace torture;

namespace {

unsigned modeOf(int flags, va_list list) {
    return (flags & (O_CREAT | __O_TMPFILE)) != 0 ? va_arg(list, unsigned) : 0;
}

} // namespace

#define FUNDDESK_WITH_MODE(call)                                                                   \
    va_list list;                                                                                  \
    va_start(list, flags);                                                                         \
    const unsigned mode = modeOf(flags, list);                                                     \
    va_end(list);                                                                                  \
    return call

extern "C" {

int open(const char* path, int flags, ...) {
    FUNDDESK_WITH_MODE(watchedOpen(AT_FDCWD, path, flags, mode));
}
int open64(const char* path, int flags, ...) {
    FUNDDESK_WITH_MODE(watchedOpen(AT_FDCWD, path, flags, mode));
}
int openat(int at, const char* path, int flags, ...) {
    FUNDDESK_WITH_MODE(watchedOpen(at, path, flags, mode));
}
int openat64(int at, const char* path, int flags, ...) {
    FUNDDESK_WITH_MODE(watchedOpen(at, path, flags, mode));
}
int mkstemp(char* pattern) {
    char* tail = pattern + qstrlen(pattern) - 6;
    for (unsigned n = 0;; ++n) {
        std::snprintf(tail, 7, "%06u", n);
        const int descriptor =
            watchedOpen(AT_FDCWD, pattern, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (descriptor >= 0 || errno != EEXIST)
            return descriptor;
    }
}
int close(int descriptor) {
    openFiles().remove(descriptor);
    return static_cast<int>(::syscall(SYS_close, descriptor));
}
ssize_t read(int descriptor, void* data, size_t size) {
    if (known(descriptor) && fails(Deed::Read))
        return -1;
    return ::syscall(SYS_read, descriptor, data, size);
}
ssize_t pread64(int descriptor, void* data, size_t size, off64_t offset) {
    if (known(descriptor) && fails(Deed::Read))
        return -1;
    return ::syscall(SYS_pread64, descriptor, data, size, offset);
}
ssize_t write(int descriptor, const void* data, size_t size) {
    return watchedWrite(descriptor, data, size, -1);
}
ssize_t pwrite64(int descriptor, const void* data, size_t size, off64_t offset) {
    return watchedWrite(descriptor, data, size, offset);
}
int ftruncate(int descriptor, off_t size) noexcept {
    return watchedTruncate(descriptor, size);
}
int ftruncate64(int descriptor, off64_t size) noexcept {
    return watchedTruncate(descriptor, size);
}
int fsync(int descriptor) {
    return watchedSync(descriptor, SYS_fsync);
}
int fdatasync(int descriptor) {
    return watchedSync(descriptor, SYS_fdatasync);
}
int unlink(const char* path) noexcept {
    return watchedUnlink(path);
}
int remove(const char* path) noexcept {
    return watchedUnlink(path);
}
int rename(const char* from, const char* to) noexcept {
    return watchedRename(from, to, 0);
}
int renameat2(int, const char* from, int, const char* to, unsigned flags) noexcept {
    return watchedRename(from, to, flags);
}
int link(const char* from, const char* to) noexcept {
    return watchedLink(from, to);
}

// libzip writes through stdio; each of its writes is sent on at once, so that it can be seen.
size_t fwrite(const void* data, size_t size, size_t count, FILE* stream) {
    using Real = size_t (*)(const void*, size_t, size_t, FILE*);
    static const auto real = reinterpret_cast<Real>(dlsym(RTLD_NEXT, "fwrite"));
    const int descriptor = ::fileno(stream);
    const OpenFile* file = known(descriptor);
    if (!file)
        return real(data, size, count, stream);
    if (fails(Deed::Write))
        return 0;
    const qint64 place = ::ftello(stream);
    tellOfWrite(descriptor, *file);
    const size_t done = real(data, size, count, stream);
    std::fflush(stream);
    note({Op::Write,
          file->file,
          place,
          {},
          {},
          QByteArray(static_cast<const char*>(data), static_cast<qsizetype>(done * size))});
    return done;
}

} // extern "C"
