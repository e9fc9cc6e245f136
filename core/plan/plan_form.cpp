// SPDX-License-Identifier: GPL-3.0-only
#include "plan_form.h"

#include "plan_keys.h"

#include <journal/shape.h>
#include <money/fen.h>

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace plan {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;
using labels::Sentence;

namespace {

constexpr qsizetype mostShown = 40;   // signs of what stood there
constexpr qsizetype mostNames = 24;   // of what may be written
constexpr qsizetype mostFaults = 500; // a file of another kind has no end of them

QString cut(const QString& text) {
    QString shown = text.left(mostShown);
    for (QChar& sign : shown)
        if (!journal::isCleanText(QStringView(&sign, 1), false) && !sign.isSurrogate())
            sign = u' ';
    if (!shown.isEmpty() && shown.back().isHighSurrogate())
        shown.chop(1);
    return text.size() > mostShown ? shown + u'…' : shown;
}

QString listed(const QStringList& names) {
    if (names.isEmpty())
        return u"(一个也没有)"_s;
    QString text = QStringList(names.mid(0, mostNames)).join(u"、"_s);
    if (names.size() > mostNames)
        text += u" 等"_s;
    return text;
}

// Changes of one sign that make one of the other, two neighbours exchanged being one change.
qsizetype distance(const QString& one, const QString& other) {
    std::vector<std::vector<qsizetype>> steps(
        static_cast<std::size_t>(one.size()) + 1,
        std::vector<qsizetype>(static_cast<std::size_t>(other.size()) + 1));
    const auto step = [&](qsizetype i, qsizetype j) -> qsizetype& {
        return steps[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)];
    };
    for (qsizetype i = 0; i <= one.size(); ++i)
        step(i, 0) = i;
    for (qsizetype j = 0; j <= other.size(); ++j)
        step(0, j) = j;
    for (qsizetype i = 1; i <= one.size(); ++i)
        for (qsizetype j = 1; j <= other.size(); ++j) {
            const bool same = one[i - 1] == other[j - 1];
            qsizetype& here = step(i, j);
            here = std::min(
                {step(i - 1, j) + 1, step(i, j - 1) + 1, step(i - 1, j - 1) + (same ? 0 : 1)});
            if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                here = std::min(here, step(i - 2, j - 2) + 1);
        }
    return step(one.size(), other.size());
}

bool isWhole(const QJsonValue& value) {
    if (!value.isDouble()) // json
        return false;
    constexpr qint64 none = -1'000'000'001;
    const qint64 whole = value.toInteger(none);
    return whole != none && value == QJsonValue(whole);
}

class FormWalk {
public:
    explicit FormWalk(Faults& faults) : m_faults(faults) {}

    void object(const QJsonObject& object, const QString& path, const QString& place) {
        const QStringList names = namesBelow(path);
        for (auto it = object.begin(); it != object.end(); ++it) {
            if (m_faults.full())
                return;
            if (!journal::isCleanText(it.key(), false)) {
                m_faults.add(place, sentence("plan-file.key", placeOr(place)));
                continue;
            }
            const QString inner = place.isEmpty() ? it.key() : place + u'.' + it.key();
            if (!names.contains(it.key())) {
                unknown(it.key(), names, inner);
                continue;
            }
            one(it.value(), path.isEmpty() ? it.key() : path + u'.' + it.key(), inner);
        }
        for (const QString& name : names) {
            const Key* row = key(path.isEmpty() ? name : path + u'.' + name);
            const QString inner = place.isEmpty() ? name : place + u'.' + name;
            if (row && row->required && !object.contains(name))
                m_faults.add(inner, sentence("plan-file.missing", inner, wanted(*row)));
        }
    }

private:
    static QString placeOr(const QString& place) { return place.isEmpty() ? u"方案文件"_s : place; }

    void unknown(const QString& name, const QStringList& names, const QString& place) {
        const QString meant = nearest(name, names);
        if (!meant.isEmpty())
            return m_faults.add(place, sentence("plan-file.key-near", place, meant));
        for (const Key& row : keys()) {
            const QString other = QString::fromLatin1(row.path);
            if (other.endsWith(u'.' + name) || other == name)
                return m_faults.add(place, sentence("plan-file.key-elsewhere", place, other));
        }
        const QString elsewhere = nearestAnywhere(name);
        if (!elsewhere.isEmpty())
            return m_faults.add(place, sentence("plan-file.key-near", place, elsewhere));
        m_faults.add(place, sentence("plan-file.key-unknown", place, listed(names)));
    }

    // The place of a key of the table that was likely meant, wherever it stands.
    static QString nearestAnywhere(const QString& name) {
        QStringList names;
        for (const Key& row : keys())
            names << QString::fromLatin1(row.path).section(u'.', -1);
        const QString meant = nearest(name, names);
        const qsizetype at = names.indexOf(meant);
        return meant.isEmpty() || meant == "*"_L1
                   ? QString()
                   : QString::fromLatin1(keys()[static_cast<std::size_t>(at)].path);
    }

    // One value that stands where `path` says.
    void one(const QJsonValue& value, const QString& path, const QString& place) {
        const Key* row = key(path);
        if (!row || m_faults.full())
            return;
        if (!fits(value, *row))
            return m_faults.add(place,
                                sentence("plan-file.wrong", place, foundAt(value), wanted(*row)));
        if (value.isString() && !journal::isCleanText(value.toString(), true))
            return m_faults.add(place, sentence("plan-file.control-sign", place));
        if (!isHere(value, *row))
            return m_faults.add(
                place, sentence("plan-file.not-here", place, QString::fromLatin1(row->feature)));
        switch (row->holds) {
        case Holds::Object:
            return object(value.toObject(), path, place);
        case Holds::ObjectOrOff:
            if (value.isObject())
                object(value.toObject(), path, place);
            return;
        case Holds::Dict:
            return dict(value.toObject(), *row, path, place);
        case Holds::List:
        case Holds::FullList:
            return list(value.toArray(), path + u"[]"_s, place);
        default:
            return;
        }
    }

    void list(const QJsonArray& items, const QString& path, const QString& place) {
        for (qsizetype i = 0; i < items.size(); ++i)
            one(items[i], path, u"%1[%2]"_s.arg(place).arg(i));
    }

    void dict(const QJsonObject& object, const Key& row, const QString& path,
              const QString& place) {
        const QStringList names = choicesOf(row);
        for (auto it = object.begin(); it != object.end(); ++it) {
            const QString inner = place + u'.' + it.key();
            if (it.key().trimmed().isEmpty() || !journal::isCleanText(it.key(), false))
                m_faults.add(place, sentence("plan-file.key", place));
            else if (!names.isEmpty() && !names.contains(it.key()))
                unknown(it.key(), names, inner);
            else
                one(it.value(), path + u".*"_s, inner);
        }
    }

    // A key of what the program has not may stand there with the value that asks for nothing.
    static bool isHere(const QJsonValue& value, const Key& row) {
        const QString feature = QString::fromLatin1(row.feature);
        if (feature.isEmpty())
            return true;
        for (const Feature& one : features())
            if (feature == QLatin1StringView(one.name) && one.here)
                return true;
        const QString usual = QString::fromUtf16(row.fallback);
        if (value.isBool())
            return !value.toBool();
        if (value.isString())
            return value.toString().isEmpty() || value.toString() == usual;
        return (value.isArray() && value.toArray().isEmpty())
               || (value.isObject() && value.toObject().isEmpty());
    }

    static bool fits(const QJsonValue& value, const Key& row) {
        const QString text = value.toString();
        switch (row.holds) {
        case Holds::Object:
        case Holds::Dict:
            return value.isObject();
        case Holds::ObjectOrOff:
            return value.isObject() || (value.isBool() && !value.toBool());
        case Holds::List:
            return value.isArray();
        case Holds::FullList:
            return value.isArray() && !value.toArray().isEmpty();
        case Holds::Integer:
            return isWhole(value) && value.toInteger() >= row.least
                   && value.toInteger() <= row.most;
        case Holds::Bool:
            return value.isBool();
        default:
            return value.isString() && textFits(text, row);
        }
    }

    static bool textFits(const QString& text, const Key& row) {
        const auto isDecimal = [&text] {
            return !journal::Shape{journal::decimal("of")}.rejection({{"of"_L1, text}});
        };
        switch (row.holds) {
        case Holds::Text:
            return !text.trimmed().isEmpty();
        case Holds::Code:
            return !journal::Shape{journal::id("code")}.rejection({{"code"_L1, text}});
        case Holds::AnyAmount:
            return text.isEmpty() || money::Fen::parse(text);
        case Holds::Amount:
            return money::Fen::parse(text).has_value();
        case Holds::Percent:
            return money::Percent::parse(text).has_value();
        case Holds::AnyDecimal:
            return text.isEmpty() || isDecimal();
        case Holds::Decimal:
            return isDecimal();
        case Holds::Date:
            return journal::isDate(text);
        case Holds::Choice:
            return choicesOf(row).contains(text)
                   || (text.isEmpty() && !row.required && QStringView(row.fallback) == u"\"\"");
        default:
            return true;
        }
    }

    Faults& m_faults;
};

} // namespace

