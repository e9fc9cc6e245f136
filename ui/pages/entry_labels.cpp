// SPDX-License-Identifier: GPL-3.0-only
#include "entry_labels.h"

#include <widgets/labels.h>
#include <widgets/words.h>

#include <QJsonArray>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using widgets::codeWord;
using widgets::keyWord;

namespace {

QString tr(const char* words) {
    return QObject::tr(words);
}

class Reading {
public:
    Reading(const PlanFacts& plan, const People& people) : m_plan(plan), m_people(people) {}

    // "金额: 1,000.00 元", a list with a line for each of its rows.
    QStringList lines(const QJsonObject& with) const {
        QStringList all;
        for (const QString& key : with.keys()) {
            const QJsonValue value = with.value(key);
            const QJsonArray rows = value.toArray();
            if (rows.isEmpty() || !rows.first().isObject()) {
                all << tr("%1: %2").arg(keyWord(key), word(key, value));
                continue;
            }
            all << tr("%1: %2 项").arg(keyWord(key)).arg(rows.size());
            for (const QJsonValue& row : rows)
                all << u"    "_s + inOneLine(row.toObject());
        }
        return all;
    }

private:
    QString inOneLine(const QJsonObject& object) const {
        if (object.contains("private"_L1))
            return tr("(单独保管,不在日志里)");
        QStringList parts;
        for (const QString& key : object.keys())
            parts << keyWord(key) + u' ' + word(key, object.value(key));
        return parts.join(u" · "_s);
    }

    QString word(const QString& key, const QJsonValue& value) const {
        if (key == u"page")
            return tr("%1,%2 行")
                .arg(value.toObject().value("number"_L1).toString())
                .arg(value.toObject().value("rows"_L1).toArray().size());
        if (value.isObject())
            return inOneLine(value.toObject());
        if (value.isArray()) {
            QStringList words;
            for (const QJsonValue& one : value.toArray())
                words << word(key, one);
            return words.join(u"、"_s);
        }
        if (value.isBool())
            return value.toBool() ? tr("是") : tr("否");
        if (value.isDouble())
            return QString::number(value.toInteger());
        return text(key, value);
    }

    QString text(const QString& key, const QJsonValue& value) const {
        static const QStringList coded{u"kind"_s,  u"decision"_s, u"result"_s, u"level"_s,
                                       u"class"_s, u"state"_s,    u"roles"_s};
        static const QStringList sums{u"amount"_s,  u"support"_s, u"claimed"_s,    u"accepted"_s,
                                      u"recover"_s, u"awarded"_s, u"ceiling"_s,    u"own"_s,
                                      u"audited"_s, u"paid"_s,    u"investment"_s, u"limit"_s};
        const QString said = value.toString();
        if (key == u"source" || key == u"sources")
            return m_plan.sourceName(said);
        if (key == u"line" || ((key == u"from" || key == u"to") && m_plan.line(said)))
            return m_plan.lineName(said);
        if (key == u"item")
            return m_plan.itemName(said);
        if (key == u"goal")
            return m_plan.goalName(said);
        if (key == u"path")
            return m_plan.pathName(said);
        if (key == u"by")
            return m_people.name(said);
        if (coded.contains(key))
            return codeWord(said);
        if (sums.contains(key))
            return tr("%1 元").arg(widgets::yuan(value));
        return said;
    }

    const PlanFacts& m_plan;
    const People& m_people;
};

} // namespace

QString decidedBy(const QJsonObject& entry) {
    if (const QString named = entry.value("decided_by"_L1).toString(); !named.isEmpty())
        return named;
    const QJsonObject paper = entry.value("with"_L1).toObject().value("signed"_L1).toObject();
    return paper.value("by"_L1).toString(entry.value("by"_L1).toString());
}

QString entryText(const QJsonObject& entry, const PlanFacts& plan, const People& people) {
    const QString recorder = entry.value("by"_L1).toString();
    const QString decider = decidedBy(entry);
    QStringList lines{tr("第 %1 条 · %2 · %3")
                          .arg(QString::number(entry.value("seq"_L1).toInteger()),
                               entry.value("at"_L1).toString().left(19).replace(u'T', u' '),
                               widgets::commandWord(entry.value("do"_L1).toString())),
                      decider == recorder ? tr("办理人: %1").arg(people.name(recorder))
                                          : tr("决定人: %1(纸上签字) · 登记人: %2")
                                                .arg(people.name(decider), people.name(recorder))};
    lines << Reading(plan, people).lines(entry.value("with"_L1).toObject());
    lines << tr("本条校验值: %1").arg(entry.value("hash"_L1).toString());
    return lines.join(u'\n');
}

} // namespace pages
