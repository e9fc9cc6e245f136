// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "desktop.h"

// Pictures of a 疑点 that is being explained, of a unit with a long name, and beside decisions
// about it; each is handed to `take` with its name.
void takeWarnings(const std::function<void(testing::Desktop&, const QString&)>& take);
