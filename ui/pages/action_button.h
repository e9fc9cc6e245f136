// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <session/session.h>

#include <QJsonArray>
#include <QJsonObject>
#include <QLayout>
#include <QPushButton>

#include <functional>

namespace pages {

// Whether this user may give the command, or record it for one who signed on paper.
bool canExecute(const session::Session& session, const QString& command);

// What the core says this user could do with a thing now (project.actions and its like).
class Actions {
public:
    Actions() = default;
    explicit Actions(const QJsonArray& items) : m_items(items) {}

    // `about` is the id of another thing that the command is about, such as an amendment.
    bool allowed(const QString& command, const QString& about = {}) const;
    // Puts the button away where the command is out of turn or not one's business; kept from this
    // very person (separation of duties, a barred unit), it stands there greyed and says why.
    void show(QPushButton* button, const QString& command, const QString& about = {}) const;

private:
    QJsonObject find(const QString& command, const QString& about) const;

    QJsonArray m_items;
};

// `kind` is project, payment, acceptance or unit.
void withActions(session::Session& session, const QString& kind, const QString& id,
                 QObject* receiver, std::function<void(const Actions&)> use);

// A button for the command, with its word on it, shown as `actions` say.
QPushButton* actionButton(QLayout* into, const Actions& actions, const QString& command,
                          const QString& words = {}, const QString& about = {});

// The same for a command that says all there is to say (a void of what a row shows): the core
// judges it as it stands.
void updateActionButton(session::Session& session, QPushButton* button, const QString& command,
                        const QJsonObject& with);

} // namespace pages
