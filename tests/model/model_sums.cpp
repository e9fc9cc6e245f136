// SPDX-License-Identifier: GPL-3.0-only
#include "model.h"

#include <algorithm>

// What things come to, each sum made from the things themselves.

namespace model {

// What its passed acceptances granted, recoveries not deducted.
Fen Model::granted(const Project& project, const std::string& until,
                   const std::string& without) const {
    Fen total = 0;
    for (const auto& [id, one] : m_acceptances)
        if (one.project == project.id && one.state == "passed" && one.concludedOn <= until
            && id != without)
            total += one.accepted;
    return total;
}

Fen Model::accepted(const Project& project, const std::string& until,
                    const std::string& without) const {
    Fen taken = 0;
    for (const auto& [id, one] : m_recoveries)
        if (one.project == project.id && !one.voided)
            taken += one.taken;
    return std::max<Fen>(granted(project, until, without) - taken, 0);
}

Fen Model::recovered(const Project& project, const std::string& source) const {
    Fen total = 0;
    for (const auto& [id, one] : m_recoveries)
        if (one.project == project.id && !one.voided && (source.empty() || one.source == source))
            total += one.amount;
    return total;
}

Fen Model::paid(const Project& project, const std::string& source) const {
    Fen total = 0;
    for (const auto& [id, one] : m_payments)
        if (one.project == project.id && one.state == "paid")
            for (const auto& [from, amount] : one.sources)
                if (source.empty() || from == source)
                    total += amount - part(one.refunded, from) - one.part(from, &Share::returned)
                             - one.part(from, &Share::gone);
    return total - recovered(project, source);
}

// Asked for and not paid, or sent back and to be paid again.
Fen Model::underWay(const Project& project, const std::string& source) const {
    Fen total = 0;
    for (const auto& [id, one] : m_payments) {
        if (one.project != project.id || !one.counts())
            continue;
        for (const auto& [from, amount] : one.sources)
            if (source.empty() || from == source)
                total += one.underWay() ? amount - one.part(from, &Share::gone)
                                        : one.part(from, &Share::returned);
    }
    return total;
}

Fen Model::used(const Project& project, const std::string& source) const {
    return paid(project, source) + underWay(project, source);
}

Fen Model::prepaid(const Project& project) const {
    Fen total = 0;
    for (const auto& [id, one] : m_payments)
        if (one.project == project.id && one.kind == "prepay" && one.counts())
            total += one.net();
    return total;
}

Fen Model::holds(const Project& project, const std::string& unit) const {
    Fen total = 0;
    for (const auto& [id, one] : m_payments)
        if (const auto share = one.payees.find(unit);
            one.project == project.id && one.state == "paid" && share != one.payees.end())
            total += share->second.net();
    for (const auto& [id, one] : m_recoveries)
        if (one.project == project.id && one.payee == unit && !one.voided)
            total -= one.amount;
    return total;
}

// Several payees are paid from one source, several sources pay one payee.
Fen Model::holdsOf(const Payment& payment, const std::string& unit,
                   const std::string& source) const {
    const auto share = payment.payees.find(unit);
    if (payment.state != "paid" || share == payment.payees.end()
        || !payment.sources.contains(source))
        return 0;
    if (payment.sources.size() == 1)
        return share->second.held();
    Fen held = part(payment.sources, source) - part(payment.refunded, source)
               - payment.part(source, &Share::returned) - payment.part(source, &Share::gone);
    for (const auto& [id, one] : m_recoveries)
        if (!one.voided && one.source == source)
            held -= part(one.payments, payment.id);
    return held;
}

Fen Model::holdsOf(const Project& project, const std::string& unit,
                   const std::string& source) const {
    Fen total = 0;
    for (const auto& [id, one] : m_payments)
        if (one.project == project.id)
            total += holdsOf(one, unit, source);
    return total;
}

// Paid and under way.
Fen Model::askedFor(const Project& project, const std::string& unit) const {
    Fen total = 0;
    for (const auto& [id, one] : m_payments)
        if (const auto share = one.payees.find(unit);
            one.project == project.id && one.counts() && share != one.payees.end())
            total += share->second.amount - share->second.gone - share->second.refunded;
    return total;
}

Fen Model::recoveredOf(const Project& project, const std::string& unit) const {
    Fen total = 0;
    for (const auto& [id, one] : m_recoveries)
        if (one.project == project.id && one.payee == unit && !one.voided)
            total += one.amount;
    return total;
}

Fen Model::ownShare(const Project& project, const std::string& unit,
                    const std::string& until) const {
    Fen count = 0;
    for (const auto& [id, one] : m_deliverables)
        if (one.project == project.id && one.state == "accepted" && one.unit == unit
            && m_acceptances.at(one.acceptance).concludedOn <= until)
            ++count;
    return counted(project) ? itemOf(project)->unitAmount * count : 0;
}

Model::Reached Model::reached(const Project& project, const std::string& until,
                              const std::string& without, bool then) const {
    const auto stages = pathOf(project).stages;
    const Fen support = then ? on(until, "support " + project.id) : project.support;
    if (stages.empty())
        return {support, 0};
    std::size_t passed = 0;
    Fen all = 0;
    for (const auto& [id, one] : m_acceptances) {
        const bool stood =
            one.state == "passed" || (then && one.state == "voided" && one.lastStepOn > until);
        if (one.project != project.id || !stood || one.accepted == 0 || one.concludedOn > until
            || id == without)
            continue;
        ++passed;
        all += one.accepted;
    }
    Fen contracts = 0;
    std::set<std::string> milestones;
    for (const auto& [key, one] : m_records) {
        const bool stood = !one.voided || (then && one.voidedOn > until);
        if (one.project != project.id || !stood || one.date > until || key == without)
            continue;
        contracts += one.kind == "contract" ? one.amount : 0;
        if (one.kind == "milestone")
            milestones.insert(one.number);
    }
    const auto audit = then ? auditedOn(project, until, without) : audited(project, until, without);
    const bool whole = all > 0 && all >= std::min(support, audit.value_or(support)); // nothing left
    Reached found;
    std::size_t waited = 0;
    for (const StageData& stage : stages) {
        waited += stage.when == "acceptance" ? 1 : 0;
        const bool there = stage.when == "acceptance" ? passed >= waited
                           : stage.when == "contract" ? contracts > 0
                           : stage.when == "milestone"
                               ? milestones.contains(stage.name)
                               : !project.startedOn.empty() && project.startedOn <= until;
        const bool known = stage.of == "support" || whole
                           || (stage.of == "contract" ? contracts > 0 : audit.has_value());
        if (!(there || whole) || !known)
            continue;
        const Fen base = stage.of == "contract" && contracts > 0 ? contracts
                         : stage.of == "audited"                 ? audit.value_or(support)
                                                                 : support;
        found.most = std::min(base * stage.percent / 100, support);
        if (stage.ahead)
            found.ahead = std::max(found.ahead, found.most);
    }
    // Recovered money is paid again on a new acceptance only.
    for (const auto& [id, one] : m_recoveries)
        if (one.project == project.id
            && (then ? one.date <= until && !(one.voided && one.voidedOn <= until) : !one.voided))
            found.ahead -= one.amount - one.taken;
    found.ahead = std::max<Fen>(found.ahead, 0);
    return found;
}

Fen Model::acceptedCap(const Project& project, const std::string& until,
                       const std::string& without) const {
    const Reached stage = reached(project, until, without, false);
    return std::min(std::max(accepted(project, until, without), stage.ahead), stage.most);
}

Fen Model::retainedCap(const Project& project, const std::string& until,
                       const std::string& without) const {
    const Fen most =
        std::max(accepted(project, until, without), reached(project, until, without, false).ahead);
    return std::max<Fen>(most - retained(project, until, without), 0);
}

Fen Model::dueCap(const Project& project, const std::string& until) const {
    const Fen most = std::max(accepted(project, until), reached(project, until, {}, false).ahead);
    return std::max<Fen>(most - withheld(project, until), 0);
}

Fen Model::covered(const Project& project, const std::string& without) const {
    const Fen cap = acceptedCap(project, today, without);
    return finalStands(project) ? cap : std::min(cap, retainedCap(project, today, without));
}

Fen Model::prepayCap(const Project& project) const {
    return project.support * pathOf(project).prepayPercent / 100;
}

// Accepted amounts that were public long enough for a payment on that day, without one notice.
Fen Model::servedCap(const Project& project, const std::string& on,
                     const std::string& without) const {
    const int days = pathOf(project).noticeDays;
    Fen total = 0;
    for (const auto& [id, one] : m_acceptances) {
        if (one.project != project.id || one.state != "passed" || one.concludedOn > on)
            continue;
        const bool served =
            std::any_of(m_notices.begin(), m_notices.end(), [&, about = id](const auto& entry) {
                const Notice& notice = entry.second;
                if (notice.acceptance != about || notice.voided || entry.first == without)
                    return false;
                const std::string last = std::min(notice.until, daysAfter(on, -1));
                return workingDaysWithin(m_plan, notice.date, last) >= days;
            });
        total += served ? one.accepted : 0;
    }
    return total;
}

Fen Model::upTo(const std::string& day, const std::string& project, Event::What what,
                const std::string& payee) const {
    Fen total = 0;
    for (const Event& one : m_events)
        if (one.date <= day && one.project == project && one.what == what
            && (payee.empty() || one.payee == payee))
            total += one.by;
    return total;
}

Fen Model::boundByItem(const std::string& item) const {
    Fen total = 0;
    for (const auto& [id, project] : m_projects)
        if (project.item == item)
            total += sum(project.promised) + used(project);
    return total;
}

Fen Model::ceilingOf(const std::string& item) const {
    const auto changed = m_ceilings.find(item);
    return changed == m_ceilings.end() ? m_plan.item(item)->ceiling : changed->second;
}

Fen Model::yearLeft(const Project& project) const {
    const ItemData* item = itemOf(project);
    if (!item || item->yearly == 0)
        return -1;
    Fen left = item->yearly;
    for (const auto& [id, other] : m_projects)
        if (other.item == project.item && other.year == project.year && id != project.id)
            left -= other.running() ? other.support : used(other);
    return std::max<Fen>(left, 0);
}

Fen Model::awardsLeft(const Project& project) const {
    const ItemData* item = itemOf(project);
    if (!item || item->perYear == 0)
        return -1;
    Fen left = item->perYear;
    for (const auto& [id, other] : m_projects)
        if (other.item == project.item && other.year == project.year && id != project.id) {
            const Fen support = other.running() ? other.support : used(other);
            left -= (support + item->unitAmount - 1) / item->unitAmount; // a part counts as one
        }
    return std::max<Fen>(left, 0) * item->unitAmount;
}

std::set<std::string> Model::possibleSources(const std::string& line,
                                             const std::string& item) const {
    if (const ItemData* known = m_plan.item(item); known && !known->sources.empty())
        return known->sources;
    std::set<std::string> found;
    for (const auto& [place, row] : m_books.rows())
        if (place.first == line && row.budget != 0)
            found.insert(place.second);
    return found;
}

} // namespace model
