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
// "向春桃", "向春桃等10户"; all of them, one a line.
QString payeesShort(const QJsonObject& payment);
QString payeesWhole(const QJsonObject& payment);
// The payees whose share the bank has sent back and who are still to be paid it.
QJsonArray returnedOf(const QJsonObject& payment);
// Whom paying it would pay now: those, or all.
QJsonArray payeesDue(const QJsonObject& payment);
QString sourcesOf(const QJsonObject& payment, const PlanFacts& plan);
// The form of reports::kinds that is printed of it.
QString paperKind(const QJsonObject& payment);
QList<widgets::StepsBar::Step> stepsOf(const QJsonObject& payment, const People& people,
                                       const QString& today);
// Money that went out and came back, one row for what one entry moved of one source: date, what,
// payee, voucher, amount (negative for a counter-entry), reason.
QJsonArray movementRows(const QJsonObject& payment, const PlanFacts& plan);

} // namespace pages
