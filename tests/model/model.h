// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "books.h"
#include "command.h"

#include <optional>

// A second, small program for the same rules, written from RULES.md and CONTRACT.md: it says of
// each command whether it is taken, and by which rules it is refused. It keeps its things in
// plain maps, derives every sum anew from them, and collects the broken rules as a set; which of
// them is cited follows from the contract's list alone.
//
//     Model model(plan);
//     const Verdict verdict = model.judge(command);
//     if (verdict.accepted())
//         model.apply(command);

namespace model {

inline const std::string today = "2019-12-31";

// The people of tests/support/office.h, and two who hold every role of the office together.
std::vector<std::string> peopleOf(const std::string& role);

struct Verdict {
    bool badInput = false;
    std::set<std::string> broken;

    bool accepted() const { return !badInput && broken.empty(); }
    // "", "bad-input" or the rule that the contract's order puts first.
    std::string cited() const;
};

struct Deed {
    std::string by;
    std::string duty; // request, review, conclude, approve, pay
};
using Deeds = std::vector<Deed>;

struct Project {
    std::string id, line, item, path, state, date, approvedOn, lastStepOn;
    int year = 0;
    Fen support = 0;
    Parts sources;  // of the support
    Parts promised; // committed to it and not asked for
    Deeds deeds;

    bool running() const { return state == "approved" || state == "started"; }
};

struct Amendment {
    std::string id, project, state, date;
    Parts sources;
    Deeds deeds;
};

struct Acceptance {
    std::string id, project, state, date, concludedOn, lastStepOn;
    Fen claimed = 0;
    Fen accepted = 0;
    Deeds deeds;
    std::vector<std::pair<std::string, std::string>> notices; // from, to
};

struct Payment {
    std::string id, project, kind, state, date, lastStepOn;
    Fen amount = 0;
    Parts sources;
    Parts refunded;
    Deeds deeds;
    int requestedAt = 0; // which command it was

    bool underWay() const {
        return state == "requested" || state == "reviewed" || state == "approved";
    }
    bool counts() const { return underWay() || state == "paid"; }
    Fen net() const { return amount - sum(refunded); }
};

struct Receipt {
    std::string source, date, by;
    Fen amount = 0;
    bool voided = false;
};

struct Refund {
    std::string payment, date, by;
    Parts sources;
    bool voided = false;
    int at = 0;
};

struct Evaluation {
    std::string date, by;
    bool passed = false;
    bool voided = false;
    Fen awarded = 0;
    Fen before = 0; // what the plan gave of that source until then
};

class Model {
public:
    explicit Model(const PlanData& plan);

    Verdict judge(const Command& command) const;
    void apply(const Command& command);

    const PlanData& plan() const { return m_plan; }
    const Books& books() const { return m_books; }
    const std::map<std::string, Project>& projects() const { return m_projects; }
    const std::map<std::string, Amendment>& amendments() const { return m_amendments; }
    const std::map<std::string, Acceptance>& acceptances() const { return m_acceptances; }
    const std::map<std::string, Payment>& payments() const { return m_payments; }
    const std::map<std::string, Receipt>& receipts() const { return m_receipts; }
    const std::map<std::string, Refund>& refunds() const { return m_refunds; }
    const std::map<std::string, Evaluation>& evaluations() const { return m_evaluations; }

    // Sums, each made from the things themselves.
    Fen accepted(const Project& project, const std::string& until = today,
                 const std::string& without = {}) const;
    Fen paid(const Project& project, const std::string& source = {}) const; // net
    Fen underWay(const Project& project, const std::string& source = {}) const;
    Fen used(const Project& project, const std::string& source = {}) const;
    Fen prepaid(const Project& project) const;
    // What all payments of a project may come to by a date, and without the retention.
    Fen acceptedCap(const Project& project, const std::string& until,
                    const std::string& without = {}) const;
    Fen retainedCap(const Project& project, const std::string& until,
                    const std::string& without = {}) const;
    // What payments after the prepayment rest on, all acceptances or all but one.
    Fen covered(const Project& project, const std::string& without = {}) const;
    Fen prepayCap(const Project& project) const;
    Fen servedCap(const Project& project, const std::string& on) const;
    Fen boundByItem(const std::string& item) const;
    Fen ceilingOf(const std::string& item) const;
    Fen yearLeft(const Project& project) const; // of its item, besides itself; -1: no such figure
    std::set<std::string> possibleSources(const std::string& line, const std::string& item) const;
    const PathData& pathOf(const Project& project) const;
    bool needsOffice(const Payment& payment) const;
    bool finalStands(const Project& project) const;
    bool undecided(const Project& project) const;
    std::optional<Evaluation> passed() const;
    bool unadjusted(const std::string& source) const;
    bool lockedOn(const std::string& source, const std::string& date) const;
    bool knownSource(const std::string& source) const;

private:
    using Judge = void (Model::*)(const Command&, Verdict&) const;
    using Apply = void (Model::*)(const Command&);
    struct Rules {
        std::string role; // "" where the judge looks at who it is
        Judge judge;
        Apply apply;
    };
    static const std::map<std::string, Rules>& table();

