// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <api/unit.h>
#include <declaration/projects.h>
#include <units/units.h>

// 项目变更审核表 and 收款账户复核表: what the office decides besides projects and payments.

namespace reports {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;

namespace {

// What was and what is to be, of each thing that the change names.
Table changeTable(const plan::Plan& plan, const api::Project& project,
                  const api::AmendmentChange& change, bool decided) {
    Table table{.caption = u"变更内容"_s,
                .columns = {{u"事项"_s, ColumnKind::Text, 6},
                            {decided ? u"变更后(现在)"_s : u"现在"_s, ColumnKind::Text, 16},
                            {u"申请变更为"_s, ColumnKind::Text, 16}}};
    const auto add = [&](const QString& words, const QString& now, const QString& then) {
        table.rows.push_back({words, now, then});
    };
    const auto span = [](const api::Span& schedule) {
        return u"%1 至 %2"_s.arg(longDate(schedule.from), longDate(schedule.to));
    };
    if (change.name)
        add(u"项目名称"_s, project.name, *change.name);
    if (change.content)
        add(u"建设内容"_s, project.content, *change.content);
    if (change.schedule)
        add(u"实施期限"_s, span(project.schedule), span(*change.schedule));
    if (change.support)
        add(u"支持金额(元)"_s, shown(ColumnKind::Amount, project.support.toYuan()),
            shown(ColumnKind::Amount, *change.support));
    for (const api::SourceChange& part :
         change.sources.value_or(std::vector<api::SourceChange>())) {
        money::Fen now;
        for (const api::ProjectSource& old : project.bySource)
            if (old.source == part.source)
                now = old.support;
        add(sourceName(plan, part.source) + u"(元)"_s, shown(ColumnKind::Amount, now.toYuan()),
            shown(ColumnKind::Amount, part.amount));
    }
    return table;
}

} // namespace

Printable amendmentForm(const Asker& asker, const QString& id) {
    if (auto rejection = declaration::requireKnownAmendment(asker.context, id, u"id"_s))
        throw DocumentError(*std::move(rejection));
    const QString owner = declaration::projectOfAmendment(asker.context, id);
    const plan::Plan& plan = plan::current(asker.context);
    const auto project = shownOf<api::Project>(asker, u"project.show"_s, owner);
    const auto amendment = std::find_if(project.amendments.begin(), project.amendments.end(),
                                        [&](const auto& one) { return one.id == id; });
    if (amendment == project.amendments.end())
        throw DocumentError(journal::badInput(u"id"_s, sentence("paper.amendment-withdrawn", id)));
    Printable paper = begin(asker, u"amendment"_s, id);
    Fields fields{.fields = {{u"项目编号"_s, owner},
                             {u"申请日期"_s, longDate(amendment->date)},
                             {u"项目名称"_s, project.name},
                             {u"项目单位"_s, units::name(asker.context, project.unit)},
                             {u"支持项目"_s, lineTitle(plan, project.line, project.item)},
                             {u"变更原因"_s, amendment->reason}}};
    const api::AmendmentChange& change = amendment->change;
    if (change.support)
        fields.fields.push_back({u"申请变更后支持金额"_s, *change.support, true});
    paper.blocks.emplace_back(std::move(fields));
    paper.blocks.emplace_back(
        changeTable(plan, project, change, amendment->state == labels::AmendmentState::Approved));
    const auto steps = identity::shownSteps(asker.context, u"amendment"_s, id);
    Signatures signatures;
    Signatures::Place clerk = placeOf(asker, steps, u"经办人"_s, {u"request"_s}, false);
    clerk.opinion.clear();
    signatures.places.push_back(clerk);
    signatures.places.push_back(placeOf(asker, steps, plan.word(u"office"_s) + u"审核意见"_s,
                                        {u"review"_s, u"reject"_s, u"approve"_s}, true));
    paper.blocks.emplace_back(std::move(signatures));
    return paper;
}

Printable accountForm(const Asker& asker, const QString& id) {
    const auto unit = shownOf<api::Unit>(asker, u"unit.show"_s, id);
    Printable paper = begin(asker, u"account"_s, id);
    paper.blocks.emplace_back(
        Fields{.fields = {{u"单位编号"_s, id},
                          {u"单位类别"_s, units::kindName(QString(labels::code(unit.kind)))},
                          {u"单位名称"_s, unit.name},
                          {u"统一社会信用代码"_s, unit.code}}});
    const bool whole = units::mayReadAccounts(asker.context, asker.user);
    if (whole)
        paper.accounts << id;
    Table table{.caption = u"收款账户"_s,
                .columns = {{u"户名"_s, ColumnKind::Text, 12},
                            {u"开户银行"_s, ColumnKind::Text, 12},
                            {.title = whole ? u"账号"_s : u"账号后四位"_s,
                             .width = whole ? 11 : 6,
                             .number = whole},
                            {u"依据文件"_s, ColumnKind::Text, 8},
                            {u"日期"_s, ColumnKind::Date, 6},
                            {u"状态"_s, ColumnKind::Text, 6}}};
    for (const api::UnitAccount& account : unit.accounts) {
        const auto number = [&] {
            return units::wholeAccount(
                asker.context, units::bankOf(asker.context, id, static_cast<int>(account.number)));
        };
        table.rows.push_back({account.holder, account.name, whole ? number() : account.account,
                              account.document, account.date,
                              !account.current    ? u"以前的"_s
                              : account.confirmed ? u"可拨付"_s
                                                  : u"待复核"_s});
    }
    paper.blocks.emplace_back(std::move(table));
    paper.blocks.emplace_back(
        Paragraph{u"请与单位提供的开户证明核对。复核以后才能向新账户拨付;复核人不能是变更人。"_s,
                  Paragraph::Role::Note});
    paper.blocks.emplace_back(
        Signatures{{{.role = u"经办人"_s, .name = {}, .date = {}, .opinion = {}, .seal = false},
                    {.role = u"复核人"_s, .name = {}, .date = {}, .opinion = {}, .seal = false}}});
    return paper;
}

} // namespace reports
