// SPDX-License-Identifier: GPL-3.0-only
#include "sheets.h"

#include <journal/chain.h>
#include <plan/warning_figures.h>
#include <warnings/warnings.h>

// What an auditor would ask, with what reviewers said to it, as of the journal's last day.

namespace audit {

using namespace Qt::Literals::StringLiterals;
using journal::Context;
using reports::ColumnKind;
using reports::Workbook;

namespace {

// Of what holds for thousands of entries the first ones are told; all that were explained are.
constexpr int mostOfACode = 1000;

void eachWarning(Context& context, const QString& today,
                 const std::function<void(const QJsonObject&)>& take) {
    QJsonObject with{{"open"_L1, false}, {"count"_L1, mostOfACode}};
    for (;;) {
        const QJsonObject page = warnings::listed(context, journal::Args(with), today);
        for (const QJsonValue& item : page.value("items"_L1).toArray())
            take(item.toObject());
        if (!page.contains("next"_L1))
            break;
        with.insert("after"_L1, page.value("next"_L1));
    }
    for (const QString& code : plan::warningCodes()) {
        const QJsonObject of{{"open"_L1, true}, {"code"_L1, code}, {"count"_L1, mostOfACode}};
        const QJsonObject page = warnings::listed(context, journal::Args(of), today);
        for (const QJsonValue& item : page.value("items"_L1).toArray())
            take(item.toObject());
    }
}

} // namespace

void addWarnings(Context& context, Workbook& book) {
    const QString today = journal::head(context).at.left(10);
    add(book, u"疑点"_s,
        {{u"编号"_s, ColumnKind::Text, 16},
         {u"疑点"_s, ColumnKind::Text, 8},
         {u"状态"_s, ColumnKind::Text, 5},
         {u"单位"_s, ColumnKind::Text, 7},
         {u"项目"_s, ColumnKind::Text, 8},
         amount(u"金额"_s),
         {u"起算日期"_s, ColumnKind::Date, 6},
         {u"内容"_s, ColumnKind::Text, 40},
         {u"说明"_s, ColumnKind::Text, 24},
         {u"说明文件"_s, ColumnKind::Text, 8}},
        [&](const Put& put) {
            eachWarning(context, today, [&](const QJsonObject& one) {
                const QJsonObject explained = one.value("explained"_L1).toObject();
                put({text(one, "id"), text(one, "title"),
                     explained.isEmpty() ? u"待说明"_s : u"已说明"_s, text(one, "unit"),
                     text(one, "project"), text(one, "amount"), text(one, "since"),
                     words(one, "message"), words(explained, "note"), text(explained, "document")});
            });
        });
    add(book, u"疑点说明"_s,
        {{u"编号"_s, ColumnKind::Text, 16},
         {u"状态"_s, ColumnKind::Text, 6},
         {u"日期"_s, ColumnKind::Date, 6},
         {u"说明人"_s, ColumnKind::Text, 8},
         {u"说明"_s, ColumnKind::Text, 40},
         {u"说明文件"_s, ColumnKind::Text, 8}},
        [&](const Put& put) {
            for (const warnings::Note& note : warnings::notes(context, today))
                put({note.warning, note.holds ? u"有效"_s : u"已不适用"_s, note.date, note.by,
                     journal::masked(note.note), note.document});
        });
}

} // namespace audit
