// SPDX-License-Identifier: GPL-3.0-only
#include "plan_file.h"

#include "plan_checks.h"
#include "plan_kinds.h"
#include "plan_values.h"
#include "terms.h"
#include "warning_figures.h"
#include "wording.h"

namespace plan {

using namespace Qt::Literals::StringLiterals;
using journal::badInput;
using journal::refuse;
using journal::Rejection;
using journal::Rule;
using labels::sentence;
using money::Fen;
using money::Percent;

namespace {

QStringList strings(const QJsonValue& value) {
    QStringList list;
    for (const QJsonValue& item : value.toArray())
        list << item.toString();
    return list;
}

// "" stands for "none" in a plan file's amounts.
std::optional<Fen> optionalAmount(const QJsonValue& value) {
    return Fen::parse(value.toString());
}

Fen amountOf(const QJsonValue& value) {
    return optionalAmount(value).value_or(Fen());
}

Item readItem(const QJsonObject& json, const QString& line) {
    Item item;
    item.code = json.value("code"_L1).toString();
    item.line = line;
    item.name = json.value("name"_L1).toString();
    item.ceiling = amountOf(json.value("ceiling"_L1));
    item.sources = strings(json.value("sources"_L1));
    item.counts = json.value("counts"_L1).toString();
    item.unitAmount = optionalAmount(json.value("unit_amount"_L1));
    item.countPerYear = json.value("count_per_year"_L1).toInt();
    for (const QJsonValue& year : json.value("years"_L1).toArray())
        item.years << year.toInt();
    item.yearlyCeiling = optionalAmount(json.value("yearly_ceiling"_L1));
    item.materials = strings(json.value("materials"_L1));
    item.unitKinds = strings(json.value("unit_kinds"_L1));
    item.areaTown = json.value("area_town_m2"_L1).toString();
    item.areaVillage = json.value("area_village_m2"_L1).toString();
    item.payees = readPayees(json);
    item.grant = readGrant(json);
    return item;
}

Line readLine(const QJsonObject& json) {
    Line line;
    line.code = json.value("code"_L1).toString();
    line.category = json.value("category"_L1).toString();
    line.name = json.value("name"_L1).toString();
    line.scope = json.value("scope"_L1).toString();
    line.standardWords = json.value("standard_words"_L1).toString();
    line.direction = json.value("direction"_L1).toInt();
    line.path = json.value("path"_L1).toString();
    line.openPaths = strings(json.value("open_paths"_L1));
    line.printedTotal = optionalAmount(json.value("printed_total"_L1));
    const QJsonObject budget = json.value("budget"_L1).toObject();
    for (auto it = budget.begin(); it != budget.end(); ++it)
        line.budget.insert(it.key(), amountOf(it.value()));
    for (const QJsonValue& item : json.value("items"_L1).toArray())
        line.items.push_back(readItem(item.toObject(), line.code));
    line.lead = json.value("lead"_L1).toString();
    line.supporting = strings(json.value("supporting"_L1));
    line.notices = strings(json.value("notices"_L1));
    return line;
}

Stage readStage(const QJsonObject& json) {
    static const QMap<QString, StageWhen> causes{{u"start"_s, StageWhen::Start},
                                                 {u"contract"_s, StageWhen::Contract},
                                                 {u"milestone"_s, StageWhen::Milestone}};
    static const QMap<QString, StageBase> bases{{u"contract"_s, StageBase::Contract},
                                                {u"audited"_s, StageBase::Audited}};
    const StageWhen when = causes.value(json.value("when"_L1).toString(), StageWhen::Acceptance);
    // What is reached by another cause than an acceptance is paid before there is one.
    return {json.value("name"_L1).toString(), percentOf(json.value("percent"_L1)), when,
            bases.value(json.value("of"_L1).toString(), StageBase::Support),
            json.value("ahead"_L1).toBool(when != StageWhen::Acceptance)};
}

Path readPath(const QString& code, const QJsonObject& json) {
    Path path{code,
              json.value("name"_L1).toString(),
              json.value("article"_L1).toString(),
              json.value("words"_L1).toString(),
              strings(json.value("kinds"_L1)),
              percentOf(json.value("prepay_percent"_L1)),
              strings(json.value("office_review"_L1)),
              percentOf(json.value("retention_percent"_L1)),
              json.value("notice_days"_L1).toInt(),
              {}};
    for (const QJsonValue& stage : json.value("stages"_L1).toArray())
        path.stages.push_back(readStage(stage.toObject()));
    if (const QJsonObject term = json.value("retention"_L1).toObject(); !term.isEmpty()) {
        path.retentionPercent = percentOf(term.value("percent"_L1));
        path.retentionMonths = term.value("months"_L1).toInt();
        path.retentionFromLast = term.value("from"_L1).toString() == "last"_L1;
    }
    path.guarantee = json.value("guarantee"_L1).toBool();
    path.payees = readPayees(json);
    path.audit = json.value("audit"_L1).toBool();
    return path;
}

// --- its sums ----------------------------------------------------------------------------------

journal::Rejection sumsRejection(const QString& row, Fen stated, Fen actual) {
    return refuse(Rule::PlanSums, sentence("plan-file.sum", row, stated.toYuan(), actual.toYuan()))
        .at(row)
        .limit(actual)
        .asked(stated);
}

// Every row that does not add up.
std::vector<Rejection> checkSums(const Plan& plan) {
    std::vector<Rejection> wrong;
    for (const Source& source : plan.sources) {
        Fen total;
        for (const Line& line : plan.lines)
            total += line.budget.value(source.code);
        if (total != source.amount)
            wrong.push_back(
                sumsRejection(u"来源 %1 %2"_s.arg(source.code, source.name), source.amount, total));
    }
    for (const Line& line : plan.lines) {
        Fen total;
        for (Fen part : line.budget)
            total += part;
        const bool noticed = !line.notices.isEmpty();
        if (line.printedTotal && *line.printedTotal != total && !noticed)
            wrong.push_back(sumsRejection(u"支持项目 %1 %2"_s.arg(line.code, line.name),
                                          *line.printedTotal, total));
        for (const Item& item : line.items) {
            Fen reach;
            for (auto it = line.budget.begin(); it != line.budget.end(); ++it)
                if (item.sources.isEmpty() || item.sources.contains(it.key()))
                    reach += it.value();
            if (item.ceiling > reach)
                wrong.push_back(
                    sumsRejection(u"细项 %1 %2"_s.arg(item.code, item.name), item.ceiling, reach));
        }
    }
    return wrong;
}

} // namespace

std::vector<Rejection> planFaults(const QJsonObject& json) {
    const QJsonValue format = json.value("format"_L1);
    if (format.toString() != "funddesk-plan/1"_L1)
        return {badInput(u"format"_s, sentence("plan-file.format", foundAt(format)))};
    Faults faults;
    checkForm(json, faults);
    checkReferences(json, faults);
    checkTerms(json, faults);
    checkWords(json, faults);
    checkWarnings(json, faults);
    std::vector<Rejection> found;
    for (const Rejection& one : faults.all())
        found.push_back(withCodes(json, one));
    if (!found.empty())
        return found;
    try {
        return checkSums(readPlan(json));
    } catch (const money::Overflow&) {
        return {badInput(u"lines"_s, sentence("sum.overflow"))};
    }
}

std::optional<Rejection> checkPlanFile(const QJsonObject& json) {
    const std::vector<Rejection> faults = planFaults(json);
    return faults.empty() ? std::nullopt : std::optional(faults.front());
}

Plan readPlan(const QJsonObject& json) {
    Plan plan;
    plan.json = json;
    plan.name = json.value("name"_L1).toString();
    plan.county = json.value("county"_L1).toString();
    plan.document = json.value("document"_L1).toString();
    plan.effective = json.value("effective"_L1).toString();
    plan.firstDay = firstDayOf(json);
    for (const QJsonValue& value : json.value("sources"_L1).toArray()) {
        const QJsonObject source = value.toObject();
        plan.sources.push_back(
            {source.value("code"_L1).toString(), source.value("name"_L1).toString(),
             amountOf(source.value("amount"_L1)), source.value("phase"_L1).toInt(1),
             source.value("condition"_L1).toString() == "evaluation"_L1,
             source.value("subject"_L1).toString()});
    }
    for (const QJsonValue& value : json.value("lines"_L1).toArray()) {
        plan.lines.push_back(readLine(value.toObject()));
        const QJsonObject shares = value["shares"_L1].toObject();
        for (const Source& source : plan.sources)
            if (shares.contains(source.code))
                plan.lines.back().shares.push_back(
                    {source.code, percentOf(shares.value(source.code))});
    }
    const QJsonObject paths = json.value("paths"_L1).toObject();
    for (auto it = paths.begin(); it != paths.end(); ++it)
        plan.paths.insert(it.key(), readPath(it.key(), it.value().toObject()));
    readUnitKinds(plan, json);
    plan.collectiveAbove = optionalAmount(json.value("collective_above"_L1));
    plan.wording = readWording(json);
    plan.notices = strings(json.value("notices"_L1));
    const QJsonObject calendar = json.value("calendar"_L1).toObject();
    plan.holidays = strings(calendar.value("holidays"_L1));
    plan.workdays = strings(calendar.value("workdays"_L1));
    return plan;
}

identity::Policy readPolicy(const QJsonObject& json) {
    const QJsonObject security = json.value("security"_L1).toObject();
    const identity::Policy usual;
    return {security.value("password_min"_L1).toInt(usual.passwordMin),
            security.value("password_classes"_L1).toInt(usual.passwordClasses),
            security.value("password_days"_L1).toInt(usual.passwordDays),
            security.value("failures"_L1).toInt(usual.failures),
            security.value("lock_minutes"_L1).toInt(usual.lockMinutes),
            security.value("idle_minutes"_L1).toInt(usual.idleMinutes)};
}

} // namespace plan
