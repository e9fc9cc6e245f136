// SPDX-License-Identifier: GPL-3.0-only
#include "words.h"

#include <money/fen.h>

#include <catch2/catch.hpp>

#include <QJsonObject>

namespace scenarios {

using namespace Qt::Literals::StringLiterals;

Words::Words(QString line) {
    line.replace(u":"_s, u" : "_s);
    m_words = line.split(u' ', Qt::SkipEmptyParts);
    m_words.removeAll(u"元"_s);
}

QString Words::next() {
    REQUIRE_FALSE(atEnd());
    return m_words.takeFirst();
}

bool Words::skip(const QString& word) {
    if (!at(word))
        return false;
    m_words.removeFirst();
    return true;
}

void Words::expect(const QString& word) {
    CHECK(next().toStdString() == word.toStdString());
}

QString Words::after(const QString& word) {
    expect(word);
    return next();
}

QString Words::amount() {
    const QString word = next();
    const auto fen = money::Fen::parse(QString(word).remove(u','));
    INFO(word.toStdString());
    REQUIRE(fen);
    return fen->toYuan();
}

QJsonArray Words::amounts(const QString& key) {
    QJsonArray list;
    while (!atEnd()) {
        const QString code = next();
        list.append(QJsonObject{{key, code}, {u"amount"_s, amount()}});
    }
    return list;
}

QString Words::oneOf(const QList<std::pair<QString, QString>>& choices) {
    const QString word = next();
    for (const auto& [name, value] : choices)
        if (word == name)
            return value;
    FAIL("unknown word " << word.toStdString());
    return {};
}

void Words::end() {
    INFO(m_words.join(u' ').toStdString());
    REQUIRE(atEnd());
}

} // namespace scenarios
