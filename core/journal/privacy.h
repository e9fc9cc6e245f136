// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "shape.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace storage {
class Database;
}

// What must be forgettable stands beside the journal: identity numbers, bank accounts, telephones.
// The journal holds {"private": "<hash>"} in its place, hash = SHA-256(salt + UTF-8 text), so the
// history can be handed over without them and still proves that they were not exchanged.
//
// Secret fields always go there; any other text goes there when such a number stands in it.

namespace journal {

class Randomness;

class PrivateStore {
public:
    explicit PrivateStore(storage::Database& database) : m_database(database) {}

    // Keeps `text` and returns its hash (64 hex digits).
    QString keep(const QString& text, Randomness& randomness) const;
    std::optional<QString> reveal(const QString& hash) const;
    // The hashes under which this very text is kept.
    QStringList hashesOf(const QString& text) const;

    static QString hashOf(const QByteArray& salt, const QString& text);
    static QString tables();

private:
    storage::Database& m_database;
};

// What stands for a text that was forgotten.
QString forgottenText();

// True where an identity number, a bank account or a telephone of a person or unit is in `text`,
// also when its digits are set apart by blanks or hyphens.
bool holdsPersonalNumber(QStringView text);
// The same text with those numbers masked: 110105********002X, ****1234, 138****1234.
QString masked(const QString& text);
// "****1234": of an account or number no more than its last four characters.
QString lastFour(const QString& number);

// `with` as the journal holds it: secrets, and texts with personal numbers, replaced.
QJsonObject sealed(const QJsonObject& with, const Shape& shape, const PrivateStore& store,
                   Randomness& randomness);

// Every text in `json` masked, for what leaves the office.
QJsonObject maskedJson(const QJsonObject& json);

} // namespace journal
