// SPDX-License-Identifier: GPL-3.0-only
#include "plan_words.h"

#include <labels/labels.h>
#include <labels/sentence.h>

#include <QJsonArray>

namespace widgets {

using namespace Qt::Literals::StringLiterals;
using labels::Vocabulary;

namespace {

QJsonObject& answered() {
    static QJsonObject words;
    return words;
}

QString in(QLatin1StringView list, const QString& key) {
    return answered().value(list).toObject().value(key).toString();
}

} // namespace

void usePlanWords(const QJsonObject& answer) {
    answered() = answer;
}

QString planWorded(const QString& text) {
    labels::Words words;
    const QJsonObject own = answered().value("words"_L1).toObject();
    for (auto it = own.begin(); it != own.end(); ++it)
        words.insert(it.key(), it.value().toString());
    return labels::inWords(text, words);
}

QString paperClause(const QString& paper) {
    return in("cites_papers"_L1, paper);
}

QString withClause(const QString& heading, const QString& paper) {
    const QString clause = paperClause(paper);
    return clause.isEmpty() ? heading : u"%1(%2)"_s.arg(heading, clause);
}

QString ruleClause(const QString& rule) {
    return in("cites"_L1, rule);
}

QString tickName(const QString& tick) {
    const QString name = in("ticks"_L1, tick);
    return name.isEmpty() ? tick : name;
}

QStringList planMaterials() {
    QStringList names;
    for (const QJsonValue& one : answered().value("materials"_L1).toArray())
        names << one.toString();
    return names;
}

QStringList archiveKinds() {
    QStringList kinds;
    for (const QJsonValue& one : answered().value("archive"_L1).toArray())
        kinds << one["kind"_L1].toString();
    return kinds;
}

QString archiveName(const QString& kind) {
    for (const QJsonValue& one : answered().value("archive"_L1).toArray())
        if (one["kind"_L1] == kind)
            return one["name"_L1].toString();
    return labels::shortLabel(Vocabulary::DocumentKind, kind);
}

QString archiveCount() {
    static const QString numerals = u"零一二三四五六七八九十"_s;
    const qsizetype count = archiveKinds().size();
    return count < numerals.size() ? numerals.at(count) + u"类"_s : u"%1 类"_s.arg(count);
}

} // namespace widgets
