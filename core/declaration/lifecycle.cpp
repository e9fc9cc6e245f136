// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <identity/steps.h>
#include <units/units.h>

namespace declaration {

using namespace Qt::Literals::StringLiterals;
using journal::Command;
using journal::CommandContext;
using journal::Context;
using journal::Entry;
using journal::refuse;
using journal::Rejection;
using journal::Rule;
using labels::ProjectState;
using labels::sentence;
using money::Fen;

namespace {

std::optional<Rejection> checkKnown(CommandContext& call) {
    return requireKnown(call.context, call.id(), u"id"_s);
}

// --- project.start -----------------------------------------------------------------------------

std::optional<Rejection> judgeStart(CommandContext& call) {
    const Project project = logging::checked(find(call.context, call.id()), "project");
    // 第七条: nothing starts before the office approved it
    if (project.state != ProjectState::Approved)
        return wrongState("project.start.state", labels::ThingKind::Project, project.id,
                          project.state);
    if (auto rejection = identity::requireDateOrder(call, project.lastStepOn, u"批准日期"_s))
        return rejection;
    if (auto rejection = units::requireNotBarred(call.context, project.unit, u"id"_s))
        return rejection;
    const plan::Item* item = itemOf(call.context, project);
    if (!item)
        return {};
    for (const QString& material : item->materials)
        if (!call.context.db
                 .query("SELECT 1 FROM project_material WHERE project = ? AND material = ?",
                        project.id, material)
                 .next()) // 方案二
            return refuse(Rule::DeclareSignage,
                          sentence("project.start.material-missing", material))
                .at(u"id"_s);
    return {};
}

Command startCommand() {
    using namespace journal;
    return {.name = u"project.start"_s,
            .roles = {u"clerk"_s},
            .shape = {ref("id", "project"), date("date"), opt(longText("reason"))},
            .check = checkKnown,
            .judge = judgeStart,
            .apply = [](Context& context, const Entry& entry) {
                setState(context, entry.id(), ProjectState::Started, entry.date());
                identity::addStep(context, entry, {u"project"_s, entry.id(), u"start"_s, u"run"_s});
            }};
}

// --- project.close, project.cancel -------------------------------------------------------------

std::optional<Rejection> requireNothingUndecided(CommandContext& call, const Project& project) {
    auto matter = call.context.db.query("SELECT kind, id FROM project_matter WHERE project = ?"
                                        " ORDER BY kind COLLATE BINARY, id COLLATE BINARY",
                                        project.id);
    if (!matter.next())
        return {};
    static const QMap<QString, QString> names{{u"payment"_s, u"拨付申请"_s},
                                              {u"acceptance"_s, u"验收申请"_s},
                                              {u"amendment"_s, u"变更申请"_s}};
    return refuse(Rule::StateOrder, sentence("project.undecided", project.id,
                                             names.value(matter.text(0)), matter.text(1)))
        .at(u"id"_s);
}

// pay.return, pay.refund: what was paid above what was accepted has to come back first.
std::optional<Rejection> requireNothingOverpaid(CommandContext& call, const Project& project) {
    const Fen net = ledger::projectTotal(call.context, project.id).netPaid();
    if (net <= project.accepted)
        return {};
    return refuse(Rule::PayAccepted,
                  sentence("project.overpaid", project.id, net.toYuan(), project.accepted.toYuan(),
                           (net - project.accepted).toYuan()))
        .at(u"id"_s)
        .limit(project.accepted)
        .asked(net);
}

std::optional<Rejection> judgeClose(CommandContext& call) {
    const Project project = logging::checked(find(call.context, call.id()), "project");
    if (project.state != ProjectState::Started)
        return wrongState("project.close.state", labels::ThingKind::Project, project.id,
                          project.state);
    if (auto rejection = requireNothingUndecided(call, project))
        return rejection;
    if (auto rejection = identity::requireDateOrder(call, project.lastStepOn, u"上一环节日期"_s))
        return rejection;
    return requireNothingOverpaid(call, project);
}

std::optional<Rejection> judgeCancel(CommandContext& call) {
    const Project project = logging::checked(find(call.context, call.id()), "project");
    if (!project.running() && project.state != ProjectState::Declared
        && project.state != ProjectState::Returned)
        return wrongState("project.cancel.state", labels::ThingKind::Project, project.id,
                          project.state);
    if (auto rejection = requireNothingUndecided(call, project))
        return rejection;
    if (auto rejection = identity::requireDateOrder(call, project.lastStepOn, u"上一环节日期"_s))
        return rejection;
    return requireNothingOverpaid(call, project);
}

void endOnDays(CommandContext& call, journal::Days& days) {
    const Project project = logging::checked(find(call.context, call.id()), "project");
    for (const auto& [source, position] : ledger::projectPositions(call.context, project.id))
        takesCommitted(call, days, project, {source, position.approved});
}

template <bool closing> void applyEnd(Context& context, const Entry& entry) {
    freeCommitment(context, entry, logging::checked(find(context, entry.id()), "project"));
    setState(context, entry.id(), closing ? ProjectState::Closed : ProjectState::Cancelled,
             entry.date());
    identity::addStep(context, entry,
                      {u"project"_s, entry.id(), closing ? u"close"_s : u"cancel"_s, u"run"_s,
                       entry.with.text("reason"_L1)});
}

Command endCommand(bool closing) {
    using namespace journal;
    return {.name = closing ? u"project.close"_s : u"project.cancel"_s,
            .roles = {u"clerk"_s},
            .shape = {ref("id", "project"), date("date"), longText("reason")},
            .check = checkKnown,
            .judge = closing ? judgeClose : judgeCancel,
            .days = {endOnDays},
            .apply = closing ? applyEnd<true> : applyEnd<false>};
}

// unit.kind: while a project of it runs a unit keeps a kind that may hold that project.
std::optional<Rejection> requireKindHolds(CommandContext& call) {
    const QString kind = call.with.text("kind"_L1);
    const auto unit = logging::checked(units::find(call.context, call.id()), "unit");
    if (kind.isEmpty() || kind == unit.kind)
        return {};
    QStringList running;
    auto rows = call.context.db.query("SELECT id FROM project WHERE unit = ? AND state IN"
                                      " ('approved', 'started') ORDER BY id COLLATE BINARY",
                                      unit.id);
    while (rows.next())
        running << rows.text(0);
    for (const QString& id : running) {
        const QStringList kinds = kindsFor(call.context, requireProject(call.context, id));
        if (kinds.contains(kind))
            continue;
        QStringList allowed;
        for (const QString& one : kinds)
            allowed << units::kindName(one);
        return refuse(Rule::UnitKind, sentence("unit.kind.project-running", unit.name, id,
                                               allowed.join(u"、"_s), units::kindName(kind)))
            .at(u"kind"_s);
    }
    return {};
}

} // namespace

void installRunning(journal::Registry& registry) {
    registry.add(startCommand());
    registry.add(endCommand(true));
    registry.add(endCommand(false));
    registry.addRule(u"unit.change"_s, requireKindHolds);
    registry.addRule(u"unit.change"_s, units::requireFittingCode); // 第五条: after the kind
}

} // namespace declaration
