// SPDX-License-Identifier: GPL-3.0-only
#include "ids.h"

#include "personal_numbers.h"

#include <QJsonArray>

namespace journal {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;

namespace {

constexpr int longestId = 64;

bool isIdText(QStringView value) {
    int length = 0;
    for (qsizetype i = 0; i < value.size(); ++i, ++length) {
        char32_t c = value[i].unicode();
        if (value[i].isHighSurrogate() && i + 1 < value.size() && value[i + 1].isLowSurrogate())
            c = QChar::surrogateToUcs4(value[i], value[i + 1]), ++i;
        if (!QChar::isLetter(c) && !(c >= U'0' && c <= U'9') && c != U'-' && c != U'_' && c != U'.')
            return false;
    }
    return length >= 1 && length <= longestId;
}

std::optional<Rejection> personal(const QString& id, const QString& place) {
    if (!holdsPersonalNumber(id))
        return {};
    return badInput(place, sentence("id.personal", place));
}

} // namespace

std::optional<Rejection> idRejection(const QString& value, const QString& path) {
    if (const auto sign = firstInvisible(value))
        return badInput(path, sentence("id.invisible", path, sign->place, signName(sign->sign)));
    const QString normal = normalForm(value);
    if (normal != value && isIdText(normal))
        return badInput(path, sentence("id.variant", path, normal));
    if (normal == value && isIdText(value))
        return {};
    return badInput(path, sentence("id.form", path));
}

std::optional<Rejection> personalIdRejection(const Shape& shape, const QJsonObject& with,
                                             const QString& path) {
    for (const ArgumentSpec& field : shape.fields()) {
        const QJsonValue value = with.value(field.key);
        const QString place = path.isEmpty() ? field.key : path + u'.' + field.key;
        if (field.type == Type::Id && field.key == "id"_L1 && field.refersTo.isEmpty())
            if (auto rejection = personal(value.toString(), place))
                return rejection;
        if (field.type == Type::NewOrKnown && value.isObject())
            if (auto rejection =
                    personal(value.toObject().value("code"_L1).toString(), place + u".code"_s))
                return rejection;
        if (field.type == Type::Object && value.isObject())
            if (auto rejection = personalIdRejection(*field.shape, value.toObject(), place))
                return rejection;
        if (field.type != Type::List)
            continue;
        const QJsonArray items = value.toArray();
        for (qsizetype i = 0; i < items.size(); ++i)
            if (auto rejection = personalIdRejection(*field.shape, items[i].toObject(),
                                                     u"%1[%2]"_s.arg(place).arg(i)))
                return rejection;
    }
    return {};
}

} // namespace journal
