// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <identity/steps.h>
#include <units/units.h>

// Corrections: a finding or a recovery that was recorded wrongly, by counter-entry.

namespace supervision {

using namespace Qt::Literals::StringLiterals;
using declaration::Project;
using journal::CommandContext;
using journal::Context;
using journal::Entry;
using journal::refuse;
using journal::Rejection;
using journal::Rule;
using labels::sentence;
using ledger::Account;
using money::Fen;

namespace {

struct Row {
    Recovery recovery;
    qint64 seq = 0;
};

Row recoveryOf(Context& context, const QString& id) {
    auto row = context.db.query("SELECT id, finding, project, payee, source, amount, date, voucher,"
                                " voided_on, seq FROM recovery WHERE id = ?",
                                id);
    if (!row.next())
        storage::contradiction(u"追回 %1"_s.arg(id));
    return {{row.text("id"),
             row.text("finding"),
             row.text("project"),
             row.text("payee"),
             row.text("source"),
             row.fen("amount"),
             row.text("date"),
             row.text("voucher"),
             row.text("voided_on"),
             {}},
            row.integer("seq")};
}

// Whether something was done with the project since that could not stand beside what it would have
// been paid without the recovery.
bool somethingRests(Context& context, const Row& row) {
    const Recovery& recovery = row.recovery;
    const Project project = declaration::requireProject(context, recovery.project);
    const Fen taken = acceptance::takenBy(context, project.id, row.seq);
    const Fen accepted = project.accepted + taken;
    const ledger::Position whole = ledger::projectTotal(context, project.id);
    const Fen paid = recovery.amount + whole.netPaid();
    const Fen used = recovery.amount + whole.used();
    if (accepted > project.support || used > project.support)
        return true;
    const auto audit = acceptance::standingAudit(context, project.id);
    if (audit && accepted > acceptance::mostBeside(context, project, *audit))
        return true;
    const auto here = ledger::projectPosition(context, project.id, recovery.source);
    if (here.used() + recovery.amount
        > amountOf(declaration::sourcesOf(context, project.id), recovery.source))
        return true;
    if (!project.running() && paid > accepted)
        return true;
    if (disbursement::finalRestsOn(context, project.id, row.seq))
        return true;
    const Fen ahead = disbursement::aheadOf(context, project, recovery.amount, taken);
    return used > std::max(accepted, ahead)
           && disbursement::askedForSince(context, project.id, row.seq);
}

} // namespace

std::vector<Recovery> recoveries(Context& context) {
    std::vector<Recovery> found;
    auto rows =
        context.db.query("SELECT id, finding, project, payee, source, amount, date, voucher,"
                         " voided_on, seq FROM recovery ORDER BY seq");
    while (rows.next())
        found.push_back({rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.text(4),
                         rows.fen(5), rows.text(6), rows.text(7), rows.text(8),
                         acceptance::takenBy(context, rows.text(2), rows.integer(9))});
    return found;
}

// --- void of a finding -------------------------------------------------------------------------

std::optional<Rejection> requireVoidableFinding(CommandContext& call) {
    auto row = call.context.db.query(
        "SELECT last_step_on, voided_on, recovered FROM finding WHERE id = ?", call.id());
    row.next();
    if (!row.text(1).isEmpty())
        return refuse(Rule::StateOrder, sentence("finding.void.voided", call.id(), row.text(1)));
    if (!row.fen(2).isZero())
        return refuse(Rule::StateOrder,
                      sentence("finding.void.recovered", call.id(), row.fen(2).toYuan()));
    return identity::requireDateOrder(call, row.text(0), u"上一环节日期"_s);
}

void voidFinding(Context& context, const Entry& entry) {
    auto row =
        context.db.query("SELECT unit, kind, lifted_on FROM finding WHERE id = ?", entry.id());
    row.next();
    if (row.code<labels::FindingKind>(1) == labels::FindingKind::FalseMaterials
        && row.text(2).isEmpty())
        units::liftBar(context, row.text(0));
    context.db.run("UPDATE finding SET voided_on = ?2, last_step_on = ?2 WHERE id = ?1", entry.id(),
                   entry.date());
    identity::addStep(
        context, entry,
        {u"finding"_s, entry.id(), u"void"_s, u"approve"_s, entry.with.text("reason"_L1)});
}

// --- void of a recovery ------------------------------------------------------------------------

std::optional<Rejection> requireVoidableRecovery(CommandContext& call) {
    const Row row = recoveryOf(call.context, call.id());
    const Recovery& recovery = row.recovery;
    if (!recovery.voidedOn.isEmpty())
        return refuse(Rule::StateOrder,
                      sentence("recovery.void.voided", call.id(), recovery.voidedOn));
    const Project project = declaration::requireProject(call.context, recovery.project);
    const QString from = std::max(call.date(), recovery.date);
    const Fen available = ledger::available(call.context, project.line, recovery.source);
    const Fen cash = ledger::spendableCash(call.context, recovery.source, from);
    if (available < recovery.amount || cash < recovery.amount)
        return refuse(Rule::StateOrder,
                      sentence("recovery.void.in-use", call.id(),
                               plan::lineName(call.context, project.line),
                               plan::sourceName(call.context, recovery.source), available.toYuan(),
                               std::max(cash, Fen()).toYuan(), recovery.amount.toYuan()));
    if (somethingRests(call.context, row))
        return refuse(Rule::StateOrder,
                      sentence("recovery.void.used-since", call.id(), project.id));
    if (auto rejection = identity::requireDateOrder(call, recovery.date, u"追回日期"_s))
        return rejection;
    return plan::requireOpenMonth(call);
}

void recoveryVoidOnDays(CommandContext& call, journal::Days& days) {
    const Row row = recoveryOf(call.context, call.id());
    const Recovery& recovery = row.recovery;
    disbursement::recoveryVoidOnDays(
        call, days,
        {recovery.id, recovery.project, recovery.payee, recovery.source, recovery.amount},
        acceptance::takenBy(call.context, recovery.project, row.seq), row.seq);
}

void voidRecovery(Context& context, const Entry& entry) {
    const Row row = recoveryOf(context, entry.id());
    const Recovery& recovery = row.recovery;
    const Project project = declaration::requireProject(context, recovery.project);
    acceptance::noteRecoveryVoided(context, entry, project.id, row.seq);
    disbursement::noteRecoveryVoided(context, entry, recovery.id, project.id);
    declaration::moveBudget(context, entry, project, {recovery.source, recovery.amount},
                            Account::Available, Account::Recovery);
    ledger::post(context, entry,
                 {.date = entry.date(),
                  .from = Account::Cash,
                  .to = Account::Recovered,
                  .source = recovery.source,
                  .amount = recovery.amount});
    context.db.run("UPDATE recovery SET voided_on = ? WHERE id = ?", entry.date(), entry.id());
    context.db.run("UPDATE finding SET recovered = recovered - ?1, last_step_on ="
                   " CASE WHEN last_step_on < ?2 THEN ?2 ELSE last_step_on END WHERE id = ?3",
                   recovery.amount, entry.date(), recovery.finding);
}

} // namespace supervision
