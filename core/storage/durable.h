// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <labels/sentence.h>

#include <QString>

#include <filesystem>

// Making files survive a power cut, and keeping them from others: core/platform, in the fund's
// words for what went wrong.

namespace storage {

// The path as the system's own calls take it.
std::filesystem::path nativePath(const QString& path);

// Forces a file's bytes to the disk. Throws Failure.
void fsyncFile(const QString& path);

// Renames and forces the folder to the disk, so that the new name is there after a power cut.
// An existing target is not replaced. Throws Failure.
void renameDurably(const QString& from, const QString& to);

// Puts `from` in the place of `target`, whose file stays under the name `kept`. At no moment is
// there nothing at `target`: a power cut leaves the old file there or the new one. Throws Failure.
void replaceDurably(const QString& from, const QString& target, const QString& kept);

// Writes a file that leaves the fund (an export): all of it under a name of its own, then in the
// place of what bore the name before, which stays whole until that moment and whenever it fails.
// A link is followed where it is ours, a pipe with a reader and a terminal are written into, and
// nothing else that is no file. A fund is never replaced. Throws Failure.
void writeAtomically(const QString& path, const QByteArray& bytes);

// Is it a file, and no folder, device, pipe, or something that the system makes up (/proc)? Says so
// in one sentence where it is not; none where it is, or where there is nothing. Nor is it the fund
// that this program has open, which nothing else may open and close (see LockFile).
std::optional<labels::Sentence> noFile(const QString& path);
// The same of a place to write to; nor is it a fund or a backup of one, which no export replaces.
std::optional<labels::Sentence> noOutput(const QString& path);
// A file that people name, whole: up to `most` bytes. Throws Failure (TooLarge, CannotOpen).
QByteArray readWhole(const QString& path, qint64 most);

// Makes an empty file that only its owner may read and write, from its first moment on. One that
// is there already is not touched. Throws Failure.
void makePrivateFile(const QString& path);

// A file or folder for nobody but its owner, where the disk knows owners; a memory stick may not.
void restrictToOwner(const QString& path);

} // namespace storage
