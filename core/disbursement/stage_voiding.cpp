// SPDX-License-Identifier: GPL-3.0-only
#include "limit.h"
#include "room.h"

// Corrections of what a stage is reached by: a contract or a milestone that was recorded wrongly is
// voided while no payment rests on it.

namespace disbursement {

using namespace Qt::Literals::StringLiterals;
using declaration::Project;
using journal::CommandContext;
using journal::Context;
using journal::Days;
using journal::refuse;
using journal::Rejection;
using journal::Rule;
using labels::sentence;
using labels::ThingKind;
using money::Fen;

namespace {

std::optional<Rejection> requireNothingPaidOn(const CommandContext& call, const Project& project,
                                              const Without& without,
                                              labels::SentenceCode resting) {
    if (declaration::pathOf(call.context, project).stages.empty())
        return {};
    const ledger::Position whole = ledger::projectTotal(call.context, project.id);
    const Fen used = whole.used();
    const Fen payable = payableWithout(call.context, project, without);
    if (used <= totalsOf(call.context, project.id).prepaid || used <= payable
        || payable >= payableWithout(call.context, project, {}))
        return {};
    return refuse(Rule::StateOrder, sentence(resting, without.id, project.id,
                                             whole.netPaid().toYuan(), whole.requested.toYuan()));
}

// The project of a contract that stands; nothing where it was voided before.
std::optional<Project> projectOfContract(Context& context, const QString& id) {
    auto row = context.db.query("SELECT project FROM contract WHERE id = ? AND voided_on = ''", id);
    return row.next() ? std::optional(declaration::requireProject(context, row.text(0)))
                      : std::nullopt;
}

std::optional<Project> projectOfMilestone(Context& context, const QString& id) {
    const auto milestone = declaration::findMilestone(context, id);
    return milestone && milestone->voidedOn.isEmpty()
               ? std::optional(declaration::requireProject(context, milestone->project))
               : std::nullopt;
}

} // namespace

std::optional<Rejection> requireNoStagePaidOn(CommandContext& call) {
    const auto project = projectOfContract(call.context, call.id());
    return project ? requireNothingPaidOn(call, *project, {ThingKind::Contract, call.id()},
                                          "contract.void.stage")
                   : std::optional<Rejection>();
}

void contractVoidOnDays(CommandContext& call, Days& days) {
    if (const auto project = projectOfContract(call.context, call.id()))
        stageVoidOnDays(call, days, *project, {ThingKind::Contract, call.id()});
}

std::optional<Rejection> requireVoidableMilestone(CommandContext& call) {
    if (const auto project = projectOfMilestone(call.context, call.id()))
        if (auto rejection = requireNothingPaidOn(call, *project, {ThingKind::Milestone, call.id()},
                                                  "milestone.void.paid"))
            return rejection;
    return declaration::requireVoidableMilestone(call);
}

void milestoneVoidOnDays(CommandContext& call, Days& days) {
    if (const auto project = projectOfMilestone(call.context, call.id()))
        stageVoidOnDays(call, days, *project, {ThingKind::Milestone, call.id()});
}

} // namespace disbursement
