// SPDX-License-Identifier: GPL-3.0-only
#include <platform/disk.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>
#include <unistd.h>

namespace platform {

namespace {

namespace fs = std::filesystem;

// statfs(2) and linux/magic.h; those newer than Debian 12's header are written out.
constexpr std::array<unsigned long, 14> networkKinds{
    0x6969,     // NFS
    0x517B,     // SMB, the old driver
    0xFF534D42, // CIFS
    0xFE534D42, // SMB 2 and 3
    0x564C,     // NCP
    0x5346414F, // AFS
    0x6B414653, // AFS of the kernel
    0x73757245, // Coda
    0x01021997, // 9P: a folder shared with a virtual machine
    0x00C36400, // Ceph
    0x0BD00BD0, // Lustre
    0x7461636F, // OCFS2
    0x01161970, // GFS2
    0x786F4256, // a folder shared by VirtualBox
};
constexpr unsigned long fuse = 0x65735546;

bool force(const fs::path& path, int flags) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | flags);
    if (descriptor < 0)
        return false;
    const bool done = ::fsync(descriptor) == 0;
    return ::close(descriptor) == 0 && done;
}

} // namespace

void startWriting([[maybe_unused]] const fs::path& file) {
#ifdef __linux__
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    ::sync_file_range(descriptor, 0, 0, SYNC_FILE_RANGE_WRITE);
    ::close(descriptor);
#endif
}

namespace {

// What a file system in user space is called: "fuseblk" is a disk (NTFS), "fuse.sshfs" is not.
std::string mountedAs(dev_t device) {
    std::ifstream mounts("/proc/self/mountinfo");
    const std::string wanted = std::to_string(major(device)) + ':' + std::to_string(minor(device));
    for (std::string line; std::getline(mounts, line);) {
        std::istringstream words(line);
        std::string id;
        std::string parent;
        std::string numbers;
        words >> id >> parent >> numbers;
        const std::size_t dash = line.find(" - ");
        if (numbers != wanted || dash == std::string::npos)
            continue;
        return line.substr(dash + 3, line.find(' ', dash + 3) - dash - 3);
    }
    return {};
}

} // namespace

bool forceFile(const fs::path& file) {
    return force(file, 0);
}

bool forceFolder(const fs::path& folder) {
    return force(folder.empty() ? fs::path(".") : folder, O_DIRECTORY);
}

bool renameExclusively(const fs::path& from, const fs::path& to) {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0)
        return true;
    // A file system that knows no such flag has links, at least; vfat and exfat have neither.
    if (errno != EINVAL && errno != ENOSYS)
        return false;
    if (::link(from.c_str(), to.c_str()) == 0)
        return ::unlink(from.c_str()) == 0;
    return errno != EEXIST && ::access(to.c_str(), F_OK) != 0
           && ::rename(from.c_str(), to.c_str()) == 0;
}

bool hardLink(const fs::path& file, const fs::path& second) {
    if (::link(file.c_str(), second.c_str()) == 0)
        return true;
    if (errno == EEXIST)
        return false;
    std::error_code failed;
    return fs::copy_file(file, second, failed) && !failed && forceFile(second);
}

bool replaceFile(const fs::path& from, const fs::path& to) {
    return ::rename(from.c_str(), to.c_str()) == 0;
}

bool makePrivate(const fs::path& file) {
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    return descriptor >= 0 && ::close(descriptor) == 0;
}

bool makePrivateFolder(const fs::path& folder) {
    return ::mkdir(folder.c_str(), 0700) == 0;
}

