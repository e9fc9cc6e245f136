// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <declaration/projects.h>
#include <units/units.h>

// 项目变更审核表 and 收款账户复核表: what the office decides besides projects and payments.

namespace reports {

using namespace Qt::Literals::StringLiterals;

namespace {

// What was and what is to be, of each thing that the change names.
Table changeTable(const plan::Plan& plan, const QJsonObject& project, const QJsonObject& change,
                  bool decided) {
    Table table{.caption = u"变更内容"_s,
                .columns = {{u"事项"_s, ColumnKind::Text, 6},
                            {decided ? u"变更后(现在)"_s : u"现在"_s, ColumnKind::Text, 16},
                            {u"申请变更为"_s, ColumnKind::Text, 16}}};
    const auto add = [&](const QString& words, const QString& now, const QString& then) {
        table.rows.push_back({words, now, then});
    };
    const auto span = [](const QJsonObject& schedule) {
        return u"%1 至 %2"_s.arg(longDate(textOf(schedule, "from"_L1)),
                                 longDate(textOf(schedule, "to"_L1)));
    };
    if (change.contains("name"_L1))
        add(u"项目名称"_s, textOf(project, "name"_L1), textOf(change, "name"_L1));
    if (change.contains("content"_L1))
        add(u"建设内容"_s, textOf(project, "content"_L1), textOf(change, "content"_L1));
    if (change.contains("schedule"_L1))
        add(u"实施期限"_s, span(project.value("schedule"_L1).toObject()),
            span(change.value("schedule"_L1).toObject()));
    if (change.contains("support"_L1))
        add(u"支持金额(元)"_s, shown(ColumnKind::Amount, textOf(project, "support"_L1)),
            shown(ColumnKind::Amount, textOf(change, "support"_L1)));
    for (const QJsonValue& value : change.value("sources"_L1).toArray()) {
        const QJsonObject part = value.toObject();
        QString now = u"0.00"_s;
        for (const QJsonValue& old : project.value("by_source"_L1).toArray())
            if (old.toObject().value("source"_L1) == part.value("source"_L1))
                now = textOf(old.toObject(), "support"_L1);
        add(sourceName(plan, textOf(part, "source"_L1)) + u"(元)"_s, shown(ColumnKind::Amount, now),
            shown(ColumnKind::Amount, textOf(part, "amount"_L1)));
    }
    return table;
}

} // namespace

Printable amendmentForm(const Asker& asker, const QString& id) {
    const QString owner = declaration::projectOfAmendment(asker.context, id);
    if (owner.isEmpty())
        throw DocumentError(journal::badInput(u"id"_s, u"没有编号为 %1 的变更,请核对。"_s.arg(id)));
    const plan::Plan& plan = plan::current(asker.context);
    const QJsonObject project =
        asker.ask(u"project.show"_s, QJsonObject{{"id"_L1, owner}}).toObject();
    QJsonObject amendment;
    for (const QJsonValue& one : project.value("amendments"_L1).toArray())
        if (one.toObject().value("id"_L1) == id)
            amendment = one.toObject();
    if (amendment.isEmpty())
        throw DocumentError(journal::badInput(u"id"_s, u"变更 %1 已撤回,没有审核表。"_s.arg(id)));
    Printable report = begin(asker, u"项目变更审核表"_s, id);
    Fields fields{
        .fields = {{u"项目编号"_s, owner},
                   {u"申请日期"_s, longDate(textOf(amendment, "date"_L1))},
                   {u"项目名称"_s, textOf(project, "name"_L1)},
                   {u"项目单位"_s, units::name(asker.context, textOf(project, "unit"_L1))},
                   {u"支持项目"_s,
                    lineTitle(plan, textOf(project, "line"_L1), textOf(project, "item"_L1))},
                   {u"变更原因"_s, textOf(amendment, "reason"_L1)}}};
    const QJsonObject change = amendment.value("change"_L1).toObject();
    if (change.contains("support"_L1))
        fields.fields.push_back({u"申请变更后支持金额"_s, textOf(change, "support"_L1), true});
    report.blocks.emplace_back(std::move(fields));
    report.blocks.emplace_back(
        changeTable(plan, project, change, textOf(amendment, "state"_L1) == u"approved"));
    const QJsonArray steps =
        identity::stepsJson(identity::stepsOf(asker.context, u"amendment"_s, id));
    Signatures signatures;
    Signatures::Place clerk = placeOf(asker, steps, u"经办人"_s, {u"request"_s}, false);
    clerk.opinion.clear();
    signatures.places.push_back(clerk);
    signatures.places.push_back(placeOf(asker, steps, u"领导小组办公室审核意见"_s,
                                        {u"review"_s, u"reject"_s, u"approve"_s}, true));
    report.blocks.emplace_back(std::move(signatures));
    return report;
}

Printable accountForm(const Asker& asker, const QString& id) {
    const QJsonObject unit = asker.ask(u"unit.show"_s, QJsonObject{{"id"_L1, id}}).toObject();
    Printable report = begin(asker, u"收款账户复核表"_s, id);
    report.blocks.emplace_back(
        Fields{.fields = {{u"单位编号"_s, id},
                          {u"单位类别"_s, units::kindName(textOf(unit, "kind"_L1))},
                          {u"单位名称"_s, textOf(unit, "name"_L1)},
                          {u"统一社会信用代码"_s, textOf(unit, "code"_L1)}}});
    const bool whole = units::mayReadAccounts(asker.context, asker.user);
    if (whole)
        report.accounts << id;
    Table table{.caption = u"收款账户"_s,
                .columns = {{u"户名"_s, ColumnKind::Text, 12},
                            {u"开户银行"_s, ColumnKind::Text, 12},
                            {.title = whole ? u"账号"_s : u"账号后四位"_s,
                             .width = whole ? 11 : 6,
                             .number = whole},
                            {u"依据文件"_s, ColumnKind::Text, 8},
                            {u"日期"_s, ColumnKind::Date, 6},
                            {u"状态"_s, ColumnKind::Text, 6}}};
    for (const QJsonValue& one : unit.value("accounts"_L1).toArray()) {
        const QJsonObject account = one.toObject();
        const bool confirmed = account.value("confirmed"_L1).toBool();
        const bool current = account.value("current"_L1).toBool();
        table.rows.push_back({textOf(account, "holder"_L1), textOf(account, "name"_L1),
                              whole ? units::wholeAccount(
                                  asker.context, units::bankOf(asker.context, id,
                                                               account.value("number"_L1).toInt()))
                                    : textOf(account, "account"_L1),
                              textOf(account, "document"_L1), textOf(account, "date"_L1),
                              !current    ? u"以前的"_s
                              : confirmed ? u"可拨付"_s
                                          : u"待复核"_s});
    }
    report.blocks.emplace_back(std::move(table));
    report.blocks.emplace_back(
        Paragraph{u"请与单位提供的开户证明核对。复核以后才能向新账户拨付;复核人不能是变更人。"_s,
                  Paragraph::Role::Note});
    report.blocks.emplace_back(
        Signatures{{{.role = u"经办人"_s, .name = {}, .date = {}, .opinion = {}, .seal = false},
                    {.role = u"复核人"_s, .name = {}, .date = {}, .opinion = {}, .seal = false}}});
    return report;
}

} // namespace reports
