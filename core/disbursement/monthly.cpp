// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <plan/plan.h>

// What was paid month by month, net of what came back in that month: the rows of a disclosure, the
// figures under a chart (months in which nothing moved are left out), and what lies still.

namespace disbursement {

using namespace Qt::Literals::StringLiterals;
using journal::Args;
using journal::Context;
using journal::Reply;
using money::Fen;

namespace {

Reply paidByMonth(Context& context, const Args&, const QString&) {
    auto rows = context.db.query(
        "SELECT month, source, sum(amount) FROM paid_in_month"
        " GROUP BY month, source ORDER BY month COLLATE BINARY, source COLLATE BINARY");
    std::map<QString, std::map<QString, Fen>> months;
    while (rows.next())
        months[rows.text(0)][rows.text(1)] = rows.fen(2);
    QJsonArray all;
    for (const auto& [month, sources] : months) {
        Fen paid;
        QJsonArray bySource;
        for (const plan::Source& source : plan::current(context).sources) {
            const auto found = sources.find(source.code);
            if (found == sources.end())
                continue;
            paid += found->second;
            bySource.append(
                QJsonObject{{"source"_L1, source.code}, {"paid"_L1, found->second.toYuan()}});
        }
        all.append(QJsonObject{
            {"month"_L1, month}, {"paid"_L1, paid.toYuan()}, {"by_source"_L1, bySource}});
    }
    return QJsonObject{{"months"_L1, all}};
}

} // namespace

std::vector<PaidInMonth> paidIn(Context& context, const QString& month) {
    std::vector<PaidInMonth> found;
    auto rows = context.db.query(
        "SELECT project, unit, source, amount, date, kind FROM paid_in_month WHERE month = ?",
        month);
    while (rows.next())
        found.push_back({rows.text(0), rows.text(1), rows.text(2), rows.fen(3), rows.text(4),
                         rows.code<labels::PaymentKind>(5)});
    return found;
}

std::map<QString, Fen> paidToEach(Context& context, const QString& project, const QString& month) {
    std::map<QString, Fen> found;
    auto rows = context.db.query("SELECT unit, sum(amount) FROM paid_in_month WHERE project = ?"
                                 " AND month <= ? GROUP BY unit",
                                 project, month);
    while (rows.next())
        found[rows.text(0)] = rows.fen(1);
    return found;
}

QString lastPaidOn(Context& context, const QString& source) {
    auto row = context.db.query("SELECT max(date) FROM paid_in_month WHERE source = ?", source);
    row.next();
    return row.text(0);
}

std::vector<declaration::Project> unpaidSince(Context& context, const QString& date) {
    std::vector<declaration::Project> found;
    auto rows = context.db.query(
        "SELECT id FROM project WHERE state IN ('approved', 'started') AND approved_on <= ?"
        " AND id NOT IN (SELECT project FROM paid_in_month)"
        " ORDER BY approved_on COLLATE BINARY, id COLLATE BINARY",
        date);
    while (rows.next())
        found.push_back(declaration::requireProject(context, rows.text(0)));
    return found;
}

void installMonthly(journal::Registry& registry) {
    registry.add(journal::Question{.name = u"payment.monthly"_s, .answer = paidByMonth});
}

} // namespace disbursement
