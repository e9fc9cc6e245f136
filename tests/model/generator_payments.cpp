// SPDX-License-Identifier: GPL-3.0-only
#include "generator.h"

#include <algorithm>

namespace model {

// --- payments ----------------------------------------------------------------------------------

Generator::Maybe Generator::requestPayment() {
    const Payment* again =
        target(m_model.payments(), [](const Payment& one) { return one.state == "returned"; });
    const Project* project =
        again ? &m_model.projects().at(again->project)
              : target(m_model.projects(), [&](const Project& one) {
                    const bool early =
                        one.state == "approved" && m_model.pathOf(one).kinds.contains("prepay");
                    const bool earned = m_model.acceptedCap(one, today) > 0;
                    return one.running() && (early || earned)
                           && (!m_model.finalStands(one) || chance(3));
                });
    if (!project)
        return {};
    Command c = start("payment.request", "clerk",
                      again ? again->id : newId("BF-", m_model.payments().size()));
    c.about = project->id;
    const PathData& path = m_model.pathOf(*project);
    const bool early = project->state == "approved" && path.kinds.contains("prepay");
    c.kind = again                                         ? again->kind
             : early                                       ? "prepay"
             : path.kinds.contains("stage") && !chance(20) ? "stage"
                                                           : "final";
    if (chance(3))
        c.kind = any(std::vector<std::string>{"prepay", "stage", "final"});
    c.date = day(again ? again->lastStepOn : project->approvedOn);
    Fen cap = c.kind == "final" ? std::min(m_model.acceptedCap(*project, c.date),
                                           m_model.dueCap(*project, c.date))
                                : std::min(m_model.acceptedCap(*project, c.date),
                                           m_model.retainedCap(*project, c.date));
    guaranteed(c, *project);
    if (c.guarantee > 0)
        cap = m_model.acceptedCap(*project, c.date);
    Fen room = cap - m_model.used(*project);
    if (c.kind == "prepay")
        room = m_model.prepayCap(*project) - m_model.prepaid(*project);
    if (room <= 0 && !chance(15))
        return {};
    c.amount = near(room);
    Parts left;
    for (const auto& [source, amount] : project->sources)
        left[source] = amount - m_model.used(*project, source);
    if (project->sources.size() > 1)
        c.sources = chance(80) ? within(c.amount, left) : split(c.amount, keys(left));
    if (!m_model.plan().line(project->line).shares.empty() && chance(90))
        c.sources = shared(project->line, c.amount);
    if (m_model.planSaysPayees(*project)) {
        if (m_model.allowedPayees(*project, c.date).empty() && !chance(25))
            return {};
        c.payees = allowed(*project, c);
    } else if (m_model.counted(*project) ? chance(85) : chance(3)) {
        c.payees = payees(*project, c.amount);
    }
    return c;
}

// A bank's, of what would be held back.
void Generator::guaranteed(Command& c, const Project& project) {
    if (!m_model.pathOf(project).guarantee ? !chance(1) : c.kind == "prepay" || !chance(40))
        return;
    c.guarantee = near(c.kind == "final" ? m_model.withheld(project, c.date)
                                         : m_model.retained(project, c.date));
    c.until = daysAfter(c.date, chance(96) ? static_cast<int>(below(300)) : -1);
}

// One of whom the plan lets be paid, or two of them; where it is one alone it may go unsaid.
Parts Generator::allowed(const Project& project, const Command& c) {
    const auto units = m_model.allowedPayees(project, c.date);
    if (units.empty() || chance(5))
        return chance(50) ? Parts() : Parts{{anyUnit(), c.amount}};
    if (units.size() == 1 ? chance(60) : chance(3))
        return {};
    const bool single = project.sources.size() == 1 || c.sources.size() == 1;
    Parts found{{any(units), c.amount}};
    const std::string other = any(units);
    if (single && c.amount > 1 && !found.contains(other)) {
        const Fen some = 1 + static_cast<Fen>(below(static_cast<std::uint64_t>(c.amount - 1)));
        found.begin()->second -= some;
        found[other] = some;
    }
    return found;
}

// Each who has something for what is still his, the project's unit for the rest.
Parts Generator::payees(const Project& project, Fen amount) {
    Parts found;
    for (const auto& [unit, known] : m_model.units()) {
        const Fen own = m_model.ownShare(project, unit) - m_model.askedFor(project, unit);
        const Fen some = std::min(amount, chance(4) ? own + 1 : own);
        if (some <= 0 || (unit == project.unit && chance(50)))
            continue;
        found[unit] = some;
        amount -= some;
    }
    if (amount > 0)
        found[chance(92) ? project.unit : anyUnit()] += amount;
    return found;
}

Generator::Maybe Generator::reviewPayment() {
    const Payment* one = target(m_model.payments(), [&](const Payment& open) {
        return open.state == "requested" && m_model.needsOffice(open);
    });
    if (!one)
        return {};
    Command c = start("payment.review", "reviewer", one->id);
    c.date = day(one->lastStepOn);
    c.decision = chance(80) ? "approve" : chance(70) ? "return" : "reject";
    return c;
}

Generator::Maybe Generator::approvePayment() {
    const Payment* one = target(m_model.payments(), [&](const Payment& open) {
        return open.state == "reviewed" || (open.state == "requested" && !m_model.needsOffice(open))
               || (open.state == "approved" && chance(10))
               || (open.all(&Share::returned) > 0 && chance(40));
    });
    if (!one)
        return {};
    Command c = start("payment.approve", "leader", one->id);
    c.date = day(one->lastStepOn);
    const bool before = one->state == "requested" || one->state == "reviewed";
    c.decision = chance(before ? 80 : 8) ? "approve" : chance(70) ? "return" : "reject";
    const Fen above = m_model.plan().collectiveAbove;
    const bool large = above >= 0 && one->amount > above;
    c.flag = chance(c.decision != "approve" ? 1 : large ? 85 : 3);
    return c;
}

Generator::Maybe Generator::pay() {
    const Payment* one = target(m_model.payments(), [](const Payment& open) {
        return open.state == "approved" || open.all(&Share::returned) > 0;
    });
    if (!one)
        return {};
    Command c = start("payment.pay", "finance", one->id);
    c.date = day(one->lastStepOn);
    c.sources = one->sources;
    for (const auto& [source, amount] : one->sources)
        if (amount > m_model.books().spendable(source, c.date) && !chance(15))
            return {};
    return c;
}

Generator::Maybe Generator::reverse() {
    const Payment* one =
        target(m_model.payments(), [](const Payment& paid) { return paid.state == "paid"; });
    if (!one)
        return {};
    Command c = start("payment.reverse", "finance", one->id);
    c.date = day(one->lastStepOn);
    if (one->payees.size() > 1 ? chance(80) : chance(20))
        for (const auto& [unit, share] : one->payees)
            if (chance(50))
                c.names.push_back(unit);
    return c;
}

Generator::Maybe Generator::refund() {
    const Payment* one =
        target(m_model.payments(), [](const Payment& paid) { return paid.state == "paid"; });
    if (!one)
        return {};
    Command c = start("payment.refund", "finance", newId("TH-", m_model.refunds().size()));
    c.about = one->id;
    c.date = day(one->lastStepOn);
    c.amount = near(one->net());
    Parts left;
    for (const auto& [source, amount] : one->sources) {
        const auto back = one->refunded.find(source);
        left[source] = amount - (back == one->refunded.end() ? 0 : back->second);
    }
    if (left.size() > 1)
        c.sources = within(c.amount, left);
    if (one->payees.size() > 1 ? chance(95) : chance(20)) {
        c.payee = any(one->payees).first;
        if (one->payees.size() > 1)
            c.amount = near(one->payees.at(c.payee).net());
    }
    return c;
}

} // namespace model
