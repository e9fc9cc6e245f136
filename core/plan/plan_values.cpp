// SPDX-License-Identifier: GPL-3.0-only
#include "plan_values.h"

#include <journal/shape.h>
#include <storage/failure.h>

#include <QJsonArray>
#include <QRegularExpression>

namespace plan {

using namespace Qt::Literals::StringLiterals;
using journal::badInput;
using journal::Rejection;
using labels::sentence;

namespace {

constexpr qint64 largest = 1'000'000'000;

// Keys that a wrong type would turn into nothing without a word.
std::optional<Rejection> keyRejection(const QString& key, const QJsonValue& value,
                                      const QString& place) {
    static const QStringList counts{u"direction"_s, u"phase"_s, u"notice_days"_s,
                                    u"count_per_year"_s};
    static const QStringList percentages{u"prepay_percent"_s, u"retention_percent"_s, u"percent"_s};
    if (counts.contains(key) && !value.isDouble()) // json
        return badInput(place, sentence("plan-file.integer", place));
    if (percentages.contains(key) && !value.isString())
        return badInput(place, sentence("plan-file.text", place));
    return {};
}

std::optional<Rejection> objectRejection(const QJsonObject& object, const QString& place) {
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString inner = place.isEmpty() ? it.key() : place + u'.' + it.key();
        if (!journal::isCleanText(it.key(), false))
            return badInput(place, sentence("plan-file.key"));
        if (auto rejection = keyRejection(it.key(), it.value(), inner))
            return rejection;
        if (auto rejection = plainValues(it.value(), inner))
            return rejection;
    }
    return {};
}

} // namespace

std::optional<Rejection> plainValues(const QJsonValue& value, const QString& place) {
    if (value.isString() && !journal::isCleanText(value.toString(), true))
        return badInput(place, sentence("plan-file.control-sign", place));
    if (value.isDouble() && qAbs(value.toInteger(largest + 1)) > largest) // json
        return badInput(place, sentence("plan-file.fraction", place));
    if (value.isObject())
        return objectRejection(value.toObject(), place);
    const QJsonArray items = value.toArray();
    for (qsizetype i = 0; i < items.size(); ++i)
        if (auto rejection = plainValues(items[i], place + u'[' + QString::number(i) + u']'))
            return rejection;
    return {};
}

QString firstDayOf(const QJsonObject& plan) {
    const int year = plan.value("effective"_L1).toString().left(4).toInt() - 1;
    return plan.value("first_day"_L1).toString(u"%1-01-01"_s.arg(year, 4, 10, QChar(u'0')));
}

journal::Rejection withCodes(const QJsonObject& plan, const journal::Rejection& rejection) {
    const journal::Error* error = rejection.error();
    if (!error)
        return rejection;
    static const struct {
        const char* place;
        const char* words;
    } lists[] = {{"lines", "行"}, {"sources", "来源"}, {"goals", "目标"}};
    static const QRegularExpression place(
        u"^(lines|sources|goals)\\[(\\d+)\\](?:\\.items\\[(\\d+)\\])?"_s);
    const auto code = [](const QJsonValue& one) { return one["code"_L1].toString(); };
    const auto named = [&](const QString& argument) {
        const auto found = place.match(argument);
        const QJsonValue one = plan.value(found.captured(1))[found.captured(2).toInt()];
        if (code(one).isEmpty())
            return argument;
        QString words = code(one);
        for (const auto& list : lists)
            if (found.captured(1) == QLatin1StringView(list.place))
                words = QString::fromUtf8(list.words) + u' ' + words;
        const QString item = code(one["items"_L1][found.captured(3).toInt()]);
        if (found.hasCaptured(3) && !item.isEmpty())
            words += u" 细项 "_s + item;
        else if (found.hasCaptured(3))
            words += u".items[%1]"_s.arg(found.captured(3));
        return words + argument.mid(found.capturedEnd());
    };
    return badInput(error->field, error->sentence.withArguments(named));
}

money::Percent percentOf(const QJsonValue& value) {
    const auto percent = money::Percent::parse(value.toString(u"0"_s));
    if (!percent)
        storage::contradiction(u"分配方案的百分比 %1"_s.arg(value.toString()));
    return *percent;
}

} // namespace plan
