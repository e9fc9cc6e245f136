// SPDX-License-Identifier: GPL-3.0-only
#include "ids.h"

#include "personal_numbers.h"

#include <QJsonArray>

namespace journal {

using namespace Qt::Literals::StringLiterals;

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
    return badInput(place, u"%1 是身份证号、手机号或账号等个人号码,不能用作编号:编号会出现在公示"
                           "和各种表单上,请另取编号。"_s.arg(place));
}

} // namespace

std::optional<Rejection> idRejection(const QString& value, const QString& path) {
    if (const auto sign = firstInvisible(value))
        return badInput(path, u"%1 第 %2 个字是看不见的字符 %3,请删去后重新输入。"_s.arg(
                                  path, QString::number(sign->place), signName(sign->sign)));
    const QString normal = normalForm(value);
    if (normal != value && isIdText(normal))
        return badInput(path, u"%1 含有全角或变体字符,请写成 %2。"_s.arg(path, normal));
    if (normal == value && isIdText(value))
        return {};
    return badInput(path, u"%1 须为 1 至 64 个字母、数字或 - _ . ,请改正。"_s.arg(path));
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
