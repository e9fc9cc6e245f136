// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

// 预算执行情况表 and 资金分配调整对照表: lines by sources, in 万元.

namespace reports {

using namespace Qt::Literals::StringLiterals;
using ledger::LineSource;
using money::Fen;

namespace {

Table executionRows(const plan::Plan& plan, const QJsonArray& rows) {
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
    for (const QJsonValue& value : rows) {
        const QJsonObject row = value.toObject();
        const QString line = textOf(row, "line"_L1);
        const plan::Line* found = plan.line(line);
        const Fen paid = Fen::parsePrinted(textOf(row, "paid"_L1));
        const Fen budget = Fen::parsePrinted(textOf(row, "budget"_L1));
        table.rows.push_back({line, found ? found->name : line,
                              sourceName(plan, textOf(row, "source"_L1))
                                  + (row.value("locked"_L1).toBool() ? u"(未启用)"_s : QString()),
                              textOf(row, "budget"_L1), textOf(row, "committed"_L1),
                              textOf(row, "paid"_L1), textOf(row, "recovered"_L1),
                              textOf(row, "available"_L1), money::rate(paid, budget)});
    }
    return table;
}

Table cashRows(const plan::Plan& plan, const QJsonArray& sources) {
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
    for (const QJsonValue& value : sources) {
        const QJsonObject row = value.toObject();
        table.rows.push_back({sourceName(plan, textOf(row, "source"_L1)), textOf(row, "planned"_L1),
                              textOf(row, "received"_L1), textOf(row, "committed"_L1),
                              textOf(row, "paid"_L1), textOf(row, "recovered"_L1),
                              textOf(row, "returned"_L1), textOf(row, "cash"_L1)});
    }
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
    throw DocumentError(journal::badInput(u"id"_s, u"没有编号为 %1 的分配调整,请核对。"_s.arg(id)));
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
    const QJsonObject json =
        asker.ask(u"budget.execution"_s, today ? QJsonObject() : QJsonObject{{"as_of"_L1, asOf}})
            .toObject();
    const QJsonObject total = json.value("total"_L1).toObject();
    Printable report = begin(asker, u"预算执行情况表"_s, day);
    report.number.clear();
    report.landscape = true;
    report.blocks.emplace_back(Paragraph{
        u"截至 %1,预算 %2 万元,到账 %3 万元,已拨付 %4 万元,拨付进度 %5;利息 %6 元,单独存放。"_s.arg(
            longDate(day), shown(ColumnKind::WanAmount, textOf(total, "budget"_L1)),
            shown(ColumnKind::WanAmount, textOf(total, "received"_L1)),
            shown(ColumnKind::WanAmount, textOf(total, "paid"_L1)),
            shown(ColumnKind::Percent, textOf(total, "rate"_L1)),
            shown(ColumnKind::Amount, textOf(json, "interest"_L1)))});
    Table lines = executionRows(plan, json.value("rows"_L1).toArray());
    addUp(lines, 1);
    lines.total[8] = textOf(total, "rate"_L1);
    report.blocks.emplace_back(std::move(lines));
    report.blocks.emplace_back(cashRows(plan, json.value("by_source"_L1).toArray()));
    addNotices(report, plan, {});
    return report;
}

Printable reallocationTable(const Asker& asker, const QString& id) {
    const plan::Plan& plan = plan::current(asker.context);
    const QJsonObject change = changeOf(asker, id);
    const qint64 seq = change.value("seq"_L1).toInteger();
    Printable report = begin(asker, u"资金分配调整对照表"_s, id);
    report.landscape = true;
    report.blocks.emplace_back(
        Fields{.fields = {{u"批准文件"_s, textOf(change, "document"_L1)},
                          {u"批准日期"_s, longDate(textOf(change, "date"_L1))}}});
    QStringList touched;
    report.blocks.emplace_back(comparison(plan, ledger::positionsBefore(asker.context, seq),
                                          ledger::positionsBefore(asker.context, seq + 1),
                                          touched));
    const QJsonArray items = change.value("items"_L1).toArray();
    if (!items.isEmpty())
        report.blocks.emplace_back(ceilings(plan, items));
    report.blocks.emplace_back(
        Paragraph{u"依据 第十四条:%1"_s.arg(plan.clause(u"第十四条"_s)), Paragraph::Role::Note});
    if (!touched.isEmpty())
        addNotices(report, plan, touched);
    const auto steps = identity::stepsOf(asker.context, textOf(change, "command"_L1), id);
    report.blocks.emplace_back(Signatures{
        {placeOf(asker, identity::stepsJson(steps), u"领导小组"_s, {u"approve"_s}, true),
         {.role = u"领导小组办公室"_s, .name = {}, .date = {}, .opinion = {}, .seal = true}}});
    return report;
}

} // namespace reports
