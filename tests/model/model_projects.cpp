// SPDX-License-Identifier: GPL-3.0-only
#include "model.h"

// Projects and their amendments, from the declaration to the end.

namespace model {

namespace {

std::set<std::string> keys(const Parts& parts) {
    std::set<std::string> found;
    for (const auto& [key, amount] : parts)
        found.insert(key);
    return found;
}

Fen part(const Parts& parts, const std::string& key) {
    const auto found = parts.find(key);
    return found == parts.end() ? 0 : found->second;
}

} // namespace

// --- project.declare ---------------------------------------------------------------------------

void Model::judgeDeclare(const Command& c, Verdict& v) const {
    v.badInput = !settled(c, c.amount, possibleSources(c.line, c.item));
    const auto earlier = m_projects.find(c.id);
    const bool again = earlier != m_projects.end();
    if (again && earlier->second.state != "returned")
        v.broken.insert("id.taken");
    inOrder(c, again ? earlier->second.lastStepOn : "", v);
    if (again)
        separate(c, earlier->second.deeds, "request", v);
}

void Model::applyDeclare(const Command& c) {
    Project& project = m_projects[c.id];
    project.id = c.id;
    project.line = c.line;
    project.item = c.item;
    project.year = c.year;
    project.state = "declared";
    project.path = m_plan.line(c.line).path;
    project.date = project.lastStepOn = c.date;
    project.support = c.amount;
    project.sources = *settled(c, c.amount, possibleSources(c.line, c.item));
    project.deeds.push_back({c.as, "request"});
}

// --- project.review ----------------------------------------------------------------------------

// What committing `after` instead of `before` to a project breaks (source.*, item.standard,
// line.ceiling).
void Model::judgeCommitment(const Command& c, const Project& project, const Parts& before,
                            const Parts& after, Verdict& v) const {
    const ItemData* item = m_plan.item(project.item);
    for (const auto& [source, amount] : after) {
        const Fen more = amount - part(before, source);
        if (more <= 0)
            continue;
        if (lockedOn(source, c.date))
            v.broken.insert("source.conditional");
        if (unadjusted(source))
            v.broken.insert("source.award");
        const bool foreign = item && !item->sources.empty() && !item->sources.contains(source);
        if (foreign || more > m_books.row(project.line, source).available())
            v.broken.insert("line.ceiling");
    }
    const Fen more = sum(after) - sum(before);
    if (!item || more <= 0)
        return;
    if (more > ceilingOf(item->code) - boundByItem(item->code))
        v.broken.insert("line.ceiling");
    if (const Fen left = yearLeft(project); left >= 0 && sum(after) > left)
        v.broken.insert("item.standard");
}

void Model::judgeReviewProject(const Command& c, Verdict& v) const {
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
    if (support != project.support || !c.sources.empty())
        sources = settled(c, support, keys(project.sources));
    v.badInput = !sources || support > project.support;
    if (v.badInput)
        return;
    for (const auto& [source, amount] : *sources)
        v.badInput = v.badInput || amount > part(project.sources, source);
    judgeCommitment(c, project, {}, *sources, v);
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
    project.approvedOn = c.date;
    if (c.amount > 0 && (c.amount != project.support || !c.sources.empty()))
        project.sources = *settled(c, c.amount, keys(project.sources));
    project.support = sum(project.sources);
    project.promised = project.sources;
    for (const auto& [source, amount] : project.promised)
        m_books.commit(c.date, {project.line, source}, amount);
}

// --- project.start, close, cancel --------------------------------------------------------------

void Model::judgeStart(const Command& c, Verdict& v) const {
    const auto found = m_projects.find(c.id);
    if (found == m_projects.end()) {
        v.badInput = true;
        return;
    }
    if (found->second.state != "approved")
        v.broken.insert("state.order");
    inOrder(c, found->second.lastStepOn, v);
}

void Model::applyStart(const Command& c) {
    m_projects.at(c.id).state = "started";
    m_projects.at(c.id).lastStepOn = c.date;
}

void Model::judgeEnd(const Command& c, Verdict& v) const {
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
void Model::judgeUse(const Project& project, const Parts& sources, Verdict& v) const {
    if (sum(sources) < accepted(project))
        v.broken.insert("line.ceiling");
    for (const std::string& source : m_plan.sources)
        if (part(sources, source) < used(project, source))
            v.broken.insert("line.ceiling");
}

void Model::judgeAmend(const Command& c, Verdict& v) const {
    const auto found = m_projects.find(c.about);
    if (found == m_projects.end()) {
        v.badInput = true;
        return;
    }
    const Project& project = found->second;
    const auto sources = settled(c, c.amount, keys(project.sources));
    if (m_amendments.contains(c.id))
        v.broken.insert("id.taken");
    bool beside = false;
    for (const auto& [id, one] : m_amendments)
        beside = beside || (one.project == project.id && one.state == "requested");
    if (!project.running() || beside)
        v.broken.insert("state.order");
    inOrder(c, project.approvedOn, v);
    v.badInput = !sources;
    if (sources)
        judgeUse(project, *sources, v);
}

void Model::applyAmend(const Command& c) {
    const Project& project = m_projects.at(c.about);
    m_amendments[c.id] = {.id = c.id,
                          .project = c.about,
                          .state = "requested",
                          .date = c.date,
                          .sources = *settled(c, c.amount, keys(project.sources)),
                          .deeds = {{c.as, "request"}}};
}

void Model::judgeDecide(const Command& c, Verdict& v) const {
    const auto found = m_amendments.find(c.id);
    if (found == m_amendments.end()) {
        v.badInput = true;
        return;
    }
    const Amendment& amendment = found->second;
    const Project& project = m_projects.at(amendment.project);
    if (amendment.state != "requested")
        v.broken.insert("state.order");
    inOrder(c, amendment.date, v);
    separate(c, amendment.deeds, "review", v);
    if (c.decision != "approve")
        return;
    judgeCommitment(c, project, project.sources, amendment.sources, v);
    judgeUse(project, amendment.sources, v);
}

void Model::applyDecide(const Command& c) {
    Amendment& amendment = m_amendments.at(c.id);
    amendment.state = c.decision == "approve" ? "approved" : "rejected";
    amendment.deeds.push_back({c.as, "review"});
    if (c.decision != "approve")
        return;
    Project& project = m_projects.at(amendment.project);
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
    project.support = sum(project.sources);
}

} // namespace model
