// SPDX-License-Identifier: GPL-3.0-only
#include "privacy.h"

#include "clock.h"

#include <storage/database.h>

#include <QCryptographicHash>
#include <QJsonArray>

namespace journal {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int saltSize = 16;

// A run of digits, single blanks or hyphens between them allowed, an X at its end.
struct Run {
    qsizetype from = 0;
    qsizetype to = 0;
    QString digits;
};

bool isDigit(QChar c) {
    return (c >= u'0' && c <= u'9') || (c >= u'\uff10' && c <= u'\uff19');
}

QChar plainDigit(QChar c) {
    return c >= u'\uff10' ? QChar(c.unicode() - u'\uff10' + u'0') : c;
}

std::vector<Run> digitRuns(QStringView text) {
    std::vector<Run> runs;
    for (qsizetype i = 0; i < text.size();) {
        if (!isDigit(text[i])) {
            ++i;
            continue;
        }
        Run run;
        run.from = i;
        while (i < text.size()) {
            if (isDigit(text[i])) {
                run.digits += plainDigit(text[i++]);
            } else if ((text[i] == u' ' || text[i] == u'-') && i + 1 < text.size()
                       && isDigit(text[i + 1])) {
                ++i;
            } else {
                break;
            }
        }
        if (run.digits.size() == 17 && i < text.size() && (text[i] == u'X' || text[i] == u'x')) {
            run.digits += u'X';
            ++i;
        }
        run.to = i;
        runs.push_back(run);
    }
    return runs;
}

bool partOfWord(QStringView text, const Run& run) {
    const auto letter = [](QChar c) { return c.unicode() < 0x80 && c.isLetter(); };
    return (run.from > 0 && letter(text[run.from - 1]))
           || (run.to < text.size() && letter(text[run.to]));
}

bool isMobile(const QString& digits) {
    const QString local =
        digits.size() == 13 && digits.startsWith("86"_L1) ? digits.mid(2) : digits;
    return local.size() == 11 && local[0] == u'1' && local[1] >= u'3';
}

bool isLandline(const QString& digits) {
    return digits.startsWith(u'0') && digits.size() >= 10 && digits.size() <= 12;
}

// 15 and more digits: identity numbers (old and new) and accounts.
bool isLongNumber(const QString& digits) {
    return digits.size() >= 15;
}

bool isPersonal(QStringView text, const Run& run) {
    // 91350100M000100Y43 and the like are public codes of units, not numbers of persons.
    if (partOfWord(text, run))
        return false;
    return isMobile(run.digits) || isLandline(run.digits) || isLongNumber(run.digits);
}

QString maskOf(const Run& run) {
    const QString& digits = run.digits;
    if (isMobile(digits))
        return digits.last(11).first(3) + u"****"_s + digits.last(4);
    if (digits.size() == 18)
        return digits.first(6) + u"********"_s + digits.last(4);
    return lastFour(digits);
}

QJsonValue sealedValue(const QJsonValue& value, bool secret, const PrivateStore& store,
                       Randomness& randomness) {
    const QString text = value.toString();
    if (!secret && !holdsPersonalNumber(text))
        return value;
    return QJsonObject{{"private"_L1, store.keep(text, randomness)}};
}

QJsonValue sealedField(const Field& field, const QJsonValue& value, const PrivateStore& store,
                       Randomness& randomness) {
    switch (field.type) {
    case Type::Text:
    case Type::LongText:
    case Type::Path:
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

QJsonValue maskedValue(const QJsonValue& value) {
    if (value.isString())
        return masked(value.toString());
    if (value.isObject())
        return maskedJson(value.toObject());
    if (!value.isArray())
        return value;
    QJsonArray items;
    for (const QJsonValue& item : value.toArray())
        items.append(maskedValue(item));
    return items;
}

} // namespace

QString PrivateStore::hashOf(const QByteArray& salt, const QString& text) {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(salt);
    hash.addData(text.toUtf8());
    return QString::fromLatin1(hash.result().toHex());
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
    return u"CREATE TABLE private (hash TEXT NOT NULL PRIMARY KEY, salt BLOB NOT NULL,"
           " value TEXT NOT NULL) STRICT, WITHOUT ROWID;"
           "CREATE INDEX private_by_value ON private (value);"_s;
}

QString forgottenText() {
    return u"〔已删除〕"_s;
}

bool holdsPersonalNumber(QStringView text) {
    if (text.size() < 10)
        return false;
    const auto runs = digitRuns(text);
    return std::any_of(runs.begin(), runs.end(),
                       [&](const Run& run) { return isPersonal(text, run); });
}

QString masked(const QString& text) {
    if (text.size() < 10)
        return text;
    QString result;
    qsizetype done = 0;
    for (const Run& run : digitRuns(text)) {
        if (!isPersonal(text, run))
            continue;
        result += QStringView(text).sliced(done, run.from - done);
        result += maskOf(run);
        done = run.to;
    }
    return done == 0 ? text : result + text.sliced(done);
}

QString lastFour(const QString& number) {
    return number.isEmpty() ? QString()
                            : u"****"_s + number.last(std::min<qsizetype>(4, number.size()));
}

QJsonObject sealed(const QJsonObject& with, const Shape& shape, const PrivateStore& store,
                   Randomness& randomness) {
    QJsonObject result = with;
    for (const Field& field : shape.fields()) {
        const auto value = with.constFind(field.key);
        if (value != with.constEnd())
            result.insert(field.key, sealedField(field, *value, store, randomness));
    }
    return result;
}

QJsonObject maskedJson(const QJsonObject& json) {
    QJsonObject result;
    for (auto it = json.begin(); it != json.end(); ++it)
        result.insert(it.key(), maskedValue(it.value()));
    return result;
}

} // namespace journal
