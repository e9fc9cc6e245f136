// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "page.h"

class QWidget;

namespace pages {

// 经过: the journal's entries about one thing, newest first, in words. Enter opens the entry.
class History : public QWidget {
    Q_OBJECT

public:
    History(session::Session& session, const QString& entity, QWidget* parent = nullptr);
    void refresh();

Q_SIGNALS:
    void go(const pages::NavigationTarget& place);

private:
    session::Session& m_session;
    QString m_entity;
    class Rows;
    Rows* m_rows;
};

} // namespace pages
