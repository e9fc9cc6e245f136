// SPDX-License-Identifier: GPL-3.0-only
#include "look_up.h"

#include "layout.h"

#include <QCompleter>
#include <QJsonArray>
#include <QStandardItemModel>

namespace widgets {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int shown = 12;

} // namespace

LookUpField::LookUpField(session::Session& session, const QString& question,
                         std::function<QString(const QJsonObject&)> words,
                         const QJsonObject& filters)
    : m_session(session), m_question(question), m_words(std::move(words)), m_filters(filters),
      m_edit(new QLineEdit), m_completer(new QCompleter(this)),
      m_matches(new QStandardItemModel(this)) {
    setLayout(leftRow(m_edit));
    setFocusProxy(m_edit);
    m_edit->setPlaceholderText(tr("输入编号、名称或拼音首字母"));
    m_edit->setMaximumWidth(520);
    m_completer->setModel(m_matches);
    // The core has found what fits; the completer only shows it.
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_edit->setCompleter(m_completer);
    connect(m_edit, &QLineEdit::textEdited, this, [this](const QString& text) {
        m_chosen = QJsonObject();
        search(text);
        Q_EMIT edited();
    });
    connect(
        m_completer, qOverload<const QModelIndex&>(&QCompleter::activated), this,
        [this](const QModelIndex& index) { choose(index.data(Qt::UserRole + 1).toJsonObject()); });
}

void LookUpField::search(const QString& text) {
    if (text.trimmed().isEmpty())
        return;
    QJsonObject with = m_filters;
    with.insert("text"_L1, text.trimmed());
    with.insert("count"_L1, shown);
    m_session.ask(m_question, with, this, [this, text](const journal::Answer& answer) {
        if (!answer.ok() || text != m_edit->text())
            return;
        m_matches->clear();
        for (const QJsonValue& one : answer.result.toObject().value("items"_L1).toArray()) {
            auto* match = new QStandardItem(m_words(one.toObject()));
            match->setData(one.toObject(), Qt::UserRole + 1);
            m_matches->appendRow(match);
        }
        if (m_edit->hasFocus())
            m_completer->complete();
    });
}

void LookUpField::choose(const QJsonObject& row) {
    m_chosen = row;
    m_edit->setText(m_words(row));
    m_edit->setCursorPosition(0);
    Q_EMIT picked(row);
    Q_EMIT edited();
}

// What was chosen; or, where a number was typed, that number.
QJsonValue LookUpField::value() const {
    if (!m_chosen.isEmpty())
        return m_chosen.value("id"_L1);
    const QString typed = m_edit->text().trimmed();
    return typed.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(typed);
}

void LookUpField::setValue(const QJsonValue& value) {
    m_chosen = QJsonObject();
    m_edit->setText(value.toString());
    if (value.toString().isEmpty())
        return;
    // Its name, once the core has told it.
    m_session.ask(
        m_question, {{"text"_L1, value.toString()}, {"count"_L1, shown}}, this,
        [this, value](const journal::Answer& answer) {
            for (const QJsonValue& one : answer.result.toObject().value("items"_L1).toArray())
                if (one.toObject().value("id"_L1) == value && m_edit->text() == value.toString())
                    choose(one.toObject());
        });
}

QWidget* LookUpField::editor() {
    return m_edit;
}

} // namespace widgets
