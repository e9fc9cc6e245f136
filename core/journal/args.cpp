// SPDX-License-Identifier: GPL-3.0-only
#include "args.h"

#include "privacy.h"

namespace journal {

using namespace Qt::Literals::StringLiterals;

QString Args::textOf(const QJsonValue& value) const {
    if (!value.isObject())
        return value.toString();
    const QString hash = value.toObject().value("private"_L1).toString();
    return m_store ? m_store->reveal(hash).value_or(forgottenText()) : forgottenText();
}

money::Fen Args::fen(QLatin1StringView key) const {
    return money::Fen::parse(m_json.value(key).toString()).value_or(money::Fen());
}

std::optional<money::Fen> Args::optionalFen(QLatin1StringView key) const {
    return has(key) ? std::optional(fen(key)) : std::nullopt;
}

Args Args::object(QLatin1StringView key) const {
    return Args(m_json.value(key).toObject(), m_store);
}

std::vector<Args> Args::list(QLatin1StringView key) const {
    std::vector<Args> items;
    for (const QJsonValue& item : m_json.value(key).toArray())
        items.emplace_back(item.toObject(), m_store);
    return items;
}

QStringList Args::texts(QLatin1StringView key) const {
    QStringList texts;
    for (const QJsonValue& item : m_json.value(key).toArray())
        texts << textOf(item);
    return texts;
}

QStringList Args::ids(QLatin1StringView key) const {
    QStringList ids;
    for (const QJsonValue& item : m_json.value(key).toArray())
        ids << (item.isObject() ? item.toObject().value("id"_L1) : item).toString();
    return ids;
}

QString Args::secretHash(QLatin1StringView key) const {
    return m_json.value(key).toObject().value("private"_L1).toString();
}

QJsonValue Args::revealed(const QJsonValue& value) const {
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        return object.size() == 1 && object.contains("private"_L1)
                   ? QJsonValue(textOf(value))
                   : QJsonValue(Args(object, m_store).revealed());
    }
    if (!value.isArray())
        return value;
    QJsonArray items;
    for (const QJsonValue& item : value.toArray())
        items.append(revealed(item));
    return items;
}

QJsonObject Args::revealed() const {
    QJsonObject shown;
    for (auto it = m_json.begin(); it != m_json.end(); ++it)
        shown.insert(it.key(), revealed(it.value()));
    return shown;
}

std::vector<SourceAmount> sourceAmounts(const Args& words, QLatin1StringView key) {
    std::vector<SourceAmount> amounts;
    for (const Args& item : words.list(key))
        amounts.push_back({item.text("source"_L1), item.fen("amount"_L1)});
    return amounts;
}

QJsonArray toJson(const std::vector<SourceAmount>& amounts) {
    QJsonArray json;
    for (const SourceAmount& item : amounts)
        json.append(QJsonObject{{"source"_L1, item.source}, {"amount"_L1, item.amount.toYuan()}});
    return json;
}

money::Fen sum(const std::vector<SourceAmount>& amounts) {
    money::Fen total;
    for (const SourceAmount& item : amounts)
        total += item.amount;
    return total;
}

money::Fen amountOf(const std::vector<SourceAmount>& amounts, const QString& source) {
    for (const SourceAmount& item : amounts)
        if (item.source == source)
            return item.amount;
    return {};
}

} // namespace journal
