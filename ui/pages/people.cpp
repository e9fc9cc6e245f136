// SPDX-License-Identifier: GPL-3.0-only
#include "people.h"

#include <QJsonArray>

namespace pages {

using namespace Qt::Literals::StringLiterals;

void withPeople(session::Session& session, QObject* receiver,
                std::function<void(const People&)> use) {
    session.ask(u"user.names"_s, {}, receiver,
                [use = std::move(use)](const journal::Answer& answer) {
                    QHash<QString, QString> names;
                    const QJsonObject result = answer.result.toObject();
                    for (const QJsonValue& one : result.value("items"_L1).toArray())
                        names.insert(one.toObject().value("id"_L1).toString(),
                                     one.toObject().value("name"_L1).toString());
                    use(People(names));
                });
}

} // namespace pages
