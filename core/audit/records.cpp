// SPDX-License-Identifier: GPL-3.0-only
#include "sheets.h"

#include <api/lists.h>
#include <archive/documents.h>
#include <disclosure/disclosures.h>
#include <identity/users.h>
#include <journal/entry.h>

#include <set>

namespace audit {

using namespace Qt::Literals::StringLiterals;
using journal::Context;
using money::Fen;
using reports::ColumnKind;
using reports::Workbook;

namespace {

// Every published page, the first ones of a month before its amendments.
std::vector<QJsonObject> pagesOf(Context& context) {
    std::set<QString> months;
    eachOf<api::DisclosureEntry>(context, "disclosure.list", {},
                                 [&](const auto& one) { months.insert(one.month); });
    std::vector<QJsonObject> pages;
    for (const QString& month : months)
        for (const QJsonObject& page : disclosure::published(context, month))
            pages.push_back(page);
    return pages;
}

QString sumOfRows(const QJsonObject& page) {
    Fen sum;
    for (const QJsonValue& row : page.value("rows"_L1).toArray())
        sum += Fen::parsePrinted(text(row.toObject(), "paid_month"));
    return sum.toYuan();
}

void addDisclosures(Context& context, Workbook& book) {
    const std::vector<QJsonObject> pages = pagesOf(context);
    add(book, u"公示"_s,
        {{u"公示编号"_s, ColumnKind::Text, 8},
         {u"月份"_s, ColumnKind::Text, 5},
         {u"公示日期"_s, ColumnKind::Date, 6},
         {u"月末"_s, ColumnKind::Date, 6},
         amount(u"本月验收"_s),
         amount(u"本月拨付"_s),
         amount(u"各行本月拨付"_s),
         {u"累计拨付"_s, ColumnKind::Amount, 9},
         {u"更正说明"_s, ColumnKind::Text, 16},
         {u"链头"_s, ColumnKind::Text, 33}},
        [&](const Put& put) {
            for (const QJsonObject& page : pages) {
                const QJsonObject totals = page.value("totals"_L1).toObject();
                put({text(page, "number"), text(page, "month"), text(page, "date"),
                     disclosure::lastDayOf(text(page, "month")), text(totals, "accepted_month"),
                     text(totals, "paid_month"), sumOfRows(page), text(totals, "paid_total"),
                     words(page, "reason"), text(page, "head")});
            }
        });
    add(book, u"公示来源"_s,
        {{u"公示编号"_s, ColumnKind::Text, 8},
         {u"月份"_s, ColumnKind::Text, 5},
         {u"来源"_s, ColumnKind::Text, 6},
         {u"收到"_s, ColumnKind::Amount, 9},
         {u"已拨付"_s, ColumnKind::Amount, 9},
         {u"未拨付"_s, ColumnKind::Amount, 9}},
        [&](const Put& put) {
            for (const QJsonObject& page : pages) {
                const QJsonObject totals = page.value("totals"_L1).toObject();
                for (const QJsonValue& value : totals.value("by_source"_L1).toArray()) {
                    const QJsonObject one = value.toObject();
                    put({text(page, "number"), text(page, "month"), text(one, "source"),
                         text(one, "received"), text(one, "paid"), text(one, "unpaid")});
                }
            }
        });
    std::set<QString> months;
    for (const QJsonObject& page : pages)
        months.insert(text(page, "month"));
    add(book, u"月末执行"_s,
        {{u"月份"_s, ColumnKind::Text, 5},
         {u"来源"_s, ColumnKind::Text, 6},
         {u"到账"_s, ColumnKind::Amount, 9},
         {u"已拨付"_s, ColumnKind::Amount, 9},
         {u"账上资金"_s, ColumnKind::Amount, 9}},
        [&](const Put& put) {
            for (const QString& month : months) {
                const QJsonObject execution =
                    ask(context, "budget.execution", {{"as_of"_L1, disclosure::lastDayOf(month)}});
                for (const QJsonValue& value : execution.value("by_source"_L1).toArray()) {
                    const QJsonObject one = value.toObject();
                    put({month, text(one, "source"), text(one, "received"), text(one, "paid"),
                         text(one, "cash")});
                }
            }
        });
}

void addPostings(Context& context, Workbook& book) {
    add(book, u"分录"_s,
        {{u"序号"_s, ColumnKind::Count, 4},
         {u"日志号"_s, ColumnKind::Count, 4},
         {u"日期"_s, ColumnKind::Date, 6},
         {u"转出"_s, ColumnKind::Text, 6},
         {u"转入"_s, ColumnKind::Text, 6},
         {u"支持项目"_s, ColumnKind::Text, 5},
         {u"分项"_s, ColumnKind::Text, 9},
         {u"项目"_s, ColumnKind::Text, 8},
         {u"来源"_s, ColumnKind::Text, 6},
         amount(u"金额"_s)},
        [&](const Put& put) {
            qint64 after = 0;
            for (;;) {
                const auto transfers = ledger::transfersAfter(context, after, 1000);
                for (const ledger::Transfer& one : transfers)
                    put({QString::number(one.id), QString::number(one.seq), one.date,
                         ledger::accountName(one.from), ledger::accountName(one.to), one.line,
                         one.item, one.project, one.source, one.amount.toYuan()});
                if (transfers.empty())
                    return;
                after = transfers.back().id;
            }
        });
}

void addJournal(Context& context, Workbook& book) {
    add(book, u"日志"_s,
        {{u"序号"_s, ColumnKind::Count, 4},
         {u"时间"_s, ColumnKind::Text, 14},
         {u"用户"_s, ColumnKind::Text, 6},
         {u"命令"_s, ColumnKind::Text, 10},
         {u"对象"_s, ColumnKind::Text, 8},
         {u"日期"_s, ColumnKind::Date, 6},
         {u"金额"_s, ColumnKind::Amount, 9},
         {u"例外数"_s, ColumnKind::Count, 4},
         {u"内容"_s, ColumnKind::Text, 50},
         {u"哈希"_s, ColumnKind::Text, 33}},
        [&](const Put& put) {
            QJsonObject from;
            for (;;) {
                const QJsonObject page = ask(context, "journal.list", from);
                for (const QJsonValue& value : page.value("entries"_L1).toArray()) {
                    const QJsonObject one = value.toObject();
                    const QJsonObject with = one.value("with"_L1).toObject();
                    const qsizetype exceptions = with.value("exceptions"_L1).toArray().size();
                    put({QString::number(one.value("seq"_L1).toInteger()), text(one, "at"),
                         text(one, "by"), text(one, "do"), text(with, "id"), text(with, "date"),
                         text(with, "amount"),
                         exceptions > 0 ? QString::number(exceptions) : QString(),
                         QString::fromUtf8(journal::canonical(with)), text(one, "hash")});
                }
                if (!page.contains("next"_L1))
                    return;
                from.insert("from"_L1, page.value("next"_L1));
            }
        });
}

void addDocuments(Context& context, Workbook& book) {
    add(book, u"文件"_s,
        {{u"编号"_s, ColumnKind::Text, 8},
         {u"对象"_s, ColumnKind::Text, 6},
         {u"对象编号"_s, ColumnKind::Text, 8},
         {u"类别"_s, ColumnKind::Text, 6},
         {u"标题"_s, ColumnKind::Text, 20},
         {u"日期"_s, ColumnKind::Date, 6},
         {u"原文件名"_s, ColumnKind::Text, 12},
         {u"字节"_s, ColumnKind::Count, 6},
         {u"SHA-256"_s, ColumnKind::Text, 33},
         {u"保管至"_s, ColumnKind::Date, 6}},
        [&](const Put& put) {
            eachOf<api::Document>(context, "document.list", {}, [&](const auto& one) {
                put({one.id, labels::code(one.about.kind), one.about.id, one.kindName,
                     journal::masked(one.title), one.date, journal::masked(one.fileName),
                     QString::number(one.size), one.sha256, one.retainUntil});
            });
        });
}

void addUsers(Context& context, Workbook& book) {
    add(book, u"用户"_s,
        {{u"编号"_s, ColumnKind::Text, 8},
         {u"姓名"_s, ColumnKind::Text, 8},
         {u"角色"_s, ColumnKind::Text, 24},
         {u"单位"_s, ColumnKind::Text, 12},
         {u"状态"_s, ColumnKind::Text, 5}},
        [&](const Put& put) {
            each(context, "user.list", {}, [&](const QJsonObject& one) {
                QStringList roles;
                for (const QJsonValue& role : one.value("roles"_L1).toArray())
                    roles << plan::current(context).worded(identity::roleName(role.toString()));
                put({text(one, "id"), words(one, "name"), roles.join(u"、"_s), words(one, "unit"),
                     one.value("disabled"_L1).toBool()     ? u"已停用"_s
                     : one.value("paper_only"_L1).toBool() ? u"只签纸件"_s
                                                           : u"在用"_s});
            });
        });
}

} // namespace

void addRecordSheets(Context& context, Workbook& book) {
    addDisclosures(context, book);
    addPostings(context, book);
    addJournal(context, book);
    addDocuments(context, book);
    addUsers(context, book);
}

} // namespace audit
