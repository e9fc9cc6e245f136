// SPDX-License-Identifier: GPL-3.0-only
#include "generator.h"

#include <algorithm>

namespace model {

// --- deliverables ------------------------------------------------------------------------------

Generator::Maybe Generator::deliver() {
    const Project* project = target(m_model.projects(), [&](const Project& one) {
        const ItemData* item = m_model.itemOf(one);
        return item && (one.running() || one.state == "declared")
               && (item->counted() || item->counts == "training");
    });
    if (!project || !m_model.itemOf(*project))
        return {};
    const ItemData& item = *m_model.itemOf(*project);
    if (!item.counted() && (item.counts != "training" || !chance(15)))
        return {};
    Command c = start("deliverable.add", "clerk", "");
    c.about = project->id;
    c.kind = item.counts;
    if (item.counts == "training")
        c.inside = chance(70) ? day() : "2020-01-01";
    const std::size_t count = 1 + below(3);
    for (std::size_t i = 0; i < count; ++i) {
        Handed one{.id = newId("CG-", m_model.deliverables().size()), .unit = "", .scheme = ""};
        if (item.counted())
            one.unit =
                item.unitKinds.empty() || chance(4) ? anyUnit() : anyUnit(any(item.unitKinds));
        if (chance(25) && item.counted())
            one.unit = project->unit;
        if (item.counts == "certification")
            one.scheme = any(std::vector<std::string>{"绿色食品", "有机食品", "SC", "ISO9001"});
        if (std::none_of(c.handed.begin(), c.handed.end(),
                         [&](const Handed& other) { return other.id == one.id; }))
            c.handed.push_back(one);
    }
    return c;
}

// --- acceptance --------------------------------------------------------------------------------

Generator::Maybe Generator::requestAcceptance() {
    const Acceptance* again =
        target(m_model.acceptances(), [](const Acceptance& one) { return one.state == "rectify"; });
    const Project* project =
        again ? &m_model.projects().at(again->project)
              : target(m_model.projects(), [&](const Project& one) {
                    const bool ready =
                        one.state == "started" || (one.state == "approved" && m_model.counted(one));
                    return ready && m_model.accepted(one) < one.support;
                });
    if (!project)
        return {};
    Command c = start("acceptance.request", "clerk",
                      again ? again->id : newId("YS-", m_model.acceptances().size()));
    c.about = project->id;
    c.date = day(again ? again->lastStepOn : project->lastStepOn);
    c.amount = near(project->support - m_model.accepted(*project));
    for (const auto& [id, one] : m_model.deliverables())
        if (one.project == project->id && one.state == "added" && chance(85))
            c.names.push_back(id);
    if (!c.names.empty() && m_model.counted(*project) && chance(70))
        c.amount = std::min(c.amount, m_model.itemOf(*project)->unitAmount
                                          * static_cast<Fen>(c.names.size()));
    return c;
}

Generator::Maybe Generator::conclude() {
    const Acceptance* one = target(
        m_model.acceptances(), [](const Acceptance& open) { return open.state == "requested"; });
    if (!one)
        return {};
    Command c = start("acceptance.conclude", "inspector", one->id);
    c.date = day(one->date);
    c.decision = chance(80) ? "pass" : chance(60) ? "rectify" : "fail";
    const Project& project = m_model.projects().at(one->project);
    if (c.decision == "pass")
        c.amount = near(std::min(one->claimed, project.support - m_model.accepted(project)));
    // The whole needs an audited amount; near what was accepted by then, or far above.
    const Fen whole = m_model.accepted(project) + c.amount;
    if (m_model.pathOf(project).audit ? chance(whole >= project.support ? 90 : 35) : chance(3))
        if (c.decision == "pass" || chance(2))
            c.audited = std::max<Fen>(chance(50) ? near(whole) : whole + near(100000), 1);
    // Of a grant it is the investment that was audited.
    if (const GrantData* grant = m_model.grantOf(project); grant && c.decision == "pass")
        if (chance(35))
            c.audited = std::max<Fen>((near(whole) * 100 + grant->percent - 1) / grant->percent
                                          - (chance(15) ? 1 : 0),
                                      1);
    if (c.decision == "pass" && chance(20))
        for (const std::string& name : one->deliverables)
            c.names.push_back((chance(30) ? "-" : "") + name);
    return c;
}

Generator::Maybe Generator::postNotice() {
    const Acceptance* one = target(m_model.acceptances(), [&](const Acceptance& passed) {
        return passed.state == "passed"
               && std::none_of(
                   m_model.notices().begin(), m_model.notices().end(), [&](const auto& notice) {
                       return notice.second.acceptance == passed.id && !notice.second.voided;
                   });
    });
    if (!one || (m_model.pathOf(m_model.projects().at(one->project)).noticeDays == 0 && !chance(3)))
        return {};
    Command c = start("notice.post", "clerk", newId("GS-", 0));
    c.about = one->id;
    c.date = day(one->concludedOn);
    c.until = daysAfter(c.date, 5 + static_cast<int>(below(20)));
    return c;
}

} // namespace model
