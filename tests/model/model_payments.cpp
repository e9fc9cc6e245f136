// SPDX-License-Identifier: GPL-3.0-only
#include "model.h"

#include <algorithm>

// Payments on the three paths, and money that comes back.

namespace model {

namespace {

Fen part(const Parts& parts, const std::string& key) {
    const auto found = parts.find(key);
    return found == parts.end() ? 0 : found->second;
}

std::set<std::string> keys(const Parts& parts) {
    std::set<std::string> found;
    for (const auto& [key, amount] : parts)
        found.insert(key);
    return found;
}

} // namespace

// --- payment.request ---------------------------------------------------------------------------

void Model::judgeRequest(const Command& c, Verdict& v) const {
    const auto found = m_projects.find(c.about);
    if (found == m_projects.end()) {
        v.badInput = true;
        return;
    }
    const Project& project = found->second;
    const auto sources = settled(c, c.amount, keys(project.sources));
    if (!sources) {
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
    if (again)
        separate(c, earlier->second.deeds, "request", v);
    if (!pathOf(project).kinds.contains(c.kind) || finalStands(project))
        v.broken.insert("pay.path");
    if (c.kind == "prepay" && project.state == "started")
        v.broken.insert("pay.prepay-timing");
    const Fen after = used(project) + c.amount;
    for (const auto& [source, amount] : *sources) {
        if (lockedOn(source, c.date))
            v.broken.insert("source.conditional");
        if (amount > part(project.promised, source) + m_books.row(project.line, source).available())
            v.broken.insert("line.ceiling");
        if (used(project, source) + amount > part(project.sources, source))
            v.broken.insert("pay.accepted");
    }
    if (after > project.support)
        v.broken.insert("pay.accepted");
    if (c.kind == "prepay") {
        if (prepaid(project) + c.amount > prepayCap(project))
            v.broken.insert("pay.prepay-cap");
        return;
    }
    if (after > acceptedCap(project, c.date))
        v.broken.insert("pay.accepted");
    if (c.kind != "final" && after > retainedCap(project, c.date))
        v.broken.insert("pay.retention");
}

void Model::applyRequest(const Command& c) {
    Project& project = m_projects.at(c.about);
    Payment& payment = m_payments[c.id];
    payment.id = c.id;
    payment.project = c.about;
    payment.kind = c.kind;
    payment.state = "requested";
    payment.date = payment.lastStepOn = c.date;
    payment.amount = c.amount;
    payment.sources = *settled(c, c.amount, keys(project.sources));
    payment.requestedAt = m_now;
    payment.deeds.push_back({c.as, "request"});
    for (const auto& [source, amount] : payment.sources) {
        // What is promised is taken first; a reopened project's line gives the rest.
        const Fen taken = std::min(amount, part(project.promised, source));
        project.promised[source] -= taken;
        m_books.commit(c.date, {project.line, source}, amount - taken);
    }
}

// --- payment.review, payment.approve -----------------------------------------------------------

void Model::judgeReviewPayment(const Command& c, Verdict& v) const {
    const auto found = m_payments.find(c.id);
    if (found == m_payments.end()) {
        v.badInput = true;
        return;
    }
    if (found->second.state != "requested" || !needsOffice(found->second))
        v.broken.insert("state.order");
    inOrder(c, found->second.lastStepOn, v);
    separate(c, found->second.deeds, "review", v);
}

void Model::judgeApprove(const Command& c, Verdict& v) const {
    const auto found = m_payments.find(c.id);
    if (found == m_payments.end()) {
        v.badInput = true;
        return;
    }
    const Payment& payment = found->second;
    if (payment.state != "requested" && payment.state != "reviewed")
        v.broken.insert("state.order");
    inOrder(c, payment.lastStepOn, v);
    separate(c, payment.deeds, "approve", v);
    if (payment.state == "requested" && needsOffice(payment))
        v.broken.insert("pay.office");
}

// Not asked for any more: promised to its project again.
void Model::release(const std::string& date, const Payment& payment) {
    Project& project = m_projects.at(payment.project);
    for (const auto& [source, amount] : payment.sources) {
        const Fen needed = part(project.sources, source) - used(project, source)
                           - part(project.promised, source) + amount;
        const Fen kept = std::clamp<Fen>(needed, 0, amount);
        project.promised[source] += kept;
        m_books.commit(date, {project.line, source}, kept - amount);
    }
}

void Model::applyDecision(const Command& c) {
    Payment& payment = m_payments.at(c.id);
    const bool reviews = c.action == "payment.review";
    payment.deeds.push_back({c.as, reviews ? "review" : "approve"});
    if (c.decision != "approve")
        release(c.date, payment);
    payment.state = c.decision == "return"   ? "returned"
                    : c.decision == "reject" ? "rejected"
                    : reviews                ? "reviewed"
                                             : "approved";
    payment.lastStepOn = c.date;
}

// --- payment.pay, payment.reverse --------------------------------------------------------------

void Model::judgePay(const Command& c, Verdict& v) const {
    const auto found = m_payments.find(c.id);
    if (found == m_payments.end() || keys(found->second.sources) != keys(c.sources)) {
        v.badInput = true;
        return;
    }
    const Payment& payment = found->second;
    const Project& project = m_projects.at(payment.project);
    if (!payment.underWay())
        v.broken.insert("state.order");
    inOrder(c, payment.lastStepOn, v);
    separate(c, payment.deeds, "pay", v);
    if (payment.state == "requested" && needsOffice(payment))
        v.broken.insert("pay.office");
    if (payment.state != "approved")
        v.broken.insert("pay.leader");
    const bool waits = pathOf(project).noticeDays > 0 && payment.kind != "prepay";
    if (waits && paid(project) + payment.amount > servedCap(project, c.date))
        v.broken.insert("pay.notice");
    for (const auto& [source, amount] : payment.sources) {
        if (lockedOn(source, c.date))
            v.broken.insert("source.conditional");
        if (amount > m_books.spendable(source, c.date))
            v.broken.insert("source.cash");
    }
}

void Model::applyPay(const Command& c) {
    Payment& payment = m_payments.at(c.id);
    const Project& project = m_projects.at(payment.project);
    payment.state = "paid";
    payment.lastStepOn = c.date;
    payment.deeds.push_back({c.as, "pay"});
    for (const auto& [source, amount] : payment.sources) {
        m_books.commit(c.date, {project.line, source}, -amount);
        m_books.pay(c.date, {project.line, source}, amount);
    }
}

void Model::judgeReverse(const Command& c, Verdict& v) const {
    const auto found = m_payments.find(c.id);
    if (found == m_payments.end()) {
        v.badInput = true;
        return;
    }
    if (found->second.state != "paid" || sum(found->second.refunded) > 0)
        v.broken.insert("state.order");
    inOrder(c, found->second.lastStepOn, v);
}

void Model::applyReverse(const Command& c) {
    Payment& payment = m_payments.at(c.id);
    Project& project = m_projects.at(payment.project);
    payment.state = "approved";
    payment.lastStepOn = c.date;
    payment.deeds.push_back({c.as, "pay"});
    for (const auto& [source, amount] : payment.sources) {
        m_books.pay(c.date, {project.line, source}, -amount);
        m_books.commit(c.date, {project.line, source}, amount);
    }
    if (project.state == "closed")
        project.state = "started";
}

// --- payment.refund ----------------------------------------------------------------------------

void Model::judgeRefund(const Command& c, Verdict& v) const {
    const auto found = m_payments.find(c.about);
    if (found == m_payments.end()) {
        v.badInput = true;
        return;
    }
    const Payment& payment = found->second;
    const auto sources = settled(c, c.amount, keys(payment.sources));
    if (!sources) {
        v.badInput = true;
        return;
    }
    if (m_refunds.contains(c.id))
        v.broken.insert("id.taken");
    if (payment.state != "paid")
        v.broken.insert("state.order");
    inOrder(c, payment.lastStepOn, v);
    for (const auto& [source, amount] : *sources)
        if (amount > part(payment.sources, source) - part(payment.refunded, source))
            v.broken.insert("pay.refund");
}

void Model::applyRefund(const Command& c) {
    Payment& payment = m_payments.at(c.about);
    Project& project = m_projects.at(payment.project);
    const Parts sources = *settled(c, c.amount, keys(payment.sources));
    m_refunds[c.id] = {
        .payment = c.about, .date = c.date, .by = c.as, .sources = sources, .at = m_now};
    payment.lastStepOn = c.date;
    payment.deeds.push_back({c.as, "pay"});
    for (const auto& [source, amount] : sources) {
        payment.refunded[source] += amount;
        m_books.pay(c.date, {project.line, source}, -amount);
        if (!project.running())
            continue;
        project.promised[source] += amount;
        m_books.commit(c.date, {project.line, source}, amount);
    }
}

void Model::judgeVoidRefund(const Command& c, Verdict& v) const {
    const auto found = m_refunds.find(c.id);
    if (found == m_refunds.end()) {
        v.badInput = true;
        return;
    }
    const Refund& refund = found->second;
    const Payment& payment = m_payments.at(refund.payment);
    const Project& project = m_projects.at(payment.project);
    needRole(c.as, "finance", v);
    inOrder(c, refund.date, v);
    if (refund.by == c.as)
        v.broken.insert("duty.separation");
    bool rests = refund.voided || !project.running();
    for (const auto& [source, amount] : refund.sources)
        rests = rests || amount > part(project.promised, source)
                || amount > m_books.spendable(source, std::max(c.date, refund.date));
    // A payment asked for since, in the room that the refund made, rests on it.
    bool since = false;
    for (const auto& [id, other] : m_payments)
        since = since
                || (other.project == project.id && other.counts() && other.requestedAt > refund.at);
    const Fen back = sum(refund.sources);
    const Fen prepaidAgain = prepaid(project) + (payment.kind == "prepay" ? back : 0);
    const Fen cap = std::max(prepaidAgain, covered(project));
    const bool beyond = used(project) + back > cap || prepaidAgain > prepayCap(project);
    if (rests || (since && beyond))
        v.broken.insert("state.order");
}

} // namespace model
