// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <money/proportion.h>

// Which payee gets how much of which source, and the record of every movement by both. What each
// payee and each source had of a payment is kept apart and exact; a movement's shares are put
// together so that they add up to both.

namespace disbursement {

using namespace Qt::Literals::StringLiterals;
using journal::Context;
using journal::Entry;
using journal::SourceAmount;
using labels::MovementKind;
using money::Fen;

std::vector<SourceAmount> inProportion(Fen amount, const std::vector<SourceAmount>& parts,
                                       const std::vector<Fen>& room) {
    const Fen whole = journal::sum(parts);
    std::vector<SourceAmount> found;
    Fen left = amount;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const bool last = i + 1 == parts.size();
        const Fen share = last ? left : money::proportion(amount, parts[i].amount, whole);
        found.push_back({parts[i].source, std::min(share, room[i])});
        left -= found.back().amount;
    }
    // What the last one has no room for goes to the first that has.
    for (std::size_t i = 0; i < found.size() && !left.isZero(); ++i) {
        const Fen more = std::min(left, room[i] - found[i].amount);
        found[i].amount += more;
        left -= more;
    }
    std::erase_if(found, [](const SourceAmount& one) { return one.amount.isZero(); });
    return found;
}

std::vector<Share> sharesOf(const std::vector<UnitAmount>& units,
                            std::vector<SourceAmount> sources) {
    std::vector<Share> shares;
    for (const UnitAmount& unit : units) {
        std::vector<Fen> room;
        room.reserve(sources.size());
        for (const SourceAmount& part : sources)
            room.push_back(part.amount);
        for (const SourceAmount& part : inProportion(unit.amount, sources, room)) {
            shares.push_back({unit.unit, part.source, part.amount});
            for (SourceAmount& one : sources)
                if (one.source == part.source)
                    one.amount -= part.amount;
        }
        std::erase_if(sources, [](const SourceAmount& one) { return one.amount.isZero(); });
    }
    return shares;
}

std::vector<Share> lastReturned(Context& context, const QString& payment) {
    std::vector<Share> shares;
    auto rows = context.db.query(
        "SELECT movement.unit, source, movement.amount FROM payment_movement AS movement"
        " JOIN payment_payee AS payee ON payee.payment = movement.payment"
        " AND payee.unit = movement.unit WHERE movement.payment = ? AND payee.returned > 0"
        " AND movement.kind = 'reverse' AND movement.seq = (SELECT max(seq) FROM payment_movement"
        " AS last WHERE last.payment = movement.payment AND last.unit = movement.unit"
        " AND last.kind = 'reverse') ORDER BY movement.unit COLLATE BINARY, source COLLATE BINARY",
        payment);
    while (rows.next())
        shares.push_back({rows.text(0), rows.text(1), -rows.fen(2)});
    return shares;
}

namespace {

using BySource = std::map<QString, Fen>;

// Lets what is below nothing be made up for by what the payee has of other sources.
void evenOut(BySource& row) {
    for (auto& [source, amount] : row)
        for (auto& [other, more] : row)
            if (amount < Fen() && more > Fen()) {
                const Fen moved = std::min(-amount, more);
                amount += moved;
                more -= moved;
            }
}

} // namespace

// By the movements; only the fen by which a reversal in proportion differs from what had been paid
// out falls on those who still hold something.
std::vector<Share> heldShares(Context& context, const QString& payment) {
    BySource left; // of each source, what those hold who hold nothing
    std::map<QString, BySource> rows;
    for (const Payee& payee : payeesOf(context, payment))
        if (!payee.holds().isZero())
            rows[payee.unit] = {};
    auto moved = context.db.query("SELECT unit, source, sum(amount) FROM payment_movement"
                                  " WHERE payment = ? GROUP BY unit, source",
                                  payment);
    while (moved.next()) {
        const auto row = rows.find(moved.text(0));
        (row == rows.end() ? left : row->second)[moved.text(1)] += moved.fen(2);
    }
    for (auto& [unit, row] : rows) {
        evenOut(row);
        for (auto& [source, amount] : left)
            for (auto& [other, more] : left) {
                const Fen some = std::min({row[source], -amount, more});
                if (some <= Fen())
                    continue;
                row[source] -= some;
                row[other] += some;
                amount += some;
                more -= some;
            }
    }
    std::vector<Share> shares;
    for (const auto& [unit, row] : rows)
        for (const auto& [source, amount] : row)
            if (amount > Fen())
                shares.push_back({unit, source, amount});
    return shares;
}

Fen heldOf(Context& context, const QString& payment, const QString& unit, const QString& source) {
    for (const Share& share : heldShares(context, payment))
        if (share.unit == unit && share.source == source)
            return share.amount;
    return {};
}

Fen heldOfSource(Context& context, const QString& project, const QString& unit,
                 const QString& source) {
    QStringList payments;
    auto rows = context.db.query("SELECT payment.id FROM payment_payee JOIN payment ON payment.id ="
                                 " payment WHERE unit = ? AND project = ? AND paid > 0",
                                 unit, project);
    while (rows.next())
        payments << rows.text(0);
    Fen held;
    for (const QString& payment : payments)
        held += heldOf(context, payment, unit, source);
    return held;
}

void record(Context& context, const Entry& entry, const Payment& payment, const Recorded& what,
            const std::vector<Share>& shares) {
    for (const Share& share : shares) {
        const Fen amount = what.out ? share.amount : -share.amount;
        const auto voucher = what.vouchers.find(share.source);
        context.db.run(
            "INSERT INTO payment_movement (payment, project, seq, kind, ref, unit, source, amount,"
            " date, voucher) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            payment.id, payment.project, entry.seq, what.kind, what.ref, share.unit, share.source,
            amount, entry.date(),
            voucher == what.vouchers.end() ? entry.with.text("voucher"_L1) : voucher->second);
        // What came back after a finding leaves what was paid as it was.
        if (what.kind == MovementKind::Recover || what.kind == MovementKind::RecoverVoid)
            continue;
        context.db.run(
            "INSERT INTO paid_in_month (month, project, unit, source, amount, date,"
            " kind) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (project, unit, source, month)"
            " DO UPDATE SET"
            " amount = paid_in_month.amount + excluded.amount,"
            " date = CASE WHEN paid_in_month.date < excluded.date THEN excluded.date"
            " ELSE paid_in_month.date END,"
            " kind = excluded.kind",
            entry.date().left(7), payment.project, share.unit, share.source, amount, entry.date(),
            payment.kind);
    }
}

} // namespace disbursement
