// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <labels/sentence.h>

#include <QString>

#include <memory>

namespace platform {
class Hold;
}

namespace storage {

// The note beside an open fund file that says who holds it and since when. The lock itself is
// SQLite's; the note gives it a name, and one left behind tells of an unclean end. A process loses
// SQLite's lock as soon as it closes the same file elsewhere: so nothing else of this program opens
// it meanwhile (`isHeldHere`), and the note is held as well.
class LockFile {
public:
    // Throws Failure(InUse) where another program holds the note.
    explicit LockFile(const QString& fundPath);
    ~LockFile();
    LockFile(const LockFile&) = delete;
    LockFile& operator=(const LockFile&) = delete;

    // True where a note lies there, though nobody holds the lock any more.
    static bool leftBehind(const QString& fundPath);
    // "张某 (pc-3, 进程 412) 自 2026-03-01 09:12 起", or "另一个程序".
    static QString describe(const QString& fundPath);
    // Says so in one sentence.
    static labels::Sentence inUse(const QString& fundPath);
    // Is it a fund that this program has open, under whatever name, or what lies beside one?
    static bool isHeldHere(const QString& path);
    // What it is busy with, for whoever waits: "正在升级"; "" for nothing in particular.
    void say(const QString& doing);

private:
    QString m_fundPath;
    QString m_notePath;
    std::unique_ptr<platform::Hold> m_hold;
};

} // namespace storage
