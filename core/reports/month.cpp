// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <disclosure/disclosures.h>

namespace reports {

using namespace Qt::Literals::StringLiterals;

namespace {

// A sum that is a part of the row above: words, so that nobody's spreadsheet adds it once more.
QString partly(const QString& amount) {
    return u"其中 "_s + shown(ColumnKind::Amount, amount);
}

bool wasRecovered(const QJsonArray& rows) {
    return std::any_of(rows.begin(), rows.end(), [](const QJsonValue& row) {
        return !money::Fen::parsePrinted(textOf(row.toObject(), "recovered_total"_L1)).isZero();
    });
}

// One column of the table of projects, with what a project's row and a payee's row show in it.
struct Cell {
    Column column;
    QString project;
    QString payee = {};
};

std::vector<Cell> cellsOf(int number, const QJsonObject& row, const QJsonObject& payee,
                          const plan::Plan& plan, bool recovered) {
    const plan::Line* line = plan.line(textOf(row, "line"_L1));
    const plan::Item* item = plan.item(textOf(row, "item"_L1));
    QStringList sources;
    for (const QString& code : row.value("by_source"_L1).toObject().keys())
        sources << journal::masked(sourceName(plan, code));
    const QString acceptedOn = textOf(row, "accepted_on"_L1);
    const QString path = textOf(row, "path"_L1);
    const QString way =
        wayWords(plan.paths.contains(path) ? plan.path(path).name : path, textOf(row, "kind"_L1));
    std::vector<Cell> cells{
        {{u"序号"_s, ColumnKind::Count, 3}, QString::number(number)},
        {{u"支持项目"_s, ColumnKind::Text, 9},
         line ? line->name + (item ? u" · "_s + item->name : QString()) : QString()},
        {{u"项目名称"_s, ColumnKind::Text, 10}, textOf(row, "name"_L1), u"其中付给"_s},
        {{u"承办单位"_s, ColumnKind::Text, 9}, textOf(row, "unit"_L1), textOf(payee, "name"_L1)},
        {{u"资金来源"_s, ColumnKind::Text, 6}, sources.isEmpty() ? u"—"_s : sources.join(u"、"_s)},
        {{u"支持标准"_s, ColumnKind::Amount, 7}, textOf(row, "support"_L1)},
        {{u"累计核定"_s, ColumnKind::Amount, 7}, textOf(row, "accepted"_L1)},
        {{u"验收时间及结论"_s, ColumnKind::Text, 6},
         acceptedOn.isEmpty() ? u"—"_s : acceptedOn + u" 合格"_s},
        {{u"本期拨付"_s, ColumnKind::Amount, 7, true},
         textOf(row, "paid_month"_L1),
         partly(textOf(payee, "paid_month"_L1))},
        {{u"累计拨付"_s, ColumnKind::Amount, 7},
         textOf(row, "paid_total"_L1),
         partly(textOf(payee, "paid_total"_L1))}};
    if (recovered)
        cells.push_back(
            {{u"累计追回"_s, ColumnKind::Amount, 7}, textOf(row, "recovered_total"_L1)});
    cells.push_back({{u"拨付进度"_s, ColumnKind::Percent, 4}, textOf(row, "rate"_L1)});
    cells.push_back({{u"拨付方式"_s, ColumnKind::Text, 5}, way});
    cells.push_back({{u"拨付日期"_s, ColumnKind::Date, 6}, textOf(row, "date"_L1)});
    return cells;
}

// Each project's row, below it the payees where they were others than its unit.
Table projectTable(const QJsonArray& rows, const plan::Plan& plan) {
    Table table{.caption = u"项目验收和资金拨付情况"_s, .unit = u"单位:元"_s, .head = 2};
    const bool recovered = wasRecovered(rows);
    for (const Cell& cell : cellsOf(0, {}, {}, plan, recovered))
        table.columns.push_back(cell.column);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const QJsonObject row = rows[i].toObject();
        const int number = static_cast<int>(i + 1);
        QStringList texts;
        for (const Cell& cell : cellsOf(number, row, {}, plan, recovered))
            texts << cell.project;
        table.rows.push_back(texts);
        for (const QJsonValue& payee : row.value("payees"_L1).toArray()) {
            texts.clear();
            for (const Cell& cell : cellsOf(number, row, payee.toObject(), plan, recovered))
                texts << cell.payee;
            table.rows.push_back(texts);
        }
    }
    addUp(table, 1);
    return table;
}

Table sourceTable(const QJsonArray& bySource, const plan::Plan& plan) {
    Table table{.caption = u"资金收付情况"_s,
                .unit = u"单位:元"_s,
                .columns = {{u"资金来源"_s, ColumnKind::Text, 16},
                            {u"收到"_s, ColumnKind::Amount, 10, true},
                            {u"已拨付"_s, ColumnKind::Amount, 10, true},
                            {u"未拨付"_s, ColumnKind::Amount, 10, true}},
                .rows = {}};
    for (const QJsonValue& value : bySource) {
        const QJsonObject source = value.toObject();
        table.rows.push_back({journal::masked(sourceName(plan, textOf(source, "source"_L1))),
                              textOf(source, "received"_L1), textOf(source, "paid"_L1),
                              textOf(source, "unpaid"_L1)});
    }
    addUp(table, 0);
    return table;
}

QString recoveredWords(const QJsonObject& totals) {
    const QString recovered = textOf(totals, "recovered_total"_L1);
    if (money::Fen::parsePrinted(recovered).isZero())
        return {};
    return u",已追回 %1 元"_s.arg(shown(ColumnKind::Amount, recovered));
}

} // namespace

