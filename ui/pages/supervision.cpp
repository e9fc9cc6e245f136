// SPDX-License-Identifier: GPL-3.0-only
#include "page_registry.h"
#include "plan_facts.h"
#include "recovering.h"
#include "voiding.h"

#include <api/supervision.h>
#include <api/unit.h>
#include <supervision/findings.h>
#include <theme/theme.h>
#include <widgets/form.h>
#include <widgets/layout.h>
#include <widgets/list_table.h>
#include <widgets/look_up.h>
#include <widgets/plan_words.h>
#include <widgets/words.h>

#include <QTabWidget>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using namespace widgets;
using labels::IdleKind;

namespace {

QString idleWords(IdleKind kind) {
    if (kind == IdleKind::Payment)
        return QObject::tr("已审批,超过 %1 天没有拨付").arg(supervision::idleApprovedPayment);
    if (kind == IdleKind::Project)
        return QObject::tr("批准超过 %1 天,分文未拨").arg(supervision::idleProject);
    return QObject::tr("到账超过 %1 天没有拨付").arg(supervision::idleReceipt);
}

// 监管: what was found and what came back, the goals beside the money, money that lies still.
class Supervision : public Page {
public:
    Supervision(session::Session& session, const NavigationTarget& place);
    void refresh() override;

private:
    static QString tr(const char* words) { return QObject::tr(words); }
    QWidget* makeFindings();
    QWidget* makeFinding();
    QWidget* makeGoals();
    QWidget* makeStill();
    void showFinding(const api::Finding& finding);
    Form* openForm(QVBoxLayout* at, const QString& command);
    void find();
    void rectify(const QString& command);
    void recover();
    void report();

