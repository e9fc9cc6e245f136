// SPDX-License-Identifier: GPL-3.0-only
#include "deliverables_edit.h"
#include "form_page.h"
#include "page_registry.h"
#include "plan_facts.h"
#include "project_tabs.h"

#include <api/acceptance.h>
#include <api/project.h>
#include <widgets/look_up.h>
#include <widgets/opinion_edit.h>
#include <widgets/plan_words.h>
#include <widgets/rows_edit.h>
#include <widgets/words.h>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using namespace widgets;

namespace {

// 申请验收, 出具意见, 撤回, 作废. The id is the acceptance's; a new request names its project in the
// filter, or asks for it.
class AcceptanceForm : public FormPage {
public:
    AcceptanceForm(session::Session& session, const NavigationTarget& place)
        : FormPage(session, place), m_command(filterValue(place, u"do"_s)) {
        setTitle(place.id.isEmpty() ? commandWord(m_command)
                                    : place.id + u" · "_s + commandWord(m_command));
    }

protected:
    void begin() override;

private:
    static QString tr(const char* words) { return QObject::tr(words); }
    void askProject(const QString& id);
    void make();
    void makeRequest();
    void choosesProject();
    void makeConclude();
    static QStringList auditedKeys() {
        return {u"audited.amount"_s, u"audited.by"_s, u"audited.document"_s, u"audited.date"_s};
    }
    void addAudited();
    void makeEnd();
    void showProject();
    DateField* today() { return new DateField(m_session.today()); }

