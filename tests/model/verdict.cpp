// SPDX-License-Identifier: GPL-3.0-only
#include "verdict.h"

#include <algorithm>

namespace model {

namespace {

// CONTRACT.md, "Which rule is cited", and after it the others.
const std::vector<std::string>& citation() {
    static const std::vector<std::string> order{
        "duty.role",          "id.taken",         "state.order",       "date.order",
        "disclose.closed",    "unit.barred",      "unit.eligible",     "unit.kind",
        "unit.code",          "pay.payee",        "duty.separation",   "pay.office",
        "pay.leader",         "pay.collective",   "pay.path",          "pay.prepay-timing",
        "source.conditional", "source.award",     "item.standard",     "line.ceiling",
        "plan.shares",        "pay.prepay-cap",   "pay.accepted",      "accept.inspection",
        "accept.audit",       "plan.reallocate",  "supervise.recover", "pay.notice",
        "source.cash",        "unit.bank",        "plan.return",       "pay.retention",
        "pay.refund",         "invoice.duplicate"};
    return order;
}

std::size_t rank(const std::string& rule) {
    const auto& order = citation();
    return static_cast<std::size_t>(std::find(order.begin(), order.end(), rule) - order.begin());
}

// "Of the rules about an amount … the one that leaves least is cited."
bool aboutAmount(const std::string& rule) {
    static const std::set<std::string> rules{"item.standard", "line.ceiling",  "pay.prepay-cap",
                                             "pay.accepted",  "pay.retention", "accept.inspection"};
    return rules.contains(rule);
}

} // namespace

void Expectation::within(const std::string& rule, Fen limit, Fen asked, const std::string& source) {
    if (asked > limit)
        bounds.push_back({rule, std::max<Fen>(limit, 0), asked, source});
}

void Expectation::atLeast(const std::string& rule, Fen limit, Fen asked,
                          const std::string& source) {
    if (asked < limit)
        bounds.push_back({rule, limit, asked, source});
}

bool Expectation::onlyAfterDates() const {
    const std::string first = cited();
    const bool amount = std::any_of(bounds.begin(), bounds.end(),
                                    [](const Bound& one) { return aboutAmount(one.rule); });
    // Judged after the days.
    const bool after = first == "plan.shares" || first == "accept.audit";
    return first.empty() || (!amount && after)
           || (!amount && first != "bad-input" && rank(first) > rank("date.order")
               && rank(first) < rank("item.standard"));
}

std::string Expectation::cited() const {
    if (badInput)
        return "bad-input";
    std::string first;
    std::size_t place = citation().size();
    for (const std::string& rule : broken)
        if (rank(rule) < place) {
            place = rank(rule);
            first = rule;
        }
    const Bound* binding = nullptr;
    for (const Bound& bound : bounds) {
        if (!aboutAmount(bound.rule)) {
            if (rank(bound.rule) < place) {
                place = rank(bound.rule);
                first = bound.rule;
            }
            continue;
        }
        const Fen by = !binding ? 0 : bound.by() - binding->by();
        if (!binding || by > 0 || (by == 0 && rank(bound.rule) < rank(binding->rule)))
            binding = &bound;
    }
    return binding && rank("item.standard") < place ? binding->rule : first;
}

std::vector<Bound> Expectation::boundsOf(const std::string& rule) const {
    std::vector<Bound> found;
    for (const Bound& bound : bounds) {
        if (bound.rule != rule)
            continue;
        const bool all = !aboutAmount(rule);
        if (!all && !found.empty() && bound.by() > found.front().by())
            found.clear();
        if (all || found.empty() || bound.by() == found.front().by())
            found.push_back(bound);
    }
    return found;
}

} // namespace model
