// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <api/timeline.h>
#include <disbursement/movements.h>
#include <units/units.h>

// What the department above asks for: how far each source is paid out on any day, who used the
// money for which project, and how fast things went.

namespace reports {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;
using money::Fen;

namespace {

QString dayOf(const Asker& asker, const QString& id) {
    const QString day = id == u"-" ? asker.context.today() : id;
    if (!journal::isDate(day))
        throw DocumentError(journal::badInput(u"id"_s, sentence("paper.day", id)));
    return day;
}

// Between the fund's account and its plan: what came, went and is left of each source.
Table progressBySource(const plan::Plan& plan, const api::BudgetExecution& execution) {
    Table table{
        .caption = {},
        .unit = u"单位:元"_s,
        .columns = {
            {u"资金来源"_s, ColumnKind::Text, 14},
            {u"安排"_s, ColumnKind::Amount, 8, true},
            {u"到账"_s, ColumnKind::Amount, 8, true},
            {.title = u"到账率"_s, .kind = ColumnKind::Percent, .width = 5},
            {u"已承诺"_s, ColumnKind::Amount, 8, true},
            {u"已拨付"_s, ColumnKind::Amount, 8, true},
            {u"已追回"_s, ColumnKind::Amount, 7, true},
            {u"未拨付"_s, ColumnKind::Amount, 8, true},
            {.title = u"拨付进度"_s, .kind = ColumnKind::Percent, .width = 7, .bar = true}}};
    Fen planned;
    Fen received;
    for (const api::SourceSum& row : execution.bySource) {
        table.rows.push_back({sourceName(plan, row.source), row.planned.toYuan(),
                              row.received.toYuan(), money::rate(row.received, row.planned),
                              row.committed.toYuan(), row.paid.toYuan(), row.recovered.toYuan(),
                              (row.planned - row.paid).toYuan(),
                              money::rate(row.paid, row.planned)});
        planned += row.planned;
        received += row.received;
    }
    addUp(table, 0);
    table.total[3] = money::rate(received, planned);
    table.total[8] = execution.total.rate;
    return table;
}

struct Used {
    Fen paid;
    QString lastOn;
};

// What each unit was paid for each project up to that day, net of what came back.
std::map<QString, std::map<QString, Used>> usedUntil(const Asker& asker, const QString& day) {
    std::map<QString, std::map<QString, Used>> all;
    for (const disbursement::Movement& one : disbursement::movements(asker.context)) {
        if (one.date > day)
            continue;
        Used& used = all[one.project][one.unit];
        used.paid += one.amount;
        used.lastOn = std::max(used.lastOn, one.date);
    }
    return all;
}

QStringList durationCells(const api::Duration& duration) {
    const auto days = [](const std::optional<qint64>& count) {
        return count ? QString::number(*count) : QString();
    };
    return {QString::number(duration.count), days(duration.median), days(duration.slowest),
            duration.project};
}

} // namespace

Printable progressTable(const Asker& asker, const QString& id) {
    const plan::Plan& plan = plan::current(asker.context);
    const QString day = dayOf(asker, id);
    const auto execution = api::fromJson<api::BudgetExecution>(
        asker.ask(u"budget.execution"_s, QJsonObject{{"as_of"_L1, day}}));
    Printable paper = begin(asker, u"progress"_s, day);
    paper.number.clear();
    paper.landscape = true;
    paper.blocks.emplace_back(Paragraph{u"截至 %1"_s.arg(longDate(day))});
    paper.blocks.emplace_back(progressBySource(plan, execution));
    addNotices(paper, plan, {});
    return paper;
}

Printable fundUseTable(const Asker& asker, const QString& id) {
    const plan::Plan& plan = plan::current(asker.context);
    const QString day = dayOf(asker, id);
    const auto used = usedUntil(asker, day);
    Table table{.caption = {},
                .unit = u"单位:元"_s,
                .columns = {{u"序号"_s, ColumnKind::Count, 3},
                            {u"支持项目"_s, ColumnKind::Text, 13},
                            {u"项目编号"_s, ColumnKind::Text, 7},
                            {u"项目名称"_s, ColumnKind::Text, 15},
                            {u"承办单位"_s, ColumnKind::Text, 14},
                            {u"统一社会信用代码"_s, ColumnKind::Text, 10},
                            {u"拨付金额"_s, ColumnKind::Amount, 8, true},
                            {u"最近拨付"_s, ColumnKind::Date, 6}},
                .head = 3};
    // In the plan's order of lines, then by the project's number: one row a project and payee.
    for (const plan::Line& line : plan.lines)
        for (const auto& [projectId, units] : used) {
            const declaration::Project project =
                declaration::requireProject(asker.context, projectId);
            if (project.line != line.code)
                continue;
            for (const auto& [unit, one] : units) {
                if (one.paid.isZero())
                    continue;
                const auto known = units::find(asker.context, unit);
                table.rows.push_back({QString::number(table.rows.size() + 1),
                                      lineTitle(plan, project.line, project.item), projectId,
                                      project.name, units::name(asker.context, unit),
                                      known ? known->code : QString(), one.paid.toYuan(),
                                      one.lastOn});
            }
        }
    addUp(table, 3);
    const QString total = table.total[6];
    Printable paper = begin(asker, u"fund-use"_s, day);
    paper.number.clear();
    paper.landscape = true;
    paper.blocks.emplace_back(Paragraph{
        u"截至 %1,净拨付 %2。退票冲回和退回的已经扣除。"_s.arg(longDate(day), inWords(total))});
    paper.blocks.emplace_back(std::move(table));
    return paper;
}

Printable paceTable(const Asker& asker, const QString& id) {
    const plan::Plan& plan = plan::current(asker.context);
    const plan::Line* only = plan.line(id);
    if (id != u"-" && !only)
        throw DocumentError(journal::badInput(u"id"_s, sentence("paper.pace-unknown", id)));
    const QJsonObject answer =
        asker.ask(u"project.pace"_s, only ? QJsonObject{{"line"_L1, id}} : QJsonObject())
            .toObject();
    const auto tableOf = [&](const QString& caption, api::Duration api::Pace::*way) {
        Table table{.caption = caption,
                    .unit = u"单位:天"_s,
                    .columns = {{u"编号"_s, ColumnKind::Text, 3},
                                {u"支持项目"_s, ColumnKind::Text, 24},
                                {u"件数"_s, ColumnKind::Count, 4},
                                {u"中位"_s, ColumnKind::Count, 4},
                                {u"最慢"_s, ColumnKind::Count, 4},
                                {u"最慢的项目"_s, ColumnKind::Text, 9}},
                    .head = 1};
        const auto rowOf = [&](const api::Pace& pace, const QString& name) {
            return QStringList{pace.line, name} + durationCells(pace.*way);
        };
        for (const auto& pace : api::listFromJson<api::Pace>(answer.value("items"_L1)))
            table.rows.push_back(rowOf(pace, lineTitle(plan, pace.line, {}).section(u' ', 1)));
        if (!only)
            table.total = rowOf(api::fromJson<api::Pace>(answer), u"合计"_s);
        return table;
    };
    Printable paper = begin(asker, u"pace"_s, id);
    paper.number.clear();
    paper.blocks.emplace_back(
        Paragraph{u"截至 %1,按自然日计算;件数为偶数的,中位取中间两件的"
                  "平均数,半天进一。"_s.arg(longDate(asker.context.today()))});
    paper.blocks.emplace_back(tableOf(u"申报到审核通过"_s, &api::Pace::approval));
    paper.blocks.emplace_back(tableOf(u"验收合格到拨付"_s, &api::Pace::payment));
    return paper;
}

} // namespace reports