    QString m_command;
    Form* m_form = nullptr;
    std::optional<api::Acceptance> m_acceptance; // none for a new request
    api::Project m_project;
    PlanFacts m_plan;
};

void AcceptanceForm::begin() {
    withPlan(m_session, this, [this](const PlanFacts& plan) {
        m_plan = plan;
        if (place().id.isEmpty()) {
            askProject(filterValue(place(), u"project"_s));
            return;
        }
        m_session.ask(u"acceptance.show"_s, {{"id"_L1, place().id}}, this,
                      [this](const journal::Answer& answer) {
                          if (!answer.ok()) {
                              showTrouble(answer);
                              return;
                          }
                          m_acceptance = api::fromJson<api::Acceptance>(answer.result);
                          askProject(m_acceptance->project);
                      });
    });
}

void AcceptanceForm::askProject(const QString& id) {
    if (id.isEmpty()) {
        choosesProject();
        return;
    }
    m_session.ask(u"project.show"_s, {{"id"_L1, id}}, this, [this](const journal::Answer& answer) {
        if (!answer.ok()) {
            showTrouble(answer);
            return;
        }
        m_project = api::fromJson<api::Project>(answer.result);
        make();
    });
}

// A new request begins with its project; then it is a form of that project.
void AcceptanceForm::choosesProject() {
    auto* card = new Card(tr("为哪个项目申请验收"));
    auto* field = new LookUpField(m_session, u"project.list"_s,
                                  [](const QJsonObject& row) {
                                      return row.value("id"_L1).toString() + u' '
                                             + row.value("name"_L1).toString();
                                  },
                                  {{"state"_L1, u"started"_s}});
    field->editor()->setObjectName(u"edit:project"_s);
    field->editor()->setAccessibleName(tr("项目"));
    card->body->addWidget(field);
    body()->addWidget(card);
    body()->addStretch();
    field->editor()->setFocus();
    connect(field, &LookUpField::picked, this, [this](const QJsonObject& row) {
        Q_EMIT go({u"acceptance-form"_s,
                   {},
                   u"do=acceptance.request&project="_s + row.value("id"_L1).toString()});
    });
}

void AcceptanceForm::make() {
    m_form = start(m_command);
    if (m_command == u"acceptance.request")
        makeRequest();
    else if (m_command == u"acceptance.conclude")
        makeConclude();
    else
        makeEnd();
    if (m_command == u"acceptance.conclude")
        sideWarnings(u"acceptance"_s, place().id);
    showProject();
    const QString about = place().id.isEmpty() ? m_project.id : place().id;
    if (m_command == u"acceptance.request" && place().id.isEmpty())
        finish(m_form, about, [this] {
            return NavigationTarget{u"acceptance"_s, m_form->with().value("id"_L1).toString()};
        });
    else
        finish(m_form, about);
}

void AcceptanceForm::makeRequest() {
    if (m_acceptance)
        m_form->fix(u"id"_s, place().id);
    else
        m_form->proposeNumber(u"acceptance"_s);
    m_form->fix(u"project"_s, m_project.id);
    auto* stage = m_form->add(u"stage"_s, tr("验收阶段"), new TextField(24));
    auto* claimed = m_form->add(u"claimed"_s, tr("申请验收"), new MoneyField);
    claimed->setLimit(
        tr("支持未验收 %1 元").arg((m_project.support - m_project.accepted).grouped()));
    std::vector<api::Deliverable> open = m_project.deliverables;
    std::erase_if(open, [](const auto& one) { return one.isAccepted(); });
    if (!open.empty())
        m_form->add(u"deliverables"_s, tr("验收的成果"),
                    new DeliverablesField(DeliverablesField::Use::Ask, open), false);
    m_form->add(u"date"_s, tr("申请日期"), today());
    if (!m_acceptance)
        return;
    stage->setValue(m_acceptance->stage);
    claimed->setValue(m_acceptance->claimed.toYuan());
}

void AcceptanceForm::makeConclude() {
    const api::Acceptance acceptance = m_acceptance.value_or(api::Acceptance());
    m_form->fix(u"id"_s, place().id);
    auto* result = m_form->add(
        u"result"_s, tr("验收结论"),
        new ChoiceField(
            {{u"pass"_s, tr("合格")}, {u"rectify"_s, tr("限期整改")}, {u"fail"_s, tr("不合格")}},
            u"pass"_s));
    auto* accepted = m_form->add(u"accepted"_s, tr("合格金额"), new MoneyField);
    accepted->setLimit(tr("申请 %1 元").arg(yuan(acceptance.claimed)));
    const bool audits = m_plan.path(m_project.path).value("audit"_L1).toBool();
    if (audits)
        addAudited();
    m_form->add(u"rectify_by"_s, tr("整改期限"), new DateField);
    const auto& things = acceptance.deliverables;
    if (!things.empty())
        m_form->add(u"deliverables"_s, tr("逐项结论"),
                    new DeliverablesField(DeliverablesField::Use::Conclude, things), false);
    m_form->add(u"team"_s, tr("验收小组"),
                new RowsField({{u"name"_s, tr("姓名"), [] { return new TextField(8); }},
                               {u"unit"_s, tr("单位"), [] { return new TextField(14); }}},
                              3));
    m_form->add(u"opinion"_s, tr("验收意见"), new OpinionField(m_session, m_command));
    m_form->add(u"date"_s, tr("验收日期"), today());
    const bool some = !things.empty();
    const auto chosen = [this, result, some, audits] {
        const bool passes = labels::is(result->code(), labels::Conclusion::Pass);
        m_form->setShown(u"accepted"_s, passes);
        if (audits)
            for (const QString& key : auditedKeys())
                m_form->setShown(key, passes);
        m_form->setShown(u"rectify_by"_s, labels::is(result->code(), labels::Conclusion::Rectify));
        if (some)
            m_form->setShown(u"deliverables"_s, passes);
        m_form->setSubmitWords(passes ? tr("出具合格意见")
                               : labels::is(result->code(), labels::Conclusion::Rectify)
                                   ? tr("出具整改意见")
                                   : tr("出具不合格意见"));
    };
    connect(result, &Field::edited, this, chosen);
    chosen();
}

// 审定金额: of the whole project; where none is typed the core says whether one was needed.
void AcceptanceForm::addAudited() {
    auto* amount = m_form->add(u"audited.amount"_s, tr("审定金额"), new MoneyField, false);
    if (m_project.audited)
        amount->setLimit(tr("现有审定 %1 元").arg(yuan(m_project.audited->amount)));
    m_form->add(u"audited.by"_s, tr("审定单位"), new TextField(24), false);
    m_form->add(u"audited.document"_s, tr("审定文号"), new TextField(24), false);
    m_form->add(u"audited.date"_s, tr("审定日期"), new DateField, false);
}

void AcceptanceForm::makeEnd() {
    m_form->fix(u"id"_s, place().id);
    m_form->fix(u"kind"_s, u"acceptance"_s);
    m_form->add(u"date"_s, tr("日期"), today());
    m_form->add(u"reason"_s, tr("原因"), new LongTextField);
    m_form->setSubmitWords(commandWord(m_command));
}

void AcceptanceForm::showProject() {
    const api::Project& project = m_project;
    const api::PlanLine* line = m_plan.line(project.line);
    Card* card = side(project.id);
    card->body->addWidget(factsTable({{tr("项目"), project.name},
                                      {tr("单位"), project.unitName},
                                      {tr("支持"), tr("%1 元").arg(yuan(project.support))},
                                      {tr("已验收"), tr("%1 元").arg(yuan(project.accepted))},
                                      {tr("已拨付"), tr("%1 元").arg(yuan(project.paid))},
                                      {tr("建设内容"), project.content},
                                      {tr("支持标准"), line ? line->standardWords : QString()}}));
    if (m_acceptance) {
        Card* asked = side(tr("验收申请"));
        asked->body->addWidget(
            factsTable({{tr("阶段"), m_acceptance->stage},
                        {tr("申请验收"), tr("%1 元").arg(yuan(m_acceptance->claimed))},
                        {tr("申请日期"), m_acceptance->date},
                        {tr("上次意见"), m_acceptance->opinion}}));
    }
    const QString article = widgets::paperClause(u"acceptance"_s);
    if (article.isEmpty())
        return;
    Card* clause = side(article);
    auto* words = label(m_plan.clause(article), "muted");
    words->setWordWrap(true);
    clause->body->addWidget(words);
}

} // namespace

Page* makeAcceptanceForm(session::Session& session, const NavigationTarget& place) {
    return new AcceptanceForm(session, place);
}

} // namespace pages
