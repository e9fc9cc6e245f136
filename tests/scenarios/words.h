// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QJsonArray>
#include <QStringList>

// The words of one line of a scenario, taken from left to right; what does not fit fails the test.

namespace scenarios {

class ScenarioArgs {
public:
    explicit ScenarioArgs(QString line);

    bool atEnd() const { return m_words.isEmpty(); }
    bool at(const QString& word) const { return !atEnd() && m_words.first() == word; }
    QString next();
    bool skip(const QString& word); // takes it where it is next
    void expect(const QString& word);
    QString after(const QString& word);     // expects the word, takes the one behind it
    QString amount();                       // 1,100,000.00 as the contract writes it
    QJsonArray amounts(const QString& key); // "L11 450,000.00 …" to the end: [{key, amount}]
    QString oneOf(const QList<std::pair<QString, QString>>& choices);
    void end(); // nothing may be left

private:
    QStringList m_words;
};

} // namespace scenarios
