// SPDX-License-Identifier: GPL-3.0-only
#include "plan_checks.h"

#include "path_checks.h"
#include "plan_keys.h"
#include "plan_values.h"

#include <journal/rules.h>
#include <journal/shape.h>
#include <money/fen.h>

#include <QJsonArray>
#include <QMap>
#include <QRegularExpression>
#include <QSet>

namespace plan {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;
using money::Percent;

namespace {

constexpr int usualDirections = 7;

QString text(const QJsonObject& json, QLatin1StringView key) {
    return json.value(key).toString();
}

QString at(const QString& place, qsizetype index) {
    return u"%1[%2]"_s.arg(place).arg(index);
}

qint64 hundredths(const QJsonValue& value) {
    const auto percent = Percent::parse(value.toString());
    return percent ? percent->hundredths() : 0;
}

// Codes that a list of the file defines. Where one of them is none, stands twice or the list is not
// there, only that is said: what names them may be right.
struct Codes {
    QStringList inOrder;
    QSet<QString> all;
    bool whole = true;

    bool add(const QString& code) { // false where it stood before
        const bool twice = all.contains(code);
        whole = whole && !twice && !code.isEmpty();
        all.insert(code);
        inOrder << code;
        return !twice;
    }
    bool lacks(const QString& code) const { return whole && !all.isEmpty() && !all.contains(code); }
};

class References {
public:
    References(const QJsonObject& json, Faults& faults) : m_json(json), m_faults(faults) {}

    void run() {
        days();
        sources();
        paths();
        lines();
        unitKinds();
        goals();
        numbering();
    }

private:
    // Each text of a list at `place` is one of `codes`.
    void known(const QJsonValue& list, const QString& place, const Codes& codes) {
        const QStringList words = textsIn(list);
        for (qsizetype i = 0; i < words.size(); ++i)
            if (!words[i].isEmpty() && codes.lacks(words[i]))
                m_faults.add(at(place, i), undefinedAt(at(place, i), words[i], codes.inOrder));
        noneTwice(words, place);
    }

    void noneTwice(const QStringList& words, const QString& place) {
        QSet<QString> seen;
        for (qsizetype i = 0; i < words.size(); ++i) {
            if (!words[i].isEmpty() && seen.contains(words[i]))
                m_faults.add(at(place, i), sentence("plan-file.twice", at(place, i), words[i]));
            seen.insert(words[i]);
        }
    }

    void code(const QJsonObject& one, const QString& place, Codes& codes) {
        const bool none = m_faults.exactlyAt(place + u".code"_s);
        const QString said = none ? QString() : text(one, "code"_L1);
        if (!codes.add(said) && !said.isEmpty())
            m_faults.add(place + u".code"_s,
                         sentence("plan-file.code-twice", said, u"第二处 "_s + place));
    }

    void days() {
        const QString effective = text(m_json, "effective"_L1);
        const QString first = text(m_json, "first_day"_L1);
        if (journal::isDate(first) && journal::isDate(effective) && first > effective)
            m_faults.add(u"first_day"_s, sentence("plan-file.first-day", first, effective));
        const QJsonObject period = m_json.value("period"_L1).toObject();
        const QString from = text(period, "from"_L1);
        const QString to = text(period, "to"_L1);
        if (journal::isDate(from) && journal::isDate(to) && from > to)
            m_faults.add(u"period.to"_s, sentence("plan-file.period", to, from));
        const QJsonObject calendar = m_json.value("calendar"_L1).toObject();
        for (const QString& key : {u"holidays"_s, u"workdays"_s})
            noneTwice(textsIn(calendar.value(key)), u"calendar."_s + key);
    }

    void sources() {
        const QJsonArray sources = m_json.value("sources"_L1).toArray();
        bool conditional = false;
        for (qsizetype i = 0; i < sources.size(); ++i) {
            const QJsonObject source = sources[i].toObject();
            const QString place = at(u"sources"_s, i);
            code(source, place, m_sources);
            const bool waits = !text(source, "condition"_L1).isEmpty();
            if (waits && conditional)
                m_faults.add(place + u".condition"_s,
                             sentence("plan-file.conditions", place + u".condition"_s));
            conditional = conditional || waits;
        }
    }

