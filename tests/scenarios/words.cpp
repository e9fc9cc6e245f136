// SPDX-License-Identifier: GPL-3.0-only
#include "words.h"

#include <money/fen.h>

#include <catch2/catch.hpp>

#include <QJsonObject>

namespace scenarios {

using namespace Qt::Literals::StringLiterals;

ScenarioArgs::ScenarioArgs(QString line) {
    line.replace(u":"_s, u" : "_s);
    m_words = line.split(u' ', Qt::SkipEmptyParts);
    m_words.removeAll(u"元"_s);
}

QString ScenarioArgs::next() {
    REQUIRE_FALSE(atEnd());
    return m_words.takeFirst();
}

bool ScenarioArgs::skip(const QString& word) {
    if (!at(word))
        return false;
    m_words.removeFirst();
    return true;
}

void ScenarioArgs::expect(const QString& word) {
    CHECK(next().toStdString() == word.toStdString());
}

QString ScenarioArgs::after(const QString& word) {
    expect(word);
    return next();
}

QString ScenarioArgs::amount() {
    const QString word = next();
    const auto fen = money::Fen::parse(QString(word).remove(u','));
    INFO(word.toStdString());
    REQUIRE(fen);
    return fen->toYuan();
}

QJsonArray ScenarioArgs::amounts(const QString& key) {
    QJsonArray list;
    while (!atEnd()) {
        const QString code = next();
        list.append(QJsonObject{{key, code}, {u"amount"_s, amount()}});
    }
    return list;
}

QString ScenarioArgs::oneOf(const QList<std::pair<QString, QString>>& choices) {
    const QString word = next();
    for (const auto& [name, value] : choices)
        if (word == name)
            return value;
    FAIL("unknown word " << word.toStdString());
    return {};
}

void ScenarioArgs::end() {
    INFO(m_words.join(u' ').toStdString());
    REQUIRE(atEnd());
}

} // namespace scenarios