void Faults::add(const QString& place, const Sentence& sentence) {
    if (full() || m_places.contains(place))
        return;
    m_places.insert(place);
    m_all.push_back(journal::badInput(place, sentence));
}

bool Faults::full() const {
    return m_all.size() >= mostFaults;
}

bool Faults::exactlyAt(const QString& place) const {
    return m_places.contains(place);
}

bool Faults::at(const QString& place) const {
    return std::any_of(m_places.begin(), m_places.end(), [&](const QString& one) {
        return one == place || one.startsWith(place + u'.') || one.startsWith(place + u'[');
    });
}

void checkForm(const QJsonObject& json, Faults& faults) {
    FormWalk(faults).object(json, {}, {});
}

Sentence foundAt(const QJsonValue& value) {
    switch (value.type()) {
    case QJsonValue::Undefined:
        return sentence("plan-found.nothing");
    case QJsonValue::Null:
        return sentence("plan-found.null");
    case QJsonValue::Bool:
        return value.toBool() ? sentence("plan-found.true") : sentence("plan-found.false");
    case QJsonValue::Double: // json
        return sentence(
            "plan-found.number",
            QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact))
                .mid(1)
                .chopped(1));
    case QJsonValue::String:
        if (value.toString().trimmed().isEmpty())
            return sentence("plan-found.blank");
        return sentence("plan-found.text", cut(value.toString()));
    case QJsonValue::Array:
        return value.toArray().isEmpty() ? sentence("plan-found.empty-list")
                                         : sentence("plan-found.list");
    case QJsonValue::Object:
        return sentence("plan-found.object");
    }
    return sentence("plan-found.null");
}

QString nearest(const QString& word, const QStringList& names) {
    if (word.size() > 64)
        return {};
    const auto plain = [](const QString& text) {
        return text.toLower().replace(u'-', u'_').remove(u' ');
    };
    QString best;
    qsizetype least = std::max<qsizetype>(1, word.size() / 4) + 1;
    for (const QString& name : names) {
        const qsizetype far = distance(plain(word), plain(name));
        if (far < least) {
            least = far;
            best = name;
        }
    }
    return best;
}

Sentence undefinedAt(const QString& place, const QString& word, const QStringList& names) {
    const QString meant = nearest(word, names);
    return meant.isEmpty()
               ? sentence("plan-file.undefined", place, cut(word), listed(names))
               : sentence("plan-file.undefined-near", place, cut(word), listed(names), meant);
}

} // namespace plan
