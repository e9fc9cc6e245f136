// SPDX-License-Identifier: GPL-3.0-only
#include "action_button.h"
#include "import_panel.h"
#include "page_registry.h"

#include <theme/theme.h>
#include <widgets/form_window.h>
#include <widgets/layout.h>
#include <widgets/list_table.h>
#include <widgets/prompt.h>
#include <widgets/words.h>

#include <QTabWidget>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using namespace widgets;

namespace {

// 期初补录: what happened before the program came, for an office that begins mid-year. Projects and
// payments are entered one by one or in one go; what of them broke a rule is listed; after the
// leading group closed the opening there is no more of it.
class OpeningBalances : public Page {
public:
    OpeningBalances(session::Session& session, const NavigationTarget& place);
    void refresh() override;

private:
    static QString tr(const char* words) { return QObject::tr(words); }
    QWidget* makeTop();
    QWidget* table(ListModel* model, const QString& name, const QString& words);
    ListModel* entries(const QString& command, QList<Column> columns);
    void payFor();
    void close();
    void showClosed(const QString& date);

    QLabel* m_state;
    QList<QPushButton*> m_tools;
    QTabWidget* m_tabs;
    TableView* m_projectTable = nullptr;
    ListModel* m_projects;
    ListModel* m_payments;
    ListModel* m_exceptions;
};

OpeningBalances::OpeningBalances(session::Session& session, const NavigationTarget& place)
    : Page(session, place) {
    setTitle(tr("期初补录"));
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(2 * theme::grid, theme::grid, 2 * theme::grid, theme::grid);
    whole->addWidget(makeTop());
    const Column id{u"with.id"_s, tr("编号"), Column::Kind::Text, 140, {}, {}, false};
    const Column date{u"with.date"_s, tr("日期"), Column::Kind::Date, 100, {}, {}, false};
    const auto state = [](const QString& thing) {
        return [thing](const QJsonObject& row) {
            return stateText(thing, row.value("with"_L1).toObject().value("state"_L1).toString());
        };
    };
    const auto exceptions = [](const QJsonObject& row) {
        const qsizetype many =
            row.value("with"_L1).toObject().value("exceptions"_L1).toArray().size();
        return many > 0 ? tr("⚠ %1 处").arg(many) : QString();
    };
    m_projects =
        entries(u"opening.project"_s,
                {id,
                 {u"with.name"_s, tr("项目"), Column::Kind::Text, 260, {}, {}, false},
                 {u"with.unit"_s, tr("单位"), Column::Kind::Text, 110, {}, {}, false},
                 {u"with.line"_s, tr("支持项目"), Column::Kind::Text, 80, {}, {}, false},
                 {u"with.support"_s, tr("支持(元)"), Column::Kind::Amount, 130, {}, {}, false},
                 {u"with.accepted"_s, tr("验收合格"), Column::Kind::Amount, 130, {}, {}, false},
                 date,
                 {u"state"_s, tr("状态"), Column::Kind::Text, 80, {}, state(u"project"_s), false},
                 {u"exceptions"_s, tr("例外"), Column::Kind::Text, 80, {}, exceptions, false}});
    m_payments =
        entries(u"opening.payment"_s,
                {id,
                 {u"with.project"_s, tr("项目"), Column::Kind::Text, 140, {}, {}, false},
                 {u"kind"_s,
                  tr("类别"),
                  Column::Kind::Text,
                  70,
                  {},
                  [](const QJsonObject& row) {
                      return kindWord(row.value("with"_L1).toObject().value("kind"_L1).toString());
                  },
                  false},
                 {u"with.amount"_s, tr("金额(元)"), Column::Kind::Amount, 140, {}, {}, false},
                 date,
                 {u"state"_s, tr("状态"), Column::Kind::Text, 80, {}, state(u"payment"_s), false},
                 {u"exceptions"_s, tr("例外"), Column::Kind::Text, 80, {}, exceptions, false}});
    m_exceptions = new ListModel({{u"id"_s, tr("编号"), Column::Kind::Text, 140},
                                  {u"article"_s, tr("条款"), Column::Kind::Text, 90},
                                  {u"message"_s, tr("不合办法之处"), Column::Kind::Text, 620},
                                  {u"limit"_s, tr("限额(元)"), Column::Kind::Amount, 120},
                                  {u"asked"_s, tr("实际"), Column::Kind::Amount, 120}},
                                 this);
    m_tabs = new QTabWidget;
    m_tabs->setObjectName(u"tabs"_s);
    m_tabs->addTab(table(m_projects, u"opening-projects"_s, tr("补录的项目")), tr("项目"));
    m_tabs->addTab(table(m_payments, u"opening-payments"_s, tr("补录的拨付")), tr("拨付"));
    m_tabs->addTab(table(m_exceptions, u"opening-exceptions"_s, tr("记下的例外")), tr("例外"));
    const QStringList& imported = fund::Import::commands();
    if (std::any_of(imported.begin(), imported.end(),
                    [&](const QString& command) { return session.may(command); }))
        m_tabs->addTab(new ImportPanel(session), tr("整批导入"));
    whole->addWidget(m_tabs, 1);
}

QWidget* OpeningBalances::makeTop() {
    auto* card = new Card;
    auto* about = label(tr("启用本程序以前的到账、项目和拨付在这里照实补录。超出办法规定的照样记入,"
                           "作为例外长期列出;只有账上放不下的才会被拒绝。"),
                        "muted");
    about->setWordWrap(true);
    m_state = label({}, "notice");
    m_state->setObjectName(u"opening-closed"_s);
    m_state->hide();
    auto* tools = row();
    const auto tool = [&](const QString& name, const QString& words, const QString& command,
                          auto call) {
        if (!canExecute(m_session, command))
            return;
        auto* made = button(words, u"add"_s);
        made->setObjectName(name);
        connect(made, &QPushButton::clicked, this, call);
        tools->addWidget(made);
        m_tools << made;
    };
    tool(u"do:fund.receive"_s, tr("补录到账"), u"fund.receive"_s, [this] {
        Q_EMIT go({u"budget-form"_s, u"fund.receive"_s});
    });
    tool(u"do:opening.project"_s, tr("补录项目"), u"opening.project"_s, [this] {
        Q_EMIT go({u"declare"_s, {}, u"do=opening.project"_s});
    });
    tool(u"do:opening.payment"_s, tr("补录所选项目的拨付"), u"opening.payment"_s,
         [this] { payFor(); });
    tool(u"do:opening.close"_s, tr("结束期初…"), u"opening.close"_s, [this] { close(); });
    tools->addStretch();
    card->body->addWidget(about);
    card->body->addWidget(m_state);
    card->body->addLayout(tools);
    return card;
}

ListModel* OpeningBalances::entries(const QString& command, QList<Column> columns) {
    auto* model = new ListModel(std::move(columns), this);
    model->setObjectName(command);
    return model;
}

QWidget* OpeningBalances::table(ListModel* model, const QString& name, const QString& words) {
    auto* view = new TableView(model, name);
    view->setAccessibleName(words);
    if (model == m_projects)
        m_projectTable = view;
    connect(view, &TableView::opened, this, [this, model](const QJsonObject& row) {
        const bool listed = model == m_exceptions;
        const QString id = listed ? row.value("id"_L1).toString()
                                  : row.value("with"_L1).toObject().value("id"_L1).toString();
        const bool payment =
            model == m_payments
            || (listed && labels::is(row.value("kind"_L1).toString(), labels::ThingKind::Payment));
        Q_EMIT go({payment ? u"payment"_s : u"project"_s, id});
    });
    auto* both = new QWidget;
    auto* inside = new QVBoxLayout(both);
    inside->setContentsMargins(0, theme::grid, 0, 0);
    inside->addWidget(view, 1);
    auto* nothing = emptyHint(tr("还没有%1。").arg(words));
    nothing->hide();
    inside->addWidget(nothing, 1);
    connect(model, &ListModel::loaded, both, [=] {
        view->setVisible(model->rowCount() > 0);
        nothing->setVisible(model->rowCount() == 0);
    });
    return both;
}

void OpeningBalances::refresh() {
    for (ListModel* model : {m_projects, m_payments})
        model->ask(m_session, u"journal.list"_s,
                   {{"do"_L1, model->objectName()}, {"newest"_L1, true}}, u"entries"_s);
    m_session.ask(u"opening.exceptions"_s, {}, this, [this](const journal::Answer& answer) {
        const QJsonObject said = answer.result.toObject();
        m_exceptions->setItems(said.value("items"_L1).toArray());
        m_tabs->setTabText(2, m_exceptions->rowCount() > 0
                                  ? tr("例外 %1").arg(m_exceptions->rowCount())
                                  : tr("例外"));
        showClosed(said.value("closed_on"_L1).toString());
    });
}

void OpeningBalances::showClosed(const QString& date) {
    m_state->setVisible(!date.isEmpty());
    m_state->setText(tr("期初已于 %1 结束,不能再补录。").arg(date));
    for (QPushButton* tool : std::as_const(m_tools))
        tool->setVisible(date.isEmpty());
}

void OpeningBalances::payFor() {
    const QJsonObject row = m_projectTable->current();
    if (row.isEmpty())
        return prompt().inform(this, tr("补录拨付"), tr("请先在“项目”里选一个补录的项目。"));
    Q_EMIT go({u"request"_s, row.value("with"_L1).toObject().value("id"_L1).toString(),
               u"do=opening.payment"_s});
}

void OpeningBalances::close() {
    auto* window = new FormWindow(this, m_session, u"opening.close"_s, tr("结束期初"));
    window->form->addNote(label(tr("结束以后不能再补录,一切按办法的程序办理。"), "muted"));
    window->form->add(u"date"_s, tr("日期"), new DateField(m_session.today()));
    window->form->add(u"document"_s, tr("文号"), new TextField(20));
    window->form->addSignature();
    window->open();
}

} // namespace

Page* makeOpening(session::Session& session, const NavigationTarget& place) {
    return new OpeningBalances(session, place);
}

} // namespace pages
