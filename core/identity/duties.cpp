// SPDX-License-Identifier: GPL-3.0-only
#include "duties.h"

namespace identity {

using namespace Qt::Literals::StringLiterals;
using journal::CommandContext;
using journal::Context;
using journal::refuse;
using journal::Rejection;
using journal::Rule;
using labels::sentence;

namespace {

const QStringList& officers() {
    static const QStringList three{u"admin"_s, u"security"_s, u"auditor"_s};
    return three;
}

} // namespace

std::optional<Rejection> rolesRejection(const QStringList& roles) {
    for (const QString& apart : officers())
        if (roles.contains(apart) && roles.size() > 1)
            return refuse(Rule::DutyRole, sentence("roles.officer-alone", roleName(apart)))
                .at(u"roles"_s);
    return {};
}

std::optional<Rejection> rolesBefore(CommandContext& call) {
    const QStringList roles = call.with.texts("roles"_L1);
    auto held = call.context.db.query("SELECT role FROM role_held WHERE user_id = ?", call.id());
    while (held.next())
        for (const QString& role : roles)
            if (officers().contains(role) != officers().contains(held.text(0)))
                return refuse(Rule::DutyRole, sentence("roles.held-before", call.id(),
                                                       roleName(held.text(0)), roleName(role)))
                    .at(u"roles"_s);
    return {};
}

std::optional<Rejection> requireAnotherOfficer(CommandContext& call) {
    for (const QString& role : officers()) {
        const bool stays =
            !call.with.flag("disabled"_L1)
            && (!call.with.has("roles"_L1) || call.with.texts("roles"_L1).contains(role));
        if (stays || !hasRole(call.context, call.id(), role))
            continue;
        const auto& all = users(call.context);
        if (std::none_of(all.begin(), all.end(), [&](const User& other) {
                // Who signs on paper only can't do an officer's work.
                return other.id != call.id() && !other.disabled && other.roles.contains(role)
                       && !other.credential.isEmpty();
            }))
            return refuse(Rule::StateOrder,
                          sentence("roles.last-officer", call.id(), roleName(role)))
                .at(u"id"_s);
    }
    return {};
}

void keepRoles(Context& context, const User& user) {
    for (const QString& role : user.roles)
        context.db.run("INSERT INTO role_held (user_id, role) VALUES (?, ?)"
                       " ON CONFLICT (user_id, role) DO NOTHING",
                       user.id, role);
}

} // namespace identity
