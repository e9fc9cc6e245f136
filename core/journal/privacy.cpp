// SPDX-License-Identifier: GPL-3.0-only
#include "privacy.h"

#include "check_digits.h"
#include "clock.h"

#include <storage/database.h>

#include <QJsonArray>
#include <QMessageAuthenticationCode>

namespace journal {

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonValue sealedValue(const QJsonValue& value, bool secret, const PrivateStore& store,
                       Randomness& randomness) {
    const QString text = value.toString();
    if (!secret && !holdsPersonalNumber(text))
        return value;
    return QJsonObject{{"private"_L1, store.keep(text, randomness)}};
}

// Of the fields that are numbers only a `code` is private, where it is an individual's.
QJsonValue sealedNumber(const QJsonValue& value, const PrivateStore& store,
                        Randomness& randomness) {
    const bool person = isIdentityNumber(value.toString(), QDate(2999, 12, 31));
    return person ? sealedValue(value, true, store, randomness) : value;
}

QJsonValue sealedField(const ArgumentSpec& field, const QJsonValue& value,
                       const PrivateStore& store, Randomness& randomness) {
    switch (field.type) {
    case Type::Text:
    case Type::LongText:
    case Type::Path:
        if (field.number)
            return field.key == "code"_L1 ? sealedNumber(value, store, randomness) : value;
        return sealedValue(value, false, store, randomness);
    case Type::Secret:
        return sealedValue(value, true, store, randomness);
    case Type::Object:
        return sealed(value.toObject(), *field.shape, store, randomness);
    case Type::Dict: {
        QJsonObject entries = value.toObject();
        for (auto it = entries.begin(); it != entries.end(); ++it)
            *it = sealed(it.value().toObject(), *field.shape, store, randomness);
        return entries;
    }
    case Type::List:
    case Type::TextList: {
        QJsonArray items;
        for (const QJsonValue& item : value.toArray())
            items.append(field.type == Type::List
                             ? QJsonValue(sealed(item.toObject(), *field.shape, store, randomness))
                             : sealedValue(item, false, store, randomness));
        return items;
    }
    default:
        return value;
    }
}

} // namespace

QString PrivateStore::hashOf(const QByteArray& salt, const QString& text) {
    // Not a hash over both in a row: bytes could be moved from one to the other.
    return QString::fromLatin1(
        QMessageAuthenticationCode::hash(text.toUtf8(), salt, QCryptographicHash::Sha256).toHex());
}

QString PrivateStore::olderHashOf(const QByteArray& salt, const QString& text) {
    return QString::fromLatin1(
        QCryptographicHash::hash(salt + text.toUtf8(), QCryptographicHash::Sha256).toHex());
}

QString PrivateStore::keep(const QString& text, Randomness& randomness) const {
    const QByteArray salt = randomness.bytes(saltSize);
    const QString hash = hashOf(salt, text);
    m_database.run("INSERT INTO private (hash, salt, value) VALUES (?, ?, ?)", hash, salt, text);
    return hash;
}

std::optional<QString> PrivateStore::reveal(const QString& hash) const {
    auto row = m_database.query("SELECT value FROM private WHERE hash = ?", hash);
    return row.next() ? std::optional(row.text(0)) : std::nullopt;
}

QStringList PrivateStore::hashesOf(const QString& text) const {
    QStringList hashes;
    auto rows = m_database.query("SELECT hash FROM private WHERE value = ?", text);
    while (rows.next())
        hashes << rows.text(0);
    return hashes;
}

QString PrivateStore::tables() {
    return u"CREATE TABLE private (hash TEXT NOT NULL PRIMARY KEY, salt BLOB NOT NULL"
           " CHECK (length(salt) = 16), value TEXT NOT NULL) STRICT, WITHOUT ROWID;"
           "CREATE INDEX private_by_value ON private (value);"_s;
}

QString forgottenText() {
    return u"〔已删除〕"_s;
}

QJsonObject sealed(const QJsonObject& with, const Shape& shape, const PrivateStore& store,
                   Randomness& randomness) {
    QJsonObject result = with;
    for (const ArgumentSpec& field : shape.fields()) {
        const auto value = with.constFind(field.key);
        if (value != with.constEnd())
            result.insert(field.key, sealedField(field, *value, store, randomness));
    }
    return result;
}

} // namespace journal
