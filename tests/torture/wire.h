// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QString>

#include <functional>
#include <vector>

// The wire between the program and the disk. Every system call by which SQLite, Qt and libzip
// touch the files of one watched folder passes here, because this program defines those functions
// itself and a library takes the program's definition before the C library's. So nothing of the
// product knows that it is watched, and what is recorded or made to fail is what really happens.
//
//     Wire::get().watch(folder);
//     Wire::get().log = &ops;          // record writes, syncs, renames …
//     Wire::get().fault = &fault;      // or let the n-th call fail

namespace torture {

// One thing that happened to the watched folder. `file` tells files apart, whatever their names.
struct Op {
    enum Kind { Create, Write, Truncate, Sync, SyncFolder, Unlink, Rename, Link, Mark };
    Kind kind;
    int file = 0;
    qint64 offset = 0; // or the new size, or the number of a mark
    QByteArray path;   // of Create, Unlink, SyncFolder; where from, of Rename and Link
    QByteArray other;  // where to
    QByteArray bytes;
};

enum class Break { Eio, NoSpace, ShortWrite, SyncFails };

// Lets the n-th call fail to which the kind applies (counted from 1), once or from then on.
struct Fault {
    Break kind = Break::Eio;
    int at = 1;
    bool fromThenOn = false;
    int seen = 0; // how many such calls there were
    int hit = 0;  // how many of them failed
};

class Wire {
public:
    static Wire& get();

    // "" watches nothing. Files that lie there already get their numbers with `knownFile`.
    void watch(const QString& folder);
    int knownFile(const QByteArray& path);

    std::vector<Op>* log = nullptr;
    Fault* fault = nullptr;
    // Told of each write and its file's permission bits.
    std::function<void(const QByteArray& path, unsigned mode)> onWrite;
    // No fsync reaches the real disk: what is tested is the order of calls, or a killed process.
    bool skipSyncs = false;
    bool watched(const QByteArray& path) const {
        return !m_folder.isEmpty() && path.startsWith(m_folder);
    }

private:
    QByteArray m_folder;
};

} // namespace torture
