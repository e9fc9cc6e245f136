// SPDX-License-Identifier: GPL-3.0-only
#include "model.h"

// Projects and their amendments, from the declaration to the end.

namespace model {

// --- project.declare ---------------------------------------------------------------------------

void Model::judgeDeclare(const Command& c, Expectation& v) const {
    v.badInput = !settled(c, c.amount, possibleSources(c.line, c.item), c.line)
                 || !m_units.contains(c.unit) || c.until < c.from || badBase(c, c.item, true);
    if (const ItemData* item = m_plan.item(c.item); item && item->ofYears() && c.year == 0)
        v.badInput = true;
    if (v.badInput)
        return;
    const auto earlier = m_projects.find(c.id);
    const bool again = earlier != m_projects.end();
    if (again && earlier->second.state != "returned")
        v.broken.insert("id.taken");
    inOrder(c, again ? earlier->second.lastStepOn : "", v);
    notBarred(c.unit, v);
    if (!m_plan.mayHold(m_units.at(c.unit).kind, c.item))
        v.broken.insert("unit.kind");
    if (again)
        separate(c, earlier->second.deeds, "request", v);
}

void Model::applyDeclare(const Command& c) {
    Project& project = m_projects[c.id];
    project.id = c.id;
    project.unit = c.unit;
    project.from = c.from;
    project.to = c.until;
    project.line = c.line;
    project.item = c.item;
    project.year = c.year;
    project.state = "declared";
    project.path = m_plan.line(c.line).path;
    project.date = project.lastStepOn = c.date;
    project.support = c.amount;
    project.investment = c.investment;
    project.own = c.own;
    project.sources = *settled(c, c.amount, possibleSources(c.line, c.item), c.line);
    project.deeds.push_back({c.as, "request"});
}

// --- project.review ----------------------------------------------------------------------------

// A year of the item, and of the project's schedule.
void Model::judgeYear(const Command&, const Project& project, Expectation& v) const {
    const ItemData* item = itemOf(project);
    if (!item || !item->ofYears())
        return;
    const bool ofItem = item->years.empty() || item->years.contains(project.year);
    const bool ofSchedule = project.year >= std::stoi(project.from.substr(0, 4))
                            && project.year <= std::stoi(project.to.substr(0, 4));
    if (!ofItem || !ofSchedule)
        v.broken.insert("item.standard");
}

// What each source of the line has for a project, with what it holds already.
Parts Model::roomOf(const Project& project, const Parts& before) const {
    const ItemData* item = itemOf(project);
    Parts room;
    for (const std::string& source : m_plan.sources) {
        const bool foreign = item && !item->sources.empty() && !item->sources.contains(source);
        room[source] =
            (foreign ? 0 : m_books.row(project.line, source).available()) + part(before, source);
    }
    return room;
}

// The same of a review, which approves no more of a source than was declared.
Parts Model::roomToReview(const Project& project) const {
    Parts room = roomOf(project, {});
    for (auto& [source, amount] : room)
        amount = std::min(amount, part(project.sources, source));
    return room;
}

// What committing `after` instead of `before` to a project breaks (source.*, item.standard,
// line.ceiling).
void Model::judgeCommitment(const Command& c, const Project& project, const Parts& before,
                            const Parts& after, Expectation& v) const {
    const ItemData* item = itemOf(project);
    const Parts rooms = roomOf(project, before);
    const auto room = [&](const std::string& source) { return part(rooms, source); };
    // Of a line that is borne by shares the whole is bounded: each part may be a fen more or less
    // than its own.
    bool whole = false;
    if (sum(after) > sum(before)) {
        std::optional<Fen> most;
        for (const auto& [source, share] : m_plan.line(project.line).shares)
            if (share > 0) {
                const Fen sum = (std::max<Fen>(room(source), 0) + 1) * 10'000 / share;
                most = most ? std::min(*most, sum) : sum;
            }
        const auto fits = [&](Fen sum) {
            const Parts parts = byShares(project.line, sum, &rooms);
            return std::all_of(parts.begin(), parts.end(),
                               [&](const auto& one) { return one.second <= room(one.first); });
        };
        while (most && *most > 0 && !fits(*most))
            --*most;
        whole = most && sum(after) > std::max(*most, sum(before));
        if (whole)
            v.within("line.ceiling", std::max(*most, sum(before)), sum(after));
    }
    for (const auto& [source, amount] : after) {
        const Fen more = amount - part(before, source);
        if (more <= 0)
            continue;
        if (lockedOn(source, c.date))
            v.broken.insert("source.conditional");
        if (unadjusted(source))
            v.broken.insert("source.award");
        if (!whole)
            v.within("line.ceiling", room(source), amount, source);
    }
    const Fen more = sum(after) - sum(before);
    if (!item || more <= 0)
        return;
    v.within("line.ceiling", ceilingOf(item->code) - boundByItem(item->code) + sum(before),
             sum(after));
    if (const Fen left = yearLeft(project); left >= 0)
        v.within("item.standard", left, sum(after));
    if (const Fen left = awardsLeft(project); left >= 0)
        v.within("item.standard", left, sum(after));
}

void Model::stillMayHold(const Project& project, Expectation& v) const {
    if (!m_plan.mayHold(m_units.at(project.unit).kind, project.item))
        v.broken.insert("unit.kind");
}

// Not barred, and with evidence for each tick by that day.
void Model::judgeUnit(const Command& c, const Project& project, Expectation& v) const {
    const Unit& unit = m_units.at(project.unit);
    notBarred(project.unit, v);
    const bool ticked = unit.kind == "enterprise" || unit.kind == "cooperative";
    if (ticked && (unit.evidenceOn.empty() || unit.evidenceOn > c.date))
        v.broken.insert("unit.eligible");
}

void Model::judgeReviewProject(const Command& c, Expectation& v) const {
    const auto found = m_projects.find(c.id);
    if (found == m_projects.end()) {
        v.badInput = true;
        return;
    }
    const Project& project = found->second;
    if (project.state != "declared")
        v.broken.insert("state.order");
    inOrder(c, project.lastStepOn, v);
    separate(c, project.deeds, "review", v);
    const bool approves = c.decision == "approve";
    const Fen support = c.amount > 0 ? c.amount : project.support;
    if (!approves) {
        v.badInput = c.amount > 0 || !c.sources.empty();
        return;
    }
    std::optional<Parts> sources = project.sources;
    const Parts room = roomToReview(project);
    if (support != project.support || !c.sources.empty())
        sources = settled(c, support, keys(project.sources), project.line, &room);
    v.badInput = !sources || support > project.support;
    if (v.badInput)
        return;
    for (const auto& [source, amount] : *sources)
        v.badInput = v.badInput || amount > part(project.sources, source);
    judgeUnit(c, project, v);
    stillMayHold(project, v);
    judgeYear(c, project, v);
    judgeOwnFunds(project, project.investment, project.own, v);
    judgeCommitment(c, project, {}, *sources, v);
    judgeGrant(c, project, project.investment, sum(*sources), v);
    judgeShares(project.line, *sources, v);
}

void Model::applyReviewProject(const Command& c) {
    Project& project = m_projects.at(c.id);
    project.lastStepOn = c.date;
    project.deeds.push_back({c.as, "review"});
    project.state = c.decision == "approve"  ? "approved"
                    : c.decision == "return" ? "returned"
                                             : "rejected";
    if (c.decision != "approve")
        return;
    project.approvedOn = project.decidedOn = c.date;
    const Parts room = roomToReview(project);
    if (c.amount > 0 && (c.amount != project.support || !c.sources.empty()))
        project.sources = *settled(c, c.amount, keys(project.sources), project.line, &room);
    project.support = sum(project.sources);
    project.promised = project.sources;
    happened(c, c.id, Event::What::Support, project.support);
    for (const auto& [source, amount] : project.promised)
        m_books.commit(c.date, {project.line, source}, amount);
}

// --- project.start, close, cancel --------------------------------------------------------------

void Model::judgeStart(const Command& c, Expectation& v) const {
    const auto found = m_projects.find(c.id);
    if (found == m_projects.end()) {
        v.badInput = true;
        return;
    }
    if (found->second.state != "approved")
        v.broken.insert("state.order");
    inOrder(c, found->second.lastStepOn, v);
    notBarred(found->second.unit, v);
}

void Model::applyStart(const Command& c) {
    m_projects.at(c.id).state = "started";
    m_projects.at(c.id).lastStepOn = m_projects.at(c.id).startedOn = c.date;
}

void Model::judgeEnd(const Command& c, Expectation& v) const {
    const auto found = m_projects.find(c.id);
    if (found == m_projects.end()) {
        v.badInput = true;
        return;
    }
    const Project& project = found->second;
    const bool closes = c.action == "project.close";
    const bool canEnd =
        closes ? project.state == "started"
               : project.running() || project.state == "declared" || project.state == "returned";
    if (!canEnd || undecided(project))
        v.broken.insert("state.order");
    inOrder(c, project.lastStepOn, v);
    if (paid(project) > accepted(project))
        v.broken.insert("pay.accepted");
}

void Model::applyEnd(const Command& c) {
    Project& project = m_projects.at(c.id);
    for (const auto& [source, amount] : project.promised)
        m_books.commit(c.date, {project.line, source}, -amount);
    project.promised.clear();
    project.state = c.action == "project.close" ? "closed" : "cancelled";
    project.lastStepOn = c.date;
}

// --- project.amend, project.decide-amendment ---------------------------------------------------

// Never below what is paid, under way or accepted.
void Model::judgeUse(const Command&, const Project& project, const Parts& sources,
                     Expectation& v) const {
    v.atLeast("line.ceiling", accepted(project), sum(sources));
    for (const std::string& source : m_plan.sources)
        v.atLeast("line.ceiling", used(project, source), part(sources, source), source);
}

// Prepaid money stays within the plan's share of the new support, or within what is accepted.
Fen Model::leastBesidePrepaid(const Project& project) const {
    const Fen percent = pathOf(project).prepayPercent;
    const Fen before = prepaid(project);
    if (before == 0 || before <= accepted(project) || percent == 0)
        return 0;
    return (before * 100 + percent - 1) / percent;
}

void Model::judgeAmend(const Command& c, Expectation& v) const {
    const auto found = m_projects.find(c.about);
    if (found == m_projects.end()) {
        v.badInput = true;
        return;
    }
    const Project& project = found->second;
    const Parts room = roomOf(project, project.sources);
    const bool baseOnly = c.amount == 0;
    const auto sources = baseOnly
                             ? std::optional<Parts>(Parts())
                             : settled(c, c.amount, keys(project.sources), project.line, &room);
    if (m_amendments.contains(c.id))
        v.broken.insert("id.taken");
    bool beside = false;
    for (const auto& [id, one] : m_amendments)
        beside = beside || (one.project == project.id && one.state == "requested");
    if (!project.running() || beside)
        v.broken.insert("state.order");
    inOrder(c, project.approvedOn, v);
    v.badInput = !sources || badBase(c, project.item, false);
    if (v.badInput || baseOnly)
        return;
    judgeUse(c, project, *sources, v);
    if (!v.bounds.empty()) // the limit is one that can be decided too
        v.atLeast("pay.prepay-cap", leastBesidePrepaid(project), sum(*sources));
}

void Model::applyAmend(const Command& c) {
    const Project& project = m_projects.at(c.about);
    const Parts room = roomOf(project, project.sources);
    m_amendments[c.id] = {.id = c.id,
                          .project = c.about,
                          .state = "requested",
                          .date = c.date,
                          .sources = c.amount == 0 ? Parts()
                                                   : *settled(c, c.amount, keys(project.sources),
                                                              project.line, &room),
                          .deeds = {{c.as, "request"}},
                          .investment = c.investment,
                          .own = c.own};
}

void Model::judgeDecide(const Command& c, Expectation& v) const {
    const auto found = m_amendments.find(c.id);
    if (found == m_amendments.end()) {
        v.badInput = true;
        return;
    }
    const Amendment& amendment = found->second;
    const Project& project = m_projects.at(amendment.project);
    if (amendment.state != "requested")
        v.broken.insert("state.order");
    // An approved change follows the one before it.
    inOrder(c,
            c.decision == "approve" ? std::max(amendment.date, project.decidedOn) : amendment.date,
            v);
    separate(c, amendment.deeds, "review", v);
    if (c.decision != "approve")
        return;
    for (const auto& [id, one] : m_amendments)
        if (one.project == project.id && one.state == "approved")
            inOrder(c, one.decidedOn, v);
    if (sum(amendment.sources) > project.support) {
        judgeUnit(c, project, v);
        stillMayHold(project, v);
    }
    judgeAmended(c, amendment, project, v);
    if (amendment.sources.empty())
        return;
    judgeCommitment(c, project, project.sources, amendment.sources, v);
    judgeShares(project.line, amendment.sources, v);
    judgeUse(c, project, amendment.sources, v);
    v.atLeast("pay.prepay-cap", leastBesidePrepaid(project), sum(amendment.sources));
}

void Model::applyDecide(const Command& c) {
    Amendment& amendment = m_amendments.at(c.id);
    amendment.state = c.decision == "approve" ? "approved" : "rejected";
    amendment.decidedOn = c.date;
    amendment.deeds.push_back({c.as, "review"});
    if (c.decision != "approve")
        return;
    Project& project = m_projects.at(amendment.project);
    project.decidedOn = c.date;
    if (amendment.investment > 0) {
        project.investment = amendment.investment;
        project.own = amendment.own;
    }
    if (amendment.sources.empty())
        return;
    for (const std::string& source : m_plan.sources) {
        const Fen more = part(amendment.sources, source) - part(project.sources, source);
        // Less support frees what is promised beyond it, and that may be nothing any more.
        const Fen least = part(amendment.sources, source) - used(project, source);
        const Fen promised = part(project.promised, source);
        const Fen by = more > 0 ? more : -std::min(-more, std::max<Fen>(promised - least, 0));
        m_books.commit(c.date, {project.line, source}, by);
        project.promised[source] = promised + by;
    }
    project.sources = amendment.sources;
    happened(c, project.id, Event::What::Support, sum(project.sources) - project.support);
    project.support = sum(project.sources);
}

} // namespace model
