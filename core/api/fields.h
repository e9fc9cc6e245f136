// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "json.h"

#include <labels/labels.h>
#include <logging/bug.h>
#include <money/fen.h>

#include <QStringList>

#include <map>
#include <optional>
#include <tuple>
#include <type_traits>

// How a struct becomes JSON and is read again, from one table of its fields; for this room's own
// files:
//
//     template <> inline constexpr auto fieldsOf<Waiver> =
//         std::tuple{field("kind", &Waiver::kind), ifAny("paid_on", &Waiver::paidOn)};

namespace api {

enum class Presence {
    Always,
    IfAny,   // left out where it is empty, nothing or zero
    OrBlank, // "" where it is nothing
};

template <class Owner, class Value> struct Field {
    const char* key;
    Value Owner::*member;
    Presence presence;
};

template <class Owner, class Value>
constexpr Field<Owner, Value> field(const char* key, Value Owner::*member) {
    return {key, member, Presence::Always};
}
template <class Owner, class Value>
constexpr Field<Owner, Value> ifAny(const char* key, Value Owner::*member) {
    return {key, member, Presence::IfAny};
}
template <class Owner, class Value>
constexpr Field<Owner, std::optional<Value>> orBlank(const char* key,
                                                     std::optional<Value> Owner::*member) {
    return {key, member, Presence::OrBlank};
}

template <class T> inline constexpr auto fieldsOf = nullptr;

namespace detail {

// --- to JSON ----------------------------------------------------------------------------------

inline QJsonValue encode(const QString& text) {
    return text;
}
inline QJsonValue encode(money::Fen amount) {
    return amount.toYuan();
}
inline QJsonValue encode(bool flag) {
    return flag;
}
inline QJsonValue encode(int number) {
    return number;
}
inline QJsonValue encode(qint64 number) {
    return number;
}
inline QJsonValue encode(const QStringList& texts) {
    return QJsonArray::fromStringList(texts);
}
inline QJsonValue encode(const QJsonObject& json) {
    return json;
}
inline QJsonValue encode(const QJsonArray& json) {
    return json;
}
template <labels::Coded Code> QJsonValue encode(Code code) {
    return labels::code(code);
}
template <class T> QJsonValue encode(const std::optional<T>& value);
template <class T> QJsonValue encode(const std::vector<T>& items);
template <class T> QJsonValue encode(const std::map<QString, T>& items);
template <class T>
requires(!std::is_enum_v<T>) QJsonValue encode(const T& shown) {
    return toJson(shown);
}
template <class T> QJsonValue encode(const std::optional<T>& value) {
    return value ? encode(*value) : QJsonValue(QString());
}
template <class T> QJsonValue encode(const std::vector<T>& items) {
    QJsonArray json;
    for (const T& item : items)
        json.append(encode(item));
    return json;
}
template <class T> QJsonValue encode(const std::map<QString, T>& items) {
    QJsonObject json;
    for (const auto& [key, item] : items)
        json.insert(key, encode(item));
    return json;
}

// --- and back ---------------------------------------------------------------------------------

inline void decode(const QJsonValue& json, QString& text) {
    text = json.toString();
}
inline void decode(const QJsonValue& json, money::Fen& amount) {
    amount = money::Fen::parsePrinted(json.toString());
}
inline void decode(const QJsonValue& json, bool& flag) {
    flag = json.toBool();
}
inline void decode(const QJsonValue& json, int& number) {
    number = json.toInt();
}
inline void decode(const QJsonValue& json, qint64& number) {
    number = json.toInteger();
}
inline void decode(const QJsonValue& json, QStringList& texts) {
    for (const QJsonValue& one : json.toArray())
        texts << one.toString();
}
inline void decode(const QJsonValue& json, QJsonObject& object) {
    object = json.toObject();
}
inline void decode(const QJsonValue& json, QJsonArray& array) {
    array = json.toArray();
}
template <labels::Coded Code> void decode(const QJsonValue& json, Code& code) {
    const std::optional<Code> known = labels::parse<Code>(json.toString());
    logging::ensure(known.has_value(), "an answer has codes of its vocabulary only");
    code = *known;
}
template <class T> void decode(const QJsonValue& json, std::optional<T>& value);
template <class T> void decode(const QJsonValue& json, std::vector<T>& items);
template <class T> void decode(const QJsonValue& json, std::map<QString, T>& items);
template <class T>
requires(!std::is_enum_v<T>) void decode(const QJsonValue& json, T& shown) {
    shown = fromJson<T>(json);
}
template <class T> void decode(const QJsonValue& json, std::optional<T>& value) {
    decode(json, value.emplace());
}
template <class T> void decode(const QJsonValue& json, std::vector<T>& items) {
    for (const QJsonValue& one : json.toArray())
        decode(one, items.emplace_back());
}
template <class T> void decode(const QJsonValue& json, std::map<QString, T>& items) {
    const QJsonObject object = json.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        decode(it.value(), items[it.key()]);
}

template <class T, class Owner, class Value>
void put(QJsonObject& json, const T& shown, const Field<Owner, Value>& field) {
    const Value& value = shown.*field.member;
    if (field.presence == Presence::IfAny && value == Value())
        return;
    json.insert(QLatin1StringView(field.key), encode(value));
}

template <class T, class Owner, class Value>
void take(const QJsonObject& json, T& shown, const Field<Owner, Value>& field) {
    const QJsonValue value = json.value(QLatin1StringView(field.key));
    const bool blank = field.presence == Presence::OrBlank && value.toString().isEmpty();
    if (!value.isUndefined() && !blank)
        decode(value, shown.*field.member);
}

} // namespace detail

template <class T> QJsonObject toJson(const T& shown) {
    QJsonObject json;
    std::apply([&](const auto&... field) { (detail::put(json, shown, field), ...); }, fieldsOf<T>);
    return json;
}

template <class T> T fromJson(const QJsonValue& json) {
    const QJsonObject object = json.toObject();
    T shown;
    std::apply([&](const auto&... field) { (detail::take(object, shown, field), ...); },
               fieldsOf<T>);
    return shown;
}

} // namespace api
