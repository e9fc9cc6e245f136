// SPDX-License-Identifier: GPL-3.0-only
#include "model.h"

// Money in and the plan: receipts, returns, the evaluation and its award, reallocation.

namespace model {

void Model::judgeReceive(const Command& c, Verdict& v) const {
    v.badInput = !knownSource(c.source);
    if (m_receipts.contains(c.id))
        v.broken.insert("id.taken");
    inOrder(c, {}, v);
    if (lockedOn(c.source, c.date))
        v.broken.insert("source.conditional");
    const Purse purse = m_books.purse(c.source);
    if (purse.received + c.amount > purse.given)
        v.broken.insert("source.cash");
}

void Model::applyReceive(const Command& c) {
    m_receipts[c.id] = {c.source, c.date, c.as, c.amount};
    m_books.receive(c.date, c.source, c.amount);
}

void Model::judgeVoidReceipt(const Command& c, Verdict& v) const {
    const auto found = m_receipts.find(c.id);
    if (found == m_receipts.end()) {
        v.badInput = true;
        return;
    }
    const Receipt& receipt = found->second;
    needRole(c.as, "finance", v);
    inOrder(c, receipt.date, v);
    const bool rests =
        m_books.spendable(receipt.source, std::max(c.date, receipt.date)) < receipt.amount;
    if (receipt.voided || rests)
        v.broken.insert("state.order");
    if (receipt.by == c.as)
        v.broken.insert("duty.separation");
}

void Model::judgeReturn(const Command& c, Verdict& v) const {
    v.badInput = !knownSource(c.source) || sum(c.allocations) != c.amount;
    if (m_planChanges.contains(c.action + c.id))
        v.broken.insert("id.taken");
    inOrder(c, {}, v);
    if (lockedOn(c.source, c.date))
        v.broken.insert("source.conditional");
    for (const auto& [line, amount] : c.allocations)
        if (amount > m_books.row(line, c.source).available())
            v.broken.insert("plan.return");
    if (c.amount > m_books.spendable(c.source, c.date))
        v.broken.insert("plan.return");
}

void Model::applyReturn(const Command& c) {
    m_planChanges.insert(c.action + c.id);
    for (const auto& [line, amount] : c.allocations)
        m_books.budget(c.date, {line, c.source}, -amount);
    m_books.handUp(c.date, c.source, c.amount);
}

void Model::judgeEvaluation(const Command& c, Verdict& v) const {
    v.badInput = m_plan.conditional.empty() || c.flag == (c.amount == 0);
    if (m_evaluations.contains(c.id))
        v.broken.insert("id.taken");
    if (passed())
        v.broken.insert("state.order");
    inOrder(c, {}, v);
}

void Model::applyEvaluation(const Command& c) {
    const Fen before = m_books.purse(m_plan.conditional).given;
    m_evaluations[c.id] = {
        .date = c.date, .by = c.as, .passed = c.flag, .awarded = c.amount, .before = before};
    if (c.flag)
        m_books.give(c.date, m_plan.conditional, c.amount - before);
}

void Model::judgeVoidEvaluation(const Command& c, Verdict& v) const {
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
            used = used || row.committed > 0 || row.paid > 0;
    if (one.voided || (one.passed && used))
        v.broken.insert("state.order");
    if (one.by == c.as)
        v.broken.insert("duty.separation");
}

void Model::judgeReallocate(const Command& c, Verdict& v) const {
    if (m_planChanges.contains(c.action + c.id))
        v.broken.insert("id.taken");
    inOrder(c, {}, v);
    std::map<Place, Fen> net;
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
    m_planChanges.insert(c.action + c.id);
    for (const Move& move : c.moves) {
        m_books.budget(c.date, {move.from, move.source}, -move.amount);
        m_books.budget(c.date, {move.to, move.source}, move.amount);
    }
    for (const auto& [item, ceiling] : c.ceilings)
        m_ceilings[item] = ceiling;
}

void Model::judgeSupplement(const Command& c, Verdict& v) const {
    v.badInput = knownSource(c.source) == c.flag || sum(c.allocations) != c.amount;
    if (m_planChanges.contains(c.action + c.id))
        v.broken.insert("id.taken");
    inOrder(c, {}, v);
}

void Model::applySupplement(const Command& c) {
    m_planChanges.insert(c.action + c.id);
    if (c.flag)
        m_plan.sources.push_back(c.source);
    m_books.give(c.date, c.source, c.amount);
    for (const auto& [line, amount] : c.allocations)
        m_books.budget(c.date, {line, c.source}, amount);
}

void Model::judgeAward(const Command& c, Verdict& v) const {
    if (m_planChanges.contains(c.action + c.id))
        v.broken.insert("id.taken");
    const auto evaluation = passed();
    if (!evaluation)
        v.broken.insert("state.order");
    inOrder(c, "", v);
    if (evaluation && c.date < evaluation->date) // its date decides
        v.broken.insert("source.conditional");
    Fen total = 0;
    for (const LineData& line : m_plan.lines) {
        const Row row = m_books.row(line.code, m_plan.conditional);
        const auto given = c.allocations.find(line.code);
        const Fen budget = given == c.allocations.end() ? row.budget : given->second;
        total += budget;
        if (budget < row.committed + row.paid)
            v.broken.insert("line.ceiling");
    }
    if (total != m_books.purse(m_plan.conditional).planned())
        v.broken.insert("source.award");
}

void Model::applyAward(const Command& c) {
    m_planChanges.insert(c.action + c.id);
    m_awardAdjusted = true;
    for (const auto& [line, amount] : c.allocations) {
        const Place place{line, m_plan.conditional};
        m_books.budget(c.date, place, amount - m_books.row(line, m_plan.conditional).budget);
    }
}

} // namespace model
