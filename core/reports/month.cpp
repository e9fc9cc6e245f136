// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <disclosure/disclosures.h>

namespace reports {

using namespace Qt::Literals::StringLiterals;

namespace {

// A sum that is a part of the row above: words, so that nobody's spreadsheet adds it once more.
QString partly(money::Fen amount) {
    return u"其中 "_s + shown(ColumnKind::Amount, amount.toYuan());
}

bool wasRecovered(const std::vector<api::DisclosedProject>& rows) {
    return std::any_of(rows.begin(), rows.end(),
                       [](const auto& row) { return !row.recoveredTotal.isZero(); });
}

// One column of the table of projects, with what a project's row and a payee's row show in it.
struct Cell {
    Column column;
    QString project;
    QString payee = {};
};

std::vector<Cell> cellsOf(int number, const api::DisclosedProject& row,
                          const api::DisclosedPayee& payee, const plan::Plan& plan,
                          bool recovered) {
    const plan::Line* line = plan.line(row.line);
    const plan::Item* item = plan.item(row.item);
    QStringList sources;
    for (const auto& [code, amount] : row.bySource)
        sources << journal::masked(sourceName(plan, code));
    const QString& acceptedOn = row.acceptedOn;
    const QString& path = row.path;
    const QString way = wayWords(plan.paths.contains(path) ? plan.path(path).name : path,
                                 row.kind ? QString(labels::code(*row.kind)) : QString());
    std::vector<Cell> cells{
        {{u"序号"_s, ColumnKind::Count, 3}, QString::number(number)},
        {{u"支持项目"_s, ColumnKind::Text, 9},
         line ? line->name + (item ? u" · "_s + item->name : QString()) : QString()},
        {{u"项目名称"_s, ColumnKind::Text, 10}, row.name, u"其中付给"_s},
        {{u"承办单位"_s, ColumnKind::Text, 9}, row.unit, payee.name},
        {{u"资金来源"_s, ColumnKind::Text, 6}, sources.isEmpty() ? u"—"_s : sources.join(u"、"_s)},
        {{u"支持标准"_s, ColumnKind::Amount, 7}, row.support.toYuan()},
        {{u"累计核定"_s, ColumnKind::Amount, 7}, row.accepted.toYuan()},
        {{u"验收时间及结论"_s, ColumnKind::Text, 6},
         acceptedOn.isEmpty() ? u"—"_s : acceptedOn + u" 合格"_s},
        {{u"本期拨付"_s, ColumnKind::Amount, 7, true},
         row.paidMonth.toYuan(),
         partly(payee.paidMonth)},
        {{u"累计拨付"_s, ColumnKind::Amount, 7}, row.paidTotal.toYuan(), partly(payee.paidTotal)}};
    if (recovered)
        cells.push_back({{u"累计追回"_s, ColumnKind::Amount, 7}, row.recoveredTotal.toYuan()});
    cells.push_back({{u"拨付进度"_s, ColumnKind::Percent, 4}, row.rate});
    cells.push_back({{u"拨付方式"_s, ColumnKind::Text, 5}, way});
    cells.push_back({{u"拨付日期"_s, ColumnKind::Date, 6}, row.date});
    return cells;
}

bool hasList(const api::DisclosedProject& row) {
    return row.payees.size() > mostPayeesInPlace;
}

// Many payees as one row; their list stands below the tables.
api::DisclosedPayee allPayees(const std::vector<api::DisclosedPayee>& payees) {
    api::DisclosedPayee all;
    all.name = u"%1 户,名单附后"_s.arg(payees.size());
    for (const api::DisclosedPayee& one : payees) {
        all.paidMonth += one.paidMonth;
        all.paidTotal += one.paidTotal;
    }
    return all;
}

// Each project's row, below it the payees where they were others than its unit.
Table projectTable(const std::vector<api::DisclosedProject>& rows, const plan::Plan& plan) {
    Table table{.caption = u"项目验收和资金拨付情况"_s, .unit = u"单位:元"_s, .head = 2};
    const bool recovered = wasRecovered(rows);
    for (const Cell& cell : cellsOf(0, {}, {}, plan, recovered))
        table.columns.push_back(cell.column);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const int number = static_cast<int>(i + 1);
        QStringList texts;
        for (const Cell& cell : cellsOf(number, rows[i], {}, plan, recovered))
            texts << cell.project;
        table.rows.push_back(texts);
        const std::vector<api::DisclosedPayee> payees =
            hasList(rows[i]) ? std::vector{allPayees(rows[i].payees)} : rows[i].payees;
        for (const api::DisclosedPayee& payee : payees) {
            texts.clear();
            for (const Cell& cell : cellsOf(number, rows[i], payee, plan, recovered))
                texts << cell.payee;
            table.rows.push_back(texts);
        }
    }
    addUp(table, 1);
    return table;
}

Table payeeList(const api::DisclosedProject& row) {
    Table table{.unit = u"单位:元"_s,
                .columns = {{u"收款单位"_s, ColumnKind::Text, 24},
                            {u"本期拨付"_s, ColumnKind::Amount, 10, true},
                            {u"累计拨付"_s, ColumnKind::Amount, 10, true}}};
    for (const api::DisclosedPayee& payee : row.payees)
        table.rows.push_back({payee.name, payee.paidMonth.toYuan(), payee.paidTotal.toYuan()});
    addUp(table, 0);
    return listed(std::move(table),
                  u"付款名单:%1(%2 户)"_s.arg(row.name, QString::number(row.payees.size())));
}

Table sourceTable(const std::vector<api::DisclosedSource>& bySource, const plan::Plan& plan) {
    Table table{.caption = u"资金收付情况"_s,
                .unit = u"单位:元"_s,
                .columns = {{u"资金来源"_s, ColumnKind::Text, 16},
                            {u"收到"_s, ColumnKind::Amount, 10, true},
                            {u"已拨付"_s, ColumnKind::Amount, 10, true},
                            {u"未拨付"_s, ColumnKind::Amount, 10, true}},
                .rows = {}};
    for (const api::DisclosedSource& source : bySource)
        table.rows.push_back({journal::masked(sourceName(plan, source.source)),
                              source.received.toYuan(), source.paid.toYuan(),
                              source.unpaid.toYuan()});
    addUp(table, 0);
    return table;
}

QString recoveredWords(money::Fen recovered) {
    if (recovered.isZero())
        return {};
    return u",已追回 %1 元"_s.arg(shown(ColumnKind::Amount, recovered.toYuan()));
}

} // namespace

