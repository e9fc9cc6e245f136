// SPDX-License-Identifier: GPL-3.0-only
#include "duties.h"

namespace identity {

using namespace Qt::Literals::StringLiterals;
using journal::CommandContext;
using journal::Context;
using journal::refuse;
using journal::Rejection;
using journal::Rule;

namespace {

const QStringList& officers() {
    static const QStringList three{u"admin"_s, u"security"_s, u"auditor"_s};
    return three;
}

} // namespace

std::optional<Rejection> rolesRejection(const QStringList& roles) {
    for (const QString& apart : officers())
        if (roles.contains(apart) && roles.size() > 1)
            return refuse(Rule::DutyRole,
                          u"%1 不能兼任其他角色,请分设不同的用户。"_s.arg(roleName(apart)))
                .at(u"roles"_s);
    return {};
}

std::optional<Rejection> rolesBefore(CommandContext& call) {
    const QStringList roles = call.with.texts("roles"_L1);
    auto held = call.context.db.query("SELECT role FROM role_held WHERE user_id = ?", call.id());
    while (held.next())
        for (const QString& role : roles)
            if (officers().contains(role) != officers().contains(held.text(0)))
                return refuse(Rule::DutyRole,
                              u"%1 曾任%2,不能再任%3:请为后者另设用户,由另一人担任。"_s.arg(
                                  call.id(), roleName(held.text(0)), roleName(role)))
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
                          u"除 %1 外没有能登录的%2,请先增设另一名有口令的%2。"_s.arg(
                              call.id(), roleName(role)))
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
