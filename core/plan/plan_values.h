// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <journal/answer.h>
#include <money/fen.h>

namespace plan {

// `first_day`, or 1 January of the year before the plan came into force.
QString firstDayOf(const QJsonObject& plan);

// The same rejection, its sentence naming lines, items, sources and goals by their codes ("行 L03")
// where it named them by place ("lines[2]"); the field keeps the place.
journal::Rejection withCodes(const QJsonObject& plan, const journal::Rejection& rejection);

// The texts of a list, as they stand; of what is no list none.
QStringList textsIn(const QJsonValue& list);

// "50" as a plan's file has it; nothing is 0. A plan is checked before it is kept: what is no
// percentage in one that is kept was altered (storage::Failure).
money::Percent percentOf(const QJsonValue& value);

} // namespace plan
