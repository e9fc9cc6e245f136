// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "words.h"

#include <support/office.h>

namespace scenarios {

// What must be true at a point of a scenario (script.h): "余额 L01 central-1: 预算 …".
void compare(testing::Office& office, ScenarioArgs& words);

QString paymentKind(ScenarioArgs& words);

} // namespace scenarios
