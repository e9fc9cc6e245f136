// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "personal_numbers.h"
#include "shape.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace storage {
class Database;
}

// What must be forgettable stands beside the journal: identity numbers, bank accounts, telephones.
// The journal holds {"private": "<hash>"} in its place, hash = HMAC-SHA256 of the UTF-8
// text with 16 random bytes of salt as its key, so the history can be handed over without them and
// still proves that they were not exchanged.
//
// Secret fields always go there; any other text goes there when the detector
// (personal_numbers.h) is certain of such a number in it. Fields that are numbers themselves stay
// as they are: an auditor needs the number of an invoice.

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

    static constexpr int saltSize = 16;
    static QString hashOf(const QByteArray& salt, const QString& text);
    // What entries of rules 0 name: SHA-256 over the salt and the text in a row. A salt has 16
    // bytes there too, so nothing can be moved from one to the other.
    static QString olderHashOf(const QByteArray& salt, const QString& text);
    static QString tables();

private:
    storage::Database& m_database;
};

// What stands for a text that was forgotten.
QString forgottenText();

// `with` as the journal holds it: secrets, and texts with personal numbers, replaced.
QJsonObject sealed(const QJsonObject& with, const Shape& shape, const PrivateStore& store,
                   Randomness& randomness);

} // namespace journal
