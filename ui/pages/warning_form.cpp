// SPDX-License-Identifier: GPL-3.0-only
#include "warning_form.h"

#include "document_view.h"

#include <theme/theme.h>
#include <widgets/layout.h>

namespace pages {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int papersWidth = 424;
constexpr int papersHeight = 260;

// Where a document about the warning is filed: with its project, its unit, or the fund.
std::pair<QString, QString> folderOf(const QJsonObject& warning) {
    for (const auto& [key, kind] : {std::pair{"project"_L1, u"project"_s}, {"unit"_L1, u"unit"_s}})
        if (const QString id = warning.value(key).toString(); !id.isEmpty())
            return {kind, id};
    static const QStringList filed{u"receipt"_s, u"payment"_s, u"acceptance"_s, u"finding"_s};
    for (const QJsonValue& thing : warning.value("about"_L1).toArray())
        if (filed.contains(thing["kind"_L1].toString()))
            return {thing["kind"_L1].toString(), thing["id"_L1].toString()};
    return {u"fund"_s, u"fund"_s};
}

} // namespace

WarningForm::WarningForm(session::Session& session, const QJsonObject& warning, QWidget* parent)
    : QWidget(parent), m_form(new widgets::Form(session, u"warning.explain"_s)) {
    const QString id = warning.value("id"_L1).toString();
    m_form->setObjectName(u"form:warning.explain"_s);
    m_form->fix(u"id"_s, id);
    m_form->add(u"note"_s, tr("说明"), new widgets::LongTextField);
    m_form->add(u"date"_s, tr("日期"), new widgets::DateField(session.today()));
    m_document = m_form->add(u"document"_s, tr("说明的文件"), new widgets::ChoiceField({}), false);
    m_form->addSignature();
    m_form->keepDraft(id);
    m_form->setSubmitWords(tr("说明"));
    const auto [kind, about] = folderOf(warning);
    m_papers = new DocumentsPanel(session, kind, about);
    m_papers->setFixedWidth(papersWidth);
    m_papers->setMaximumHeight(papersHeight);
    auto* across = widgets::row();
    across->setSpacing(2 * theme::grid);
    across->addWidget(m_form, 1);
    across->addWidget(m_papers, 0, Qt::AlignTop);
    setLayout(across);
    connect(m_form, &widgets::Form::done, this, &WarningForm::done);
    connect(m_form, &widgets::Form::cancelled, this, &WarningForm::cancelled);
    connect(m_papers->model(), &widgets::ListModel::loaded, this, &WarningForm::offerDocuments);
    connect(&session, &session::Session::changed, m_papers, [this] { m_papers->refresh(); });
    m_papers->refresh();
}

void WarningForm::offerDocuments() {
    QList<widgets::Choice> choices;
    QString added;
    for (int row = 0; row < m_papers->model()->rowCount(); ++row) {
        const QJsonObject document = m_papers->model()->item(row);
        const QString id = document.value("id"_L1).toString();
        choices.append({id, id + u' ' + document.value("title"_L1).toString()});
        if (m_loaded && !m_known.contains(id))
            added = id;
    }
    m_document->setChoices(choices);
    if (!added.isEmpty())
        m_document->setValue(added);
    for (const widgets::Choice& choice : std::as_const(choices))
        if (!m_known.contains(choice.code))
            m_known << choice.code;
    m_loaded = true;
}

void openFiled(QWidget* parent, session::Session& session, const QString& id) {
    session.ask(u"document.list"_s, {{"text"_L1, id}}, parent,
                [=, &session](const journal::Answer& answer) {
                    for (const QJsonValue& one : answer.result["items"_L1].toArray())
                        if (one["id"_L1] == id)
                            openDocument(parent, session, one.toObject());
                });
}

} // namespace pages
