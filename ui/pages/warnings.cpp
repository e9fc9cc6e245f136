// SPDX-License-Identifier: GPL-3.0-only
#include "action_button.h"
#include "form_page.h"
#include "page_registry.h"
#include "plan_facts.h"
#include "thing_places.h"
#include "warning_form.h"

#include <plan/warning_figures.h>
#include <theme/theme.h>
#include <warnings/warnings.h>
#include <widgets/flow.h>
#include <widgets/layout.h>
#include <widgets/list_table.h>
#include <widgets/look_up.h>
#include <widgets/words.h>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using widgets::Column;

namespace {

constexpr int namedThings = 4; // buttons in one line

// 疑点: what no rule forbids and an auditor would ask. The chosen one is told whole below, with the
// way to what it is about and what a reviewer knows about it.
class Warnings : public Page {
public:
    Warnings(session::Session& session, const NavigationTarget& place);
    void refresh() override;

private:
    static QString tr(const char* words) { return QObject::tr(words); }
    void makeList();
    void makeUnit(const QString& unit);
    QWidget* makeDetails();
    void addChoices(const PlanFacts& plan);
    void chooseWanted();
    void show(const QJsonObject& row);
    void showThings(const QJsonObject& row);
    void explain();
    void open(const QJsonObject& thing) {
        Q_EMIT go(placeOfThing(thing, m_row.value("project"_L1).toString()));
    }

