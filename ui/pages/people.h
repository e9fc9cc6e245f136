// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <session/session.h>

#include <QHash>

#include <functional>

namespace pages {

// Who is who: steps and journal entries name people by their id.
class People {
public:
    People() = default;
    explicit People(const QHash<QString, QString>& names) : m_names(names) {}
    QString name(const QString& id) const { return m_names.value(id, id); }

private:
    QHash<QString, QString> m_names;
};

void withPeople(session::Session& session, QObject* receiver,
                std::function<void(const People&)> use);

} // namespace pages
