// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <journal/answer.h>

#include <QSet>

#include <vector>

namespace plan {

// What is wrong with a plan file, a place once: the first that is said of it stands. All of it, but
// a file of another kind has no end of faults.
class Faults {
public:
    // `sentence` has the place as its first argument where it names one.
    void add(const QString& place, const labels::Sentence& sentence);
    bool exactlyAt(const QString& place) const;
    bool at(const QString& place) const; // something is wrong there or below
    bool full() const;
    const std::vector<journal::Rejection>& all() const { return m_all; }

private:
    std::vector<journal::Rejection> m_all;
    QSet<QString> m_places;
};

// A plan file against the table of keys (plan_keys.h): what is no key, what is missing, what has
// another type or lies outside what may stand there.
void checkForm(const QJsonObject& json, Faults& faults);

// What stood there, for a sentence: 文字“abc”, 数字 5, 列表.
labels::Sentence foundAt(const QJsonValue& value);
// The one of `names` that was likely meant; "" where none is near.
QString nearest(const QString& word, const QStringList& names);
// "…没有定义,可写的有…", with the one that was likely meant.
labels::Sentence undefinedAt(const QString& place, const QString& word, const QStringList& names);

} // namespace plan
