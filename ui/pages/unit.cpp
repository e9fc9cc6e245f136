// SPDX-License-Identifier: GPL-3.0-only
#include "action_button.h"
#include "documents_panel.h"
#include "eligibility_edit.h"
#include "form_page.h"
#include "history.h"
#include "page_registry.h"
#include "people.h"
#include "warnings_panel.h"

#include <api/unit.h>
#include <theme/theme.h>
#include <widgets/elided_label.h>
#include <widgets/list_table.h>
#include <widgets/plan_words.h>
#include <widgets/refusal.h>
#include <widgets/words.h>

#include <QTabWidget>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using widgets::Column;

namespace {

// One unit: whether it may ask (第五条), where its money goes, what it has under way, what was
// found about it.
class Unit : public Page {
public:
    Unit(session::Session& session, const NavigationTarget& place);
    void refresh() override;

private:
    static QString tr(const char* words) { return QObject::tr(words); }
    QWidget* makeTabs();
    void show(const api::Unit& unit, const People& people);
    void showActions(const Actions& actions);
    void showTicks(const api::Unit& unit);
    void showAccounts(const api::Unit& unit, const People& people);
    void openForm(const QString& command) {
        Q_EMIT go({u"unit-form"_s, place().id, u"do="_s + command});
    }

    QLabel* m_name;
    QLabel* m_state;
    QLabel* m_about;
    QHBoxLayout* m_actions;
    widgets::Card* m_ticks;
    widgets::Card* m_accounts;
    WarningsPanel* m_warnings;
    QTabWidget* m_tabs;
    bool m_barred = false;
    widgets::ListModel* m_projects;
    widgets::ListTable* m_payments;
    widgets::ListModel* m_findings;
    History* m_history;
    DocumentsPanel* m_documents;
};

Unit::Unit(session::Session& session, const NavigationTarget& place)
    : Page(session, place), m_name(new widgets::ElidedLabel),
      m_state(widgets::stateLabel({}, u"plain"_s)), m_about(widgets::label({}, "muted")),
      m_actions(widgets::row()),
      m_ticks(new widgets::Card(widgets::withClause(tr("申请条件"), u"eligibility"_s))),
      m_accounts(new widgets::Card(tr("收款账户"))),
      m_warnings(new WarningsPanel(session, u"unit"_s, place.id)) {
    m_name->setFont(theme::heading());
    m_name->setObjectName(u"heading"_s);
    m_state->setObjectName(u"state"_s);
    m_about->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_about->setWordWrap(true);
    auto* head = widgets::row({m_name, m_state});
    head->addStretch();
    auto* two = widgets::row();
    two->setSpacing(2 * theme::grid);
    two->addWidget(m_ticks, 3);
    two->addWidget(m_accounts, 2);
    body()->setSpacing(theme::grid + 4);
    body()->addLayout(head);
    body()->addWidget(m_about);
    body()->addLayout(m_actions);
    body()->addWidget(m_warnings);
    connect(m_warnings, &WarningsPanel::go, this, &Page::go);
    body()->addLayout(two);
    body()->addWidget(makeTabs(), 1);
}

QWidget* Unit::makeTabs() {
    m_tabs = new QTabWidget;
    m_tabs->setObjectName(u"tabs"_s);
    m_tabs->setMinimumHeight(240);
    m_projects =
        new widgets::ListModel({{u"id"_s, tr("编号"), Column::Kind::Text, 120},
                                {u"name"_s, tr("项目"), Column::Kind::Text, 400},
                                {u"line"_s, tr("支持项目"), Column::Kind::Text, 80},
                                {u"support"_s, tr("支持(元)"), Column::Kind::Amount, 130},
                                {u"accepted"_s, tr("验收合格"), Column::Kind::Amount, 130},
                                {u"paid"_s, tr("已拨付"), Column::Kind::Amount, 130},
                                {u"state"_s, tr("状态"), Column::Kind::State, 90, u"project"_s}},
                               this);
    auto* projects = new widgets::TableView(m_projects, u"unit-projects"_s);
    projects->setAccessibleName(tr("项目"));
    connect(projects, &widgets::TableView::opened, this, [this](const QJsonObject& row) {
        Q_EMIT go({u"project"_s, row.value("id"_L1).toString()});
    });
    m_tabs->addTab(projects, tr("项目"));
    m_payments =
        new widgets::ListTable(m_session, u"payment.list"_s,
                               {{u"id"_s, tr("编号"), Column::Kind::Text, 120},
                                {u"project_name"_s, tr("项目"), Column::Kind::Text, 400},
                                {u"amount"_s, tr("金额(元)"), Column::Kind::Amount, 130},
                                {u"date"_s, tr("申请日期"), Column::Kind::Date, 100},
                                {u"paid_on"_s, tr("拨付日期"), Column::Kind::Date, 100},
                                {u"state"_s, tr("状态"), Column::Kind::State, 90, u"payment"_s}},
                               u"unit-payments"_s);
    m_payments->setFilter(u"unit"_s, place().id);
    m_payments->setEmptyWords(tr("还没有拨付给这个单位的申请。"));
    connect(m_payments, &widgets::ListTable::opened, this, [this](const QJsonObject& row) {
        Q_EMIT go({u"payment"_s, row.value("id"_L1).toString()});
    });
    m_tabs->addTab(m_payments, tr("拨付"));
    m_findings =
        new widgets::ListModel({{u"id"_s, tr("编号"), Column::Kind::Text, 120},
                                {u"date"_s, tr("日期"), Column::Kind::Date, 100},
                                {u"kind"_s,
                                 tr("类别"),
                                 Column::Kind::Text,
                                 90,
                                 {},
                                 [](const QJsonObject& row) {
                                     return widgets::kindWord(row.value("kind"_L1).toString());
                                 }},
                                {u"finding"_s, tr("问题"), Column::Kind::Text, 460},
                                {u"recover"_s, tr("应追回(元)"), Column::Kind::Amount, 120},
                                {u"recovered"_s, tr("已追回"), Column::Kind::Amount, 120},
                                {u"state"_s, tr("状态"), Column::Kind::State, 90, u"finding"_s}},
                               this);
    auto* findings = new widgets::TableView(m_findings, u"unit-findings"_s);
    findings->setAccessibleName(tr("监管问题"));
    m_tabs->addTab(findings, tr("监管问题"));
    m_history = new History(m_session, place().id);
    connect(m_history, &History::go, this, &Page::go);
    m_tabs->addTab(m_history, tr("经过"));
    m_documents = new DocumentsPanel(m_session, u"unit"_s, place().id);
    m_documents->setObjectName(u"documents"_s);
    m_tabs->addTab(m_documents, tr("文件"));
    return m_tabs;
}

void Unit::refresh() {
    withPeople(m_session, this, [this](const People& people) {
        m_session.ask(u"unit.show"_s, {{"id"_L1, place().id}}, this,
                      [this, people](const journal::Answer& answer) {
                          if (answer.ok())
                              show(api::fromJson<api::Unit>(answer.result), people);
                          else
                              m_name->setText(widgets::rejectionWords(*answer.rejection));
                      });
        withActions(m_session, u"unit"_s, place().id, this,
                    [this](const Actions& actions) { showActions(actions); });
    });
    m_warnings->refresh();
    m_payments->refresh();
    m_history->refresh();
    m_documents->refresh();
}

void Unit::show(const api::Unit& unit, const People& people) {
    setTitle(unit.name);
    m_name->setText(unit.name);
    widgets::setState(m_state, labels::shortLabel(unit.state),
                      widgets::stateTone(labels::code(unit.state)));
    QStringList about{place().id, labels::shortLabel(unit.kind), unit.code};
    if (!unit.legalPerson.isEmpty())
        about << tr("法定代表人 %1").arg(unit.legalPerson);
    if (!unit.phone.isEmpty())
        about << tr("电话 %1").arg(unit.phone);
    if (unit.contractor)
        about << tr("中标 %1(%2)").arg(unit.contractor->document, unit.contractor->date);
    if (!unit.date.isEmpty())
        about << tr("%1 登记").arg(unit.date);
    m_about->setText(about.join(u" · "_s));
    m_barred = unit.barred;
    showTicks(unit);
    showAccounts(unit, people);
    m_projects->setItems(api::listToJson(unit.projects));
    m_findings->setItems(api::listToJson(unit.findings));
    m_tabs->setTabText(0, tr("项目 %1").arg(unit.projects.size()));
    m_tabs->setTabText(2, unit.findings.empty() ? tr("监管问题")
                                                : tr("监管问题 %1").arg(unit.findings.size()));
}

void Unit::showActions(const Actions& actions) {
    widgets::clear(m_actions);
    auto* confirm = actionButton(m_actions, actions, u"unit.confirm-bank"_s);
    connect(confirm, &QPushButton::clicked, this, [this] { openForm(u"unit.confirm-bank"_s); });
    if (m_session.may(u"project.declare"_s) && !m_barred) {
        auto* declare = widgets::button(tr("申报项目"), {}, true);
        declare->setObjectName(u"do:project.declare"_s);
        m_actions->addWidget(declare);
        connect(declare, &QPushButton::clicked, this, [this] {
            Q_EMIT go({u"declare"_s, {}, u"unit="_s + place().id});
        });
    }
    auto* change = actionButton(m_actions, actions, u"unit.change"_s);
    connect(change, &QPushButton::clicked, this, [this] { openForm(u"unit.change"_s); });
    m_actions->addStretch();
}

void Unit::showTicks(const api::Unit& unit) {
    widgets::clear(m_ticks->body);
    if (unit.needed.isEmpty()) {
        m_ticks->body->addWidget(widgets::label(tr("这一类单位无须逐项核对条件。"), "muted"));
        m_ticks->body->addStretch();
        return;
    }
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(2 * theme::grid);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(2, 1);
    for (int i = 0; i < unit.needed.size(); ++i) {
        const QString& key = unit.needed[i];
        const auto found = unit.eligibility.find(key);
        const bool known = found != unit.eligibility.end();
        const api::EligibilityTick tick = known ? found->second : api::EligibilityTick();
        grid->addWidget(!known    ? widgets::stateLabel(tr("未核"), u"wait"_s)
                        : tick.ok ? widgets::stateLabel(tr("✓ 符合"), u"good"_s)
                                  : widgets::stateLabel(tr("✗ 不符"), u"bad"_s),
                        i, 0);
        grid->addWidget(widgets::label(tickWord(key)), i, 1);
        auto* evidence = new widgets::ElidedLabel(tick.evidence);
        evidence->setProperty("role", "muted");
        evidence->setObjectName(u"evidence:"_s + key);
        grid->addWidget(evidence, i, 2);
        grid->addWidget(widgets::label(tick.date, "muted"), i, 3);
    }
    m_ticks->body->addLayout(grid);
    m_ticks->body->addStretch();
}

void Unit::showAccounts(const api::Unit& unit, const People& people) {
    widgets::clear(m_accounts->body);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(2 * theme::grid);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(0, 1);
    int row = 0;
    for (const api::UnitAccount& account : unit.accounts) {
        auto* words = widgets::label(tr("%1  %2").arg(account.account, account.name),
                                     account.current ? nullptr : "muted");
        if (account.current)
            words->setFont(theme::strong());
        auto* state = !account.current    ? widgets::stateLabel(tr("已停用"), u"plain"_s)
                      : account.confirmed ? widgets::stateLabel(tr("可付款"), u"good"_s)
                      : account.refused.isEmpty()
                          ? widgets::stateLabel(tr("待第二人复核"), u"wait"_s)
                          : widgets::stateLabel(tr("已退回更正"), u"bad"_s);
        if (account.current)
            state->setObjectName(u"account-state"_s);
        grid->addWidget(words, row, 0);
        grid->addWidget(state, row++, 1);
        QString from = tr("户名 %1 · %2 %3 登记")
                           .arg(account.holder, account.date, people.name(account.changedBy));
        if (!account.document.isEmpty())
            from += tr(" · 依据 %1").arg(account.document);
        if (!account.refused.isEmpty())
            from += tr(" · 退回更正: %1").arg(account.refused);
        auto* details = widgets::label(from, "muted");
        details->setWordWrap(true);
        grid->addWidget(details, row++, 0, 1, 2);
    }
    m_accounts->body->addLayout(grid);
    m_accounts->body->addStretch();
}

} // namespace

Page* makeUnit(session::Session& session, const NavigationTarget& place) {
    return new Unit(session, place);
}

} // namespace pages
