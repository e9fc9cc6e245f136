// SPDX-License-Identifier: GPL-3.0-only
#include "model.h"

// Money in and the plan: receipts, returns, the evaluation and its award, reallocation.

namespace model {

void Model::judgeReceive(const Command& c, Expectation& v) const {
    v.badInput = !knownSource(c.source);
    if (m_receipts.contains(c.id))
        v.broken.insert("id.taken");
    inOrder(c, {}, v);
    inOpenMonth(c, v);
    if (lockedOn(c.source, c.date))
        v.broken.insert("source.conditional");
    const Purse purse = m_books.purse(c.source);
    v.within("source.cash", purse.given - purse.received, c.amount);
}

void Model::applyReceive(const Command& c) {
    m_receipts[c.id] = {c.source, c.date, c.as, c.amount};
    m_books.receive(c.date, c.source, c.amount);
}

void Model::judgeVoidReceipt(const Command& c, Expectation& v) const {
    const auto found = m_receipts.find(c.id);
    if (found == m_receipts.end()) {
        v.badInput = true;
        return;
    }
    const Receipt& receipt = found->second;
    needRole(c.as, "finance", v);
    inOrder(c, receipt.date, v);
    inOpenMonth(c, v);
    const bool rests =
        m_books.spendable(receipt.source, std::max(c.date, receipt.date)) < receipt.amount;
    if (receipt.voided || rests)
        v.broken.insert("state.order");
    if (receipt.by == c.as)
        v.broken.insert("duty.separation");
}

void Model::judgeReturn(const Command& c, Expectation& v) const {
    v.badInput = !knownSource(c.source) || sum(c.allocations) != c.amount;
    if (m_changes.contains(c.action + ' ' + c.id))
        v.broken.insert("id.taken");
    inOrder(c, {}, v);
    inOpenMonth(c, v);
    if (lockedOn(c.source, c.date))
        v.broken.insert("source.conditional");
    for (const auto& [line, amount] : c.allocations)
        v.within("plan.return", m_books.row(line, c.source).available(), amount);
    v.within("plan.return", m_books.spendable(c.source, c.date), c.amount);
}

void Model::applyReturn(const Command& c) {
    m_changes[c.action + ' ' + c.id] = {.id = c.id,
                                        .action = c.action,
                                        .source = c.source,
                                        .date = c.date,
                                        .by = c.as,
                                        .allocations = c.allocations,
                                        .amount = c.amount};
    for (const auto& [line, amount] : c.allocations)
        m_books.budget(c.date, {line, c.source}, -amount);
    m_books.handUp(c.date, c.source, c.amount);
}

void Model::judgeEvaluation(const Command& c, Expectation& v) const {
    v.badInput = m_plan.conditional.empty() || c.flag == (c.amount == 0);
    if (m_evaluations.contains(c.id))
        v.broken.insert("id.taken");
    if (passed())
        v.broken.insert("state.order");
    inOrder(c, {}, v);
}

void Model::applyEvaluation(const Command& c) {
    m_evaluations[c.id] = {.date = c.date, .by = c.as, .passed = c.flag, .awarded = c.amount};
    // The award stands in the place of what was planned; supplements are beside both.
    if (c.flag)
        m_books.give(c.date, m_plan.conditional, c.amount - m_plan.planned.at(m_plan.conditional));
}

void Model::judgeVoidEvaluation(const Command& c, Expectation& v) const {
    const auto found = m_evaluations.find(c.id);
    if (found == m_evaluations.end()) {
        v.badInput = true;
        return;
    }
    const Evaluation& one = found->second;
    needRole(c.as, "group", v);
    inOrder(c, one.date, v);
    bool used = m_awardAdjusted || m_books.purse(m_plan.conditional).received > 0;
    for (const auto& [place, row] : m_books.rows())
        if (place.second == m_plan.conditional)
            used = used || row.committed > 0 || row.paid > 0 || row.recovered > 0;
    for (const auto& [key, change] : m_changes)
        used = used
               || (change.source == m_plan.conditional && !change.voided
                   && change.action == "fund.return");
    if (one.voided || (one.passed && used))
        v.broken.insert("state.order");
    if (one.by == c.as)
        v.broken.insert("duty.separation");
}

// --- void of a return, a supplement ------------------------------------------------------------

void Model::judgeVoidChange(const Command& c, Expectation& v) const {
    const auto found =
        m_changes.find((c.kind == "return" ? "fund.return " : "plan.supplement ") + c.id);
    if (found == m_changes.end()) {
        v.badInput = true;
        return;
    }
    const PlanChange& one = found->second;
    needRole(c.as, "group", v);
    inOrder(c, one.date, v);
    bool rests = one.voided;
    if (c.kind == "return") {
        inOpenMonth(c, v);
    } else {
        const Purse purse = m_books.purse(one.source);
        rests = rests || purse.received > purse.given - one.amount;
        for (const auto& [line, amount] : one.allocations)
            rests = rests || amount > m_books.row(line, one.source).available();
    }
    if (rests)
        v.broken.insert("state.order");
    if (one.by == c.as)
        v.broken.insert("duty.separation");
}

void Model::applyVoidChange(const Command& c) {
    PlanChange& one =
        m_changes.at((c.kind == "return" ? "fund.return " : "plan.supplement ") + c.id);
    one.voided = true;
    const Fen sign = c.kind == "return" ? 1 : -1;
    for (const auto& [line, amount] : one.allocations)
        m_books.budget(c.date, {line, one.source}, sign * amount);
    if (c.kind == "return")
        m_books.handUp(c.date, one.source, -one.amount);
    else
        m_books.give(c.date, one.source, -one.amount);
}

void Model::judgeReallocate(const Command& c, Expectation& v) const {
    if (m_changes.contains(c.action + ' ' + c.id))
        v.broken.insert("id.taken");
    inOrder(c, {}, v);
    std::map<LineAndSource, Fen> net;
    for (const Move& move : c.moves) {
        v.badInput = v.badInput || !knownSource(move.source) || move.from == move.to;
        net[{move.from, move.source}] -= move.amount;
        net[{move.to, move.source}] += move.amount;
    }
    for (const auto& [place, by] : net)
        if (m_books.row(place.first, place.second).available() + by < 0)
            v.broken.insert("plan.reallocate");
    for (const auto& [item, ceiling] : c.ceilings)
        if (ceiling < boundByItem(item))
            v.broken.insert("plan.reallocate");
}

void Model::applyReallocate(const Command& c) {
    m_changes[c.action + ' ' + c.id] = {.id = c.id,
                                        .action = c.action,
                                        .source = c.source,
                                        .date = c.date,
                                        .by = c.as,
                                        .allocations = c.allocations,
                                        .amount = c.amount};
    for (const Move& move : c.moves) {
        m_books.budget(c.date, {move.from, move.source}, -move.amount);
        m_books.budget(c.date, {move.to, move.source}, move.amount);
    }
    for (const auto& [item, ceiling] : c.ceilings)
        m_ceilings[item] = ceiling;
}

void Model::judgeSupplement(const Command& c, Expectation& v) const {
    // A source that only a voided supplement brought is to be named anew.
    bool known = m_plan.planned.contains(c.source);
    for (const auto& [key, one] : m_changes)
        known = known || (one.action == "plan.supplement" && one.source == c.source && !one.voided);
    // A locked source may be supplemented: that is planned money, received and committed later.
    v.badInput = known == c.flag || sum(c.allocations) != c.amount;
    if (m_changes.contains(c.action + ' ' + c.id))
        v.broken.insert("id.taken");
    inOrder(c, {}, v);
}

void Model::applySupplement(const Command& c) {
    m_changes[c.action + ' ' + c.id] = {.id = c.id,
                                        .action = c.action,
                                        .source = c.source,
                                        .date = c.date,
                                        .by = c.as,
                                        .allocations = c.allocations,
                                        .amount = c.amount};
    if (c.flag && !knownSource(c.source))
        m_plan.sources.push_back(c.source);
    m_books.give(c.date, c.source, c.amount);
    for (const auto& [line, amount] : c.allocations)
        m_books.budget(c.date, {line, c.source}, amount);
}

void Model::judgeAward(const Command& c, Expectation& v) const {
    if (m_changes.contains(c.action + ' ' + c.id))
        v.broken.insert("id.taken");
    const auto evaluation = passed();
    if (!evaluation)
        v.broken.insert("state.order");
    std::string last;
    for (const auto& [key, one] : m_changes)
        if (one.action == c.action)
            last = std::max(last, one.date);
    inOrder(c, last, v);
    if (evaluation && c.date < evaluation->date) // its date decides
        v.broken.insert("source.conditional");
    Fen total = 0;
    for (const LineData& line : m_plan.lines) {
        const Row row = m_books.row(line.code, m_plan.conditional);
        const auto given = c.allocations.find(line.code);
        const Fen budget = given == c.allocations.end() ? row.budget : given->second;
        total += budget;
        if (budget < row.committed + row.paid - row.recovered)
            v.broken.insert("line.ceiling");
    }
    if (total != m_books.purse(m_plan.conditional).planned())
        v.broken.insert("source.award");
}

void Model::applyAward(const Command& c) {
    m_changes[c.action + ' ' + c.id] = {.id = c.id,
                                        .action = c.action,
                                        .source = c.source,
                                        .date = c.date,
                                        .by = c.as,
                                        .allocations = c.allocations,
                                        .amount = c.amount};
    m_awardAdjusted = true;
    for (const auto& [line, amount] : c.allocations) {
        const LineAndSource place{line, m_plan.conditional};
        m_books.budget(c.date, place, amount - m_books.row(line, m_plan.conditional).budget);
    }
}

} // namespace model
