// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <session/session.h>

#include <functional>

namespace pages {

// Who is who: steps and journal entries name people by their id. An id that is not among them
// stands for itself.
struct People {
    struct Person {
        QString id;
        QString name;
        QStringList roles;
    };
    QList<Person> all;
    QString name(const QString& id) const;
};

void withPeople(session::Session& session, QObject* receiver,
                std::function<void(const People&)> use);

} // namespace pages
