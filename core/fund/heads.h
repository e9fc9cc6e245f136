// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <storage/database.h>

// What a page and a backup bear, so that a history rewritten as a whole, or a security log that was
// emptied, can be told later: the newest hash of the journal and of the security log. They prove
// something only where they are kept out of reach of whoever holds the fund: on a published page,
// in an envelope, on another machine. `fundctl verify --heads FILE` takes a list of them.

namespace fund {

struct Heads {
    QString journal;
    QString security; // "" where nobody has logged in yet
};

Heads headsOf(storage::Database& fund);
// "2026-11-29 NAME 日志 … 安全日志 …", one line more in heads.txt in that folder.
void noteHeads(const QString& folder, const QString& name, const Heads& heads);

} // namespace fund
