// SPDX-License-Identifier: GPL-3.0-only
#include "generator.h"

#include <algorithm>

namespace model {

// --- projects ----------------------------------------------------------------------------------

Generator::Maybe Generator::declare() {
    const Project* again =
        target(m_model.projects(), [](const Project& one) { return one.state == "returned"; });
    if (!again && m_model.projects().size() > 2 && !chance(4))
        return {};
    Command c = start("project.declare", "clerk",
                      again ? again->id : newId("XM-", m_model.projects().size()));
    const LineData& line = again ? m_model.plan().line(again->line) : any(m_model.plan().lines);
    c.line = line.code;
    c.item = again ? again->item : line.items.empty() ? "" : any(line.items).code;
    const ItemData* item = m_model.plan().item(c.item);
    c.unit = again ? again->unit : "U" + std::to_string(1 + below(3));
    if (item && !item->unitKinds.empty() && !again)
        c.unit = anyUnit(any(item->unitKinds));
    if (chance(3))
        c.unit = any(m_model.units()).first;
    if (item && item->ofYears() && !chance(4))
        c.year = chance(85) ? 2019 : 2018 + static_cast<int>(below(4));
    c.from = c.year > 0 && chance(80) ? std::to_string(std::max(2019, c.year - 1)) + "-03-01"
                                      : "2019-03-01";
    c.until = std::to_string(chance(70) ? std::max(c.year, 2019) : 2019 + below(2)) + "-12-31";
    c.until = std::max(c.until, c.from);
    c.date = day(again ? again->lastStepOn : "");
    const auto possible = m_model.possibleSources(c.line, c.item);
    Fen room = 0;
    for (const std::string& source : possible)
        room += m_model.books().row(c.line, source).available();
    if (!c.item.empty())
        room = std::min(room, m_model.ceilingOf(c.item) - m_model.boundByItem(c.item));
    if (item && item->counted() && chance(90))
        room = std::min(room, item->unitAmount * static_cast<Fen>(1 + below(4)));
    else if (item && item->counted())
        room = std::min(room, item->unitAmount * item->perYear);
    const GrantData* grant = item && item->grant ? &*item->grant : nullptr;
    if (grant && grant->cap >= 0 && chance(85)) {
        Fen held = 0;
        for (const auto& [id, other] : m_model.projects())
            if (other.unit == c.unit && other.item == c.item && grant->capPer != "project")
                held += m_model.ofCap(other);
        room = std::min(room, grant->cap - held);
    }
    c.amount = near(
        chance(item && item->counted() ? 15 : 60) ? room / static_cast<Fen>(2 + below(4)) : room);
    if (chance(6) && c.amount > 200'000) // 万元 taken for 元
        c.amount = 99'998 + static_cast<Fen>(below(4));
    if (grant ? chance(97) : chance(1))
        invest(c, grant ? *grant : GrantData{.percent = 50}, c.amount);
    if (possible.size() != 1 || chance(20))
        c.sources = split(c.amount, possible);
    if (!line.shares.empty() && chance(90))
        c.sources = shared(c.line, c.amount);
    else if (c.sources.empty() && possible.size() != 1)
        return {};
    return c;
}

// Mostly as much as that support is a share of, or more.
void Generator::invest(Command& c, const GrantData& grant, Fen support) {
    const Fen least = std::max<Fen>((support * 100 + grant.percent - 1) / grant.percent, 1);
    c.investment = chance(45)   ? least
                   : chance(60) ? least + static_cast<Fen>(below(10'000'000))
                                : std::max<Fen>(least - static_cast<Fen>(below(4)), 1);
    const Fen own = (c.investment * grant.ownPercent + 99) / 100;
    c.own = chance(50) ? own : own + static_cast<Fen>(below(1000));
    c.own = std::min(c.own, c.investment);
    if (chance(10))
        c.own = chance(85) ? std::max<Fen>(own - 1, 0) : c.investment + 1;
}

Generator::Maybe Generator::reviewProject() {
    const Project* project =
        target(m_model.projects(), [](const Project& one) { return one.state == "declared"; });
    if (!project)
        return {};
    Command c = start("project.review", "reviewer", project->id);
    const auto passed = m_model.passed();
    const bool waits = passed && project->sources.contains(m_model.plan().conditional);
    if (!passed && project->sources.contains(m_model.plan().conditional) && !chance(5))
        return {};
    c.date = day(waits ? std::max(passed->date, project->lastStepOn) : project->lastStepOn);
    c.decision = chance(84) ? "approve" : chance(70) ? "return" : "reject";
    if (c.decision != "approve" || !chance(30))
        return c;
    c.amount = 1 + static_cast<Fen>(below(static_cast<std::uint64_t>(project->support)));
    if (project->sources.size() > 1)
        c.sources = m_model.plan().line(project->line).shares.empty()
                        ? within(c.amount, project->sources)
                        : shared(project->line, c.amount);
    return c;
}

Generator::Maybe Generator::startProject() {
    const Project* project =
        target(m_model.projects(), [](const Project& one) { return one.state == "approved"; });
    if (!project || (m_model.pathOf(*project).kinds.contains("prepay") && chance(40)))
        return {};
    Command c = start("project.start", "clerk", project->id);
    c.date = day(project->lastStepOn);
    return c;
}

Generator::Maybe Generator::endProject() {
    const Project* project = target(m_model.projects(), [&](const Project& one) {
        return one.running() && !m_model.undecided(one) && m_model.paid(one) > 0;
    });
    if (!project)
        return {};
    Command c =
        start(project->state == "started" && chance(80) ? "project.close" : "project.cancel",
              "clerk", project->id);
    c.date = day(project->lastStepOn);
    return c;
}

Generator::Maybe Generator::amend() {
    const Project* project =
        target(m_model.projects(), [](const Project& one) { return one.running(); });
    if (!project)
        return {};
    Command c = start("project.amend", "clerk", newId("BG-", 0));
    c.about = project->id;
    c.date = day(project->approvedOn);
    Parts after = project->sources;
    const std::string source = any(after).first;
    const Fen available = m_model.books().row(project->line, source).available();
    const Fen least = std::max(m_model.used(*project, source),
                               after[source] - project->support + m_model.accepted(*project));
    if (chance(50))
        after[source] += near(available);
    else
        after[source] -= near(after[source] - least);
    if (after[source] <= 0)
        after.erase(source);
    if (after.empty())
        return {};
    c.amount = sum(after);
    const GrantData* grant = m_model.grantOf(*project);
    if (grant ? chance(50) : chance(1)) {
        const bool base = chance(35); // it alone
        invest(c, grant ? *grant : GrantData{.percent = 50}, base ? project->support : c.amount);
        if (base) {
            c.amount = 0;
            return c;
        }
    }
    if (project->sources.size() > 1)
        c.sources = after;
    if (!m_model.plan().line(project->line).shares.empty() && chance(90))
        c.sources = shared(project->line, c.amount);
    return c;
}

Generator::Maybe Generator::decide() {
    const Amendment* amendment =
        target(m_model.amendments(), [](const Amendment& one) { return one.state == "requested"; });
    if (!amendment)
        return {};
    Command c = start("project.decide-amendment", "reviewer", amendment->id);
    c.date = day(amendment->date);
    c.decision = chance(85) ? "approve" : "reject";
    return c;
}

} // namespace model
