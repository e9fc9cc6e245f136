// SPDX-License-Identifier: GPL-3.0-only
#include "args.h"

#include <identity/steps.h>
#include <units/units.h>

// What a path waits for besides acceptances: the start of the work, and milestones that the
// acceptance team records. What is paid on them a later room knows.

namespace declaration {

using namespace Qt::Literals::StringLiterals;
using journal::badInput;
using journal::Command;
using journal::CommandContext;
using journal::Context;
using journal::Entry;
using journal::refuse;
using journal::Rejection;
using journal::Rule;
using labels::ProjectState;
using labels::ReceiptState;
using labels::sentence;
using labels::ThingKind;

namespace {

Milestone milestoneOf(const storage::Statement& row) {
    return {row.text("id"),   row.text("project"),  row.text("stage"),
            row.text("date"), row.text("document"), row.text("voided_on")};
}

std::optional<Rejection> checkMilestone(CommandContext& call) {
    const MilestoneArgs& reached = call.with.as<MilestoneArgs>();
    if (auto rejection = requireKnown(call.context, reached.project, u"project"_s))
        return rejection;
    const Project project = requireProject(call.context, reached.project);
    QStringList names;
    for (const plan::Stage& stage : pathOf(call.context, project).stages)
        if (stage.when == plan::StageWhen::Milestone)
            names << stage.name;
    if (names.isEmpty())
        return badInput(u"stage"_s, sentence("milestone.unasked", project.id,
                                             pathOf(call.context, project).name));
    if (!names.contains(reached.stage))
        return badInput(u"stage"_s,
                        sentence("milestone.stage-unknown", reached.stage, names.join(u"、"_s)));
    return {};
}

std::optional<Rejection> judgeMilestone(CommandContext& call) {
    const MilestoneArgs& reached = call.with.as<MilestoneArgs>();
    if (findMilestone(call.context, call.id()))
        return identity::taken(call, u"节点"_s);
    const Project project = requireProject(call.context, reached.project);
    if (!project.running())
        return wrongState("milestone.project-state", ThingKind::Project, project.id, project.state);
    for (const Milestone& one : milestones(call.context, project.id))
        if (one.voidedOn.isEmpty() && one.stage == reached.stage)
            return refuse(Rule::StateOrder,
                          sentence("milestone.recorded-before", project.id, one.stage, one.id))
                .at(u"stage"_s);
    if (auto rejection = identity::requireDateOrder(call, project.approvedOn, u"批准日期"_s))
        return rejection;
    return units::requireNotBarred(call.context, project.unit, u"project"_s);
}

Command milestoneCommand() {
    using namespace journal;
    return {.name = u"milestone.record"_s,
            .roles = {u"inspector"_s},
            .deciding = true,
            .shape = {id("id"), ref("project", "project"), text("stage"), date("date"),
                      text("document")},
            .check = checkMilestone,
            .judge = judgeMilestone,
            .apply =
                [](Context& context, const Entry& entry) {
                    const MilestoneArgs& reached = entry.with.as<MilestoneArgs>();
                    context.db.run("INSERT INTO milestone (id, project, stage, date, document,"
                                   " state, voided_on) VALUES (?, ?, ?, ?, ?, 'recorded', '')",
                                   entry.id(), reached.project, reached.stage, entry.date(),
                                   reached.document);
                    identity::addStep(context, entry,
                                      {u"milestone"_s, entry.id(), u"record"_s, u"conclude"_s});
                },
            .registers = u"milestone"_s};
}

} // namespace

std::optional<Milestone> findMilestone(Context& context, const QString& id) {
    auto row = context.db.query(
        "SELECT id, project, stage, date, document, voided_on FROM milestone WHERE id = ?", id);
    return row.next() ? std::optional(milestoneOf(row)) : std::nullopt;
}

std::vector<Milestone> milestones(Context& context, const QString& project) {
    std::vector<Milestone> found;
    auto rows = context.db.query("SELECT id, project, stage, date, document, voided_on FROM"
                                 " milestone WHERE ?1 = '' OR project = ?1"
                                 " ORDER BY date COLLATE BINARY, id COLLATE BINARY",
                                 project);
    while (rows.next())
        found.push_back(milestoneOf(rows));
    return found;
}

QString startedOn(Context& context, const Project& project) {
    for (const identity::Step& step : identity::stepsOf(context, u"project"_s, project.id))
        if (step.step == u"start")
            return step.date;
    // History that is entered later says that it was started, not when.
    const bool begun =
        project.state == ProjectState::Started || project.state == ProjectState::Closed;
    return begun ? project.approvedOn : QString();
}

std::optional<Rejection> requireVoidableMilestone(CommandContext& call) {
    const Milestone milestone = logging::checked(findMilestone(call.context, call.id()), "id");
    if (!milestone.voidedOn.isEmpty())
        return wrongState("record.void.state", ThingKind::Milestone, call.id(),
                          ReceiptState::Voided);
    const Project project = requireProject(call.context, milestone.project);
    if (project.state == ProjectState::Closed)
        return wrongState("milestone.void.project-state", ThingKind::Project, project.id,
                          project.state);
    return identity::requireDateOrder(call, milestone.date, u"节点日期"_s);
}

void voidMilestone(Context& context, const Entry& entry) {
    context.db.run("UPDATE milestone SET state = 'voided', voided_on = ? WHERE id = ?",
                   entry.date(), entry.id());
}

std::vector<api::MilestoneRecord> shownMilestones(Context& context, const QString& project) {
    std::vector<api::MilestoneRecord> items;
    for (const Milestone& one : milestones(context, project))
        if (one.voidedOn.isEmpty())
            items.push_back(
                {.id = one.id, .stage = one.stage, .date = one.date, .document = one.document});
    return items;
}

void installMilestones(journal::Registry& registry) {
    registry.add(milestoneCommand());
}

} // namespace declaration
