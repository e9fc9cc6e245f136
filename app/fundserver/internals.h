// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "server.h"

// For tests: what lies under a running server.

namespace fundserver {

struct Internals {
    static Tokens& tokens(Server& server) { return server.m_tokens; }
    static std::shared_ptr<House> house(Server& server, const QString& name) {
        return server.house(name);
    }
};

} // namespace fundserver
