// SPDX-License-Identifier: GPL-3.0-only
#include "bounds.h"

#include <algorithm>

namespace journal {

void Bounds::add(const Asked& asked, money::Fen limit, money::Fen by, Rejection rejection) {
    rejection.at(asked.field).limit(limit).asked(asked.amount).until(asked.until);
    m_broken.push_back({std::move(rejection), asked.rule, by});
}

// By how far what was asked has to change: so a source that is short and the sum of all sources
// are compared on the same scale.
bool Bounds::before(const Broken& a, const Broken& b) {
    return a.by != b.by ? a.by > b.by : a.rule < b.rule;
}

std::optional<Rejection> Bounds::cited() const {
    const auto first = std::min_element(m_broken.begin(), m_broken.end(), before);
    return first == m_broken.end() ? std::optional<Rejection>()
                                   : std::optional<Rejection>(first->rejection);
}

std::vector<std::optional<Rejection>> Bounds::each() const {
    std::vector<Broken> broken = m_broken;
    std::sort(broken.begin(), broken.end(), [](const Broken& a, const Broken& b) {
        return a.rule != b.rule ? a.rule < b.rule : before(a, b);
    });
    broken.erase(std::unique(broken.begin(), broken.end(),
                             [](const Broken& a, const Broken& b) { return a.rule == b.rule; }),
                 broken.end());
    std::vector<std::optional<Rejection>> verdicts;
    verdicts.reserve(broken.size());
    for (const Broken& one : broken)
        verdicts.emplace_back(one.rejection);
    return verdicts;
}

} // namespace journal
