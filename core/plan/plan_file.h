// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "plan.h"

#include <identity/users.h>

namespace plan {

// Guzhang's is a tenth of a megabyte; what is larger was chosen by mistake.
inline constexpr qint64 largestFile = 16 << 20;

// Reads a plan file. Bad input where it has not the form "funddesk-plan/1", a refusal by
// plan.sums where it does not add up; the message names the row and both figures.
std::optional<journal::Rejection> checkPlanFile(const QJsonObject& json);

// Part of it: the goals beside the money, each with a target, and what counts towards it.
std::optional<journal::Rejection> checkGoals(const QJsonObject& json);

// The plan of a file that was checked.
Plan readPlan(const QJsonObject& json);
identity::Policy readPolicy(const QJsonObject& json);

} // namespace plan