Printable ofMonth(const QJsonObject& page, const plan::Plan& plan) {
    const QString month = textOf(page, "month"_L1);
    const QJsonObject totals = page.value("totals"_L1).toObject();
    Printable report{.kind = u"disclosure"_s, .id = month};
    report.title = u"%1%2年%3月项目验收和资金拨付情况公示"_s.arg(
        textOf(page, "plan"_L1), month.left(4), QString::number(month.right(2).toInt()));
    report.number = textOf(page, "number"_L1);
    report.draft = report.number.isEmpty();
    report.subtitle = report.draft
                          ? u"未公示的草稿"_s
                          : u"公示编号 %1 · %2"_s.arg(report.number, textOf(page, "date"_L1));
    report.landscape = true;
    report.head = textOf(page, "head"_L1);

    const QJsonArray rows = page.value("rows"_L1).toArray();
    if (rows.isEmpty())
        report.blocks.emplace_back(Paragraph{u"本月没有验收合格的项目,也没有资金拨付和追回。"_s});
    else
        report.blocks.emplace_back(projectTable(rows, plan));
    report.blocks.emplace_back(sourceTable(totals.value("by_source"_L1).toArray(), plan));

    report.footers << u"单位:元。本期(当月)验收合格 %1 元,本期拨付 %2;至月末累计拨付 %3 元%4。"_s
                          .arg(shown(ColumnKind::Amount, textOf(totals, "accepted_month"_L1)),
                               inWords(textOf(totals, "paid_month"_L1)),
                               shown(ColumnKind::Amount, textOf(totals, "paid_total"_L1)),
                               recoveredWords(totals));
    if (!rows.isEmpty())
        report.footers << u"累计核定、累计拨付%1均为至 %2 的累计数。"_s.arg(
            wasRecovered(rows) ? u"和累计追回"_s : QString(), disclosure::lastDayOf(month));
    if (page.contains("reason"_L1))
        report.footers << u"更正说明:%1"_s.arg(textOf(page, "reason"_L1));
    const int days = page.value("notice_days"_L1).toInt();
    if (days > 0)
        report.footers << u"公示期:自公示之日起 %1 个工作日。"_s.arg(days);
    report.footers << u"监督联系:%1"_s.arg(textOf(page, "contact"_L1));
    report.footers << u"日志链头:%1"_s.arg(report.head);
    if (const QString head = textOf(page, "security_head"_L1); !head.isEmpty())
        report.footers << u"安全日志链头:%1"_s.arg(head);
    return report;
}

std::vector<MonthPage> pagesOfMonth(const Asker& asker, const QString& month) {
    auto pages = disclosure::published(asker.context, month);
    if (pages.empty()) {
        pages.push_back(
            asker.ask(u"disclosure.preview"_s, QJsonObject{{"month"_L1, month}}).toObject());
        pages.back().remove("check"_L1); // for who publishes; on no page
    }
    std::vector<MonthPage> all;
    all.reserve(pages.size());
    for (const QJsonObject& page : pages)
        all.push_back({page, ofMonth(page, plan::current(asker.context))});
    return all;
}

} // namespace reports
