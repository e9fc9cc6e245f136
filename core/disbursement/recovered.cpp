// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

// What a recovery after a finding (supervision.recover) takes off the payees' holdings.

namespace disbursement {

using namespace Qt::Literals::StringLiterals;
using journal::Context;
using journal::Entry;
using money::Fen;

namespace {

struct Holding {
    QString payment;
    Fen amount;
};

// What the payee holds, payment by payment: those of the source first, the last paid first.
std::vector<Holding> holdings(Context& context, const Recovery& recovery) {
    std::vector<Holding> found;
    auto rows = context.db.query(
        "SELECT payment.id, paid - refunded - recovered FROM payment_payee AS payee JOIN payment ON"
        " payment.id = payment WHERE unit = ?1 AND project = ?2 AND paid > refunded + recovered"
        " ORDER BY EXISTS (SELECT 1 FROM payment_source WHERE payment_source.payment = payment.id"
        " AND source = ?3) DESC, paid_on DESC, payment.id DESC",
        recovery.payee, recovery.project, recovery.source);
    while (rows.next())
        found.push_back({rows.text(0), rows.fen(1)});
    return found;
}

} // namespace

void noteRecovery(Context& context, const Entry& entry, const Recovery& recovery) {
    Fen left = recovery.amount;
    for (const Holding& one : holdings(context, recovery)) {
        const Fen part = std::min(left, one.amount);
        if (part.isZero())
            break;
        left -= part;
        context.db.run("UPDATE payment_payee SET recovered = recovered + ? WHERE payment = ?"
                       " AND unit = ?",
                       part, one.payment, recovery.payee);
        record(context, entry, find(context, one.payment).value(),
               {.kind = u"recover"_s, .ref = recovery.id},
               {{recovery.payee, recovery.source, part}});
    }
    QStringList finals;
    auto rows = context.db.query(
        "SELECT id FROM payment WHERE project = ? AND kind = 'final' AND state = 'paid'",
        recovery.project);
    while (rows.next())
        finals << rows.text(0);
    for (const QString& payment : finals)
        openFinal(context, payment, entry.seq);
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
        record(context, entry, find(context, one.payment).value(),
               {.kind = u"recover-void"_s, .ref = id, .out = true}, {one.share});
        closeFinal(context, one.seq);
    }
}

} // namespace disbursement
