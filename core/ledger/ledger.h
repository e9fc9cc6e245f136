// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <journal/registry.h>
#include <money/fen.h>

#include <QString>

#include <map>
#include <optional>
#include <tuple>

// The double-entry ledger, in fen. Budget authority and cash are both accounts; a posting moves a
// sum from one account to another, so the books balance by construction, and no account but the
// outside world can fall below zero (the table's CHECK refuses it, after the rules did).
//
//     authority -> available(line) -> committed(project) -> requested(project) -> spent(project)
//     treasury -> cash -> paid-out            bank -> interest
//
// Worked example, approving 220 万元 of central-1 for project XM-1 on line L01:
//     post(context, entry, {.date = "2019-03-05", .from = Account::Available,
//          .to = Account::Committed, .line = "L01", .item = "L01-fitout", .project = "XM-1",
//          .source = "central-1", .amount = …});

namespace ledger {

enum class Account {
    Authority, // outside: what the plan, a supplement or the award gave
    ToAdjust,  // outside: what the award differs from the plan, until the lines are adjusted
    Available, // of a line and source
    Committed, // of a project and source: approved, not asked for
    Requested, // of a project and source: in a payment request under way
    Spent,     // of a project and source: paid, less what was reversed or refunded
    Recovery,  // outside: what came back after a finding (its balance is negative)
    Treasury,  // outside: where receipts come from
    Cash,      // of a source
    PaidOut,   // outside: units
    Recovered, // outside: units, after a finding
    HandedUp,  // outside: surplus returned to the superior treasury
    Bank,      // outside: pays interest
    Interest,  // kept apart, no line may use it
};

struct Posting {
    QString date;
    Account from;
    Account to;
    QString line = {};
    QString item = {};
    QString project = {};
    QString source = {};
    money::Fen amount = {};
    // The plan's own budgets: on no day was there less than they.
    bool fromTheStart = false;
};

// Writes the posting and moves both balances. A zero amount writes nothing.
void post(journal::Context& context, const journal::Entry& entry, const Posting& posting);

// One line and source, or one project and source.
struct Position {
    money::Fen available;
    money::Fen approved;  // committed and not asked for
    money::Fen requested; // in requests under way
    money::Fen spent;     // net of reversals and refunds
    money::Fen recovered;

    money::Fen committed() const { return approved + requested; }
    money::Fen budget() const { return available + committed() + spent - recovered; }
    money::Fen netPaid() const { return spent - recovered; }
    money::Fen used() const { return netPaid() + requested; } // paid, and under way

    Position& operator+=(const Position& other);
};

struct LineSource {
    QString line;
    QString source;
    friend bool operator<(const LineSource& a, const LineSource& b) {
        return std::tie(a.line, a.source) < std::tie(b.line, b.source);
    }
};

// All lines, now or at the end of a day.
std::map<LineSource, Position> positions(journal::Context& context,
                                         const std::optional<QString>& asOf = {});
// All lines as they stood before an entry was written, whatever the dates.
std::map<LineSource, Position> positionsBefore(journal::Context& context, qint64 seq);
money::Fen available(journal::Context& context, const QString& line, const QString& source);
// What is committed, asked for and paid on a line of a source, less what came back.
Position linePosition(journal::Context& context, const QString& line, const QString& source);
// Of a project, by source, without `available`.
std::map<QString, Position> projectPositions(journal::Context& context, const QString& project);
// The same as they stood before an entry was written.
std::map<QString, Position> projectPositionsBefore(journal::Context& context,
                                                   const QString& project, qint64 seq);
Position projectPosition(journal::Context& context, const QString& project, const QString& source);
// All sources together.
Position total(const std::map<QString, Position>& bySource);
Position projectTotal(journal::Context& context, const QString& project);
// What came back after findings from each project, in the days from one to another, both included.
std::map<QString, money::Fen> recoveredBetween(journal::Context& context, const QString& from,
                                               const QString& to);
// Support bound by an item's ceiling: committed, asked for and paid, less what came back.
money::Fen boundByItem(journal::Context& context, const QString& item);

struct CashPosition {
    money::Fen planned; // what plan, supplements and award gave, less what was handed up
    money::Fen received;
    money::Fen paid;
    money::Fen recovered;
    money::Fen returned;
    money::Fen cash;
};

std::map<QString, CashPosition> cashPositions(journal::Context& context,
                                              const std::optional<QString>& asOf = {});
CashPosition cashPosition(journal::Context& context, const QString& source);
money::Fen interest(journal::Context& context, const std::optional<QString>& asOf = {});
// What the award still differs from the lines: above zero where lines may take more.
money::Fen toAdjust(journal::Context& context, const QString& source);

// What of a source's cash can be spent on a date: the least that it holds on that day or any
// later one, so that a payment entered late takes nothing that is already gone.
money::Fen spendableCash(journal::Context& context, const QString& source, const QString& date);
// The same of any account (days.cpp): a line's with its line, a project's with its project.
struct AccountKey {
    Account account;
    QString source;
    QString line = {};
    QString project = {};
};
// The day from which `amount` can be taken, where there is as much now and was not on each day from
// `date` on; "" where it can be taken on that day, and where it can't be taken even now. Of several
// places together: what they hold in all.
QString roomFrom(journal::Context& context, const std::vector<AccountKey>& places,
                 money::Fen amount, const QString& date);
// What a line has of a source; what is committed to a project of it.
AccountKey availableOf(const QString& line, const QString& source);
AccountKey committedTo(const QString& project, const QString& source);
// What was paid to a project of a source, less what was recovered.
std::vector<AccountKey> netPaidTo(const QString& project, const QString& source);
// The last day on which anything of a source was received, committed, paid or handed up; "" where
// nothing ever was.
QString lastMovedOn(journal::Context& context, const QString& source);
// The first day from which on, up to now, the award of a source and its lines agree; "" where they
// agree since `date`.
QString adjustedFrom(journal::Context& context, const QString& source, const QString& date);
// The days after `date` on which anything of a project moved.
QStringList movedAfter(journal::Context& context, const QString& project, const QString& date);
// A project's positions at the end of each of these days, which come in order. What moved is read
// once, however many days there are.
std::vector<std::map<QString, Position>>
projectPositionsOn(journal::Context& context, const QString& project, const QStringList& days);

// A posting as it was written, for whoever checks the books.
struct Transfer {
    qint64 id = 0;
    qint64 seq = 0; // of its entry
    QString date;
    QString from; // account
    QString to;
    QString line;
    QString item;
    QString project;
    QString source;
    money::Fen amount;
};
// In the order of writing, at most `count` of them after the one with that id.
std::vector<Transfer> transfersAfter(journal::Context& context, qint64 id, int count);
// "cash" is 账上资金.
QString accountName(const QString& account);

// The first day that anything but older evidence and earlier history can be dated: the plan's.
QString firstDay(journal::Context& context);
void setFirstDay(journal::Context& context, const QString& day);

// The last month that was closed by publishing, "" before the first. Rule disclose.closed.
QString closedThrough(journal::Context& context);
// The first month that was published: each month from there to the last one was, none before.
QString closedFrom(journal::Context& context);
void closeMonth(journal::Context& context, const QString& month);

void install(journal::Registry& registry);

} // namespace ledger
