// SPDX-License-Identifier: GPL-3.0-only
#include "paper.h"

#include <money/capital.h>
#include <money/fen.h>
#include <theme/theme.h>
#include <widgets/words.h>

namespace pages {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char* words) {
    return QObject::tr(words);
}

QString text(const QJsonObject& from, QLatin1StringView key) {
    return from.value(key).toString();
}

// "signed" stands for a decision that somebody else recorded from paper.
QString stepWords(const QJsonObject& step, const Staff& people) {
    const QString by = people.name(text(step, "by"_L1));
    const QString recorded = people.name(text(step, "recorded_by"_L1));
    QString words = text(step, "opinion"_L1);
    if (!words.isEmpty())
        words += u"  "_s;
    words += by + u' ' + text(step, "date"_L1);
    if (step.contains("signed"_L1) || by != recorded)
        words += tr("(纸上签批,%1 登记)").arg(recorded);
    return words;
}

} // namespace

PaperSheet::PaperSheet(const QString& title, const QString& number)
    : m_head(u"<h2 align=\"center\">%1</h2><p align=\"right\">%2</p>"_s.arg(
        title.toHtmlEscaped(), number.toHtmlEscaped())) {}

void PaperSheet::cell(const QString& label, const QString& value) {
    if (value.isEmpty())
        return;
    m_rows += u"<tr><td class=\"k\" width=\"16%\">%1</td><td colspan=\"3\">%2</td></tr>"_s.arg(
        label.toHtmlEscaped(), value.toHtmlEscaped().replace(u'\n', u"<br>"_s));
}

void PaperSheet::pair(const QString& label, const QString& value, const QString& label2,
                      const QString& value2) {
    m_rows += u"<tr><td class=\"k\" width=\"16%\">%1</td><td width=\"34%\">%2</td>"
              "<td class=\"k\" width=\"16%\">%3</td><td width=\"34%\">%4</td></tr>"_s.arg(
                  label.toHtmlEscaped(), value.toHtmlEscaped(), label2.toHtmlEscaped(),
                  value2.toHtmlEscaped());
}

void PaperSheet::amount(const QString& label, const QString& amount) {
    if (amount.isEmpty())
        return;
    m_rows +=
        u"<tr><td class=\"k\" width=\"16%\">%1</td><td colspan=\"3\"><b>%2</b> %3"
        "&nbsp;&nbsp;(%4)</td></tr>"_s.arg(label.toHtmlEscaped(), widgets::yuan(amount), tr("元"),
                                           money::capital(money::Fen::parsePrinted(amount)));
}

void PaperSheet::note(const QString& words) {
    if (!words.isEmpty())
        m_below += u"<p class=\"n\">%1</p>"_s.arg(words.toHtmlEscaped());
}

void PaperSheet::steps(const QJsonArray& steps, const Staff& people) {
    for (const QJsonValue& one : steps) {
        const QJsonObject step = one.toObject();
        cell(widgets::stepWord(text(step, "step"_L1)), stepWords(step, people));
    }
}

QString PaperSheet::html() const {
    const theme::Colours& c = theme::colours();
    return u"<style>td{padding:6px 8px;} td.k{color:%1;} p.n{color:%1;}</style>%2"
           "<table width=\"100%\" border=\"1\" cellspacing=\"0\" style=\"border-collapse:collapse;"
           " border-style:solid; border-color:%3;\">%4</table>%5"_s.arg(
               c.muted.name(), m_head, c.line.name(), m_rows, m_below);
}

