// SPDX-License-Identifier: GPL-3.0-only
#include "model.h"

#include <algorithm>

// Acceptances and their notices; what is withdrawn or voided.

namespace model {

// --- acceptance.request, acceptance.conclude ---------------------------------------------------

void Model::judgeAccept(const Command& c, Verdict& v) const {
    const auto found = m_projects.find(c.about);
    if (found == m_projects.end()) {
        v.badInput = true;
        return;
    }
    const Project& project = found->second;
    const auto earlier = m_acceptances.find(c.id);
    const bool again = earlier != m_acceptances.end();
    if (again && (earlier->second.state != "rectify" || earlier->second.project != c.about))
        v.broken.insert("id.taken");
    if (project.state != "started")
        v.broken.insert("state.order");
    inOrder(c, again ? earlier->second.lastStepOn : project.lastStepOn, v);
    if (again)
        separate(c, earlier->second.deeds, "request", v);
    if (c.amount > project.support - accepted(project))
        v.broken.insert("accept.inspection");
}

void Model::applyAccept(const Command& c) {
    Acceptance& one = m_acceptances[c.id];
    one.id = c.id;
    one.project = c.about;
    one.state = "requested";
    one.date = one.lastStepOn = c.date;
    one.claimed = c.amount;
    one.deeds.push_back({c.as, "request"});
}

void Model::judgeConclude(const Command& c, Verdict& v) const {
    const auto found = m_acceptances.find(c.id);
    if (found == m_acceptances.end()) {
        v.badInput = true;
        return;
    }
    const Acceptance& one = found->second;
    v.badInput = (c.decision == "pass") != (c.amount > 0);
    if (one.state != "requested")
        v.broken.insert("state.order");
    inOrder(c, one.date, v);
    separate(c, one.deeds, "conclude", v);
    const Project& project = m_projects.at(one.project);
    if (c.amount > std::min(one.claimed, project.support - accepted(project)))
        v.broken.insert("accept.inspection");
}

void Model::applyConclude(const Command& c) {
    Acceptance& one = m_acceptances.at(c.id);
    one.state = c.decision == "pass" ? "passed" : c.decision == "fail" ? "failed" : "rectify";
    one.accepted = c.amount;
    one.concludedOn = one.lastStepOn = c.date;
    one.deeds.push_back({c.as, "conclude"});
}

void Model::judgeNotice(const Command& c, Verdict& v) const {
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
    m_notices.insert(c.id);
    m_acceptances.at(c.about).notices.emplace_back(c.date, c.until);
}

// --- void --------------------------------------------------------------------------------------

void Model::judgeVoid(const Command& c, Verdict& v) const {
    if (c.kind == "receipt")
        judgeVoidReceipt(c, v);
    else if (c.kind == "refund")
        judgeVoidRefund(c, v);
    else if (c.kind == "acceptance")
        judgeVoidAcceptance(c, v);
    else
        judgeVoidEvaluation(c, v);
}

void Model::judgeVoidAcceptance(const Command& c, Verdict& v) const {
    const auto found = m_acceptances.find(c.id);
    if (found == m_acceptances.end()) {
        v.badInput = true;
        return;
    }
    const Acceptance& one = found->second;
    const Project& project = m_projects.at(one.project);
    needRole(c.as, "inspector", v);
    const bool concluded = one.state == "passed" || one.state == "failed" || one.state == "rectify";
    // Payments after the prepayment, and the end of the project, rest on what was accepted.
    const bool ended = project.state == "closed" || project.state == "cancelled";
    const Fen all = used(project);
    const bool rests = ended || (all > prepaid(project) && all > covered(project, one.id));
    if (!concluded || (one.state == "passed" && rests))
        v.broken.insert("state.order");
    inOrder(c, one.concludedOn, v);
    for (const Deed& deed : one.deeds)
        if (deed.duty == "conclude" && deed.by == c.as)
            v.broken.insert("duty.separation");
}

void Model::applyVoid(const Command& c) {
    if (c.kind == "receipt") {
        Receipt& receipt = m_receipts.at(c.id);
        receipt.voided = true;
        m_books.receive(c.date, receipt.source, -receipt.amount);
    } else if (c.kind == "acceptance") {
        m_acceptances.at(c.id).state = "voided";
        m_acceptances.at(c.id).lastStepOn = c.date;
    } else if (c.kind == "evaluation") {
        Evaluation& one = m_evaluations.at(c.id);
        one.voided = true;
        if (one.passed)
            m_books.give(c.date, m_plan.conditional, one.before - one.awarded);
    } else {
        Refund& refund = m_refunds.at(c.id);
        Payment& payment = m_payments.at(refund.payment);
        Project& project = m_projects.at(payment.project);
        refund.voided = true;
        for (const auto& [source, amount] : refund.sources) {
            payment.refunded[source] -= amount;
            project.promised[source] -= amount;
            m_books.commit(c.date, {project.line, source}, -amount);
            m_books.pay(c.date, {project.line, source}, amount);
        }
    }
}

// --- withdraw ----------------------------------------------------------------------------------

void Model::judgeWithdraw(const Command& c, Verdict& v) const {
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
        if (thing.state != undecidedState || thing.deeds.size() > 1)
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
        release(c.date, payment);
        payment.state = "withdrawn";
        payment.lastStepOn = c.date;
    }
}

} // namespace model
