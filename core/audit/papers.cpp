// SPDX-License-Identifier: GPL-3.0-only
#include "sheets.h"

#include <declaration/projects.h>
#include <identity/users.h>

namespace audit {

using namespace Qt::Literals::StringLiterals;
using journal::Context;
using reports::ColumnKind;
using reports::Workbook;

namespace {

void addContracts(Context& context, Workbook& book) {
    add(book, u"合同"_s,
        {{u"编号"_s, ColumnKind::Text, 8},
         {u"项目"_s, ColumnKind::Text, 8},
         {u"合同号"_s, ColumnKind::Text, 12},
         {u"对方"_s, ColumnKind::Text, 18},
         amount(u"金额"_s),
         {u"日期"_s, ColumnKind::Date, 6},
         {u"状态"_s, ColumnKind::Text, 5}},
        [&](const Put& put) {
            for (const auto& one : declaration::records(context, u"contract"_s, {}))
                put({one.id, one.project, one.number, journal::masked(one.other),
                     one.amount.toYuan(), one.date, one.voided ? u"已作废"_s : u"有效"_s});
        });
}

void addInvoices(Context& context, Workbook& book) {
    add(book, u"发票"_s,
        {{u"编号"_s, ColumnKind::Text, 8},
         {u"项目"_s, ColumnKind::Text, 8},
         {u"发票号码"_s, ColumnKind::Text, 12},
         {u"发票代码"_s, ColumnKind::Text, 9},
         {u"开票方"_s, ColumnKind::Text, 18},
         amount(u"金额"_s),
         {u"日期"_s, ColumnKind::Date, 6},
         {u"状态"_s, ColumnKind::Text, 5}},
        [&](const Put& put) {
            for (const auto& one : declaration::records(context, u"invoice"_s, {}))
                put({one.id, one.project, one.number, one.code, journal::masked(one.other),
                     one.amount.toYuan(), one.date, one.voided ? u"已作废"_s : u"有效"_s});
        });
}

QString sourceOf(const QJsonObject& change) {
    const QJsonValue source = change.value("source"_L1);
    return source.isObject() ? text(source.toObject(), "code") : source.toString();
}

// What was handed up, and what came in addition to the plan.
void addChanges(Context& context, Workbook& book) {
    add(book, u"上缴和追加"_s,
        {{u"编号"_s, ColumnKind::Text, 8},
         {u"类别"_s, ColumnKind::Text, 5},
         {u"来源"_s, ColumnKind::Text, 6},
         {u"状态"_s, ColumnKind::Text, 5},
         amount(u"金额"_s),
         {u"日期"_s, ColumnKind::Date, 6},
         {u"冲销日期"_s, ColumnKind::Date, 6},
         {u"文号"_s, ColumnKind::Text, 14}},
        [&](const Put& put) {
            const QJsonArray items = ask(context, "change.list").value("items"_L1).toArray();
            for (const QJsonValue& value : items) {
                const QJsonObject one = value.toObject();
                const bool up = text(one, "command") == u"fund.return";
                if (!up && text(one, "command") != u"plan.supplement")
                    continue;
                const QString voided = text(one, "voided_on");
                put({text(one, "id"), up ? u"上缴"_s : u"追加"_s, sourceOf(one),
                     voided.isEmpty() ? u"有效"_s : u"已作废"_s, text(one, "amount"),
                     text(one, "date"), voided, text(one, "document")});
            }
        });
}

QString voidedKind(const QString& kind) {
    static const QMap<QString, QString> names{
        {u"receipt"_s, u"到账"_s},    {u"interest"_s, u"利息"_s},   {u"evaluation"_s, u"评价"_s},
        {u"acceptance"_s, u"验收"_s}, {u"refund"_s, u"退回"_s},     {u"recovery"_s, u"追回"_s},
        {u"return"_s, u"上缴"_s},     {u"supplement"_s, u"追加"_s}, {u"finding"_s, u"监管发现"_s},
        {u"contract"_s, u"合同"_s},   {u"invoice"_s, u"发票"_s},    {u"notice"_s, u"公示"_s}};
    return names.value(kind, kind);
}

void addVoidings(Context& context, Workbook& book) {
    add(book, u"冲销"_s,
        {{u"日志号"_s, ColumnKind::Count, 4},
         {u"类别"_s, ColumnKind::Text, 5},
         {u"编号"_s, ColumnKind::Text, 8},
         {u"日期"_s, ColumnKind::Date, 6},
         {u"决定人"_s, ColumnKind::Text, 6},
         {u"登记人"_s, ColumnKind::Text, 6},
         {u"原因"_s, ColumnKind::Text, 24}},
        [&](const Put& put) {
            QJsonObject wanted{{"do"_L1, "void"_L1}};
            for (;;) {
                const QJsonObject page = ask(context, "journal.list", wanted);
                for (const QJsonValue& value : page.value("entries"_L1).toArray()) {
                    const QJsonObject one = value.toObject();
                    const QJsonObject with = one.value("with"_L1).toObject();
                    put({QString::number(one.value("seq"_L1).toInteger()),
                         voidedKind(text(with, "kind")), text(with, "id"), text(with, "date"),
                         text(one, "decided_by"), text(one, "by"), words(with, "reason")});
                }
                if (!page.contains("next"_L1))
                    return;
                wanted.insert("from"_L1, page.value("next"_L1));
            }
        });
}

} // namespace

void addPapers(Context& context, Workbook& book) {
    addContracts(context, book);
    addInvoices(context, book);
    addChanges(context, book);
    addVoidings(context, book);
}

} // namespace audit
