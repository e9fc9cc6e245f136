// SPDX-License-Identifier: GPL-3.0-only
#include "notices_panel.h"

#include "voiding.h"

#include <api/acceptance.h>
#include <widgets/form_window.h>
#include <widgets/layout.h>
#include <widgets/words.h>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using widgets::Column;

// A notice and, below it, each of its objections.
NoticesPanel::NoticesPanel(session::Session& session, const QString& aboutKind,
                           const QString& aboutId, QWidget* parent)
    : QWidget(parent), m_session(session), m_aboutKind(aboutKind), m_aboutId(aboutId) {
    setObjectName(u"notices"_s);
    m_rows = new widgets::ListModel({{u"words"_s, tr("公示、异议"), Column::Kind::Text, 130},
                                     {u"from"_s, tr("起"), Column::Kind::Date, 95},
                                     {u"to"_s, tr("止 / 处理"), Column::Kind::Date, 95},
                                     {u"state_words"_s, tr("状态"), Column::Kind::Text, 90},
                                     {u"what"_s, tr("地点、内容、处理"), Column::Kind::Text, 420}},
                                    this);
    m_table = new widgets::TableView(m_rows, u"notices-table"_s);
    m_table->setAccessibleName(tr("公示"));
    const bool may = session.may(u"notice.post"_s);
    auto* post = widgets::button(widgets::commandWord(u"notice.post"_s), u"add"_s);
    post->setObjectName(u"do:notice.post"_s);
    if (!may)
        post->hide();
    m_object = widgets::button(widgets::commandWord(u"notice.object"_s));
    m_object->setObjectName(u"do:notice.object"_s);
    m_settle = widgets::button(widgets::commandWord(u"notice.settle"_s));
    m_settle->setObjectName(u"do:notice.settle"_s);
    auto* undo = voidButton(session, m_table, tr("撤销公示"), [](const QJsonObject& row) {
        return Voidable{labels::is(row.value("kind"_L1).toString(), labels::ThingKind::Notice)
                            ? u"notice"_s
                            : QString(),
                        row.value("notice"_L1).toString()};
    });
    undo->setObjectName(u"do:void-notice"_s);
    auto* tools = widgets::row({post, m_object, m_settle, undo});
    tools->addStretch();
    m_none = widgets::emptyHint(tr("还没有张贴公示。公示期满、异议处理完毕的才算公示过。"));
    auto* whole = widgets::column();
    whole->addLayout(tools);
    whole->addWidget(m_table, 1);
    whole->addWidget(m_none);
    setLayout(whole);
    showButtons({});
    connect(post, &QPushButton::clicked, this, &NoticesPanel::post);
    connect(m_object, &QPushButton::clicked, this, &NoticesPanel::object);
    connect(m_settle, &QPushButton::clicked, this, &NoticesPanel::settle);
    connect(m_table, &widgets::TableView::moved, this, &NoticesPanel::showButtons);
}

void NoticesPanel::refresh() {
    m_session.ask(u"notice.list"_s,
                  {{"about"_L1, m_aboutId}, {"about_kind"_L1, m_aboutKind}, {"count"_L1, 200}},
                  this, [this](const journal::Answer& answer) {
                      show(answer.result.toObject().value("items"_L1).toArray());
                  });
}

void NoticesPanel::show(const QJsonArray& notices) {
    QJsonArray rows;
    for (const auto& notice : api::listFromJson<api::Notice>(notices)) {
        rows.append(QJsonObject{
            {"id"_L1, notice.id},
            {"notice"_L1, notice.id},
            {"kind"_L1, u"notice"_s},
            {"words"_L1, notice.id},
            {"from"_L1, notice.from},
            {"to"_L1, notice.to},
            {"state"_L1, labels::code(notice.state)},
            {"state_words"_L1, widgets::stateText(u"notice"_s, labels::code(notice.state))},
            {"what"_L1, notice.where}});
        for (const api::Objection& objection : notice.objections) {
            const bool open = objection.state == labels::ObjectionState::Open;
            rows.append(QJsonObject{
                {"id"_L1, objection.id},
                {"notice"_L1, notice.id},
                {"kind"_L1, labels::code(objection.state)},
                {"words"_L1, tr("    异议 %1").arg(objection.id)},
                {"from"_L1, objection.date},
                {"to"_L1, objection.settledOn},
                {"state_words"_L1, open ? tr("⚠ 待处理") : tr("已处理")},
                {"what"_L1,
                 objection.text
                     + (objection.answer.isEmpty() ? QString() : tr(" → ") + objection.answer)}});
        }
    }
    m_rows->setItems(rows);
    m_table->setVisible(!rows.isEmpty());
    m_none->setVisible(rows.isEmpty());
    showButtons({});
}

// What can be done with the chosen row.
void NoticesPanel::showButtons(const QJsonObject& row) {
    const QString kind = row.value("kind"_L1).toString();
    m_object->setVisible(labels::is(kind, labels::ThingKind::Notice)
                         && m_session.may(u"notice.object"_s));
    m_settle->setVisible(labels::is(kind, labels::ObjectionState::Open)
                         && m_session.may(u"notice.settle"_s));
}

void NoticesPanel::post() {
    auto* window = new widgets::FormWindow(this, m_session, u"notice.post"_s);
    widgets::Form& form = *window->form;
    form.proposeNumber(u"notice"_s);
    form.fix(u"about.kind"_s, m_aboutKind);
    form.fix(u"about.id"_s, m_aboutId);
    form.add(u"from"_s, tr("张贴日期"), new widgets::DateField(m_session.today()));
    form.add(u"to"_s, tr("公示至"), new widgets::DateField);
    form.add(u"where"_s, tr("张贴地点"), new widgets::TextField(24));
    window->open();
}

void NoticesPanel::object() {
    auto* window = new widgets::FormWindow(this, m_session, u"notice.object"_s);
    window->form->add(u"id"_s, tr("异议编号"), new widgets::TextField(12));
    window->form->fix(u"notice"_s, m_table->current().value("notice"_L1));
    window->form->add(u"text"_s, tr("异议内容"), new widgets::LongTextField);
    window->form->add(u"date"_s, tr("收到日期"), new widgets::DateField(m_session.today()));
    window->open();
}

void NoticesPanel::settle() {
    auto* window = new widgets::FormWindow(this, m_session, u"notice.settle"_s);
    window->form->fix(u"id"_s, m_table->current().value("id"_L1));
    window->form->add(u"text"_s, tr("处理结果"), new widgets::LongTextField);
    window->form->add(u"date"_s, tr("处理日期"), new widgets::DateField(m_session.today()));
    window->open();
}

} // namespace pages
