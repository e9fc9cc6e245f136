// SPDX-License-Identifier: GPL-3.0-only
#include "model.h"

#include <algorithm>

// What other measures have: grants with a rate and caps, payees by the plan's word, and a bank's
// guarantee in the place of a retention.

namespace model {

// --- grants ------------------------------------------------------------------------------------

const GrantData* Model::grantOf(const Project& project) const {
    const ItemData* item = itemOf(project);
    return item && item->grant ? &*item->grant : nullptr;
}

// Bad input: a base where the item has no grant, none where it needs one, more of one's own than
// is invested.
bool Model::badBase(const Command& c, const std::string& item, bool needed) const {
    const ItemData* known = m_plan.item(item);
    const bool grant = known && known->grant;
    return (grant && needed && c.investment == 0) || (!grant && c.investment > 0)
           || c.own > c.investment;
}

// Its support, of a closed one what it was paid.
Fen Model::ofCap(const Project& project) const {
    if (project.running())
        return project.support;
    return project.state == "closed" ? paid(project) : 0;
}

// The unit's other projects of the item, where a cap is of both; of one year where it is a year's.
std::vector<const Project*> Model::besideUnderCap(const Project& project,
                                                  const std::string& reviewedOn) const {
    std::vector<const Project*> found;
    const GrantData* grant = grantOf(project);
    if (!grant || grant->cap < 0 || grant->capPer == "project")
        return found;
    const std::string own = project.approvedOn.empty() ? reviewedOn : project.approvedOn;
    for (const auto& [id, other] : m_projects)
        if (id != project.id && other.unit == project.unit && other.item == project.item
            && !other.approvedOn.empty()
            && (grant->capPer == "unit" || other.approvedOn.substr(0, 4) == own.substr(0, 4)))
            found.push_back(&other);
    return found;
}

std::optional<Fen> Model::capLeft(const Project& project, const std::string& reviewedOn,
                                  const std::string& day) const {
    const GrantData* grant = grantOf(project);
    if (!grant || grant->cap < 0)
        return {};
    Fen left = grant->cap;
    for (const Project* other : besideUnderCap(project, reviewedOn))
        left -= day.empty() ? ofCap(*other) : on(day, "grant " + other->id);
    return std::max<Fen>(left, 0);
}

void Model::judgeOwnFunds(const Project& project, Fen investment, Fen own, Expectation& v) const {
    const GrantData* grant = grantOf(project);
    if (!grant || investment == 0)
        return;
    const Fen least = (investment * grant->ownPercent + 99) / 100;
    if (own >= least)
        return;
    v.broken.insert("item.standard");
    v.ownFunds = Bound{.rule = "item.standard", .limit = least, .asked = own, .source = {}};
}

// The support is within the share of the investment and within the cap.
void Model::judgeGrant(const Command& c, const Project& project, Fen investment, Fen support,
                       Expectation& v) const {
    const GrantData* grant = grantOf(project);
    if (!grant)
        return;
    v.within("item.standard", investment * grant->percent / 100, support);
    if (const auto left = capLeft(project, c.date))
        v.within("item.standard", *left, support);
}

bool Model::asksGrant(const Amendment& amendment, const Project& project) const {
    return amendment.investment > 0 || sum(amendment.sources) > project.support;
}

// Of an amendment that is approved: more support, or another investment.
void Model::judgeAmended(const Command& c, const Amendment& amendment, const Project& project,
                         Expectation& v) const {
    const GrantData* grant = grantOf(project);
    if (!grant)
        return;
    const Fen support = amendment.sources.empty() ? project.support : sum(amendment.sources);
    if (amendment.investment > 0)
        judgeOwnFunds(project, amendment.investment, amendment.own, v);
    if (asksGrant(amendment, project))
        judgeGrant(c, project, amendment.investment > 0 ? amendment.investment : project.investment,
                   support, v);
    if (const auto most = audited(project); most && support > project.support)
        v.within("item.standard", *most * grant->percent / 100, support);
}

// What was audited takes the place of the investment; the last concluded one counts, which may be
// what this conclusion brings.
void Model::judgeGranted(const Command& c, const Acceptance& one, Expectation& v) const {
    const Project& project = m_projects.at(one.project);
    const GrantData* grant = grantOf(project);
    if (!grant)
        return;
    Fen investment = audited(project).value_or(project.investment);
    const bool later =
        std::any_of(m_acceptances.begin(), m_acceptances.end(), [&](const auto& other) {
            return other.second.project == project.id && other.second.state == "passed"
                   && other.second.audited > 0 && other.second.concludedOn > c.date;
        });
    if (c.audited > 0 && !later)
        investment = c.audited;
    Fen most = investment * grant->percent / 100;
    if (const auto left = capLeft(project, project.approvedOn))
        most = std::min(most, *left);
    v.within("item.standard", most - accepted(project), c.amount);
}

Fen Model::bindsAccepted(const Project& project, Fen audited) const {
    const GrantData* grant = grantOf(project);
    return grant ? std::min(audited, audited * grant->percent / 100) : audited;
}

// On that day others held more of the cap, or less was audited.
bool Model::grantTooEarly(const Command& c, const Model& after, const std::string& day) const {
    if (c.action == "project.review") {
        const Project& project = m_projects.at(c.id);
        const auto left = capLeft(project, c.date, day);
        return left && (c.amount > 0 ? c.amount : project.support) > *left;
    }
    if (c.action == "project.decide-amendment") {
        const Amendment& amendment = m_amendments.at(c.id);
        const Project& project = m_projects.at(amendment.project);
        const auto left = capLeft(project, c.date, day);
        return left && !amendment.sources.empty() && asksGrant(amendment, project)
               && sum(amendment.sources) > *left;
    }
    if (c.action != "acceptance.conclude")
        return false;
    const Project& project = m_projects.at(m_acceptances.at(c.id).project);
    const auto most = after.auditedOn(project, day);
    return grantOf(project) && most
           && acceptedOn(project, day) + c.amount > bindsAccepted(project, *most);
}

// --- payees by the plan's word -----------------------------------------------------------------

const PayeesData& Model::payeesData(const Project& project) const {
    const ItemData* item = itemOf(project);
    return item && !item->payees.kind.empty() ? item->payees : pathOf(project).payees;
}

bool Model::planSaysPayees(const Project& project) const {
    return !payeesData(project).kind.empty();
}

bool Model::paysParties(const Project& project) const {
    return payeesData(project).kind == "contract-party";
}

std::set<std::string> Model::allowedPayees(const Project& project, const std::string& date,
                                           const std::string& without) const {
    std::set<std::string> found;
    const PayeesData& data = payeesData(project);
    for (const std::string& id : data.named)
        if (m_units.contains(id))
            found.insert(id);
    if (data.kind != "contract-party")
        return found;
    for (const auto& [key, one] : m_records) {
        if (one.kind != "contract" || one.project != project.id || one.voided || one.date > date
            || key == without)
            continue;
        std::string party = one.party;
        std::erase(party, ' ');
        for (const auto& [id, unit] : m_units)
            if (party == id || (unitsOnStage().contains(id) && party == "单位" + id))
                found.insert(id);
    }
    return found;
}

// Nothing where it is not said which of several.
std::optional<Parts> Model::payeesOf(const Command& c, const Project& project) const {
    if (!c.payees.empty())
        return c.payees;
    if (!planSaysPayees(project))
        return Parts{{project.unit, c.amount}};
    const auto allowed = allowedPayees(project, c.date);
    if (allowed.size() > 1)
        return {};
    return Parts{{allowed.empty() ? project.unit : *allowed.begin(), c.amount}};
}

// Somebody is paid as its party who was no other contract's by then.
bool Model::restsOnContract(const Project& project, const std::string& key) const {
    if (!paysParties(project))
        return false;
    return std::any_of(m_payments.begin(), m_payments.end(), [&](const auto& entry) {
        const Payment& payment = entry.second;
        if (payment.project != project.id || !payment.counts())
            return false;
        const auto others = allowedPayees(project, payment.date, key);
        return std::any_of(payment.payees.begin(), payment.payees.end(), [&](const auto& payee) {
            const Share& share = payee.second;
            return share.amount > share.gone + share.refunded && !others.contains(payee.first);
        });
    });
}

// --- retentions and guarantees -----------------------------------------------------------------

Fen Model::guaranteed(const Project& project, const std::string& until) const {
    Fen total = 0;
    for (const auto& [id, one] : m_payments)
        if (one.project == project.id && one.counts() && one.date <= until)
            total += one.guarantee;
    return total;
}

Fen Model::retained(const Project& project, const std::string& until,
                    const std::string& without) const {
    const Fen percent = pathOf(project).retentionPercent;
    Fen kept = -guaranteed(project, until);
    for (const auto& [id, one] : m_acceptances)
        if (one.project == project.id && one.state == "passed" && one.concludedOn <= until
            && id != without)
            kept += one.accepted - one.accepted * (100 - percent) / 100; // rounded up
    return std::max<Fen>(kept, 0);
}

Fen Model::withheld(const Project& project, const std::string& until) const {
    const PathData& path = pathOf(project);
    std::string last;
    for (const auto& [id, one] : m_acceptances)
        if (one.project == project.id && one.state == "passed" && one.concludedOn <= until)
            last = std::max(last, one.concludedOn);
    Fen kept = -guaranteed(project, until);
    for (const auto& [id, one] : m_acceptances)
        if (one.project == project.id && one.state == "passed" && one.concludedOn <= until
            && monthsAfter(path.retentionFromLast ? last : one.concludedOn, path.retentionMonths)
                   > until)
            kept += one.accepted - one.accepted * (100 - path.retentionPercent) / 100;
    return std::max<Fen>(kept, 0);
}

} // namespace model
