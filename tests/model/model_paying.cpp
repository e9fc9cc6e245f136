// SPDX-License-Identifier: GPL-3.0-only
#include "model.h"

#include <algorithm>

// Money that goes out to payees, and money that comes back from them.

namespace model {

namespace {

// What one payment.pay would pay: all of an approved one, of a paid one what came back.
Parts due(const Payment& payment) {
    Parts parts;
    for (const auto& [source, amount] : payment.sources)
        parts[source] = payment.state == "paid" ? payment.part(source, &Share::returned)
                                                : amount - payment.part(source, &Share::gone);
    return parts;
}

bool dueTo(const Payment& payment, const Share& share) {
    return payment.state == "paid" ? share.returned > 0 : share.amount > share.gone;
}

} // namespace

// --- payment.pay -------------------------------------------------------------------------------

void Model::judgePay(const Command& c, Expectation& v) const {
    const auto found = m_payments.find(c.id);
    if (found == m_payments.end() || keys(found->second.sources) != keys(c.sources)) {
        v.badInput = true;
        return;
    }
    const Payment& payment = found->second;
    const Project& project = m_projects.at(payment.project);
    const bool again = payment.state == "paid" && payment.all(&Share::returned) > 0;
    if (!payment.underWay() && !again)
        v.broken.insert("state.order");
    inOrder(c, payment.lastStepOn, v);
    inOpenMonth(c, v);
    notBarred(project.unit, v);
    stillMayHold(project, v);
    for (const auto& [unit, share] : payment.payees)
        if (dueTo(payment, share))
            notBarred(unit, v);
    separate(c, payment.deeds, "pay", v);
    if (payment.state == "requested" && needsOffice(payment))
        v.broken.insert("pay.office");
    if (payment.state != "approved" && !again)
        v.broken.insert("pay.leader");
    const Parts parts = due(payment);
    // Less support leaves less that may be paid ahead of its acceptance.
    const Fen used = this->used(project);
    const Fen before = prepaid(project);
    const Fen granted = accepted(project);
    const Fen mostBefore = std::max(prepayCap(project), granted);
    const Fen mostInAll = std::max({before, granted, reached(project, today, {}, false).ahead});
    const bool early = payment.kind == "prepay";
    if (before > mostBefore || used > mostInAll)
        v.bounds.push_back(
            {early ? "pay.prepay-cap" : "pay.accepted",
             std::max<Fen>((early ? mostBefore - before : mostInAll - used) + sum(parts), 0),
             sum(parts),
             {}});
    if (const auto most = audited(project))
        v.within("accept.audit", *most - paid(project), sum(parts));
    else if (payment.kind == "final" && pathOf(project).audit)
        v.within("accept.audit", 0, sum(parts));
    const bool waits = pathOf(project).noticeDays > 0 && payment.kind != "prepay";
    const Fen ahead = reached(project, c.date, {}, false).ahead;
    if (waits && paid(project) + sum(parts) > std::max(servedCap(project, c.date), ahead))
        v.broken.insert("pay.notice");
    for (const auto& [source, amount] : parts) {
        if (lockedOn(source, c.date))
            v.broken.insert("source.conditional");
        if (amount > m_books.spendable(source, c.date))
            v.broken.insert("source.cash");
    }
    for (const auto& [id, share] : payment.payees) {
        const Unit& unit = m_units.at(id);
        const bool changed = share.bank != 0 && share.bank != unit.bank;
        if (dueTo(payment, share) && (changed || !unit.confirmed || c.date < unit.confirmedOn))
            v.broken.insert("unit.bank");
    }
}

void Model::applyPay(const Command& c) {
    Payment& payment = m_payments.at(c.id);
    const Project& project = m_projects.at(payment.project);
    for (const auto& [source, amount] : due(payment)) {
        m_books.commit(c.date, {project.line, source}, -amount);
        m_books.pay(c.date, {project.line, source}, amount);
    }
    for (auto& [unit, share] : payment.payees) {
        const Fen paid = payment.state == "paid" ? share.returned : share.amount - share.gone;
        happened(c, project.id, Event::What::Paid, paid, unit);
        share.returned = 0;
    }
    if (payment.state != "paid") { // a share that came back and is paid again changes neither
        payment.paidOn = c.date;
        payment.paidAt = m_now;
    }
    payment.state = "paid";
    payment.lastStepOn = c.date;
    payment.deeds.push_back({c.as, "pay"});
}

// --- payment.reverse ---------------------------------------------------------------------------

// Whole shares only: none that came back already, of which nothing was given back or recovered.
void Model::judgeReverse(const Command& c, Expectation& v) const {
    const auto found = m_payments.find(c.id);
    if (found == m_payments.end()) {
        v.badInput = true;
        return;
    }
    const Payment& payment = found->second;
    const Project& project = m_projects.at(payment.project);
    for (const std::string& name : c.names)
        v.badInput = v.badInput || !payment.payees.contains(name);
    if (v.badInput)
        return;
    bool whole = payment.state == "paid";
    bool some = false;
    Fen back = 0;
    for (const auto& [unit, share] : payment.payees) {
        const bool named =
            c.names.empty() || std::find(c.names.begin(), c.names.end(), unit) != c.names.end();
        const bool left = share.amount > share.gone + share.returned;
        if (!named || (c.names.empty() && !left))
            continue;
        some = true;
        whole = whole && left && share.refunded == 0 && share.recovered == 0;
        back += share.amount - share.gone - share.returned;
    }
    // Of each source no more than is out of it, by the payment and by its project.
    for (const auto& [source, amount] : payment.sources)
        back -= std::clamp<Fen>(paid(project, source), 0,
                                amount - part(payment.refunded, source)
                                    - payment.part(source, &Share::returned)
                                    - payment.part(source, &Share::gone));
    whole = whole && back <= 0;
    if (!whole || !some)
        v.broken.insert("state.order");
    inOrder(c, payment.lastStepOn, v);
    inOpenMonth(c, v);
}

void Model::applyReverse(const Command& c) {
    Payment& payment = m_payments.at(c.id);
    Project& project = m_projects.at(payment.project);
    Parts before;
    for (const auto& [source, amount] : payment.sources)
        before[source] = payment.part(source, &Share::returned);
    bool all = true;
    for (auto& [unit, share] : payment.payees) {
        const bool named =
            c.names.empty() || std::find(c.names.begin(), c.names.end(), unit) != c.names.end();
        if (named) {
            happened(c, project.id, Event::What::Paid, share.returned + share.gone - share.amount,
                     unit);
            share.returned = share.amount - share.gone;
            share.bank = 0;
        }
        all = all && share.returned + share.gone == share.amount;
    }
    for (const auto& [source, amount] : before) {
        const Fen back = payment.part(source, &Share::returned) - amount;
        m_books.pay(c.date, {project.line, source}, -back);
        m_books.commit(c.date, {project.line, source}, back);
    }
    if (all) {
        payment.state = "approved";
        for (auto& [unit, share] : payment.payees)
            share.returned = 0;
    }
    payment.lastStepOn = c.date;
    payment.deeds.push_back({c.as, "pay"});
    if (project.state == "closed")
        project.state = "started";
}

// --- payment.refund ----------------------------------------------------------------------------

void Model::judgeRefund(const Command& c, Expectation& v) const {
    const auto found = m_payments.find(c.about);
    if (found == m_payments.end()) {
        v.badInput = true;
        return;
    }
    const Payment& payment = found->second;
    const Project& project = m_projects.at(payment.project);
    const auto sources = settled(c, c.amount, keys(payment.sources));
    const std::string payee = c.payee.empty() ? payment.payees.begin()->first : c.payee;
    const auto share = payment.payees.find(payee);
    if (!sources || share == payment.payees.end()
        || (c.payee.empty() && payment.payees.size() > 1)) {
        v.badInput = true;
        return;
    }
    if (m_refunds.contains(c.id))
        v.broken.insert("id.taken");
    if (payment.state != "paid")
        v.broken.insert("state.order");
    inOrder(c, payment.lastStepOn, v);
    inOpenMonth(c, v);
    for (const auto& [source, amount] : *sources)
        v.within("pay.refund", holdsOf(payment, payee, source), amount, source);
}

void Model::applyRefund(const Command& c) {
    Payment& payment = m_payments.at(c.about);
    Project& project = m_projects.at(payment.project);
    const Parts sources = *settled(c, c.amount, keys(payment.sources));
    const std::string payee = c.payee.empty() ? payment.payees.begin()->first : c.payee;
    m_refunds[c.id] = {.payment = c.about,
                       .payee = payee,
                       .date = c.date,
                       .by = c.as,
                       .sources = sources,
                       .at = m_now};
    payment.payees.at(payee).refunded += c.amount;
    happened(c, project.id, Event::What::Paid, -c.amount, payee);
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

// A final payment would be in the way again, were that refund or that recovery voided, and another
// one stands or something was asked for since, which could not have been.
bool Model::wouldStandAgain(const Payment& payment, Fen refunded, const Recovery* recovery,
                            bool since) const {
    if (payment.kind != "final" || payment.state != "paid"
        || (recovery && recovery->at <= payment.paidAt))
        return false;
    bool opened = sum(payment.refunded) > refunded || payment.all(&Share::gone) > 0;
    for (const auto& [id, one] : m_recoveries)
        opened = opened
                 || (one.project == payment.project && !one.voided && &one != recovery
                     && one.at > payment.paidAt);
    const bool other = std::any_of(m_payments.begin(), m_payments.end(), [&](const auto& entry) {
        return entry.second.project == payment.project && entry.first != payment.id
               && stands(entry.second);
    });
    return !opened && (other || since);
}

void Model::judgeVoidRefund(const Command& c, Expectation& v) const {
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
    inOpenMonth(c, v);
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
    const bool twice = wouldStandAgain(payment, back, nullptr, since);
    // Whatever else was decided since, no more than what is accepted is paid again.
    const Fen ahead = reached(project, today, {}, false).ahead;
    const bool uncovered = used(project) + back > std::max({prepaidAgain, accepted(project), ahead})
                           || prepaidAgain > std::max(prepayCap(project), accepted(project));
    if (rests || twice || (since && beyond) || uncovered)
        v.broken.insert("state.order");
}

void Model::applyVoidRefund(const Command& c) {
    Refund& refund = m_refunds.at(c.id);
    Payment& payment = m_payments.at(refund.payment);
    Project& project = m_projects.at(payment.project);
    refund.voided = true;
    payment.payees.at(refund.payee).refunded -= sum(refund.sources);
    payment.lastStepOn = std::max(payment.lastStepOn, c.date);
    happened(c, project.id, Event::What::Paid, sum(refund.sources), refund.payee);
    for (const auto& [source, amount] : refund.sources) {
        payment.refunded[source] -= amount;
        project.promised[source] -= amount;
        m_books.commit(c.date, {project.line, source}, -amount);
        m_books.pay(c.date, {project.line, source}, amount);
    }
}

} // namespace model
