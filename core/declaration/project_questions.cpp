// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <journal/listing.h>
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
                  {"support", "support"},
                  {"accepted", "accepted"},
                  {"paid", "(SELECT coalesce(sum(amount), 0) FROM balance WHERE"
                           " balance.project = project.id AND account = 'spent')"}}};
    return rows;
}

Reply listProjects(Context& context, const Args& with, const QString&) {
    return journal::Listing(context, with, projectRows())
        .state("state", "'withdrawn'")
        .equal("line"_L1, "line")
        .equal("unit"_L1, "unit")
        .equal("item"_L1, "item")
        .equal("year"_L1, "year")
        .equal("path"_L1, "path")
        .search("found(id || ' ' || name, ?) OR unit IN (SELECT id FROM unit WHERE found(name, ?))")
        .answer([&](const auto& row) { return projectJson(context, row.text(0)); });
}

} // namespace

QJsonObject projectJson(Context& context, const QString& id) {
    const Project project = requireProject(context, id);
    auto row = context.db.query("SELECT content, starts, ends FROM project WHERE id = ?", id);
    row.next();
    const auto positions = ledger::projectPositions(context, id);
    QJsonArray bySource;
    Fen paid;
    for (const auto& part : sourcesOf(context, id)) {
        const auto found = positions.find(part.source);
        const Fen spent = found == positions.end() ? Fen() : found->second.spent;
        bySource.append(QJsonObject{{"source"_L1, part.source},
                                    {"support"_L1, part.amount.toYuan()},
                                    {"paid"_L1, spent.toYuan()}});
    }
    for (const auto& [source, position] : positions)
        paid += position.spent;
    QStringList materials;
    auto kinds = context.db.query(
        "SELECT material FROM project_material WHERE project = ? ORDER BY material", id);
    while (kinds.next())
        materials << kinds.text(0);
    QJsonObject json{{"id"_L1, project.id},
                     {"state"_L1, labels::code(project.state)},
                     {"unit"_L1, project.unit},
                     {"unit_name"_L1, units::name(context, project.unit)},
                     {"line"_L1, project.line},
                     {"item"_L1, project.item},
                     {"name"_L1, project.name},
                     {"content"_L1, row.text(0)},
                     {"schedule"_L1, QJsonObject{{"from"_L1, row.text(1)}, {"to"_L1, row.text(2)}}},
                     {"path"_L1, pathOf(context, project).code},
                     {"date"_L1, project.declaredOn},
                     {"approved_on"_L1, project.approvedOn},
                     {"support"_L1, project.support.toYuan()},
                     {"by_source"_L1, bySource},
                     {"paid"_L1, paid.toYuan()},
                     {"accepted"_L1, project.accepted.toYuan()},
                     {"materials"_L1, QJsonArray::fromStringList(materials)}};
    if (project.year > 0)
        json.insert("year"_L1, project.year);
    return json;
}

QJsonArray projectsOfUnitJson(Context& context, const QString& unit) {
    QJsonArray items;
    auto rows = context.db.query("SELECT id FROM project WHERE unit = ? AND state <> 'withdrawn'"
                                 " ORDER BY date, id",
                                 unit);
    while (rows.next())
        items.append(projectJson(context, rows.text(0)));
    return items;
}

void installQuestions(journal::Registry& registry) {
    using namespace journal;
    registry.add(
        Question{.name = u"project.list"_s,
                 .shape = listShape({opt(id("state")), opt(id("line")), opt(id("unit")),
                                     opt(id("item")), opt(integer("year")), opt(id("path"))},
                                    projectRows()),
                 .answer = listProjects});
}

} // namespace declaration
