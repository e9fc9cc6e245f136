// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

namespace ledger {

using namespace Qt::Literals::StringLiterals;
using money::Fen;

namespace {

constexpr const char* tables = R"(
CREATE TABLE transfer (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  date TEXT NOT NULL,
  debit TEXT NOT NULL,
  credit TEXT NOT NULL CHECK (credit <> debit),
  line TEXT NOT NULL, item TEXT NOT NULL, project TEXT NOT NULL, source TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0)
) STRICT;
CREATE INDEX transfer_by_date ON transfer (date);
CREATE INDEX transfer_by_project ON transfer (project, seq);
CREATE INDEX transfer_of_recovery ON transfer (date)
  WHERE debit = 'recovery' OR credit = 'recovery';
-- Balances: rows with a project are the subsidiary ledger, rows without it the control accounts.
CREATE TABLE balance (
  account TEXT NOT NULL, line TEXT NOT NULL, item TEXT NOT NULL, project TEXT NOT NULL,
  source TEXT NOT NULL, amount INTEGER NOT NULL,
  PRIMARY KEY (project, account, line, source, item),
  CHECK (amount >= 0 OR account IN ('authority', 'to-adjust', 'recovery', 'treasury', 'paid-out',
                                    'recovered', 'handed-up', 'bank'))
) STRICT, WITHOUT ROWID;
CREATE INDEX balance_by_item ON balance (item, account, amount) WHERE project = '';
-- What each control account moved by in each month, so that a past day costs no more than today.
CREATE TABLE turnover (
  month TEXT NOT NULL, account TEXT NOT NULL, line TEXT NOT NULL, source TEXT NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY (month, account, line, source)
) STRICT, WITHOUT ROWID;
-- What an account moved by on each day, so that what it held on an earlier day is known from the
-- few rows after it. Of projects by project and source, of lines and purses without a project; the
-- plan's own budgets stand on no day ('').
CREATE TABLE moved_on (
  project TEXT NOT NULL, account TEXT NOT NULL, line TEXT NOT NULL, source TEXT NOT NULL,
  date TEXT NOT NULL, amount INTEGER NOT NULL,
  PRIMARY KEY (project, account, line, source, date)
) STRICT, WITHOUT ROWID;
CREATE TABLE period (
  id INTEGER PRIMARY KEY CHECK (id = 1), closed_from TEXT NOT NULL, closed_through TEXT NOT NULL,
  first_day TEXT NOT NULL
) STRICT;
)";

void moveBoth(journal::Context& context, Account account, const Posting& posting, qint64 amount) {
    const AccountInfo& about = infoOf(account);
    const bool ofLine = about.scope == Scope::Line || about.scope == Scope::Project;
    const QString line = ofLine ? posting.line : u""_s;
    const QString source = about.scope == Scope::Whole ? u""_s : posting.source;
    const QString item = about.scope == Scope::Project ? posting.item : u""_s;
    move(context, about.name, line, item, u""_s, source, amount);
    if (about.scope == Scope::Project)
        move(context, about.name, line, item, posting.project, source, amount);
    context.db.run(
        "INSERT INTO turnover (month, account, line, source, amount) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (month, account, line, source)"
        " DO UPDATE SET amount = turnover.amount + excluded.amount",
        posting.date.left(7), about.name, line, source, amount);
    if (about.byDay)
        context.db.run("INSERT INTO moved_on (project, account, line, source, date, amount)"
                       " VALUES (?, ?, ?, ?, ?, ?)"
                       " ON CONFLICT (project, account, line, source, date) DO UPDATE SET"
                       " amount = moved_on.amount + excluded.amount",
                       about.scope == Scope::Project ? posting.project : u""_s, about.name,
                       about.scope == Scope::Line ? line : u""_s, source,
                       posting.fromTheStart ? u""_s : posting.date, amount);
}

bool hasLine(const QString& account) {
    const AccountInfo* known = infoOf(account);
    if (!known)
        storage::contradiction(u"账户 %1"_s.arg(account));
    return known->scope == Scope::Line || known->scope == Scope::Project;
}

void ensureWhole(const Posting& posting) {
    using logging::ensure;
    ensure(posting.amount > Fen(), "a posting moves an amount above zero");
    ensure(posting.from != posting.to, "a posting has two accounts");
    ensure(posting.date.size() == 10, "a posting has a day");
    for (const Account account : {posting.from, posting.to}) {
        const Scope scope = infoOf(account).scope;
        ensure(scope == Scope::Whole || !posting.source.isEmpty(), "a posting names its source");
        ensure(scope != Scope::Line || !posting.line.isEmpty(), "a posting names its line");
        ensure(scope != Scope::Project || (!posting.line.isEmpty() && !posting.project.isEmpty()),
               "a posting names its project");
    }
}

