// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "plan.h"

// What a plan file says in its own words.

namespace plan {

Wording readWording(const QJsonObject& json);

} // namespace plan
