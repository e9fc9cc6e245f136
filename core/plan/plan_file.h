// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "plan.h"

#include <identity/users.h>

namespace plan {

// Guzhang's is a tenth of a megabyte; what is larger was chosen by mistake.
inline constexpr qint64 largestFile = 16 << 20;

// What is wrong with a plan file that somebody would found a fund with, all of it: bad input, a
// sentence for each place of its form (plan_keys.h) and of what it names; where these are right, a
// refusal by plan.sums for each row that does not add up, with both figures. A plan that is in a
// journal already was taken by the rules of its day and is not asked again.
std::vector<journal::Rejection> planFaults(const QJsonObject& json);
// The first of them.
std::optional<journal::Rejection> checkPlanFile(const QJsonObject& json);

// A plan file's text: one JSON object, no key twice.
struct PlanText {
    QJsonObject json;
    // What it is instead of an object: "不是 UTF-8 编码…".
    std::optional<labels::Sentence> unreadable;
    // All that is wrong with it; where there is nothing, a fund can be founded with it.
    std::vector<journal::Rejection> faults;
};
PlanText readPlanText(const QByteArray& text);

// What the program understood of a plan that was checked, a line a thing: sources, each path,
// each line of the allocation, kinds of unit, and what the plan says in its own words.
QStringList understood(const Plan& plan);

// A plan from before plans had words of their own: with what the program said then.
QJsonObject withFirstWords(QJsonObject plan);

// The plan of a file that was checked.
Plan readPlan(const QJsonObject& json);
identity::Policy readPolicy(const QJsonObject& json);

} // namespace plan
