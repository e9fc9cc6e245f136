// SPDX-License-Identifier: GPL-3.0-only
#include "generator.h"

#include <algorithm>

namespace model {

namespace {

std::set<std::string> keys(const Parts& parts) {
    std::set<std::string> found;
    for (const auto& [key, amount] : parts)
        found.insert(key);
    return found;
}

} // namespace

// --- projects ----------------------------------------------------------------------------------

Generator::Maybe Generator::declare() {
    const Project* again =
        target(m_model.projects(), [](const Project& one) { return one.state == "returned"; });
    if (!again && m_model.projects().size() > 2 && !chance(4))
        return {};
    Command c = start("project.declare", "clerk",
                      again ? again->id : newId("XM-", m_model.projects().size()));
    const LineData& line = again ? m_model.plan().line(again->line) : any(m_model.plan().lines);
    if (line.counted)
        return {};
    c.line = line.code;
    c.item = again ? again->item : line.items.empty() ? "" : any(line.items).code;
    c.year = chance(80) ? 2019 : 2020;
    c.date = day(again ? again->lastStepOn : "");
    const auto possible = m_model.possibleSources(c.line, c.item);
    Fen room = 0;
    for (const std::string& source : possible)
        room += m_model.books().row(c.line, source).available();
    if (!c.item.empty())
        room = std::min(room, m_model.ceilingOf(c.item) - m_model.boundByItem(c.item));
    c.amount = near(chance(60) ? room / static_cast<Fen>(2 + below(4)) : room);
    if (possible.size() != 1 || chance(20))
        c.sources = split(c.amount, possible);
    if (c.sources.empty() && possible.size() != 1)
        return {};
    return c;
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
        c.sources = within(c.amount, project->sources);
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
    if (project->sources.size() > 1)
        c.sources = after;
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

// --- acceptance --------------------------------------------------------------------------------

Generator::Maybe Generator::requestAcceptance() {
    const Acceptance* again =
        target(m_model.acceptances(), [](const Acceptance& one) { return one.state == "rectify"; });
    const Project* project =
        again ? &m_model.projects().at(again->project)
              : target(m_model.projects(), [&](const Project& one) {
                    return one.state == "started" && m_model.accepted(one) < one.support;
                });
    if (!project)
        return {};
    Command c = start("acceptance.request", "clerk",
                      again ? again->id : newId("YS-", m_model.acceptances().size()));
    c.about = project->id;
    c.date = day(again ? again->lastStepOn : project->lastStepOn);
    c.amount = near(project->support - m_model.accepted(*project));
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
    return c;
}

Generator::Maybe Generator::postNotice() {
    const Acceptance* one = target(m_model.acceptances(), [&](const Acceptance& passed) {
        return passed.state == "passed" && passed.notices.empty();
    });
    if (!one || (m_model.pathOf(m_model.projects().at(one->project)).noticeDays == 0 && !chance(3)))
        return {};
    Command c = start("notice.post", "clerk", newId("GS-", 0));
    c.about = one->id;
    c.date = day(one->concludedOn);
    c.until = daysAfter(c.date, 5 + static_cast<int>(below(20)));
    return c;
}

// --- corrections -------------------------------------------------------------------------------

Generator::Maybe Generator::withdraw() {
    Command c;
    c.action = "withdraw";
    Deeds deeds;
    const auto take = [&](const auto& things, const char* kind, const char* state) {
        const auto* one = target(things, [&](const auto& thing) { return thing.state == state; });
        if (!one)
            return;
        c.kind = kind;
        c.id = one->id;
        deeds = one->deeds;
        c.date = day(one->date);
    };
    const auto roll = below(4);
    if (roll == 0)
        take(m_model.projects(), "project", "declared");
    else if (roll == 1)
        take(m_model.amendments(), "amendment", "requested");
    else if (roll == 2)
        take(m_model.acceptances(), "acceptance", "requested");
    else
        take(m_model.payments(), "payment", "requested");
    if (c.id.empty())
        return {};
    c.as = chance(85) ? deeds.back().by : person("clerk");
    return c;
}

Generator::Maybe Generator::annul() {
    Command c;
    c.action = "void";
    const auto take = [&](const auto& things, const char* kind, const char* role) {
        if (things.empty())
            return;
        const auto& [id, one] = any(things);
        c.kind = kind;
        c.id = id;
        c.as = person(role);
        c.date = day(one.date);
    };
    const auto roll = below(10);
    if (roll < 4)
        take(m_model.acceptances(), "acceptance", "inspector");
    else if (roll < 7)
        take(m_model.refunds(), "refund", "finance");
    else if (roll < 9)
        take(m_model.receipts(), "receipt", "finance");
    else
        take(m_model.evaluations(), "evaluation", "group");
    return c.id.empty() ? Maybe() : c;
}

// --- payments ----------------------------------------------------------------------------------

Generator::Maybe Generator::requestPayment() {
    const Payment* again =
        target(m_model.payments(), [](const Payment& one) { return one.state == "returned"; });
    const Project* project =
        again ? &m_model.projects().at(again->project)
              : target(m_model.projects(), [&](const Project& one) {
                    const bool early =
                        one.state == "approved" && m_model.pathOf(one).kinds.contains("prepay");
                    return one.running() && (early || m_model.accepted(one) > 0);
                });
    if (!project)
        return {};
    Command c = start("payment.request", "clerk",
                      again ? again->id : newId("BF-", m_model.payments().size()));
    c.about = project->id;
    const PathData& path = m_model.pathOf(*project);
    const bool early = project->state == "approved" && path.kinds.contains("prepay");
    c.kind = again                                         ? again->kind
             : early                                       ? "prepay"
             : path.kinds.contains("stage") && !chance(20) ? "stage"
                                                           : "final";
    if (chance(3))
        c.kind = any(std::vector<std::string>{"prepay", "stage", "final"});
    c.date = day(again ? again->lastStepOn : project->approvedOn);
    Fen cap = c.kind == "final" ? m_model.acceptedCap(*project, c.date)
                                : std::min(m_model.acceptedCap(*project, c.date),
                                           m_model.retainedCap(*project, c.date));
    Fen room = cap - m_model.used(*project);
    if (c.kind == "prepay")
        room = m_model.prepayCap(*project) - m_model.prepaid(*project);
    if (room <= 0 && !chance(15))
        return {};
    c.amount = near(room);
    Parts left;
    for (const auto& [source, amount] : project->sources)
        left[source] = amount - m_model.used(*project, source);
    if (project->sources.size() > 1)
        c.sources = chance(80) ? within(c.amount, left) : split(c.amount, keys(left));
    return c;
}

Generator::Maybe Generator::reviewPayment() {
    const Payment* one = target(m_model.payments(), [&](const Payment& open) {
        return open.state == "requested" && m_model.needsOffice(open);
    });
    if (!one)
        return {};
    Command c = start("payment.review", "reviewer", one->id);
    c.date = day(one->lastStepOn);
    c.decision = chance(80) ? "approve" : chance(70) ? "return" : "reject";
    return c;
}

Generator::Maybe Generator::approvePayment() {
    const Payment* one = target(m_model.payments(), [&](const Payment& open) {
        return open.state == "reviewed"
               || (open.state == "requested" && !m_model.needsOffice(open));
    });
    if (!one)
        return {};
    Command c = start("payment.approve", "leader", one->id);
    c.date = day(one->lastStepOn);
    c.decision = chance(80) ? "approve" : chance(70) ? "return" : "reject";
    return c;
}

Generator::Maybe Generator::pay() {
    const Payment* one =
        target(m_model.payments(), [](const Payment& open) { return open.state == "approved"; });
    if (!one)
        return {};
    Command c = start("payment.pay", "finance", one->id);
    c.date = day(one->lastStepOn);
    c.sources = one->sources;
    for (const auto& [source, amount] : one->sources)
        if (amount > m_model.books().spendable(source, c.date) && !chance(15))
            return {};
    return c;
}

Generator::Maybe Generator::reverse() {
    const Payment* one =
        target(m_model.payments(), [](const Payment& paid) { return paid.state == "paid"; });
    if (!one)
        return {};
    Command c = start("payment.reverse", "finance", one->id);
    c.date = day(one->lastStepOn);
    return c;
}

Generator::Maybe Generator::refund() {
    const Payment* one =
        target(m_model.payments(), [](const Payment& paid) { return paid.state == "paid"; });
    if (!one)
        return {};
    Command c = start("payment.refund", "finance", newId("TH-", m_model.refunds().size()));
    c.about = one->id;
    c.date = day(one->lastStepOn);
    c.amount = near(one->net());
    Parts left;
    for (const auto& [source, amount] : one->sources) {
        const auto back = one->refunded.find(source);
        left[source] = amount - (back == one->refunded.end() ? 0 : back->second);
    }
    if (left.size() > 1)
        c.sources = within(c.amount, left);
    return c;
}

} // namespace model
