// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

namespace storage {

// The note beside an open fund file that says who holds it and since when. The lock itself is
// SQLite's; the note only gives it a name, and one left behind tells of an unclean end.
class LockFile {
public:
    explicit LockFile(const QString& fundPath);
    ~LockFile();
    LockFile(const LockFile&) = delete;
    LockFile& operator=(const LockFile&) = delete;

    // True where a note lies there, though nobody holds the lock any more.
    static bool leftBehind(const QString& fundPath);
    // "张某 (pc-3, 进程 412) 自 2026-03-01 09:12 起", or "另一个程序".
    static QString describe(const QString& fundPath);

private:
    QString m_notePath;
};

} // namespace storage
