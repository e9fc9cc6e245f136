// SPDX-License-Identifier: GPL-3.0-only
#include "page.h"

#include <disbursement/payments.h>
#include <journal/csv.h>
#include <money/capital.h>

namespace disclosure {

using namespace Qt::Literals::StringLiterals;
using money::Fen;

namespace {

Fen fenOf(const QJsonValue& value) {
    return Fen::parsePrinted(value.toString());
}

QString grouped(const QJsonValue& value) {
    return fenOf(value).grouped();
}

QString monthName(const QString& month) {
    return u"%1年%2月"_s.arg(month.first(4), QString::number(month.last(2).toInt()));
}

QStringList rowCells(int number, const QJsonObject& row, const plan::Plan& plan) {
    const plan::Line* line = plan.line(row.value("line"_L1).toString());
    const plan::Item* item = plan.item(row.value("item"_L1).toString());
    QStringList sources;
    for (const QString& code : row.value("by_source"_L1).toObject().keys())
        sources << (plan.source(code) ? plan.source(code)->name : code);
    const QString acceptedOn = row.value("accepted_on"_L1).toString();
    const QString path = row.value("path"_L1).toString();
    const QString kind = row.value("kind"_L1).toString();
    QString way = plan.paths.contains(path) ? plan.path(path).name : path;
    if (!kind.isEmpty())
        way += u'·' + disbursement::kindName(kind);
    return {QString::number(number),
            line ? line->name + (item ? u" · "_s + item->name : QString()) : QString(),
            row.value("name"_L1).toString(),
            row.value("unit"_L1).toString(),
            sources.join(u"、"_s),
            grouped(row.value("support"_L1)),
            grouped(row.value("accepted"_L1)),
            acceptedOn.isEmpty() ? u"—"_s : acceptedOn + u" 合格"_s,
            grouped(row.value("paid_month"_L1)),
            grouped(row.value("paid_total"_L1)),
            money::percentText(row.value("rate"_L1).toString()),
            way,
            row.value("date"_L1).toString()};
}

} // namespace

Page layOut(const QJsonObject& json, const plan::Plan& plan) {
    Page page;
    const QString month = json.value("month"_L1).toString();
    page.title =
        u"%1%2项目验收和资金拨付情况公示"_s.arg(json.value("plan"_L1).toString(), monthName(month));
    const QString number = json.value("number"_L1).toString();
    page.subtitle = number.isEmpty()
                        ? u"未公示的草稿"_s
                        : u"公示编号 %1 · %2"_s.arg(number, json.value("date"_L1).toString());
    page.columns = {u"序号"_s,     u"支持项目"_s, u"项目名称"_s,       u"承办单位"_s, u"资金来源"_s,
                    u"支持标准"_s, u"核定金额"_s, u"验收时间及结论"_s, u"本期拨付"_s, u"累计拨付"_s,
                    u"拨付进度"_s, u"拨付方式"_s, u"拨付日期"_s};
    page.amounts = {true,  false, false, false, false, true, true,
                    false, true,  true,  true,  false, false};
    const QJsonArray rows = json.value("rows"_L1).toArray();
    for (qsizetype i = 0; i < rows.size(); ++i)
        page.rows.push_back(rowCells(static_cast<int>(i + 1), rows[i].toObject(), plan));
    const QJsonObject totals = json.value("totals"_L1).toObject();
    page.total = QStringList(page.columns.size(), QString());
    page.total[1] = u"合计"_s;
    page.total[8] = grouped(totals.value("paid_month"_L1));
    page.sourceColumns = {u"资金来源"_s, u"收到"_s, u"已拨付"_s, u"未拨付"_s};
    for (const QJsonValue& value : totals.value("by_source"_L1).toArray()) {
        const QJsonObject source = value.toObject();
        const QString code = source.value("source"_L1).toString();
        page.sources.push_back({plan.source(code) ? plan.source(code)->name : code,
                                grouped(source.value("received"_L1)),
                                grouped(source.value("paid"_L1)),
                                grouped(source.value("unpaid"_L1))});
    }
    page.footers << u"单位:元。本期验收合格 %1 元,本期拨付 %2 元(大写:%3),累计拨付 %4 元。"_s.arg(
        grouped(totals.value("accepted_month"_L1)), grouped(totals.value("paid_month"_L1)),
        money::capital(fenOf(totals.value("paid_month"_L1))),
        grouped(totals.value("paid_total"_L1)));
    if (json.contains("reason"_L1))
        page.footers << u"更正说明:%1"_s.arg(json.value("reason"_L1).toString());
    const int days = json.value("notice_days"_L1).toInt();
    if (days > 0)
        page.footers << u"公示期:自公示之日起 %1 个工作日。"_s.arg(days);
    page.footers << u"监督联系:%1"_s.arg(json.value("contact"_L1).toString());
    page.footers << u"日志链头:%1"_s.arg(json.value("head"_L1).toString());
    return page;
}

QByteArray toCsv(const Page& page) {
    QString text = journal::byteOrderMark;
    const auto add = [&](const QStringList& cells) { text += journal::csvLine(cells); };
    add({page.title});
    add({page.subtitle});
    add(page.columns);
    for (const QStringList& row : page.rows)
        add(row);
    add(page.total);
    text += u"\r\n"_s;
    add(page.sourceColumns);
    for (const QStringList& row : page.sources)
        add(row);
    text += u"\r\n"_s;
    for (const QString& footer : page.footers)
        add({footer});
    return text.toUtf8();
}

QByteArray toText(const Page& page) {
    QString text = page.title + u'\n' + page.subtitle + u"\n\n"_s;
    for (const QStringList& row : page.rows) {
        for (qsizetype i = 0; i < row.size(); ++i)
            if (!row[i].isEmpty())
                text += page.columns[i] + u':' + row[i] + (i == 0 ? u'\n' : u'\n');
        text += u'\n';
    }
    for (const QStringList& row : page.sources)
        text += u"%1: 收到 %2,已拨付 %3,未拨付 %4\n"_s.arg(row[0], row[1], row[2], row[3]);
    text += u'\n' + page.footers.join(u'\n') + u'\n';
    return text.toUtf8();
}

} // namespace disclosure
