// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <plan/plan.h>

// What was paid month by month, net of what came back in that month, by source: the figures under
// a chart. Months in which nothing moved are left out.

namespace disbursement {

using namespace Qt::Literals::StringLiterals;
using journal::Context;
using journal::Reply;
using journal::Words;
using money::Fen;

namespace {

Reply paidByMonth(Context& context, const Words&, const QString&) {
    auto rows = context.db.query("SELECT month, source, sum(amount) FROM paid_in_month"
                                 " GROUP BY month, source ORDER BY month, source");
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

void installMonthly(journal::Registry& registry) {
    registry.add(journal::Question{.name = u"payment.monthly"_s, .answer = paidByMonth});
}

} // namespace disbursement
