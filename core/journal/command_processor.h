// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "chain.h"
#include "judging.h"

namespace journal {

struct Request {
    QString as;
    QString action;
    QJsonObject with;
    bool dry = false;
};

// Where every change and every question comes in. A command goes: shape, names and sums, login,
// role, the room's rules in the order of citation; then it is written into the journal and
// applied, both in the transaction that the caller holds open.
class CommandProcessor {
public:
    CommandProcessor(const Registry& registry, Clock& clock, Randomness& randomness,
                     const Authority& authority)
        : m_registry(registry), m_clock(clock), m_randomness(randomness), m_authority(authority) {}

    Answer submit(Context& context, const Request& request) const;
    Answer ask(Context& context, const Request& request) const;

private:
    // Before a rejection is put into the words of the plan.
    Answer taken(Context& context, const Request& request) const;
    Answer told(Context& context, const Request& request) const;
    std::optional<Rejection> judge(const Command& command, CommandContext& call,
                                   const Request& request) const;

    const Registry& m_registry;
    Clock& m_clock;
    Randomness& m_randomness;
    const Authority& m_authority;
};

} // namespace journal
