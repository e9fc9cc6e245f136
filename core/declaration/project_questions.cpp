// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <journal/listing.h>
#include <units/units.h>

namespace declaration {

using namespace Qt::Literals::StringLiterals;
using journal::Context;
using journal::Reply;
using journal::Words;
using money::Fen;

namespace {

Reply listProjects(Context& context, const Words& with, const QString&) {
    const qint64 count = std::min<qint64>(with.integer("count"_L1, 100), 1000);
    auto rows = context.db.query(
        "SELECT id FROM project WHERE id > ?1"
        " AND (?2 = '' AND state <> 'withdrawn' OR state = ?2)"
        " AND (?3 = '' OR line = ?3) AND (?4 = '' OR unit = ?4) AND (?5 = '' OR item = ?5)"
        " AND (?6 = 0 OR year = ?6)"
        " AND (?7 = '' OR instr(id || ' ' || name, ?7) > 0 OR unit IN"
        "   (SELECT id FROM unit WHERE instr(name, ?7) > 0)) ORDER BY id LIMIT ?8",
        with.text("after"_L1), with.text("state"_L1), with.text("line"_L1), with.text("unit"_L1),
        with.text("item"_L1), with.integer("year"_L1), with.text("text"_L1), count + 1);
    return journal::listing(rows, count, [&] { return projectJson(context, rows.text(0)); });
}

} // namespace

QJsonObject projectJson(Context& context, const QString& id) {
    const Project project = find(context, id).value();
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
                     {"state"_L1, project.state},
                     {"unit"_L1, project.unit},
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

void installQuestions(journal::Registry& registry) {
    using namespace journal;
    registry.add(Question{.name = u"project.list"_s,
                          .shape = {opt(id("state")), opt(id("line")), opt(id("unit")),
                                    opt(id("item")), opt(integer("year")), opt(text("text")),
                                    opt(id("after")), opt(integer("count"))},
                          .answer = listProjects});
}

} // namespace declaration
