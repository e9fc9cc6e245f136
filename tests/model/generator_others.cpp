// SPDX-License-Identifier: GPL-3.0-only
#include "generator.h"

#include <support/office.h>

#include <algorithm>

namespace model {

// Units, findings, records, pages and corrections.

// --- units -------------------------------------------------------------------------------------

std::string Generator::anyUnit(const std::string& kind) {
    std::vector<std::string> good;
    for (const auto& [id, unit] : m_model.units())
        if (kind.empty() || unit.kind == kind)
            good.push_back(id);
    return good.empty() ? "U1" : any(good);
}

Generator::Maybe Generator::registerUnit() {
    Command c = start("unit.register", "clerk", newId("DW-", 0));
    c.kind = any(std::vector<std::string>{"enterprise", "cooperative", "sole-trader"});
    c.code = testing::creditCode(static_cast<int>(500'000 + below(6))).toStdString();
    if (c.kind != "sole-trader")
        c.inside = chance(70) ? day() : "2020-01-01";
    return c;
}

Generator::Maybe Generator::changeUnit() {
    const Unit& unit = any(m_model.units()).second;
    Command c = start("unit.change", "clerk", unit.id);
    c.date = day(std::max(unit.lastStepOn, unit.changedOn));
    if (chance(70))
        c.bank = unit.bank > 1 && chance(10) ? unit.bank : 2 + static_cast<int>(++m_serial);
    else if (unit.id == "U3" && chance(50))
        c.inside = chance(60) ? c.date : daysAfter(c.date, 1);
    else {
        const bool person = unit.kind == "individual";
        if (person || chance(50))
            c.kind = any(std::vector<std::string>{"enterprise", "sole-trader", "organisation"});
        if (c.kind.empty() || chance(50))
            c.code = testing::creditCode(static_cast<int>(500'000 + below(6))).toStdString();
    }
    return c;
}

Generator::Maybe Generator::confirmBank() {
    const Unit* unit = target(m_model.units(), [](const Unit& one) { return !one.confirmed; });
    if (!unit || (unit->confirmed && !chance(10)))
        return {};
    Command c = start("unit.confirm-bank", "reviewer", unit->id);
    c.date = day(unit->lastStepOn);
    return c;
}

// --- supervision -------------------------------------------------------------------------------

Generator::Maybe Generator::find() {
    Command c = start("supervision.find", "group", newId("JG-", m_model.findings().size()));
    const Payment* payment =
        target(m_model.payments(), [](const Payment& one) { return one.state == "paid"; });
    if (!payment && !chance(5))
        return {};
    c.unit = payment && chance(90) ? any(payment->payees).first : anyUnit();
    if (payment && chance(50))
        c.about = payment->project;
    c.kind = chance(25) ? "false-materials" : "irregularity";
    c.date = day();
    c.amount = chance(10) || !payment ? 0 : near(payment->net());
    return c;
}

Generator::Maybe Generator::endFinding() {
    const Finding* one = target(m_model.findings(), [](const Finding& open) {
        return open.bars() || (!open.rectified && open.kind == "irregularity");
    });
    if (!one || (!one->bars() && !chance(30)))
        return {};
    Command c = start(one->bars() && chance(90) ? "supervision.lift" : "supervision.rectify",
                      "group", one->id);
    c.date = day(one->lastStepOn);
    return c;
}

Generator::Maybe Generator::recover() {
    const Finding* finding =
        target(m_model.findings(), [](const Finding& one) { return one.recover > 0; });
    if (!finding)
        return {};
    const Payment* payment = target(m_model.payments(), [&](const Payment& one) {
        return one.state == "paid"
               && (one.payees.contains(finding->unit)
                   || m_model.projects().at(one.project).unit == finding->unit);
    });
    if (!payment)
        return {};
    const Project& project = m_model.projects().at(payment->project);
    Command c = start("supervision.recover", "finance", newId("ZH-", m_model.recoveries().size()));
    c.finding = finding->id;
    c.about = project.id;
    c.source = any(payment->sources).first;
    const std::string payee = payment->payees.contains(finding->unit) && chance(90)
                                  ? finding->unit
                                  : any(payment->payees).first;
    if (payment->payees.size() > 1 || chance(30))
        c.payee = chance(96) ? payee : "";
    c.date = day(finding->date);
    if (chance(85)) // of what was paid by then
        c.date = std::max(c.date, payment->lastStepOn);
    Fen left = finding->recover;
    for (const auto& [id, one] : m_model.recoveries())
        left -= one.finding == finding->id && !one.voided ? one.amount : 0;
    left = std::min({left, m_model.paid(project, c.source), m_model.holds(project, payee)});
    if (left <= 0 && !chance(15))
        return {};
    c.amount = near(left);
    return c;
}

// --- records and pages -------------------------------------------------------------------------

Generator::Maybe Generator::record() {
    const auto roll = below(4);
    Command c = start(roll == 0   ? "fund.interest"
                      : roll == 1 ? "contract.record"
                                  : "invoice.record",
                      roll == 0 ? "finance" : "clerk", newId("DJ-", 0));
    c.date = day();
    c.amount = 1 + static_cast<Fen>(below(1'000'000));
    if (roll == 0)
        return c;
    const Project* project =
        target(m_model.projects(), [](const Project& one) { return one.running(); });
    if (!project || !project->running())
        return {};
    c.about = project->id;
    const auto& stages = m_model.pathOf(*project).stages;
    std::vector<std::string> milestones;
    for (const StageData& stage : stages)
        if (stage.when == "milestone" || chance(5))
            milestones.push_back(stage.name);
    if (roll == 2 && !milestones.empty() && chance(70)) {
        c.action = "milestone.record";
        c.as = person("inspector");
        c.number = any(milestones);
        return c;
    }
    if (roll == 1 && !stages.empty() && chance(80)) // what shares may be shares of
        c.amount = near(project->support);
    const std::string last = std::to_string(below(2));
    if (roll == 1)
        c.number = "合同-" + c.id;
    else
        c.number = any(std::vector<std::string>{
            "0101722" + last, "0101 722" + last, "043001900111 0101722" + last,
            "04300190011" + last + "01017221", "４３００１７００001017220"});
    if (roll != 1 && c.number.size() < 10 && chance(50))
        c.code = "04300190011" + last;
    return c;
}

// With somebody who is paid by it, typed in one way or another.
Generator::Maybe Generator::contract() {
    const Project* project = target(m_model.projects(), [&](const Project& one) {
        return one.running() && m_model.paysParties(one);
    });
    if (!project || !m_model.paysParties(*project)
        || (!m_model.allowedPayees(*project, today).empty() && !chance(30)))
        return {};
    Command c = start("contract.record", "clerk", newId("HT-", 0));
    c.about = project->id;
    c.date = day(project->approvedOn);
    c.number = "合同-" + c.id;
    c.amount = near(project->support);
    const std::string unit = anyUnit();
    if (chance(95))
        c.party = any(std::vector<std::string>{unit, "单位" + unit, "单位 " + unit});
    return c;
}

Generator::Maybe Generator::publish() {
    const std::string due = m_model.dueMonth();
    const bool early = m_day < (due.empty() ? "2019-05-01" : due + "-31");
    if (early && !chance(8))
        return {};
    Command c = start("disclosure.publish", "reviewer", newId("YB-", 0));
    c.number = due.empty() ? "2019-0" + std::to_string(1 + below(3)) : due;
    if (chance(10))
        c.number = daysAfter(c.number + "-15", chance(50) ? 31 : -31).substr(0, 7);
    c.date = day();
    return c;
}

// Mostly what nobody explained yet, or not as it is now.
Generator::Maybe Generator::explain() {
    const Project* project = target(m_model.projects(), [this](const Project& one) {
        return m_model.tooSmall(one) && (!m_model.explained(one) || chance(10));
    });
    if (!project || (!m_model.tooSmall(*project) && !chance(10)))
        return {};
    Command c = start("warning.explain", "reviewer", "small-sum:" + project->id);
    c.about = project->id;
    c.date = day();
    return c;
}

// --- corrections -------------------------------------------------------------------------------

Generator::Maybe Generator::withdraw() {
    Command c;
    c.action = "withdraw";
    Deeds deeds;
    const auto take = [&](const auto& things, const char* kind, const char* state) {
        const auto* one = target(things, [&](const auto& thing) { return thing.state == state; });
        if (!one)
            return;
        c.kind = kind;
        c.id = one->id;
        deeds = one->deeds;
        c.date = day(one->date);
    };
    const auto roll = below(4);
    if (roll == 0)
        take(m_model.projects(), "project", "declared");
    else if (roll == 1)
        take(m_model.amendments(), "amendment", "requested");
    else if (roll == 2)
        take(m_model.acceptances(), "acceptance", "requested");
    else
        take(m_model.payments(), "payment", "requested");
    if (c.id.empty())
        return {};
    c.as = chance(85) ? deeds.back().by : person("clerk");
    return c;
}

Generator::Maybe Generator::annul() {
    Command c;
    c.action = "void";
    const auto take = [&](const auto& things, const char* kind, const char* role) {
        if (things.empty())
            return;
        const auto& [id, one] = any(things);
        c.kind = kind;
        c.id = id;
        c.as = person(role);
        c.date = day(one.date);
    };
    const auto roll = !m_model.recoveries().empty() && chance(50) ? 11 : below(22);
    if (roll < 5)
        take(m_model.acceptances(), "acceptance", "inspector");
    else if (roll < 8)
        take(m_model.refunds(), "refund", "finance");
    else if (roll < 10)
        take(m_model.receipts(), "receipt", "finance");
    else if (roll < 11)
        take(m_model.evaluations(), "evaluation", "group");
    else if (roll < 14)
        take(m_model.recoveries(), "recovery", "finance");
    else if (roll < 16)
        take(m_model.findings(), "finding", "group");
    else if (roll < 17)
        take(m_model.notices(), "notice", "clerk");
    else if (roll < 19)
        take(m_model.changes(), "return", "group");
    else
        take(m_model.records(), "contract", "clerk");
    // They are few among the records.
    for (const auto& [key, one] : m_model.records())
        if (one.kind == "milestone" && !one.voided && chance(40)) {
            c.kind = "contract"; // as any record, see below
            c.id = key;
            c.date = day(one.date);
        }
    if (c.kind == "return") {
        const PlanChange& change = m_model.changes().at(c.id);
        c.id = change.id;
        c.kind = change.action == "plan.supplement" ? "supplement" : "return";
        if (change.action != "plan.supplement" && change.action != "fund.return")
            return {};
    } else if (c.kind == "contract") {
        const Record& record = m_model.records().at(c.id);
        c.id = record.id;
        c.kind = record.kind;
        if (c.kind == "interest")
            c.as = person("finance");
        else if (c.kind == "milestone")
            c.as = person("inspector");
    }
    return c.id.empty() ? Maybe() : c;
}

} // namespace model
