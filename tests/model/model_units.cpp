// SPDX-License-Identifier: GPL-3.0-only
#include "model.h"

#include <algorithm>

// Units: their papers, codes and accounts.

namespace model {

// The only date inside is that of the evidence, and the command has none of its own.
void Model::judgeRegister(const Command& c, Expectation& v) const {
    if (m_units.contains(c.id))
        v.broken.insert("id.taken");
    if (c.inside > today)
        v.broken.insert("date.order");
    for (const auto& [id, unit] : m_units)
        if (!unit.code.empty() && unit.code == c.code)
            v.broken.insert("unit.code");
}

void Model::applyRegister(const Command& c) {
    m_units[c.id] = {.id = c.id,
                     .kind = c.kind,
                     .evidenceOn = c.inside,
                     .lastStepOn = "",
                     .changedBy = "",
                     .code = c.code};
}

void Model::judgeChangeUnit(const Command& c, Expectation& v) const {
    const auto found = m_units.find(c.id);
    if (found == m_units.end()) {
        v.badInput = true;
        return;
    }
    inOrder(c, found->second.changedOn, v);
    inOrder(c, c.bank > 0 && c.bank != found->second.bank ? found->second.lastStepOn : "", v);
    if (c.inside > c.date)
        v.broken.insert("date.order");
    for (const auto& [id, unit] : m_units)
        if (id != c.id && !unit.code.empty() && unit.code == c.code)
            v.broken.insert("unit.code");
    // An individual has an identity number, the others a credit code: neither is the other's.
    const std::string kind = c.kind.empty() ? found->second.kind : c.kind;
    const bool changes = (kind == "individual") != (found->second.kind == "individual");
    if (changes && c.code.empty())
        v.broken.insert("unit.code");
    for (const auto& [id, project] : m_projects)
        if (project.unit == c.id && project.running() && kind != found->second.kind
            && !m_plan.mayHold(kind, project.item))
            v.broken.insert("unit.kind");
}

void Model::applyChangeUnit(const Command& c) {
    Unit& unit = m_units.at(c.id);
    if (!c.kind.empty())
        unit.kind = c.kind;
    if (!c.code.empty())
        unit.code = c.code;
    if (!c.inside.empty())
        unit.evidenceOn = c.inside;
    unit.changedOn = c.date;
    if (c.bank == 0 || c.bank == unit.bank) // its own is no other one
        return;
    unit.lastStepOn = c.date;
    unit.bank = c.bank;
    unit.confirmed = false;
    unit.confirmedOn.clear();
    unit.changedBy = c.as;
    // unit.bank: requests not yet approved are sent back.
    for (auto& [id, payment] : m_payments) {
        if ((payment.state != "requested" && payment.state != "reviewed")
            || !payment.payees.contains(c.id))
            continue;
        payment.lastStepOn = std::max(payment.lastStepOn, c.date);
        release(payment.lastStepOn, payment, payment.sources);
        payment.state = "returned";
        note(payment.lastStepOn);
    }
}

void Model::judgeConfirmBank(const Command& c, Expectation& v) const {
    const auto found = m_units.find(c.id);
    if (found == m_units.end()) {
        v.badInput = true;
        return;
    }
    if (found->second.confirmed)
        v.broken.insert("state.order");
    inOrder(c, found->second.lastStepOn, v);
    if (found->second.changedBy == c.as)
        v.broken.insert("duty.separation");
}

void Model::applyConfirmBank(const Command& c) {
    Unit& unit = m_units.at(c.id);
    unit.confirmed = true;
    unit.confirmedOn = c.date;
    unit.lastStepOn = std::max(unit.lastStepOn, c.date); // the next account comes after it
}

} // namespace model
