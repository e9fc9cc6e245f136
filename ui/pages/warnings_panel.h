// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "page.h"

#include <widgets/layout.h>

namespace pages {

// Where the thing stands that a warning is about.
NavigationTarget placeOfWarning(const QJsonObject& warning);

// The open 疑点 about a thing, its project and its unit, beside what is decided on it: each leads
// to what it is about. Hidden where there is none; nothing is hindered by it.
class WarningsPanel : public widgets::Card {
    Q_OBJECT

public:
    WarningsPanel(session::Session& session, const QString& kind, const QString& id);
    void refresh();

Q_SIGNALS:
    void go(const pages::NavigationTarget& place);

private:
    void show(const QJsonObject& answer);

    session::Session& m_session;
    QString m_kind;
    QString m_id;
    QVBoxLayout* m_rows;
};

} // namespace pages
