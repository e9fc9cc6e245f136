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
        " AND last.kind = 'reverse') ORDER BY movement.unit, source",
        payment);
    while (rows.next())
        shares.push_back({rows.text(0), rows.text(1), -rows.fen(2)});
    return shares;
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
        if (what.kind.startsWith(u"recover"))
            continue; // what came back after a finding leaves what was paid as it was
        context.db.run("INSERT INTO paid_in_month (month, project, unit, source, amount, date,"
                       " kind) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
                       " amount = amount + excluded.amount, date = max(date, excluded.date),"
                       " kind = excluded.kind",
                       entry.date().left(7), payment.project, share.unit, share.source, amount,
                       entry.date(), payment.kind);
    }
}

} // namespace disbursement
