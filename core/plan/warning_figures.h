// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "plan.h"
#include "plan_form.h"

// The figures by which a fund asks an auditor's questions (疑点): a plan file's `warnings`, which
// needs to name only what it wants otherwise, and what stands where it does not.
//
//     "warnings": {"small-sum": {"amount": "500.00"}, "holiday": false}

namespace plan {

// Part of planFaults, beside the table of keys: codes that there are, and which figures each has.
void checkWarnings(const QJsonObject& json, Faults& faults);

// The figures of a code, the plan's before the usual ones; nothing where the plan does without it.
std::optional<QJsonObject> warningFigures(const Plan& plan, const QString& code);
// All codes in the order in which they are shown.
QStringList warningCodes();

// What share of the money has to be paid from a day on (拨付进度), the earliest first.
struct RateThreshold {
    QString since;
    money::Percent least;
};
std::vector<RateThreshold> rateThresholds(const Plan& plan);
// The first day of the plan's period, else the day from which it holds.
QDate beginOf(const Plan& plan);

} // namespace plan
