// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "fund.h"

namespace fund {

// Backup: a copy under a temporary name, proved by a full verify, forced to the disk and only then
// given its name; so what bears a backup's name is sound and whole. `destination` is a new file
// (an existing one is never written over). Throws storage::Failure; VerificationFailed where the
// copy does
// not verify.
void backup(const QString& fundPath, const QString& destination,
            const storage::Progress& progress = {});
void backup(storage::Database& fund, const QString& destination,
            const storage::Progress& progress = {});

// The backups beside a fund, made after each publishing and once a day: "<fund>.backups/". Makes
// one now and drops old ones: the newest of each of the last 14 days and 12 months that have one
// stay. Returns its path.
QString rotatingBackup(const QString& fundPath, const storage::Progress& progress = {});
QString rotatingBackup(storage::Database& fund, const storage::Progress& progress = {});
QString rotatingBackup(storage::Database& fund, journal::Clock& clock,
                       const storage::Progress& progress = {});
// The same out of a copy of the fund at `fundPath`, which somebody else has open.
QString rotatingBackupOf(const QString& copy, const QString& fundPath, journal::Clock& clock,
                         const storage::Progress& progress = {});
// True where no backup beside the fund is of this day.
bool backupIsDue(const QString& fundPath, const QString& today);
QString backupFolderOf(const QString& fundPath);
// Makes that folder, for its owner alone; throws storage::Failure where another is there.
void makeBackupFolder(const QString& folder);
QStringList backupsOf(const QString& fundPath); // newest first
// Days and months that have a backup are counted, not days of the calendar: a clock that stood
// ahead, or a long holiday, costs no backup.
QStringList backupsToDrop(const QStringList& newestFirst);

// What became of the file that a backup took the place of.
struct Restored {
    QString kept;    // its new name; "" where there was none
    qint64 lost = 0; // entries of its journal that the backup has not
    QString since;   // when the first of them was made
    bool otherFund = false;
    bool uncounted = false; // it could not be read
    QString sentence() const;
};
// Puts a verified backup in the place of a fund. The file that was there is kept beside it, as
// "<fund>.before-restore-<time>".
Restored restore(const QString& backupPath, const QString& fundPath,
                 const storage::Progress& progress = {});

class VerificationFailed : public std::runtime_error {
public:
    explicit VerificationFailed(const labels::Sentence& sentence)
        : std::runtime_error(sentence.text().toStdString()), m_sentence(sentence) {}
    const labels::Sentence& sentence() const { return m_sentence; }
    QString message() const { return m_sentence.text(); }

private:
    labels::Sentence m_sentence;
};

} // namespace fund
