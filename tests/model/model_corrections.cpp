// SPDX-License-Identifier: GPL-3.0-only
#include "model.h"

#include <algorithm>

// Corrections: what is voided by a second person, what is withdrawn by who registered it.

namespace model {

// --- void --------------------------------------------------------------------------------------

void Model::judgeVoid(const Command& c, Expectation& v) const {
    static const std::map<std::string, Judge> kinds{
        {"receipt", &Model::judgeVoidReceipt},       {"refund", &Model::judgeVoidRefund},
        {"acceptance", &Model::judgeVoidAcceptance}, {"evaluation", &Model::judgeVoidEvaluation},
        {"recovery", &Model::judgeVoidRecovery},     {"return", &Model::judgeVoidChange},
        {"supplement", &Model::judgeVoidChange},     {"finding", &Model::judgeVoidFinding},
        {"notice", &Model::judgeVoidNotice},         {"contract", &Model::judgeVoidRecord},
        {"invoice", &Model::judgeVoidRecord},        {"interest", &Model::judgeVoidRecord},
        {"milestone", &Model::judgeVoidRecord}};
    (this->*kinds.at(c.kind))(c, v);
}

void Model::judgeVoidAcceptance(const Command& c, Expectation& v) const {
    const auto found = m_acceptances.find(c.id);
    if (found == m_acceptances.end()) {
        v.badInput = true;
        return;
    }
    const Acceptance& one = found->second;
    const Project& project = m_projects.at(one.project);
    needRole(c.as, "inspector", v);
    const bool concluded = one.state == "passed" || one.state == "failed" || one.state == "rectify";
    // Payments after the prepayment, payees, what was recovered of it, and the end of the project
    // rest on what was accepted.
    const Fen all = used(project);
    bool rests = project.ended() || (all > prepaid(project) && all > covered(project, one.id))
                 || accepted(project) < one.accepted;
    std::map<std::string, Fen> its; // of each other unit, what it has by this acceptance
    for (const auto& [id, deliverable] : m_deliverables)
        if (deliverable.acceptance == one.id && deliverable.state == "accepted" && counted(project)
            && deliverable.unit != project.unit)
            its[deliverable.unit] += itemOf(project)->unitAmount;
    for (const auto& [unit, amount] : its)
        rests = rests
                || askedFor(project, unit) - recoveredOf(project, unit)
                       > ownShare(project, unit) - amount;
    if (const auto left = audited(project, today, one.id))
        rests = rests || accepted(project) - one.accepted > bindsAccepted(project, *left);
    else
        rests = rests || (finalStands(project) && pathOf(project).audit);
    if (!concluded || (one.state == "passed" && rests))
        v.broken.insert("state.order");
    inOrder(c, one.concludedOn, v);
    inOpenMonth(c, v);
    for (const Deed& deed : one.deeds)
        if (deed.duty == "conclude" && deed.by == c.as)
            v.broken.insert("duty.separation");
}

void Model::judgeVoidNotice(const Command& c, Expectation& v) const {
    const auto found = m_notices.find(c.id);
    if (found == m_notices.end()) {
        v.badInput = true;
        return;
    }
    const Notice& one = found->second;
    needRole(c.as, "clerk", v);
    inOrder(c, one.date, v);
    // What was paid after it rests on it.
    const Project& project = m_projects.at(m_acceptances.at(one.acceptance).project);
    const bool rests = pathOf(project).noticeDays > 0 && paid(project) > prepaid(project)
                       && paid(project) > reached(project, today, {}, false).ahead
                       && paid(project) > servedCap(project, today, c.id);
    if (one.voided || rests)
        v.broken.insert("state.order");
    if (one.by == c.as)
        v.broken.insert("duty.separation");
}

void Model::applyVoid(const Command& c) {
    if (c.kind == "receipt") {
        Receipt& receipt = m_receipts.at(c.id);
        receipt.voided = true;
        m_books.receive(c.date, receipt.source, -receipt.amount);
    } else if (c.kind == "acceptance") {
        const Acceptance& one = m_acceptances.at(c.id);
        if (one.state == "passed")
            happened(c, one.project, Event::What::Accepted, -one.accepted);
        m_acceptances.at(c.id).state = "voided";
        m_acceptances.at(c.id).lastStepOn = c.date;
        for (auto& [id, one] : m_deliverables)
            if (one.acceptance == c.id) {
                one.state = "added";
                one.acceptance.clear();
            }
    } else if (c.kind == "evaluation") {
        Evaluation& one = m_evaluations.at(c.id);
        one.voided = true;
        if (one.passed)
            m_books.give(c.date, m_plan.conditional,
                         m_plan.planned.at(m_plan.conditional) - one.awarded);
    } else if (c.kind == "refund") {
        applyVoidRefund(c);
    } else if (c.kind == "recovery") {
        applyVoidRecovery(c);
    } else if (c.kind == "return" || c.kind == "supplement") {
        applyVoidChange(c);
    } else if (c.kind == "finding") {
        m_findings.at(c.id).voided = true;
        m_findings.at(c.id).lastStepOn = c.date;
    } else if (c.kind == "notice") {
        m_notices.at(c.id).voided = true;
    } else {
        m_records.at(c.kind + ' ' + c.id).voided = true;
        m_records.at(c.kind + ' ' + c.id).voidedOn = c.date;
    }
}

// --- withdraw ----------------------------------------------------------------------------------

void Model::judgeWithdraw(const Command& c, Expectation& v) const {
    const auto judge = [&](const auto& things, const std::string& undecidedState) {
        const auto found = things.find(c.id);
        if (found == things.end()) {
            v.badInput = true;
            return;
        }
        const auto& thing = found->second;
        std::string registrant;
        for (const Deed& deed : thing.deeds)
            if (deed.duty == "request")
                registrant = deed.by;
        if (registrant != c.as)
            v.broken.insert("duty.role");
        // What a changed account sent back nobody decided on.
        const bool decided = std::any_of(thing.deeds.begin(), thing.deeds.end(),
                                         [](const Deed& one) { return one.duty != "request"; });
        if (thing.state != undecidedState || decided)
            v.broken.insert("state.order");
        if constexpr (requires { thing.lastStepOn; })
            inOrder(c, thing.lastStepOn, v);
        else
            inOrder(c, thing.date, v);
    };
    if (c.kind == "project")
        judge(m_projects, "declared");
    else if (c.kind == "amendment")
        judge(m_amendments, "requested");
    else if (c.kind == "acceptance")
        judge(m_acceptances, "requested");
    else
        judge(m_payments, "requested");
}

void Model::applyWithdraw(const Command& c) {
    if (c.kind == "project") {
        m_projects.at(c.id).state = "withdrawn";
        m_projects.at(c.id).lastStepOn = c.date;
    } else if (c.kind == "amendment") {
        m_amendments.at(c.id).state = "withdrawn";
    } else if (c.kind == "acceptance") {
        m_acceptances.at(c.id).state = "withdrawn";
        m_acceptances.at(c.id).lastStepOn = c.date;
    } else {
        Payment& payment = m_payments.at(c.id);
        release(c.date, payment, payment.sources);
        payment.state = "withdrawn";
        payment.lastStepOn = c.date;
    }
}

} // namespace model
