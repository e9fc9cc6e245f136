// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "users.h"

// The duties of the three officers (三员) at user.add and user.change; not for other rooms.

namespace identity {

// duty.role: admin, security and auditor exclude each other and every other role.
std::optional<journal::Rejection> rolesRejection(const QStringList& roles);
// duty.role: who ever was one of the three takes no role that moves money, and the reverse.
std::optional<journal::Rejection> rolesBefore(journal::CommandContext& call);
// state.order: the last active one of the three stays.
std::optional<journal::Rejection> requireAnotherOfficer(journal::CommandContext& call);
// Notes the roles of `user` for rolesBefore.
void keepRoles(journal::Context& context, const User& user);

} // namespace identity
