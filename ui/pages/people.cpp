// SPDX-License-Identifier: GPL-3.0-only
#include "people.h"

#include <QJsonArray>
#include <QJsonObject>

namespace pages {

using namespace Qt::Literals::StringLiterals;

QString People::name(const QString& id) const {
    for (const Person& person : all)
        if (person.id == id)
            return person.name.isEmpty() ? id : person.name;
    return id;
}

void withPeople(session::Session& session, QObject* receiver,
                std::function<void(const People&)> use) {
    session.askOnce(u"user.names"_s, receiver,
                    [use = std::move(use)](const journal::Answer& answer) {
                        People people;
                        const QJsonObject result = answer.result.toObject();
                        for (const QJsonValue& one : result.value("items"_L1).toArray()) {
                            const QJsonObject row = one.toObject();
                            QStringList roles;
                            for (const QJsonValue& role : row.value("roles"_L1).toArray())
                                roles << role.toString();
                            people.all.append({row.value("id"_L1).toString(),
                                               row.value("name"_L1).toString(), roles});
                        }
                        use(people);
                    });
}

} // namespace pages