    void judgeReceive(const Command& c, Verdict& v) const;
    void judgeReturn(const Command& c, Verdict& v) const;
    void judgeEvaluation(const Command& c, Verdict& v) const;
    void judgeReallocate(const Command& c, Verdict& v) const;
    void judgeSupplement(const Command& c, Verdict& v) const;
    void judgeAward(const Command& c, Verdict& v) const;
    void judgeDeclare(const Command& c, Verdict& v) const;
    void judgeReviewProject(const Command& c, Verdict& v) const;
    void judgeStart(const Command& c, Verdict& v) const;
    void judgeEnd(const Command& c, Verdict& v) const;
    void judgeAmend(const Command& c, Verdict& v) const;
    void judgeDecide(const Command& c, Verdict& v) const;
    void judgeAccept(const Command& c, Verdict& v) const;
    void judgeConclude(const Command& c, Verdict& v) const;
    void judgeNotice(const Command& c, Verdict& v) const;
    void judgeRequest(const Command& c, Verdict& v) const;
    void judgeReviewPayment(const Command& c, Verdict& v) const;
    void judgeApprove(const Command& c, Verdict& v) const;
    void judgePay(const Command& c, Verdict& v) const;
    void judgeReverse(const Command& c, Verdict& v) const;
    void judgeRefund(const Command& c, Verdict& v) const;
    void judgeWithdraw(const Command& c, Verdict& v) const;
    void judgeVoid(const Command& c, Verdict& v) const;
    void judgeVoidReceipt(const Command& c, Verdict& v) const;
    void judgeVoidRefund(const Command& c, Verdict& v) const;
    void judgeVoidAcceptance(const Command& c, Verdict& v) const;
    void judgeVoidEvaluation(const Command& c, Verdict& v) const;

    void applyReceive(const Command& c);
    void applyReturn(const Command& c);
    void applyEvaluation(const Command& c);
    void applyReallocate(const Command& c);
    void applySupplement(const Command& c);
    void applyAward(const Command& c);
    void applyDeclare(const Command& c);
    void applyReviewProject(const Command& c);
    void applyStart(const Command& c);
    void applyEnd(const Command& c);
    void applyAmend(const Command& c);
    void applyDecide(const Command& c);
    void applyAccept(const Command& c);
    void applyConclude(const Command& c);
    void applyNotice(const Command& c);
    void applyRequest(const Command& c);
    void applyDecision(const Command& c);
    void applyPay(const Command& c);
    void applyReverse(const Command& c);
    void applyRefund(const Command& c);
    void applyWithdraw(const Command& c);
    void applyVoid(const Command& c);

    // Shared judgements.
    void needRole(const std::string& user, const std::string& role, Verdict& v) const;
    void inOrder(const Command& c, const std::string& notBefore, Verdict& v) const;
    static void separate(const Command& c, const Deeds& deeds, const std::string& duty, Verdict& v);
    std::optional<Parts> settled(const Command& c, Fen total,
                                 const std::set<std::string>& possible) const;
    void judgeCommitment(const Command& c, const Project& project, const Parts& before,
                         const Parts& after, Verdict& v) const;
    void judgeUse(const Project& project, const Parts& sources, Verdict& v) const;
    void release(const std::string& date, const Payment& payment);

    PlanData m_plan;
    Books m_books;
    int m_now = 0;
    std::map<std::string, Project> m_projects;
    std::map<std::string, Amendment> m_amendments;
    std::map<std::string, Acceptance> m_acceptances;
    std::map<std::string, Payment> m_payments;
    std::map<std::string, Receipt> m_receipts;
    std::map<std::string, Refund> m_refunds;
    std::map<std::string, Evaluation> m_evaluations;
    std::set<std::string> m_planChanges; // action and id
    std::set<std::string> m_notices;
    std::map<std::string, Fen> m_ceilings; // of items, where an approval changed them
    bool m_awardAdjusted = false;
};

} // namespace model
