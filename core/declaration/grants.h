// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "projects.h"

// Items that support a share of an investment (`grant`): what the project invests, and what the
// share and its cap leave of the support that is asked (item.standard).

namespace declaration {

// What is invested, and what of it the unit pays itself.
struct Base {
    money::Fen investment;
    money::Fen own;

    static std::optional<Base> from(const journal::Args& with);
};

journal::ArgumentSpec baseField();
// Bad input: a base where the item has no grant, none where it has one and `needed`, more of one's
// own than is invested.
std::optional<journal::Rejection> checkBase(const journal::CommandContext& call,
                                            const plan::Item* item, bool needed);
void setBase(journal::Context& context, const QString& project, const std::optional<Base>& base);
// As it stands; nothing where the project's item has no grant.
std::optional<Base> baseOf(journal::Context& context, const QString& project);

// What a grant leaves for all that a project is supported with.
struct GrantLimit {
    money::Fen share;              // of the investment, rounded down
    std::optional<money::Fen> cap; // less what the unit's other projects have of it
    money::Fen held;               // by these

    money::Fen most() const { return cap ? std::min(share, *cap) : share; }
};
// `day` is a past day, at whose end the others are looked at; "" for now. `project` is as it would
// be; where it was not reviewed yet, `reviewed` is the day on which it is.
GrantLimit grantLimit(journal::Context& context, const plan::Item& item, const Project& project,
                      money::Fen investment, const QString& reviewed, const QString& day = {});

// item.standard that no smaller support mends: the unit's own share of the investment.
std::optional<journal::Rejection> requireOwnFunds(journal::Context& context, const Project& project,
                                                  const std::optional<Base>& base);
// item.standard: the support is within the grant.
void boundByGrant(const journal::CommandContext& call, journal::Bounds& bounds,
                  const Project& project, const std::optional<Base>& base, money::Fen support);
// date.order: what the unit's other projects had of the cap left room on the call's date and since.
void grantOnDays(journal::CommandContext& call, journal::Days& days, const Project& project,
                 money::Fen support);

} // namespace declaration
