// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

namespace acceptance {

using namespace Qt::Literals::StringLiterals;
using declaration::Project;
using journal::Context;
using journal::Entry;
using money::Fen;

namespace {

// What each recovery took of a project's `accepted`; below zero where a recovery was voided.
constexpr const char* tables = R"(
CREATE TABLE accepted_taken (
  project TEXT NOT NULL REFERENCES project, seq INTEGER NOT NULL, date TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount <> 0), PRIMARY KEY (project, seq)
) STRICT, WITHOUT ROWID;
)";

void note(Context& context, const Entry& entry, const QString& project, Fen taken) {
    if (taken.isZero())
        return;
    context.db.run("INSERT INTO accepted_taken (project, seq, date, amount) VALUES (?, ?, ?, ?)",
                   project, entry.seq, entry.date(), taken);
    declaration::addAccepted(context, project, -taken);
}

} // namespace

Accepted acceptedOf(Context& context, const QString& project, const AcceptedWhen& when) {
    auto granted = context.db.query("SELECT coalesce(sum(accepted), 0) FROM acceptance WHERE"
                                    " project = ?1 AND state = 'passed'"
                                    " AND (?2 = '' OR concluded_on <= ?2)",
                                    project, when.concludedUntil);
    granted.next();
    auto taken = context.db.query("SELECT coalesce(sum(amount), 0) FROM accepted_taken WHERE"
                                  " project = ?1 AND (?2 = '' OR date <= ?2)"
                                  " AND (?3 = 0 OR seq < ?3)",
                                  project, when.recoveredUntil, when.before);
    taken.next();
    return {granted.fen(0), taken.fen(0)};
}

QStringList changedAfter(Context& context, const QString& project, const QString& date) {
    QStringList days;
    auto rows = context.db.query(
        "SELECT concluded_on FROM acceptance WHERE project = ?1 AND state IN ('passed', 'voided')"
        " AND concluded_on > ?2"
        " UNION ALL SELECT last_step_on FROM acceptance WHERE project = ?1 AND state = 'voided'"
        " AND last_step_on > ?2"
        " UNION ALL SELECT date FROM accepted_taken WHERE project = ?1 AND date > ?2",
        project, date);
    while (rows.next())
        days << rows.text(0);
    return days;
}

void noteRecovered(Context& context, const Entry& entry, const Project& project, Fen amount) {
    const Fen paid = ledger::projectTotal(context, project.id).netPaid();
    const Fen beyond = std::max(paid - project.accepted, Fen());
    note(context, entry, project.id, std::clamp(amount - beyond, Fen(), project.accepted));
}

Fen takenBy(Context& context, const QString& project, qint64 recoveryEntry) {
    auto row = context.db.query("SELECT amount FROM accepted_taken WHERE project = ? AND seq = ?",
                                project, recoveryEntry);
    return row.next() ? row.fen(0) : Fen();
}

void noteRecoveryVoided(Context& context, const Entry& entry, const QString& project,
                        qint64 recoveryEntry) {
    note(context, entry, project, -takenBy(context, project, recoveryEntry));
}

void installAccepted(journal::Registry& registry) {
    registry.addTables(QString::fromLatin1(tables), {u"accepted_taken"_s});
}

} // namespace acceptance
