// SPDX-License-Identifier: GPL-3.0-only
#include "payment_words.h"

#include <widgets/words.h>

#include <QDate>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using widgets::StepsBar;

namespace {

QString tr(const char* words) {
    return QObject::tr(words);
}

// The last step of that name that still counts: a return before it takes it back.
QJsonObject lastStep(const QJsonArray& steps, const QString& name) {
    QJsonObject found;
    for (const QJsonValue& one : steps) {
        const QString step = one.toObject().value("step"_L1).toString();
        if (step == name)
            found = one.toObject();
        else if (step == u"request")
            found = QJsonObject();
    }
    return found;
}

QString shortDate(const QString& date) {
    const QDate day = QDate::fromString(date, Qt::ISODate);
    return day.isValid() ? u"%1-%2"_s.arg(day.month()).arg(day.day(), 2, 10, QChar(u'0')) : date;
}

QString negative(const QString& amount) {
    return amount.isEmpty() ? amount : u"-"_s + amount;
}

} // namespace

QString vouchersOf(const QJsonObject& payment) {
    QStringList numbers;
    for (const QJsonValue& source : payment.value("sources"_L1).toArray()) {
        const QString number = source.toObject().value("voucher"_L1).toString();
        if (!number.isEmpty() && !numbers.contains(number))
            numbers << number;
    }
    return numbers.join(u"、"_s);
}

QString sourcesOf(const QJsonObject& payment, const PlanFacts& plan) {
    QStringList words;
    for (const QJsonValue& one : payment.value("sources"_L1).toArray()) {
        const QJsonObject source = one.toObject();
        words << tr("%1 %2 元")
                     .arg(plan.sourceName(source.value("source"_L1).toString()),
                          widgets::yuan(source.value("amount"_L1)));
    }
    return words.join(u";"_s);
}

QString paperKind(const QJsonObject& payment) {
    return payment.value("kind"_L1) == "prepay"_L1 ? u"prepayment"_s : u"payment"_s;
}

QList<StepsBar::Step> stepsOf(const QJsonObject& payment, const People& people,
                              const QString& today) {
    QStringList names{u"request"_s};
    if (payment.value("office"_L1).toBool())
        names << u"review"_s;
    names << u"approve"_s << u"pay"_s;
    const QString state = payment.value("state"_L1).toString();
    const QJsonArray steps = payment.value("steps"_L1).toArray();
    const QString next = payment.value("next"_L1).toString().section(u'.', 1);
    const bool broken = state == u"returned" || state == u"rejected" || state == u"withdrawn";
    const QJsonObject last = steps.isEmpty() ? QJsonObject() : steps.last().toObject();
    QList<StepsBar::Step> shown;
    for (const QString& name : std::as_const(names)) {
        const QJsonObject step = lastStep(steps, name);
        StepsBar::Step one{widgets::stepWord(name)};
        const QString who = people.name(step.value("by"_L1).toString());
        if (name == next) {
            one.state = StepsBar::State::Now;
            const qint64 days = QDate::fromString(last.value("date"_L1).toString(), Qt::ISODate)
                                    .daysTo(QDate::fromString(today, Qt::ISODate));
            one.detail = tr("已等 %1 天").arg(days);
        } else if (!step.isEmpty()) {
            one.state = StepsBar::State::Done;
            one.detail = shortDate(step.value("date"_L1).toString()) + u' ' + who;
        }
        shown << one;
    }
    if (broken)
        shown << StepsBar::Step{widgets::stateWord(u"payment"_s, state), StepsBar::State::Broken,
                                shortDate(last.value("date"_L1).toString()) + u' '
                                    + people.name(last.value("by"_L1).toString())};
    return shown;
}

QJsonArray movementsOf(const QJsonArray& entries, const QJsonObject& payment,
                       const PlanFacts& plan) {
    QJsonArray rows;
    for (const QJsonValue& one : entries) {
        const QJsonObject entry = one.toObject();
        const QString command = entry.value("do"_L1).toString();
        const QJsonObject with = entry.value("with"_L1).toObject();
        QJsonObject row{
            {"date"_L1, with.value("date"_L1)},       {"what"_L1, widgets::commandWord(command)},
            {"voucher"_L1, with.value("voucher"_L1)}, {"reason"_L1, with.value("reason"_L1)},
            {"id"_L1, with.value("id"_L1)},           {"do"_L1, command}};
        if (command == u"payment.pay") {
            for (const QJsonValue& part : payment.value("sources"_L1).toArray()) {
                const QJsonObject source = part.toObject();
                const QString code = source.value("source"_L1).toString();
                row.insert("source"_L1, plan.sourceName(code));
                row.insert("amount"_L1, source.value("amount"_L1));
                for (const QJsonValue& number : with.value("vouchers"_L1).toArray())
                    if (number.toObject().value("source"_L1) == code)
                        row.insert("voucher"_L1, number.toObject().value("number"_L1));
                rows.append(row);
            }
        } else if (command == u"payment.reverse") {
            row.insert("amount"_L1, negative(payment.value("amount"_L1).toString()));
            rows.append(row);
        } else if (command == u"payment.refund") {
            row.insert("amount"_L1, negative(with.value("amount"_L1).toString()));
            rows.append(row);
        }
    }
    return rows;
}

} // namespace pages
