// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <api/supervision.h>

#include <QDate>

// 滞留: money that lies still, for longer than somebody ought to have let it.

namespace supervision {

using namespace Qt::Literals::StringLiterals;
using journal::Args;
using journal::Context;
using journal::Question;
using journal::Reply;
using labels::IdleKind;
using money::Fen;

namespace {

api::IdleMoney idle(IdleKind kind, const QString& id, Fen amount, const QString& since,
                    const std::optional<declaration::Project>& project = {}) {
    return {.kind = kind,
            .id = id,
            .project = project ? project->id : QString(),
            .projectName = project ? std::optional(project->name) : std::nullopt,
            .amount = amount,
            .since = since};
}

Reply showStill(Context& context, const Args&, const QString&) {
    const QDate today = QDate::fromString(context.today(), Qt::ISODate);
    const auto before = [&](int days) { return today.addDays(-days).toString(Qt::ISODate); };
    std::vector<api::IdleMoney> items;
    for (const auto& payment : disbursement::approvedUntil(context, before(idleApprovedPayment)))
        items.push_back(idle(IdleKind::Payment, payment.id, payment.amount, payment.lastStepOn,
                             declaration::find(context, payment.project)));
    for (const auto& project : disbursement::unpaidSince(context, before(idleProject)))
        items.push_back(
            idle(IdleKind::Project, project.id, project.support, project.approvedOn, project));
    for (const auto& [source, position] : ledger::cashPositions(context)) {
        const QString moved = std::max(plan::lastReceivedOn(context, source),
                                       disbursement::lastPaidOn(context, source));
        if (position.cash > Fen() && moved <= before(idleReceipt))
            items.push_back(idle(IdleKind::Source, source, position.cash, moved));
    }
    return QJsonObject{{"items"_L1, api::listToJson(items)}};
}

} // namespace

void installStill(journal::Registry& registry) {
    registry.add(Question{.name = u"supervision.still"_s, .answer = showStill});
}

} // namespace supervision
