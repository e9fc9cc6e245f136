// SPDX-License-Identifier: GPL-3.0-only
#include "action_button.h"
#include "page_registry.h"
#include "plan_facts.h"
#include "voiding.h"

#include <api/budget.h>
#include <theme/theme.h>
#include <widgets/elided_label.h>
#include <widgets/layout.h>
#include <widgets/list_table.h>
#include <widgets/plan_words.h>
#include <widgets/words.h>

#include <QHeaderView>
#include <QScrollArea>
#include <QTabWidget>
#include <QTimer>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using widgets::Column;

namespace {

constexpr int aboutHeight = 112; // pixels for what is said of a line

// 预算: lines and sources with what is budgeted, committed, paid and available; each notice of the
// source document at its line; receipts; and the history of what the leading group changed.
class Budget : public Page {
public:
    Budget(session::Session& session, const NavigationTarget& place);
    // The date that has the focus says so once more when it goes; nobody is to ask then.
    ~Budget() override { m_asOf->editor()->disconnect(this); }
    void refresh() override;

private:
    static QString tr(const char* words) { return QObject::tr(words); }
    QWidget* makeActions();
    QWidget* makeLines();
    QWidget* makeAbout();
    QWidget* makeSources();
    QWidget* makeReceipts();
    QWidget* makeHistory();
    QString changeWords(const QJsonObject& row) const;
    void showExecution(const api::BudgetExecution& figures);
    void showLine(const QJsonObject& row);

