// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <platform/disk.h>

#include <QFile>
#include <QString>

#include <memory>

// What is under way: files that are not whole yet, and what is laid aside while something is
// worked out. Each bears a name that nobody can know before, is its owner's alone from its first
// moment, follows no link, and is held while it is used; what a killed program left behind is held
// by nobody and goes at the next start.

namespace storage {

// A file beside `target` that becomes it when it is whole. Goes with the object.
//
//     Part part(path);
//     part.file().write(bytes);
//     part.file().flush();
//     renameDurably(part.path(), path);
class Part {
public:
    // Throws Failure where no file can be made there.
    explicit Part(const QString& target);
    ~Part();
    Part(const Part&) = delete;
    Part& operator=(const Part&) = delete;

    const QString& path() const { return m_path; }
    // Open for writing and reading.
    QFile& file() { return m_file; }

private:
    QString m_path;
    QFile m_file;
    std::unique_ptr<platform::Hold> m_hold;
};

// A folder among the system's temporary ones. Goes with all in it, with the object.
class TemporaryFolder {
public:
    // Throws Failure(Temporary), which names the place, where none can be made.
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const QString& path() const { return m_path; }
    QString filePath(const QString& name) const { return m_path + u'/' + name; }

private:
    QString m_path;
    std::unique_ptr<platform::Hold> m_hold;
};

// Removes what killed programs of this user left: parts in a folder, temporary folders.
void removeLeftovers(const QString& folder);
void removeTemporaryLeftovers();

} // namespace storage
