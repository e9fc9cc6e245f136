// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "field.h"

#include <session/session.h>

class QCompleter;
class QStandardItemModel;

namespace widgets {

// Chooses a unit, a project or another thing by typing a part of its number, name or pinyin
// initials; the matches come from a list question.
class LookUpField : public Field {
    Q_OBJECT

public:
    // `words` makes the line that is shown for a row; its "id" is the value.
    LookUpField(session::Session& session, const QString& question,
                std::function<QString(const QJsonObject&)> words, const QJsonObject& filters = {});
    QJsonValue value() const override;
    void setValue(const QJsonValue& value) override;
    QWidget* editor() override;
    QJsonObject chosen() const { return m_chosen; }

Q_SIGNALS:
    void picked(const QJsonObject& row);

private:
    void search(const QString& text);
    void choose(const QJsonObject& row);

    session::Session& m_session;
    QString m_question;
    std::function<QString(const QJsonObject&)> m_words;
    QJsonObject m_filters;
    QLineEdit* m_edit;
    QCompleter* m_completer;
    QStandardItemModel* m_matches;
    QJsonObject m_chosen;
};

} // namespace widgets
