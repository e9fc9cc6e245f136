// SPDX-License-Identifier: GPL-3.0-only
#include "action_button.h"
#include "documents_panel.h"
#include "form_page.h"
#include "history.h"
#include "notices_panel.h"
#include "page_registry.h"
#include "people.h"
#include "project_tabs.h"
#include "warnings_panel.h"

#include <api/acceptance.h>
#include <theme/theme.h>
#include <widgets/elided_label.h>
#include <widgets/refusal.h>
#include <widgets/words.h>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using widgets::Column;

namespace {

// One inspection: what was asked for, what the team found, thing by thing.
class Acceptance : public Page {
public:
    Acceptance(session::Session& session, const NavigationTarget& place);
    void refresh() override;

private:
    static QString tr(const char* words) { return QObject::tr(words); }
    void show(const api::Acceptance& acceptance, const People& people);
    void showActions(const Actions& actions);
    void form(const QString& command) {
        Q_EMIT go({u"acceptance-form"_s, place().id, u"do="_s + command});
    }

    QLabel* m_name;
    QLabel* m_state;
    QLabel* m_about;
    QHBoxLayout* m_actions;
    widgets::Card* m_asked;
    widgets::Card* m_found;
    widgets::ListModel* m_things;
    widgets::TableView* m_table;
    History* m_history;
    DocumentsPanel* m_documents;
    NoticesPanel* m_notices;
    WarningsPanel* m_warnings;
    QTabWidget* m_tabs;
};

Acceptance::Acceptance(session::Session& session, const NavigationTarget& place)
    : Page(session, place), m_name(new widgets::ElidedLabel),
      m_state(widgets::stateLabel({}, u"plain"_s)), m_about(widgets::label({}, "muted")),
      m_actions(widgets::row()), m_asked(new widgets::Card(tr("验收申请"))),
      m_found(new widgets::Card(tr("验收意见"))) {
    m_name->setFont(theme::heading());
    m_name->setObjectName(u"heading"_s);
    m_state->setObjectName(u"state"_s);
    m_about->setTextFormat(Qt::RichText);
    m_about->setTextInteractionFlags(Qt::TextBrowserInteraction);
    connect(m_about, &QLabel::linkActivated, this, [this](const QString& where) {
        Q_EMIT go({where.section(u'/', 0, 0), where.section(u'/', 1, 1)});
    });
    m_things = new widgets::ListModel(
        {{u"id"_s, tr("编号"), Column::Kind::Text, 120},
         {u"what"_s, tr("内容"), Column::Kind::Text, 480, {}, deliverableWordsOf},
         {u"waiver"_s, tr("说明"), Column::Kind::Text, 320},
         {u"state"_s, tr("结论"), Column::Kind::Text, 100, {}, deliverableStateOf}},
        this);
    m_table = new widgets::TableView(m_things, u"acceptance-deliverables"_s);
    m_table->setAccessibleName(tr("验收的成果"));
    m_history = new History(session, place.id);
    connect(m_history, &History::go, this, &Page::go);
    m_tabs = new QTabWidget;
    m_tabs->setMinimumHeight(240);
    m_tabs->addTab(m_table, tr("成果"));
    m_tabs->addTab(m_history, tr("经过"));
    m_documents = new DocumentsPanel(m_session, u"acceptance"_s, place.id);
    m_documents->setObjectName(u"documents"_s);
    m_tabs->addTab(m_documents, tr("文件"));
    m_notices = new NoticesPanel(m_session, u"acceptance"_s, place.id);
    m_notices->setObjectName(u"notices"_s);
    m_tabs->addTab(m_notices, tr("公示"));
    auto* head = widgets::row({m_name, m_state});
    head->addStretch();
    auto* two = widgets::row();
    two->setSpacing(2 * theme::grid);
    two->addWidget(m_asked, 1);
    two->addWidget(m_found, 1);
    body()->setSpacing(theme::grid + 4);
    body()->addLayout(head);
    body()->addWidget(m_about);
    body()->addLayout(m_actions);
    m_warnings = new WarningsPanel(session, u"acceptance"_s, place.id);
    connect(m_warnings, &WarningsPanel::go, this, &Page::go);
    body()->addWidget(m_warnings);
    body()->addLayout(two);
    body()->addWidget(m_tabs, 1);
}

void Acceptance::refresh() {
    withPeople(m_session, this, [this](const People& people) {
        m_session.ask(u"acceptance.show"_s, {{"id"_L1, place().id}}, this,
                      [this, people](const journal::Answer& answer) {
                          if (answer.ok())
                              show(api::fromJson<api::Acceptance>(answer.result), people);
                          else
                              m_name->setText(widgets::rejectionWords(*answer.rejection));
                      });
        withActions(m_session, u"acceptance"_s, place().id, this,
                    [this](const Actions& actions) { showActions(actions); });
    });
    m_history->refresh();
    m_documents->refresh();
    m_notices->refresh();
    m_warnings->refresh();
}

// What its auditor found, and by which report.
QString auditedWords(const api::Acceptance& acceptance) {
    if (!acceptance.audited)
        return {};
    const api::Audited& audited = *acceptance.audited;
    return QObject::tr("%1 元(%2,%3,%4)")
        .arg(widgets::yuan(audited.amount), audited.by, audited.document, audited.date);
}

void Acceptance::show(const api::Acceptance& acceptance, const People& people) {
    setTitle(place().id + u' ' + acceptance.stage);
    m_name->setText(acceptance.stage);
    widgets::setState(m_state, labels::shortLabel(acceptance.state),
                      widgets::stateTone(labels::code(acceptance.state)));
    const QString link = u"<a href=\"%1\">%2</a>"_s;
    m_about->setText(
        place().id.toHtmlEscaped() + u" · "_s
        + link.arg(u"project/"_s + acceptance.project,
                   (acceptance.project + u' ' + acceptance.projectName).toHtmlEscaped())
        + u" · "_s + link.arg(u"unit/"_s + acceptance.unit, acceptance.unitName.toHtmlEscaped()));
    QString asker;
    QString decider;
    for (const api::Step& step : acceptance.steps) {
        const QString by = people.name(step.by);
        const QString recorder = people.name(step.recordedBy);
        if (step.isRequest())
            asker = by;
        else
            decider = by == recorder ? by : tr("%1(纸上签字,%2 登记)").arg(by, recorder);
    }
    widgets::clear(m_asked->body);
    m_asked->body->addWidget(
        factsTable({{tr("阶段"), acceptance.stage},
                    {tr("申请验收"), tr("%1 元").arg(widgets::yuan(acceptance.claimed))},
                    {tr("申请日期"), acceptance.date},
                    {tr("经办"), asker}}));
    m_asked->body->addStretch();
    widgets::clear(m_found->body);
    if (acceptance.concludedOn.isEmpty())
        m_found->body->addWidget(widgets::label(tr("还没有出具意见。"), "muted"));
    else
        m_found->body->addWidget(
            factsTable({{tr("合格金额"), acceptance.accepted
                                             ? tr("%1 元").arg(widgets::yuan(*acceptance.accepted))
                                             : QString()},
                        {tr("审定金额"), auditedWords(acceptance)},
                        {tr("验收日期"), acceptance.concludedOn},
                        {tr("整改期限"), acceptance.rectifyBy},
                        {tr("验收小组"), acceptance.team},
                        {tr("意见"), acceptance.opinion},
                        {tr("决定人"), decider}}));
    m_found->body->addStretch();
    const QJsonArray things = api::listToJson(acceptance.deliverables);
    m_things->setItems(things);
    m_tabs->setTabVisible(0, !things.isEmpty());
    m_tabs->setTabText(0, tr("成果 %1").arg(things.size()));
}

void Acceptance::showActions(const Actions& actions) {
    widgets::clear(m_actions);
    const auto add = [&](const QString& command, const QString& words = {}) {
        auto* button = actionButton(m_actions, actions, command, words);
        connect(button, &QPushButton::clicked, this, [this, command] { form(command); });
    };
    add(u"acceptance.request"_s, tr("整改后再次申请"));
    add(u"acceptance.conclude"_s);
    add(u"withdraw"_s);
    add(u"void"_s);
    m_actions->addStretch();
}

} // namespace

Page* makeAcceptance(session::Session& session, const NavigationTarget& place) {
    return new Acceptance(session, place);
}

} // namespace pages
