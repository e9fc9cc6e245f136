// SPDX-License-Identifier: GPL-3.0-only
#include "plan_paper.h"

#include "room.h"

#include <plan/plan_file.h>

#include <journal/rules.h>

#include <QJsonArray>

#include <numeric>

namespace reports {

using namespace Qt::Literals::StringLiterals;
using money::Fen;
using Role = Paragraph::Role;

namespace {

Fields facts(const plan::Plan& plan) {
    Fields fields{.fields = {{u"县(市、区)"_s, plan.county},
                             {u"文号"_s, plan.document},
                             {u"施行日期"_s, longDate(plan.effective)},
                             {u"最早记账日期"_s, longDate(plan.firstDay)}}};
    if (plan.collectiveAbove)
        fields.fields.push_back(
            {u"集体审议"_s, u"一笔超过 %1 元"_s.arg(plan.collectiveAbove->grouped())});
    static const struct {
        const char* word;
        const char16_t* label;
    } words[] = {{"office", u"审核"},
                 {"leader", u"审批"},
                 {"group", u"议事"},
                 {"finance", u"拨付"},
                 {"inspecting", u"验收"}};
    for (const auto& one : words)
        fields.fields.push_back(
            {QString::fromUtf16(one.label), plan.word(QString::fromLatin1(one.word))});
    return fields;
}

Table sources(const plan::Plan& plan) {
    Table table{.caption = u"资金来源"_s,
                .unit = u"单位:万元"_s,
                .columns = {{u"编号"_s, ColumnKind::Text, 6},
                            {u"名称"_s, ColumnKind::Text, 16},
                            {u"金额"_s, ColumnKind::WanAmount, 8, true},
                            {u"第几期"_s, ColumnKind::Count, 5},
                            {u"启用条件"_s, ColumnKind::Text, 12}},
                .head = 1};
    for (const plan::Source& source : plan.sources)
        table.rows.push_back({source.code, source.name, source.amount.toYuan(),
                              QString::number(source.phase),
                              source.conditional ? u"中期绩效评价通过"_s : QString()});
    addUp(table, 1);
    return table;
}

// Lines by sources, and the total that the document prints beside what the parts come to.
Table allocation(const plan::Plan& plan) {
    Table table{.caption = u"资金分配表"_s,
                .unit = u"单位:万元"_s,
                .columns = {{u"编号"_s, ColumnKind::Text, 3},
                            {u"支持项目"_s, ColumnKind::Text, 18},
                            {u"拨付方式"_s, ColumnKind::Text, 5}},
                .head = 1};
    for (const plan::Source& source : plan.sources)
        table.columns.push_back({source.name, ColumnKind::WanAmount, 7, true});
    table.columns.push_back({u"合计"_s, ColumnKind::WanAmount, 7, true});
    table.columns.push_back({u"原文总额"_s, ColumnKind::WanAmount, 7, true});
    for (const plan::Line& line : plan.lines) {
        QStringList row{line.code, line.name, plan.path(line.path).name};
        for (const plan::Source& source : plan.sources) {
            const auto part = line.budget.constFind(source.code);
            row << (part == line.budget.constEnd() ? QString() : part->toYuan());
        }
        row << std::accumulate(line.budget.begin(), line.budget.end(), Fen()).toYuan()
            << (line.printedTotal ? line.printedTotal->toYuan() : QString());
        table.rows.push_back(row);
    }
    addUp(table, 1);
    return table;
}

void heading(Printable& paper, const QString& text) {
    paper.blocks.emplace_back(Paragraph{text, Role::Heading});
}

// The lines of what was understood that say something of a kind, under one heading.
void said(Printable& paper, const QStringList& lines, const QString& title,
          std::initializer_list<QStringView> starts) {
    bool first = true;
    for (const QString& line : lines)
        for (QStringView start : starts)
            if (line.startsWith(start)) {
                if (std::exchange(first, false))
                    heading(paper, title);
                paper.blocks.emplace_back(Paragraph{line.trimmed()});
            }
}

void units(Printable& paper, const plan::Plan& plan, const QStringList& lines) {
    heading(paper, u"申报主体"_s);
    for (const QString& line : lines.mid(lines.size() - plan.eligibility.size()))
        paper.blocks.emplace_back(Paragraph{line});
}

Table citations(const plan::Plan& plan) {
    Table table{.caption = u"规则的依据"_s,
                .columns = {{u"依据"_s, ColumnKind::Text, 14}, {u"要求"_s, ColumnKind::Text, 40}}};
    for (const journal::RuleInfo& rule : journal::catalogue())
        if (const QString clause = plan.cites(rule.rule); !clause.isEmpty())
            table.rows.push_back({clause, plan.worded(rule.demand.toString())});
    return table;
}

Table goals(const plan::Plan& plan) {
    Table table{.caption = u"工作目标"_s,
                .columns = {{u"编号"_s, ColumnKind::Text, 4},
                            {u"目标"_s, ColumnKind::Text, 24},
                            {u"目标值"_s, ColumnKind::Text, 10},
                            {u"期限"_s, ColumnKind::Date, 7},
                            {u"牵头单位"_s, ColumnKind::Text, 10}},
                .head = 1};
    for (const QJsonValue& goal : plan.json.value("goals"_L1).toArray())
        table.rows.push_back(
            {goal["code"_L1].toString(), goal["name"_L1].toString(),
             (goal["compare"_L1].toString() == "at-most"_L1 ? u"不高于 "_s : u"不低于 "_s)
                 + goal["target"_L1].toString() + u' ' + goal["unit"_L1].toString(),
             goal["deadline"_L1].toString(), goal["lead"_L1].toString()});
    return table;
}

} // namespace

Printable planPaper(const plan::Plan& plan) {
    Printable paper{.kind = u"plan"_s,
                    .id = plan.document,
                    .title = plan.name,
                    .subtitle = u"资金分配方案(程序的理解)"_s,
                    .landscape = true};
    const QStringList lines = plan::understood(plan);
    paper.blocks.emplace_back(facts(plan));
    paper.blocks.emplace_back(sources(plan));
    paper.blocks.emplace_back(allocation(plan));
    if (!plan.notices.isEmpty())
        heading(paper, u"原文出入"_s);
    for (qsizetype i = 0; i < plan.notices.size(); ++i)
        paper.blocks.emplace_back(Paragraph{u"%1. %2"_s.arg(i + 1).arg(plan.notices[i])});
    said(paper, lines, u"拨付方式"_s, {u"拨付方式 "});
    said(paper, lines, u"各支持项目及其细项"_s, {u"支持项目 ", u"  细项 "});
    units(paper, plan, lines);
    if (const Table table = goals(plan); !table.rows.empty())
        paper.blocks.emplace_back(table);
    if (const Table table = citations(plan); !table.rows.empty())
        paper.blocks.emplace_back(table);
    const QJsonObject clauses = plan.json.value("clauses"_L1).toObject();
    if (!clauses.isEmpty())
        heading(paper, u"办法原文"_s);
    for (auto it = clauses.begin(); it != clauses.end(); ++it)
        paper.blocks.emplace_back(Paragraph{it.key() + u' ' + it.value().toString()});
    return paper;
}

} // namespace reports
