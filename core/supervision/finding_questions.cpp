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
                  {"recover", "recover"},
                  {"recovered", "recovered"},
                  {"date", "date"},
                  {"rectify_by", "rectify_by"},
                  {"state", "state"}}};
    return rows;
}

QJsonArray recoveriesJson(Context& context, const QString& finding) {
    QJsonArray items;
    auto rows =
        context.db.query("SELECT id, project, source, amount, date, voucher, payee FROM recovery"
                         " WHERE finding = ? AND voided_on = '' ORDER BY date, id",
                         finding);
    while (rows.next())
        items.append(QJsonObject{{"id"_L1, rows.text(0)},
                                 {"project"_L1, rows.text(1)},
                                 {"payee"_L1, rows.text(6)},
                                 {"payee_name"_L1, units::name(context, rows.text(6))},
                                 {"source"_L1, rows.text(2)},
                                 {"amount"_L1, rows.fen(3).toYuan()},
                                 {"date"_L1, rows.text(4)},
                                 {"voucher"_L1, rows.text(5)}});
    return items;
}

QJsonObject findingJson(Context& context, const storage::Statement& row) {
    QJsonObject json{{"id"_L1, row.text(0)},
                     {"unit"_L1, row.text(1)},
                     {"unit_name"_L1, units::name(context, row.text(1))},
                     {"kind"_L1, row.text(2)},
                     {"finding"_L1, row.text(4)},
                     {"recover"_L1, row.fen(5).toYuan()},
                     {"recovered"_L1, row.fen(6).toYuan()},
                     {"date"_L1, row.text(7)},
                     {"document"_L1, row.text(8)},
                     {"state"_L1, row.text(12)},
                     {"recoveries"_L1, recoveriesJson(context, row.text(0))}};
    static constexpr std::pair<QLatin1StringView, int> optional[] = {
        {"project"_L1, 3}, {"rectify_by"_L1, 9}, {"rectified_on"_L1, 10}, {"lifted_on"_L1, 11}};
    for (const auto& [key, column] : optional)
        if (!row.text(column).isEmpty())
            json.insert(key, row.text(column));
    if (const auto project = declaration::find(context, row.text(3)))
        json.insert("project_name"_L1, project->name);
    return json;
}

Reply listFindings(Context& context, const Args& with, const QString&) {
    return journal::Listing(context, with, findingRows())
        .equal("unit"_L1, "unit")
        .equal("project"_L1, "project")
        .equal("kind"_L1, "kind")
        .state("state", "'voided'")
        .search("found(id || ' ' || finding, ?) OR unit IN (SELECT id FROM unit WHERE"
                " found(name, ?))")
        .answer([&](const auto& row) { return findingJson(context, row); });
}

} // namespace

QJsonArray findingsJson(Context& context, const QString& unit) {
    QJsonArray items;
    auto rows = context.db.queryOnce(
        u"SELECT %1 FROM %2 WHERE unit = ? AND voided_on = '' ORDER BY date, id"_s.arg(
            QLatin1StringView(findingRows().columns), QLatin1StringView(findingRows().table)),
        {unit});
    while (rows.next())
        items.append(findingJson(context, rows));
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
