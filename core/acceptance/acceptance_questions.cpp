// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <identity/steps.h>
#include <journal/listing.h>
#include <units/units.h>

namespace acceptance {

using namespace Qt::Literals::StringLiterals;
using journal::Args;
using journal::badInput;
using journal::Context;
using journal::Question;
using journal::Reply;
using labels::AcceptanceState;
using labels::sentence;

namespace {

constexpr const char* columns =
    "acceptance.id, acceptance.project, stage, claimed, acceptance.accepted, acceptance.date,"
    " concluded_on, acceptance.state, team, opinion, rectify_by, project.name, project.unit,"
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
                  {"claimed", "claimed"},
                  {"accepted", "acceptance.accepted"},
                  {"date", "acceptance.date"},
                  {"concluded_on", "concluded_on"},
                  {"state", "acceptance.state"}},
        .id = "acceptance.id"};
    return list;
}

QJsonObject acceptanceJson(Context& context, const storage::Statement& row) {
    const auto state = row.code<AcceptanceState>(7);
    QJsonObject json{{"id"_L1, row.text(0)},
                     {"project"_L1, row.text(1)},
                     {"project_name"_L1, row.text(11)},
                     {"unit"_L1, row.text(12)},
                     {"unit_name"_L1, units::name(context, row.text(12))},
                     {"line"_L1, row.text(13)},
                     {"stage"_L1, row.text(2)},
                     {"claimed"_L1, row.fen(3).toYuan()},
                     {"date"_L1, row.text(5)},
                     {"state"_L1, labels::code(state)},
                     {"team"_L1, row.text(8)},
                     {"opinion"_L1, row.text(9)}};
    if (state == AcceptanceState::Passed)
        json.insert("accepted"_L1, row.fen(4).toYuan());
    if (state == AcceptanceState::Voided) {
        if (!row.fen(4).isZero())
            json.insert("accepted"_L1, row.fen(4).toYuan());
        json.insert("voided_on"_L1, row.text(14));
    }
    if (!row.text(6).isEmpty())
        json.insert("concluded_on"_L1, row.text(6));
    if (!row.text(10).isEmpty())
        json.insert("rectify_by"_L1, row.text(10));
    return json;
}

Reply listAcceptances(Context& context, const Args& with, const QString&) {
    return journal::Listing(context, with, rows())
        .state("acceptance.state", "'voided', 'withdrawn'")
        .equal("project"_L1, "acceptance.project")
        .equal("line"_L1, "project.line")
        .equal("unit"_L1, "project.unit")
        .search("found(acceptance.id || ' ' || stage, ?) OR found(project.name, ?) OR project.unit"
                " IN (SELECT id FROM unit WHERE found(name, ?))")
        .answer([&](const auto& row) { return acceptanceJson(context, row); });
}

Reply showAcceptance(Context& context, const Args& with, const QString&) {
    const QString id = with.text("id"_L1);
    auto row =
        context.db.queryOnce(u"SELECT %1 FROM %2 WHERE acceptance.id = ?"_s.arg(
                                 QLatin1StringView(columns), QLatin1StringView(rows().table)),
                             {id});
    if (!row.next())
        return badInput(u"id"_s, sentence("acceptance.unknown", id));
    QJsonObject json = acceptanceJson(context, row);
    json.insert("deliverables"_L1, deliverablesOfAcceptanceJson(context, id));
    json.insert("notices"_L1, noticesJson(context, u"acceptance"_s, id));
    json.insert("steps"_L1, identity::stepsJson(identity::stepsOf(context, u"acceptance"_s, id)));
    return json;
}

} // namespace

QJsonArray acceptancesJson(Context& context, const QString& project) {
    QJsonArray items;
    auto found = context.db.queryOnce(
        u"SELECT %1 FROM %2 WHERE acceptance.project = ? AND acceptance.state NOT IN"
        " ('voided', 'withdrawn') ORDER BY acceptance.date, acceptance.id"_s.arg(
            QLatin1StringView(columns), QLatin1StringView(rows().table)),
        {project});
    while (found.next())
        items.append(acceptanceJson(context, found));
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