    void paths() {
        const QJsonObject paths = m_json.value("paths"_L1).toObject();
        if (paths.isEmpty() && !m_faults.at(u"paths"_s))
            m_faults.add(u"paths"_s, sentence("plan-file.no-path"));
        for (const QString& name : paths.keys())
            m_paths.add(name);
        for (auto it = paths.begin(); it != paths.end(); ++it) {
            const QJsonObject path = it.value().toObject();
            const QString place = u"paths."_s + it.key();
            const QStringList kinds = textsIn(path.value("kinds"_L1));
            noneTwice(kinds, place + u".kinds"_s);
            const QStringList reviewed = textsIn(path.value("office_review"_L1));
            for (qsizetype i = 0; i < reviewed.size(); ++i) {
                const QString inner = at(place + u".office_review"_s, i);
                if (!kinds.isEmpty() && !kinds.contains(reviewed[i]))
                    m_faults.add(inner, sentence("plan-file.review-kind", inner, reviewed[i],
                                                 kinds.join(u"、"_s)));
            }
            for (QLatin1StringView key : {"retention_percent"_L1, "prepay_percent"_L1}) {
                const QString needed = key.startsWith("retention"_L1) ? u"final"_s : u"prepay"_s;
                if (hundredths(path.value(key)) > 0 && !kinds.contains(needed))
                    m_faults.add(place + u'.' + key,
                                 sentence("plan-file.kind-needed", place + u'.' + key,
                                          text(path, key), needed, kinds.join(u"、"_s)));
            }
            checkRetention(path, place, m_faults);
            checkStages(path.value("stages"_L1).toArray(), place + u".stages"_s, m_faults);
        }
    }

    void lines() {
        const QJsonArray lines = m_json.value("lines"_L1).toArray();
        const QJsonValue named = m_json.value("directions"_L1);
        Codes kinds;
        for (const QString& kind : m_json.value("unit_kinds"_L1).toObject().keys())
            kinds.add(kind);
        const qsizetype directions =
            named.toArray().isEmpty() ? usualDirections : named.toArray().size();
        for (qsizetype i = 0; i < lines.size(); ++i) {
            const QJsonObject line = lines[i].toObject();
            const QString place = at(u"lines"_s, i);
            code(line, place, m_lines);
            const QString path = text(line, "path"_L1);
            if (!path.trimmed().isEmpty() && m_paths.lacks(path))
                m_faults.add(place + u".path"_s,
                             undefinedAt(place + u".path"_s, path, m_paths.inOrder));
            known(line.value("open_paths"_L1), place + u".open_paths"_s, m_paths);
            const qint64 direction = line.value("direction"_L1).toInteger(1);
            if (direction < 1 || direction > directions)
                m_faults.add(place + u".direction"_s,
                             sentence("plan-file.direction", place + u".direction"_s, direction,
                                      directions));
            for (const QString& source : line.value("budget"_L1).toObject().keys())
                if (m_sources.lacks(source))
                    m_faults.add(place + u".budget."_s + source,
                                 undefinedAt(place + u".budget"_s, source, m_sources.inOrder));
            shares(line.value("shares"_L1).toObject(), place + u".shares"_s);
            items(line.value("items"_L1).toArray(), place + u".items"_s, kinds);
        }
    }

    void shares(const QJsonObject& shares, const QString& place) {
        qint64 sum = 0;
        for (auto it = shares.begin(); it != shares.end(); ++it) {
            if (m_sources.lacks(it.key()))
                m_faults.add(place + u'.' + it.key(),
                             undefinedAt(place, it.key(), m_sources.inOrder));
            sum += hundredths(it.value());
        }
        if (!shares.isEmpty() && sum != Percent::parse(u"100"_s)->hundredths()
            && !m_faults.at(place))
            m_faults.add(place, sentence("plan-file.shares", place));
    }

    void items(const QJsonArray& items, const QString& above, const Codes& kinds) {
        for (qsizetype i = 0; i < items.size(); ++i) {
            const QJsonObject item = items[i].toObject();
            const QString place = at(above, i);
            code(item, place, m_items);
            known(item.value("sources"_L1), place + u".sources"_s, m_sources);
            known(item.value("unit_kinds"_L1), place + u".unit_kinds"_s, kinds);
            QStringList years;
            for (const QJsonValue& year : item.value("years"_L1).toArray())
                years << QString::number(year.toInteger());
            noneTwice(years, place + u".years"_s);
        }
    }

    void unitKinds() {
        const QJsonObject kinds = m_json.value("unit_kinds"_L1).toObject();
        for (auto it = kinds.begin(); it != kinds.end(); ++it)
            known(it.value().toObject().value("items"_L1), u"unit_kinds.%1.items"_s.arg(it.key()),
                  m_items);
    }

    void goals() {
        const QJsonArray goals = m_json.value("goals"_L1).toArray();
        Codes codes;
        for (qsizetype i = 0; i < goals.size(); ++i) {
            const QJsonObject goal = goals[i].toObject();
            const QString place = at(u"goals"_s, i);
            code(goal, place, codes);
            const QJsonObject counts = goal.value("counts"_L1).toObject();
            const QString of = text(counts, "of"_L1);
            if (counts.contains("of"_L1) && (of.contains(u'.') || of.toLongLong() <= 0))
                m_faults.add(place + u".counts.of"_s,
                             sentence("plan-file.goal-count", place + u".counts.of"_s,
                                      foundAt(counts.value("of"_L1))));
        }
    }

