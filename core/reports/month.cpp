// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <disclosure/disclosures.h>

namespace reports {

using namespace Qt::Literals::StringLiterals;

namespace {

Table projectTable() {
    return {.caption = u"项目验收和资金拨付情况"_s,
            .unit = u"单位:元"_s,
            .columns = {{u"序号"_s, Kind::Count, 3},
                        {u"支持项目"_s, Kind::Text, 9},
                        {u"项目名称"_s, Kind::Text, 10},
                        {u"承办单位"_s, Kind::Text, 9},
                        {u"资金来源"_s, Kind::Text, 6},
                        {u"支持标准"_s, Kind::Amount, 7},
                        {u"核定金额"_s, Kind::Amount, 7},
                        {u"验收时间及结论"_s, Kind::Text, 6},
                        {u"本期拨付"_s, Kind::Amount, 7, true},
                        {u"累计拨付"_s, Kind::Amount, 7},
                        {u"拨付进度"_s, Kind::Percent, 4},
                        {u"拨付方式"_s, Kind::Text, 5},
                        {u"拨付日期"_s, Kind::Date, 6}},
            .rows = {},
            .head = 2};
}

QStringList rowCells(int number, const QJsonObject& row, const plan::Plan& plan) {
    const plan::Line* line = plan.line(textOf(row, "line"_L1));
    const plan::Item* item = plan.item(textOf(row, "item"_L1));
    QStringList sources;
    for (const QString& code : row.value("by_source"_L1).toObject().keys())
        sources << sourceName(plan, code);
    const QString acceptedOn = textOf(row, "accepted_on"_L1);
    const QString path = textOf(row, "path"_L1);
    const QString kind = textOf(row, "kind"_L1);
    const QString way = wayWords(plan.paths.contains(path) ? plan.path(path).name : path, kind);
    return {QString::number(number),
            line ? line->name + (item ? u" · "_s + item->name : QString()) : QString(),
            textOf(row, "name"_L1),
            textOf(row, "unit"_L1),
            sources.isEmpty() ? u"—"_s : sources.join(u"、"_s),
            textOf(row, "support"_L1),
            textOf(row, "accepted"_L1),
            acceptedOn.isEmpty() ? u"—"_s : acceptedOn + u" 合格"_s,
            textOf(row, "paid_month"_L1),
            textOf(row, "paid_total"_L1),
            textOf(row, "rate"_L1),
            way,
            textOf(row, "date"_L1)};
}

Table sourceTable(const QJsonArray& bySource, const plan::Plan& plan) {
    Table table{.caption = u"资金收付情况"_s,
                .unit = u"单位:元"_s,
                .columns = {{u"资金来源"_s, Kind::Text, 16},
                            {u"收到"_s, Kind::Amount, 10, true},
                            {u"已拨付"_s, Kind::Amount, 10, true},
                            {u"未拨付"_s, Kind::Amount, 10, true}},
                .rows = {}};
    for (const QJsonValue& value : bySource) {
        const QJsonObject source = value.toObject();
        table.rows.push_back({sourceName(plan, textOf(source, "source"_L1)),
                              textOf(source, "received"_L1), textOf(source, "paid"_L1),
                              textOf(source, "unpaid"_L1)});
    }
    addUp(table, 0);
    return table;
}

} // namespace

Report ofMonth(const QJsonObject& page, const plan::Plan& plan) {
    const QString month = textOf(page, "month"_L1);
    const QJsonObject totals = page.value("totals"_L1).toObject();
    Report report{.kind = u"disclosure"_s, .id = month};
    report.title = u"%1%2年%3月项目验收和资金拨付情况公示"_s.arg(
        textOf(page, "plan"_L1), month.first(4), QString::number(month.last(2).toInt()));
    report.number = textOf(page, "number"_L1);
    report.draft = report.number.isEmpty();
    report.subtitle = report.draft
                          ? u"未公示的草稿"_s
                          : u"公示编号 %1 · %2"_s.arg(report.number, textOf(page, "date"_L1));
    report.landscape = true;
    report.head = textOf(page, "head"_L1);

    Table projects = projectTable();
    const QJsonArray rows = page.value("rows"_L1).toArray();
    for (qsizetype i = 0; i < rows.size(); ++i)
        projects.rows.push_back(rowCells(static_cast<int>(i + 1), rows[i].toObject(), plan));
    addUp(projects, 1);
    report.blocks.emplace_back(std::move(projects));
    report.blocks.emplace_back(sourceTable(totals.value("by_source"_L1).toArray(), plan));

    report.footers << u"单位:元。本期验收合格 %1 元,本期拨付 %2,累计拨付 %3 元。"_s.arg(
        shown(Kind::Amount, textOf(totals, "accepted_month"_L1)),
        inWords(textOf(totals, "paid_month"_L1)),
        shown(Kind::Amount, textOf(totals, "paid_total"_L1)));
    if (page.contains("reason"_L1))
        report.footers << u"更正说明:%1"_s.arg(textOf(page, "reason"_L1));
    const int days = page.value("notice_days"_L1).toInt();
    if (days > 0)
        report.footers << u"公示期:自公示之日起 %1 个工作日。"_s.arg(days);
    report.footers << u"监督联系:%1"_s.arg(textOf(page, "contact"_L1));
    report.footers << u"日志链头:%1"_s.arg(report.head);
    return report;
}

std::vector<Report> ofMonth(const Asker& asker, const QString& month) {
    auto pages = disclosure::published(asker.context, month);
    if (pages.empty())
        pages.push_back(
            asker.ask(u"disclosure.preview"_s, QJsonObject{{"month"_L1, month}}).toObject());
    std::vector<Report> reports;
    reports.reserve(pages.size());
    for (const QJsonObject& page : pages)
        reports.push_back(ofMonth(page, plan::current(asker.context)));
    return reports;
}

} // namespace reports
