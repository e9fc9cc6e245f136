// SPDX-License-Identifier: GPL-3.0-only
#include "findings.h"

#include "room.h"

#include <journal/listing.h>
#include <units/units.h>

namespace supervision {

using namespace Qt::Literals::StringLiterals;
using journal::Args;
using journal::Context;
using journal::Reply;

namespace {

const journal::ListSource& findingRows() {
    static const journal::ListSource rows{
        .table =
            "(SELECT *, CASE WHEN voided_on <> '' THEN 'voided' WHEN lifted_on <> '' THEN 'lifted'"
            " WHEN rectified_on <> '' THEN 'rectified' ELSE 'open' END AS state FROM finding)",
        .columns = "id, unit, kind, project, finding, recover, recovered, date, document,"
                   " rectify_by, rectified_on, lifted_on, state",
        .sorts = {{"unit", "unit"},
                  {"kind", "kind"},
                  {"project", "project"},
                  {"recover", "recover", journal::SortKey::Figures},
                  {"recovered", "recovered", journal::SortKey::Figures},
                  {"date", "date"},
                  {"rectify_by", "rectify_by"},
                  {"state", "state"}}};
    return rows;
}

std::vector<api::Recovery> shownRecoveries(Context& context, const QString& finding) {
    std::vector<api::Recovery> items;
    auto rows = context.db.query(
        "SELECT id, project, source, amount, date, voucher, payee FROM recovery"
        " WHERE finding = ? AND voided_on = '' ORDER BY date COLLATE BINARY, id COLLATE BINARY",
        finding);
    while (rows.next())
        items.push_back({.id = rows.text(0),
                         .project = rows.text(1),
                         .payee = rows.text(6),
                         .payeeName = units::name(context, rows.text(6)),
                         .source = rows.text(2),
                         .amount = rows.fen(3),
                         .date = rows.text(4),
                         .voucher = rows.text(5)});
    return items;
}

api::Finding shown(Context& context, const storage::Statement& row) {
    const auto project = declaration::find(context, row.text("project"));
    return {.id = row.text("id"),
            .unit = row.text("unit"),
            .unitName = units::name(context, row.text("unit")),
            .kind = row.code<labels::FindingKind>("kind"),
            .finding = row.text("finding"),
            .recover = row.fen("recover"),
            .recovered = row.fen("recovered"),
            .date = row.text("date"),
            .document = row.text("document"),
            .state = row.code<labels::FindingState>("state"),
            .recoveries = shownRecoveries(context, row.text("id")),
            .project = row.text("project"),
            .rectifyBy = row.text("rectify_by"),
            .rectifiedOn = row.text("rectified_on"),
            .liftedOn = row.text("lifted_on"),
            .projectName = project ? project->name : QString()};
}

Reply listFindings(Context& context, const Args& with, const QString&) {
    return journal::Listing(context, with, findingRows())
        .equal("unit"_L1, "unit")
        .equal("project"_L1, "project")
        .equal("kind"_L1, "kind")
        .state("state", "'voided'")
        .search("found(id || ' ' || finding, ?) OR unit IN (SELECT id FROM unit WHERE"
                " found(name, ?))")
        .answer([&](const auto& row) { return api::toJson(shown(context, row)); });
}

} // namespace

std::vector<api::Finding> shownFindings(Context& context, const QString& unit) {
    std::vector<api::Finding> items;
    auto rows = context.db.queryOnce(
        u"SELECT %1 FROM %2 WHERE unit = ? AND voided_on = ''"
        " ORDER BY date COLLATE BINARY, id COLLATE BINARY"_s.arg(
            QLatin1StringView(findingRows().columns), QLatin1StringView(findingRows().table)),
        {unit});
    while (rows.next())
        items.push_back(shown(context, rows));
    return items;
}

void installQuestions(journal::Registry& registry) {
    using namespace journal;
    registry.add(Question{
        .name = u"finding.list"_s,
        .shape = listShape({opt(id("unit")), opt(id("project")), opt(id("kind")), opt(id("state"))},
                           findingRows()),
        .answer = listFindings});
}

} // namespace supervision
