// SPDX-License-Identifier: GPL-3.0-only
#include "draft_tables.h"
#include "wording.h"

#include <labels/labels.h>

#include <QDate>
#include <QJsonArray>
#include <QRegularExpression>

namespace plan::drafts {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;
using money::Fen;

namespace {

constexpr int mostYears = 50; // of one span

// What keys name: sources, paths, ticks and kinds of unit.
QString definedBy(const QString& key) {
    if (key.endsWith(".sources[]"_L1) || key.endsWith(".shares.*"_L1))
        return u"sources"_s;
    if (key == "lines[].path"_L1 || key.endsWith(".open_paths[]"_L1) || key == "paths.*"_L1)
        return u"paths"_s;
    if (key.endsWith(".eligibility[]"_L1))
        return u"ticks"_s;
    if (key.endsWith(".unit_kinds[]"_L1) || key == "unit_kinds.*"_L1)
        return u"unit_kinds"_s;
    return {};
}

QString listKey(const Key& key) {
    return QString::fromLatin1(key.path) + u"[]"_s;
}

// The parts of a list's cell. Sentences hold semicolons of their own.
QStringList partsOf(const QString& cell, const Key& key) {
    static const QRegularExpression signs(u"[;\uff1b\\n]"_s);
    const bool sentences = QByteArray(key.path).endsWith("notices");
    QStringList parts;
    for (const QString& part : sentences ? cell.split(u'\n') : cell.split(signs))
        if (!part.trimmed().isEmpty())
            parts << part.trimmed();
    return parts;
}

bool isYes(const QString& cell) {
    return cell == u"是" || cell == u"√" || cell == u"✓" || cell == u"有"
           || cell.compare("true"_L1, Qt::CaseInsensitive) == 0 || cell == u"1";
}

bool isNo(const QString& cell) {
    return cell == u"否" || cell == u"×" || cell == u"无"
           || cell.compare("false"_L1, Qt::CaseInsensitive) == 0 || cell == u"0";
}

QString dateIn(const QString& cell) {
    static const QRegularExpression form(
        u"^(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?( 00:00:00)?$"_s);
    if (const auto found = form.match(cell); found.hasMatch()) {
        const QDate date(found.captured(1).toInt(), found.captured(2).toInt(),
                         found.captured(3).toInt());
        return date.toString(Qt::ISODate); // "" of one that is none
    }
    // A spreadsheet keeps a date as the days since the end of 1899.
    bool whole = false;
    const int days = cell.toInt(&whole);
    constexpr int earliest = 30000;
    constexpr int latest = 80000;
    if (whole && days > earliest && days < latest)
        return QDate(1899, 12, 30).addDays(days).toString(Qt::ISODate);
    return {};
}

Reading wrong(const labels::Sentence& sentence) {
    return {QJsonValue(QJsonValue::Undefined), sentence};
}

// "72.50" as "72.5": two ways to write a figure are one.
QString plainFigure(QString cell) {
    if (cell.endsWith(u'%'))
        cell.chop(1);
    static const QRegularExpression zeros(u"\\.0+$|(\\.\\d*?[1-9])0+$"_s);
    return cell.trimmed().replace(zeros, u"\\1"_s);
}

Reading yearsIn(const QString& cell) {
    static const QRegularExpression form(u"^(\\d{4})(?:[-–—~\uff5e至](\\d{4}))?年?$"_s);
    static const QRegularExpression signs(u"[;\uff1b,\uff0c、\\s]+"_s);
    QJsonArray years;
    for (const QString& part : cell.split(signs, Qt::SkipEmptyParts)) {
        const auto found = form.match(part);
        const int from = found.captured(1).toInt();
        const int to = found.hasCaptured(2) ? found.captured(2).toInt() : from;
        if (!found.hasMatch() || to < from || to - from > mostYears)
            return wrong(sentence("plan-draft.years", part));
        for (int year = from; year <= to; ++year)
            years.append(year);
    }
    return {years, {}};
}

Reading dictOf(const QString& cell, const Key& key, const Names& names, bool wan) {
    static const QRegularExpression form(u"^(.*?)[\\s:\uff1a=\uff1d]+([0-9.,]+%?)$"_s);
    const plan::Key* inner = plan::key(QString::fromLatin1(key.path) + u".*"_s);
    QJsonObject dict;
    for (const QString& part : partsOf(cell, key)) {
        const auto found = form.match(part);
        if (!found.hasMatch() || !inner)
            return wrong(sentence("plan-draft.pair", part));
        const Reading value = valueOf(found.captured(2), *inner, names, wan);
        if (value.wrong)
            return value;
        dict.insert(names.code(QString::fromLatin1(inner->path), found.captured(1).trimmed()),
                    value.value);
    }
    return {dict, {}};
}

Reading listOf(const QString& cell, const Key& key, const Names& names, bool wan) {
    const plan::Key* element = plan::key(listKey(key));
    if (!element)
        return {cell, {}};
    if (element->holds == Holds::Integer)
        return yearsIn(cell);
    QJsonArray list;
    if (isNo(cell))
        return {list, {}};
    static const QRegularExpression more(u"[、,\uff0c/]"_s);
    QStringList parts = partsOf(cell, key);
    // Words of a list that has names may stand as people write them, too: 预拨付、分批拨付.
    const bool named = element->holds == Holds::Choice || !definedBy(listKey(key)).isEmpty();
    for (qsizetype i = 0; named && i < parts.size(); ++i) {
        const Reading whole = valueOf(parts[i], *element, names, wan);
        const QMap<QString, QString>* known = names.at(listKey(key));
        const bool taken = !whole.wrong && (!known || known->contains(whole.value.toString()));
        const QStringList pieces = parts[i].split(more, Qt::SkipEmptyParts);
        if (!taken && pieces.size() > 1) {
            parts.removeAt(i);
            for (qsizetype k = 0; k < pieces.size(); ++k)
                parts.insert(i + k, pieces[k].trimmed());
            i += pieces.size() - 1;
        }
    }
    for (const QString& part : parts) {
        const Reading one = valueOf(part, *element, names, wan);
        if (one.wrong)
            return one;
        list.append(one.value);
    }
    return {list, {}};
}

// What the plan defines, by its name or its code; any other text as it is.
Reading named(const QString& cell, const QString& key, const Names& names) {
    const QString code = names.code(key, cell);
    const QMap<QString, QString>* known = names.at(key);
    if (!known || known->isEmpty() || known->contains(code))
        return {code, {}};
    QStringList words;
    for (auto it = known->begin(); it != known->end(); ++it)
        words << names.word(key, it.key());
    return wrong(sentence("plan-draft.choice", cell, words.join(u"、"_s)));
}

Reading choiceOf(const QString& cell, const Key& key) {
    const QMap<QString, QString> words = wordsOf(key);
    for (const QString& code : choicesOf(key))
        if (cell.compare(code, Qt::CaseInsensitive) == 0 || cell == words.value(code))
            return {code, {}};
    const QStringList shown = words.isEmpty() ? choicesOf(key) : words.values();
    return wrong(sentence("plan-draft.choice", cell, shown.join(u"、"_s)));
}

} // namespace

QString cleanCell(const QString& text) {
    QString clean;
    for (const QChar sign : text)
        if (sign.category() != QChar::Other_Format)
            clean += sign == QChar::Nbsp ? QChar(u' ') : sign;
    return clean.remove(u'\r').trimmed();
}

std::optional<Fen> amountOf(const QString& cell, bool wan) {
    QString figure = cell.normalized(QString::NormalizationForm_KC);
    figure.remove(u',').remove(u' ');
    if (figure.endsWith(u"万元"_s)) {
        wan = true;
        figure.chop(2);
    } else if (figure.endsWith(u'元')) {
        wan = false;
        figure.chop(1);
    }
    if (figure.contains(u'.')) {
        static const QRegularExpression zeros(u"\\.?0+$"_s);
        figure.remove(zeros);
    }
    return wan ? Fen::parseWan(figure) : Fen::parse(figure);
}

QString figure(Fen amount, bool wan) {
    QString text = wan ? amount.toWan() : amount.toYuan();
    text.remove(u','); // a cell keeps a figure as it is worked with
    while (text.endsWith(u'0'))
        text.chop(1);
    if (text.endsWith(u'.'))
        text.chop(1);
    return text;
}

const QMap<QString, QString>* Names::at(const QString& key) const {
    const auto found = of.constFind(definedBy(key));
    return found == of.constEnd() ? nullptr : &*found;
}

QString Names::code(const QString& key, const QString& word) const {
    const QMap<QString, QString>* known = at(key);
    if (!known || known->contains(word))
        return word;
    const QStringList codes = known->keys(word);
    return codes.size() == 1 ? codes.front() : word;
}

QString Names::word(const QString& key, const QString& code) const {
    const QMap<QString, QString>* known = at(key);
    const QString word = known ? known->value(code) : QString();
    const bool plain = !word.isEmpty() && !word.contains(u';') && !word.contains(u'\uff1b')
                       && word == word.trimmed() && known->keys(word).size() == 1
                       && (word == code || !known->contains(word));
    return plain ? word : code;
}

Names namesIn(const QJsonObject& plan) {
    Names names;
    for (const QJsonValue& one : plan.value("sources"_L1).toArray())
        names.of[u"sources"_s].insert(one["code"_L1].toString(), one["name"_L1].toString());
    const QJsonObject paths = plan.value("paths"_L1).toObject();
    for (auto it = paths.begin(); it != paths.end(); ++it)
        names.of[u"paths"_s].insert(it.key(), it.value()["name"_L1].toString());
    const QJsonObject own = plan.value("ticks"_L1).toObject();
    const QMap<QString, Tick> ticks = readWording(plan).ticks;
    for (auto it = ticks.begin(); it != ticks.end(); ++it)
        if (own.isEmpty() || own.contains(it.key()))
            names.of[u"ticks"_s].insert(it.key(), it->name);
    for (const QString& kind : choicesOf(*plan::key(u"unit_kinds"_s)))
        names.of[u"unit_kinds"_s].insert(kind,
                                         labels::shortLabel(labels::Vocabulary::UnitKind, kind));
    for (const QJsonValue& one : plan.value("directions"_L1).toArray())
        names.directions << one.toString();
    return names;
}

QString cellOf(const QJsonValue& value, const Key& key, const Names& names, bool wan) {
    const QString place = QString::fromLatin1(key.path);
    QStringList parts;
    switch (key.holds) {
    case Holds::Amount:
    case Holds::AnyAmount: {
        const auto amount = Fen::parse(value.toString());
        return amount ? figure(*amount, wan) : value.toString();
    }
    case Holds::Integer:
        return QString::number(value.toInteger());
    case Holds::Bool:
    case Holds::ObjectOrOff:
        return value.toBool() ? u"是"_s : u"否"_s;
    case Holds::Choice:
        return wordsOf(key).value(value.toString(), value.toString());
    case Holds::List:
    case Holds::FullList:
        if (const plan::Key* element = plan::key(listKey(key)))
            for (const QJsonValue& one : value.toArray())
                parts << cellOf(one, *element, names, wan);
        return parts.join(place.endsWith("notices"_L1) ? u"\n"_s : u";"_s);
    case Holds::Dict: {
        const QJsonObject dict = value.toObject();
        for (auto it = dict.begin(); it != dict.end(); ++it)
            parts << names.word(place + u".*"_s, it.key()) + u' ' + it.value().toString();
        return parts.join(u";"_s);
    }
    default:
        return names.word(place, value.toString());
    }
}

Reading valueOf(const QString& cell, const Key& key, const Names& names, bool wan) {
    switch (key.holds) {
    case Holds::Amount:
    case Holds::AnyAmount: {
        const auto amount = amountOf(cell, wan);
        if (!amount)
            return wrong(sentence("plan-draft.amount", cell, wan ? u"万元"_s : u"元"_s));
        return {amount->toYuan(), {}};
    }
    case Holds::Percent: {
        const QString percent = plainFigure(cell.normalized(QString::NormalizationForm_KC));
        if (!money::Percent::parse(percent))
            return wrong(sentence("plan-draft.percent", cell));
        return {percent, {}};
    }
    case Holds::Decimal:
    case Holds::AnyDecimal:
        return {plainFigure(cell.normalized(QString::NormalizationForm_KC)), {}};
    case Holds::Integer: {
        bool whole = false;
        const int number = plainFigure(cell).toInt(&whole);
        if (whole)
            return {number, {}};
        // A direction may stand as its words.
        if (QByteArray(key.path).endsWith(".direction") && names.directions.contains(cell))
            return {static_cast<int>(names.directions.indexOf(cell)) + 1, {}};
        return wrong(sentence("plan-draft.whole", cell));
    }
    case Holds::Date: {
        const QString date = dateIn(cell);
        if (date.isEmpty())
            return wrong(sentence("plan-draft.date", cell));
        return {date, {}};
    }
    case Holds::Bool:
    case Holds::ObjectOrOff:
        if (!isYes(cell) && !isNo(cell))
            return wrong(sentence("plan-draft.yes-no", cell));
        return {isYes(cell), {}};
    case Holds::Choice:
        return choiceOf(cell, key);
    case Holds::List:
    case Holds::FullList:
        return listOf(cell, key, names, wan);
    case Holds::Dict:
        return dictOf(cell, key, names, wan);
    default:
        return named(cell, QString::fromLatin1(key.path), names);
    }
}

QStringList stepsOf(const QString& place) {
    QStringList found;
    for (const QString& part : place.split(u'.')) {
        const qsizetype bracket = part.indexOf(u'[');
        found << (bracket < 0 ? part : part.left(bracket));
        for (qsizetype at = bracket; at >= 0; at = part.indexOf(u'[', at + 1))
            found << part.mid(at, part.indexOf(u']', at) - at + 1);
    }
    return found;
}

QJsonValue withValue(const QJsonValue& whole, QStringList steps, const QJsonValue& value) {
    if (steps.isEmpty())
        return value;
    const QString step = steps.takeFirst();
    if (!step.startsWith(u'[')) {
        QJsonObject object = whole.toObject();
        object.insert(step, withValue(object.value(step), steps, value));
        return object;
    }
    QJsonArray list = whole.toArray();
    const qsizetype index = step.mid(1, step.size() - 2).toLongLong();
    if (index < 0 || index >= list.size())
        list.append(withValue({}, steps, value));
    else
        list[index] = withValue(list.at(index), steps, value);
    return list;
}

const Key* keyAt(const QString& place) {
    QString pattern;
    for (const QString& step : stepsOf(place)) {
        if (step.startsWith(u'[')) {
            pattern += u"[]"_s;
            continue;
        }
        const QString above = pattern.isEmpty() ? QString() : pattern + u'.';
        pattern = plan::key(above + step) ? above + step : above + u'*';
    }
    return plan::key(pattern);
}

} // namespace plan::drafts
