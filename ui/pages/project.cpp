// SPDX-License-Identifier: GPL-3.0-only
#include "action_button.h"
#include "page_registry.h"
#include "project_payable.h"
#include "project_tabs.h"
#include "project_way.h"
#include "warnings_panel.h"

#include <api/project.h>
#include <money/fen.h>
#include <theme/theme.h>
#include <widgets/elided_label.h>
#include <widgets/flow.h>
#include <widgets/refusal.h>
#include <widgets/words.h>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using labels::PaymentState;
using labels::ProjectState;

namespace {

// One project: the money's way drawn, what can be paid now and why, what may be done next, and
// everything that hangs on it.
class Project : public Page {
public:
    Project(session::Session& session, const NavigationTarget& place);
    void refresh() override;

private:
    static QString tr(const char* words) { return QObject::tr(words); }
    QWidget* makeWay();
    void show();
    void showHead();
    void showActions();
    void showSteps(const std::vector<api::Payment>& underWay);
    void askUnderWay(std::vector<api::Payment> known, QStringList left);
    void showNotices(const QStringList& notices);
    QString next() const;
    void addDecisions();
    // A button that leads to a form, as the project's actions have the command.
    void add(const QString& command, const NavigationTarget& to, const QString& words = {},
             const QString& about = {});
    NavigationTarget step(const QString& command) const {
        return {u"project-form"_s, place().id, u"do="_s + command};
    }

