// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <money/fen.h>
#include <session/session.h>
#include <widgets/field.h>

#include <QJsonObject>

class QTableWidget;

namespace widgets {
class Form;
}

namespace pages {

// The minutes of the group's meeting, on a signing sheet: there only where the plan asks for them,
// and said of each payment above its amount that is approved.
class MinutesFields : public QWidget {
    Q_OBJECT

public:
    explicit MinutesFields(session::Session& session, QWidget* parent = nullptr);
    QJsonObject addedTo(QJsonObject decision, const QString& command, money::Fen amount) const;

private:
    widgets::TextField* m_document;
    widgets::DateField* m_date;
    std::optional<money::Fen> m_above;
};

// The same in the form of one decision.
void addMinutes(widgets::Form& form);

// 签批结果 and 意见 of one row of a signing sheet.
void addDecision(QTableWidget* table, int row, const QString& id, int decisionCell,
                 int opinionCell);

} // namespace pages
