// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "fund.h"

namespace fund {

// What of an open fund is nobody's business but the core's own rooms' and a test's: its tables,
// and a login without a password.
struct Internals {
    static journal::Context& context(Fund& fund) { return fund.m_context; }
    // Speaks for a user without a password: for making the demo and for tests.
    static void trust(Fund& fund, const QString& user) { fund.m_sessions.trust(user); }
};

} // namespace fund
