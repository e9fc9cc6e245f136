// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

// The rows of balances that stand beside the postings, and their sums.

namespace ledger {

using namespace Qt::Literals::StringLiterals;

namespace {

// A posting that no rule would have let through: where the postings before it come to another sum
// than the row, the row was altered, and else the program is wrong.
void requireAsPosted(journal::Context& context, const char* account, const QString& line,
                     const QString& item, const QString& project, const QString& source) {
    auto posted = context.db.query(
        "SELECT coalesce(sum(CASE credit WHEN ?1 THEN amount ELSE -amount END), 0) FROM transfer"
        " WHERE (debit = ?1 OR credit = ?1) AND (?2 = '' OR line = ?2) AND (?3 = '' OR item = ?3)"
        " AND (?4 = '' OR project = ?4) AND (?5 = '' OR source = ?5)"
        " AND id < (SELECT max(id) FROM transfer)",
        account, line, item, project, source);
    auto held = context.db.query(
        "SELECT coalesce(sum(amount), 0) FROM balance WHERE account = ?1 AND (?2 = '' OR line = ?2)"
        " AND (?3 = '' OR item = ?3) AND project = ?4 AND (?5 = '' OR source = ?5)",
        account, line, item, project, source);
    if (posted.next() && held.next() && posted.integer(0) != held.integer(0))
        storage::contradiction(u"账户余额与记账不符"_s);
}

} // namespace

void move(journal::Context& context, const char* account, const QString& line, const QString& item,
          const QString& project, const QString& source, qint64 amount) try {
    context.db.run("UPDATE balance SET amount = amount + ?6 WHERE project = ?4 AND account = ?1"
                   " AND line = ?2 AND source = ?5 AND item = ?3",
                   account, line, item, project, source, amount);
    if (context.db.changedRows() == 0)
        context.db.run("INSERT INTO balance (account, line, item, project, source, amount)"
                       " VALUES (?, ?, ?, ?, ?, ?)",
                       account, line, item, project, source, amount);
} catch (const logging::Bug&) {
    requireAsPosted(context, account, line, item, project, source);
    throw;
}

Position& Position::operator+=(const Position& other) {
    available += other.available;
    approved += other.approved;
    requested += other.requested;
    spent += other.spent;
    recovered += other.recovered;
    return *this;
}

Position total(const std::map<QString, Position>& bySource) {
    Position all;
    for (const auto& [source, position] : bySource)
        all += position;
    return all;
}

Position projectTotal(journal::Context& context, const QString& project) {
    return total(projectPositions(context, project));
}

} // namespace ledger
