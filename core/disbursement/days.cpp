// SPDX-License-Identifier: GPL-3.0-only
#include "args.h"
#include "history.h"

// date.order of what takes something of a project: what was accepted and not paid, what it was
// approved, what its payees hold. Each rule about the sum, on the step's own day and on every later
// one; that it holds today is judged by the rule itself.

namespace disbursement {

using namespace Qt::Literals::StringLiterals;
using declaration::Project;
using journal::amountOf;
using journal::CommandContext;
using journal::Context;
using journal::Days;
using journal::SourceAmount;
using labels::AcceptanceState;
using labels::PaymentKind;
using labels::sentence;
using money::Fen;

namespace {

Earned earnedOn(const OnDay& day, const plan::Path& path, const QString& without = {}) {
    Standing standing = day.standing();
    std::erase_if(standing.passed, [&](const auto& one) { return one.id == without; });
    return earnedBy(path, standing);
}

// pay.path: a final payment that no longer excludes another did so until something of it came
// back, or until it was refused.
QString finalsGoneFrom(Context& context, const QString& project, const QString& date) {
    auto row = context.db.query(
        "SELECT coalesce(max(gone), '') FROM (SELECT date, CASE state WHEN 'paid' THEN (SELECT"
        " min(date) FROM payment_opened WHERE payment = payment.id) ELSE last_step_on END AS gone"
        " FROM payment WHERE project = ?1 AND kind = 'final' AND (state IN ('returned', 'rejected',"
        " 'withdrawn') OR (state = 'paid' AND returned = 0))) WHERE date <= ?2 AND gone > ?2",
        project, date);
    row.next();
    return row.text(0);
}

void requestOfSources(CommandContext& call, Days& days, const Project& project,
                      const std::vector<OnDay>& history) {
    for (const SourceAmount& one : journal::sourceAmounts(call.with, "sources"_L1)) {
        const SourceAmount& part = one;
        days.notBefore(holdsFrom(history,
                                 [&](const OnDay& day) {
                                     return part.amount
                                            <= day.supportOf(part.source) - day.usedOf(part.source);
                                 }),
                       sentence("not-yet.source-used", project.id,
                                plan::sourceName(call.context, part.source)));
    }
}

// A recovery takes no more than was held; nor does what a payee gives back, or the bank.
void takesHeld(CommandContext& call, Days& days, const QString& project, const QString& unit,
               Fen amount) {
    auto rows = call.context.db.query(
        "SELECT movement.date, sum(movement.amount) FROM payment JOIN payment_movement AS movement"
        " ON movement.payment = payment.id WHERE payment.project = ? AND unit = ?"
        " AND movement.date > ? GROUP BY movement.date ORDER BY movement.date COLLATE BINARY DESC",
        project, unit, call.date());
    auto holdings = heldOf(call.context, project);
    Fen held = holdings[unit];
    if (amount > held)
        return;
    while (rows.next()) {
        held -= rows.fen(1);
        if (amount > held)
            return days.notBefore(rows.text(0), sentence("not-yet.held-short",
                                                         units::name(call.context, unit), project));
    }
}

void takesNetPaid(CommandContext& call, Days& days, const QString& project,
                  const SourceAmount& part) {
    days.notBefore(
        ledger::roomFrom(call.context, ledger::netPaidTo(project, part.source), part.amount,
                         call.date()),
        sentence("not-yet.net-paid-short", project, plan::sourceName(call.context, part.source)));
}

// --- what earlier rooms' commands take -----------------------------------------------------------

// Closed or cancelled: what was paid was accepted.
void endOnDays(CommandContext& call, Days& days) {
    const Project project = logging::checked(declaration::find(call.context, call.id()), "project");
    days.notBefore(holdsFrom(daysFrom(call.context, project, call.date()),
                             [](const OnDay& day) { return day.paid() <= day.accepted(); }),
                   sentence("not-yet.overpaid", project.id));
}

// accept.audit of a conclusion: with what it brings, where that counts on the day.
void auditOnDays(CommandContext& call, Days& days, const Project& project, Fen amount) {
    const journal::Args brought = call.with.object("audited"_L1);
    const bool brings = call.with.has("audited"_L1);
    days.notBefore(
        holdsFrom(daysFrom(call.context, project, call.date()),
                  [&](const OnDay& day) {
                      const bool later = day.audit && day.audit->concludedOn > call.date();
                      if (later || !brings)
                          return !day.audit || amount <= day.audit->amount - day.accepted();
                      return amount <= brought.fen("amount"_L1) - day.accepted();
                  }),
        sentence("not-yet.accepted-above-audited", project.id));
}

void acceptOnDays(CommandContext& call, Days& days, const Project& project, Fen amount) {
    days.notBefore(
        holdsFrom(daysFrom(call.context, project, call.date()),
                  [&](const OnDay& day) { return amount <= day.project.support - day.accepted(); }),
        sentence("not-yet.accepted-above-support", project.id));
}

void acceptanceRequestOnDays(CommandContext& call, Days& days) {
    acceptOnDays(
        call, days,
        logging::checked(declaration::find(call.context, call.with.text("project"_L1)), "project"),
        call.with.fen("claimed"_L1));
}

void concludeOnDays(CommandContext& call, Days& days) {
    if (call.with.code<labels::Conclusion>("result"_L1) != labels::Conclusion::Pass)
        return;
    const auto acceptance =
        logging::checked(acceptance::find(call.context, call.id()), "acceptance");
    const Project project = declaration::requireProject(call.context, acceptance.project);
    acceptOnDays(call, days, project, call.with.fen("accepted"_L1));
    auditOnDays(call, days, project, call.with.fen("accepted"_L1));
}

// line.ceiling and pay.prepay-cap of an amendment.
void amendmentOnDays(CommandContext& call, Days& days) {
    const auto sources = declaration::amendedSources(call.context, call.id());
    if (sources.empty()
        || call.with.code<labels::Decision>("decision"_L1) != labels::Decision::Approve)
        return;
    const Project project = declaration::requireProject(
        call.context, declaration::projectOfAmendment(call.context, call.id()));
    const plan::Path& path = declaration::pathOf(call.context, project);
    const Fen support = journal::sum(sources);
    const auto history = daysFrom(call.context, project, call.date());
    days.notBefore(holdsFrom(history, [&](const OnDay& day) { return day.accepted() <= support; }),
                   sentence("not-yet.accepted-above-amended", project.id));
    days.notBefore(holdsFrom(history,
                             [&](const OnDay& day) {
                                 for (const auto& [source, position] : day.positions)
                                     if (day.usedOf(source) > amountOf(sources, source))
                                         return false;
                                 return true;
                             }),
                   sentence("not-yet.paid-above-amended", project.id));
    if (path.prepayPercent.hundredths() == 0)
        return;
    days.notBefore(holdsFrom(history,
                             [&](const OnDay& day) {
                                 return day.prepaid <= day.accepted()
                                        || day.prepaid <= support.shareDown(path.prepayPercent);
                             }),
                   sentence("not-yet.prepaid-above-amended", project.id));
}

} // namespace

void takesRequested(CommandContext& call, Days& days, const Project& project) {
    for (const SourceAmount& part : call.with.as<RequestArgs>().sources) {
        const Fen committed = std::min(
            part.amount, ledger::projectPosition(call.context, project.id, part.source).approved);
        declaration::takesCommitted(call, days, project, {part.source, committed});
        plan::takesBudget(call, days, project.line, part.source, part.amount - committed);
    }
}

void requestWithinDays(CommandContext& call, Days& days, const Project& project) {
    days.notBefore(finalsGoneFrom(call.context, project.id, call.date()),
                   sentence("not-yet.final", project.id));
    const auto history = daysFrom(call.context, project, call.date());
    if (history.empty())
        return;
    const Fen amount = call.with.as<RequestArgs>().amount;
    const PaymentKind kind = call.with.as<RequestArgs>().kind;
    const bool guaranteed = call.with.as<RequestArgs>().guarantee.has_value();
    const plan::Path& path = declaration::pathOf(call.context, project);
    requestOfSources(call, days, project, history);
    days.notBefore(holdsFrom(history,
                             [&](const OnDay& day) {
                                 return day.audit ? amount <= day.audit->amount - day.used()
                                                  : kind != PaymentKind::Final || !path.audit;
                             }),
                   sentence("not-yet.audited-short", project.id));
    if (kind == PaymentKind::Prepay) {
        days.notBefore(holdsFrom(history,
                                 [&](const OnDay& day) {
                                     return amount
                                            <= day.project.support.shareDown(path.prepayPercent)
                                                   - day.prepaid;
                                 }),
                       sentence("not-yet.prepaid-above", project.id));
        return;
    }
    days.notBefore(holdsFrom(history,
                             [&](const OnDay& day) {
                                 Earned earned = earnedOn(day, path);
                                 if (guaranteed)
                                     earned.retained = {};
                                 return amount
                                        <= earned.payable(kind == PaymentKind::Final) - day.used();
                             }),
                   sentence("not-yet.accepted-used", project.id));
}

void requestOnDays(CommandContext& call, Days& days) {
    const Project project = logging::checked(
        declaration::find(call.context, call.with.as<RequestArgs>().project), "project");
    if (judgePath(call, project)) // no date mends that, and no sum is judged then
        return;
    takesRequested(call, days, project);
    requestWithinDays(call, days, project);
}

void comesBackOnDays(CommandContext& call, Days& days, const QString& project,
                     const std::vector<UnitAmount>& units,
                     const std::vector<SourceAmount>& sources) {
    for (const SourceAmount& part : sources)
        takesNetPaid(call, days, project, part);
    for (const UnitAmount& one : units)
        takesHeld(call, days, project, one.unit, one.amount);
}

void recoveryOnDays(CommandContext& call, Days& days, const Recovery& recovery) {
    comesBackOnDays(call, days, recovery.project, {{recovery.payee, recovery.amount}},
                    {{recovery.source, recovery.amount}});
}

// --- corrections ---------------------------------------------------------------------------------

void acceptanceVoidOnDays(CommandContext& call, Days& days) {
    const auto acceptance =
        logging::checked(acceptance::find(call.context, call.id()), "acceptance");
    if (acceptance.state != AcceptanceState::Passed)
        return;
    const Project project = declaration::requireProject(call.context, acceptance.project);
    const plan::Path& path = declaration::pathOf(call.context, project);
    const bool final = totalsOf(call.context, project.id).finals > 0;
    days.notBefore(holdsFrom(daysFrom(call.context, project, call.date()),
                             [&](const OnDay& day) {
                                 const auto audit = acceptance::auditStoodOn(
                                     call.context, project.id, day.date, acceptance.id);
                                 return audit ? day.accepted() - acceptance.accepted
                                                    <= acceptance::mostBeside(call.context, project,
                                                                              *audit)
                                              : !final || !path.audit;
                             }),
                   sentence("not-yet.acceptance-audited", acceptance.id));
    days.notBefore(holdsFrom(daysFrom(call.context, project, call.date()),
                             [&](const OnDay& day) {
                                 const Earned earned = earnedOn(day, path, acceptance.id);
                                 return day.accepted() >= acceptance.accepted
                                        && (day.used() <= day.prepaid
                                            || day.used() <= earned.payable(final));
                             }),
                   sentence("not-yet.acceptance-used", acceptance.id));
}

void stageVoidOnDays(CommandContext& call, Days& days, const Project& project,
                     const Without& without) {
    const plan::Path& path = declaration::pathOf(call.context, project);
    if (path.stages.empty())
        return;
    const bool final = totalsOf(call.context, project.id).finals > 0;
    days.notBefore(holdsFrom(daysFrom(call.context, project, call.date()),
                             [&](const OnDay& day) {
                                 Standing standing = day.standing();
                                 const Fen with = earnedBy(path, standing).payable(final);
                                 standing.happened = happenedBy(call.context, project, path,
                                                                day.date, Seen::Then, without);
                                 const Fen payable = earnedBy(path, standing).payable(final);
                                 return day.used() <= std::max(day.prepaid, payable)
                                        || payable >= with;
                             }),
                   sentence("not-yet.stage-used", without.id));
}

bool staysCovered(const Project& project, const plan::Path& path, Fen used, Fen prepaid,
                  const Covered& covered) {
    const Fen cap = project.support.shareDown(path.prepayPercent);
    return prepaid <= std::max(cap, covered.accepted)
           && used <= std::max({prepaid, covered.accepted, covered.ahead});
}

void coveredAgainOnDays(CommandContext& call, Days& days, const Project& project, bool prepay,
                        Fen amount) {
    const plan::Path& path = declaration::pathOf(call.context, project);
    days.notBefore(holdsFrom(daysFrom(call.context, project, call.date()),
                             [&](const OnDay& day) {
                                 return staysCovered(day.project, path, day.used() + amount,
                                                     day.prepaid + (prepay ? amount : Fen()),
                                                     {day.accepted(), earnedOn(day, path).ahead});
                             }),
                   sentence("not-yet.accepted-short", project.id));
}

// What a payment asked for since could not have stood beside.
void refundedAgainOnDays(CommandContext& call, Days& days, const Project& project, bool prepay,
                         Fen amount) {
    const plan::Path& path = declaration::pathOf(call.context, project);
    const bool final = totalsOf(call.context, project.id).finals > 0;
    days.notBefore(holdsFrom(daysFrom(call.context, project, call.date()),
                             [&](const OnDay& day) {
                                 const Earned earned = earnedOn(day, path);
                                 const Fen prepaid = day.prepaid + (prepay ? amount : Fen());
                                 return prepaid <= day.project.support.shareDown(path.prepayPercent)
                                        && day.used() + amount
                                               <= std::max(prepaid, earned.payable(final));
                             }),
                   sentence("not-yet.requested-since", project.id));
}

void recoveryVoidOnDays(CommandContext& call, Days& days, const Recovery& recovery, Fen taken,
                        qint64 seq) {
    const Project project = declaration::requireProject(call.context, recovery.project);
    plan::takesBudget(call, days, project.line, recovery.source, recovery.amount);
    const bool since = askedForSince(call.context, project.id, seq);
    const plan::Path& path = declaration::pathOf(call.context, project);
    days.notBefore(holdsFrom(daysFrom(call.context, project, call.date()),
                             [&](const OnDay& day) {
                                 const Fen accepted = day.accepted() + taken;
                                 const Fen used = day.used() + recovery.amount;
                                 Standing standing = day.standing();
                                 standing.taken -= taken;
                                 standing.recovered -= recovery.amount;
                                 const Fen ahead = earnedBy(path, standing).ahead;
                                 return accepted <= day.project.support
                                        && (!day.audit
                                            || accepted <= acceptance::mostBeside(
                                                   call.context, project, *day.audit))
                                        && used <= day.project.support
                                        && day.usedOf(recovery.source) + recovery.amount
                                               <= day.supportOf(recovery.source)
                                        && (!since || used <= std::max(accepted, ahead));
                             }),
                   sentence("not-yet.used-since", project.id));
}

void installDays(journal::Registry& registry) {
    registry.addDays(u"project.close"_s, endOnDays);
    registry.addDays(u"project.cancel"_s, endOnDays);
    registry.addDays(u"acceptance.request"_s, acceptanceRequestOnDays);
    registry.addDays(u"acceptance.conclude"_s, concludeOnDays);
    registry.addDays(u"project.decide-amendment"_s, amendmentOnDays);
}

} // namespace disbursement
