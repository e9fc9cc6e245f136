// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <identity/steps.h>
#include <journal/listing.h>
#include <units/units.h>

namespace acceptance {

using namespace Qt::Literals::StringLiterals;
using journal::Args;
using journal::Context;
using journal::Question;
using journal::Reply;
using labels::AcceptanceState;

namespace {

constexpr const char* columns =
    "acceptance.id, acceptance.project, stage, claimed, acceptance.accepted, acceptance.date,"
    " concluded_on, acceptance.state, team, opinion, rectify_by,"
    " project.name AS project_name, project.unit,"
    " project.line, acceptance.last_step_on";

const journal::ListSource& rows() {
    static const journal::ListSource list{
        .table = "acceptance JOIN project ON project.id = acceptance.project",
        .columns = columns,
        .sorts = {{"project", "acceptance.project"},
                  {"project_name", "project.name"},
                  {"unit_name", "(SELECT name FROM unit WHERE unit.id = project.unit)"},
                  {"line", "project.line"},
                  {"stage", "stage"},
                  {"claimed", "claimed", journal::SortKey::Figures},
                  {"accepted", "acceptance.accepted", journal::SortKey::Figures},
                  {"date", "acceptance.date"},
                  {"concluded_on", "concluded_on"},
                  {"state", "acceptance.state"}},
        .id = "acceptance.id"};
    return list;
}

api::AcceptanceSummary summaryOf(Context& context, const storage::Statement& row) {
    const auto state = row.code<AcceptanceState>("state");
    const bool voided = state == AcceptanceState::Voided;
    const auto accepted = row.fen("accepted");
    api::AcceptanceSummary shown{.id = row.text("id"),
                                 .project = row.text("project"),
                                 .projectName = row.text("project_name"),
                                 .unit = row.text("unit"),
                                 .unitName = units::name(context, row.text("unit")),
                                 .line = row.text("line"),
                                 .stage = row.text("stage"),
                                 .claimed = row.fen("claimed"),
                                 .date = row.text("date"),
                                 .state = state,
                                 .team = row.text("team"),
                                 .opinion = row.text("opinion"),
                                 .accepted = {},
                                 .audited = {},
                                 .voidedOn = voided ? row.text("last_step_on") : QString(),
                                 .concludedOn = row.text("concluded_on"),
                                 .rectifyBy = row.text("rectify_by")};
    if (state == AcceptanceState::Passed || (voided && !accepted.isZero())) {
        shown.accepted = accepted;
        shown.audited = shownAudit(auditOf(context, shown.id));
    }
    return shown;
}

Reply listAcceptances(Context& context, const Args& with, const QString&) {
    return journal::Listing(context, with, rows())
        .state("acceptance.state", "'voided', 'withdrawn'")
        .equal("project"_L1, "acceptance.project")
        .equal("line"_L1, "project.line")
        .equal("unit"_L1, "project.unit")
        .search("found(acceptance.id || ' ' || stage, ?) OR found(project.name, ?) OR project.unit"
                " IN (SELECT id FROM unit WHERE found(name, ?))")
        .answer([&](const auto& row) { return api::toJson(summaryOf(context, row)); });
}

Reply showAcceptance(Context& context, const Args& with, const QString&) {
    const QString id = with.text("id"_L1);
    if (auto rejection = requireKnown(context, id, u"id"_s))
        return *std::move(rejection);
    auto row =
        context.db.queryOnce(u"SELECT %1 FROM %2 WHERE acceptance.id = ?"_s.arg(
                                 QLatin1StringView(columns), QLatin1StringView(rows().table)),
                             {id});
    row.next();
    auto shown = api::extended<api::Acceptance>(summaryOf(context, row));
    shown.deliverables = shownDeliverablesOfAcceptance(context, id);
    shown.notices = shownNotices(context, u"acceptance"_s, id);
    shown.steps = identity::shownSteps(context, u"acceptance"_s, id);
    return api::toJson(shown);
}

} // namespace

std::optional<api::Audited> shownAudit(const std::optional<Audit>& audit) {
    if (!audit)
        return {};
    return api::Audited{audit->amount, audit->by, audit->document, audit->date};
}

std::vector<api::AcceptanceSummary> shownAcceptances(Context& context, const QString& project) {
    std::vector<api::AcceptanceSummary> items;
    auto found = context.db.queryOnce(
        u"SELECT %1 FROM %2 WHERE acceptance.project = ? AND acceptance.state NOT IN"
        " ('voided', 'withdrawn')"
        " ORDER BY acceptance.date COLLATE BINARY, acceptance.id COLLATE BINARY"_s.arg(
            QLatin1StringView(columns), QLatin1StringView(rows().table)),
        {project});
    while (found.next())
        items.push_back(summaryOf(context, found));
    return items;
}

void installQuestions(journal::Registry& registry) {
    using namespace journal;
    registry.add(Question{
        .name = u"acceptance.list"_s,
        .shape = listShape({opt(id("state")), opt(id("project")), opt(id("line")), opt(id("unit"))},
                           rows()),
        .answer = listAcceptances});
    registry.add(
        Question{.name = u"acceptance.show"_s, .shape = {id("id")}, .answer = showAcceptance});
}

} // namespace acceptance
