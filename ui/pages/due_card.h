// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "page.h"

#include <widgets/layout.h>

#include <QJsonArray>
#include <QJsonObject>

namespace pages {

// Of a row of due.list: where its thing stands, and what stands in place of its date.
NavigationTarget placeOfDue(const QJsonObject& due);
QString dueKindWord(const QJsonObject& due);
QString lateWords(const QJsonObject& due); // "" where it is not late

// What is due in the days that come, what is late first, and how many 疑点 nobody explained yet.
// Each leads to its thing.
class DueCard : public widgets::Card {
    Q_OBJECT

public:
    explicit DueCard(session::Session& session);
    void refresh();

Q_SIGNALS:
    void go(const pages::NavigationTarget& place);

private:
    void show(const QJsonArray& items);
    void showOpen(qint64 open);

    session::Session& m_session;
    QPushButton* m_month;
    QPushButton* m_warnings;
    QVBoxLayout* m_rows;
};

} // namespace pages
