// SPDX-License-Identifier: GPL-3.0-only
#include "due_card.h"
#include "page_registry.h"
#include "plan_facts.h"
#include "signed_for_me.h"

#include <api/budget.h>
#include <api/inbox.h>
#include <charts/stacked_bars.h>
#include <theme/theme.h>
#include <widgets/layout.h>
#include <widgets/list_table.h>
#include <widgets/words.h>

#include <QComboBox>
#include <QDate>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using widgets::Column;

namespace {

constexpr int goalsShown = 3; // what is late of them stands in what is due as well
constexpr int goalsNamed = 3; // of those that are due in one month

// The goals that are due in a month, one a line.
QString dueWords(const QStringList& goals) {
    QStringList words = goals.mid(0, goalsNamed);
    if (goals.size() > goalsNamed)
        words << QObject::tr("等 %1 项").arg(goals.size());
    return QObject::tr("到期目标:\n%1").arg(words.join(u'\n'));
}

// Of a line or a source: what a bar of it is made of.
template <class Sum> QList<QJsonValue> amounts(const Sum& sum) {
    return {sum.paid.toYuan(), sum.committed.toYuan(), sum.available.toYuan()};
}

int urgency(const QJsonObject& goal) {
    return goal.value("reached"_L1).toBool() ? 2 : goal.value("late"_L1).toBool() ? 0 : 1;
}

// 工作台: what waits for this user and since when; how the budget stands, what was paid each
// month, how far the goals are. Every bar leads to what it counts.
class Dashboard : public Page {
public:
    Dashboard(session::Session& session, const NavigationTarget& place);
    void refresh() override;

private:
    static QString tr(const char* words) { return QObject::tr(words); }
    QWidget* makeWaiting();
    QWidget* makeExecution();
    void askInbox();
    void open(const QJsonObject& row);
    void showExecution();
    void showMonths(const QJsonArray& months, const QJsonArray& goals);
    void showGoals(const QJsonArray& goals);

