// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

namespace fund {

// Whose business a void of that kind of thing is: "clerk" for a contract. "" for no kind.
QString voidingRole(const QString& kind);

} // namespace fund