    widgets::ListTable* m_list;
    widgets::LookUpField* m_unit;
    QLabel* m_message;
    QLabel* m_note;
    QPushButton* m_document;
    widgets::Flow* m_things;
    QPushButton* m_explain;
    QVBoxLayout* m_form;
    QJsonObject m_row;
    QString m_wanted; // chosen once it is there
    PlanFacts m_plan;
    bool m_filtered = false;
};

QString stateWords(const QJsonObject& row) {
    return row.contains("explained"_L1) ? QObject::tr("已说明") : QObject::tr("待说明");
}

Warnings::Warnings(session::Session& session, const NavigationTarget& place)
    : Page(session, place), m_wanted(place.id) {
    makeList();
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(2 * theme::grid, theme::grid + 4, 2 * theme::grid, theme::grid);
    whole->setSpacing(theme::grid);
    whole->addWidget(m_list, 1);
    whole->addWidget(makeDetails());
    setFocusProxy(m_list->filterLine());
    show({});
}

void Warnings::makeList() {
    const auto text = [](const char* key, const QString& title, int width) {
        const QLatin1StringView name(key);
        const auto words = [name](const QJsonObject& row) {
            return widgets::groupedIn(row.value(name).toString());
        };
        return Column{name, title, Column::Kind::Text, width, {}, words, false, words};
    };
    m_list = new widgets::ListTable(
        m_session, u"warning.list"_s,
        {text("title", tr("疑点"), 148),
         text("message", tr("内容"), 390),
         text("unit_name", tr("单位"), 150),
         text("project", tr("项目"), 105),
         {u"amount"_s, tr("金额(元)"), Column::Kind::Amount, 125, {}, {}, false},
         {u"since"_s, tr("何时起"), Column::Kind::Date, 90, {}, {}, false},
         {u"state"_s, tr("状态"), Column::Kind::Text, 65, {}, stateWords, false}},
        u"warnings"_s);
    m_list->filterLine()->setPlaceholderText(tr("筛选: 内容里的字"));
    m_list->setEmptyWords(tr("没有这样的疑点。这里列出没有违反规定、审计却会问的情况。"));
    connect(m_list->table(), &widgets::TableView::moved, this, &Warnings::show);
    connect(m_list->model(), &widgets::ListModel::loaded, this, &Warnings::chooseWanted);
    connect(m_list, &widgets::ListTable::opened, this, [this](const QJsonObject& row) {
        m_row = row;
        open(row.value("about"_L1)[0].toObject());
    });
}

QWidget* Warnings::makeDetails() {
    m_message = widgets::label({});
    m_message->setObjectName(u"warning-message"_s);
    m_message->setWordWrap(true);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_note = widgets::label({}, "muted");
    m_note->setObjectName(u"warning-note"_s);
    m_note->setWordWrap(true);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_document = widgets::linkButton({});
    m_document->setObjectName(u"warning-document"_s);
    connect(m_document, &QPushButton::clicked, this, [this] {
        openFiled(this, m_session, m_row["explained"_L1]["document"_L1].toString());
    });
    m_things = new widgets::Flow;
    m_explain = widgets::button(tr("说明疑点…"));
    m_explain->setObjectName(u"do:warning.explain"_s);
    connect(m_explain, &QPushButton::clicked, this, &Warnings::explain);
    m_form = widgets::column();
    auto* card = new widgets::Card;
    card->body->addWidget(m_message);
    card->body->addWidget(m_note);
    card->body->addWidget(m_document, 0, Qt::AlignLeft);
    card->body->addLayout(m_things);
    card->body->addLayout(m_form);
    return card;
}

void Warnings::refresh() {
    withPlan(m_session, this, [this](const PlanFacts& plan) {
        m_plan = plan;
        addChoices(plan);
        m_list->refresh();
    });
}

// Right to left, each at the left of the ones before it.
void Warnings::addChoices(const PlanFacts& plan) {
    if (m_filtered)
        return;
    m_filtered = true;
    makeUnit(filterValue(place(), u"unit"_s));
    QList<std::pair<QString, QString>> lines;
    for (const widgets::Choice& line : plan.lines())
        lines.append({line.code, line.words});
    m_list->addChoice(u"line"_s, tr("全部支持项目"), lines);
    m_list->addChoice(u"state"_s, tr("说明与否"),
                      {{u"open"_s, tr("待说明")}, {u"explained"_s, tr("已说明")}});
    QList<std::pair<QString, QString>> codes;
    for (const QString& code : plan::warningCodes())
        codes.append({code, warnings::title(code)});
    m_list->addChoice(u"code"_s, tr("全部疑点"), codes);
    QStringList rest;
    for (const QString& part : place().filter.split(u'&', Qt::SkipEmptyParts))
        if (!part.startsWith(u"unit="))
            rest << part;
    m_list->preset(rest.join(u'&'));
}

void Warnings::makeUnit(const QString& unit) {
    m_unit = new widgets::LookUpField(m_session, u"unit.list"_s, [](const QJsonObject& row) {
        return row.value("id"_L1).toString() + u' ' + row.value("name"_L1).toString();
    });
    auto* edit = qobject_cast<QLineEdit*>(m_unit->editor());
    edit->setObjectName(u"filter:unit"_s);
    edit->setPlaceholderText(tr("全部单位"));
    edit->setAccessibleName(tr("单位"));
    edit->setClearButtonEnabled(true);
    edit->setFixedWidth(170);
    m_list->addFilter(m_unit);
    m_list->setFilter(u"unit"_s, unit);
    if (!unit.isEmpty())
        m_unit->setValue(unit);
    const auto narrow = [this](const QString& id) {
        m_list->setFilter(u"unit"_s, id);
        m_list->refresh();
    };
    connect(m_unit, &widgets::LookUpField::picked, this,
            [narrow](const QJsonObject& row) { narrow(row.value("id"_L1).toString()); });
    connect(edit, &QLineEdit::textChanged, this, [narrow](const QString& text) {
        if (text.isEmpty())
            narrow({});
    });
    connect(edit, &QLineEdit::returnPressed, this,
            [this, narrow] { narrow(m_unit->value().toString()); });
}

void Warnings::chooseWanted() {
    const QString id = m_wanted.isEmpty() ? m_row.value("id"_L1).toString() : m_wanted;
    const int row = m_list->model()->find(id);
    if (row >= 0)
        m_list->table()->selectRow(row);
    else if (m_form->isEmpty()) // what is being written stays
        show({});
    m_wanted.clear();
}

void Warnings::show(const QJsonObject& row) {
    if (row.value("id"_L1) != m_row.value("id"_L1))
        widgets::clear(m_form);
    m_row = row;
    const bool chosen = !row.isEmpty();
    m_message->setText(chosen ? row.value("title"_L1).toString() + u": "_s
                                    + widgets::groupedIn(row.value("message"_L1).toString())
                              : tr("选上面的一条,在这里看全文、打开有关的事项、写说明。"));
    const QJsonObject said = row.value("explained"_L1).toObject();
    m_note->setVisible(!said.isEmpty());
    m_note->setText(tr("说明(%1 %2): %3")
                        .arg(said.value("date"_L1).toString(), said.value("by_name"_L1).toString(),
                             said.value("note"_L1).toString()));
    const QString document = said.value("document"_L1).toString();
    m_document->setVisible(!document.isEmpty());
    m_document->setText(tr("说明的文件 %1").arg(document));
    showThings(row);
}

void Warnings::showThings(const QJsonObject& row) {
    m_things->removeWidget(m_explain);
    widgets::clear(m_things);
    const QJsonArray about = row.value("about"_L1).toArray();
    for (qsizetype i = 0; i < about.size() && i < namedThings; ++i) {
        const QJsonObject thing = about[i].toObject();
        if (!leadsSomewhere(thing))
            continue;
        const bool source = thing.value("kind"_L1) == "source"_L1;
        const QString words =
            source ? m_plan.sourceName(thing.value("id"_L1).toString()) : thingWords(thing);
        auto* button = widgets::button(tr("打开%1").arg(words));
        button->setObjectName(u"warning-open:%1"_s.arg(i));
        connect(button, &QPushButton::clicked, this, [this, thing] { open(thing); });
        m_things->addWidget(button);
    }
    m_things->addWidget(m_explain);
    m_explain->setVisible(!row.isEmpty() && canExecute(m_session, u"warning.explain"_s));
    m_explain->setText(row.contains("explained"_L1) ? tr("重新说明…") : tr("说明疑点…"));
}

void Warnings::explain() {
    widgets::clear(m_form);
    auto* form = new WarningForm(m_session, m_row);
    connect(form, &WarningForm::done, this, [this] {
        widgets::clear(m_form);
        m_list->table()->setFocus();
    });
    connect(form, &WarningForm::cancelled, this, [this] {
        widgets::clear(m_form);
        m_list->table()->setFocus();
    });
    m_form->addWidget(form);
    form->begin();
}

} // namespace

Page* makeWarnings(session::Session& session, const NavigationTarget& place) {
    return new Warnings(session, place);
}

} // namespace pages
