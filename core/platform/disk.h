// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <filesystem>

// What a disk is asked for that differs between systems. Like the whole room it knows no Qt, so
// that its Windows side is compiled, linked and run without a Qt for Windows. Nothing throws:
// false says that the system did not do it, and the caller has the words for it.
//
//     if (!platform::forceFile(part) || !platform::renameExclusively(part, target))
//         fail(target);

namespace platform {

// Forces a file's bytes to the disk.
bool forceFile(const std::filesystem::path& file);
// Forces a folder's list of names to the disk, after one was made, renamed or removed in it.
// Windows does that with renameExclusively itself.
bool forceFolder(const std::filesystem::path& folder);
// Renames within one file system in one step. False where `to` exists: it is never replaced.
bool renameExclusively(const std::filesystem::path& from, const std::filesystem::path& to);
// A second name for the same bytes; a copy where the disk knows no second names. False where
// `second` exists.
bool keepUnder(const std::filesystem::path& file, const std::filesystem::path& second);
// Renames in one step and takes the place of what is there.
bool renameOver(const std::filesystem::path& from, const std::filesystem::path& to);
// Makes an empty file that is its owner's alone from its first moment on. False, with errno set,
// where it can't be made or exists.
bool makePrivate(const std::filesystem::path& file);
// Nobody but its owner may read or write it from now on (on Windows the system may, too).
bool restrictToOwner(const std::filesystem::path& fileOrFolder);
// Lies it on a disk of another machine, where locks can't be relied on? A path that does not
// exist is judged by its folder.
bool onNetwork(const std::filesystem::path& fileOrFolder);

} // namespace platform
