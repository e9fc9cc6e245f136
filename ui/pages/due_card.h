// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "page.h"

#include <widgets/layout.h>

namespace pages {

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

    session::Session& m_session;
    QPushButton* m_warnings;
    QVBoxLayout* m_rows;
};

} // namespace pages
