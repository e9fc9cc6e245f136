// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <journal/registry.h>

// Who logged in, failed, was locked and unlocked: time, user, kind and result. A login is no entry
// of the journal, so this log stands beside it, chained by hashes of its own, and only grows: no
// command shortens it, triggers refuse it, and `verify` names the row from which it was altered.
//
//     at 2019-01-02T09:00:07.000+08:00   user zhang   kind login    result wrong
//     at 2019-01-02T09:00:09.000+08:00   user zhang   kind lock     result 2019-01-02T09:15
//     at 2019-01-02T09:04:00.000+08:00   user zhang   kind unlock   result security1
//     at 2019-01-02T09:10:00.000+08:00   user zhang   kind account  result read U1
//     at 2019-01-02T09:11:00.000+08:00   user zhang   kind signature  result read 17
//     at 2019-01-02T09:12:00.000+08:00   user zhang   kind logout   result idle   address 10.0.0.7

namespace identity {

struct SecurityEvent {
    QString at;
    QString user; // "" for a name that nobody bears: it might be a password in the wrong field
    // login, logout (of a server's), password (the old one, asked for a new one), lock, unlock,
    // account, signature
    QString kind;
    QString result;
    QString address = {}; // where they sat, over a network: the context's
};

void recordSecurity(journal::Context& context, const SecurityEvent& event);

// The hash of its newest row; "" where there is none.
QString securityHead(journal::Context& context);
// A row of that hash stands in it.
bool inSecurityLog(journal::Context& context, const QString& hash);

// The table, the question security.log and its part of `verify`.
void installSecurityLog(journal::Registry& registry);

} // namespace identity
