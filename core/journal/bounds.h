// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "answer.h"

#include <vector>

namespace journal {

// The rules about an amount, judged together: each says what it leaves of what was asked, in all
// or of one source, and of those that leave too little the one that leaves least is cited (where
// two leave the same, the earlier in the catalogue). What it leaves is the refusal's limit: asked
// for again, exactly that amount passes every one of them.
//
//     bounds.most({Rule::PayAccepted, u"amount"_s, amount}, accepted - paid,
//                 [&](Fen leaves) { return sentence("payment.above", leaves.toYuan()); });
class Bounds {
public:
    struct Asked {
        Rule rule;
        QString field;
        money::Fen amount;
        QString until = {}; // the day from which it will pass, where one is set
    };

    // No more than `leaves` may be asked (below zero counts as nothing); `sentence` takes what is
    // left and is put together only where the rule is broken.
    template <class Sentence> void most(const Asked& asked, money::Fen leaves, Sentence sentence) {
        leaves = std::max(leaves, money::Fen());
        if (asked.amount > leaves)
            add(asked, leaves, asked.amount - leaves, refuse(asked.rule, sentence(leaves)));
    }
    // No less than `needs`: an amendment below what is paid or accepted.
    template <class Sentence> void least(const Asked& asked, money::Fen needs, Sentence sentence) {
        if (asked.amount < needs)
            add(asked, needs, needs - asked.amount, refuse(asked.rule, sentence(needs)));
    }

    bool broken() const { return !m_broken.empty(); }
    // The refusal, where a rule is broken.
    std::optional<Rejection> cited() const;
    // Each rule that is broken, once: history records them all.
    std::vector<std::optional<Rejection>> each() const;

private:
    struct Broken {
        Rejection rejection;
        Rule rule;
        money::Fen by; // how far what was asked is from what passes
    };
    void add(const Asked& asked, money::Fen limit, money::Fen by, Rejection rejection);
    static bool before(const Broken& a, const Broken& b);

    std::vector<Broken> m_broken;
};

} // namespace journal