    widgets::DateField* m_asOf;
    widgets::ListModel* m_rows;
    widgets::TableView* m_table;
    widgets::ListModel* m_sources;
    widgets::ListTable* m_receipts;
    widgets::ListTable* m_history;
    QLabel* m_choose;  // what stands there before one is chosen
    QWidget* m_chosen; // and after
    QLabel* m_line;
    QLabel* m_about;
    QLabel* m_notice;
    QPushButton* m_projects;
    QTabWidget* m_tabs;
    PlanFacts m_plan;
};

Budget::Budget(session::Session& session, const NavigationTarget& place) : Page(session, place) {
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(2 * theme::grid, theme::grid, 2 * theme::grid, theme::grid);
    whole->addWidget(makeActions());
    m_tabs = new QTabWidget;
    m_tabs->setObjectName(u"tabs"_s);
    m_tabs->addTab(makeLines(), tr("执行情况"));
    m_tabs->addTab(makeSources(), tr("按来源"));
    m_tabs->addTab(makeReceipts(), tr("到账"));
    m_tabs->addTab(makeHistory(), tr("调整与追加"));
    whole->addWidget(m_tabs, 1);
    if (place.filter.startsWith(u"source="))
        m_tabs->setCurrentIndex(1);
}

QWidget* Budget::makeActions() {
    auto* bar = new QWidget;
    auto* inside = widgets::row();
    bar->setLayout(inside);
    for (const QString& command :
         {u"fund.receive"_s, u"fund.interest"_s, u"evaluation.record"_s, u"plan.adjust-award"_s,
          u"plan.reallocate"_s, u"plan.supplement"_s, u"fund.return"_s, u"plan.rule-path"_s}) {
        if (!m_session.may(command))
            continue;
        auto* button = widgets::button(widgets::commandWord(command));
        button->setObjectName(u"do:"_s + command);
        connect(button, &QPushButton::clicked, this, [this, command] {
            Q_EMIT go({u"budget-form"_s, command});
        });
        inside->addWidget(button);
    }
    if (canExecute(m_session, u"opening.project"_s) || canExecute(m_session, u"opening.close"_s)
        || m_session.roles().contains(u"auditor"_s)) {
        inside->addWidget(goLink(tr("期初补录"), {u"opening"_s}));
    }
    inside->addStretch();
    const auto asOf = [this](qsizetype size) {
        const QString day = m_asOf->value().toString();
        return day.isEmpty() ? u"-"_s : day.left(size);
    };
    for (const auto& [words, kind] : {std::pair{tr("打印执行表"), u"execution"_s},
                                      {tr("拨付进度表"), u"progress"_s},
                                      {tr("资金使用表"), u"fund-use"_s}})
        inside->addWidget(paperLink(words, kind, [asOf] { return asOf(10); }));
    inside->addWidget(paperLink(tr("打印月报"), u"month-brief"_s, [asOf] { return asOf(7); }));
    inside->addWidget(widgets::label(tr("截至"), "muted"));
    m_asOf = new widgets::DateField;
    m_asOf->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_asOf->editor()->setAccessibleName(tr("截至日期,空着是现在"));
    m_asOf->editor()->setObjectName(u"as-of"_s);
    connect(qobject_cast<QLineEdit*>(m_asOf->editor()), &QLineEdit::editingFinished, this,
            &Budget::refresh);
    connect(m_asOf, &widgets::Field::edited, this, [this] {
        if (m_asOf->value().isUndefined() || m_asOf->value().toString().size() == 10)
            refresh();
    });
    inside->addWidget(m_asOf);
    return bar;
}

QWidget* Budget::makeLines() {
    auto* tab = new QWidget;
    auto* inside = new QVBoxLayout(tab);
    inside->setContentsMargins(0, theme::grid, 0, 0);
    m_rows = new widgets::ListModel({{u"words"_s, tr("支持项目 / 来源"), Column::Kind::Text, 420},
                                     {u"budget"_s, tr("预算(元)"), Column::Kind::Amount, 125},
                                     {u"committed"_s, tr("已批准未拨"), Column::Kind::Amount, 120},
                                     {u"paid"_s, tr("已拨付"), Column::Kind::Amount, 125},
                                     {u"recovered"_s, tr("追回"), Column::Kind::Amount, 100},
                                     {u"available"_s, tr("可用"), Column::Kind::Amount, 125},
                                     {u"rate"_s, tr("进度"), Column::Kind::Percent, 70},
                                     {u"mark"_s, tr("说明"), Column::Kind::Text, 90}},
                                    this);
    m_rows->setStrong([](const QJsonObject& row) { return !row.contains("source"_L1); });
    m_table = new widgets::TableView(m_rows, u"execution"_s);
    m_table->setAccessibleName(tr("预算执行情况"));
    m_table->horizontalHeader()->setSectionsClickable(false);
    inside->addWidget(m_table, 1);
    m_line = new widgets::ElidedLabel;
    m_line->setFont(theme::strong());
    m_about = widgets::label({});
    m_about->setWordWrap(true);
    m_notice = widgets::label({}, "notice");
    m_notice->setObjectName(u"notice"_s);
    m_notice->setWordWrap(true);
    m_notice->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_projects = widgets::linkButton(tr("看这一支持项目下的项目"));
    inside->addWidget(makeAbout());
    m_notice->hide();
    QSizePolicy kept = m_projects->sizePolicy();
    kept.setRetainSizeWhenHidden(true);
    m_projects->setSizePolicy(kept);
    m_projects->hide();
    connect(m_table, &widgets::TableView::moved, this, &Budget::showLine);
    connect(m_table, &widgets::TableView::opened, this, [this](const QJsonObject& row) {
        Q_EMIT go({u"projects"_s, {}, u"line="_s + row.value("line"_L1).toString()});
    });
    connect(m_projects, &QPushButton::clicked, this, [this] {
        Q_EMIT go({u"projects"_s, {}, u"line="_s + m_table->current().value("line"_L1).toString()});
    });
    return tab;
}

// As high for every line, so that the table keeps still under the mouse; until the first is chosen
// the table has that room.
QWidget* Budget::makeAbout() {
    auto* words = new QWidget;
    auto* inside = widgets::column();
    inside->addWidget(m_about);
    inside->addWidget(m_notice);
    inside->addStretch();
    words->setLayout(inside);
    auto* scroll = new QScrollArea;
    scroll->setObjectName(u"about-line"_s);
    scroll->setAccessibleName(tr("选中的支持项目"));
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(words);
    scroll->viewport()->setAutoFillBackground(false);
    words->setAutoFillBackground(false);
    scroll->setFixedHeight(aboutHeight);
    auto* about = new widgets::Card;
    auto* head = widgets::row({m_line, m_projects});
    head->setStretch(0, 1);
    m_choose = widgets::label(tr("选一行,看它的支持范围、支持标准和文件中的疑义。"), "muted");
    m_choose->setWordWrap(true);
    m_chosen = new QWidget;
    auto* chosen = widgets::column();
    chosen->addLayout(head);
    chosen->addWidget(scroll);
    m_chosen->setLayout(chosen);
    m_chosen->setObjectName(u"chosen-line"_s);
    m_chosen->hide();
    about->body->addWidget(m_choose);
    about->body->addWidget(m_chosen);
    about->setObjectName(u"line-card"_s);
    about->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    return about;
}

QWidget* Budget::makeSources() {
    m_sources =
        new widgets::ListModel({{u"words"_s, tr("资金来源"), Column::Kind::Text, 260},
                                {u"planned"_s, tr("计划(元)"), Column::Kind::Amount, 130},
                                {u"received"_s, tr("已到账"), Column::Kind::Amount, 130},
                                {u"committed"_s, tr("已批准未拨"), Column::Kind::Amount, 130},
                                {u"paid"_s, tr("已拨付"), Column::Kind::Amount, 130},
                                {u"recovered"_s, tr("追回"), Column::Kind::Amount, 110},
                                {u"returned"_s, tr("上缴"), Column::Kind::Amount, 110},
                                {u"cash"_s, tr("结存"), Column::Kind::Amount, 130}},
                               this);
    auto* table = new widgets::TableView(m_sources, u"sources"_s);
    table->setAccessibleName(tr("按资金来源"));
    return table;
}

QWidget* Budget::makeReceipts() {
    m_receipts =
        new widgets::ListTable(m_session, u"receipt.list"_s,
                               {{u"id"_s, tr("编号"), Column::Kind::Text, 130},
                                {u"source"_s,
                                 tr("来源"),
                                 Column::Kind::Text,
                                 200,
                                 {},
                                 [this](const QJsonObject& row) {
                                     return m_plan.sourceName(row.value("source"_L1).toString());
                                 }},
                                {u"amount"_s, tr("金额(元)"), Column::Kind::Amount, 140},
                                {u"date"_s, tr("到账日期"), Column::Kind::Date, 110},
                                {u"document"_s, tr("文号"), Column::Kind::Text, 240},
                                {u"state"_s, tr("状态"), Column::Kind::State, 90, u"receipt"_s}},
                               u"receipts"_s);
    m_receipts->setEmptyWords(tr("还没有资金到账。财务人员在这里登记第一笔到账。"));
    m_receipts->addTool(voidButton(m_session, m_receipts->table(), tr("作废选中的到账"),
                                   [](const QJsonObject& row) {
                                       return Voidable{u"receipt"_s, row.value("id"_L1).toString()};
                                   }));
    return m_receipts;
}

// What was decided, in one line: the evaluation's verdict and award, moves, allocations.
QString Budget::changeWords(const QJsonObject& row) const {
    const QString command = row.value("command"_L1).toString();
    const QString amount = widgets::yuan(row.value("amount"_L1));
    QStringList parts;
    if (labels::is(row.value("state"_L1).toString(), labels::ReceiptState::Voided))
        parts << tr("(已作废)");
    if (command == u"evaluation.record")
        parts << (row.value("passed"_L1).toBool()
                      ? tr("通过,批复第二批资金 %1 元").arg(widgets::yuan(row.value("awarded"_L1)))
                      : tr("未通过"));
    if (!amount.isEmpty()) {
        const QString source = m_plan.sourceName(row.value("source"_L1).toString());
        parts << (source.isEmpty() ? tr("%1 元").arg(amount) : tr("%1 %2 元").arg(source, amount));
    }
    for (const QJsonValue& one : row.value("moves"_L1).toArray()) {
        const QJsonObject move = one.toObject();
        parts << tr("%1 → %2 %3 元")
                     .arg(m_plan.lineName(move.value("from"_L1).toString()),
                          m_plan.lineName(move.value("to"_L1).toString()),
                          widgets::yuan(move.value("amount"_L1)));
    }
    for (const QJsonValue& one : row.value("allocations"_L1).toArray())
        parts << tr("%1 %2 元")
                     .arg(m_plan.lineName(one.toObject().value("line"_L1).toString()),
                          widgets::yuan(one.toObject().value("amount"_L1)));
    return parts.join(u";"_s);
}

QWidget* Budget::makeHistory() {
    m_history = new widgets::ListTable(
        m_session, u"change.list"_s,
        {{u"date"_s, tr("日期"), Column::Kind::Date, 100},
         {u"command"_s,
          tr("事项"),
          Column::Kind::Text,
          120,
          {},
          [](const QJsonObject& row) {
              return widgets::commandWord(row.value("command"_L1).toString());
          }},
         {u"id"_s, tr("编号"), Column::Kind::Text, 120},
         {u"document"_s, tr("文件"), Column::Kind::Text, 200},
         {u"what"_s,
          tr("内容"),
          Column::Kind::Text,
          480,
          {},
          [this](const QJsonObject& row) { return changeWords(row); }}},
        u"changes"_s);
    m_history->setEmptyWords(widgets::planWorded(tr("{group}还没有调整过分配方案。")));
    connect(m_history, &widgets::ListTable::opened, this, [this](const QJsonObject& row) {
        Q_EMIT go({u"entry"_s, QString::number(row.value("seq"_L1).toInteger())});
    });
    m_history->addTool(
        voidButton(m_session, m_history->table(), tr("作废选中的"), [](const QJsonObject& row) {
            const QString command = row.value("command"_L1).toString();
            return Voidable{command == u"fund.interest"       ? u"interest"_s
                            : command == u"evaluation.record" ? u"evaluation"_s
                            : command == u"fund.return"       ? u"return"_s
                            : command == u"plan.supplement"   ? u"supplement"_s
                                                              : QString(),
                            row.value("id"_L1).toString()};
        }));
    return m_history;
}

void Budget::refresh() {
    withPlan(m_session, this, [this](const PlanFacts& plan) {
        m_plan = plan;
        QJsonObject with;
        if (!m_asOf->value().isUndefined())
            with.insert("as_of"_L1, m_asOf->value());
        m_session.ask(u"budget.execution"_s, with, this, [this](const journal::Answer& answer) {
            m_asOf->setWrong(!answer.ok());
            if (answer.ok())
                showExecution(api::fromJson<api::BudgetExecution>(answer.result));
        });
        m_receipts->refresh();
        m_history->refresh();
    });
}

void Budget::showExecution(const api::BudgetExecution& figures) {
    QJsonArray shown;
    QJsonObject total = api::toJson(figures.total);
    total.insert("words"_L1, tr("合计"));
    shown.append(total);
    for (const api::LineSum& one : figures.byLine) {
        QJsonObject line = api::toJson(one);
        const api::PlanLine* planned = m_plan.line(one.line);
        const bool notices = planned && !planned->notices.isEmpty();
        line.insert("words"_L1, m_plan.lineName(one.line));
        line.insert("mark"_L1, notices ? tr("⚠ 有疑义") : QString());
        shown.append(line);
        for (const api::BudgetRow& part : figures.rows) {
            if (part.line != one.line)
                continue;
            QJsonObject source = api::toJson(part);
            source.insert("words"_L1, u"      "_s + m_plan.sourceName(part.source));
            source.insert("mark"_L1, part.locked ? tr("未到位") : QString());
            shown.append(source);
        }
    }
    const int before = m_table->currentIndex().row();
    m_rows->setItems(shown);
    if (before >= 0)
        m_table->selectRow(before);
    QJsonArray sources;
    for (const api::SourceSum& one : figures.bySource) {
        QJsonObject source = api::toJson(one);
        source.insert("words"_L1, m_plan.sourceName(one.source));
        sources.append(source);
    }
    sources.append(QJsonObject{{"words"_L1, tr("利息(单独存放,不作支出)")},
                               {"cash"_L1, figures.interest.toYuan()}});
    m_sources->setItems(sources);
}

void Budget::showLine(const QJsonObject& row) {
    const api::PlanLine* line = m_plan.line(row.value("line"_L1).toString());
    QStringList words;
    QStringList notices = line ? line->notices : m_plan.plan().notices;
    m_line->setText(line ? m_plan.lineName(line->code) : tr("文件"));
    if (line) {
        words << tr("%1 · 牵头 %2").arg(line->category, line->lead);
        words << tr("范围: %1").arg(line->scope);
        words << tr("标准: %1").arg(line->standardWords);
    } else {
        words << m_plan.plan().document;
    }
    m_about->setText(words.join(u'\n'));
    // The whole document's notices are many: the first two here, all of them under 办法.
    if (!line && notices.size() > 2)
        notices = notices.mid(0, 2) << tr("……全部疑义见“办法”。");
    m_notice->setText(u"⚠ "_s + notices.join(u"\n⚠ "_s));
    m_notice->setVisible(!notices.isEmpty());
    m_projects->setVisible(line != nullptr);
    if (!m_chosen->isHidden())
        return;
    m_choose->hide();
    m_chosen->show();
    // The table became lower: what was chosen may stand below its edge now.
    QTimer::singleShot(0, m_table, [this] { m_table->scrollTo(m_table->currentIndex()); });
}

} // namespace

Page* makeBudget(session::Session& session, const NavigationTarget& place) {
    return new Budget(session, place);
}

} // namespace pages
