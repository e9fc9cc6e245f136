// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <journal/chain.h>

// 预算执行情况表 and 资金分配调整对照表: lines by sources, in 万元.

namespace reports {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;
using ledger::LineSource;
using money::Fen;

namespace {

Table executionRows(const plan::Plan& plan, const std::vector<api::BudgetRow>& rows) {
    Table table{.caption = u"各支持项目执行情况"_s,
                .unit = u"单位:万元"_s,
                .columns = {{u"编号"_s, ColumnKind::Text, 3},
                            {u"支持项目"_s, ColumnKind::Text, 16},
                            {u"资金来源"_s, ColumnKind::Text, 9},
                            {u"预算"_s, ColumnKind::WanAmount, 6, true},
                            {u"已承诺"_s, ColumnKind::WanAmount, 6, true},
                            {u"已拨付"_s, ColumnKind::WanAmount, 6, true},
                            {u"已追回"_s, ColumnKind::WanAmount, 6, true},
                            {u"可用"_s, ColumnKind::WanAmount, 6, true},
                            {u"拨付进度"_s, ColumnKind::Percent, 5}},
                .head = 1};
    for (const api::BudgetRow& row : rows) {
        const plan::Line* found = plan.line(row.line);
        table.rows.push_back(
            {row.line, found ? found->name : row.line,
             sourceName(plan, row.source) + (row.locked ? u"(未启用)"_s : QString()),
             row.budget.toYuan(), row.committed.toYuan(), row.paid.toYuan(), row.recovered.toYuan(),
             row.available.toYuan(), money::rate(row.paid, row.budget)});
    }
    return table;
}

Table cashRows(const plan::Plan& plan, const std::vector<api::SourceSum>& sources) {
    Table table{.caption = u"资金到位和使用情况"_s,
                .unit = u"单位:万元"_s,
                .columns = {{u"资金来源"_s, ColumnKind::Text, 12},
                            {u"安排"_s, ColumnKind::WanAmount, 7, true},
                            {u"到账"_s, ColumnKind::WanAmount, 7, true},
                            {u"已承诺"_s, ColumnKind::WanAmount, 7, true},
                            {u"已拨付"_s, ColumnKind::WanAmount, 7, true},
                            {u"已追回"_s, ColumnKind::WanAmount, 7, true},
                            {u"已上缴"_s, ColumnKind::WanAmount, 7, true},
                            {u"账上资金"_s, ColumnKind::WanAmount, 7, true}}};
    for (const api::SourceSum& row : sources)
        table.rows.push_back({sourceName(plan, row.source), row.planned.toYuan(),
                              row.received.toYuan(), row.committed.toYuan(), row.paid.toYuan(),
                              row.recovered.toYuan(), row.returned.toYuan(), row.cash.toYuan()});
    addUp(table, 0);
    return table;
}

QJsonObject changeOf(const Asker& asker, const QString& id) {
    for (const QJsonValue& value :
         asker.ask(u"change.list"_s).toObject().value("items"_L1).toArray()) {
        const QJsonObject change = value.toObject();
        // The evaluation and interest move no line's budget.
        if (textOf(change, "id"_L1) == id && change.contains("seq"_L1)
            && textOf(change, "command"_L1) != u"plan.rule-path")
            return change;
    }
    throw DocumentError(journal::badInput(u"id"_s, sentence("paper.change-unknown", id)));
}

Table comparison(const plan::Plan& plan, const std::map<LineSource, ledger::Position>& before,
                 const std::map<LineSource, ledger::Position>& after, QStringList& touched) {
    Table table{.caption = u"调整前后对照"_s,
                .unit = u"单位:万元"_s,
                .columns = {{u"编号"_s, ColumnKind::Text, 3},
                            {u"支持项目"_s, ColumnKind::Text, 18},
                            {u"资金来源"_s, ColumnKind::Text, 9},
                            {u"调整前"_s, ColumnKind::WanAmount, 7, true},
                            {u"调整"_s, ColumnKind::WanAmount, 7, true},
                            {u"调整后"_s, ColumnKind::WanAmount, 7, true}},
                .head = 1};
    const auto budget = [](const std::map<LineSource, ledger::Position>& all,
                           const LineSource& place) {
        const auto found = all.find(place);
        return found == all.end() ? Fen() : found->second.budget();
    };
    for (const plan::Line& line : plan.lines)
        for (const plan::Source& source : plan.sources) {
            const LineSource place{line.code, source.code};
            const Fen was = budget(before, place);
            const Fen is = budget(after, place);
            if (was.isZero() && is.isZero())
                continue;
            if (was != is)
                touched << line.code;
            table.rows.push_back({line.code, line.name, source.name, was.toYuan(),
                                  was == is ? QString() : (is - was).toYuan(), is.toYuan()});
        }
    addUp(table, 1);
    return table;
}

Table ceilings(const plan::Plan& plan, const QJsonArray& items) {
    Table table{.caption = u"细项限额"_s,
                .unit = u"单位:万元"_s,
                .columns = {{u"编号"_s, ColumnKind::Text, 8},
                            {u"细项"_s, ColumnKind::Text, 20},
                            {u"调整后限额"_s, ColumnKind::WanAmount, 8}},
                .head = 1};
    for (const QJsonValue& value : items) {
        const QString code = textOf(value.toObject(), "item"_L1);
        const plan::Item* item = plan.item(code);
        table.rows.push_back(
            {code, item ? item->name : code, textOf(value.toObject(), "ceiling"_L1)});
    }
    return table;
}

} // namespace

Printable executionTable(const Asker& asker, const QString& asOf) {
    const plan::Plan& plan = plan::current(asker.context);
    const bool today = asOf == u"-";
    const QString day = today ? asker.context.today() : asOf;
    const auto execution = api::fromJson<api::BudgetExecution>(
        asker.ask(u"budget.execution"_s, today ? QJsonObject() : QJsonObject{{"as_of"_L1, asOf}}));
    const api::BudgetTotal& total = execution.total;
    Printable paper = begin(asker, u"execution"_s, day);
    paper.number.clear();
    paper.landscape = true;
    paper.blocks.emplace_back(Paragraph{
        u"截至 %1,预算 %2 万元,到账 %3 万元,已拨付 %4 万元,拨付进度 %5;利息 %6 元,单独存放。"_s.arg(
            longDate(day), shown(ColumnKind::WanAmount, total.budget.toYuan()),
            shown(ColumnKind::WanAmount, total.received.toYuan()),
            shown(ColumnKind::WanAmount, total.paid.toYuan()),
            shown(ColumnKind::Percent, total.rate),
            shown(ColumnKind::Amount, execution.interest.toYuan()))});
    Table lines = executionRows(plan, execution.rows);
    addUp(lines, 1);
    lines.total[8] = total.rate;
    paper.blocks.emplace_back(std::move(lines));
    paper.blocks.emplace_back(cashRows(plan, execution.bySource));
    addNotices(paper, plan, {});
    return paper;
}

Printable reallocationTable(const Asker& asker, const QString& id) {
    const plan::Plan& plan = plan::current(asker.context);
    const QJsonObject change = changeOf(asker, id);
    const qint64 seq = change.value("seq"_L1).toInteger();
    Printable paper = begin(asker, u"reallocation"_s, id);
    paper.landscape = true;
    paper.blocks.emplace_back(
        Fields{.fields = {{u"批准文件"_s, textOf(change, "document"_L1)},
                          {u"批准日期"_s, longDate(textOf(change, "date"_L1))}}});
    QStringList touched;
    paper.blocks.emplace_back(
        comparison(plan, ledger::positionsBefore(asker.context, seq),
                   ledger::positionsBefore(asker.context, journal::following(seq)), touched));
    const QJsonArray items = change.value("items"_L1).toArray();
    if (!items.isEmpty())
        paper.blocks.emplace_back(ceilings(plan, items));
    addBasis(paper, plan.paperBasis(u"reallocation"_s));
    if (!touched.isEmpty())
        addNotices(paper, plan, touched);
    const auto steps = identity::shownSteps(asker.context, textOf(change, "command"_L1), id);
    paper.blocks.emplace_back(Signatures{
        {placeOf(asker, steps, plan.word(u"group"_s), {u"approve"_s}, true),
         {.role = plan.word(u"office"_s), .name = {}, .date = {}, .opinion = {}, .seal = true}}});
    return paper;
}

} // namespace reports
