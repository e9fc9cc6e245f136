// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

namespace testing {

// A file of this checkout, named from its root: source(u"/tests/older"_s).
QString source(const QString& path);

} // namespace testing
