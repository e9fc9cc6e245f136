// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "people.h"
#include "plan_facts.h"

#include <QJsonObject>

namespace pages {

// Who decided what an entry says, and who recorded it: the same person unless it was on paper.
QString decidedBy(const QJsonObject& entry);

// An entry of the journal as people read it: each key and code by its Chinese name, people by
// theirs, sums as the window writes them. Nothing of it is left out.
QString entryText(const QJsonObject& entry, const PlanFacts& plan, const People& people);

} // namespace pages
