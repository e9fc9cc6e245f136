// SPDX-License-Identifier: GPL-3.0-only
#include "staff.h"

#include <QJsonArray>
#include <QJsonObject>

namespace pages {

using namespace Qt::Literals::StringLiterals;

QString Staff::name(const QString& id) const {
    for (const Person& person : all)
        if (person.id == id)
            return person.name.isEmpty() ? id : person.name;
    return id;
}

void withStaff(session::Session& session, QObject* receiver,
               std::function<void(const Staff&)> use) {
    session.ask(u"user.names"_s, {}, receiver, [use](const journal::Answer& answer) {
        Staff people;
        const QJsonArray items = answer.result.isArray()
                                     ? answer.result.toArray()
                                     : answer.result.toObject().value("items"_L1).toArray();
        for (const QJsonValue& one : items) {
            const QJsonObject row = one.toObject();
            QStringList roles;
            for (const QJsonValue& role : row.value("roles"_L1).toArray())
                roles << role.toString();
            people.all.append(
                {row.value("id"_L1).toString(), row.value("name"_L1).toString(), roles});
        }
        use(people);
    });
}

} // namespace pages
