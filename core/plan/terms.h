// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "plan.h"
#include "plan_form.h"

// What a path or an item says of its payees, and an item of the grant that it is.

namespace plan {

Payees readPayees(const QJsonObject& pathOrItem);
std::optional<Grant> readGrant(const QJsonObject& item);
// What their values say of one another.
void checkTerms(const QJsonObject& plan, Faults& faults);
// As the program takes them: "" where the path or the item says nothing.
QString payeesWords(const Payees& payees);
QString grantWords(const Grant& grant);

} // namespace plan
