// SPDX-License-Identifier: GPL-3.0-only
#include "page_registry.h"
#include "plan_facts.h"
#include "warnings_panel.h"

#include <plan/warning_figures.h>
#include <theme/theme.h>
#include <warnings/warnings.h>
#include <widgets/form.h>
#include <widgets/layout.h>
#include <widgets/list_table.h>
#include <widgets/words.h>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using widgets::Column;

namespace {

// 疑点: what no rule forbids and an auditor would ask. The chosen one is told whole below, with the
// way to what it is about and what a reviewer knows about it.
class Warnings : public Page {
public:
    Warnings(session::Session& session, const NavigationTarget& place);
    void refresh() override { m_list->refresh(); }

private:
    static QString tr(const char* words) { return QObject::tr(words); }
    void show(const QJsonObject& row);
    void explain();

    widgets::ListTable* m_list;
    QLabel* m_message;
    QLabel* m_note;
    QPushButton* m_open;
    QPushButton* m_explain;
    QVBoxLayout* m_form;
    QJsonObject m_row;
};

QString stateWords(const QJsonObject& row) {
    return row.contains("explained"_L1) ? QObject::tr("已说明") : QObject::tr("待说明");
}

Warnings::Warnings(session::Session& session, const NavigationTarget& place)
    : Page(session, place) {
    const auto text = [](const char* key, const QString& title, int width) {
        return Column{QString::fromLatin1(key), title, Column::Kind::Text, width, {}, {}, false};
    };
    m_list = new widgets::ListTable(
        session, u"warning.list"_s,
        {text("title", tr("疑点"), 130),
         text("message", tr("内容"), 470),
         text("unit_name", tr("单位"), 150),
         text("project", tr("项目"), 110),
         {u"amount"_s, tr("金额(元)"), Column::Kind::Amount, 110, {}, {}, false},
         {u"since"_s, tr("何时起"), Column::Kind::Date, 90, {}, {}, false},
         {u"state"_s, tr("状态"), Column::Kind::Text, 70, {}, stateWords, false}},
        u"warnings"_s);
    QList<std::pair<QString, QString>> kinds;
    for (const QString& code : plan::warningCodes())
        kinds.append({code, warnings::title(code)});
    m_list->addChoice(u"code"_s, tr("全部疑点"), kinds);
    m_list->addChoice(u"state"_s, tr("说明与否"),
                      {{u"open"_s, tr("待说明")}, {u"explained"_s, tr("已说明")}});
    m_list->setEmptyWords(tr("没有疑点。这里列出没有违反规定、审计却会问的情况。"));
    withPlan(session, this, [this](const PlanFacts& plan) {
        QList<std::pair<QString, QString>> lines;
        for (const api::PlanLine& line : plan.plan().lines)
            lines.append({line.code, plan.lineName(line.code)});
        if (!m_list->findChild<QWidget*>(u"filter:line"_s))
            m_list->addChoice(u"line"_s, tr("全部支持项目"), lines);
    });
    m_list->preset(place.filter);
    m_message = widgets::label({});
    m_message->setObjectName(u"warning-message"_s);
    m_message->setWordWrap(true);
    m_note = widgets::label({}, "muted");
    m_note->setObjectName(u"warning-note"_s);
    m_note->setWordWrap(true);
    m_open = widgets::button(tr("打开有关的事项"));
    m_open->setObjectName(u"warning-open"_s);
    m_explain = widgets::button(tr("说明疑点…"));
    m_explain->setObjectName(u"do:warning.explain"_s);
    auto* tools = widgets::row({m_open, m_explain});
    tools->addStretch();
    m_form = widgets::column();
    auto* card = new widgets::Card;
    card->body->addWidget(m_message);
    card->body->addWidget(m_note);
    card->body->addLayout(tools);
    card->body->addLayout(m_form);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(2 * theme::grid, theme::grid + 4, 2 * theme::grid, theme::grid);
    whole->addWidget(m_list, 1);
    whole->addWidget(card);
    setFocusProxy(m_list->filterLine());
    show({});
    connect(m_list->table(), &widgets::TableView::moved, this, &Warnings::show);
    connect(m_list, &widgets::ListTable::opened, this,
            [this](const QJsonObject& row) { Q_EMIT go(placeOfWarning(row)); });
    connect(m_open, &QPushButton::clicked, this, [this] { Q_EMIT go(placeOfWarning(m_row)); });
    connect(m_explain, &QPushButton::clicked, this, &Warnings::explain);
}

void Warnings::show(const QJsonObject& row) {
    if (row.value("id"_L1) != m_row.value("id"_L1))
        widgets::clear(m_form);
    m_row = row;
    const bool chosen = !row.isEmpty();
    m_message->setText(chosen ? row.value("message"_L1).toString()
                              : tr("选上面的一条,在这里看全文、打开有关的事项、写说明。"));
    const QJsonObject said = row.value("explained"_L1).toObject();
    m_note->setVisible(!said.isEmpty());
    m_note->setText(tr("说明(%1 %2):%3")
                        .arg(said.value("date"_L1).toString(), said.value("by_name"_L1).toString(),
                             said.value("note"_L1).toString()));
    m_open->setVisible(chosen);
    m_explain->setVisible(chosen && m_session.may(u"warning.explain"_s));
}

void Warnings::explain() {
    widgets::clear(m_form);
    auto* form = new widgets::Form(m_session, u"warning.explain"_s);
    form->fix(u"id"_s, m_row.value("id"_L1));
    form->keepDraft(m_row.value("id"_L1).toString());
    form->add(u"date"_s, tr("日期"), new widgets::DateField(m_session.today()));
    form->add(u"note"_s, tr("说明"), new widgets::LongTextField);
    form->addSignature();
    connect(form, &widgets::Form::done, this, [this] {
        widgets::clear(m_form);
        m_list->refresh();
    });
    connect(form, &widgets::Form::cancelled, this, [this] { widgets::clear(m_form); });
    m_form->addWidget(form);
    form->focusFirst();
}

} // namespace

Page* makeWarnings(session::Session& session, const NavigationTarget& place) {
    return new Warnings(session, place);
}

} // namespace pages
