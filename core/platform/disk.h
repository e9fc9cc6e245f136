// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <filesystem>
#include <memory>

// What a disk is asked for that differs between systems. Like the whole room it knows no Qt, so
// that its Windows side is compiled, linked and run without a Qt for Windows. Nothing throws:
// false says that the system did not do it, and the caller has the words for it.
//
//     if (!platform::forceFile(part) || !platform::renameExclusively(part, target))
//         fail(target);

namespace platform {

// Forces a file's bytes to the disk.
bool forceFile(const std::filesystem::path& file);
// Has the system begin to write what it holds of a file, and waits for no disk: so that it does not
// pile up in front of what somebody else forces. Where a system has no such call it does nothing.
// Not for a file in which this program holds record locks: they go with it.
void startWriting(const std::filesystem::path& file);
// Forces a folder's list of names to the disk, after one was made, renamed or removed in it.
// Windows does that with renameExclusively itself.
bool forceFolder(const std::filesystem::path& folder);
// Renames within one file system in one step. False where `to` exists: it is never replaced.
bool renameExclusively(const std::filesystem::path& from, const std::filesystem::path& to);
// A second name for the same bytes; a copy where the disk knows no second names. False where
// `second` exists.
bool hardLink(const std::filesystem::path& file, const std::filesystem::path& second);
// Renames in one step and takes the place of what is there.
bool replaceFile(const std::filesystem::path& from, const std::filesystem::path& to);
// Makes an empty file that is its owner's alone from its first moment on. False, with errno set,
// where it can't be made or exists.
bool makePrivate(const std::filesystem::path& file);
// The same of a folder. False where anything bears the name, a link included.
bool makePrivateFolder(const std::filesystem::path& folder);
// What stands at a path, links followed. A File is one whose length can be relied on: what the
// system makes up (under /proc and the like) is Other, as devices are. A Stream can be read or
// written once: a pipe, a terminal, or the device that takes everything.
enum class PathKind { Missing, File, Folder, Stream, Other };
PathKind kindOf(const std::filesystem::path& path);
// The same of an open descriptor.
PathKind kindOf(int descriptor);
// Is it a link? Not followed.
bool isLink(const std::filesystem::path& path);
// Does it belong to who runs the program? Links are not followed.
bool isOurs(const std::filesystem::path& path);
// Opens a file of a folder that are both its owner's alone, to add to its end; what is missing is
// made. -1 where either is a link, somebody else's or of another kind, the file has a second name,
// or it can't be made: what lies there is not touched then. The folder that it lies in must exist.
int openPrivately(const std::filesystem::path& folder, const std::filesystem::path& name);

// Says that a file or folder is at work, until it goes; a killed process holds nothing.
class Hold {
public:
    explicit Hold(const std::filesystem::path& fileOrFolder);
    ~Hold();
    Hold(const Hold&) = delete;
    Hold& operator=(const Hold&) = delete;
    // False where it is gone already.
    bool taken() const { return m_taken; }

private:
    struct Handle;
    std::unique_ptr<Handle> m_handle;
    bool m_taken = false;
};
// Does somebody, this program included, hold the file? A link is none.
bool isHeld(const std::filesystem::path& file);
// Removes a file, or a folder with all in it, that is ours and that nobody holds. A link is none.
bool removeAbandoned(const std::filesystem::path& fileOrFolder);

// Nobody but its owner may read or write it from now on (on Windows the system may, too).
bool restrictToOwner(const std::filesystem::path& fileOrFolder);
// Gives `file` the rights that `before` has: mode and access list, and group and owner where the
// system lets us. Where the group can't be kept, nothing is given to the other one in its place.
void takeRights(const std::filesystem::path& before, const std::filesystem::path& file);
// Lies it on a disk of another machine, where locks can't be relied on? A path that does not
// exist is judged by its folder.
bool onNetwork(const std::filesystem::path& fileOrFolder);

} // namespace platform
