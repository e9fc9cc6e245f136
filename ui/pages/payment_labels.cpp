// SPDX-License-Identifier: GPL-3.0-only
#include "payment_labels.h"

#include <money/fen.h>
#include <widgets/words.h>

#include <QDate>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using money::Fen;
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

QString movementWord(const QString& kind) {
    return kind == u"pay"       ? widgets::commandWord(u"payment.pay"_s)
           : kind == u"reverse" ? widgets::commandWord(u"payment.reverse"_s)
           : kind == u"refund"  ? widgets::commandWord(u"payment.refund"_s)
                                : widgets::commandWord(u"supervision.recover"_s);
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

// payment.list gives the names alone, payment.show each payee with its sum.
QString payeesShort(const QJsonObject& payment) {
    const QJsonValue payees = payment.value("payees"_L1);
    QStringList names = payees.toString().split(u'、', Qt::SkipEmptyParts);
    for (const QJsonValue& one : payees.toArray())
        names << one.toObject().value("name"_L1).toString();
    if (names.isEmpty())
        return payment.value("unit_name"_L1).toString();
    return names.size() > 1 ? tr("%1等%2户").arg(names.first()).arg(names.size()) : names.first();
}

QString payeesWhole(const QJsonObject& payment) {
    const QString names = payment.value("payees"_L1).toString();
    return names.isEmpty() ? payment.value("unit_name"_L1).toString()
                           : QString(names).replace(u'、', u'\n');
}

QJsonArray returnedOf(const QJsonObject& payment) {
    QJsonArray back;
    for (const QJsonValue& one : payment.value("payees"_L1).toArray()) {
        QJsonObject payee = one.toObject();
        const auto fen = [&](QLatin1StringView key) {
            return Fen::parsePrinted(payee.value(key).toString());
        };
        const Fen due = fen("returned"_L1) - fen("let_go"_L1);
        if (due.isZero())
            continue;
        payee.insert("amount"_L1, due.toYuan());
        back.append(payee);
    }
    return back;
}

QJsonArray payeesDue(const QJsonObject& payment) {
    const QJsonArray back = returnedOf(payment);
    return back.isEmpty() ? payment.value("payees"_L1).toArray() : back;
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
        shown << StepsBar::Step{widgets::stateText(u"payment"_s, state), StepsBar::State::Broken,
                                shortDate(last.value("date"_L1).toString()) + u' '
                                    + people.name(last.value("by"_L1).toString())};
    return shown;
}

QJsonArray movementRows(const QJsonObject& payment, const PlanFacts& plan) {
    QJsonArray rows;
    QHash<QString, qsizetype> known; // one row for what one entry moved of one source
    QHash<QString, QStringList> payees;
    for (const QJsonValue& one : payment.value("movements"_L1).toArray()) {
        const QJsonObject moved = one.toObject();
        const QString kind = moved.value("kind"_L1).toString();
        const qint64 seq = moved.value("seq"_L1).toInteger();
        const QString source = moved.value("source"_L1).toString();
        const QString key = u"%1 %2"_s.arg(seq).arg(source);
        const bool voided = moved.value("voided"_L1).toBool();
        const QString what = movementWord(kind);
        QJsonObject row{{"date"_L1, moved.value("date"_L1)},
                        {"what"_L1, voided ? tr("%1(已作废)").arg(what) : what},
                        {"voucher"_L1, moved.value("voucher"_L1)},
                        {"source"_L1, plan.sourceName(source)},
                        {"reason"_L1, moved.value("reason"_L1)},
                        {"id"_L1, moved.value("id"_L1)},
                        {"kind"_L1, voided ? QString() : kind}};
        Fen sum = Fen::parsePrinted(moved.value("amount"_L1).toString());
        if (kind != u"pay")
            sum = -sum;
        payees[key] << moved.value("payee_name"_L1).toString();
        const bool first = !known.contains(key);
        if (first)
            known.insert(key, rows.size());
        else
            sum +=
                Fen::parsePrinted(rows[known.value(key)].toObject().value("amount"_L1).toString());
        row.insert("amount"_L1, sum.toYuan());
        const QStringList& whom = payees[key];
        row.insert("payee"_L1, whom.size() > 1 ? tr("%1等%2户").arg(whom.first()).arg(whom.size())
                                               : whom.value(0));
        row.insert("payees"_L1, whom.join(u'\n'));
        if (first)
            rows.append(row);
        else
            rows[known.value(key)] = row;
    }
    return rows;
}

} // namespace pages
