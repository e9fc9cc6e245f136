// SPDX-License-Identifier: GPL-3.0-only
#include "model.h"

#include <algorithm>

namespace model {

std::vector<std::string> peopleOf(const std::string& role) {
    static const std::map<std::string, std::vector<std::string>> people{
        {"clerk", {"clerk1", "clerk2"}},
        {"reviewer", {"reviewer1", "reviewer2"}},
        {"inspector", {"inspector1", "inspector2"}},
        {"leader", {"leader1"}},
        {"finance", {"finance1", "finance2"}},
        {"group", {"group1", "group2"}}};
    std::vector<std::string> found{"chief1", "chief2"};
    const auto& own = people.at(role);
    found.insert(found.end(), own.begin(), own.end());
    return found;
}

// Who is registered on the stage before a sequence begins.
Model::Model(const PlanData& plan) : m_plan(plan), m_books(plan) {
    for (const auto& [id, kind] : unitsOnStage())
        m_units[id] = {.id = id,
                       .kind = kind,
                       .evidenceOn = evidenceOnStage(id),
                       .lastStepOn = "",
                       .changedBy = "",
                       .changedOn = id == "U3" ? evidenceOnStage(id) : ""}; // Stage changed it
    m_measured = measured();
}

const std::map<std::string, Model::Rules>& Model::table() {
    using M = Model;
    static const std::map<std::string, Rules> rules{
        {"fund.receive", {"finance", &M::judgeReceive, &M::applyReceive}},
        {"fund.return", {"group", &M::judgeReturn, &M::applyReturn}},
        {"fund.interest", {"finance", &M::judgeRecord, &M::applyRecord}},
        {"evaluation.record", {"group", &M::judgeEvaluation, &M::applyEvaluation}},
        {"plan.reallocate", {"group", &M::judgeReallocate, &M::applyReallocate}},
        {"plan.supplement", {"group", &M::judgeSupplement, &M::applySupplement}},
        {"plan.adjust-award", {"group", &M::judgeAward, &M::applyAward}},
        {"unit.register", {"clerk", &M::judgeRegister, &M::applyRegister}},
        {"unit.change", {"clerk", &M::judgeChangeUnit, &M::applyChangeUnit}},
        {"unit.confirm-bank", {"reviewer", &M::judgeConfirmBank, &M::applyConfirmBank}},
        {"project.declare", {"clerk", &M::judgeDeclare, &M::applyDeclare}},
        {"project.review", {"reviewer", &M::judgeReviewProject, &M::applyReviewProject}},
        {"project.start", {"clerk", &M::judgeStart, &M::applyStart}},
        {"project.close", {"clerk", &M::judgeEnd, &M::applyEnd}},
        {"project.cancel", {"clerk", &M::judgeEnd, &M::applyEnd}},
        {"project.amend", {"clerk", &M::judgeAmend, &M::applyAmend}},
        {"project.decide-amendment", {"reviewer", &M::judgeDecide, &M::applyDecide}},
        {"contract.record", {"clerk", &M::judgeRecord, &M::applyRecord}},
        {"invoice.record", {"clerk", &M::judgeRecord, &M::applyRecord}},
        {"milestone.record", {"inspector", &M::judgeMilestone, &M::applyRecord}},
        {"deliverable.add", {"clerk", &M::judgeDeliver, &M::applyDeliver}},
        {"acceptance.request", {"clerk", &M::judgeAccept, &M::applyAccept}},
        {"acceptance.conclude", {"inspector", &M::judgeConclude, &M::applyConclude}},
        {"notice.post", {"clerk", &M::judgeNotice, &M::applyNotice}},
        {"payment.request", {"clerk", &M::judgeRequest, &M::applyRequest}},
        {"payment.review", {"reviewer", &M::judgeReviewPayment, &M::applyDecision}},
        {"payment.approve", {"leader", &M::judgeApprove, &M::applyDecision}},
        {"payment.pay", {"finance", &M::judgePay, &M::applyPay}},
        {"payment.reverse", {"finance", &M::judgeReverse, &M::applyReverse}},
        {"payment.refund", {"finance", &M::judgeRefund, &M::applyRefund}},
        {"supervision.find", {"group", &M::judgeFind, &M::applyFind}},
        {"supervision.rectify", {"group", &M::judgeEndFinding, &M::applyEndFinding}},
        {"supervision.lift", {"group", &M::judgeEndFinding, &M::applyEndFinding}},
        {"supervision.recover", {"finance", &M::judgeRecover, &M::applyRecover}},
        {"warning.explain", {"reviewer", &M::judgeExplain, &M::applyExplain}},
        {"disclosure.publish", {"reviewer", &M::judgePublish, &M::applyPublish}},
        {"withdraw", {"", &M::judgeWithdraw, &M::applyWithdraw}},
        {"void", {"", &M::judgeVoid, &M::applyVoid}}};
    return rules;
}

Expectation Model::judge(const Command& command) const {
    const Rules& rules = table().at(command.action);
    Expectation verdict;
    (this->*rules.judge)(command, verdict);
    if (!rules.role.empty())
        needRole(command.as, rules.role, verdict);
    // What is too much in any case is cited with its own limit.
    const bool path =
        verdict.broken.contains("pay.path") || verdict.broken.contains("pay.prepay-timing");
    if (!path && verdict.onlyAfterDates() && tooEarly(command))
        verdict.broken.insert("date.order");
    return verdict;
}

void Model::happened(const Command& c, const std::string& project, Event::What what, Fen by,
                     const std::string& payee) {
    m_events.push_back({c.date, project, payee, what, by});
}

void Model::apply(const Command& command) {
    ++m_now;
    (this->*table().at(command.action).apply)(command);
    note(command.date);
}

// --- shared judgements -------------------------------------------------------------------------

void Model::needRole(const std::string& user, const std::string& role, Expectation& v) const {
    const auto people = peopleOf(role);
    if (std::find(people.begin(), people.end(), user) == people.end())
        v.broken.insert("duty.role");
}

void Model::inOrder(const Command& c, const std::string& notBefore, Expectation& v) const {
    if (c.date > today || c.date < notBefore || c.date < m_plan.firstDay)
        v.broken.insert("date.order");
}

bool Model::closed(const std::string& date) const {
    return !m_months.empty() && date.substr(0, 7) <= *m_months.rbegin();
}

void Model::inOpenMonth(const Command& c, Expectation& v) const {
    if (closed(c.date))
        v.broken.insert("disclose.closed");
}

bool Model::barred(const std::string& unit) const {
    return std::any_of(m_findings.begin(), m_findings.end(), [&](const auto& one) {
        return one.second.unit == unit && one.second.bars();
    });
}

void Model::notBarred(const std::string& unit, Expectation& v) const {
    if (barred(unit))
        v.broken.insert("unit.barred");
}

void Model::separate(const Command& c, const Deeds& deeds, const std::string& duty,
                     Expectation& v) {
    for (const Deed& deed : deeds)
        if (deed.by == c.as && deed.duty != duty)
            v.broken.insert("duty.separation");
}

bool Model::knownSource(const std::string& source) const {
    return std::find(m_plan.sources.begin(), m_plan.sources.end(), source) != m_plan.sources.end();
}

// What `sources` means, nothing where it is bad input.
std::optional<Parts> Model::settled(const Command& c, Fen total,
                                    const std::set<std::string>& possible, const std::string& line,
                                    const Parts* room) const {
    if (c.sources.empty() && !line.empty() && !m_plan.line(line).shares.empty())
        return byShares(line, total, room);
    if (c.sources.empty()) {
        if (possible.size() != 1)
            return {};
        return Parts{{*possible.begin(), total}};
    }
    for (const auto& [source, amount] : c.sources)
        if (!knownSource(source))
            return {};
    if (sum(c.sources) != total)
        return {};
    return c.sources;
}

// Whole fen of each share; what is over one by one from the last source on. A fen that a source has
// no room for is another's.
Parts Model::byShares(const std::string& line, Fen total, const Parts* room) const {
    const auto& shares = m_plan.line(line).shares;
    Parts parts;
    Fen over = total;
    for (const auto& [source, share] : shares) {
        parts[source] = total * share / 10'000;
        over -= parts[source];
    }
    for (auto one = shares.rbegin(); one != shares.rend() && over > 0; ++one)
        if (one->second > 0) {
            ++parts[one->first];
            --over;
        }
    const auto apart = [&](const std::string& source, Fen share, Fen by) {
        return (parts[source] + by) * 10'000 - total * share;
    };
    for (const auto& [from, share] : shares)
        for (const auto& [to, other] : shares)
            while (room && from != to && parts[from] > std::max<Fen>(part(*room, from), 0)
                   && parts[to] < std::max<Fen>(part(*room, to), 0)
                   && apart(from, share, -1) >= -10'000 && apart(to, other, 1) <= 10'000) {
                --parts[from];
                ++parts[to];
            }
    std::erase_if(parts, [](const auto& one) { return one.second == 0; });
    return parts;
}

Parts Model::leftOf(const Project& project) const {
    Parts left;
    for (const auto& [source, amount] : project.sources)
        left[source] = amount - used(project, source);
    return left;
}

void Model::judgeShares(const std::string& line, const Parts& sources, Expectation& v) const {
    const auto& shares = m_plan.line(line).shares;
    if (shares.empty())
        return;
    const Fen total = sum(sources);
    std::map<std::string, Fen> share;
    for (const auto& [source, amount] : sources)
        share[source] = 0;
    for (const auto& [source, percent] : shares)
        share[source] = percent;
    for (const auto& [source, percent] : share)
        if (std::abs(part(sources, source) * 10'000 - total * percent) > 10'000)
            v.broken.insert("plan.shares");
}

// --- how things stand --------------------------------------------------------------------------

const PathData& Model::pathOf(const Project& project) const {
    return m_plan.paths.at(project.path);
}

const ItemData* Model::itemOf(const Project& project) const {
    return m_plan.item(project.item);
}

bool Model::counted(const Project& project) const {
    const ItemData* item = itemOf(project);
    return item && item->counted();
}

bool Model::needsOffice(const Payment& payment) const {
    return pathOf(m_projects.at(payment.project)).officeReview.contains(payment.kind);
}

// A final payment stands in the way of another until something of it came back.
// Not where something of it came back by refund, or money of its project after a finding since.
bool Model::stands(const Payment& payment) const {
    if (payment.kind != "final" || !payment.counts())
        return false;
    if (payment.state != "paid" || payment.all(&Share::returned) > 0)
        return true;
    const bool recoveredSince =
        std::any_of(m_recoveries.begin(), m_recoveries.end(), [&](const auto& entry) {
            const Recovery& recovery = entry.second;
            return recovery.project == payment.project && !recovery.voided
                   && recovery.at > payment.paidAt;
        });
    return sum(payment.refunded) == 0 && payment.all(&Share::gone) == 0 && !recoveredSince;
}

bool Model::finalStands(const Project& project) const {
    return std::any_of(m_payments.begin(), m_payments.end(), [&](const auto& one) {
        return one.second.project == project.id && stands(one.second);
    });
}

bool Model::undecided(const Project& project) const {
    const auto open = [&](const auto& things, auto waits) {
        return std::any_of(things.begin(), things.end(), [&](const auto& one) {
            return one.second.project == project.id && waits(one.second);
        });
    };
    return open(m_payments,
                [](const Payment& one) {
                    return one.underWay() || (one.state == "paid" && one.all(&Share::returned) > 0);
                })
           || open(m_acceptances, [](const Acceptance& one) { return one.state == "requested"; })
           || open(m_amendments, [](const Amendment& one) { return one.state == "requested"; });
}

std::optional<Evaluation> Model::passed() const {
    for (const auto& [id, one] : m_evaluations)
        if (one.passed && !one.voided)
            return one;
    return {};
}

bool Model::unadjusted(const std::string& source) const {
    if (source != m_plan.conditional || !passed())
        return false;
    Fen budgets = 0;
    for (const auto& [place, row] : m_books.rows())
        if (place.second == source)
            budgets += row.budget;
    return budgets != m_books.purse(source).planned();
}

bool Model::lockedOn(const std::string& source, const std::string& date) const {
    const auto evaluation = passed();
    return source == m_plan.conditional && (!evaluation || evaluation->date > date);
}

} // namespace model
