// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "plan_data.h"

#include <limits>
#include <optional>

namespace model {

// What a rule about an amount leaves, and what was asked.
struct Bound {
    std::string rule;
    Fen limit = 0;
    Fen asked = 0;
    std::string source; // where it is about one source
    bool first = false; // no other amount mends it

    // How far what was asked has to change: of several sources and their sum on one scale.
    Fen by() const {
        return first           ? std::numeric_limits<Fen>::max()
               : asked > limit ? asked - limit
                               : limit - asked;
    }
};

struct Expectation {
    bool badInput = false;
    std::set<std::string> broken; // rules without a figure
    std::vector<Bound> bounds;
    // item.standard that no smaller support mends: what a unit pays itself is too little.
    std::optional<Bound> ownFunds;

    bool accepted() const { return !badInput && broken.empty() && bounds.empty(); }
    // Breaks `rule` where more is asked than it leaves.
    void within(const std::string& rule, Fen limit, Fen asked, const std::string& source = {});
    // Breaks `rule` where less is asked than it needs.
    void atLeast(const std::string& rule, Fen limit, Fen asked, const std::string& source = {});
    // Nothing is broken that is cited before date.order or as that, and no amount is too much.
    bool onlyAfterDates() const;
    // "", "bad-input" or the rule that the contract's order puts first.
    std::string cited() const;
    // What a refusal by this rule may name: the one that leaves least, or several that do.
    std::vector<Bound> boundsOf(const std::string& rule) const;
};

} // namespace model
