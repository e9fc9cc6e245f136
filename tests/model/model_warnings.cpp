// SPDX-License-Identifier: GPL-3.0-only
#include "model.h"

#include <algorithm>

// What a reviewer says of a warning. One code stands for all: it comes and goes with a project's
// support, which the model knows.

namespace model {

namespace {

constexpr Fen smallest = 100'000; // that nobody asks about

} // namespace

bool Model::tooSmall(const Project& project) const {
    const auto& items = m_plan.line(project.line).items;
    const bool awards = std::any_of(items.begin(), items.end(),
                                    [](const ItemData& item) { return item.counts == "award"; });
    return !project.approvedOn.empty() && project.state != "cancelled" && project.support < smallest
           && !awards;
}

bool Model::explained(const Project& project) const {
    const auto said = m_explained.find(project.id);
    return said != m_explained.end() && said->second.support == project.support;
}

void Model::judgeExplain(const Command& c, Expectation& v) const {
    const auto found = m_projects.find(c.about);
    if (found == m_projects.end() || !tooSmall(found->second)) {
        v.badInput = true;
        return;
    }
    const auto said = m_explained.find(c.about);
    inOrder(c, said == m_explained.end() ? "" : said->second.date, v);
}

void Model::applyExplain(const Command& c) {
    m_explained[c.about] = {.date = c.date, .support = m_projects.at(c.about).support};
}

} // namespace model