bool restrictToOwner(const fs::path& fileOrFolder) {
    const int descriptor =
        ::open(fileOrFolder.c_str(), O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
    struct stat now {};
    const bool done = descriptor >= 0 && ::fstat(descriptor, &now) == 0
                      && ::fchmod(descriptor, S_ISDIR(now.st_mode) ? 0700 : 0600) == 0;
    if (descriptor >= 0)
        ::close(descriptor);
    return done;
}

namespace {

// magic.h: what lies there is made up by the kernel as it is read.
constexpr std::array<unsigned long, 9> madeUp{
    0x9fa0,     // proc
    0x62656572, // sysfs
    0x64626720, // debugfs
    0x74726163, // tracefs
    0x73636673, // securityfs
    0x63677270, // cgroup 2
    0x27e0eb,   // cgroup
    0x42494e4d, // binfmt_misc
    0x6e736673, // nsfs
};

PathKind kindOf(const struct stat& file, const struct statfs& system) {
    if (S_ISDIR(file.st_mode))
        return PathKind::Folder;
    if (S_ISREG(file.st_mode)) {
        for (const unsigned long kind : madeUp)
            if ((static_cast<unsigned long>(system.f_type) & 0xFFFFFFFFUL) == kind)
                return PathKind::Other;
        return PathKind::File;
    }
    if (S_ISFIFO(file.st_mode) || S_ISSOCK(file.st_mode))
        return PathKind::Stream;
    // Linux's numbers: 1:3 is null; 4, 5 and 136 to 143 are terminals.
    const unsigned int device = major(file.st_rdev);
    const bool terminal = device == 4 || device == 5 || (device >= 136 && device <= 143);
    return S_ISCHR(file.st_mode) && (terminal || (device == 1 && minor(file.st_rdev) == 3))
               ? PathKind::Stream
               : PathKind::Other;
}

} // namespace

PathKind kindOf(const fs::path& path) {
    struct stat file {};
    struct statfs system {};
    if (::stat(path.c_str(), &file) != 0)
        return PathKind::Missing;
    if (S_ISREG(file.st_mode) && ::statfs(path.c_str(), &system) != 0)
        return PathKind::Other;
    return kindOf(file, system);
}

PathKind kindOf(int descriptor) {
    struct stat file {};
    struct statfs system {};
    if (::fstat(descriptor, &file) != 0)
        return PathKind::Missing;
    if (S_ISREG(file.st_mode) && ::fstatfs(descriptor, &system) != 0)
        return PathKind::Other;
    return kindOf(file, system);
}

bool isLink(const fs::path& path) {
    struct stat file {};
    return ::lstat(path.c_str(), &file) == 0 && S_ISLNK(file.st_mode);
}

bool isOurs(const fs::path& path) {
    struct stat file {};
    return ::lstat(path.c_str(), &file) == 0 && file.st_uid == ::geteuid();
}

namespace {

// Open already, so that nothing comes between the looking and the use.
bool isOurOwn(int descriptor, mode_t kind, mode_t rights) {
    struct stat file {};
    return descriptor >= 0 && ::fstat(descriptor, &file) == 0 && (file.st_mode & S_IFMT) == kind
           && file.st_uid == ::geteuid() && (kind == S_IFDIR || file.st_nlink == 1)
           && ((file.st_mode & 07777) == rights || ::fchmod(descriptor, rights) == 0);
}

} // namespace

int openPrivately(const fs::path& folder, const fs::path& name) {
    ::mkdir(folder.c_str(), 0700);
    const int place = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (place < 0)
        return -1;
    int file = -1;
    if (isOurOwn(place, S_IFDIR, 0700))
        file = ::openat(
            place, name.c_str(),
            O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0600);
    ::close(place);
    if (file >= 0 && !isOurOwn(file, S_IFREG, 0600)) {
        ::close(file);
        file = -1;
    }
    return file;
}

// The lock is flock's, which SQLite's own locks and the closing of other descriptors leave alone.
struct Hold::Handle {
    explicit Handle(const fs::path& path)
        : descriptor(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC)) {}
    ~Handle() {
        if (descriptor >= 0)
            ::close(descriptor);
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    int descriptor;
};

Hold::Hold(const fs::path& fileOrFolder) : m_handle(std::make_unique<Handle>(fileOrFolder)) {
    // A disk that knows no such locks holds nothing, and nothing on it is taken for abandoned.
    ::flock(m_handle->descriptor, LOCK_EX);
    struct stat held {};
    struct stat named {};
    m_taken = ::fstat(m_handle->descriptor, &held) == 0
              && ::lstat(fileOrFolder.c_str(), &named) == 0 && held.st_ino == named.st_ino
              && held.st_dev == named.st_dev;
}

Hold::~Hold() = default;

bool isHeld(const fs::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    struct stat found {};
    const bool held = ::fstat(descriptor, &found) == 0 && S_ISREG(found.st_mode)
                      && ::flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    ::close(descriptor);
    return held;
}

bool removeAbandoned(const fs::path& fileOrFolder) {
    const int descriptor =
        ::open(fileOrFolder.c_str(), O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    struct stat file {};
    const bool ours = ::fstat(descriptor, &file) == 0 && file.st_uid == ::geteuid()
                      && (S_ISREG(file.st_mode) || S_ISDIR(file.st_mode))
                      && ::flock(descriptor, LOCK_EX | LOCK_NB) == 0;
    std::error_code failed;
    const bool gone = ours && fs::remove_all(fileOrFolder, failed) > 0 && !failed;
    ::close(descriptor);
    return gone;
}

void takeRights(const fs::path& before, const fs::path& file) {
    constexpr const char* accessList = "system.posix_acl_access";
    struct stat was {};
    struct stat is {};
    if (::stat(before.c_str(), &was) != 0)
        return;
    if (::chown(file.c_str(), was.st_uid, was.st_gid) != 0)
        static_cast<void>(::chown(file.c_str(), static_cast<uid_t>(-1), was.st_gid) == 0);
    if (::stat(file.c_str(), &is) != 0)
        return;
    std::array<char, 4096> list{};
    const ssize_t size = ::getxattr(before.c_str(), accessList, list.data(), list.size());
    if (size > 0) // the group's bits are the mask of such a list, and no rights of the group
        static_cast<void>(
            is.st_gid == was.st_gid
            && ::setxattr(file.c_str(), accessList, list.data(), static_cast<std::size_t>(size), 0)
                   == 0);
    else if (errno == ENODATA || errno == ENOTSUP)
        ::chmod(file.c_str(), was.st_mode & (is.st_gid == was.st_gid ? 0777U : 0707U));
}

bool onNetwork(const fs::path& fileOrFolder) {
    struct statfs system {};
    fs::path place = fileOrFolder;
    if (::statfs(place.c_str(), &system) != 0) {
        place = place.has_parent_path() ? place.parent_path() : fs::path(".");
        if (::statfs(place.c_str(), &system) != 0)
            return false;
    }
    // Some kernels give the number as a signed 32-bit one.
    const unsigned long kind = static_cast<unsigned long>(system.f_type) & 0xFFFFFFFFUL;
    for (const unsigned long network : networkKinds)
        if (kind == network)
            return true;
    struct stat file {};
    return kind == fuse && ::stat(place.c_str(), &file) == 0
           && mountedAs(file.st_dev).rfind("fuse.", 0) == 0;
}

} // namespace platform
