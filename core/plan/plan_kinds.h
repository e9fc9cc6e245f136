// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "plan.h"

// The kinds of unit of a plan file: what each has to show (第五条) and which items it may hold.

namespace plan {

void readUnitKinds(Plan& plan, const QJsonObject& json);

} // namespace plan
