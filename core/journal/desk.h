// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "chain.h"
#include "registry.h"

namespace journal {

// Who is logged in and what they may do; the identity room knows.
class Authority {
public:
    virtual ~Authority() = default;
    // Nothing where `user` may speak now; else not-logged-in.
    virtual Verdict maySpeak(const QString& user, const QString& action) const = 0;
    virtual bool exists(Context& context, const QString& user) const = 0;
    virtual bool hasOneOf(Context& context, const QString& user,
                          const QStringList& roles) const = 0;
    // "经办人、审核人": the roles' names for a sentence.
    virtual QString named(const QStringList& roles) const = 0;
};

// The roles that may record what somebody signed on paper (duty.role).
const QStringList& recorders();

struct Request {
    QString as;
    QString action;
    QJsonObject with;
    bool dry = false;
};

// Where every change and every question comes in. A command goes: shape, names and sums, login,
// role, the room's rules in the order of citation; then it is written into the journal and
// applied, both in the transaction that the caller holds open.
class Desk {
public:
    Desk(const Registry& registry, Clock& clock, Randomness& randomness, const Authority& authority)
        : m_registry(registry), m_clock(clock), m_randomness(randomness), m_authority(authority) {}

    Answer submit(Context& context, const Request& request) const;
    Answer ask(Context& context, const Request& request) const;

private:
    Verdict judge(const Command& command, Call& call, const Request& request) const;
    Verdict checkSignature(Call& call) const;
    Verdict checkRole(const Command& command, const Call& call) const;

    const Registry& m_registry;
    Clock& m_clock;
    Randomness& m_randomness;
    const Authority& m_authority;
};

} // namespace journal
