// SPDX-License-Identifier: GPL-3.0-only
#include "privacy.h"

#include "clock.h"

#include <storage/database.h>

#include <QCryptographicHash>
#include <QJsonArray>

#include <span>

namespace journal {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int saltSize = 16;

// Digits, single blanks or hyphens between them allowed, an X at the end.
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

bool isLetter(QStringView text, qsizetype at) {
    return at >= 0 && at < text.size() && text[at].unicode() < 0x80 && text[at].isLetter();
}

bool partOfWord(QStringView text, const Run& run) {
    return isLetter(text, run.from - 1) || isLetter(text, run.to);
}

// An identity number's check character.
void takeX(QStringView text, Run& run) {
    if (run.digits.size() == 17 && run.to < text.size() && text[run.to].toUpper() == u'X') {
        run.digits += u'X';
        ++run.to;
    }
}

// Digits with nothing between them, each such piece that the next one follows after one blank or
// hyphen: 138 1234 5678 are three.
std::vector<Run> piecesAt(QStringView text, qsizetype i) {
    std::vector<Run> pieces;
    while (i < text.size() && isDigit(text[i])) {
        Run piece{i, i, {}};
        while (i < text.size() && isDigit(text[i]))
            piece.digits += plainDigit(text[i++]);
        piece.to = i;
        pieces.push_back(piece);
        if (i < text.size() && (text[i] == u' ' || text[i] == u'-'))
            ++i;
    }
    return pieces;
}

Run joined(QStringView text, std::span<const Run> pieces) {
    Run run{pieces.front().from, pieces.back().to, {}};
    for (const Run& piece : pieces)
        run.digits += piece.digits;
    takeX(text, run);
    return run;
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

// Where the longest number of a person begins among `pieces`, taken together from there on.
std::optional<Run> firstPersonal(QStringView text, std::span<const Run> pieces) {
    for (std::size_t from = 0; from < pieces.size(); ++from) {
        if (isLetter(text, pieces[from].from - 1))
            continue;
        for (std::size_t count = pieces.size() - from; count > 0; --count)
            if (Run run = joined(text, pieces.subspan(from, count)); isPersonal(text, run))
                return run;
    }
    return {};
}

// The numbers of persons in a text, in their order. "A1 138 1234 5678": the 1 belongs to its word,
// the rest is a telephone.
std::vector<Run> personalRuns(QStringView text) {
    std::vector<Run> runs;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (!isDigit(text[i]))
            continue;
        const std::vector<Run> pieces = piecesAt(text, i);
        i = pieces.back().to;
        std::span<const Run> left(pieces);
        while (auto run = firstPersonal(text, left)) {
            runs.push_back(*run);
            while (!left.empty() && left.front().from < run->to)
                left = left.subspan(1);
        }
    }
    return runs;
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
    return !personalRuns(text).empty();
}

QString masked(const QString& text) {
    if (text.size() < 10)
        return text;
    QString result;
    qsizetype done = 0;
    for (const Run& run : personalRuns(text)) {
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
