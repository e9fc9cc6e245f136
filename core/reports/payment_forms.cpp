// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <disbursement/limit.h>
#include <units/units.h>

// 资金拨付审批表 and, of a prepayment, 资金预拨付申请审批表: what the leader signs.

namespace reports {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;

namespace {

// The account is whole for who confirms accounts and who pays, four digits for everybody else.
Table payeesTable(const Asker& asker, const QString& payment,
                  const std::vector<api::PaymentPayee>& payees, QStringList& read) {
    const bool whole = units::mayReadAccounts(asker.context, asker.user);
    std::map<QString, QString> accounts;
    if (whole)
        for (const auto& payee : disbursement::payeesOf(asker.context, payment)) {
            accounts[payee.unit] =
                units::wholeAccount(asker.context, disbursement::accountOf(asker.context, payee));
            read << payee.unit;
        }
    Table table{.caption = u"收款单位"_s,
                .unit = u"单位:元"_s,
                .columns = {{u"收款单位"_s, ColumnKind::Text, 12},
                            {u"开户银行"_s, ColumnKind::Text, 10},
                            {u"户名"_s, ColumnKind::Text, 10},
                            {.title = whole ? u"账号"_s : u"账号后四位"_s,
                             .width = whole ? 11 : 7,
                             .number = whole},
                            {u"金额"_s, ColumnKind::Amount, 8, true}}};
    for (const api::PaymentPayee& payee : payees)
        table.rows.push_back({payee.name, payee.bank, payee.holder,
                              whole ? accounts[payee.unit] : payee.account, payee.amount.toYuan()});
    if (table.rows.size() > 1)
        addUp(table, 0);
    return table;
}

// What came back of a source: by the bank, or as a refund.
QString backOf(const api::PaymentSource& part) {
    const money::Fen back = part.refunded + part.returned;
    return back.isZero() ? QString() : back.toYuan();
}

Table fundingTable(const plan::Plan& plan, const std::vector<api::PaymentSource>& sources) {
    Table table{.caption = u"资金来源"_s,
                .unit = u"单位:元"_s,
                .columns = {{u"资金来源"_s, ColumnKind::Text, 14},
                            {u"本次拨付"_s, ColumnKind::Amount, 9, true},
                            {u"已退回"_s, ColumnKind::Amount, 9, true},
                            {u"凭证号"_s, ColumnKind::Text, 10}}};
    for (const api::PaymentSource& part : sources)
        table.rows.push_back(
            {sourceName(plan, part.source), part.amount.toYuan(), backOf(part), part.voucher});
    if (table.rows.size() > 1)
        addUp(table, 0);
    return table;
}

// The limit when it was asked for, the steps of its sum and the clause of each.
Table limitTable(const plan::Plan& plan, const disbursement::Limit& limit) {
    Table table{.caption = u"可拨付额度"_s,
                .unit = u"单位:元"_s,
                .columns = {{u"计算步骤"_s, ColumnKind::Text, 20},
                            {u"金额"_s, ColumnKind::Amount, 9},
                            {u"条款"_s, ColumnKind::Text, 6}}};
    for (const api::LimitStep& step : limit.basis)
        table.rows.push_back({step.text, step.amount.toYuan(), step.article});
    table.total = {u"申请时可拨付额度"_s, limit.amount.toYuan(), plan.cites(limit.decidedBy)};
    return table;
}

void addSignatures(Printable& paper, const Asker& asker, const disbursement::Payment& payment,
                   const api::Payment& facts, const QString& unit) {
    const std::vector<api::Step>& steps = facts.steps;
    const bool office = disbursement::needsOffice(asker.context, payment);
    const plan::Plan& plan = plan::current(asker.context);
    Signatures signatures;
    Signatures::Place applicant = placeOf(asker, steps, u"申请单位"_s, {u"request"_s}, true);
    applicant.name = unit;
    applicant.opinion.clear();
    signatures.places.push_back(applicant);
    Signatures::Place clerk = placeOf(asker, steps, u"经办人"_s, {u"request"_s}, false);
    clerk.opinion = u"资料已核对并登记。"_s;
    signatures.places.push_back(clerk);
    if (office)
        signatures.places.push_back(placeOf(asker, steps, plan.word(u"office"_s) + u"审核意见"_s,
                                            {u"review"_s, u"return"_s, u"reject"_s}, true,
                                            u"review"_s));
    signatures.places.push_back(placeOf(asker, steps, plan.word(u"leader"_s) + u"审批意见"_s,
                                        {u"approve"_s, u"return"_s, u"reject"_s}, false,
                                        u"approve"_s));
    Signatures::Place finance =
        placeOf(asker, steps, plan.word(u"finance"_s) + u"拨付"_s, {u"pay"_s, u"reverse"_s}, true);
    if (!facts.paidOn.isEmpty())
        finance.opinion = u"已拨付。"_s;
    signatures.places.push_back(finance);
    paper.blocks.emplace_back(std::move(signatures));
}

disbursement::Payment paymentOf(const Asker& asker, const QString& id) {
    if (auto rejection = disbursement::requireKnown(asker.context, id, u"id"_s))
        throw DocumentError(*std::move(rejection));
    return disbursement::requirePayment(asker.context, id);
}

Printable form(const Asker& asker, const disbursement::Payment& payment, const QString& kind) {
    const plan::Plan& plan = plan::current(asker.context);
    const auto facts = shownOf<api::Payment>(asker, u"payment.show"_s, payment.id);
    const auto project = declaration::requireProject(asker.context, payment.project);
    const plan::Path& path = declaration::pathOf(asker.context, project);
    const QString unit = units::name(asker.context, project.unit);
    Printable paper = begin(asker, kind, payment.id);
    Fields fields{.fields = {{u"项目编号"_s, project.id},
                             {u"申请日期"_s, longDate(payment.date)},
                             {u"项目名称"_s, project.name},
                             {u"申请单位"_s, unit},
                             {u"支持项目"_s, lineTitle(plan, project.line, project.item)},
                             {u"拨付方式"_s, wayWords(path.name, labels::code(payment.kind))},
                             {u"批准支持金额"_s,
                              shown(ColumnKind::Amount, project.support.toYuan()) + u" 元"_s},
                             {u"本次申请金额"_s, payment.amount.toYuan(), true},
                             {u"申请理由"_s, facts.writtenRequest}}};
    if (facts.minutes)
        fields.fields.push_back({u"集体审议"_s, u"%1会议纪要 %2(%3)"_s.arg(
                                                    plan.word(u"group"_s), facts.minutes->document,
                                                    longDate(facts.minutes->date))});
    paper.blocks.emplace_back(std::move(fields));
    if (const auto& guarantee = facts.guarantee)
        paper.blocks.emplace_back(
            Fields{.fields = {{u"银行保函"_s, guarantee->bank + u' ' + guarantee->number},
                              {u"保函到期"_s, longDate(guarantee->until)},
                              {u"保函金额"_s,
                               shown(ColumnKind::Amount, guarantee->amount.toYuan()) + u" 元"_s}}});
    Table payees = payeesTable(asker, payment.id, facts.payees, paper.accounts);
    const bool annexed = payees.rows.size() > mostPayeesInPlace;
    if (annexed)
        paper.blocks.emplace_back(Fields{
            .fields = {{u"收款单位"_s, u"见附表,%1 户,合计 %2 元"_s.arg(
                                           QString::number(payees.rows.size()),
                                           shown(ColumnKind::Amount, payees.total.back()))}}});
    else
        paper.blocks.emplace_back(payees);
    paper.blocks.emplace_back(fundingTable(plan, facts.sources));
    paper.blocks.emplace_back(
        limitTable(plan, disbursement::limitOfRequest(asker.context, payment)));
    if (!path.article.isEmpty())
        addBasis(paper, u"依据 %1:%2"_s.arg(path.article, path.words));
    else
        addBasis(paper, path.words);
    addSignatures(paper, asker, payment, facts, unit);
    if (annexed)
        paper.blocks.emplace_back(listed(std::move(payees), u"附表:收款单位"_s));
    return paper;
}

} // namespace

Printable paymentForm(const Asker& asker, const QString& id) {
    return form(asker, paymentOf(asker, id), u"payment"_s);
}

Printable prepaymentForm(const Asker& asker, const QString& id) {
    const disbursement::Payment payment = paymentOf(asker, id);
    if (payment.kind != labels::PaymentKind::Prepay)
        throw DocumentError(journal::badInput(
            u"id"_s, sentence("paper.not-a-prepayment", id, disbursement::kindName(payment.kind))));
    return form(asker, payment, u"prepayment"_s);
}

} // namespace reports
