// SPDX-License-Identifier: GPL-3.0-only
#include "generator.h"
#include "stage.h"

#include <support/own_plan.h>

#include <catch2/catch.hpp>

#include <QElapsedTimer>

#include <iostream>
#include <random>

// A random run against the model (model.h), on several plans in turn. FUNDDESK_SEED repeats a run,
// FUNDDESK_SEQUENCES says how many sequences; a failure prints the shortest one that still fails,
// as lines for `fundctl batch`.

using model::Command;
using model::Failure;

namespace {

std::uint64_t seedOfRun() {
    const QByteArray given = qgetenv("FUNDDESK_SEED");
    return given.isEmpty() ? std::random_device()() : given.toULongLong();
}

int sequencesOfRun() {
    const QByteArray given = qgetenv("FUNDDESK_SEQUENCES");
    return given.isEmpty() ? 2000 : given.toInt();
}

std::string report(model::Stage& stage, const std::vector<Command>& commands,
                   const std::string& past, bool verify) {
    const std::vector<Command> few = stage.shortened(commands, past, verify);
    const Failure failure = *stage.play(few, past, verify);
    std::string text = stage.plan().file + ": " + failure.kind + ": " + failure.detail + '\n';
    for (std::size_t i = 0; i < few.size(); ++i)
        text += model::batchLine(few[i]) + (i == failure.step ? "   <- here\n" : "\n");
    return text;
}

// Measures that ask for audited amounts, minutes and shares, beside what retention.json has.
std::string otherMeasures() {
    return testing::ownPlan(
               [](QJsonObject& plan) {
                   plan.insert(QStringLiteral("collective_above"), QStringLiteral("60000.00"));
                   testing::ofLine(
                       plan, QStringLiteral("B02"),
                       {{QStringLiteral("shares"),
                         QJsonObject{{QStringLiteral("central"), QStringLiteral("70")},
                                     {QStringLiteral("county"), QStringLiteral("30")}}}});
                   const QJsonObject paths = plan.value(QStringLiteral("paths")).toObject();
                   for (const QString& path : paths.keys())
                       testing::ofPath(plan, path, {{QStringLiteral("audit"), true}});
               },
               QStringLiteral("examples/retention.json"))
        .toStdString();
}

// Grants by rates, with a unit's cap, of shares, and who is paid by the plan's word: the party of a
// contract, or whom it names. Every kind of unit that the stage knows may come up.
std::string grantMeasures(const QString& cap, const QString& per, const QJsonObject& payees) {
    return testing::ownPlan(
               [&](QJsonObject& plan) {
                   QJsonObject kinds = plan.value(QStringLiteral("unit_kinds")).toObject();
                   for (const char* kind : {"individual", "sole-trader"})
                       kinds.insert(QLatin1String(kind),
                                    QJsonObject{{QStringLiteral("eligibility"), QJsonArray()},
                                                {QStringLiteral("items"),
                                                 QJsonArray{QStringLiteral("C01-station")}}});
                   plan.insert(QStringLiteral("unit_kinds"), kinds);
                   QJsonArray lines = plan.value(QStringLiteral("lines")).toArray();
                   QJsonObject cold = lines[1].toObject();
                   QJsonObject item = cold.value(QStringLiteral("items")).toArray()[0].toObject();
                   item.insert(
                       QStringLiteral("grant"),
                       QJsonObject{{QStringLiteral("percent"), QStringLiteral("30")},
                                   {QStringLiteral("cap"), cap},
                                   {QStringLiteral("cap_per"), per},
                                   {QStringLiteral("own_funds_percent"), QStringLiteral("50")}});
                   cold.insert(QStringLiteral("items"), QJsonArray{item});
                   lines[1] = cold;
                   plan.insert(QStringLiteral("lines"), lines);
                   testing::ofPath(plan, QStringLiteral("bought"), payees);
               },
               QStringLiteral("examples/grants.json"))
        .toStdString();
}

// Stages whose share is one of what was audited, and a retention that falls due within the year.
std::string auditedMeasures() {
    return testing::ownPlan(
               [](QJsonObject& plan) {
                   testing::ofPath(
                       plan, QStringLiteral("staged"),
                       {{QStringLiteral("guarantee"), true},
                        {QStringLiteral("retention"),
                         QJsonObject{{QStringLiteral("percent"), QStringLiteral("5")},
                                     {QStringLiteral("months"), 2},
                                     {QStringLiteral("from"), QStringLiteral("each")}}}});
               },
               QStringLiteral("examples/audited.json"))
        .toStdString();
}

std::vector<std::string> plansOfRun() {
    const QJsonObject parties{{QStringLiteral("payees"), QStringLiteral("contract-party")}};
    const QJsonObject named{
        {QStringLiteral("payees"), QStringLiteral("named")},
        {QStringLiteral("named"), QJsonArray{QStringLiteral("T1"), QStringLiteral("U2")}}};
    return {"guzhang.json",
            "guzhang.json",
            "examples/stages.json",
            "examples/retention.json",
            otherMeasures(),
            "examples/contract.json",
            auditedMeasures(),
            grantMeasures(QStringLiteral("300000.00"), QStringLiteral("unit"), parties),
            grantMeasures(QStringLiteral("200000.00"), QStringLiteral("unit-year"), named)};
}

// A long run reaches every command and every rule that the model knows.
void notVacuous(const std::map<std::string, int>& seen) {
    std::set<std::string> rules;
    for (const auto& [what, times] : seen)
        if (const std::size_t colon = what.find(": "); colon != std::string::npos)
            rules.insert(what.substr(colon + 2));
    for (const char* action : {"fund.receive",
                               "fund.return",
                               "fund.interest",
                               "evaluation.record",
                               "plan.reallocate",
                               "plan.supplement",
                               "plan.adjust-award",
                               "unit.register",
                               "unit.change",
                               "unit.confirm-bank",
                               "project.declare",
                               "project.review",
                               "project.start",
                               "project.cancel",
                               "project.amend",
                               "project.decide-amendment",
                               "contract.record",
                               "invoice.record",
                               "deliverable.add",
                               "acceptance.request",
                               "acceptance.conclude",
                               "notice.post",
                               "payment.request",
                               "payment.review",
                               "payment.approve",
                               "payment.pay",
                               "payment.reverse",
                               "payment.refund",
                               "supervision.find",
                               "supervision.rectify",
                               "supervision.lift",
                               "supervision.recover",
                               "disclosure.publish",
                               "withdraw",
                               "warning.explain",
                               "void receipt",
                               "void evaluation",
                               "void acceptance",
                               "void refund",
                               "void recovery",
                               "void return",
                               "void supplement",
                               "void finding",
                               "void contract",
                               "void invoice",
                               "void interest",
                               "void notice",
                               "milestone.record",
                               "void milestone",
                               "field base.own",
                               "field guarantee.amount",
                               "until"}) {
        INFO(action);
        CHECK(seen.contains(action));
    }
    for (const char* rule :
         {"duty.role",         "id.taken",          "state.order",        "date.order",
          "disclose.closed",   "unit.barred",       "unit.eligible",      "unit.kind",
          "unit.code",         "pay.payee",         "duty.separation",    "pay.office",
          "pay.leader",        "pay.collective",    "accept.audit",       "plan.shares",
          "pay.path",          "pay.prepay-timing", "source.conditional", "source.award",
          "item.standard",     "line.ceiling",      "pay.prepay-cap",     "pay.accepted",
          "accept.inspection", "plan.reallocate",   "supervise.recover",  "pay.notice",
          "source.cash",       "unit.bank",         "plan.return",        "pay.retention",
          "pay.refund",        "invoice.duplicate"}) {
        INFO(rule);
        CHECK(rules.contains(rule));
    }
}

} // namespace