    void numbering() {
        static const QRegularExpression form(u"^[^{}]*(\\{year\\}[^{}]*)?\\{n(:[1-6])?\\}[^{}]*"
                                             u"(\\{year\\}[^{}]*)?$"_s);
        const QJsonObject numbering = m_json.value("numbering"_L1).toObject();
        for (auto it = numbering.begin(); it != numbering.end(); ++it) {
            const QString place = u"numbering."_s + it.key();
            if (it.value().isString() && !form.match(it.value().toString()).hasMatch())
                m_faults.add(place, sentence("plan-file.numbering", place, foundAt(it.value())));
        }
    }

    const QJsonObject& m_json;
    Faults& m_faults;
    Codes m_sources;
    Codes m_paths;
    Codes m_lines;
    Codes m_items;
};

class Words {
public:
    Words(const QJsonObject& json, Faults& faults) : m_json(json), m_faults(faults) {}

    void run() {
        citations();
        ticks();
        archive();
        needs();
    }

private:
    // The parts of a citation are clauses of the plan, or standards of the state or a trade.
    void cited(const QJsonValue& value, const QString& place) {
        static const QStringList standards{u"GB"_s, u"DA/T"_s, u"JR/T"_s};
        const QStringList clauses = m_json.value("clauses"_L1).toObject().keys();
        for (const QString& part : value.toString().split(u", "_s, Qt::SkipEmptyParts)) {
            const QString clause = part.section(u' ', 0, 0);
            const bool standard =
                std::any_of(standards.begin(), standards.end(),
                            [&](const QString& one) { return part.startsWith(one); });
            if (!standard && !clauses.contains(clause) && !m_faults.exactlyAt(u"clauses"_s))
                return m_faults.add(place, undefinedAt(place, clause, clauses));
        }
    }

    void citations() {
        const QJsonObject paths = m_json.value("paths"_L1).toObject();
        for (auto it = paths.begin(); it != paths.end(); ++it)
            cited(it.value().toObject().value("article"_L1), u"paths.%1.article"_s.arg(it.key()));
        QStringList rules;
        for (const journal::RuleInfo& rule : journal::catalogue())
            rules << rule.id;
        const QJsonObject cites = m_json.value("cites"_L1).toObject();
        for (auto it = cites.begin(); it != cites.end(); ++it) {
            const QString place = u"cites."_s + it.key();
            // A rule, or a rule at one command.
            const QString rule = it.key().section(u'@', 0, 0);
            if (!rules.contains(rule))
                m_faults.add(place, undefinedAt(u"cites"_s, rule, rules));
            else
                cited(it.value(), place);
        }
        const QJsonObject papers = m_json.value("cites_papers"_L1).toObject();
        for (auto it = papers.begin(); it != papers.end(); ++it)
            cited(it.value(), u"cites_papers."_s + it.key());
    }

    void ticks() {
        static const QStringList usual{u"registered"_s, u"qualified"_s, u"accounts"_s,
                                       u"clean_record"_s, u"truthful"_s};
        const QJsonObject own = m_json.value("ticks"_L1).toObject();
        const QStringList known = own.isEmpty() ? usual : own.keys();
        const QJsonObject kinds = m_json.value("unit_kinds"_L1).toObject();
        for (auto it = kinds.begin(); it != kinds.end(); ++it) {
            const QString place = u"unit_kinds.%1.eligibility"_s.arg(it.key());
            const QStringList asked = textsIn(it.value().toObject().value("eligibility"_L1));
            for (qsizetype i = 0; i < asked.size(); ++i)
                if (!asked[i].isEmpty() && !known.contains(asked[i]))
                    m_faults.add(at(place, i), undefinedAt(at(place, i), asked[i], known));
        }
    }

    void archive() {
        const QJsonArray kinds = m_json.value("archive"_L1).toArray();
        QStringList seen;
        for (qsizetype i = 0; i < kinds.size(); ++i) {
            const QString place = at(u"archive"_s, i) + u".kind"_s;
            const QString kind = text(kinds[i].toObject(), "kind"_L1);
            if (!kind.isEmpty() && seen.contains(kind))
                m_faults.add(place, sentence("plan-file.twice", place, kind));
            seen << kind;
        }
    }

    void needs() {
        QStringList known;
        QStringList here;
        for (const Feature& feature : features()) {
            known << QString::fromLatin1(feature.name);
            if (feature.here)
                here << known.last();
        }
        const QStringList asked = textsIn(m_json.value("needs"_L1));
        for (qsizetype i = 0; i < asked.size(); ++i) {
            const QString place = at(u"needs"_s, i);
            if (asked[i].isEmpty() || here.contains(asked[i]))
                continue;
            m_faults.add(place, known.contains(asked[i])
                                    ? sentence("plan-file.not-here", place, asked[i])
                                    : undefinedAt(place, asked[i], here));
        }
    }

    const QJsonObject& m_json;
    Faults& m_faults;
};

} // namespace

void checkReferences(const QJsonObject& json, Faults& faults) {
    References(json, faults).run();
}

void checkWords(const QJsonObject& json, Faults& faults) {
    Words(json, faults).run();
}

} // namespace plan
