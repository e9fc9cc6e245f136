// SPDX-License-Identifier: GPL-3.0-only
#include "model.h"

#include <algorithm>

namespace model {

namespace {

// CONTRACT.md, "Which rule is cited", and after it the others.
const std::vector<std::string>& citation() {
    static const std::vector<std::string> order{
        "duty.role",         "id.taken",          "state.order",        "date.order",
        "disclose.closed",   "unit.barred",       "unit.eligible",      "unit.kind",
        "unit.code",         "duty.separation",   "pay.office",         "pay.leader",
        "pay.path",          "pay.prepay-timing", "source.conditional", "source.award",
        "item.standard",     "line.ceiling",      "pay.prepay-cap",     "pay.accepted",
        "accept.inspection", "plan.reallocate",   "supervise.recover",  "pay.notice",
        "source.cash",       "plan.return",       "pay.retention",      "pay.refund"};
    return order;
}

} // namespace

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

std::string Verdict::cited() const {
    if (badInput)
        return "bad-input";
    for (const std::string& rule : citation())
        if (broken.contains(rule))
            return rule;
    return {};
}

Model::Model(const PlanData& plan) : m_plan(plan), m_books(plan) {}

const std::map<std::string, Model::Rules>& Model::table() {
    using M = Model;
    static const std::map<std::string, Rules> rules{
        {"fund.receive", {"finance", &M::judgeReceive, &M::applyReceive}},
        {"fund.return", {"group", &M::judgeReturn, &M::applyReturn}},
        {"evaluation.record", {"group", &M::judgeEvaluation, &M::applyEvaluation}},
        {"plan.reallocate", {"group", &M::judgeReallocate, &M::applyReallocate}},
        {"plan.supplement", {"group", &M::judgeSupplement, &M::applySupplement}},
        {"plan.adjust-award", {"group", &M::judgeAward, &M::applyAward}},
        {"project.declare", {"clerk", &M::judgeDeclare, &M::applyDeclare}},
        {"project.review", {"reviewer", &M::judgeReviewProject, &M::applyReviewProject}},
        {"project.start", {"clerk", &M::judgeStart, &M::applyStart}},
        {"project.close", {"clerk", &M::judgeEnd, &M::applyEnd}},
        {"project.cancel", {"clerk", &M::judgeEnd, &M::applyEnd}},
        {"project.amend", {"clerk", &M::judgeAmend, &M::applyAmend}},
        {"project.decide-amendment", {"reviewer", &M::judgeDecide, &M::applyDecide}},
        {"acceptance.request", {"clerk", &M::judgeAccept, &M::applyAccept}},
        {"acceptance.conclude", {"inspector", &M::judgeConclude, &M::applyConclude}},
        {"notice.post", {"clerk", &M::judgeNotice, &M::applyNotice}},
        {"payment.request", {"clerk", &M::judgeRequest, &M::applyRequest}},
        {"payment.review", {"reviewer", &M::judgeReviewPayment, &M::applyDecision}},
        {"payment.approve", {"leader", &M::judgeApprove, &M::applyDecision}},
        {"payment.pay", {"finance", &M::judgePay, &M::applyPay}},
        {"payment.reverse", {"finance", &M::judgeReverse, &M::applyReverse}},
        {"payment.refund", {"finance", &M::judgeRefund, &M::applyRefund}},
        {"withdraw", {"", &M::judgeWithdraw, &M::applyWithdraw}},
        {"void", {"", &M::judgeVoid, &M::applyVoid}}};
    return rules;
}

Verdict Model::judge(const Command& command) const {
    const Rules& rules = table().at(command.action);
    Verdict verdict;
    (this->*rules.judge)(command, verdict);
    if (!rules.role.empty())
        needRole(command.as, rules.role, verdict);
    return verdict;
}

void Model::apply(const Command& command) {
    ++m_now;
    (this->*table().at(command.action).apply)(command);
}

// --- shared judgements -------------------------------------------------------------------------

void Model::needRole(const std::string& user, const std::string& role, Verdict& v) const {
    const auto people = peopleOf(role);
    if (std::find(people.begin(), people.end(), user) == people.end())
        v.broken.insert("duty.role");
}

void Model::inOrder(const Command& c, const std::string& notBefore, Verdict& v) const {
    if (c.date > today || c.date < notBefore)
        v.broken.insert("date.order");
}

void Model::separate(const Command& c, const Deeds& deeds, const std::string& duty, Verdict& v) {
    for (const Deed& deed : deeds)
        if (deed.by == c.as && deed.duty != duty)
            v.broken.insert("duty.separation");
}

bool Model::knownSource(const std::string& source) const {
    return std::find(m_plan.sources.begin(), m_plan.sources.end(), source) != m_plan.sources.end();
}

// What `sources` means, nothing where it is bad input.
std::optional<Parts> Model::settled(const Command& c, Fen total,
                                    const std::set<std::string>& possible) const {
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

// --- sums --------------------------------------------------------------------------------------

Fen Model::accepted(const Project& project, const std::string& until,
                    const std::string& without) const {
    Fen total = 0;
    for (const auto& [id, one] : m_acceptances)
        if (one.project == project.id && one.state == "passed" && one.concludedOn <= until
            && id != without)
            total += one.accepted;
    return total;
}

Fen Model::paid(const Project& project, const std::string& source) const {
    Fen total = 0;
    for (const auto& [id, one] : m_payments)
        if (one.project == project.id && one.state == "paid")
            for (const auto& [from, amount] : one.sources) {
                const auto back = one.refunded.find(from);
                if (source.empty() || from == source)
                    total += amount - (back == one.refunded.end() ? 0 : back->second);
            }
    return total;
}

Fen Model::underWay(const Project& project, const std::string& source) const {
    Fen total = 0;
    for (const auto& [id, one] : m_payments)
        if (one.project == project.id && one.underWay())
            for (const auto& [from, amount] : one.sources)
                if (source.empty() || from == source)
                    total += amount;
    return total;
}

Fen Model::used(const Project& project, const std::string& source) const {
    return paid(project, source) + underWay(project, source);
}

Fen Model::prepaid(const Project& project) const {
    Fen total = 0;
    for (const auto& [id, one] : m_payments)
        if (one.project == project.id && one.kind == "prepay" && one.counts())
            total += one.net();
    return total;
}

Fen Model::acceptedCap(const Project& project, const std::string& until,
                       const std::string& without) const {
    const Fen sofar = accepted(project, until, without);
    const auto& stages = pathOf(project).stages;
    if (stages.empty())
        return sofar;
    std::size_t count = 0;
    for (const auto& [id, one] : m_acceptances)
        if (one.project == project.id && one.state == "passed" && one.concludedOn <= until
            && id != without)
            ++count;
    if (count == 0)
        return 0;
    return std::min(sofar, project.support * stages[std::min(count, stages.size()) - 1] / 100);
}

Fen Model::retainedCap(const Project& project, const std::string& until,
                       const std::string& without) const {
    const Fen percent = pathOf(project).retentionPercent;
    Fen free = 0;
    for (const auto& [id, one] : m_acceptances)
        if (one.project == project.id && one.state == "passed" && one.concludedOn <= until
            && id != without)
            free += one.accepted * (100 - percent) / 100; // the share kept is rounded up
    return free;
}

Fen Model::covered(const Project& project, const std::string& without) const {
    const Fen cap = acceptedCap(project, today, without);
    return finalStands(project) ? cap : std::min(cap, retainedCap(project, today, without));
}

Fen Model::prepayCap(const Project& project) const {
    return project.support * pathOf(project).prepayPercent / 100;
}

// Accepted amounts that were public long enough for a payment on that day.
Fen Model::servedCap(const Project& project, const std::string& on) const {
    const int days = pathOf(project).noticeDays;
    Fen total = 0;
    for (const auto& [id, one] : m_acceptances) {
        if (one.project != project.id || one.state != "passed" || one.concludedOn > on)
            continue;
        const bool served =
            std::any_of(one.notices.begin(), one.notices.end(), [&](const auto& notice) {
                const std::string last = std::min(notice.second, daysAfter(on, -1));
                return workingDaysWithin(m_plan, notice.first, last) >= days;
            });
        total += served ? one.accepted : 0;
    }
    return total;
}

Fen Model::boundByItem(const std::string& item) const {
    Fen total = 0;
    for (const auto& [id, project] : m_projects)
        if (project.item == item)
            total += sum(project.promised) + used(project);
    return total;
}

Fen Model::ceilingOf(const std::string& item) const {
    const auto changed = m_ceilings.find(item);
    return changed == m_ceilings.end() ? m_plan.item(item)->ceiling : changed->second;
}

Fen Model::yearLeft(const Project& project) const {
    const ItemData* item = m_plan.item(project.item);
    if (!item || item->yearly == 0)
        return -1;
    Fen left = item->yearly;
    for (const auto& [id, other] : m_projects)
        if (other.item == project.item && other.year == project.year && id != project.id)
            left -= other.running() ? other.support : used(other);
    return std::max<Fen>(left, 0);
}

std::set<std::string> Model::possibleSources(const std::string& line,
                                             const std::string& item) const {
    if (const ItemData* known = m_plan.item(item); known && !known->sources.empty())
        return known->sources;
    std::set<std::string> found;
    for (const auto& [place, row] : m_books.rows())
        if (place.first == line && row.budget != 0)
            found.insert(place.second);
    return found;
}

const PathData& Model::pathOf(const Project& project) const {
    return m_plan.paths.at(project.path);
}

bool Model::needsOffice(const Payment& payment) const {
    return pathOf(m_projects.at(payment.project)).officeReview.contains(payment.kind);
}

bool Model::finalStands(const Project& project) const {
    return std::any_of(m_payments.begin(), m_payments.end(), [&](const auto& one) {
        const Payment& payment = one.second;
        return payment.project == project.id && payment.kind == "final" && payment.counts();
    });
}

bool Model::undecided(const Project& project) const {
    const auto open = [&](const auto& things, auto waits) {
        return std::any_of(things.begin(), things.end(), [&](const auto& one) {
            return one.second.project == project.id && waits(one.second);
        });
    };
    return open(m_payments, [](const Payment& one) { return one.underWay(); })
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