    QLabel* m_name;
    QLabel* m_state;
    QLabel* m_about;
    QLabel* m_notices;
    QPushButton* m_allNotices;
    widgets::StepsBar* m_steps;
    QLabel* m_figures;
    Payable* m_payable;
    Actions m_can;
    widgets::Flow* m_actions;
    QLabel* m_missing;
    WarningsPanel* m_warnings;
    ProjectTabs* m_tabs;
    api::Project m_project;
    PlanFacts m_plan;
    People m_people;
};

Project::Project(session::Session& session, const NavigationTarget& place)
    : Page(session, place), m_name(new widgets::ElidedLabel),
      m_state(widgets::stateLabel({}, u"plain"_s)), m_about(widgets::label({}, "muted")),
      m_notices(widgets::label({}, "notice")), m_allNotices(widgets::linkButton({})),
      m_steps(new widgets::StepsBar), m_figures(widgets::label({})),
      m_payable(new Payable(session)), m_actions(new widgets::Flow),
      m_missing(widgets::label({}, "muted")),
      m_warnings(new WarningsPanel(session, u"project"_s, place.id)),
      m_tabs(new ProjectTabs(session, place.id)) {
    m_name->setFont(theme::heading());
    m_name->setObjectName(u"heading"_s);
    m_state->setObjectName(u"state"_s);
    m_steps->setObjectName(u"steps"_s);
    m_about->setTextFormat(Qt::RichText);
    m_about->setWordWrap(true);
    m_about->setTextInteractionFlags(Qt::TextBrowserInteraction);
    connect(m_about, &QLabel::linkActivated, this, [this](const QString& where) {
        Q_EMIT go(
            {where.section(u'/', 0, 0), where.section(u'/', 1, 1), where.section(u'/', 2, 2)});
    });
    m_notices->setWordWrap(true);
    m_notices->setObjectName(u"line-notices"_s);
    m_notices->hide();
    m_allNotices->setCheckable(true);
    m_allNotices->setObjectName(u"all-notices"_s);
    m_allNotices->hide();
    auto* head = widgets::row({m_name, m_state});
    head->addStretch();
    body()->setSpacing(theme::grid);
    body()->addLayout(head);
    body()->addWidget(m_about);
    body()->addWidget(makeWay());
    auto* notices = widgets::row({m_notices, m_allNotices});
    notices->setStretch(0, 1);
    body()->addLayout(notices);
    body()->addWidget(m_warnings);
    body()->addWidget(m_tabs, 1);
    connect(m_warnings, &WarningsPanel::go, this, &Page::go);
    connect(m_tabs, &ProjectTabs::go, this, &Page::go);
}

QWidget* Project::makeWay() {
    auto* card = new widgets::Card;
    m_figures->setObjectName(u"figures"_s);
    m_figures->setTextFormat(Qt::RichText);
    m_missing->setObjectName(u"missing"_s);
    auto* figures = new widgets::Flow;
    for (QWidget* one : std::initializer_list<QWidget*>{m_figures, m_payable, m_missing})
        figures->addWidget(one);
    card->body->addWidget(m_steps);
    card->body->addLayout(figures);
    card->body->addWidget(m_payable->basis());
    card->body->addLayout(m_actions);
    return card;
}

void Project::refresh() {
    withPlan(m_session, this, [this](const PlanFacts& plan) {
        m_plan = plan;
        withPeople(m_session, this, [this](const People& people) {
            m_people = people;
            m_session.ask(u"project.show"_s, {{"id"_L1, place().id}}, this,
                          [this](const journal::Answer& answer) {
                              if (!answer.ok()) {
                                  m_name->setText(widgets::rejectionWords(*answer.rejection));
                                  return;
                              }
                              m_project = api::fromJson<api::Project>(answer.result);
                              show();
                          });
            withActions(m_session, u"project"_s, place().id, this, [this](const Actions& actions) {
                m_can = actions;
                showActions();
            });
            m_warnings->refresh();
        });
    });
}

void Project::show() {
    showHead();
    m_payable->ask(m_project, m_plan);
    m_tabs->show(m_project, m_plan);
    showSteps({});
    QStringList underWay;
    for (const api::RequestSummary& one : m_project.requests)
        if (one.state == PaymentState::Requested || one.state == PaymentState::Reviewed
            || one.state == PaymentState::Approved)
            underWay << one.id;
    askUnderWay({}, underWay);
}

void Project::askUnderWay(std::vector<api::Payment> known, QStringList left) {
    if (left.isEmpty()) {
        showSteps(known);
        return;
    }
    m_session.ask(u"payment.show"_s, {{"id"_L1, left.takeFirst()}}, this,
                  [this, known, left](const journal::Answer& answer) mutable {
                      known.push_back(api::fromJson<api::Payment>(answer.result));
                      askUnderWay(known, left);
                  });
}

void Project::showSteps(const std::vector<api::Payment>& underWay) {
    const Way way{m_project, m_plan.path(m_project.path), underWay, m_people, m_session.today()};
    m_steps->setSteps(way.steps());
}

void Project::showHead() {
    const api::Project& project = m_project;
    setTitle(place().id + u' ' + project.name);
    m_name->setText(project.name);
    widgets::setState(m_state, labels::shortLabel(project.state),
                      widgets::stateTone(labels::code(project.state)));
    const QString link = u"<a href=\"%1\">%2</a>"_s;
    QStringList about{place().id.toHtmlEscaped(),
                      link.arg(u"unit/"_s + project.unit, project.unitName.toHtmlEscaped()),
                      link.arg(u"projects//line="_s + project.line,
                               m_plan.lineName(project.line).toHtmlEscaped())};
    if (!project.item.isEmpty())
        about << m_plan.itemName(project.item).toHtmlEscaped();
    about << m_plan.pathName(project.path).toHtmlEscaped();
    if (project.year > 0)
        about << tr("%1 年度").arg(project.year);
    m_about->setText(about.join(u" · "_s));
    const QString figure = u"<span style=\"color:%1\">%2</span> <b>%3</b>&nbsp;&nbsp;&nbsp; "_s;
    const QString muted = theme::colours().muted.name();
    const bool granted = !project.approvedOn.isEmpty();
    m_figures->setText(
        figure.arg(muted, granted ? tr("支持") : tr("申请支持"), widgets::yuan(project.support))
        + figure.arg(muted, tr("验收合格"), widgets::yuan(project.accepted))
        + figure.arg(muted, tr("已拨"), widgets::yuan(project.paid)));
    QStringList missing;
    for (const QString& kind : project.missing)
        missing << widgets::kindWord(kind);
    const qsizetype all = missing.size();
    m_missing->setText(all == 0  ? tr("档案已齐")
                       : all > 3 ? tr("档案缺 %1 类").arg(all)
                                 : tr("缺: %1").arg(missing.join(u"、"_s)));
    m_missing->setToolTip(missing.join(u"、"_s));
    QStringList notices;
    if (const api::PlanLine* line = m_plan.line(project.line))
        for (const QString& one : line->notices)
            notices << u"⚠ "_s + one;
    for (const api::OpeningException& one : project.exceptions)
        notices << tr("⚠ 期初例外: %1").arg(one.message);
    showNotices(notices);
}

// One in sight, the others a click away: they must not push the project off its own page.
void Project::showNotices(const QStringList& notices) {
    const qsizetype more = notices.size() - 1;
    m_notices->setText(m_allNotices->isChecked() ? notices.join(u'\n') : notices.value(0));
    m_notices->setVisible(!notices.isEmpty());
    m_allNotices->setText(m_allNotices->isChecked() ? tr("收起") : tr("还有 %1 条说明").arg(more));
    m_allNotices->setVisible(more > 0);
    disconnect(m_allNotices, nullptr, this, nullptr);
    connect(m_allNotices, &QPushButton::toggled, this, [=, this] { showNotices(notices); });
}

// What most likely comes next stands out.
QString Project::next() const {
    const api::Project& project = m_project;
    if (project.state == ProjectState::Declared)
        return u"project.review"_s;
    if (project.state == ProjectState::Approved)
        return project.prepayOpen ? u"payment.request"_s : u"project.start"_s;
    if (project.state == ProjectState::Returned)
        return u"project.declare"_s;
    if (project.paid == project.support)
        return project.missing.isEmpty() ? u"project.close"_s : u"document.file"_s;
    return project.paid < project.accepted ? u"payment.request"_s : u"acceptance.request"_s;
}

void Project::add(const QString& command, const NavigationTarget& to, const QString& words,
                  const QString& about) {
    auto* button = actionButton(m_actions, m_can, command, words, about);
    button->setProperty("primary", command == next());
    connect(button, &QPushButton::clicked, this, [this, to] { Q_EMIT go(to); });
}

// In the order of the way.
void Project::showActions() {
    widgets::clear(m_actions);
    addDecisions();
    add(u"payment.request"_s, {u"request"_s, place().id});
    add(u"project.start"_s, step(u"project.start"_s));
    add(u"acceptance.request"_s,
        {u"acceptance-form"_s, {}, u"do=acceptance.request&project="_s + place().id});
    for (const QString& record : {u"deliverable.add"_s, u"contract.record"_s, u"invoice.record"_s})
        add(record, {u"record-form"_s, place().id, u"do="_s + record});
    const auto& stages = m_project.stages;
    if (std::any_of(stages.begin(), stages.end(), [](const api::ProjectStage& one) {
            return one.when == u"milestone" && !one.reached;
        }))
        add(u"milestone.record"_s, {u"record-form"_s, place().id, u"do=milestone.record"_s});
    add(u"project.amend"_s, step(u"project.amend"_s));
    if (!m_project.missing.isEmpty())
        add(u"document.file"_s, {u"archive"_s, place().id}, tr("归档文件"));
    add(u"project.close"_s, step(u"project.close"_s));
    // Who was paid everything is closed, not cancelled.
    if (m_project.paid != m_project.support || m_project.paid.isZero())
        add(u"project.cancel"_s, step(u"project.cancel"_s));
    add(u"withdraw"_s, step(u"withdraw"_s));
}

void Project::addDecisions() {
    add(u"project.declare"_s, {u"declare"_s, place().id}, tr("补正后重新申报"));
    add(u"project.review"_s, step(u"project.review"_s));
    for (const api::Amendment& one : m_project.amendments) {
        const QString amendment = one.id;
        if (one.state != labels::AmendmentState::Requested)
            continue;
        const QString about = u"&amendment="_s + amendment;
        add(u"project.decide-amendment"_s, step(u"project.decide-amendment"_s + about), {},
            amendment);
        add(u"withdraw"_s, step(u"withdraw"_s + about), tr("撤回变更"), amendment);
    }
}

} // namespace

Page* makeProject(session::Session& session, const NavigationTarget& place) {
    return new Project(session, place);
}

} // namespace pages
