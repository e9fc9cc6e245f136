// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <identity/steps.h>

// A kind of the archive that a project does without, and that a project closes only when each kind
// has a document or such a reason (第十条).

namespace archive {

using namespace Qt::Literals::StringLiterals;
using journal::Command;
using journal::CommandContext;
using journal::Context;
using journal::Entry;
using journal::refuse;
using journal::Rejection;
using journal::Rule;
using labels::sentence;

namespace {

std::optional<Rejection> judgeWaive(CommandContext& call) {
    const auto project =
        logging::checked(declaration::find(call.context, call.with.text("project"_L1)), "project");
    const QString kind = call.with.text("kind"_L1);
    const bool waived =
        call.context.db
            .query("SELECT 1 FROM archive_waiver WHERE project = ? AND kind = ?", project.id, kind)
            .next();
    if (waived)
        return refuse(Rule::StateOrder,
                      sentence("waiver.noted-before", project.id, kindName(call.context, kind)));
    const int filed = countsByKind(call.context, project.id)[kind];
    if (filed > 0)
        return refuse(Rule::StateOrder,
                      sentence("waiver.document-filed", project.id, kindName(call.context, kind),
                               QString::number(filed)))
            .at(u"kind"_s);
    if (!project.running())
        return declaration::wrongState("waiver.project-state", labels::ThingKind::Project,
                                       project.id, project.state);
    return identity::requireDateOrder(call, {}, {});
}

Command waiveCommand() {
    using namespace journal;
    return {.name = u"archive.waive"_s,
            .roles = {u"clerk"_s},
            .shape = {ref("project", "project"), id("kind"), longText("reason"), date("date")},
            .check = [](CommandContext& call) -> std::optional<Rejection> {
                const QStringList kinds = projectKinds(call.context);
                if (!kinds.contains(call.with.text("kind"_L1)))
                    return journal::badInput(
                        u"kind"_s, sentence("document.kind-of-project", kinds.join(u"、"_s)));
                return declaration::requireKnown(call.context, call.with.text("project"_L1),
                                                 u"project"_s);
            },
            .judge = judgeWaive,
            .apply =
                [](Context& context, const Entry& entry) {
                    context.db.run("INSERT INTO archive_waiver (project, kind, reason, date)"
                                   " VALUES (?, ?, ?, ?)",
                                   entry.with.text("project"_L1), entry.with.text("kind"_L1),
                                   entry.with.text("reason"_L1), entry.date());
                }};
}

// archive.complete (第十条): hung on project.close, which belongs to an earlier room.
std::optional<Rejection> requireComplete(CommandContext& call) {
    const QStringList missing = missingKinds(call.context, call.id());
    if (missing.isEmpty())
        return {};
    QStringList names;
    for (const QString& kind : missing)
        names << kindName(call.context, kind);
    return refuse(Rule::ArchiveComplete,
                  sentence("archive.incomplete", call.id(), names.join(u"、"_s)))
        .at(u"id"_s);
}

} // namespace

void installWaivers(journal::Registry& registry) {
    registry.add(waiveCommand());
    registry.addRule(u"project.close"_s, requireComplete);
}

} // namespace archive
