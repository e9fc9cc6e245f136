// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "people.h"
#include "plan_facts.h"

#include <widgets/steps_bar.h>

#include <QJsonArray>
#include <QJsonObject>

namespace pages {

// A payment's facts as people read them; the judging stays with the core.

QString vouchersOf(const QJsonObject& payment); // "记-2019-03-002、…"
QString sourcesOf(const QJsonObject& payment, const PlanFacts& plan);
// The form of reports::kinds that is printed of it.
QString paperKind(const QJsonObject& payment);
QList<widgets::StepsBar::Step> stepsOf(const QJsonObject& payment, const People& people,
                                       const QString& today);
// Money that went out and came back, one row a voucher: date, what, voucher, amount (negative for
// a counter-entry), made of the journal's entries on the payment.
QJsonArray movementsOf(const QJsonArray& entries, const QJsonObject& payment,
                       const PlanFacts& plan);

} // namespace pages
