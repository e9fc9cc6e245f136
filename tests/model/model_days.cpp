// SPDX-License-Identifier: GPL-3.0-only
#include "model.h"

#include <algorithm>
#include <tuple>

// date.order: a step is dated no earlier than what made room for it. Everything that can run short
// is measured after each command, and the differences are kept under the command's date; a command
// is tried on a copy of the model, and each day from its own on is looked at.

namespace model {

std::map<std::string, Fen> Model::measured() const {
    std::map<std::string, Fen> now;
    for (const auto& [place, row] : m_books.rows()) {
        now["available " + place.first + ' ' + place.second] = row.available();
        now["lines " + place.second] += row.budget;
    }
    for (const auto& [source, purse] : m_books.purses()) {
        now["cash " + source] = purse.cash();
        now["adjust " + source] = purse.planned() - now["lines " + source];
    }
    for (const auto& [id, project] : m_projects) {
        if (project.approvedOn.empty())
            continue;
        now["support " + id] = project.support;
        now["prepaid " + id] = prepaid(project);
        now["grant " + id] = ofCap(project);
        now["guaranteed " + id] = guaranteed(project);
        for (const std::string& source : m_plan.sources) {
            const std::string of = id + ' ' + source;
            now["supported " + of] = part(project.sources, source);
            now["promised " + of] = part(project.promised, source);
            now["asked " + of] = underWay(project, source);
            now["paid " + of] = paid(project, source);
            now["recovered " + of] = recovered(project, source);
        }
        for (const auto& [unit, of] : m_units)
            now["held " + id + ' ' + unit] = holds(project, unit);
    }
    return now;
}

void Model::note(const std::string& date) {
    std::map<std::string, Fen> now = measured();
    for (const auto& [what, amount] : now)
        if (const Fen by = amount - part(m_measured, what); by != 0)
            m_differences.push_back({date, what, by});
    m_measured = std::move(now);
}

Fen Model::on(const std::string& day, const std::string& what) const {
    Fen total = part(m_measured, what);
    for (const Difference& one : m_differences)
        if (one.date > day && one.what == what)
            total -= one.by;
    return total;
}

std::set<std::string> Model::daysSince(const std::string& day) const {
    std::set<std::string> days{day};
    const auto add = [&](const std::string& one) {
        if (one > day)
            days.insert(one);
    };
    for (const Difference& one : m_differences)
        add(one.date);
    for (const auto& [id, one] : m_acceptances) {
        add(one.concludedOn);
        add(one.lastStepOn);
    }
    for (const auto& [key, one] : m_records) {
        add(one.date);
        add(one.voidedOn);
    }
    for (const auto& [id, one] : m_projects)
        add(one.startedOn);
    return days;
}

Fen Model::acceptedOn(const Project& project, const std::string& day,
                      const std::string& without) const {
    Fen total = 0;
    for (const auto& [id, one] : m_acceptances) {
        const bool stood = one.state == "passed" || (one.state == "voided" && one.lastStepOn > day);
        if (one.project == project.id && stood && one.concludedOn <= day && id != without)
            total += one.accepted;
    }
    for (const auto& [id, one] : m_recoveries)
        if (one.project == project.id && one.date <= day && !(one.voided && one.voidedOn <= day))
            total -= one.taken;
    return std::max<Fen>(total, 0);
}

Fen Model::usedOn(const Project& project, const std::string& day, const std::string& source) const {
    Fen total = 0;
    for (const std::string& one : m_plan.sources)
        if (source.empty() || one == source)
            total += on(day, "paid " + project.id + ' ' + one)
                     + on(day, "asked " + project.id + ' ' + one);
    return total;
}

std::optional<Fen> Model::auditedOn(const Project& project, const std::string& day,
                                    const std::string& without) const {
    const Acceptance* last = nullptr;
    for (const auto& [id, one] : m_acceptances) {
        const bool stood = one.state == "passed" || (one.state == "voided" && one.lastStepOn > day);
        if (one.project == project.id && stood && one.audited > 0 && one.concludedOn <= day
            && id != without
            && (!last || std::tie(one.concludedOn, one.at) > std::tie(last->concludedOn, last->at)))
            last = &one;
    }
    return last ? std::optional(last->audited) : std::nullopt;
}

bool Model::unaudited(const Command& c, const Model& after, const std::string& day) const {
    if (c.action == "acceptance.conclude") {
        const Project& project = m_projects.at(m_acceptances.at(c.id).project);
        const auto most = after.auditedOn(project, day);
        return most && after.acceptedOn(project, day) > *most;
    }
    if (c.action == "payment.request") {
        const Project& project = m_projects.at(c.about);
        const auto most = auditedOn(project, day);
        return most ? after.usedOn(project, day) > *most
                    : c.kind == "final" && pathOf(project).audit;
    }
    if (c.action != "void" || c.kind != "acceptance" || m_acceptances.at(c.id).state != "passed")
        return false;
    const Acceptance& one = m_acceptances.at(c.id);
    const Project& project = m_projects.at(one.project);
    const auto most = auditedOn(project, day, one.id);
    return most ? acceptedOn(project, day) - one.accepted > bindsAccepted(project, *most)
                : finalStands(project) && pathOf(project).audit;
}

// What payments after the prepayment could come to on a day.
Fen Model::capOn(const Project& project, const std::string& day, bool final,
                 const std::string& without) const {
    const PathData& path = pathOf(project);
    Fen kept = -on(day, "guaranteed " + project.id);
    for (const auto& [id, one] : m_acceptances) {
        const bool stood = one.state == "passed" || (one.state == "voided" && one.lastStepOn > day);
        if (one.project == project.id && stood && one.concludedOn <= day && id != without)
            kept += one.accepted - one.accepted * (100 - path.retentionPercent) / 100;
    }
    const Reached stage = reached(project, day, without, true);
    return std::min(std::max(acceptedOn(project, day, without), stage.ahead)
                        - (final ? 0 : std::max<Fen>(kept, 0)),
                    stage.most);
}

// Some account of what the command takes would stand below zero on that day.
bool Model::belowZero(const Model& after, const std::string& day) const {
    for (const auto& [what, amount] : after.m_measured) {
        const bool inner = what.starts_with("available ") || what.starts_with("promised ")
                           || what.starts_with("paid ") || what.starts_with("held ");
        if (!inner || amount < 0) // too much on any day: its own rule
            continue;
        const Fen then = after.on(day, what);
        if (then < 0 && then < on(day, what))
            return true;
    }
    return false;
}

// When a final payment that is in nobody's way any more ceased to be; "" where it never did.
std::string Model::goneOn(const Payment& payment) const {
    if (payment.state == "returned" || payment.state == "rejected" || payment.state == "withdrawn")
        return payment.lastStepOn;
    if (payment.state != "paid" || payment.all(&Share::returned) > 0)
        return {};
    std::string first = payment.goneOn;
    const auto earlier = [&](const std::string& date) {
        if (first.empty() || date < first)
            first = date;
    };
    for (const auto& [id, one] : m_refunds)
        if (one.payment == payment.id && !one.voided)
            earlier(one.date);
    for (const auto& [id, one] : m_recoveries)
        if (one.project == payment.project && !one.voided && one.at > payment.paidAt)
            earlier(one.date);
    return first;
}

bool Model::requestTooEarly(const Command& c, const Model& after, const std::string& day) const {
    const Project& project = m_projects.at(c.about);
    for (const auto& [id, one] : m_payments)
        if (one.project == project.id && one.kind == "final" && one.date <= c.date
            && goneOn(one) > c.date)
            return true;
    const Parts left = leftOf(project);
    const Parts sources = *settled(c, c.amount, keys(project.sources), project.line, &left);
    for (const auto& [source, amount] : sources)
        if (after.usedOn(project, day, source) > on(day, "supported " + project.id + ' ' + source))
            return true;
    if (c.kind == "prepay")
        return after.on(day, "prepaid " + project.id)
               > on(day, "support " + project.id) * pathOf(project).prepayPercent / 100;
    return after.usedOn(project, day) > capOn(project, day, c.kind == "final" || c.guarantee > 0);
}

// An amendment that was approved.
bool Model::decisionTooEarly(const Command& c, const std::string& day) const {
    const Amendment& amendment = m_amendments.at(c.id);
    const Project& project = m_projects.at(amendment.project);
    if (amendment.sources.empty())
        return false;
    const Fen support = sum(amendment.sources);
    if (acceptedOn(project, day) > support)
        return true;
    for (const std::string& source : m_plan.sources)
        if (usedOn(project, day, source) > part(amendment.sources, source))
            return true;
    const Fen before = on(day, "prepaid " + project.id);
    const Fen percent = pathOf(project).prepayPercent;
    return percent > 0 && before > acceptedOn(project, day) && before > support * percent / 100;
}

bool Model::voidTooEarly(const Command& c, const std::string& day) const {
    const auto askedSince = [&](const Project& project, int at) {
        return std::any_of(m_payments.begin(), m_payments.end(), [&](const auto& one) {
            return one.second.project == project.id && one.second.counts()
                   && one.second.requestedAt > at;
        });
    };
    if (c.kind == "acceptance") {
        const Acceptance& one = m_acceptances.at(c.id);
        const Project& project = m_projects.at(one.project);
        const Fen used = usedOn(project, day);
        return one.state == "passed"
               && (acceptedOn(project, day) < one.accepted
                   || (used > on(day, "prepaid " + project.id)
                       && used > capOn(project, day, finalStands(project), one.id)));
    }
    if (c.kind == "refund") {
        const Refund& one = m_refunds.at(c.id);
        const Payment& payment = m_payments.at(one.payment);
        const Project& project = m_projects.at(payment.project);
        const Fen back = sum(one.sources);
        const Fen prepaidThen =
            on(day, "prepaid " + project.id) + (payment.kind == "prepay" ? back : 0);
        const Fen cap = on(day, "support " + project.id) * pathOf(project).prepayPercent / 100;
        const Fen accepted = acceptedOn(project, day);
        const Fen ahead = reached(project, day, {}, true).ahead;
        if (prepaidThen > std::max(cap, accepted)
            || usedOn(project, day) + back > std::max({prepaidThen, accepted, ahead}))
            return true;
        return askedSince(project, one.at)
               && (prepaidThen > cap
                   || usedOn(project, day) + back
                          > std::max(prepaidThen, capOn(project, day, finalStands(project))));
    }
    if (c.kind == "recovery") {
        const Recovery& one = m_recoveries.at(c.id);
        const Project& project = m_projects.at(one.project);
        const Fen accepted = acceptedOn(project, day) + one.taken;
        const Fen used = usedOn(project, day) + one.amount;
        const Fen support = on(day, "support " + project.id);
        Model without = *this;
        without.m_recoveries.erase(c.id);
        const Fen ahead = without.reached(project, day, {}, true).ahead;
        const auto most = auditedOn(project, day);
        return accepted > support || used > support
               || (most && accepted > bindsAccepted(project, *most))
               || usedOn(project, day, one.source) + one.amount
                      > on(day, "supported " + project.id + ' ' + one.source)
               || (askedSince(project, one.at) && used > std::max(accepted, ahead));
    }
    if (c.kind == "contract" || c.kind == "milestone") {
        const std::string key = c.kind + ' ' + c.id;
        const Project& project = m_projects.at(m_records.at(key).project);
        const bool final = finalStands(project);
        const Fen left = capOn(project, day, final, key);
        return usedOn(project, day) > std::max(on(day, "prepaid " + project.id), left)
               && left < capOn(project, day, final);
    }
    if (c.kind != "evaluation" || !m_evaluations.at(c.id).passed)
        return false;
    // While anything of the batch had moved: later than the evaluation's voiding something did.
    std::map<std::pair<std::string, std::string>, Fen> moved;
    for (const Difference& one : m_differences)
        if (one.date > c.date && one.what.ends_with(' ' + m_plan.conditional)
            && !one.what.starts_with("available ") && !one.what.starts_with("lines ")
            && !one.what.starts_with("adjust ") && !one.what.starts_with("supported "))
            moved[{one.what, one.date}] += one.by;
    return std::any_of(moved.begin(), moved.end(), [](const auto& one) { return one.second != 0; });
}

bool Model::tooEarly(const Command& c) const {
    static const std::set<std::string> taking{"plan.reallocate",
                                              "plan.adjust-award",
                                              "fund.return",
                                              "project.review",
                                              "project.close",
                                              "project.cancel",
                                              "project.decide-amendment",
                                              "acceptance.request",
                                              "acceptance.conclude",
                                              "payment.request",
                                              "payment.refund",
                                              "payment.reverse",
                                              "supervision.recover",
                                              "void"};
    const bool refuses = c.decision == "return" || c.decision == "reject" || c.decision == "fail"
                         || c.decision == "rectify";
    if (!taking.contains(c.action) || refuses)
        return false;
    Model after = *this;
    after.apply(c);
    const std::set<std::string> days = after.daysSince(c.date);
    const bool never = unaudited(c, after, *days.rbegin()); // its own rule
    for (const std::string& day : days) {
        if (belowZero(after, day))
            return true;
        bool early = (!never && unaudited(c, after, day)) || grantTooEarly(c, after, day);
        if (c.action == "payment.request")
            early = early || requestTooEarly(c, after, day);
        else if (c.action == "project.close" || c.action == "project.cancel") {
            const Project& project = m_projects.at(c.id);
            Fen paidThen = 0;
            for (const std::string& source : m_plan.sources)
                paidThen += on(day, "paid " + project.id + ' ' + source);
            early = early || paidThen > acceptedOn(project, day);
        } else if (c.action == "acceptance.request" || c.action == "acceptance.conclude") {
            const Project& project = m_projects.at(
                c.action == "acceptance.request" ? c.about : m_acceptances.at(c.id).project);
            early = early || acceptedOn(project, day) + c.amount > on(day, "support " + project.id);
        } else if (c.action == "project.decide-amendment")
            early = early || decisionTooEarly(c, day);
        else if (c.action == "void")
            early = early || voidTooEarly(c, day);
        // Nothing more of a batch is promised while its lines differ from what was awarded.
        const std::string adjust = "adjust " + m_plan.conditional;
        const bool commits = c.action == "project.review" || c.action == "project.decide-amendment";
        if (commits && on(day, adjust) != 0 && part(m_measured, adjust) == 0 && !early)
            for (const auto& [what, amount] : after.m_measured)
                early =
                    early
                    || (what.starts_with("supported ") && what.ends_with(' ' + m_plan.conditional)
                        && amount > part(m_measured, what));
        if (early)
            return true;
    }
    return false;
}

} // namespace model
