// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "page.h"

#include <widgets/layout.h>

#include <QJsonArray>
#include <QJsonObject>

namespace pages {

// The open 疑点 about a thing, its project and its unit, beside what is decided on it: each leads
// to what it is about. Hidden where there is none; nothing is hindered by it.
class WarningsPanel : public widgets::Card {
    Q_OBJECT

public:
    // Empty until refresh() has asked.
    WarningsPanel(session::Session& session, const QString& kind, const QString& id);
    // About another thing from now on.
    void setAbout(const QString& kind, const QString& id);
    void refresh();

Q_SIGNALS:
    void go(const pages::NavigationTarget& place);

private:
    void show(const QJsonObject& answer);
    QWidget* line(const QJsonObject& warning);
    QString unitOf(const QJsonArray& items) const;
    NavigationTarget placeOf(const QJsonObject& warning) const;

    session::Session& m_session;
    QString m_kind;
    QString m_id;
    QVBoxLayout* m_rows;
};

} // namespace pages