TEST_CASE("random sequences of commands: the core agrees with a model at every step") {
    const std::uint64_t seed = seedOfRun();
    const int sequences = sequencesOfRun();
    std::cout << "FUNDDESK_SEED=" << seed << " FUNDDESK_SEQUENCES=" << sequences << std::endl;
    QElapsedTimer timer;
    timer.start();
    const std::vector<std::string> plans = plansOfRun();
    std::vector<std::unique_ptr<model::Stage>> stages;
    for (const std::string& plan : plans)
        stages.push_back(std::make_unique<model::Stage>(plan));
    std::size_t commands = 0;
    std::map<std::string, int> told;
    for (int i = 0; i < sequences; ++i) {
        model::Stage& stage = *stages[static_cast<std::size_t>(i) % stages.size()];
        const std::uint64_t ofThis = seed * 1'000'003 + static_cast<std::uint64_t>(i);
        const auto sequence = model::Generator(stage.plan(), ofThis).sequence();
        const bool verify = i % 10 == 0;
        const std::string past = model::daysAfter("2019-01-05", static_cast<int>(ofThis % 360));
        commands += sequence.size();
        const auto failure = stage.play(sequence, past, verify);
        if (!failure || told[failure->kind]++ > 0)
            continue;
        FAIL_CHECK("sequence " << i << '\n' << report(stage, sequence, past, verify));
    }
    for (const auto& [kind, times] : told)
        std::cout << times << " x " << kind << std::endl;
    std::map<std::string, int> seen;
    for (const auto& stage : stages)
        for (const auto& [what, times] : stage->seen())
            seen[what] += times;
    if (qEnvironmentVariableIsSet("FUNDDESK_SEEN"))
        for (const auto& [what, times] : seen)
            std::cout << times << '\t' << what << '\n';
    std::cout << commands << " commands in " << timer.elapsed() << " ms" << std::endl;
    if (sequences >= 1000)
        notVacuous(seen);
}
