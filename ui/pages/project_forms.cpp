// SPDX-License-Identifier: GPL-3.0-only
#include "decision_form.h"
#include "form_page.h"
#include "page_registry.h"
#include "plan_facts.h"
#include "project_tabs.h"
#include "project_way.h"

#include <api/budget.h>
#include <theme/theme.h>
#include <widgets/opinion_edit.h>
#include <widgets/rows_edit.h>
#include <widgets/words.h>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using namespace widgets;

namespace {

// What is done to a project that was declared: "do" in the place's filter names the command, the
// id the project, "amendment" the amendment that is decided.
class ProjectForm : public FormPage {
public:
    ProjectForm(session::Session& session, const NavigationTarget& place)
        : FormPage(session, place), m_command(filterValue(place, u"do"_s)) {
        setTitle(place.id + u" · "_s + commandWord(m_command));
    }

protected:
    void begin() override;

private:
    static QString tr(const char* words) { return QObject::tr(words); }
    void make();
    void makeReview();
    void makeAmend();
    void makeDecide();
    void makeStep(bool reason);
    void showProject();
    void showLeft();
    DateField* today() { return new DateField(m_session.today()); }

    QString m_command;
    Form* m_form = nullptr;
    api::Project m_project;
    PlanFacts m_plan;
};

void ProjectForm::begin() {
    withPlan(m_session, this, [this](const PlanFacts& plan) {
        m_plan = plan;
        m_session.ask(u"project.show"_s, {{"id"_L1, place().id}}, this,
                      [this](const journal::Answer& answer) {
                          m_project = api::fromJson<api::Project>(answer.result);
                          if (answer.ok())
                              make();
                          else
                              showTrouble(answer);
                      });
    });
}

void ProjectForm::make() {
    m_form = start(m_command);
    if (m_command == u"project.review")
        makeReview();
    else if (m_command == u"project.amend")
        makeAmend();
    else if (m_command == u"project.decide-amendment")
        makeDecide();
    else
        makeStep(m_command != u"project.start");
    if (m_command == u"project.review" || m_command == u"project.decide-amendment")
        sideWarnings(u"project"_s, place().id);
    showProject();
    if (m_command == u"project.review")
        showLeft();
    finish(m_form, place().id);
}

void ProjectForm::makeReview() {
    m_form->fix(u"id"_s, place().id);
    auto* decision = m_form->add(u"decision"_s, tr("审核结论"),
                                 new ChoiceField({{u"approve"_s, tr("同意立项")},
                                                  {u"return"_s, tr("退回补正")},
                                                  {u"reject"_s, tr("不予支持")}},
                                                 u"approve"_s));
    addSupport(*m_form, m_project, m_plan);
    m_form->add(u"opinion"_s, tr("审核意见"), new OpinionField(m_session, m_command));
    m_form->add(u"date"_s, tr("审核日期"), today());
    const auto chosen = [this, decision] {
        const bool approves = labels::is(decision->code(), labels::Decision::Approve);
        for (const QString& key : supportKeys(*m_form))
            m_form->setShown(key, approves);
        m_form->setSubmitWords(approves ? tr("同意立项")
                               : labels::is(decision->code(), labels::Decision::Return)
                                   ? tr("退回")
                                   : tr("不予支持"));
    };
    connect(decision, &Field::edited, this, chosen);
    chosen();
}

void ProjectForm::makeAmend() {
    m_form->proposeNumber(u"amendment"_s, tr("变更编号"));
    m_form->fix(u"project"_s, place().id);
    m_form->add(u"date"_s, tr("变更日期"), today());
    m_form->add(u"reason"_s, tr("变更原因"), new LongTextField);
    m_form->add(u"document"_s, tr("依据文件"), new TextField(24), false);
    m_form->addNote(label(tr("只填要变更的内容,其余留空。"), "muted"));
    m_form->add(u"name"_s, tr("新名称"), new TextField(46), false);
    m_form->add(u"content"_s, tr("新内容"), new LongTextField, false);
    m_form->add(u"schedule.from"_s, tr("新开始日期"), new DateField, false);
    m_form->add(u"schedule.to"_s, tr("新完成日期"), new DateField, false);
    m_form->add(u"support"_s, tr("新支持金额"), new MoneyField, false)
        ->setLimit(tr("现为 %1 元").arg(yuan(m_project.support)));
    if (m_project.bySource.size() > 1)
        m_form->add(u"sources"_s, tr("其中"), sourceRows(m_project, m_plan), false);
    if (!m_project.base)
        return;
    m_form->add(u"base.investment"_s, tr("新总投资"), new MoneyField, false)
        ->setLimit(tr("现为 %1 元").arg(yuan(m_project.base->investment)));
    m_form->add(u"base.own"_s, tr("新自筹"), new MoneyField, false)
        ->setLimit(tr("现为 %1 元").arg(yuan(m_project.base->own)));
}

void ProjectForm::makeDecide() {
    const QString id = filterValue(place(), u"amendment"_s);
    m_form->fix(u"id"_s, id);
    for (const api::Amendment& amendment : m_project.amendments) {
        if (amendment.id != id)
            continue;
        const QString amount = yuan(amendment.amount.value_or(QString()));
        const auto& base = amendment.change.base;
        m_form->addNote(
            factsTable({{tr("变更"), id},
                        {tr("日期"), amendment.date},
                        {tr("原因"), amendment.reason},
                        {tr("改为支持"), amount.isEmpty() ? QString() : tr("%1 元").arg(amount)},
                        {tr("改为投资"), base ? investmentWords(*base) : QString()}}));
    }
    m_form->add(u"decision"_s, tr("审核结论"),
                new ChoiceField({{u"approve"_s, tr("同意变更")}, {u"reject"_s, tr("不同意")}},
                                u"approve"_s));
    m_form->add(u"opinion"_s, tr("审核意见"), new OpinionField(m_session, m_command));
    m_form->add(u"date"_s, tr("审核日期"), today());
}

// 开工, 办结, 取消, 撤回: a date, and why.
void ProjectForm::makeStep(bool reason) {
    const QString amendment = filterValue(place(), u"amendment"_s);
    m_form->fix(u"id"_s, amendment.isEmpty() ? place().id : amendment);
    if (m_command == u"withdraw")
        m_form->fix(u"kind"_s, amendment.isEmpty() ? u"project"_s : u"amendment"_s);
    m_form->add(u"date"_s, tr("日期"), today());
    m_form->add(u"reason"_s, reason ? tr("原因") : tr("备注"), new LongTextField, reason);
    m_form->setSubmitWords(commandWord(m_command));
    if (m_command == u"project.start" && m_project.prepayOpen)
        m_form->addNote(label(tr("还没有申请预拨付:开工以后就不能再预拨了。"), "notice"));
    if (m_command == u"project.close")
        m_form->addNote(label(tr("办结以后,没有拨付的支持金额回到支持项目里。"), "muted"));
}

void ProjectForm::showProject() {
    const api::Project& project = m_project;
    QStringList sources;
    for (const api::ProjectSource& one : project.bySource)
        sources << tr("%1 %2 元").arg(m_plan.sourceName(one.source), yuan(one.support));
    Card* card = side(place().id);
    card->body->addWidget(factsTable(
        {{tr("项目"), project.name},
         {tr("单位"), project.unitName},
         {tr("支持项目"), m_plan.lineName(project.line)},
         {tr("支持内容"), project.item.isEmpty() ? QString() : m_plan.itemName(project.item)},
         {tr("支持"), tr("%1 元").arg(yuan(project.support))},
         {tr("投资"), project.base ? investmentWords(*project.base) : QString()},
         {tr("按标准最多"),
          project.granting ? tr("%1 元").arg(yuan(project.granting->most)) : QString()},
         {tr("来源"), sources.join(u'\n')},
         {tr("已验收"), tr("%1 元").arg(yuan(project.accepted))},
         {tr("已拨付"), tr("%1 元").arg(yuan(project.paid))},
         {tr("建设内容"), project.content},
         {tr("进度安排"), tr("%1 至 %2").arg(project.schedule.from, project.schedule.to)},
         {tr("申报材料"), project.materials.join(u"、"_s)}}));
}

// What is left of the line, before one approves.
void ProjectForm::showLeft() {
    Card* card = side(tr("支持项目余额"));
    m_session.ask(u"budget.execution"_s, {}, card, [=, this](const journal::Answer& answer) {
        QList<std::pair<QString, QString>> left;
        for (const api::BudgetRow& row : api::fromJson<api::BudgetExecution>(answer.result).rows)
            if (row.line == m_project.line)
                left.append({m_plan.sourceName(row.source),
                             tr("%1 元%2").arg(yuan(row.available),
                                               row.locked ? tr("(未到位)") : QString())});
        card->body->addWidget(factsTable(left));
    });
}

} // namespace

Page* makeProjectForm(session::Session& session, const NavigationTarget& place) {
    return new ProjectForm(session, place);
}

} // namespace pages
