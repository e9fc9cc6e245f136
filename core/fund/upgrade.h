// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "fund.h"

// A file of an older version becomes one of today: what its journal says is done again, by today's
// commands, into a new file beside it. Nothing is altered in place, so whatever happens on the way
// (a stop, a power cut, a full disk) the older file lies there as it was; the new one takes its
// name in one step, at the very end. Through a link it is the file that is replaced; one that has a
// second name (a hard link) is refused.
//
//     1  pages, chain of hashes and the texts beside it are proved
//     2  the older file is copied into FILE.backups/before-upgrade-VERSION-HEAD.fund
//     3  the journal is replayed; documents, passwords, texts and the security log are taken over
//     4  the new file is verified as every file is
//     5  it is forced to the disk and takes the older one's place

namespace fund {

// A fund file that an older program wrote.
bool isOlder(const QString& path);

// Throws storage::Failure; Damaged where the older file does not prove: then it says what is wrong,
// and nothing was changed. `progress` may stop it before the last step.
void upgrade(const QString& path, const storage::Progress& progress = {});

// Proves an older file, changing nothing: as an upgrade would, into a temporary folder.
journal::VerificationReport verifyOlder(storage::Database& older,
                                        const QList<QByteArray>& expectHeads,
                                        const storage::Progress& progress = {});

} // namespace fund