void add(CashPosition& position, const QString& account, Fen amount) {
    const AccountInfo* known = infoOf(account);
    if (!known)
        return;
    switch (known->account) {
    case Account::Authority:
        position.planned -= amount;
        break;
    case Account::Treasury:
        position.received -= amount;
        break;
    case Account::PaidOut:
        position.paid += amount;
        break;
    case Account::Recovered:
        position.recovered -= amount;
        break;
    case Account::HandedUp:
        position.returned += amount;
        break;
    case Account::Cash:
        position.cash += amount;
        break;
    default:
        break;
    }
}

// Every control account's balance, now or at the end of a day, told one by one.
template <class Take>
void eachControlBalance(journal::Context& context, const std::optional<QString>& asOf, Take take) {
    if (!asOf) {
        auto rows = context.db.query(
            "SELECT account, line, source, amount FROM balance WHERE project = ''");
        while (rows.next())
            take(rows.text(0), rows.text(1), rows.text(2), rows.fen(3));
        return;
    }
    // The plan's own budgets stand on every day, on those before it took effect too: what was
    // committed then was taken from them.
    auto start = context.db.query("SELECT seq, date, debit, credit, line, source, amount FROM"
                                  " transfer ORDER BY id COLLATE BINARY");
    while (start.next() && start.integer(0) == 1)
        if (start.text(1) > *asOf) {
            take(start.text(2), u""_s, start.text(5), -start.fen(6));
            take(start.text(3), start.text(4), start.text(5), start.fen(6));
        }
    const QString month = asOf->first(7); // list
    auto whole = context.db.query("SELECT account, line, source, sum(amount) FROM turnover"
                                  " WHERE month < ? GROUP BY account, line, source",
                                  month);
    while (whole.next())
        take(whole.text(0), whole.text(1), whole.text(2), whole.fen(3));
    auto days = context.db.query("SELECT debit, credit, line, source, amount FROM transfer"
                                 " WHERE date BETWEEN ? AND ?",
                                 month + u"-01"_s, *asOf);
    while (days.next())
        for (const int side : {0, 1}) {
            const QString account = days.text(side);
            const bool ofLine = hasLine(account);
            take(account, ofLine ? days.text(2) : u""_s, days.text(3),
                 side == 0 ? -days.fen(4) : days.fen(4));
        }
}

// The balances are what the postings add up to.
void checkBalances(journal::Context& context,
                   const std::function<void(journal::VerificationFinding)>& found) {
    auto rows = context.db.query(
        "SELECT account, total FROM (SELECT account, sum(amount) AS total FROM balance"
        " WHERE project = '' GROUP BY account) AS kept WHERE total <>"
        " (SELECT coalesce(sum(amount), 0) FROM transfer WHERE credit = kept.account)"
        " - (SELECT coalesce(sum(amount), 0) FROM transfer WHERE debit = kept.account)");
    while (rows.next())
        found({true, u"table balance"_s, u"账户 %1 的余额与分录合计不符。"_s.arg(rows.text(0))});
}

} // namespace

void add(Position& position, const QString& account, Fen amount) {
    const AccountInfo* known = infoOf(account);
    if (!known)
        return;
    switch (known->account) {
    case Account::Available:
        position.available += amount;
        break;
    case Account::Committed:
        position.approved += amount;
        break;
    case Account::Requested:
        position.requested += amount;
        break;
    case Account::Spent:
        position.spent += amount;
        break;
    case Account::Recovery:
        position.recovered -= amount;
        break;
    default:
        break;
    }
}

void post(journal::Context& context, const journal::Entry& entry, const Posting& posting) {
    if (posting.amount.isZero())
        return;
    ensureWhole(posting);
    // Counted here, so that a replay comes to the same numbers.
    context.db.run("INSERT INTO transfer (id, seq, date, debit, credit, line, item, project,"
                   " source, amount) VALUES ((SELECT coalesce(max(id), 0) + 1 FROM transfer),"
                   " ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                   entry.seq, posting.date, infoOf(posting.from).name, infoOf(posting.to).name,
                   posting.line, posting.item, posting.project, posting.source, posting.amount);
    moveBoth(context, posting.from, posting, -posting.amount.count());
    moveBoth(context, posting.to, posting, posting.amount.count());
}

std::map<LineSource, Position> positions(journal::Context& context,
                                         const std::optional<QString>& asOf) {
    std::map<LineSource, Position> found;
    eachControlBalance(
        context, asOf,
        [&](const QString& account, const QString& line, const QString& source, Fen amount) {
            if (!line.isEmpty())
                add(found[{line, source}], account, amount);
        });
    return found;
}

std::map<LineSource, Position> positionsBefore(journal::Context& context, qint64 seq) {
    std::map<LineSource, Position> found;
    auto rows = context.db.query("SELECT debit, credit, line, source, sum(amount) FROM transfer"
                                 " WHERE seq < ? AND line <> '' GROUP BY debit, credit, line,"
                                 " source",
                                 seq);
    while (rows.next())
        for (const int side : {0, 1})
            add(found[{rows.text(2), rows.text(3)}], rows.text(side),
                side == 0 ? -rows.fen(4) : rows.fen(4));
    return found;
}

