// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "fund.h"

namespace fund {

// Backup: a copy under a temporary name, proved by a full verify, forced to the disk and only then
// given its name; so what bears a backup's name is sound and whole. `destination` is a new file
// (an existing one is never written over). Throws storage::Failure; NotSound where the copy does
// not verify.
void backup(const QString& fundPath, const QString& destination,
            const storage::Progress& progress = {});
void backup(storage::Database& fund, const QString& destination,
            const storage::Progress& progress = {});

// The backups beside a fund, made after each publishing and once a day: "<fund>.backups/". Makes
// one now and drops old ones: the newest ten stay, and the newest of each month, and never is the
// newest verified one removed. Returns its path.
QString rotatingBackup(const QString& fundPath, const storage::Progress& progress = {});
QString rotatingBackup(storage::Database& fund, const storage::Progress& progress = {});
// True where no backup beside the fund is of this day.
bool backupIsDue(const QString& fundPath, const QString& today);
QStringList backupsOf(const QString& fundPath); // newest first

// Puts a verified backup in the place of a fund. The file that was there is kept beside it, as
// "<fund>.before-restore-<time>"; its new name is returned, "" where there was none.
QString restore(const QString& backupPath, const QString& fundPath,
                const storage::Progress& progress = {});

class NotSound : public std::runtime_error {
public:
    explicit NotSound(const QString& message)
        : std::runtime_error(message.toStdString()), m_message(message) {}
    const QString& message() const { return m_message; }

private:
    QString m_message;
};

} // namespace fund
