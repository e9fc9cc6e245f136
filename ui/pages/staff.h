// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <session/session.h>

#include <QHash>

#include <functional>

namespace pages {

// Who is called what, by the user's id, as far as whoever is logged in may know; an id that is not
// among them stands for itself.
struct Staff {
    struct Person {
        QString id;
        QString name;
        QStringList roles;
    };
    QList<Person> all;
    QString name(const QString& id) const;
};

void withStaff(session::Session& session, QObject* receiver, std::function<void(const Staff&)> use);

} // namespace pages
