// SPDX-License-Identifier: GPL-3.0-only
#include "model.h"

#include <algorithm>

// Interest, contracts, invoices and milestones: no money moves by them.

namespace model {

namespace {

// An invoice as it is, however it was typed: blanks and width do not count, and the code of an
// invoice may stand in front of its eight digits.
std::pair<std::string, std::string> invoiceOf(const Command& c) {
    std::string digits;
    for (std::size_t i = 0; i < c.number.size(); ++i) {
        // A full-width digit is EF BC 90 to EF BC 99.
        if (static_cast<unsigned char>(c.number[i]) == 0xEF) {
            digits += static_cast<char>(static_cast<unsigned char>(c.number[i + 2]) - 0x90 + '0');
            i += 2;
        } else if (c.number[i] != ' ') {
            digits += c.number[i];
        }
    }
    const std::string front = digits.size() > 8 ? digits.substr(0, digits.size() - 8) : "";
    if ((front.size() == 10 || front.size() == 12) && (c.code.empty() || c.code == front))
        return {digits.substr(digits.size() - 8), digits.substr(0, digits.size() - 8)};
    return {digits, c.code};
}

std::string keyOfRecord(const std::string& action, const std::string& id) {
    return (action == "fund.interest" ? "interest" : action.substr(0, action.find('.'))) + ' ' + id;
}

} // namespace

void Model::judgeRecord(const Command& c, Expectation& v) const {
    if (m_records.contains(keyOfRecord(c.action, c.id)))
        v.broken.insert("id.taken");
    inOrder(c, {}, v);
    if (c.action == "fund.interest")
        return;
    const auto found = m_projects.find(c.about);
    if (found == m_projects.end()) {
        v.badInput = true;
        return;
    }
    static const std::set<std::string> gone{"rejected", "cancelled", "withdrawn"};
    if (gone.contains(found->second.state))
        v.broken.insert("state.order");
    if (c.action != "invoice.record")
        return;
    const auto [number, code] = invoiceOf(c);
    for (const auto& [key, one] : m_records)
        if (one.kind == "invoice" && !one.voided && one.number == number
            && (one.code.empty() || code.empty() || one.code == code))
            v.broken.insert("invoice.duplicate");
}

void Model::applyRecord(const Command& c) {
    Record record{.id = c.id,
                  .kind = c.action == "fund.interest" ? "interest"
                                                      : c.action.substr(0, c.action.find('.')),
                  .project = c.about,
                  .date = c.date,
                  .by = c.as,
                  .number = c.action == "milestone.record" ? c.number : "",
                  .code = ""};
    if (record.kind == "contract") {
        record.amount = c.amount;
        record.party = c.party;
    }
    if (record.kind == "invoice")
        std::tie(record.number, record.code) = invoiceOf(c);
    m_records[keyOfRecord(c.action, c.id)] = record;
}

void Model::judgeVoidRecord(const Command& c, Expectation& v) const {
    const auto found = m_records.find(c.kind + ' ' + c.id);
    if (found == m_records.end()) {
        v.badInput = true;
        return;
    }
    const Record& record = found->second;
    needRole(c.as,
             c.kind == "interest"    ? "finance"
             : c.kind == "milestone" ? "inspector"
                                     : "clerk",
             v);
    inOrder(c, record.date, v);
    const auto project = m_projects.find(record.project);
    if (record.voided || (project != m_projects.end() && project->second.state == "closed"))
        v.broken.insert("state.order");
    if (record.by == c.as)
        v.broken.insert("duty.separation");
    if (c.kind != "contract" && c.kind != "milestone")
        return;
    const Project& of = project->second;
    if (c.kind == "contract" && restsOnContract(of, found->first))
        v.broken.insert("state.order");
    const Fen left = covered(of, found->first);
    if (!record.voided && used(of) > std::max(prepaid(of), left) && left < covered(of))
        v.broken.insert("state.order");
}

void Model::judgeMilestone(const Command& c, Expectation& v) const {
    const auto found = m_projects.find(c.about);
    const auto stages =
        found == m_projects.end() ? std::vector<StageData>() : pathOf(found->second).stages;
    if (std::none_of(stages.begin(), stages.end(), [&](const StageData& one) {
            return one.when == "milestone" && one.name == c.number;
        })) {
        v.badInput = true;
        return;
    }
    const Project& project = found->second;
    if (m_records.contains("milestone " + c.id))
        v.broken.insert("id.taken");
    bool again = false;
    for (const auto& [key, one] : m_records)
        again = again
                || (one.kind == "milestone" && one.project == c.about && one.number == c.number
                    && !one.voided);
    if (!project.running() || again)
        v.broken.insert("state.order");
    inOrder(c, project.approvedOn, v);
    notBarred(project.unit, v);
}

} // namespace model
