// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <declaration/grants.h>
#include <declaration/standards.h>
#include <identity/steps.h>
#include <units/units.h>

namespace opening {

using namespace Qt::Literals::StringLiterals;
using journal::badInput;
using journal::Command;
using journal::CommandContext;
using journal::Context;
using journal::Entry;
using journal::refuse;
using journal::Rejection;
using journal::Rule;
using journal::SourceAmount;
using labels::ProjectState;
using labels::sentence;
using money::Fen;

namespace {

ProjectState stateOf(const journal::Args& with) {
    return logging::checked(with.code<ProjectState>("state"_L1), "state");
}

bool wasApproved(const journal::Args& with) {
    using enum ProjectState;
    const ProjectState state = stateOf(with);
    return state == Approved || state == Started || state == Closed;
}

std::optional<Rejection> check(CommandContext& call) {
    if (auto rejection = declaration::checkDeclaration(call))
        return rejection;
    if (!call.with.has("accepted"_L1))
        return {};
    if (!wasApproved(call.with))
        return badInput(u"accepted"_s, sentence("opening.project.accepted-unasked", "accepted"_L1));
    if (call.with.fen("accepted"_L1) > call.with.fen("support"_L1))
        return badInput(u"accepted"_s, sentence("opening.project.accepted-above-support"));
    return {};
}

// What the books cannot hold: more than the line has of a source.
std::optional<Rejection> requireWithinBooks(CommandContext& call) {
    for (const SourceAmount& part : journal::sourceAmounts(call.with, "sources"_L1)) {
        const Fen left = ledger::available(call.context, call.with.text("line"_L1), part.source);
        if (part.amount > left)
            return refuse(Rule::LineCeiling,
                          sentence("opening.line-short",
                                   plan::lineName(call.context, call.with.text("line"_L1)),
                                   plan::sourceName(call.context, part.source), left.toYuan()))
                .at(u"support"_s)
                .limit(left)
                .asked(part.amount);
    }
    return {};
}

// accept.audit: what was wholly accepted before has no audited amount here.
std::optional<Rejection> requireAudited(const CommandContext& call,
                                        const declaration::Project& project) {
    if (!call.with.has("accepted"_L1) || call.with.fen("accepted"_L1) < call.with.fen("support"_L1)
        || !declaration::pathOf(call.context, project).audit)
        return {};
    return refuse(Rule::AcceptAudit, sentence("opening.project.unaudited", project.id))
        .at(u"accepted"_s);
}

std::optional<Rejection> judge(CommandContext& call) {
    if (declaration::find(call.context, call.id()))
        return identity::taken(call, u"项目"_s);
    if (auto rejection = stillOpen(call))
        return rejection;
    const bool approved = wasApproved(call.with);
    if (approved)
        if (auto rejection = requireWithinBooks(call))
            return rejection;
    const QString unit = call.with.text("unit"_L1);
    declaration::Project project;
    project.id = call.id();
    project.line = call.with.text("line"_L1);
    project.item = call.with.text("item"_L1);
    project.unit = unit;
    project.year = static_cast<int>(call.with.integer("year"_L1));
    project.starts = call.with.object("schedule"_L1).text("from"_L1);
    project.ends = call.with.object("schedule"_L1).text("to"_L1);
    const auto sources = journal::sourceAmounts(call.with, "sources"_L1);
    std::vector<std::optional<Rejection>> verdicts{
        units::requireNotBarred(call.context, unit, u"unit"_s),
        units::requireMayHold(call.context, unit, declaration::kindsFor(call.context, project),
                              u"unit"_s),
        declaration::requireMaterials(call)};
    if (approved) {
        verdicts.push_back(units::requireEligible(call, unit, u"unit"_s));
        verdicts.push_back(declaration::requireOpenSources(call, sources));
        verdicts.push_back(declaration::requireWithinYears(call, project));
        const auto base = declaration::Base::from(call.with);
        verdicts.push_back(declaration::requireOwnFunds(call.context, project, base));
        if (call.with.has("accepted"_L1))
            verdicts.push_back(acceptance::requireYearBegun(call, project));
        journal::Bounds bounds;
        declaration::boundSupport(call, bounds, project, sources);
        declaration::boundByGrant(call, bounds, project, base, journal::sum(sources));
        for (const std::optional<Rejection>& broken : bounds.each())
            verdicts.push_back(broken);
        verdicts.push_back(plan::requireShares(call, project.line, sources));
        verdicts.push_back(requireAudited(call, project));
    }
    settleExceptions(call, verdicts);
    return {};
}

// What the books cannot hold on any day; what was closed has given back what it took.
void onDays(CommandContext& call, journal::Days& days) {
    if (!wasApproved(call.with) || stateOf(call.with) == ProjectState::Closed)
        return;
    for (const SourceAmount& part : journal::sourceAmounts(call.with, "sources"_L1))
        plan::takesBudget(call, days, call.with.text("line"_L1), part.source, part.amount);
}

void apply(Context& context, const Entry& entry) {
    declaration::enterDeclaration(context, entry);
    keepExceptions(context, entry, u"project"_s);
    const ProjectState state = stateOf(entry.with);
    if (state == ProjectState::Declared)
        return;
    declaration::enterApproval(context, entry);
    if (entry.with.has("accepted"_L1))
        acceptance::enterPassed(context, entry, entry.with.fen("accepted"_L1));
    if (state == ProjectState::Closed)
        declaration::freeCommitment(
            context, entry, logging::checked(declaration::find(context, entry.id()), "project"));
    declaration::setState(context, entry.id(), state, entry.date());
}

} // namespace

void installProjects(journal::Registry& registry) {
    using namespace journal;
    registry.add(Command{.name = u"opening.project"_s,
                         .roles = {u"finance"_s},
                         .shape = declaration::declarationShape().with(
                             {choice("state", {"declared", "approved", "started", "closed"}),
                              opt(amount("accepted"))}),
                         .check = check,
                         .judge = judge,
                         .days = {onDays},
                         .apply = apply,
                         .registers = u"project"_s});
}

} // namespace opening
