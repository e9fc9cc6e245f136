// SPDX-License-Identifier: GPL-3.0-only
#include "grants.h"
#include "project_listing.h"
#include "room.h"

#include <units/units.h>

namespace declaration {

using namespace Qt::Literals::StringLiterals;
using journal::Args;
using journal::Context;
using journal::Reply;
using money::Fen;

namespace {

const journal::ListSource& projectRows() {
    static const journal::ListSource rows{
        .table = "project",
        .columns = "id",
        .sorts = {{"name", "name"},
                  {"unit", "unit"},
                  {"unit_name", "(SELECT name FROM unit WHERE unit.id = project.unit)"},
                  {"line", "line"},
                  {"item", "item"},
                  {"path", "path"},
                  {"state", "state"},
                  {"date", "date"},
                  {"approved_on", "approved_on"},
                  {"support", "support", journal::SortKey::Figures},
                  {"accepted", "accepted", journal::SortKey::Figures},
                  {"paid",
                   "(SELECT coalesce(sum(amount), 0) FROM balance WHERE"
                   " balance.project = project.id AND account = 'spent')",
                   journal::SortKey::Figures}}};
    return rows;
}

Reply listProjects(Context& context, const Args& with, const QString&) {
    return projectListing(context, with, projectRows()).answer([&](const auto& row) {
        return api::toJson(shownProject(context, row.text(0)));
    });
}

} // namespace

journal::Shape projectListShape(const journal::ListSource& of) {
    using namespace journal;
    return listShape({opt(id("state")), opt(id("line")), opt(id("unit")), opt(id("item")),
                      opt(integer("year")), opt(id("path"))},
                     of);
}

journal::Listing projectListing(Context& context, const Args& with, const journal::ListSource& of) {
    return journal::Listing(context, with, of)
        .state("state", "'withdrawn'")
        .equal("line"_L1, "line")
        .equal("unit"_L1, "unit")
        .equal("item"_L1, "item")
        .equal("year"_L1, "year")
        .equal("path"_L1, "path")
        .search(
            "found(id || ' ' || name, ?) OR unit IN (SELECT id FROM unit WHERE found(name, ?))");
}

api::ProjectSummary shownProject(Context& context, const QString& id) {
    const Project project = requireProject(context, id);
    auto row = context.db.query("SELECT content, starts, ends FROM project WHERE id = ?", id);
    row.next();
    api::ProjectSummary shown{.id = project.id,
                              .state = project.state,
                              .unit = project.unit,
                              .unitName = units::name(context, project.unit),
                              .line = project.line,
                              .item = project.item,
                              .name = project.name,
                              .content = row.text(0),
                              .schedule = {row.text(1), row.text(2)},
                              .path = pathOf(context, project).code,
                              .date = project.declaredOn,
                              .approvedOn = project.approvedOn,
                              .support = project.support,
                              .bySource = {},
                              .paid = {},
                              .accepted = project.accepted,
                              .materials = {},
                              .year = std::max(project.year, 0),
                              .base = {}};
    if (const auto base = baseOf(context, id))
        shown.base = {base->investment, base->own};
    const auto positions = ledger::projectPositions(context, id);
    for (const auto& part : sourcesOf(context, id)) {
        const auto found = positions.find(part.source);
        shown.bySource.push_back({.source = part.source,
                                  .support = part.amount,
                                  .paid = found == positions.end() ? Fen() : found->second.spent});
    }
    shown.paid = ledger::total(positions).spent;
    auto kinds = context.db.query(
        "SELECT material FROM project_material WHERE project = ? ORDER BY material COLLATE BINARY",
        id);
    while (kinds.next())
        shown.materials << kinds.text(0);
    return shown;
}

std::vector<api::ProjectSummary> shownProjectsOfUnit(Context& context, const QString& unit) {
    std::vector<api::ProjectSummary> items;
    auto rows = context.db.query("SELECT id FROM project WHERE unit = ? AND state <> 'withdrawn'"
                                 " ORDER BY date COLLATE BINARY, id COLLATE BINARY",
                                 unit);
    while (rows.next())
        items.push_back(shownProject(context, rows.text(0)));
    return items;
}

void installQuestions(journal::Registry& registry) {
    registry.add(journal::Question{.name = u"project.list"_s,
                                   .shape = projectListShape(projectRows()),
                                   .answer = listProjects});
}

} // namespace declaration
