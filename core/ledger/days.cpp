// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

// What accounts held on past days. Who takes something from an account takes it on the command's
// day, and it has to be there on that day and on every later one.

namespace ledger {

using namespace Qt::Literals::StringLiterals;
using money::Fen;

namespace {

Fen heldNow(journal::Context& context, const AccountKey& place) {
    auto row = context.db.query("SELECT coalesce(sum(amount), 0) FROM balance WHERE project = ?1"
                                " AND account = ?2 AND (?3 = '' OR line = ?3) AND source = ?4",
                                place.project, codeOf(place.account), place.line, place.source);
    row.next();
    return row.fen(0);
}

// What a place moved by on each day after one, added to `moved`; the latest day first.
using Moved = std::map<QString, Fen, std::greater<>>;
void addMoved(journal::Context& context, const AccountKey& place, const QString& date,
              Moved& moved) {
    auto days =
        context.db.query("SELECT date, amount FROM moved_on WHERE project = ? AND"
                         " account = ? AND line = ? AND source = ? AND date > ?",
                         place.project, codeOf(place.account), place.line, place.source, date);
    while (days.next())
        moved[days.text(0)] += days.fen(1);
}

} // namespace

AccountKey availableOf(const QString& line, const QString& source) {
    return {Account::Available, source, line, {}};
}

AccountKey committedTo(const QString& project, const QString& source) {
    return {Account::Committed, source, {}, project};
}

std::vector<AccountKey> netPaidTo(const QString& project, const QString& source) {
    return {{Account::Spent, source, {}, project}, {Account::Recovery, source, {}, project}};
}

QString roomFrom(journal::Context& context, const std::vector<AccountKey>& places, Fen amount,
                 const QString& date) {
    if (amount <= Fen())
        return {};
    Moved moved;
    for (const AccountKey& place : places)
        addMoved(context, place, date, moved);
    if (moved.empty())
        return {};
    Fen held;
    for (const AccountKey& place : places)
        held += heldNow(context, place);
    if (amount > held)
        return {};
    for (const auto& [day, by] : moved) {
        held -= by;
        if (amount > held)
            return day;
    }
    return {};
}

Fen spendableCash(journal::Context& context, const QString& source, const QString& date) {
    Moved moved;
    addMoved(context, {Account::Cash, source, {}, {}}, date, moved);
    Fen held = cashPosition(context, source).cash;
    Fen least = held;
    for (const auto& [day, by] : moved) {
        held -= by;
        least = std::min(least, held);
    }
    return least;
}

QString adjustedFrom(journal::Context& context, const QString& source, const QString& date) {
    Moved moved;
    addMoved(context, {Account::ToAdjust, source, {}, {}}, date, moved);
    Fen difference = toAdjust(context, source);
    if (!difference.isZero())
        return {};
    for (const auto& [day, by] : moved) {
        difference -= by;
        if (!difference.isZero())
            return day;
    }
    return {};
}

QString lastMovedOn(journal::Context& context, const QString& source) {
    auto row = context.db.query(
        "SELECT coalesce(max(date), '') FROM moved_on WHERE source = ? AND amount <> 0 AND account"
        " IN ('committed', 'requested', 'spent', 'recovery', 'cash')",
        source);
    row.next();
    return row.text(0);
}

QStringList movedAfter(journal::Context& context, const QString& project, const QString& date) {
    QStringList days;
    auto rows = context.db.query(
        "SELECT moved.date FROM balance AS held CROSS JOIN moved_on AS moved ON"
        " moved.project = held.project AND moved.account = held.account AND moved.line = ''"
        " AND moved.source = held.source WHERE held.project = ?1 AND held.account IN ('committed',"
        " 'requested', 'spent', 'recovery') AND moved.date > ?2",
        project, date);
    while (rows.next())
        days << rows.text(0);
    return days;
}

std::vector<std::map<QString, Position>>
projectPositionsOn(journal::Context& context, const QString& project, const QStringList& days) {
    struct Move {
        QString account;
        QString source;
        Fen amount;
    };
    std::map<QString, std::vector<Move>> moved;
    auto rows = context.db.query("SELECT date, account, source, amount FROM moved_on WHERE"
                                 " project = ?",
                                 project);
    while (rows.next())
        moved[rows.text(0)].push_back({rows.text(1), rows.text(2), rows.fen(3)});
    std::vector<std::map<QString, Position>> found;
    std::map<QString, Position> now;
    auto next = moved.cbegin();
    for (const QString& day : days) {
        for (; next != moved.cend() && next->first <= day; ++next)
            for (const Move& move : next->second)
                add(now[move.source], move.account, move.amount);
        found.push_back(now);
    }
    return found;
}

} // namespace ledger
