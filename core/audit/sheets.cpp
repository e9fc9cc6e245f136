// SPDX-License-Identifier: GPL-3.0-only
#include "sheets.h"

#include <api/lists.h>
#include <api/payment.h>
#include <disbursement/movements.h>
#include <labels/labels.h>
#include <supervision/findings.h>
#include <units/units.h>

namespace audit {

using namespace Qt::Literals::StringLiterals;
using journal::Context;
using journal::masked;
using money::Fen;
using reports::Column;
using reports::ColumnKind;
using reports::Table;
using reports::Workbook;

QJsonObject ask(Context& context, const char* question, const QJsonObject& with) {
    const auto* known = context.registry->question(QString::fromLatin1(question));
    const auto reply = known->answer(context, journal::Args(with, &context.secrets), QString());
    return std::get<QJsonValue>(reply).toObject();
}

void each(Context& context, const char* question, const QJsonObject& filter,
          const std::function<void(const QJsonObject&)>& take) {
    QJsonObject with = filter;
    with.insert("count"_L1, 1000);
    for (;;) {
        const QJsonObject page = ask(context, question, with);
        for (const QJsonValue& item : page.value("items"_L1).toArray())
            take(item.toObject());
        if (!page.contains("next"_L1))
            return;
        with.insert("after"_L1, page.value("next"_L1));
    }
}

QString text(const QJsonObject& json, const char* key) {
    return json.value(QLatin1StringView(key)).toString();
}

QString words(const QJsonObject& json, const char* key) {
    const QString value = text(json, key);
    return journal::isNumberKey(QString::fromLatin1(key)) ? value : journal::masked(value);
}

void add(Workbook& book, const QString& name, std::vector<Column> columns,
         const std::function<void(const Put&)>& fill) {
    Table table;
    table.caption = name;
    table.columns = std::move(columns);
    fill([&table](const QStringList& row) { table.rows.push_back(row); });
    book.sheets.push_back({name, std::move(table)});
}

Column amount(const QString& title) {
    return {title, ColumnKind::Amount, 9, true};
}

namespace {

// "有效", or "已作废" where `voided` says so.
QString validity(bool voided) {
    return labels::longLabel(labels::Vocabulary::ReceiptState, voided ? u"voided"_s : u"valid"_s);
}

void addExecution(Context& context, Workbook& book) {
    const plan::Plan& plan = plan::current(context);
    const api::BudgetExecution execution = plan::execution(context, {});
    add(book, u"执行"_s,
        {{u"支持项目"_s, ColumnKind::Text, 5},
         {u"名称"_s, ColumnKind::Text, 24},
         {u"来源"_s, ColumnKind::Text, 6},
         amount(u"预算"_s),
         amount(u"已承诺"_s),
         amount(u"已拨付"_s),
         amount(u"已追回"_s),
         amount(u"可用"_s)},
        [&](const Put& put) {
            for (const api::BudgetRow& row : execution.rows) {
                const plan::Line* line = plan.line(row.line);
                put({row.line, line ? line->name : QString(), row.source, row.budget.toYuan(),
                     row.committed.toYuan(), row.paid.toYuan(), row.recovered.toYuan(),
                     row.available.toYuan()});
            }
        });
    add(book, u"来源"_s,
        {{u"来源"_s, ColumnKind::Text, 6},
         {u"名称"_s, ColumnKind::Text, 12},
         amount(u"安排"_s),
         amount(u"到账"_s),
         amount(u"已拨付"_s),
         amount(u"已追回"_s),
         amount(u"已上缴"_s),
         amount(u"账上资金"_s),
         amount(u"利息"_s)},
        [&](const Put& put) {
            for (const api::SourceSum& row : execution.bySource) {
                const plan::Source* source = plan.source(row.source);
                put({row.source, source ? source->name : QString(), row.planned.toYuan(),
                     row.received.toYuan(), row.paid.toYuan(), row.recovered.toYuan(),
                     row.returned.toYuan(), row.cash.toYuan(), QString()});
            }
            put({QString(),
                 u"利息(单独存放)"_s,
                 {},
                 {},
                 {},
                 {},
                 {},
                 {},
                 execution.interest.toYuan()});
        });
}

void addReceipts(Context& context, Workbook& book) {
    add(book, u"到账"_s,
        {{u"编号"_s, ColumnKind::Text, 8},
         {u"来源"_s, ColumnKind::Text, 6},
         amount(u"金额"_s),
         {u"日期"_s, ColumnKind::Date, 6},
         {u"文号"_s, ColumnKind::Text, 14},
         {u"状态"_s, ColumnKind::Text, 5}},
        [&](const Put& put) {
            for (const QString& wanted : {u"received"_s, u"voided"_s})
                eachOf<api::Receipt>(context, "receipt.list", {{"state"_L1, wanted}},
                                     [&](const auto& one) {
                                         put({one.id, one.source, one.amount.toYuan(), one.date,
                                              one.document, labels::longLabel(one.state)});
                                     });
        });
}

void addUnits(Context& context, Workbook& book) {
    add(book, u"单位"_s,
        {{u"编号"_s, ColumnKind::Text, 8},
         {u"名称"_s, ColumnKind::Text, 18},
         {u"类别"_s, ColumnKind::Text, 6},
         {u"统一社会信用代码"_s, ColumnKind::Text, 11},
         {u"开户行"_s, ColumnKind::Text, 14},
         {u"账号后四位"_s, ColumnKind::Text, 6},
         {u"状态"_s, ColumnKind::Text, 5}},
        [&](const Put& put) {
            eachOf<api::UnitSummary>(context, "unit.list", {}, [&](const auto& one) {
                put({one.id, masked(one.name), labels::longLabel(one.kind), one.code,
                     masked(one.bank.name), one.bank.account,
                     one.barred ? u"取消资格"_s : u"正常"_s});
            });
        });
}

void addProjects(Context& context, Workbook& book) {
    add(book, u"项目"_s,
        {{u"编号"_s, ColumnKind::Text, 8},
         {u"名称"_s, ColumnKind::Text, 22},
         {u"单位"_s, ColumnKind::Text, 7},
         {u"支持项目"_s, ColumnKind::Text, 5},
         {u"分项"_s, ColumnKind::Text, 9},
         {u"状态"_s, ColumnKind::Text, 6},
         {u"申报日期"_s, ColumnKind::Date, 6},
         {u"批准日期"_s, ColumnKind::Date, 6},
         {u"来源"_s, ColumnKind::Text, 6},
         amount(u"支持金额"_s),
         amount(u"已拨付"_s),
         amount(u"已核定"_s),
         amount(u"追回冲减核定"_s)},
        [&](const Put& put) {
            eachOf<api::ProjectSummary>(context, "project.list", {}, [&](const auto& one) {
                // Of the project, so on one row.
                QString accepted = one.accepted.toYuan();
                QString taken = acceptance::acceptedOf(context, one.id).recovered.toYuan();
                const auto row = [&](const QString& source, const QString& support,
                                     const QString& paid) {
                    put({one.id, masked(one.name), one.unit, one.line, one.item,
                         labels::longLabel(one.state), one.date, one.approvedOn, source, support,
                         paid, std::exchange(accepted, QString()),
                         std::exchange(taken, QString())});
                };
                if (one.bySource.empty())
                    row({}, {}, {});
                for (const auto& source : one.bySource)
                    row(source.source, source.support.toYuan(), source.paid.toYuan());
            });
        });
}

void addAcceptances(Context& context, Workbook& book) {
    add(book, u"验收"_s,
        {{u"编号"_s, ColumnKind::Text, 8},
         {u"项目"_s, ColumnKind::Text, 8},
         {u"阶段"_s, ColumnKind::Text, 14},
         {u"状态"_s, ColumnKind::Text, 6},
         amount(u"申请金额"_s),
         amount(u"核定金额"_s),
         {u"申请日期"_s, ColumnKind::Date, 6},
         {u"结论日期"_s, ColumnKind::Date, 6},
         {u"撤销日期"_s, ColumnKind::Date, 6},
         {u"意见"_s, ColumnKind::Text, 30}},
        [&](const Put& put) {
            for (const QJsonObject& wanted :
                 {QJsonObject{}, QJsonObject{{"state"_L1, "voided"_L1}}})
                eachOf<api::AcceptanceSummary>(
                    context, "acceptance.list", wanted, [&](const auto& one) {
                        put({one.id, one.project, masked(one.stage), labels::longLabel(one.state),
                             one.claimed.toYuan(),
                             one.accepted ? one.accepted->toYuan() : QString(), one.date,
                             one.concludedOn, one.voidedOn, masked(one.opinion)});
                    });
        });
}

void putPayees(Context& context, const QString& payment, const Put& put) {
    for (const auto& payee : disbursement::payeesOf(context, payment)) {
        const auto bank = disbursement::accountOf(context, payee);
        put({payment, payee.unit, journal::masked(units::name(context, payee.unit)),
             payee.amount.toYuan(), (payee.returned + payee.letGo).toYuan(),
             payee.refunded.toYuan(), (payee.paid - payee.refunded).toYuan(),
             payee.recovered.toYuan(), journal::masked(bank.name),
             journal::lastFour(context.secrets.reveal(bank.accountRef).value_or(QString()))});
    }
}

void addPayments(Context& context, Workbook& book) {
    add(book, u"拨付"_s,
        {{u"编号"_s, ColumnKind::Text, 8},
         {u"项目"_s, ColumnKind::Text, 8},
         {u"支持项目"_s, ColumnKind::Text, 5},
         {u"类别"_s, ColumnKind::Text, 5},
         {u"状态"_s, ColumnKind::Text, 5},
         {u"来源"_s, ColumnKind::Text, 6},
         amount(u"金额"_s),
         amount(u"银行退票"_s),
         amount(u"已退回"_s),
         amount(u"净拨付"_s),
         {u"申请日期"_s, ColumnKind::Date, 6},
         {u"拨付日期"_s, ColumnKind::Date, 6},
         {u"凭证"_s, ColumnKind::Text, 9}},
        [&](const Put& put) {
            eachOf<api::PaymentRow>(context, "payment.list", {}, [&](const auto& one) {
                const bool paid = one.state == labels::PaymentState::Paid;
                for (const api::PaymentSource& source : one.sources) {
                    const Fen net = source.amount - source.returned - source.refunded;
                    put({one.id, one.project, one.line, labels::longLabel(one.kind),
                         labels::longLabel(one.state), source.source, source.amount.toYuan(),
                         source.returned.toYuan(), source.refunded.toYuan(),
                         paid ? net.toYuan() : u"0.00"_s, one.date, one.paidOn, source.voucher});
                }
            });
        });
    add(book, u"收款"_s,
        {{u"拨付编号"_s, ColumnKind::Text, 8},
         {u"单位"_s, ColumnKind::Text, 7},
         {u"名称"_s, ColumnKind::Text, 18},
         amount(u"金额"_s),
         amount(u"银行退票"_s),
         amount(u"已退回"_s),
         amount(u"净拨付"_s),
         amount(u"已追回"_s),
         {u"开户行"_s, ColumnKind::Text, 14},
         {u"账号后四位"_s, ColumnKind::Text, 6}},
        [&](const Put& put) {
            eachOf<api::PaymentRow>(context, "payment.list", {},
                                    [&](const auto& one) { putPayees(context, one.id, put); });
        });
    add(book, u"拨付流水"_s,
        {{u"日期"_s, ColumnKind::Date, 6},
         {u"拨付编号"_s, ColumnKind::Text, 8},
         {u"项目"_s, ColumnKind::Text, 8},
         {u"摘要"_s, ColumnKind::Text, 6},
         {u"单位"_s, ColumnKind::Text, 7},
         {u"来源"_s, ColumnKind::Text, 6},
         amount(u"金额"_s),
         {u"凭证"_s, ColumnKind::Text, 9}},
        [&](const Put& put) {
            for (const disbursement::Movement& one : disbursement::movements(context))
                put({one.date, one.payment, one.project, disbursement::actionName(one), one.unit,
                     one.source, one.amount.toYuan(), one.voucher});
        });
}

void addFindings(Context& context, Workbook& book) {
    add(book, u"监管发现"_s,
        {{u"编号"_s, ColumnKind::Text, 8},
         {u"单位"_s, ColumnKind::Text, 7},
         {u"项目"_s, ColumnKind::Text, 8},
         {u"类别"_s, ColumnKind::Text, 6},
         {u"状态"_s, ColumnKind::Text, 5},
         {u"日期"_s, ColumnKind::Date, 6},
         {u"文号"_s, ColumnKind::Text, 12},
         {u"发现"_s, ColumnKind::Text, 30},
         amount(u"应追回"_s),
         amount(u"已追回"_s)},
        [&](const Put& put) {
            for (const QJsonObject& wanted :
                 {QJsonObject{}, QJsonObject{{"state"_L1, "voided"_L1}}})
                eachOf<api::Finding>(context, "finding.list", wanted, [&](const auto& one) {
                    put({one.id, one.unit, one.project,
                         one.kind == labels::FindingKind::FalseMaterials ? u"虚假资料"_s
                                                                         : u"违规"_s,
                         one.state == labels::FindingState::Voided ? u"已撤销"_s : u"有效"_s,
                         one.date, one.document, masked(one.finding), one.recover.toYuan(),
                         one.recovered.toYuan()});
                });
        });
    add(book, u"追回"_s,
        {{u"编号"_s, ColumnKind::Text, 8},
         {u"发现"_s, ColumnKind::Text, 8},
         {u"项目"_s, ColumnKind::Text, 8},
         {u"收款单位"_s, ColumnKind::Text, 7},
         {u"来源"_s, ColumnKind::Text, 6},
         {u"状态"_s, ColumnKind::Text, 5},
         amount(u"金额"_s),
         amount(u"扣减核定"_s),
         {u"日期"_s, ColumnKind::Date, 6},
         {u"冲销日期"_s, ColumnKind::Date, 6},
         {u"凭证"_s, ColumnKind::Text, 9}},
        [&](const Put& put) {
            for (const supervision::Recovery& one : supervision::recoveries(context))
                put({one.id, one.finding, one.project, one.payee, one.source,
                     validity(!one.voidedOn.isEmpty()), one.amount.toYuan(), one.taken.toYuan(),
                     one.date, one.voidedOn, one.voucher});
        });
    add(book, u"例外"_s,
        {{u"对象"_s, ColumnKind::Text, 5},
         {u"编号"_s, ColumnKind::Text, 8},
         {u"规则"_s, ColumnKind::Text, 10},
         {u"条款"_s, ColumnKind::Text, 6},
         {u"说明"_s, ColumnKind::Text, 40},
         {u"限额"_s, ColumnKind::Text, 8},
         {u"实际"_s, ColumnKind::Text, 8}},
        [&](const Put& put) {
            const QJsonObject all = ask(context, "opening.exceptions");
            for (const QJsonValue& value : all.value("items"_L1).toArray()) {
                const QJsonObject one = value.toObject();
                put({labels::is(text(one, "kind"), labels::ThingKind::Project) ? u"项目"_s
                                                                               : u"拨付"_s,
                     text(one, "id"), text(one, "rule"), text(one, "article"),
                     words(one, "message"), text(one, "limit"), text(one, "asked")});
            }
        });
}

} // namespace

void addMoneySheets(Context& context, Workbook& book) {
    addExecution(context, book);
    addReceipts(context, book);
    addUnits(context, book);
    addProjects(context, book);
    addInvestments(context, book);
    addAcceptances(context, book);
    addPayments(context, book);
    addMeasures(context, book);
    addFindings(context, book);
    addPapers(context, book);
}

} // namespace audit
