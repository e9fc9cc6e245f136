// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <journal/context.h>
#include <protocol/names.h>

#include <QFile>
#include <QSet>

#include <memory>
#include <mutex>
#include <variant>

namespace fundserver {

// Files that users brought and no command has named yet: each under its user and its hash in a
// folder of the server's own, so that they go on after a broken connection and after a restart.
// They are kept 24 hours. Used from several threads.
class Uploads {
public:
    Uploads(const QString& folder, qint64 limit) : m_folder(folder), m_limit(limit) {}

    // A part on its way. One at a time for each file: another one is told to wait.
    class Part {
    public:
        ~Part();
        Part(const Part&) = delete;
        Part& operator=(const Part&) = delete;
        // False where the disk, or the part itself, takes no more.
        bool write(const QByteArray& bytes);
        qint64 have() const; // of the file, by now

    private:
        friend class Uploads;
        Part(Uploads& uploads, const QString& path) : m_uploads(uploads), m_file(path) {}
        Uploads& m_uploads;
        QFile m_file;
        qint64 m_left = 0;
    };
    enum class Trouble { Gap, Busy, TooLarge, TooMany, Disk };
    struct No {
        Trouble trouble;
        qint64 have = 0;
    };
    // The part from `range.from` on; without a size it only asks.
    std::variant<std::unique_ptr<Part>, No> begin(const QString& user, const QString& sha256,
                                                  const protocol::Part& range);
    qint64 have(const QString& user, const QString& sha256) const;
    enum class Finished { Partly, Whole, Wrong };
    // Once all of it is there its hash is proved; what is not what it is called goes.
    Finished finish(const QString& user, const QString& sha256, qint64 all, const QString& name);
    void drop(const QString& user, const QString& sha256);

    // What a command may name: whole, this user's own, and brought within 24 hours.
    std::optional<journal::Upload> find(const QString& user, const QString& sha256) const;
    void removeOld();

private:
    QString folderOf(const QString& user) const;
    QString wholePath(const QString& user, const QString& sha256) const;
    QString partPath(const QString& user, const QString& sha256) const;
    qint64 waitingOf(const QString& user) const;

    QString m_folder;
    qint64 m_limit;
    mutable std::mutex m_mutex;
    QSet<QString> m_busy; // paths
};

} // namespace fundserver
