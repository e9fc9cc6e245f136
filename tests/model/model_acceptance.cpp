// SPDX-License-Identifier: GPL-3.0-only
#include "model.h"

#include <algorithm>
#include <tuple>

// Deliverables, acceptances and their notices.

namespace model {

// --- deliverable.add ---------------------------------------------------------------------------

void Model::judgeDeliver(const Command& c, Expectation& v) const {
    const auto found = m_projects.find(c.about);
    if (found == m_projects.end()) {
        v.badInput = true;
        return;
    }
    const Project& project = found->second;
    const ItemData* item = itemOf(project);
    v.badInput = !item || item->counts != c.kind;
    const bool open =
        project.running() || project.state == "declared" || project.state == "returned";
    if (!open)
        v.broken.insert("state.order");
    if (c.inside > today || (!c.inside.empty() && c.inside < m_plan.firstDay))
        v.broken.insert("date.order");
    for (const Handed& one : c.handed) {
        if (m_deliverables.contains(one.id))
            v.broken.insert("id.taken");
        if (one.unit.empty())
            continue;
        notBarred(one.unit, v);
        if (c.kind == "award" && !m_plan.mayHold(m_units.at(one.unit).kind, project.item))
            v.broken.insert("unit.kind");
    }
}

void Model::applyDeliver(const Command& c) {
    for (const Handed& one : c.handed)
        m_deliverables[one.id] = {.id = one.id,
                                  .project = c.about,
                                  .unit = one.unit,
                                  .scheme = one.scheme,
                                  .acceptance = ""};
}

// --- acceptance.request, acceptance.conclude ---------------------------------------------------

void Model::judgeAccept(const Command& c, Expectation& v) const {
    const auto found = m_projects.find(c.about);
    if (found == m_projects.end()) {
        v.badInput = true;
        return;
    }
    const Project& project = found->second;
    for (const std::string& name : c.names) {
        const auto one = m_deliverables.find(name);
        v.badInput = v.badInput || one == m_deliverables.end() || one->second.project != project.id;
    }
    const auto earlier = m_acceptances.find(c.id);
    const bool again = earlier != m_acceptances.end();
    if (again && (earlier->second.state != "rectify" || earlier->second.project != c.about))
        v.broken.insert("id.taken");
    if (project.state != "started" && !(counted(project) && project.state == "approved"))
        v.broken.insert("state.order");
    inOrder(c, std::max(project.lastStepOn, again ? earlier->second.lastStepOn : ""), v);
    notBarred(project.unit, v);
    if (again)
        separate(c, earlier->second.deeds, "request", v);
    v.within("accept.inspection", project.support - accepted(project), c.amount);
}

void Model::applyAccept(const Command& c) {
    Acceptance& one = m_acceptances[c.id];
    one.id = c.id;
    one.project = c.about;
    one.state = "requested";
    one.date = one.lastStepOn = c.date;
    one.claimed = c.amount;
    one.deliverables = c.names;
    one.deeds.push_back({c.as, "request"});
}

// What an inspection takes: as it says, or all that were asked for.
std::set<std::string> Model::taken(const Command& c, const Acceptance& one) const {
    std::set<std::string> found;
    for (const std::string& name : c.names.empty() ? one.deliverables : c.names)
        if (!name.starts_with('-'))
            found.insert(name);
    return found;
}

// What pays only once: an award's unit, item and year, a certificate's unit and scheme.
std::string Model::keyOf(const Deliverable& one) const {
    const Project& project = m_projects.at(one.project);
    return one.unit + ' '
           + (one.scheme.empty() ? project.item + ' ' + std::to_string(project.year) : one.scheme);
}

void Model::judgeDelivered(const Command& c, const Acceptance& one, const Project& project,
                           Expectation& v) const {
    const ItemData* item = itemOf(project);
    if (item && item->ofYears() && project.year > std::stoi(c.date.substr(0, 4)))
        v.broken.insert("item.standard");
    if (!counted(project))
        return;
    std::set<std::string> before;
    Fen count = 0;
    for (const auto& [id, other] : m_deliverables)
        if (other.state == "accepted" && !other.unit.empty()) {
            before.insert(keyOf(other));
            count += other.project == project.id ? 1 : 0;
        }
    for (const std::string& name : taken(c, one)) {
        if (m_deliverables.at(name).state == "accepted")
            continue; // named once more, it counts once
        ++count;
        if (!before.insert(keyOf(m_deliverables.at(name))).second)
            v.broken.insert("item.standard");
    }
    v.within("item.standard", item->unitAmount * count - granted(project), c.amount);
}

void Model::judgeConclude(const Command& c, Expectation& v) const {
    const auto found = m_acceptances.find(c.id);
    if (found == m_acceptances.end()) {
        v.badInput = true;
        return;
    }
    const Acceptance& one = found->second;
    v.badInput =
        (c.decision == "pass") != (c.amount > 0) || (c.decision != "pass" && c.audited > 0);
    // Where any is named, each that was asked for is, taken or refused.
    for (const std::string& id : one.deliverables)
        v.badInput = v.badInput
                     || (!c.names.empty() && std::count(c.names.begin(), c.names.end(), id) == 0
                         && std::count(c.names.begin(), c.names.end(), '-' + id) == 0);
    if (one.state != "requested")
        v.broken.insert("state.order");
    inOrder(c, one.date, v);
    inOpenMonth(c, v);
    separate(c, one.deeds, "conclude", v);
    const Project& project = m_projects.at(one.project);
    if (c.decision != "pass")
        return;
    notBarred(project.unit, v);
    judgeDelivered(c, one, project, v);
    v.within("accept.inspection", std::min(one.claimed, project.support - accepted(project)),
             c.amount);
    judgeGranted(c, one, v);
    if (pathOf(project).audit && c.audited == 0
        && accepted(project) + c.amount >= project.support) {
        v.broken.insert("accept.audit");
        return;
    }
    // Of those that stand then the one that was concluded last.
    bool last = c.audited > 0;
    for (const auto& [id, other] : m_acceptances)
        last = last
               && (other.project != project.id || other.state != "passed" || other.audited == 0
                   || other.concludedOn <= c.date);
    const auto most = last ? std::optional(c.audited) : audited(project);
    if (most)
        v.within("accept.audit", *most - accepted(project), c.amount);
}

std::optional<Fen> Model::audited(const Project& project, const std::string& until,
                                  const std::string& without) const {
    const Acceptance* last = nullptr;
    for (const auto& [id, one] : m_acceptances)
        if (one.project == project.id && one.state == "passed" && one.audited > 0
            && one.concludedOn <= until && id != without
            && (!last || std::tie(one.concludedOn, one.at) > std::tie(last->concludedOn, last->at)))
            last = &one;
    return last ? std::optional(last->audited) : std::nullopt;
}

void Model::applyConclude(const Command& c) {
    Acceptance& one = m_acceptances.at(c.id);
    const auto has = taken(c, one);
    one.state = c.decision == "pass" ? "passed" : c.decision == "fail" ? "failed" : "rectify";
    one.accepted = c.amount;
    one.audited = c.audited;
    one.at = m_now;
    one.concludedOn = one.lastStepOn = c.date;
    one.deeds.push_back({c.as, "conclude"});
    if (one.state != "passed")
        return;
    happened(c, one.project, Event::What::Accepted, c.amount);
    for (const std::string& name : c.names.empty() ? one.deliverables : c.names) {
        const std::string id = name.starts_with('-') ? name.substr(1) : name;
        Deliverable& deliverable = m_deliverables.at(id);
        if (deliverable.state == "accepted")
            continue;
        deliverable.state = has.contains(id) ? "accepted" : "refused";
        deliverable.acceptance = c.id;
    }
}

void Model::judgeNotice(const Command& c, Expectation& v) const {
    const auto found = m_acceptances.find(c.about);
    v.badInput = found == m_acceptances.end() || c.until < c.date;
    if (v.badInput)
        return;
    if (m_notices.contains(c.id))
        v.broken.insert("id.taken");
    if (found->second.state != "passed")
        v.broken.insert("state.order");
    inOrder(c, found->second.concludedOn, v);
}

void Model::applyNotice(const Command& c) {
    m_notices[c.id] = {.acceptance = c.about, .date = c.date, .until = c.until, .by = c.as};
}

} // namespace model