    QTabWidget* m_tabs;
    ListTable* m_findings;
    QLabel* m_finding;
    QVBoxLayout* m_findingForm;
    QPushButton* m_rectify;
    QPushButton* m_lift;
    QPushButton* m_recover;
    ListModel* m_recoveries;
    ListModel* m_goals;
    TableView* m_goalTable;
    QVBoxLayout* m_goalForm;
    QPushButton* m_report;
    ListModel* m_still;
    api::Finding m_current; // without an id where none is chosen
    PlanFacts m_plan;
};

Supervision::Supervision(session::Session& session, const NavigationTarget& place)
    : Page(session, place) {
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(2 * theme::grid, theme::grid, 2 * theme::grid, theme::grid);
    m_tabs = new QTabWidget;
    m_tabs->setObjectName(u"tabs"_s);
    m_tabs->addTab(makeFindings(), tr("问题与追回"));
    m_tabs->addTab(makeGoals(), tr("工作目标"));
    m_tabs->addTab(makeStill(), tr("资金滞留"));
    whole->addWidget(m_tabs);
    if (place.filter == u"tab=goals")
        m_tabs->setCurrentIndex(1);
    if (place.filter == u"tab=still")
        m_tabs->setCurrentIndex(2);
}

QWidget* Supervision::makeFindings() {
    auto* tab = new QWidget;
    auto* inside = new QVBoxLayout(tab);
    inside->setContentsMargins(0, theme::grid, 0, 0);
    m_findings = new ListTable(
        m_session, u"finding.list"_s,
        {{u"id"_s, tr("编号"), Column::Kind::Text, 110},
         {u"date"_s, tr("日期"), Column::Kind::Date, 95},
         {u"unit"_s,
          tr("单位"),
          Column::Kind::Text,
          220,
          {},
          [](const QJsonObject& row) {
              const QString name = row.value("unit_name"_L1).toString();
              return name.isEmpty() ? row.value("unit"_L1).toString() : name;
          }},
         {u"kind"_s,
          tr("类别"),
          Column::Kind::Text,
          90,
          {},
          [](const QJsonObject& row) { return kindWord(row.value("kind"_L1).toString()); }},
         {u"recover"_s, tr("应追回(元)"), Column::Kind::Amount, 120},
         {u"recovered"_s, tr("已追回"), Column::Kind::Amount, 120},
         {u"rectify_by"_s, tr("整改期限"), Column::Kind::Date, 95},
         {u"state"_s, tr("状态"), Column::Kind::State, 80, u"finding"_s}},
        u"findings"_s);
    m_findings->setEmptyWords(
        widgets::planWorded(tr("没有监管问题。{group}发现问题时在这里登记。")));
    if (m_session.may(u"supervision.find"_s)) {
        auto* add = button(tr("登记问题"), u"add"_s, true);
        add->setObjectName(u"do:supervision.find"_s);
        connect(add, &QPushButton::clicked, this, &Supervision::find);
        m_findings->addTool(add);
    }
    m_findings->addTool(voidButton(m_session, m_findings->table(), tr("作废选中的问题"),
                                   [](const QJsonObject& row) {
                                       return Voidable{u"finding"_s, row.value("id"_L1).toString()};
                                   }));
    inside->addWidget(m_findings, 1);
    inside->addWidget(makeFinding());
    connect(m_findings->model(), &ListModel::loaded, this, [this] {
        if (m_findings->model()->rowCount() > 0 && m_current.id.isEmpty())
            m_findings->table()->selectRow(0);
    });
    connect(m_findings->table(), &TableView::moved, this,
            [this](const QJsonObject& row) { showFinding(api::fromJson<api::Finding>(row)); });
    return tab;
}

// The chosen one: its words, what came back, and what can be done about it.
QWidget* Supervision::makeFinding() {
    auto* card = new Card;
    m_finding = label(tr("选一条,看它的内容、整改和追回。"));
    m_finding->setWordWrap(true);
    m_finding->setTextInteractionFlags(Qt::TextSelectableByMouse);
    card->body->addWidget(m_finding);
    m_recoveries = new ListModel({{u"date"_s, tr("追回日期"), Column::Kind::Date, 100},
                                  {u"project"_s, tr("项目"), Column::Kind::Text, 140},
                                  {u"payee_name"_s, tr("收款单位"), Column::Kind::Text, 160},
                                  {u"source"_s,
                                   tr("来源"),
                                   Column::Kind::Text,
                                   180,
                                   {},
                                   [this](const QJsonObject& row) {
                                       return m_plan.sourceName(row.value("source"_L1).toString());
                                   }},
                                  {u"amount"_s, tr("金额(元)"), Column::Kind::Amount, 130},
                                  {u"voucher"_s, tr("凭证"), Column::Kind::Text, 140}},
                                 this);
    auto* recoveries = new TableView(m_recoveries, u"recoveries"_s);
    recoveries->setAccessibleName(tr("追回记录"));
    recoveries->fitToRows(3);
    recoveries->hide();
    connect(m_recoveries, &ListModel::loaded, recoveries,
            [=, this] { recoveries->setVisible(m_recoveries->rowCount() > 0); });
    card->body->addWidget(recoveries);
    m_rectify = button(tr("整改完成"));
    m_lift = button(tr("解除取消资格"));
    m_recover = button(tr("登记追回"));
    m_rectify->setObjectName(u"do:supervision.rectify"_s);
    m_lift->setObjectName(u"do:supervision.lift"_s);
    m_recover->setObjectName(u"do:supervision.recover"_s);
    auto* undo =
        voidButton(m_session, recoveries, tr("作废选中的追回"), [](const QJsonObject& row) {
            return Voidable{u"recovery"_s, row.value("id"_L1).toString()};
        });
    auto* buttons = row({m_rectify, m_lift, m_recover, undo});
    buttons->addStretch();
    card->body->addLayout(buttons);
    m_findingForm = column();
    card->body->addLayout(m_findingForm);
    connect(m_rectify, &QPushButton::clicked, this, [this] { rectify(u"supervision.rectify"_s); });
    connect(m_lift, &QPushButton::clicked, this, [this] { rectify(u"supervision.lift"_s); });
    connect(m_recover, &QPushButton::clicked, this, &Supervision::recover);
    for (QPushButton* one : {m_rectify, m_lift, m_recover})
        one->hide();
    return card;
}

QWidget* Supervision::makeGoals() {
    auto* tab = new QWidget;
    auto* inside = new QVBoxLayout(tab);
    inside->setContentsMargins(0, theme::grid, 0, 0);
    m_goals =
        new ListModel({{u"name"_s, tr("目标"), Column::Kind::Text, 300},
                       {u"clause"_s, tr("条款"), Column::Kind::Text, 70},
                       {u"target"_s,
                        tr("目标值"),
                        Column::Kind::Text,
                        90,
                        {},
                        [](const QJsonObject& row) {
                            return (row.value("compare"_L1) == u"at-most"_s ? u"≤ "_s : u"≥ "_s)
                                   + row.value("target"_L1).toString() + u' '
                                   + row.value("unit"_L1).toString();
                        }},
                       {u"value"_s, tr("已报"), Column::Kind::Count, 75},
                       {u"counted"_s, tr("验收统计"), Column::Kind::Count, 80},
                       {u"deadline"_s, tr("期限"), Column::Kind::Date, 95},
                       {u"state"_s,
                        tr("进展"),
                        Column::Kind::Text,
                        70,
                        {},
                        [](const QJsonObject& row) {
                            return row.value("reached"_L1).toBool() ? QObject::tr("达成")
                                   : row.value("late"_L1).toBool()  ? QObject::tr("逾期")
                                                                    : QObject::tr("进行中");
                        }},
                       {u"lead"_s, tr("牵头单位"), Column::Kind::Text, 130},
                       {u"supporting"_s,
                        tr("配合单位"),
                        Column::Kind::Text,
                        260,
                        {},
                        [](const QJsonObject& row) {
                            const QVariant names = row.value("supporting"_L1).toVariant();
                            return names.toStringList().join(u"、"_s);
                        }}},
                      this);
    m_goalTable = new TableView(m_goals, u"goals"_s);
    m_goalTable->setAccessibleName(tr("工作目标"));
    inside->addWidget(m_goalTable, 1);
    m_report = button(tr("报告选中目标的进度"), {}, true);
    m_report->setObjectName(u"do:goal.report"_s);
    m_report->setVisible(m_session.may(u"goal.report"_s));
    inside->addWidget(m_report, 0, Qt::AlignLeft);
    m_goalForm = column();
    inside->addLayout(m_goalForm);
    connect(m_report, &QPushButton::clicked, this, &Supervision::report);
    return tab;
}

QWidget* Supervision::makeStill() {
    m_still = new ListModel({{u"kind"_s,
                              tr("情形"),
                              Column::Kind::Text,
                              220,
                              {},
                              [](const QJsonObject& row) {
                                  return idleWords(api::fromJson<api::IdleMoney>(row).kind);
                              }},
                             {u"id"_s,
                              tr("编号"),
                              Column::Kind::Text,
                              140,
                              {},
                              [](const QJsonObject& row) { // a source has none that people know
                                  const auto idle = api::fromJson<api::IdleMoney>(row);
                                  return idle.kind == IdleKind::Source ? QString() : idle.id;
                              }},
                             {u"project_name"_s,
                              tr("项目、资金来源"),
                              Column::Kind::Text,
                              340,
                              {},
                              [this](const QJsonObject& row) {
                                  const auto idle = api::fromJson<api::IdleMoney>(row);
                                  return idle.kind != IdleKind::Source
                                             ? idle.projectName.value_or(idle.project)
                                             : m_plan.sourceName(idle.id);
                              }},
                             {u"amount"_s, tr("金额(元)"), Column::Kind::Amount, 140},
                             {u"since"_s, tr("起算日"), Column::Kind::Date, 110}},
                            this);
    auto* table = new TableView(m_still, u"still"_s);
    table->setAccessibleName(tr("资金滞留"));
    connect(table, &TableView::opened, this, [this](const QJsonObject& row) {
        const auto idle = api::fromJson<api::IdleMoney>(row);
        const bool ofSource = idle.kind == IdleKind::Source;
        Q_EMIT go(ofSource ? NavigationTarget{u"budget"_s, {}, u"source="_s + idle.id}
                           : NavigationTarget{labels::code(idle.kind), idle.id});
    });
    return table;
}

void Supervision::refresh() {
    withPlan(m_session, this, [this](const PlanFacts& plan) { m_plan = plan; });
    m_findings->refresh();
    m_session.ask(u"goal.show"_s, {}, this, [this](const journal::Answer& answer) {
        const int before = m_goalTable->currentIndex().row();
        m_goals->setItems(answer.result.toObject().value("goals"_L1).toArray());
        if (before >= 0)
            m_goalTable->selectRow(before);
    });
    m_still->ask(m_session, u"supervision.still"_s, {});
    if (!m_current.id.isEmpty())
        m_session.ask(u"finding.list"_s, {{"text"_L1, m_current.id}}, this,
                      [this](const journal::Answer& answer) {
                          const QJsonArray items =
                              answer.result.toObject().value("items"_L1).toArray();
                          if (!items.isEmpty())
                              showFinding(api::fromJson<api::Finding>(items.first()));
                      });
}

void Supervision::showFinding(const api::Finding& finding) {
    if (finding.id != m_current.id)
        clear(m_findingForm);
    m_current = finding;
    QStringList words{finding.finding, tr("文件 %1").arg(finding.document)};
    if (!finding.rectifiedOn.isEmpty())
        words << tr("整改完成 %1").arg(finding.rectifiedOn);
    if (!finding.liftedOn.isEmpty())
        words << tr("解除 %1").arg(finding.liftedOn);
    m_finding->setText(words.join(u'\n'));
    m_recoveries->setItems(api::toJson(finding).value("recoveries"_L1).toArray());
    m_rectify->setVisible(finding.state == labels::FindingState::Open
                          && m_session.may(u"supervision.rectify"_s));
    m_lift->setVisible(finding.kind == labels::FindingKind::FalseMaterials
                       && finding.state != labels::FindingState::Lifted
                       && m_session.may(u"supervision.lift"_s));
    m_recover->setVisible(finding.recover != finding.recovered
                          && m_session.may(u"supervision.recover"_s));
}

Form* Supervision::openForm(QVBoxLayout* at, const QString& command) {
    clear(at);
    auto* form = new Form(m_session, command);
    connect(form, &Form::done, this, [at] { clear(at); });
    connect(form, &Form::cancelled, this, [at] { clear(at); });
    at->addWidget(form);
    return form;
}

void Supervision::find() {
    Form* form = openForm(m_findingForm, u"supervision.find"_s);
    form->proposeNumber(u"finding"_s);
    form->add(u"unit"_s, tr("单位"),
              new LookUpField(m_session, u"unit.list"_s, [](const QJsonObject& row) {
                  return row.value("id"_L1).toString() + u' ' + row.value("name"_L1).toString();
              }));
    form->add(u"project"_s, tr("项目"),
              new LookUpField(m_session, u"project.list"_s,
                              [](const QJsonObject& row) {
                                  return row.value("id"_L1).toString() + u' '
                                         + row.value("name"_L1).toString();
                              }),
              false);
    form->add(u"kind"_s, tr("类别"),
              new ChoiceField({{u"false-materials"_s, tr("提供虚假资料(取消资格)")},
                               {u"irregularity"_s, tr("其他违规")}}));
    form->add(u"finding"_s, tr("发现的问题"), new LongTextField);
    form->add(u"recover"_s, tr("应追回"), new MoneyField);
    form->add(u"date"_s, tr("日期"), new DateField(m_session.today()));
    form->add(u"document"_s, tr("文号"), new TextField(20));
    form->add(u"rectify_by"_s, tr("整改期限"), new DateField, false);
    form->addSignature();
    form->focusFirst();
}

void Supervision::rectify(const QString& command) {
    Form* form = openForm(m_findingForm, command);
    form->fix(u"id"_s, m_current.id);
    form->add(u"date"_s, tr("日期"), new DateField(m_session.today()));
    form->add(u"document"_s, tr("文号"), new TextField(20));
    form->add(u"note"_s, tr("说明"), new LongTextField);
    if (session::Session::isDeciding(command))
        form->addSignature();
    form->setSubmitWords(commandWord(command));
    form->focusFirst();
}

void Supervision::recover() {
    Form* form = openForm(m_findingForm, u"supervision.recover"_s);
    fillRecovery(*form, m_session, m_current, m_plan);
    form->focusFirst();
}

void Supervision::report() {
    const QJsonObject goal = m_goalTable->current();
    if (goal.isEmpty())
        return;
    Form* form = openForm(m_goalForm, u"goal.report"_s);
    form->fix(u"goal"_s, goal.value("code"_L1));
    form->addNote(label(goal.value("name"_L1).toString()));
    form->add(u"value"_s, tr("进度(%1)").arg(goal.value("unit"_L1).toString()), new TextField(8));
    form->add(u"date"_s, tr("日期"), new DateField(m_session.today()));
    form->add(u"note"_s, tr("说明"), new LongTextField);
    form->focusFirst();
}

} // namespace

Page* makeSupervision(session::Session& session, const NavigationTarget& place) {
    return new Supervision(session, place);
}

} // namespace pages
