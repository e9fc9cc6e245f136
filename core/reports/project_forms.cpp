// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <acceptance/acceptances.h>
#include <api/unit.h>
#include <labels/labels.h>
#include <plan/terms.h>
#include <units/units.h>

// 项目申报审核表 and 项目验收意见书.

namespace reports {

using namespace Qt::Literals::StringLiterals;

namespace {

QString yearText(const api::Project& project) {
    return project.year > 0 ? u"%1 年"_s.arg(project.year) : u"—"_s;
}

// What is invested, and what share of it the item supports.
void addInvestment(Printable& paper, const plan::Plan& plan, const api::Project& project) {
    const plan::Item* item = plan.item(project.item);
    if (!project.base || !item || !item->grant)
        return;
    Fields fields{.fields = {{u"总投资"_s, project.base->investment.toYuan(), true},
                             {u"其中自筹"_s, project.base->own.toYuan(), true},
                             {u"补助标准"_s, plan::grantWords(*item->grant)}}};
    if (project.granting)
        fields.fields.push_back({u"按标准最多补助"_s, project.granting->most.toYuan(), true});
    paper.blocks.emplace_back(std::move(fields));
}

Fields declarationFields(const plan::Plan& plan, const api::Project& project,
                         const units::Unit& unit) {
    const bool approved = !project.approvedOn.isEmpty();
    const QString path = project.path;
    return {.fields = {{u"项目编号"_s, project.id},
                       {u"申报日期"_s, longDate(project.date)},
                       {u"项目名称"_s, project.name},
                       {u"申报单位"_s, unit.name},
                       {u"单位类别"_s, units::kindName(unit.kind)},
                       {u"统一社会信用代码"_s, unit.code.isEmpty() ? u"—"_s : unit.code},
                       {u"支持项目"_s, lineTitle(plan, project.line, project.item)},
                       {u"拨付方式"_s, plan.paths.contains(path) ? plan.path(path).name : path},
                       {u"支持年度"_s, yearText(project)},
                       {u"实施期限"_s, u"%1 至 %2"_s.arg(longDate(project.schedule.from),
                                                         longDate(project.schedule.to))},
                       {u"建设内容"_s, project.content},
                       {u"申报材料"_s, project.materials.join(u"、"_s)},
                       {approved ? u"批准支持金额"_s : u"申请支持金额"_s, project.support.toYuan(),
                        true}}};
}

// The ticks that the plan asks of this kind of unit.
void addEligibility(Printable& paper, const plan::Plan& plan, const api::Unit& unit) {
    Table table{.caption = u"申报资格"_s + underClause(plan, u"eligibility"_s),
                .columns = {{u"条件"_s, ColumnKind::Text, 12},
                            {u"结论"_s, ColumnKind::Text, 4},
                            {u"依据"_s, ColumnKind::Text, 16},
                            {u"核实日期"_s, ColumnKind::Date, 6}}};
    for (const QString& tick : plan.eligibility.value(labels::code(unit.kind))) {
        const auto found = unit.eligibility.find(tick);
        const auto one = found == unit.eligibility.end() ? api::EligibilityTick() : found->second;
        table.rows.push_back(
            {plan.tick(tick).paper, one.ok ? u"符合"_s : u"不符合"_s, one.evidence, one.date});
    }
    if (!table.rows.empty())
        paper.blocks.emplace_back(std::move(table));
}

// "龙志强(县经信局)、李秋月(县财政局)" as rows, with a place for each to sign.
Table teamTable(const QString& team) {
    Table table{.caption = u"验收小组"_s,
                .columns = {{u"姓名"_s, ColumnKind::Text, 8},
                            {u"单位"_s, ColumnKind::Text, 16},
                            {u"签名"_s, ColumnKind::Text, 10}}};
    for (const QString& member : team.split(u"、"_s, Qt::SkipEmptyParts)) {
        const qsizetype open = std::max(member.lastIndexOf(u'('), member.lastIndexOf(u'\uff08'));
        if (open > 0)
            table.rows.push_back({member.left(open), member.mid(open + 1).chopped(1), QString()});
        else
            table.rows.push_back({member, QString(), QString()});
    }
    while (table.rows.size() < 3)
        table.rows.push_back({QString(), QString(), QString()});
    return table;
}

} // namespace

Printable declarationForm(const Asker& asker, const QString& id) {
    const plan::Plan& plan = plan::current(asker.context);
    const auto project = shownOf<api::Project>(asker, u"project.show"_s, id);
    const units::Unit unit = units::find(asker.context, project.unit).value_or(units::Unit());
    Printable paper = begin(asker, u"declaration"_s, id);
    paper.blocks.emplace_back(declarationFields(plan, project, unit));
    addInvestment(paper, plan, project);
    paper.blocks.emplace_back(sourcesTable(plan, project.bySource, u"支持金额"_s));
    addEligibility(paper, plan, shownOf<api::Unit>(asker, u"unit.show"_s, unit.id));
    addBasis(paper, plan.paperBasis(u"declaration"_s));
    const std::vector<api::Step>& steps = project.steps;
    Signatures signatures;
    Signatures::Place applicant = placeOf(asker, steps, u"申报单位"_s, {u"request"_s}, true);
    applicant.name = unit.name;
    signatures.places.push_back(applicant);
    signatures.places.push_back(placeOf(asker, steps, u"经办人"_s, {u"request"_s}, false));
    signatures.places.back().opinion = u"资料已核对并登记。"_s;
    signatures.places.push_back(placeOf(asker, steps, plan.word(u"office"_s) + u"审核意见"_s,
                                        {u"review"_s, u"return"_s, u"reject"_s, u"approve"_s},
                                        true));
    paper.blocks.emplace_back(std::move(signatures));
    return paper;
}

namespace {

// Whose team it is: the line's lead, where it has one.
QString inspecting(const plan::Plan& plan, const QString& line) {
    const plan::Line* found = plan.line(line);
    return found && !found->lead.isEmpty() ? found->lead : plan.word(u"inspecting"_s);
}

} // namespace

Printable acceptanceForm(const Asker& asker, const QString& id) {
    const plan::Plan& plan = plan::current(asker.context);
    const auto acceptance = shownOf<api::Acceptance>(asker, u"acceptance.show"_s, id);
    const auto project = declaration::requireProject(asker.context, acceptance.project);
    const QString unit = units::name(asker.context, project.unit);
    Printable paper = begin(asker, u"acceptance"_s, id);
    Fields fields{.fields = {{u"项目编号"_s, project.id},
                             {u"申请日期"_s, longDate(acceptance.date)},
                             {u"项目名称"_s, project.name},
                             {u"项目单位"_s, unit},
                             {u"支持项目"_s, lineTitle(plan, project.line, project.item)},
                             {u"验收阶段"_s, acceptance.stage},
                             {u"批准支持金额"_s,
                              shown(ColumnKind::Amount, project.support.toYuan()) + u" 元"_s},
                             {u"验收结论"_s, labels::longLabel(acceptance.state)},
                             {u"申请验收金额"_s, acceptance.claimed.toYuan(), true}}};
    if (acceptance.state == labels::AcceptanceState::Passed && acceptance.accepted)
        fields.fields.push_back({u"验收合格金额"_s, acceptance.accepted->toYuan(), true});
    if (acceptance.audited) {
        const api::Audited& audited = *acceptance.audited;
        fields.fields.push_back({u"审定金额"_s, audited.amount.toYuan(), true});
        fields.fields.push_back(
            {u"审定单位和文号"_s,
             u"%1,%2,%3"_s.arg(audited.by, audited.document, longDate(audited.date))});
    }
    if (!acceptance.rectifyBy.isEmpty())
        fields.fields.push_back({u"整改期限"_s, longDate(acceptance.rectifyBy)});
    paper.blocks.emplace_back(std::move(fields));
    paper.blocks.emplace_back(teamTable(acceptance.team));
    addBasis(paper, plan.paperBasis(u"acceptance"_s));
    const std::vector<api::Step>& steps = acceptance.steps;
    Signatures signatures;
    Signatures::Place applicant = placeOf(asker, steps, u"项目单位"_s, {u"request"_s}, true);
    applicant.name = unit;
    applicant.opinion.clear();
    signatures.places.push_back(applicant);
    signatures.places.push_back(
        placeOf(asker, steps, u"验收小组意见"_s, {u"pass"_s, u"rectify"_s, u"fail"_s}, false));
    signatures.places.push_back({.role = u"牵头验收单位(%1)"_s.arg(inspecting(plan, project.line)),
                                 .name = {},
                                 .date = {},
                                 .opinion = {},
                                 .seal = true});
    paper.blocks.emplace_back(std::move(signatures));
    return paper;
}

} // namespace reports
