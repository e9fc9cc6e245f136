// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <journal/context.h>

#include <QByteArray>

namespace audit {

// The page in the audit package that says how to check it: each <pre> is a command for a shell in
// the unpacked folder, and ends with a status other than 0 where something is wrong. A test runs
// them as they stand.
QByteArray instructions(journal::Context& context, bool withWorkbook);

} // namespace audit
