// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

namespace storage {

// Reads the first hundred bytes of a file and throws Failure with one clear sentence where it is
// no fund file, is newer than this program, is open in it already, or (only when `refuseAltered`)
// bears no version or is shorter than its header says. Nothing is created.
void checkFileHeader(const QString& path, bool refuseAltered);

// Throws where something else than a file of its own lies at a name that SQLite opens beside it.
void refuseStrangeBeside(const QString& path);

// A fund file, of whatever version, or a backup of one.
bool isFund(const QString& path);

// The version of its layout that a fund file bears in its header (schemaVersion); 0 where it is
// none or can't be read.
qint64 fileVersion(const QString& path);

// Throws Failure where the file lies on a disk of another machine: locks and syncs can't be relied
// on there, so what is acknowledged could be lost, or two programs write at once.
void refuseNetwork(const QString& path);

// A test says in the system's place what lies on a network; nullptr gives the system back its say.
using NetworkQuestion = bool (*)(const QString& path);
void askAboutNetwork(NetworkQuestion question);

} // namespace storage
