// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <identity/steps.h>

// What a recovery after a finding (supervision.recover) takes off the payees' holdings.

namespace disbursement {

using namespace Qt::Literals::StringLiterals;
using journal::CommandContext;
using journal::Context;
using journal::Entry;
using journal::Rejection;
using money::Fen;

namespace {

struct Holding {
    QString payment;
    Fen amount;
    QString settledOn; // its last step
};

// What the payee holds of the source, payment by payment: those that were settled by that day, and
// the last paid first.
std::vector<Holding> holdings(Context& context, const Recovery& recovery, const QString& date) {
    std::vector<Holding> found;
    auto rows = context.db.query(
        "SELECT payment.id, paid - refunded - recovered, last_step_on FROM payment_payee AS payee"
        " JOIN payment ON payment.id = payment WHERE unit = ? AND project = ? AND"
        " paid > refunded + recovered ORDER BY last_step_on <= ? DESC, paid_on COLLATE BINARY DESC,"
        " payment.id COLLATE BINARY DESC",
        recovery.payee, recovery.project, date);
    while (rows.next())
        found.push_back({rows.text(0), rows.fen(1), rows.text(2)});
    // Entries of before that rule let what was paid of another source come back too, after it.
    std::vector<Holding> others = found;
    for (std::size_t i = 0; i < found.size(); ++i) {
        found[i].amount = heldOf(context, found[i].payment, recovery.payee, recovery.source);
        others[i].amount -= found[i].amount;
    }
    found.insert(found.end(), others.begin(), others.end());
    return found;
}

// Rows of a day and an amount, by day: the day on which they reach `wanted`.
QString dayOf(storage::Statement rows, Fen wanted) {
    Fen reached;
    while (rows.next()) {
        reached += rows.fen(1);
        if (reached >= wanted)
            return rows.text(0);
    }
    return {};
}

} // namespace

QString recoverableFrom(Context& context, const Recovery& recovery) {
    if (recovery.amount.isZero())
        return {};
    auto held = holdings(context, recovery, {});
    std::stable_sort(held.begin(), held.end(),
                     [](const Holding& a, const Holding& b) { return a.settledOn < b.settledOn; });
    QString settled;
    Fen reached;
    for (const Holding& one : held) {
        reached += one.amount;
        if (reached >= recovery.amount) {
            settled = one.settledOn;
            break;
        }
    }
    const Fen before =
        ledger::projectPosition(context, recovery.project, recovery.source).recovered;
    const QString out = dayOf(
        context.db.query("SELECT last_step_on, part.amount - part.returned - let_go - refunded"
                         " FROM payment_source AS part JOIN payment ON payment.id = part.payment"
                         " WHERE source = ? AND project = ? AND state = 'paid'"
                         " ORDER BY last_step_on COLLATE BINARY",
                         recovery.source, recovery.project),
        recovery.amount + before);
    return std::max(settled, out);
}

bool finalRestsOn(Context& context, const QString& project, qint64 seq) {
    // One whose share is to be paid again stands in any case.
    auto rows = context.db.query(
        "SELECT returned > 0 FROM payment_opened AS opened JOIN payment ON payment.id ="
        " opened.payment WHERE opened.seq = ?1 AND project = ?2 AND state = 'paid' AND NOT EXISTS"
        " (SELECT 1 FROM payment_opened AS other WHERE other.payment = payment.id AND"
        " other.seq <> ?1)",
        seq, project);
    while (rows.next())
        if (totalsOf(context, project).finals > rows.integer(0)
            || askedForSince(context, project, seq))
            return true;
    return false;
}

bool askedForSince(Context& context, const QString& project, qint64 seq) {
    return context.db
        .query("SELECT 1 FROM payment JOIN step ON step.thing = 'payment' AND step.id = payment.id"
               " WHERE payment.project = ? AND payment.state IN ('requested', 'reviewed',"
               " 'approved', 'paid') AND step.step = 'request' AND step.seq > ?",
               project, seq)
        .next();
}

void noteRecovery(Context& context, const Entry& entry, const Recovery& recovery) {
    std::map<QString, Fen> taken;
    Fen left = recovery.amount;
    for (const Holding& one : holdings(context, recovery, entry.date())) {
        const Fen part = std::min(left, one.amount);
        taken[one.payment] += part;
        left -= part;
    }
    for (const auto& [payment, part] : taken) {
        if (part.isZero())
            continue;
        context.db.run("UPDATE payment_payee SET recovered = recovered + ? WHERE payment = ?"
                       " AND unit = ?",
                       part, payment, recovery.payee);
        record(context, entry, requirePayment(context, payment),
               {.kind = labels::MovementKind::Recover, .ref = recovery.id},
               {{recovery.payee, recovery.source, part}});
    }
    QStringList finals;
    auto rows = context.db.query(
        "SELECT id FROM payment WHERE project = ? AND kind = 'final' AND state = 'paid'",
        recovery.project);
    while (rows.next())
        finals << rows.text(0);
    for (const QString& payment : finals)
        openFinal(context, payment, entry);
}

void noteRecoveryVoided(Context& context, const Entry& entry, const QString& id,
                        const QString& project) {
    struct Taken {
        QString payment;
        Share share;
        qint64 seq;
    };
    std::vector<Taken> taken;
    auto rows = context.db.query("SELECT payment, unit, source, amount, seq FROM payment_movement"
                                 " WHERE ref = ? AND ref <> '' AND kind = 'recover' AND"
                                 " project = ?",
                                 id, project);
    while (rows.next())
        taken.push_back(
            {rows.text(0), {rows.text(1), rows.text(2), -rows.fen(3)}, rows.integer(4)});
    for (const Taken& one : taken) {
        context.db.run("UPDATE payment_payee SET recovered = recovered - ? WHERE payment = ?"
                       " AND unit = ?",
                       one.share.amount, one.payment, one.share.unit);
        record(context, entry, requirePayment(context, one.payment),
               {.kind = labels::MovementKind::RecoverVoid, .ref = id, .out = true}, {one.share});
        closeFinal(context, one.seq);
    }
}

} // namespace disbursement