std::map<QString, Position> projectPositionsBefore(journal::Context& context,
                                                   const QString& project, qint64 seq) {
    std::map<QString, Position> found;
    auto rows = context.db.query("SELECT debit, credit, source, amount FROM transfer WHERE"
                                 " project = ? AND seq < ?",
                                 project, seq);
    while (rows.next())
        for (const int side : {0, 1})
            add(found[rows.text(2)], rows.text(side), side == 0 ? -rows.fen(3) : rows.fen(3));
    return found;
}

Fen available(journal::Context& context, const QString& line, const QString& source) {
    auto row = context.db.query("SELECT amount FROM balance WHERE project = '' AND"
                                " account = 'available' AND line = ? AND source = ?",
                                line, source);
    return row.next() ? row.fen(0) : Fen();
}

Position linePosition(journal::Context& context, const QString& line, const QString& source) {
    Position position;
    auto rows = context.db.query("SELECT account, amount FROM balance WHERE project = '' AND"
                                 " account IN ('available', 'committed', 'requested', 'spent',"
                                 " 'recovery') AND line = ? AND source = ?",
                                 line, source);
    while (rows.next())
        add(position, rows.text(0), rows.fen(1));
    return position;
}

std::map<QString, Position> projectPositions(journal::Context& context, const QString& project) {
    return context.readOnce<std::map<QString, Position>>(
        project, [&]() -> std::map<QString, Position> {
            std::map<QString, Position> found;
            auto rows = context.db.query(
                "SELECT account, source, amount FROM balance WHERE project = ?", project);
            while (rows.next())
                add(found[rows.text(1)], rows.text(0), rows.fen(2));
            return found;
        });
}

Position projectPosition(journal::Context& context, const QString& project, const QString& source) {
    return projectPositions(context, project)[source];
}

std::map<QString, Fen> recoveredBetween(journal::Context& context, const QString& from,
                                        const QString& to) {
    std::map<QString, Fen> found;
    // The first condition is the partial index's.
    auto rows = context.db.query("SELECT project, debit, amount FROM transfer WHERE"
                                 " (debit = 'recovery' OR credit = 'recovery')"
                                 " AND date BETWEEN ? AND ?",
                                 from, to);
    while (rows.next())
        found[rows.text(0)] +=
            isAccount(rows.text(1), Account::Recovery) ? rows.fen(2) : -rows.fen(2);
    return found;
}

Fen boundByItem(journal::Context& context, const QString& item) {
    auto row = context.db.query("SELECT coalesce(sum(amount), 0) FROM balance"
                                " WHERE item = ? AND project = ''",
                                item);
    return row.next() ? row.fen(0) : Fen();
}

std::map<QString, CashPosition> cashPositions(journal::Context& context,
                                              const std::optional<QString>& asOf) {
    std::map<QString, CashPosition> found;
    eachControlBalance(
        context, asOf,
        [&](const QString& account, const QString&, const QString& source, Fen amount) {
            if (!source.isEmpty())
                add(found[source], account, amount);
        });
    return found;
}

CashPosition cashPosition(journal::Context& context, const QString& source) {
    return context.readOnce<CashPosition>(source, [&]() -> CashPosition {
        CashPosition position;
        auto rows = context.db.query(
            "SELECT account, amount FROM balance WHERE project = '' AND line = '' AND source = ?"
            " AND account IN ('authority', 'treasury', 'paid-out', 'recovered', 'handed-up',"
            " 'cash')",
            source);
        while (rows.next())
            add(position, rows.text(0), rows.fen(1));
        return position;
    });
}

Fen interest(journal::Context& context, const std::optional<QString>& asOf) {
    Fen total;
    eachControlBalance(context, asOf,
                       [&](const QString& account, const QString&, const QString&, Fen amount) {
                           if (isAccount(account, Account::Interest))
                               total += amount;
                       });
    return total;
}

Fen toAdjust(journal::Context& context, const QString& source) {
    auto row = context.db.query("SELECT amount FROM balance WHERE project = '' AND"
                                " account = 'to-adjust' AND line = '' AND source = ?",
                                source);
    return row.next() ? row.fen(0) : Fen();
}

std::vector<Transfer> transfersAfter(journal::Context& context, qint64 id, int count) {
    std::vector<Transfer> transfers;
    auto rows = context.db.query(
        "SELECT id, seq, date, debit, credit, line, item, project,"
        " source, amount FROM transfer WHERE id > ? ORDER BY id COLLATE BINARY LIMIT ?",
        id, count);
    while (rows.next())
        transfers.push_back({rows.integer(0), rows.integer(1), rows.text(2), rows.text(3),
                             rows.text(4), rows.text(5), rows.text(6), rows.text(7), rows.text(8),
                             rows.fen(9)});
    return transfers;
}

void install(journal::Registry& registry) {
    registry.addTables(QString::fromLatin1(tables), {u"transfer"_s});
    registry.addCheck(checkBalances);
}

} // namespace ledger
