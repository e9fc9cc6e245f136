// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "registry.h"

namespace journal {

// Who is logged in and what they may do; the identity room knows.
class Authority {
public:
    virtual ~Authority() = default;
    // Nothing where `user` may speak now; else not-logged-in.
    virtual std::optional<Rejection> requireMaySpeak(const QString& user,
                                                     const QString& action) const = 0;
    virtual bool exists(Context& context, const QString& user) const = 0;
    // Known, and not disabled.
    virtual bool active(Context& context, const QString& user) const = 0;
    virtual bool hasOneOf(Context& context, const QString& user,
                          const QStringList& roles) const = 0;
    // "经办人、审核人": the roles' names for a sentence.
    virtual QString named(const QStringList& roles) const = 0;
};

// The roles that may record what somebody signed on paper (duty.role).
const QStringList& recorders();

// The steps of judging that a command at the desk and an entry in the journal share.

// Who signed on paper exists and is the one who decided.
std::optional<Rejection> checkSignature(const Authority& authority, CommandContext& call);
// duty.role: of who decided, and of who recorded what was signed on paper.
std::optional<Rejection> checkRole(const Authority& authority, const Command& command,
                                   const CommandContext& call);
// The room's own rules and what later rooms hung on them.
std::optional<Rejection> judgeRules(const Command& command, CommandContext& call);

// Judges an entry before it is applied, as the desk did, against the replayed state: what it
// breaks, in words, or "". An entry that bears today's version of the rules must keep every one of
// them and have settled what it would settle today; an older one what no version gives up.
QString brokenBy(const Registry& registry, const Authority& authority, const Command& command,
                 Context& replay, const Entry& entry);

} // namespace journal