QString paymentPaper(const QJsonObject& facts, const QJsonObject& project, const PlanFacts& plan,
                     const Staff& people) {
    const QJsonObject limit = facts.value("limit"_L1).toObject();
    PaperSheet sheet(tr("专项资金拨付审批表"), text(facts, "id"_L1));
    sheet.cell(tr("项目"), text(facts, "project"_L1) + u"  "_s + text(facts, "project_name"_L1));
    sheet.pair(tr("项目单位"), text(facts, "unit_name"_L1), tr("拨付类别"),
               widgets::kindWord(text(facts, "kind"_L1)));
    sheet.cell(tr("支持项目"), plan.lineName(text(facts, "line"_L1)));
    sheet.amount(tr("本次拨付"), text(facts, "amount"_L1));
    sheet.cell(tr("资金来源"), sourcesOf(facts, plan));
    QStringList payees;
    for (const QJsonValue& one : facts.value("payees"_L1).toArray()) {
        const QJsonObject payee = one.toObject();
        payees << tr("%1  %2 元  %3 尾号 %4")
                      .arg(text(payee, "name"_L1), widgets::yuan(payee.value("amount"_L1)),
                           text(payee, "bank"_L1), text(payee, "account"_L1));
    }
    sheet.cell(tr("收款单位"), payees.join(u'\n'));
    sheet.pair(tr("支持金额"), tr("%1 元").arg(widgets::yuan(project.value("support"_L1))),
               tr("已验收"), tr("%1 元").arg(widgets::yuan(project.value("accepted"_L1))));
    sheet.pair(tr("已拨"), tr("%1 元").arg(widgets::yuan(project.value("paid"_L1))),
               tr("申请时可拨"), tr("%1 元").arg(widgets::yuan(limit.value("limit"_L1))));
    QStringList basis;
    for (const QJsonValue& one : limit.value("basis"_L1).toArray()) {
        const QJsonObject step = one.toObject();
        basis << u"%1  %2  %3"_s.arg(text(step, "text"_L1), widgets::yuan(step.value("amount"_L1)),
                                     text(step, "article"_L1));
    }
    sheet.cell(tr("计算"), basis.join(u'\n'));
    sheet.cell(tr("申请报告"), text(facts, "report"_L1));
    sheet.steps(facts.value("steps"_L1).toArray(), people);
    return sheet.html();
}

QString projectPaper(const QJsonObject& facts, const PlanFacts& plan, const Staff& people) {
    PaperSheet sheet(tr("项目申报表"), text(facts, "id"_L1));
    const QJsonObject schedule = facts.value("schedule"_L1).toObject();
    sheet.cell(tr("项目名称"), text(facts, "name"_L1));
    sheet.pair(tr("申报单位"), text(facts, "unit_name"_L1), tr("申报日期"), text(facts, "date"_L1));
    sheet.cell(tr("支持项目"), plan.lineName(text(facts, "line"_L1)));
    if (!text(facts, "item"_L1).isEmpty())
        sheet.cell(tr("支持内容"), plan.itemName(text(facts, "item"_L1)));
    sheet.amount(tr("申请支持"), text(facts, "support"_L1));
    QJsonArray sources;
    for (const QJsonValue& one : facts.value("by_source"_L1).toArray())
        sources.append(QJsonObject{{"source"_L1, one.toObject().value("source"_L1)},
                                   {"amount"_L1, one.toObject().value("support"_L1)}});
    sheet.cell(tr("资金来源"), sourcesOf({{"sources"_L1, sources}}, plan));
    sheet.cell(tr("实施期"),
               tr("%1 至 %2").arg(text(schedule, "from"_L1), text(schedule, "to"_L1)));
    sheet.cell(tr("建设内容"), text(facts, "content"_L1));
    QStringList materials;
    for (const QJsonValue& one : facts.value("materials"_L1).toArray())
        materials << one.toString();
    sheet.cell(tr("所附材料"), materials.join(u"、"_s));
    sheet.steps(facts.value("steps"_L1).toArray(), people);
    sheet.note(plan.line(text(facts, "line"_L1)).value("standard_words"_L1).toString());
    return sheet.html();
}

