// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "judging.h"

#include <functional>

namespace journal {

struct VerificationReport {
    std::vector<VerificationFinding> findings;
    qint64 entries = 0;
    QByteArray headHash;

    bool sound() const { return findings.empty(); }
};

struct VerifyOptions {
    QString scratchPath; // where the journal is replayed; made and removed
    // Hashes kept elsewhere that the chain, or the security log, must contain.
    QList<QByteArray> expectHeads;
    // Who may do what: each entry is judged again as it is replayed. nullptr leaves that out, which
    // only a test wants that shows what a verify that does not judge would miss.
    const Authority* authority = nullptr;
    storage::Progress progress;
};

// {"sound", "entries", "head", "findings": [{"rewritten", "place", "message"}]}
QJsonObject toJson(const VerificationReport& report);

// Proves a fund file, or names every place that is not sound: SQLite's own integrity check (what
// fails it is damaged), the chain of hashes, then a replay of the journal into an empty database
// that judges each entry before it applies it (what breaks a rule was recorded over altered tables,
// or past the program) and a comparison of every table with it (what differs was rewritten), and
// the rooms' own checks.
VerificationReport verify(storage::Database& original, const Registry& registry,
                          const VerifyOptions& options);

} // namespace journal
