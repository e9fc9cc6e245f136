// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "page_registry.h"

#include <api/inbox.h>
#include <widgets/layout.h>
#include <widgets/list_table.h>

namespace pages {

// What others recorded as signed by this user on paper, until it has been seen: who recorded what,
// when, by which document. Hidden where there is nothing.
class SignedForMe : public widgets::Card {
    Q_OBJECT

public:
    explicit SignedForMe(session::Session& session);
    void show(const std::vector<api::InboxItem>& items);

Q_SIGNALS:
    void go(const NavigationTarget& place);
    void seen(); // the inbox is another one now

private:
    void see();

    session::Session& m_session;
    widgets::ListModel* m_rows;
    widgets::TableView* m_table;
    QLabel* m_document;
    QPushButton* m_seen;
};

} // namespace pages