QString amendmentPaper(const QJsonObject& project, const QString& id, const Staff& people) {
    PaperSheet sheet(tr("项目变更审核表"), id);
    sheet.cell(tr("项目"), text(project, "id"_L1) + u"  "_s + text(project, "name"_L1));
    sheet.pair(tr("项目单位"), text(project, "unit_name"_L1), tr("现支持金额"),
               tr("%1 元").arg(widgets::yuan(project.value("support"_L1))));
    for (const QJsonValue& one : project.value("amendments"_L1).toArray()) {
        const QJsonObject change = one.toObject();
        if (text(change, "id"_L1) != id)
            continue;
        sheet.cell(tr("变更原因"), text(change, "reason"_L1));
        sheet.amount(tr("新支持金额"), text(change, "amount"_L1));
        sheet.cell(tr("申请日期"), text(change, "date"_L1));
    }
    sheet.steps(project.value("steps"_L1).toArray(), people);
    return sheet.html();
}

QString acceptancePaper(const QJsonObject& facts, const Staff& people) {
    PaperSheet sheet(tr("项目验收申请"), text(facts, "id"_L1));
    sheet.cell(tr("项目"), text(facts, "project"_L1) + u"  "_s + text(facts, "project_name"_L1));
    sheet.pair(tr("项目单位"), text(facts, "unit_name"_L1), tr("申请日期"), text(facts, "date"_L1));
    sheet.cell(tr("验收阶段"), text(facts, "stage"_L1));
    sheet.amount(tr("申请验收金额"), text(facts, "claimed"_L1));
    const qsizetype count = facts.value("deliverables"_L1).toArray().size();
    if (count > 0)
        sheet.cell(tr("成果"), tr("%1 项,逐项验收见验收意见表").arg(count));
    sheet.steps(facts.value("steps"_L1).toArray(), people);
    return sheet.html();
}

QString unitPaper(const QJsonObject& facts) {
    PaperSheet sheet(tr("收款账户复核"), text(facts, "id"_L1));
    const QJsonObject bank = facts.value("bank"_L1).toObject();
    sheet.cell(tr("单位"), text(facts, "name"_L1));
    sheet.pair(tr("类别"), widgets::kindWord(text(facts, "kind"_L1)), tr("代码"),
               text(facts, "code"_L1));
    sheet.pair(tr("开户行"), text(bank, "name"_L1), tr("账号末四位"), text(bank, "account"_L1));
    sheet.cell(tr("户名"), text(bank, "holder"_L1));
    sheet.note(tr("请与单位提供的开户证明核对。复核以后才能向新账户拨付;复核人不能是变更人。"));
    return sheet.html();
}

QString sheetPaper(const QList<QJsonObject>& payments, const PlanFacts& plan,
                   const QString& today) {
    QString rows;
    money::Fen sum;
    int number = 0;
    for (const QJsonObject& payment : payments) {
        sum += money::Fen::parsePrinted(text(payment, "amount"_L1));
        rows += u"<tr><td align=\"center\">%1</td>"_s.arg(++number);
        for (const QString& cell :
             {text(payment, "id"_L1), text(payment, "project_name"_L1),
              text(payment, "unit_name"_L1), widgets::kindWord(text(payment, "kind"_L1))})
            rows += u"<td>%1</td>"_s.arg(cell.toHtmlEscaped());
        rows += u"<td align=\"right\">%1</td><td></td></tr>"_s.arg(
            widgets::yuan(payment.value("amount"_L1)));
    }
    QString heads;
    for (const QString& head : {tr("序号"), tr("编号"), tr("项目"), tr("单位"), tr("类别"),
                                tr("金额(元)"), tr("签批意见")})
        heads += u"<th>%1</th>"_s.arg(head);
    return u"<style>td,th{padding:4px;}</style><h2 align=\"center\">%1</h2><p>%2 &nbsp; %3</p>"
           "<table width=\"100%\" border=\"1\" cellspacing=\"0\""
           " style=\"border-collapse:collapse; border-style:solid\"><tr>%4</tr>%5</table>"
           "<p>%6</p><p>%7</p>"_s.arg(
               tr("专项资金拨付签批单"), text(plan.json(), "name"_L1).toHtmlEscaped(), today, heads,
               rows, tr("合计 %1 件,%2 元,%3").arg(number).arg(sum.grouped(), money::capital(sum)),
               tr("签批人:________________  日期:____年__月__日  签批单号:____________"));
}

} // namespace pages