Printable ofMonth(const api::DisclosurePage& page, const plan::Plan& plan) {
    const QString month = page.month;
    const api::DisclosureTotals& totals = page.totals;
    Printable paper{.kind = u"disclosure"_s, .id = month};
    paper.title =
        u"%1%2年%3月%4"_s.arg(page.plan, month.left(4), QString::number(month.right(2).toInt()),
                              plan.title(u"disclosure"_s, u"项目验收和资金拨付情况公示"_s));
    paper.number = page.number.value_or(QString());
    paper.draft = paper.number.isEmpty();
    paper.subtitle = paper.draft
                         ? u"未公示的草稿"_s
                         : u"公示编号 %1 · %2"_s.arg(paper.number, page.date.value_or(QString()));
    paper.landscape = true;
    paper.head = page.head.value_or(QString());

    if (page.rows.empty())
        paper.blocks.emplace_back(Paragraph{u"本月没有验收合格的项目,也没有资金拨付和追回。"_s});
    else
        paper.blocks.emplace_back(projectTable(page.rows, plan));
    paper.blocks.emplace_back(sourceTable(totals.bySource, plan));
    for (const api::DisclosedProject& row : page.rows)
        if (hasList(row))
            paper.blocks.emplace_back(payeeList(row));

    paper.footers << u"单位:元。本期(当月)验收合格 %1 元,本期拨付 %2;至月末累计拨付 %3 元%4。"_s
                         .arg(shown(ColumnKind::Amount, totals.acceptedMonth.toYuan()),
                              inWords(totals.paidMonth.toYuan()),
                              shown(ColumnKind::Amount, totals.paidTotal.toYuan()),
                              recoveredWords(totals.recoveredTotal));
    if (!page.rows.empty())
        paper.footers << u"累计核定、累计拨付%1均为至 %2 的累计数。"_s.arg(
            wasRecovered(page.rows) ? u"和累计追回"_s : QString(), disclosure::lastDayOf(month));
    if (page.reason)
        paper.footers << u"更正说明:%1"_s.arg(*page.reason);
    if (page.noticeDays > 0)
        paper.footers << u"公示期:自公示之日起 %1 个工作日。"_s.arg(page.noticeDays);
    paper.footers << u"监督联系:%1"_s.arg(page.contact);
    paper.footers << u"日志链头:%1"_s.arg(paper.head);
    if (const QString head = page.securityHead.value_or(QString()); !head.isEmpty())
        paper.footers << u"安全日志链头:%1"_s.arg(head);
    return paper;
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
        all.push_back({page, ofMonth(api::fromJson<api::DisclosurePage>(page),
                                     plan::current(asker.context))});
    return all;
}

} // namespace reports
