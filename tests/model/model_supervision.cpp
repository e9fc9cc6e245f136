// SPDX-License-Identifier: GPL-3.0-only
#include "model.h"

#include <algorithm>

// Findings, what is recovered after them, and the pages of the months.

namespace model {

// --- supervision.find, rectify, lift -----------------------------------------------------------

void Model::judgeFind(const Command& c, Expectation& v) const {
    v.badInput = !m_units.contains(c.unit);
    if (!c.about.empty()) {
        const auto project = m_projects.find(c.about);
        // Once is enough, whatever came back since.
        const bool paid = project != m_projects.end() && everPaid(project->second, c.unit);
        v.badInput =
            v.badInput || project == m_projects.end() || (project->second.unit != c.unit && !paid);
    }
    if (m_findings.contains(c.id))
        v.broken.insert("id.taken");
    inOrder(c, {}, v);
}

void Model::applyFind(const Command& c) {
    m_findings[c.id] = {.id = c.id,
                        .unit = c.unit,
                        .kind = c.kind,
                        .date = c.date,
                        .lastStepOn = c.date,
                        .by = {c.as},
                        .recover = c.amount};
}

void Model::judgeEndFinding(const Command& c, Expectation& v) const {
    const auto found = m_findings.find(c.id);
    if (found == m_findings.end()) {
        v.badInput = true;
        return;
    }
    const Finding& finding = found->second;
    const bool can = c.action == "supervision.lift" ? finding.bars() : !finding.rectified;
    if (!can || finding.voided)
        v.broken.insert("state.order");
    inOrder(c, finding.lastStepOn, v);
}

void Model::applyEndFinding(const Command& c) {
    Finding& finding = m_findings.at(c.id);
    finding.lastStepOn = c.date;
    finding.by.insert(c.as);
    (c.action == "supervision.lift" ? finding.lifted : finding.rectified) = true;
}

void Model::judgeVoidFinding(const Command& c, Expectation& v) const {
    const auto found = m_findings.find(c.id);
    if (found == m_findings.end()) {
        v.badInput = true;
        return;
    }
    const Finding& finding = found->second;
    needRole(c.as, "group", v);
    inOrder(c, finding.lastStepOn, v);
    const bool rests = std::any_of(m_recoveries.begin(), m_recoveries.end(), [&](const auto& one) {
        return one.second.finding == finding.id && !one.second.voided;
    });
    if (finding.voided || rests)
        v.broken.insert("state.order");
    if (finding.by.contains(c.as))
        v.broken.insert("duty.separation");
}

// --- supervision.recover -----------------------------------------------------------------------

bool Model::everPaid(const Project& project, const std::string& unit) const {
    return std::any_of(m_events.begin(), m_events.end(), [&](const Event& one) {
        return one.project == project.id && one.payee == unit && one.what == Event::What::Paid;
    });
}

// As it says; else the only one who can be meant.
std::string Model::recoveredFrom(const Command& c) const {
    if (!c.payee.empty())
        return c.payee;
    const Project& project = m_projects.at(c.about);
    if (m_findings.at(c.finding).unit != project.unit)
        return m_findings.at(c.finding).unit;
    for (const auto& [id, unit] : m_units)
        if (holds(project, id) > 0)
            return id;
    return project.unit;
}

// A recovery is a step of the payments that it takes from: the first day on which those that were
// settled by then hold so much, of the payee and of the source.
std::string Model::recoverableFrom(const Project& project, const std::string& payee,
                                   const std::string& source, Fen amount) const {
    if (amount <= 0)
        return {};
    std::vector<std::pair<std::string, Fen>> held;
    std::vector<std::pair<std::string, Fen>> out;
    for (const auto& [id, one] : m_payments) {
        if (one.project != project.id || one.state != "paid")
            continue;
        held.emplace_back(one.lastStepOn, holdsOf(one, payee, source));
        out.emplace_back(one.lastStepOn, part(one.sources, source) - part(one.refunded, source)
                                             - one.part(source, &Share::returned)
                                             - one.part(source, &Share::gone));
    }
    const auto dayOf = [](auto& rows, Fen wanted) -> std::string {
        std::sort(rows.begin(), rows.end());
        for (const auto& [day, some] : rows)
            if (wanted -= some; wanted <= 0)
                return day;
        return {};
    };
    return std::max(dayOf(held, amount), dayOf(out, amount + recovered(project, source)));
}

void Model::judgeRecover(const Command& c, Expectation& v) const {
    const auto finding = m_findings.find(c.finding);
    const auto found = m_projects.find(c.about);
    if (finding == m_findings.end() || found == m_projects.end() || !knownSource(c.source)) {
        v.badInput = true;
        return;
    }
    const Project& project = found->second;
    std::set<std::string> payees; // who hold something of it
    for (const auto& [id, unit] : m_units)
        if (holds(project, id) > 0)
            payees.insert(id);
    // Who is meant: the finding's unit where the project is another's.
    const std::string& unit = finding->second.unit;
    const bool several = project.unit == unit && c.payee.empty() && payees.size() > 1;
    const bool stranger =
        !c.payee.empty() && c.payee != project.unit && !everPaid(project, c.payee);
    if (several || stranger) {
        v.badInput = true;
        return;
    }
    const std::string payee = recoveredFrom(c);
    if (m_recoveries.contains(c.id))
        v.broken.insert("id.taken");
    if (finding->second.voided)
        v.broken.insert("state.order");
    std::string notBefore = finding->second.date;
    Fen left = finding->second.recover;
    for (const auto& [id, one] : m_recoveries)
        if (one.finding == c.finding && !one.voided)
            left -= one.amount;
    left = std::min(left, holdsOf(project, payee, c.source));
    notBefore =
        std::max(notBefore, recoverableFrom(project, payee, c.source, std::min(c.amount, left)));
    inOrder(c, notBefore, v);
    inOpenMonth(c, v);
    const bool its = project.unit == unit || (payee == unit && everPaid(project, unit));
    if (!its)
        v.broken.insert("supervise.recover");
    v.within("supervise.recover", left, c.amount);
}

void Model::applyRecover(const Command& c) {
    const Project& project = m_projects.at(c.about);
    const std::string payee = recoveredFrom(c);
    // First what was paid beyond what is accepted, and only the rest of what is accepted.
    const Fen beyond = std::max<Fen>(paid(project) - accepted(project), 0);
    const Fen taken = std::min(std::max<Fen>(c.amount - beyond, 0), accepted(project));
    m_recoveries[c.id] = {.finding = c.finding,
                          .project = c.about,
                          .payee = payee,
                          .source = c.source,
                          .date = c.date,
                          .by = c.as,
                          .amount = c.amount,
                          .taken = taken,
                          .at = m_now};
    // Of what the payee holds of that source, the last paid first.
    std::vector<Payment*> held;
    for (auto& [id, one] : m_payments)
        if (one.project == c.about && one.state == "paid" && one.payees.contains(payee))
            held.push_back(&one);
    std::sort(held.begin(), held.end(), [&](const Payment* a, const Payment* b) {
        const auto rank = [&](const Payment* one) {
            return std::tuple(one->lastStepOn <= c.date, one->paidOn, one->id);
        };
        return rank(a) > rank(b);
    });
    Fen left = c.amount;
    for (Payment* one : held) {
        Share& share = one->payees.at(payee);
        const Fen some = std::min(left, holdsOf(*one, payee, c.source));
        if (some <= 0)
            continue;
        share.recovered += some;
        m_recoveries.at(c.id).payments[one->id] = some;
        left -= some;
    }
    Finding& finding = m_findings.at(c.finding);
    finding.lastStepOn = std::max(finding.lastStepOn, c.date);
    m_books.recover(c.date, {project.line, c.source}, c.amount);
    happened(c, project.id, Event::What::Recovered, c.amount, payee);
    happened(c, project.id, Event::What::Accepted, -taken);
}

// The money goes out of the line and the purse again, and is accepted again.
void Model::judgeVoidRecovery(const Command& c, Expectation& v) const {
    const auto found = m_recoveries.find(c.id);
    if (found == m_recoveries.end()) {
        v.badInput = true;
        return;
    }
    const Recovery& one = found->second;
    const Project& project = m_projects.at(one.project);
    needRole(c.as, "finance", v);
    inOrder(c, one.date, v);
    inOpenMonth(c, v);
    const Fen granting = accepted(project) + one.taken;
    // A payment was asked for since that could not stand beside what it would have been paid.
    const bool since = std::any_of(m_payments.begin(), m_payments.end(), [&](const auto& entry) {
        const Payment& payment = entry.second;
        return payment.project == project.id && payment.counts() && payment.requestedAt > one.at;
    });
    const bool twice = std::any_of(m_payments.begin(), m_payments.end(), [&](const auto& entry) {
        return entry.second.project == project.id && wouldStandAgain(entry.second, 0, &one, since);
    });
    const Fen again = used(project) + one.amount;
    Model without = *this;
    without.m_recoveries.erase(c.id);
    const Fen ahead = without.reached(project, today, {}, false).ahead;
    const auto most = audited(project);
    const bool rests = one.voided || twice || (most && granting > bindsAccepted(project, *most))
                       || one.amount > m_books.row(project.line, one.source).available()
                       || one.amount > m_books.spendable(one.source, std::max(c.date, one.date))
                       || again > project.support
                       || used(project, one.source) + one.amount > part(project.sources, one.source)
                       || granting > project.support
                       || (!project.running() && paid(project) + one.amount > granting)
                       || (since && again > std::max(granting, ahead));
    if (rests)
        v.broken.insert("state.order");
    if (one.by == c.as)
        v.broken.insert("duty.separation");
}

void Model::applyVoidRecovery(const Command& c) {
    Recovery& one = m_recoveries.at(c.id);
    one.voided = true;
    one.voidedOn = c.date;
    for (const auto& [payment, amount] : one.payments)
        m_payments.at(payment).payees.at(one.payee).recovered -= amount;
    Finding& finding = m_findings.at(one.finding);
    finding.lastStepOn = std::max(finding.lastStepOn, c.date);
    happened(c, one.project, Event::What::Recovered, -one.amount, one.payee);
    happened(c, one.project, Event::What::Accepted, one.taken);
    m_books.recover(c.date, {m_projects.at(one.project).line, one.source}, -one.amount);
}

// --- disclosure.publish ------------------------------------------------------------------------

std::string Model::dueMonth() const {
    if (m_months.empty())
        return {};
    return daysAfter(*m_months.rbegin() + "-28", 4).substr(0, 7);
}

void Model::judgePublish(const Command& c, Expectation& v) const {
    if (m_published.contains(c.id))
        v.broken.insert("id.taken");
    if (!m_months.empty() && c.number != dueMonth())
        v.broken.insert("state.order");
    inOrder(c, m_lastPageOn, v);
    if (c.date.substr(0, 7) <= c.number)
        v.broken.insert("date.order");
}

void Model::applyPublish(const Command& c) {
    m_published.insert(c.id);
    m_lastPageOn = c.date;
    m_months.insert(c.number);
}

} // namespace model
