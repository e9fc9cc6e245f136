// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <disbursement/payments.h>
#include <identity/users.h>
#include <units/units.h>

// 资金拨付签批单: many requests on one sheet, signed once.

namespace reports {

using namespace Qt::Literals::StringLiterals;

namespace {

Table requestsTable(bool decided) {
    return {.caption = u"拨付事项"_s,
            .unit = u"单位:元"_s,
            .columns = {{u"序号"_s, Kind::Count, 3},
                        {u"拨付编号"_s, Kind::Text, 8},
                        {u"项目名称"_s, Kind::Text, 14},
                        {u"收款单位"_s, Kind::Text, 12},
                        {u"拨付方式"_s, Kind::Text, 7},
                        {u"资金来源"_s, Kind::Text, 8},
                        {u"金额"_s, Kind::Amount, 8, true},
                        {u"审核意见"_s, Kind::Text, 10},
                        {decided ? u"审批意见"_s : u"审批意见(同意、退回、不予)"_s, Kind::Text, 8}},
            .head = 2};
}

QStringList rowOf(const Asker& asker, std::size_t number, const QJsonObject& payment,
                  const QString& decision) {
    const plan::Plan& plan = plan::current(asker.context);
    const auto project = declaration::find(asker.context, textOf(payment, "project"_L1)).value();
    QStringList payees;
    for (const QJsonValue& payee : payment.value("payees"_L1).toArray())
        payees << textOf(payee.toObject(), "name"_L1);
    QStringList sources;
    for (const QJsonValue& source : payment.value("sources"_L1).toArray())
        sources << sourceName(plan, textOf(source.toObject(), "source"_L1));
    const Signatures::Place review =
        placeOf(asker, payment.value("steps"_L1).toArray(), {}, {u"review"_s}, false);
    const QString reviewed =
        review.name.isEmpty() ? u"—"_s : u"%1(%2)"_s.arg(review.opinion, review.name);
    return {QString::number(number),
            textOf(payment, "id"_L1),
            project.name,
            payees.join(u"、"_s),
            declaration::pathOf(asker.context, project).name + u'·'
                + disbursement::kindName(textOf(payment, "kind"_L1)),
            sources.join(u"、"_s),
            textOf(payment, "amount"_L1),
            reviewed,
            decision};
}

QJsonObject paymentOf(const Asker& asker, const QString& id) {
    return asker.ask(u"payment.show"_s, QJsonObject{{"id"_L1, id}}).toObject();
}

// What any leader's inbox holds for approval, each once, the oldest first.
QStringList waitingForLeaders(const Asker& asker) {
    std::map<std::pair<QString, QString>, bool> found;
    for (const identity::User& user : identity::users(asker.context)) {
        if (user.disabled || !user.roles.contains(u"leader"_s))
            continue;
        const Asker leader{asker.context, asker.registry, user.id};
        for (const QJsonValue& value : leader.ask(u"inbox"_s).toArray()) {
            const QJsonObject item = value.toObject();
            if (textOf(item, "command"_L1) == u"payment.approve")
                found[{textOf(item, "since"_L1), textOf(item, "id"_L1)}] = true;
        }
    }
    QStringList ids;
    for (const auto& [key, yes] : found)
        ids << key.second;
    return ids;
}

void finish(Report& report, Table table, const Signatures::Place& leader, const QString& intro) {
    addUp(table, 2);
    const QString total = table.total[6];
    report.blocks.emplace_back(Paragraph{
        intro.arg(QString::number(table.rows.size()), inWords(total)), Paragraph::Role::Body});
    report.blocks.emplace_back(std::move(table));
    report.blocks.emplace_back(Signatures{
        {{.role = u"领导小组办公室"_s, .name = {}, .date = {}, .opinion = {}, .seal = true},
         leader}});
}

} // namespace

Report signingSheet(const Asker& asker, const QString& sheet) {
    const bool open = sheet == u"-";
    Report report = begin(asker, u"资金拨付签批单"_s, open ? QString() : sheet);
    report.landscape = true;
    Table table = requestsTable(!open);
    Signatures::Place leader{
        .role = u"县政府分管领导"_s, .name = {}, .date = {}, .opinion = {}, .seal = false};
    if (open) {
        for (const QString& id : waitingForLeaders(asker))
            table.rows.push_back(
                rowOf(asker, table.rows.size() + 1, paymentOf(asker, id), QString()));
        report.draft = true;
        finish(report, std::move(table), leader,
               u"以下 %1 项拨付已具备审批条件,合计 %2,请审批。"_s);
        return report;
    }
    for (const identity::SheetStep& one : identity::stepsOnSheet(asker.context, sheet)) {
        if (one.thing != u"payment")
            continue;
        static const QMap<QString, QString> decisions{
            {u"approve"_s, u"同意"_s}, {u"return"_s, u"退回"_s}, {u"reject"_s, u"不予拨付"_s}};
        table.rows.push_back(
            rowOf(asker, table.rows.size() + 1, paymentOf(asker, one.id),
                  u"%1:%2"_s.arg(decisions.value(one.step.step, one.step.step), one.step.opinion)));
        leader.name = personName(asker, one.step.by);
        leader.date = one.step.signedOn.isEmpty() ? one.step.date : one.step.signedOn;
    }
    if (table.rows.empty())
        throw NotMade(journal::badInput(
            u"id"_s, u"没有名为 %1 的签批单:请照审批时所填的名称填写。"_s.arg(sheet)));
    finish(report, std::move(table), leader, u"本单共 %1 项拨付,合计 %2。"_s);
    return report;
}

} // namespace reports
