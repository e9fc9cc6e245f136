// SPDX-License-Identifier: GPL-3.0-only
#include "shape.h"

#include <QJsonArray>

namespace journal {

using namespace Qt::Literals::StringLiterals;

std::vector<Shape::NamedDate> Shape::dates(const QJsonObject& object, const QString& path) const {
    std::vector<NamedDate> found;
    const auto within = [&](const ArgumentSpec& field, const QJsonValue& part,
                            const QString& place) {
        const auto more = field.shape->dates(part.toObject(), place);
        found.insert(found.end(), more.begin(), more.end());
    };
    for (const ArgumentSpec& field : m_fields) {
        const auto value = object.constFind(field.key);
        if (value == object.constEnd())
            continue;
        const QString place = path.isEmpty() ? field.key : path + u'.' + field.key;
        if (field.type == Type::Date)
            found.push_back({place, value->toString(), field.when});
        else if (field.type == Type::Object)
            within(field, *value, place);
        else if (field.type == Type::List) {
            const QJsonArray items = value->toArray();
            for (qsizetype i = 0; i < items.size(); ++i)
                within(field, items[i], u"%1[%2]"_s.arg(place).arg(i));
        } else if (field.type == Type::Dict) {
            const QJsonObject entries = value->toObject();
            for (auto it = entries.begin(); it != entries.end(); ++it)
                within(field, it.value(), place + u'.' + it.key());
        }
    }
    return found;
}

} // namespace journal
