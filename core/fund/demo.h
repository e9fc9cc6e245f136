// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "fund.h"

namespace fund {

// Every user of the demo has this password.
inline constexpr const char* demoPassword = "Demo-2019!";

// Makes a worked fund at `path` by the commands of `script`: one JSON object a line,
// {"on": date, "as": user, "do": command, "with": {…}}, the clock standing at `on` ("today":
// at the machine's, so that whoever goes on with it is not asked about years of silence); a line
// with "refused": rule has to be refused by that rule. The same in every figure each time. Throws
// std::runtime_error with the line where the script does not go as it says.
void makeDemo(const QString& path, const QByteArray& plan, const QByteArray& script);

} // namespace fund
