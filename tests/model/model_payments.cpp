// SPDX-License-Identifier: GPL-3.0-only
#include "model.h"

#include <algorithm>

// Payments on the three paths, until they are paid.

namespace model {

// --- payment.request ---------------------------------------------------------------------------

// The project's own unit, and of awards and certificates who has them, each for its own; or whom
// the plan lets be paid, and nobody else.
void Model::judgePayees(const Command& c, const Project& project, Expectation& v) const {
    const auto allowed = allowedPayees(project, c.date);
    const Parts payees = payeesOf(c, project).value_or(Parts());
    for (const auto& [unit, amount] : payees) {
        notBarred(unit, v);
        if (planSaysPayees(project)) {
            if (!allowed.contains(unit))
                v.broken.insert("pay.payee");
            continue;
        }
        if (unit == project.unit)
            continue;
        const Fen own = ownShare(project, unit, c.date);
        if (own == 0) {
            v.broken.insert("pay.payee");
            if (!m_plan.mayHold(m_units.at(unit).kind, project.item))
                v.broken.insert("unit.kind");
        } else
            v.within("pay.payee", own - askedFor(project, unit), amount);
    }
}

void Model::judgeRequested(const Command& c, const Project& project, const Parts& sources,
                           Expectation& v) const {
    for (const auto& [source, amount] : sources) {
        if (lockedOn(source, c.date))
            v.broken.insert("source.conditional");
        // Only where the line has given away what came back.
        const Fen unpaid = part(project.sources, source) - used(project, source);
        const Fen line =
            part(project.promised, source) + m_books.row(project.line, source).available();
        if (line < unpaid)
            v.within("line.ceiling", line, amount, source);
        v.within("pay.accepted", unpaid, amount, source);
    }
    const Fen before = used(project);
    v.within("pay.accepted", project.support - before, c.amount);
    if (const auto most = audited(project, c.date))
        v.within("accept.audit", *most - before, c.amount);
    else if (c.kind == "final" && pathOf(project).audit)
        v.within("accept.audit", 0, c.amount);
    if (c.kind == "prepay") {
        v.within("pay.prepay-cap", prepayCap(project) - prepaid(project), c.amount);
        return;
    }
    v.within("pay.accepted", acceptedCap(project, c.date) - before, c.amount);
    const bool final = c.kind == "final";
    const Fen needed = final ? withheld(project, c.date) : retained(project, c.date);
    if (c.guarantee > 0 && c.guarantee < needed)
        v.bounds.push_back({"pay.retention", needed, c.guarantee, {}, true});
    if (c.guarantee == 0)
        v.within("pay.retention",
                 (final ? dueCap(project, c.date) : retainedCap(project, c.date)) - before,
                 c.amount);
}

void Model::judgeRequest(const Command& c, Expectation& v) const {
    const auto found = m_projects.find(c.about);
    if (found == m_projects.end()) {
        v.badInput = true;
        return;
    }
    const Project& project = found->second;
    const Parts left = leftOf(project);
    const auto sources = settled(c, c.amount, keys(project.sources), project.line, &left);
    const auto payees = payeesOf(c, project);
    const bool unguaranteed = !pathOf(project).guarantee || c.kind == "prepay" || c.until < c.date;
    if (!sources || !payees || sum(*payees) != c.amount || (c.guarantee > 0 && unguaranteed)) {
        v.badInput = true;
        return;
    }
    const auto earlier = m_payments.find(c.id);
    const bool again = earlier != m_payments.end();
    if (again
        && (earlier->second.state != "returned" || earlier->second.project != c.about
            || earlier->second.kind != c.kind))
        v.broken.insert("id.taken");
    if (!project.running())
        v.broken.insert("state.order");
    inOrder(c, std::max(project.approvedOn, again ? earlier->second.lastStepOn : ""), v);
    notBarred(project.unit, v);
    stillMayHold(project, v);
    judgePayees(c, project, v);
    if (again)
        separate(c, earlier->second.deeds, "request", v);
    if (!pathOf(project).kinds.contains(c.kind) || finalStands(project))
        v.broken.insert("pay.path");
    if (c.kind == "prepay" && project.state == "started")
        v.broken.insert("pay.prepay-timing");
    judgeRequested(c, project, *sources, v);
    judgeShares(project.line, *sources, v);
}

void Model::applyRequest(const Command& c) {
    Project& project = m_projects.at(c.about);
    const Parts left = leftOf(project); // before it counts again, where it was returned
    const Parts sources = *settled(c, c.amount, keys(project.sources), project.line, &left);
    Payment& payment = m_payments[c.id];
    payment.id = c.id;
    payment.project = c.about;
    payment.kind = c.kind;
    payment.state = "requested";
    payment.date = payment.lastStepOn = c.date;
    payment.amount = c.amount;
    payment.sources = sources;
    payment.payees.clear();
    payment.guarantee = c.guarantee;
    const Parts payees = payeesOf(c, project).value_or(Parts());
    for (const auto& [unit, amount] : payees)
        payment.payees[unit] = {.amount = amount, .bank = m_units.at(unit).bank};
    payment.requestedAt = m_now;
    payment.deeds.push_back({c.as, "request"});
    for (const auto& [source, amount] : payment.sources) {
        // What is promised is taken first; the line gives the rest.
        const Fen taken = std::min(amount, part(project.promised, source));
        project.promised[source] -= taken;
        m_books.commit(c.date, {project.line, source}, amount - taken);
    }
}

// --- payment.review, payment.approve -----------------------------------------------------------

void Model::judgeReviewPayment(const Command& c, Expectation& v) const {
    const auto found = m_payments.find(c.id);
    if (found == m_payments.end()) {
        v.badInput = true;
        return;
    }
    if (found->second.state != "requested" || !needsOffice(found->second))
        v.broken.insert("state.order");
    inOrder(c, found->second.lastStepOn, v);
    if (c.decision == "approve") {
        notBarred(m_projects.at(found->second.project).unit, v);
        stillMayHold(m_projects.at(found->second.project), v);
        for (const auto& [unit, share] : found->second.payees)
            notBarred(unit, v);
    }
    separate(c, found->second.deeds, "review", v);
}

// The leader takes an approval back until it is paid, and lets go what the bank sent back.
void Model::judgeApprove(const Command& c, Expectation& v) const {
    const auto found = m_payments.find(c.id);
    if (found == m_payments.end()) {
        v.badInput = true;
        return;
    }
    const Payment& payment = found->second;
    const bool waits = payment.state == "requested" || payment.state == "reviewed";
    const bool back = payment.state == "approved"
                      || (payment.state == "paid" && payment.all(&Share::returned) > 0);
    if (!waits && !(back && c.decision != "approve"))
        v.broken.insert("state.order");
    inOrder(c, payment.lastStepOn, v);
    if (c.decision == "approve") {
        notBarred(m_projects.at(payment.project).unit, v);
        stillMayHold(m_projects.at(payment.project), v);
        for (const auto& [unit, share] : payment.payees)
            notBarred(unit, v);
    }
    separate(c, payment.deeds, "approve", v);
    if (payment.state == "requested" && needsOffice(payment))
        v.broken.insert("pay.office");
    v.badInput = v.badInput || (c.flag && c.decision != "approve");
    if (c.decision == "approve" && !c.flag && m_plan.collectiveAbove >= 0)
        v.within("pay.collective", m_plan.collectiveAbove, payment.amount);
}

// Not asked for any more: promised to its project again, as far as its support was not paid yet;
// what was recovered is its line's.
void Model::release(const std::string& date, const Payment& payment, const Parts& parts) {
    Project& project = m_projects.at(payment.project);
    for (const auto& [source, amount] : parts) {
        const Fen needed = part(project.sources, source) - used(project, source)
                           - recovered(project, source) - part(project.promised, source) + amount;
        const Fen kept = project.running() ? std::clamp<Fen>(needed, 0, amount) : 0;
        project.promised[source] += kept;
        m_books.commit(date, {project.line, source}, kept - amount);
    }
}

void Model::applyDecision(const Command& c) {
    Payment& payment = m_payments.at(c.id);
    const bool reviews = c.action == "payment.review";
    payment.deeds.push_back({c.as, reviews ? "review" : "approve"});
    payment.lastStepOn = c.date;
    if (payment.state == "paid") {
        Parts back;
        for (const auto& [source, amount] : payment.sources)
            back[source] = payment.part(source, &Share::returned);
        release(c.date, payment, back);
        for (auto& [unit, share] : payment.payees) {
            share.gone += share.returned;
            share.returned = 0;
        }
        payment.goneOn = payment.goneOn.empty() ? c.date : std::min(payment.goneOn, c.date);
        return;
    }
    if (c.decision != "approve") {
        Parts all = payment.sources;
        for (auto& [source, amount] : all)
            amount -= payment.part(source, &Share::gone);
        release(c.date, payment, all);
    }
    payment.state = c.decision == "return"   ? "returned"
                    : c.decision == "reject" ? "rejected"
                    : reviews                ? "reviewed"
                                             : "approved";
}

} // namespace model
