// SPDX-License-Identifier: GPL-3.0-only
#include "plan_values.h"

#include <storage/failure.h>

#include <QJsonArray>
#include <QRegularExpression>

namespace plan {

using namespace Qt::Literals::StringLiterals;
using journal::badInput;

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

QStringList textsIn(const QJsonValue& list) {
    QStringList texts;
    for (const QJsonValue& one : list.toArray())
        texts << one.toString();
    return texts;
}

money::Percent percentOf(const QJsonValue& value) {
    const auto percent = money::Percent::parse(value.toString(u"0"_s));
    if (!percent)
        storage::contradiction(u"分配方案的百分比 %1"_s.arg(value.toString()));
    return *percent;
}

} // namespace plan
