// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "people.h"
#include "plan_facts.h"

#include <api/payment.h>
#include <widgets/steps_bar.h>

#include <QJsonArray>
#include <QJsonObject>

namespace pages {

// A payment's facts as people read them; the judging stays with the core.

QString vouchersOf(const api::PaymentSummary& payment); // "记-2019-03-002、…"
// "向春桃", "向春桃等10户"; all of them, one a line.
QString payeesShort(const api::Payment& payment);
QString payeesShort(const api::PaymentRow& payment);
QString payeesWhole(const api::PaymentRow& payment);
// The payees whose share the bank has sent back and who are still to be paid it: `amount` is that.
std::vector<api::PaymentPayee> returnedOf(const api::Payment& payment);
// Whom paying it would pay now: those, or all.
std::vector<api::PaymentPayee> payeesDue(const api::Payment& payment);
// The form of reports::kinds that is printed of it.
QString paperKind(const api::Payment& payment);
QList<widgets::StepsBar::Step> stepsOf(const api::Payment& payment, const People& people,
                                       const QString& today);
// Money that went out and came back, one row for what one entry moved of one source: date, what,
// payee, voucher, amount (negative for a counter-entry), reason.
QJsonArray movementRows(const api::Payment& payment, const PlanFacts& plan);

} // namespace pages
