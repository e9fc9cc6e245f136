// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <QDate>

// 滞留: money that lies still, for longer than somebody ought to have let it.

namespace supervision {

using namespace Qt::Literals::StringLiterals;
using journal::Args;
using journal::Context;
using journal::Question;
using journal::Reply;
using money::Fen;

namespace {

constexpr int longSincePayment = 30;   // days that an approved payment has waited
constexpr int longSinceReceipt = 180;  // days without any movement of a source with cash
constexpr int longSinceApproval = 180; // days that an approved project was paid nothing

QJsonObject stillJson(const QString& kind, const QString& id, Fen amount, const QString& since,
                      const std::optional<declaration::Project>& project = {}) {
    QJsonObject json{{"kind"_L1, kind},
                     {"id"_L1, id},
                     {"project"_L1, project ? project->id : QString()},
                     {"amount"_L1, amount.toYuan()},
                     {"since"_L1, since}};
    if (project)
        json.insert("project_name"_L1, project->name);
    return json;
}

Reply showStill(Context& context, const Args&, const QString&) {
    const QDate today = QDate::fromString(context.today(), Qt::ISODate);
    const auto before = [&](int days) { return today.addDays(-days).toString(Qt::ISODate); };
    QJsonArray items;
    for (const auto& payment : disbursement::approvedUntil(context, before(longSincePayment)))
        items.append(stillJson(u"payment"_s, payment.id, payment.amount, payment.lastStepOn,
                               declaration::find(context, payment.project)));
    for (const auto& project : disbursement::unpaidSince(context, before(longSinceApproval)))
        items.append(
            stillJson(u"project"_s, project.id, project.support, project.approvedOn, project));
    for (const auto& [source, position] : ledger::cashPositions(context)) {
        const QString moved = std::max(plan::lastReceivedOn(context, source),
                                       disbursement::lastPaidOn(context, source));
        if (position.cash > Fen() && moved <= before(longSinceReceipt))
            items.append(stillJson(u"source"_s, source, position.cash, moved));
    }
    return QJsonObject{{"items"_L1, items}};
}

} // namespace

void installStill(journal::Registry& registry) {
    registry.add(Question{.name = u"supervision.still"_s, .answer = showStill});
}

} // namespace supervision
