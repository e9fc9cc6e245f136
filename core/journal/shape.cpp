// SPDX-License-Identifier: GPL-3.0-only
#include "shape.h"

#include "ids.h"

#include <money/decimal.h>

#include <QDate>
#include <QJsonArray>

namespace journal {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;

namespace {

QString joined(const QString& path, const QString& key) {
    return path.isEmpty() ? key : path + u'.' + key;
}

std::optional<Rejection> textRejection(const ArgumentSpec& field, const QString& value,
                                       const QString& path) {
    const auto placed = [&](const PlacedSign& sign, labels::SentenceCode code) {
        return badInput(path, sentence(code, path, sign.place, signName(sign.sign)));
    };
    if (const auto sign = firstForbidden(value, field.type == Type::LongText))
        return placed(*sign, sign->sign == QChar::ByteOrderMark
                                 ? labels::SentenceCode("id.invisible")
                                 : labels::SentenceCode("text.forbidden"));
    if (const auto sign = field.exact ? firstInvisible(value) : std::nullopt)
        return placed(*sign, "id.invisible");
    if (QStringView(value).trimmed().isEmpty())
        return badInput(path, sentence("text.empty", path));
    return {};
}

std::optional<Rejection> amountRejection(const QJsonValue& value, const QString& path,
                                         bool zeroAllowed) {
    if (value.isDouble()) // json
        return badInput(path, sentence("amount.number", path));
    const QString text = value.toString();
    const auto amount = money::Fen::parse(text);
    if (!amount) {
        if (text.startsWith(u'-') || text.startsWith(u'+'))
            return badInput(path, sentence("amount.sign", path));
        const qsizetype point = text.indexOf(u'.');
        if (point >= 0 && text.size() - point > 3)
            return badInput(path, sentence("amount.decimals", path));
        if ((point < 0 ? text.size() : point) > 15)
            return badInput(path, sentence("amount.too-long", path));
        return badInput(path, sentence("amount.form", path));
    }
    if (amount->isZero() && !zeroAllowed)
        return badInput(path, sentence("amount.zero", path));
    return {};
}

bool isMonth(QStringView text) {
    return text.size() == 7 && isDate(QString(text.toString() + u"-01"_s));
}

std::optional<Rejection> stringRejection(const ArgumentSpec& field, const QString& value,
                                         const QString& path) {
    switch (field.type) {
    case Type::Id:
        return idRejection(value, path);
    case Type::Text:
    case Type::Secret:
    case Type::LongText:
        return textRejection(field, value, path);
    case Type::Path:
        if (!value.isEmpty() && !value.contains(QChar(0)))
            return {};
        return badInput(path, sentence("path.form", path));
    case Type::Date:
        if (isDate(value))
            return {};
        return badInput(path, sentence("date.form", path));
    case Type::Month:
        if (isMonth(value))
            return {};
        return badInput(path, sentence("month.form", path));
    case Type::Decimal:
        if (money::isDecimal(value))
            return {};
        return badInput(path, sentence("decimal.form", path));
    case Type::Choice:
        if (field.choices.contains(value))
            return {};
        return badInput(path, sentence("choice.unknown", path, field.choices.join(u"、"_s)));
    default:
        return {};
    }
}

std::optional<Rejection> listRejection(const ArgumentSpec& field, const QJsonArray& items,
                                       const QString& path) {
    if (items.isEmpty() && !field.mayBeEmpty)
        return badInput(path, sentence("list.empty", path));
    for (qsizetype i = 0; i < items.size(); ++i) {
        const QString place = u"%1[%2]"_s.arg(path).arg(i);
        if (field.type == Type::Ids) {
            const QJsonValue one =
                items[i].isObject() ? items[i].toObject().value("id"_L1) : items[i];
            if (auto rejection = idRejection(one.toString(), place))
                return rejection;
        } else if (field.type == Type::TextList) {
            if (!items[i].isString())
                return badInput(place, sentence("text.form", place));
            if (auto rejection = textRejection(field, items[i].toString(), place))
                return rejection;
        } else {
            if (!items[i].isObject())
                return badInput(place, sentence("object.form", place));
            if (auto rejection = field.shape->rejection(items[i].toObject(), place))
                return rejection;
        }
    }
    return {};
}

std::optional<Rejection> dictRejection(const ArgumentSpec& field, const QJsonValue& value,
                                       const QString& path) {
    if (!value.isObject())
        return badInput(path, sentence("object.form", path));
    const QJsonObject entries = value.toObject();
    for (auto it = entries.begin(); it != entries.end(); ++it) {
        const QString place = joined(path, it.key());
        if (!it.value().isObject())
            return badInput(place, sentence("object.form", place));
        if (auto rejection = field.shape->rejection(it.value().toObject(), place))
            return rejection;
    }
    return {};
}

std::optional<Rejection> valueRejection(const ArgumentSpec& field, const QJsonValue& value,
                                        const QString& path) {
    switch (field.type) {
    case Type::Amount:
    case Type::AnyAmount:
        return amountRejection(value, path, field.type == Type::AnyAmount);
    case Type::Bool:
        return value.isBool() ? std::optional<Rejection>()
                              : badInput(path, sentence("flag.form", path));
    case Type::Integer: {
        const qint64 number = value.toInteger(-1);
        if (value.isDouble() && number >= 0 && number <= 1'000'000'000) // json
            return {};
        return badInput(path, sentence("integer.form", path));
    }
    case Type::Object:
        if (!value.isObject())
            return badInput(path, sentence("object.form", path));
        return field.shape->rejection(value.toObject(), path);
    case Type::Dict:
        return dictRejection(field, value, path);
    case Type::NewOrKnown: {
        if (value.isObject())
            return Shape{id("code"), text("name")}.rejection(value.toObject(), path);
        if (value.isString())
            return idRejection(value.toString(), path);
        return badInput(path, sentence("new-or-known.form", path));
    }
    case Type::Json:
        return value.isObject() ? std::optional<Rejection>()
                                : badInput(path, sentence("object.form", path));
    case Type::List:
    case Type::TextList:
    case Type::Ids:
        if (!value.isArray())
            return badInput(path, sentence("list.form", path));
        return listRejection(field, value.toArray(), path);
    default:
        if (!value.isString())
            return badInput(path, sentence("text.form", path));
        return stringRejection(field, value.toString(), path);
    }
}

ArgumentSpec make(const char* key, Type type) {
    // Texts that are compared sign by sign, as numbers are.
    static const QStringList compared{u"name"_s,    u"issuer"_s, u"party"_s,       u"holder"_s,
                                      u"account"_s, u"phone"_s,  u"legal_person"_s};
    ArgumentSpec field;
    field.key = QString::fromLatin1(key);
    field.type = type;
    field.number = isNumberKey(field.key);
    field.exact = field.number || compared.contains(field.key);
    return field;
}

} // namespace

bool isNumberKey(QStringView key) {
    return key == u"voucher" || key == u"number" || key == u"code" || key == u"document";
}

bool isDate(QStringView text) {
    if (text.size() != 10 || text[4] != u'-' || text[7] != u'-')
        return false;
    int parts[3] = {};
    int part = 0;
    for (QChar c : text) {
        if (c == u'-') {
            ++part;
            continue;
        }
        if (part > 2 || c < u'0' || c > u'9')
            return false;
        parts[part] = parts[part] * 10 + (c.unicode() - u'0');
    }
    return part == 2 && parts[0] >= 1 && QDate::isValid(parts[0], parts[1], parts[2]);
}

Shape Shape::with(std::initializer_list<ArgumentSpec> more) const {
    Shape shape = *this;
    shape.m_fields.insert(shape.m_fields.end(), more);
    return shape;
}

std::optional<Rejection> Shape::rejection(const QJsonObject& object, const QString& path) const {
    qsizetype known = 0;
    for (const ArgumentSpec& field : m_fields) {
        const auto value = object.constFind(field.key);
        if (value == object.constEnd()) {
            if (field.optional)
                continue;
            const QString place = joined(path, field.key);
            return badInput(place, sentence("key.missing", place));
        }
        ++known;
        if (auto rejection = valueRejection(field, *value, joined(path, field.key)))
            return rejection;
    }
    if (known == object.size())
        return {};
    for (const QString& key : object.keys()) {
        const bool expected =
            std::any_of(m_fields.begin(), m_fields.end(),
                        [&](const ArgumentSpec& field) { return field.key == key; });
        if (!expected) {
            const QString place = joined(path, key);
            return badInput(place, sentence("key.unknown", place));
        }
    }
    return {};
}

ArgumentSpec id(const char* key) {
    return make(key, Type::Id);
}

ArgumentSpec ref(const char* key, const char* kind) {
    ArgumentSpec field = make(key, Type::Id);
    field.refersTo = QString::fromLatin1(kind);
    return field;
}

ArgumentSpec text(const char* key) {
    return make(key, Type::Text);
}

ArgumentSpec longText(const char* key) {
    return make(key, Type::LongText);
}

ArgumentSpec amount(const char* key) {
    return make(key, Type::Amount);
}

ArgumentSpec anyAmount(const char* key) {
    return make(key, Type::AnyAmount);
}

ArgumentSpec date(const char* key) {
    return make(key, Type::Date);
}

ArgumentSpec happened(const char* key) {
    ArgumentSpec field = date(key);
    field.when = When::Happened;
    return field;
}

ArgumentSpec evidenced(const char* key) {
    ArgumentSpec field = date(key);
    field.when = When::Evidence;
    return field;
}

ArgumentSpec month(const char* key) {
    return make(key, Type::Month);
}

ArgumentSpec flag(const char* key) {
    return make(key, Type::Bool);
}

ArgumentSpec integer(const char* key) {
    return make(key, Type::Integer);
}

ArgumentSpec decimal(const char* key) {
    return make(key, Type::Decimal);
}

ArgumentSpec choice(const char* key, std::initializer_list<const char*> choices) {
    ArgumentSpec field = make(key, Type::Choice);
    for (const char* value : choices)
        field.choices << QString::fromLatin1(value);
    return field;
}

ArgumentSpec object(const char* key, Shape shape) {
    ArgumentSpec field = make(key, Type::Object);
    field.shape = std::make_shared<const Shape>(std::move(shape));
    return field;
}

ArgumentSpec list(const char* key, Shape shape) {
    ArgumentSpec field = object(key, std::move(shape));
    field.type = Type::List;
    return field;
}

ArgumentSpec dict(const char* key, Shape shape) {
    ArgumentSpec field = object(key, std::move(shape));
    field.type = Type::Dict;
    return field;
}

ArgumentSpec textList(const char* key) {
    return make(key, Type::TextList);
}

ArgumentSpec ids(const char* key) {
    return make(key, Type::Ids);
}

ArgumentSpec secret(const char* key) {
    return make(key, Type::Secret);
}

ArgumentSpec path(const char* key) {
    return make(key, Type::Path);
}

ArgumentSpec json(const char* key) {
    return make(key, Type::Json);
}

ArgumentSpec newOrKnown(const char* key) {
    return make(key, Type::NewOrKnown);
}

ArgumentSpec opt(ArgumentSpec field) {
    field.optional = true;
    return field;
}

ArgumentSpec emptyAllowed(ArgumentSpec field) {
    field.mayBeEmpty = true;
    return field;
}

Shape sourceShape() {
    return Shape{ref("source", "source"), amount("amount")};
}

Shape allocationShape(Type amountType) {
    return Shape{ref("line", "line"), make("amount", amountType)};
}

} // namespace journal
