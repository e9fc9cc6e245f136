// SPDX-License-Identifier: GPL-3.0-only
#include <platform/disk.h>

#include <catch2/catch.hpp>

// Which file systems are on another machine. This program answers statfs(2) in the kernel's place,
// since no test can count on a server to mount from.

#ifdef __linux__

#include <array>
#include <filesystem>

#include <fcntl.h>
#include <sys/statfs.h>
#include <unistd.h>

namespace {

unsigned long pretended = 0; // 0: what the kernel says

} // namespace

extern "C" int statfs(const char* path, struct statfs* found) noexcept {
    const int place = ::open(path, O_PATH | O_CLOEXEC);
    if (place < 0)
        return -1;
    const int said = ::fstatfs(place, found);
    ::close(place);
    if (said == 0 && pretended != 0)
        found->f_type = static_cast<decltype(found->f_type)>(pretended);
    return said;
}

TEST_CASE("Each file system of another machine is known by its number, no disk is taken for one") {
    const auto here = std::filesystem::temp_directory_path();
    // From the list in statfs(2) and the kernel's magic.h.
    constexpr std::array<unsigned long, 8> remote{
        0x6969 /* NFS */,    0x517B /* SMB */,      0xFF534D42 /* CIFS */, 0xFE534D42 /* SMB 2 */,
        0x01021997 /* 9P */, 0x00C36400 /* Ceph */, 0x73757245 /* Coda */, 0x5346414F /* AFS */};
    for (const unsigned long kind : remote) {
        CAPTURE(kind);
        pretended = kind;
        CHECK(platform::onNetwork(here));
        CHECK(platform::onNetwork(here / "not yet made.fund"));
        // As a kernel gives it that keeps it in 32 bits with a sign.
        pretended = static_cast<unsigned long>(static_cast<long>(static_cast<int>(kind)));
        CHECK(platform::onNetwork(here));
    }
    constexpr std::array<unsigned long, 8> disks{0xEF53 /* ext4 */,        0x58465342 /* XFS */,
                                                 0x9123683E /* btrfs */,   0x01021994 /* tmpfs */,
                                                 0x794C7630 /* overlay */, 0x4D44 /* FAT */,
                                                 0x2011BAB0 /* exFAT */,   0x5346544E /* NTFS */};
    for (const unsigned long kind : disks) {
        CAPTURE(kind);
        pretended = kind;
        CHECK_FALSE(platform::onNetwork(here));
    }
    // A file system in user space that the table of mounts does not call one of a network's.
    pretended = 0x65735546;
    CHECK_FALSE(platform::onNetwork(here));
    pretended = 0;
    CHECK_FALSE(platform::onNetwork(here));
}

#endif