    widgets::ListModel* m_waiting;
    widgets::TableView* m_table;
    SignedForMe* m_signed;
    QWidget* m_nothing;
    QLabel* m_since;
    QComboBox* m_by;
    charts::StackedBars* m_execution;
    charts::StackedBars* m_months;
    QPushButton* m_allGoals;
    QVBoxLayout* m_goals;
    DueCard* m_due;
    PlanFacts m_plan;
    api::BudgetExecution m_figures;
};

Dashboard::Dashboard(session::Session& session, const NavigationTarget& place)
    : Page(session, place) {
    body()->addWidget(makeWaiting());
    m_signed = new SignedForMe(session);
    body()->addWidget(m_signed);
    connect(m_signed, &SignedForMe::go, this, &Page::go);
    connect(m_signed, &SignedForMe::seen, this, &Dashboard::askInbox);
    auto* below = widgets::row();
    below->setSpacing(2 * theme::grid);
    below->addWidget(makeExecution(), 3);
    auto* right = widgets::column();
    right->setSpacing(2 * theme::grid);
    auto* months = new widgets::Card(tr("每月拨付"));
    m_months = new charts::StackedBars(charts::StackedBars::Direction::Standing, tr("每月拨付"));
    m_months->setObjectName(u"chart:months"_s);
    connect(m_months, &charts::StackedBars::clicked, this, [this](const QString& month) {
        Q_EMIT go({u"disclosure"_s, month});
    });
    months->body->addWidget(m_months);
    right->addWidget(months, 1);
    auto* goals = new widgets::Card;
    auto* heading = widgets::label(tr("目标进度"));
    heading->setFont(theme::strong());
    m_allGoals = widgets::linkButton({});
    connect(m_allGoals, &QPushButton::clicked, this, [this] {
        Q_EMIT go({u"supervision"_s, {}, u"tab=goals"_s});
    });
    auto* head = widgets::row({heading, m_allGoals});
    head->addStretch();
    goals->body->addLayout(head);
    m_goals = widgets::column();
    m_goals->setSpacing(4);
    goals->body->addLayout(m_goals);
    m_due = new DueCard(session);
    connect(m_due, &DueCard::go, this, &Page::go);
    right->addWidget(m_due);
    right->addWidget(goals);
    below->addLayout(right, 2);
    body()->addLayout(below, 1);
}

QWidget* Dashboard::makeWaiting() {
    m_waiting = new widgets::ListModel(
        {{u"command"_s,
          tr("待办"),
          Column::Kind::Text,
          110,
          {},
          [](const QJsonObject& row) {
              return widgets::waitingWord(row.value("command"_L1).toString());
          }},
         {u"id"_s, tr("编号"), Column::Kind::Text, 120},
         {u"project_name"_s,
          tr("项目"),
          Column::Kind::Text,
          300,
          {},
          [](const QJsonObject& row) {
              const QString name = row.value("project_name"_L1).toString();
              return name.isEmpty() ? row.value("project"_L1).toString() : name;
          }},
         {u"amount"_s,
          tr("金额(元)"),
          Column::Kind::Amount,
          130,
          {},
          [](const QJsonObject& row) { // an account that is to be confirmed has none
              return row.value("command"_L1) == "unit.confirm-bank"_L1
                         ? QString()
                         : widgets::yuan(row.value("amount"_L1));
          }},
         {u"opinion"_s, // of what was sent back: what has to be mended
          tr("退回意见"),
          Column::Kind::Text,
          170,
          {},
          {},
          true,
          [](const QJsonObject& row) { return row.value("opinion"_L1).toString(); }},
         {u"since"_s, tr("何时起"), Column::Kind::Date, 100},
         {u"days"_s,
          tr("已等"),
          Column::Kind::Text,
          70,
          {},
          [this](const QJsonObject& row) {
              const QDate since = QDate::fromString(row.value("since"_L1).toString(), Qt::ISODate);
              return tr("%1 天").arg(
                  since.daysTo(QDate::fromString(m_session.today(), Qt::ISODate)));
          }}},
        this);
    auto* card = new widgets::Card(tr("等我办理(等得最久的在上)"));
    m_table = new widgets::TableView(m_waiting, u"inbox"_s);
    m_table->setAccessibleName(tr("等我办理"));
    m_table->fitToRows(6);
    m_nothing = widgets::emptyHint(tr("眼下没有等您办理的事。"));
    card->body->addWidget(m_table);
    card->body->addWidget(m_nothing);
    m_nothing->hide();
    connect(m_waiting, &widgets::ListModel::loaded, this, [this] {
        const bool none = m_waiting->rowCount() == 0;
        m_nothing->setVisible(none);
        m_table->setVisible(!none);
    });
    connect(m_table, &widgets::TableView::opened, this, &Dashboard::open);
    return card;
}

QWidget* Dashboard::makeExecution() {
    auto* card = new widgets::Card;
    m_by = new QComboBox;
    m_by->addItem(tr("按支持项目"));
    m_by->addItem(tr("按资金来源"));
    m_by->setAccessibleName(tr("预算执行的分法"));
    m_by->setObjectName(u"execution-by"_s);
    auto* title = widgets::label(tr("预算执行"));
    title->setFont(theme::strong());
    auto* head = widgets::row({title});
    head->addStretch();
    head->addWidget(paperLink(tr("月报"), u"month-brief"_s, [] { return u"-"_s; }));
    head->addWidget(m_by);
    m_execution = new charts::StackedBars(charts::StackedBars::Direction::Lying, tr("预算执行"));
    m_execution->setObjectName(u"chart:execution"_s);
    card->body->addLayout(head);
    card->body->addWidget(m_execution, 1);
    connect(m_by, &QComboBox::currentIndexChanged, this, &Dashboard::showExecution);
    connect(m_execution, &charts::StackedBars::clicked, this, [this](const QString& target) {
        if (m_by->currentIndex() == 0)
            Q_EMIT go({u"projects"_s, {}, u"line="_s + target});
        else
            Q_EMIT go({u"budget"_s, {}, u"source="_s + target});
    });
    return card;
}

// What is to be decided opens in the approving view, the rest where it is done.
void Dashboard::open(const QJsonObject& row) {
    const QString command = row.value("command"_L1).toString();
    const QString id = row.value("id"_L1).toString();
    if (command == u"project.declare")
        Q_EMIT go({u"project"_s, id});
    else if (command == u"acceptance.request")
        Q_EMIT go({u"acceptance"_s, id});
    else if (command == u"payment.request")
        Q_EMIT go({u"payment"_s, id});
    else if (command == u"unit.change")
        Q_EMIT go({u"unit-form"_s, id, u"do="_s + command});
    else
        Q_EMIT go({u"approve"_s, id});
}

void Dashboard::askInbox() {
    m_session.ask(u"inbox"_s, {}, this, [this](const journal::Answer& answer) {
        std::vector<api::InboxItem> waiting;
        std::vector<api::InboxItem> signedForMe;
        for (const auto& item : api::listFromJson<api::InboxItem>(answer.result))
            (item.isSignature() ? signedForMe : waiting).push_back(item);
        m_waiting->setItems(api::listToJson(waiting));
        m_signed->show(signedForMe);
    });
}

void Dashboard::refresh() {
    askInbox();
    m_due->refresh();
    withPlan(m_session, this, [this](const PlanFacts& plan) {
        m_plan = plan;
        m_session.ask(u"budget.execution"_s, {}, this, [this](const journal::Answer& answer) {
            m_figures = api::fromJson<api::BudgetExecution>(answer.result);
            showExecution();
        });
        m_session.ask(u"payment.monthly"_s, {}, this, [this](const journal::Answer& paid) {
            const QJsonArray months = paid.result.toObject().value("months"_L1).toArray();
            m_session.ask(u"goal.show"_s, {}, this, [this, months](const journal::Answer& said) {
                const QJsonArray goals = said.result.toObject().value("goals"_L1).toArray();
                showGoals(goals);
                showMonths(months, goals);
            });
        });
    });
}

void Dashboard::showExecution() {
    const theme::Colours& c = theme::colours();
    const QList<charts::Part> parts{
        {tr("已拨付"), c.accent}, {tr("已批准未拨"), theme::seriesColour(1)}, {tr("可用"), c.rest}};
    QList<charts::Bar> bars;
    if (m_by->currentIndex() == 0)
        for (const api::LineSum& line : m_figures.byLine)
            bars.append({.label = m_plan.lineName(line.line),
                         .amounts = amounts(line),
                         .target = line.line,
                         .hint = tr("进度 %1").arg(widgets::percent(line.rate))});
    else
        for (const api::SourceSum& source : m_figures.bySource)
            bars.append({.label = m_plan.sourceName(source.source),
                         .amounts = amounts(source),
                         .target = source.source});
    m_execution->setBars(parts, bars);
}

void Dashboard::showMonths(const QJsonArray& months, const QJsonArray& goals) {
    QList<charts::Part> parts;
    QStringList codes;
    for (const api::PlanSource& source : m_plan.plan().sources) {
        codes << source.code;
        parts.append({source.name, theme::seriesColour(static_cast<int>(parts.size()))});
    }
    QMap<QString, QStringList> due;
    for (const QJsonValue& goal : goals)
        due[goal.toObject().value("deadline"_L1).toString().left(7)]
            << goal.toObject().value("name"_L1).toString();
    QMap<QString, QJsonObject> paid;
    for (const QJsonValue& month : months)
        paid.insert(month.toObject().value("month"_L1).toString(), month.toObject());
    QList<charts::Bar> bars;
    bool flagged = false;
    if (!paid.isEmpty()) {
        const auto monthOf = [](const QString& date) {
            return QDate::fromString(date.left(7) + u"-01"_s, Qt::ISODate);
        };
        // A fund that has paid nothing for a year is shown where it last did.
        QDate last = monthOf(m_session.today());
        if (monthOf(paid.lastKey()) < last.addMonths(-11))
            last = monthOf(paid.lastKey());
        const QDate first = std::max(monthOf(paid.firstKey()), last.addMonths(-11));
        for (QDate at = first; at <= last; at = at.addMonths(1)) {
            const QString month = at.toString(u"yyyy-MM"_s);
            QList<QJsonValue> amounts;
            for (const QString& code : std::as_const(codes)) {
                QJsonValue amount = u"0.00"_s;
                for (const QJsonValue& one : paid.value(month).value("by_source"_L1).toArray())
                    if (one.toObject().value("source"_L1) == code)
                        amount = one.toObject().value("paid"_L1);
                amounts << amount;
            }
            // A sign where the plan has a date in that month.
            const bool flag = due.contains(month);
            flagged = flagged || flag;
            const bool year = at == first || at.month() == 1;
            bars.append(
                {.label = at.toString(year ? u"yy-M"_s : u"M"_s) + (flag ? u"*"_s : QString()),
                 .amounts = amounts,
                 .target = month,
                 .name = at.toString(tr("yyyy 年 M 月")),
                 .hint = flag ? dueWords(due.value(month)) : QString()});
        }
    }
    m_months->setBars(parts, bars, flagged ? tr("* 当月有工作目标到期") : QString());
}

void Dashboard::showGoals(const QJsonArray& goals) {
    widgets::clear(m_goals);
    QList<QJsonObject> first;
    for (const QJsonValue& one : goals)
        first << one.toObject();
    // What is late stands on top, what is reached below.
    std::stable_sort(first.begin(), first.end(), [](const QJsonObject& a, const QJsonObject& b) {
        return urgency(a) < urgency(b);
    });
    const qsizetype all = first.size();
    first = first.mid(0, goalsShown);
    for (const QJsonObject& goal : std::as_const(first)) {
        const QString unit = goal.value("unit"_L1).toString();
        const QString value = goal.value("value"_L1).toString();
        auto* name = widgets::linkButton(goal.value("name"_L1).toString());
        name->setToolTip(
            tr("%1 牵头,期限 %2")
                .arg(goal.value("lead"_L1).toString(), goal.value("deadline"_L1).toString()));
        name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        connect(name, &QPushButton::clicked, this, [this] {
            Q_EMIT go({u"supervision"_s, {}, u"tab=goals"_s});
        });
        auto* figures = widgets::label(tr("%1 / %2 %3")
                                           .arg(value.isEmpty() ? tr("未报") : value,
                                                goal.value("target"_L1).toString(), unit));
        const bool reached = goal.value("reached"_L1).toBool();
        const bool late = goal.value("late"_L1).toBool();
        auto* state = widgets::stateLabel(reached ? tr("达成")
                                          : late  ? tr("逾期")
                                                  : tr("进行中"),
                                          reached ? u"good"_s
                                          : late  ? u"bad"_s
                                                  : u"plain"_s);
        auto* line = widgets::row({name, figures, state});
        line->setStretch(0, 1);
        m_goals->addLayout(line);
    }
    m_allGoals->setText(tr("全部 %1 项目标").arg(all));
}

} // namespace

Page* makeDesk(session::Session& session, const NavigationTarget& place) {
    return new Dashboard(session, place);
}

} // namespace pages
