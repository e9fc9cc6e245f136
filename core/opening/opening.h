// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <supervision/findings.h>

// 期初: history from before the program came. A project or payment is entered as it was; a rule
// that it breaks is recorded as an exception and shown for ever (opening.exception), and only what
// would break arithmetic is refused. After opening.close nothing can be entered so.

namespace opening {

// The exceptions of a project or payment, for its views.
std::vector<api::OpeningException> shownExceptions(journal::Context& context, const QString& thing,
                                                   const QString& id);

void install(journal::Registry& registry);

} // namespace opening
