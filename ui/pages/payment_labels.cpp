// SPDX-License-Identifier: GPL-3.0-only
#include "payment_labels.h"

#include <money/fen.h>
#include <widgets/words.h>

#include <QDate>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using labels::MovementKind;
using labels::PaymentState;
using money::Fen;
using widgets::StepsBar;

namespace {

QString tr(const char* words) {
    return QObject::tr(words);
}

// The last step of that name that still counts: a return before it takes it back.
std::optional<api::Step> lastStep(const std::vector<api::Step>& steps, const QString& name) {
    std::optional<api::Step> found;
    for (const api::Step& step : steps) {
        if (step.step == name)
            found = step;
        else if (step.isRequest())
            found.reset();
    }
    return found;
}

QString shortOf(const QStringList& names, const QString& unit) {
    if (names.isEmpty())
        return unit;
    return names.size() > 1 ? QObject::tr("%1等%2户").arg(names.first()).arg(names.size())
                            : names.first();
}

QString shortDate(const QString& date) {
    const QDate day = QDate::fromString(date, Qt::ISODate);
    return day.isValid() ? u"%1-%2"_s.arg(day.month()).arg(day.day(), 2, 10, QChar(u'0')) : date;
}

QString movementWord(MovementKind kind) {
    return kind == MovementKind::Pay       ? widgets::commandWord(u"payment.pay"_s)
           : kind == MovementKind::Reverse ? widgets::commandWord(u"payment.reverse"_s)
           : kind == MovementKind::Refund  ? widgets::commandWord(u"payment.refund"_s)
                                           : widgets::commandWord(u"supervision.recover"_s);
}

} // namespace

QString vouchersOf(const api::PaymentSummary& payment) {
    QStringList numbers;
    for (const api::PaymentSource& source : payment.sources)
        if (!source.voucher.isEmpty() && !numbers.contains(source.voucher))
            numbers << source.voucher;
    return numbers.join(u"、"_s);
}

QString payeesShort(const api::Payment& payment) {
    QStringList names;
    for (const api::PaymentPayee& payee : payment.payees)
        names << payee.name;
    return shortOf(names, payment.unitName);
}

QString payeesShort(const api::PaymentRow& payment) {
    return shortOf(payment.payees.split(u'、', Qt::SkipEmptyParts), payment.unitName);
}

QString payeesWhole(const api::PaymentRow& payment) {
    return payment.payees.isEmpty() ? payment.unitName
                                    : QString(payment.payees).replace(u'、', u'\n');
}

std::vector<api::PaymentPayee> returnedOf(const api::Payment& payment) {
    std::vector<api::PaymentPayee> back;
    for (api::PaymentPayee payee : payment.payees) {
        payee.amount = payee.returned - payee.letGo;
        if (!payee.amount.isZero())
            back.push_back(std::move(payee));
    }
    return back;
}

std::vector<api::PaymentPayee> payeesDue(const api::Payment& payment) {
    auto back = returnedOf(payment);
    return back.empty() ? payment.payees : back;
}

QString paperKind(const api::Payment& payment) {
    return payment.kind == labels::PaymentKind::Prepay ? u"prepayment"_s : u"payment"_s;
}

QList<StepsBar::Step> stepsOf(const api::Payment& payment, const People& people,
                              const QString& today) {
    QStringList names{u"request"_s};
    if (payment.office)
        names << u"review"_s;
    names << u"approve"_s << u"pay"_s;
    const PaymentState state = payment.state;
    const QString next = payment.next.section(u'.', 1);
    const bool broken = state == PaymentState::Returned || state == PaymentState::Rejected
                        || state == PaymentState::Withdrawn;
    const api::Step last = payment.steps.empty() ? api::Step() : payment.steps.back();
    QList<StepsBar::Step> shown;
    for (const QString& name : std::as_const(names)) {
        const auto step = lastStep(payment.steps, name);
        StepsBar::Step one{widgets::stepWord(name)};
        if (name == next) {
            one.state = StepsBar::State::Now;
            const qint64 days = QDate::fromString(last.date, Qt::ISODate)
                                    .daysTo(QDate::fromString(today, Qt::ISODate));
            one.detail = tr("已等 %1 天").arg(days);
        } else if (step) {
            one.state = StepsBar::State::Done;
            one.detail = shortDate(step->date) + u' ' + people.name(step->by);
        }
        shown << one;
    }
    if (broken)
        shown << StepsBar::Step{labels::shortLabel(state), StepsBar::State::Broken,
                                shortDate(last.date) + u' ' + people.name(last.by)};
    return shown;
}

QJsonArray movementRows(const api::Payment& payment, const PlanFacts& plan) {
    QJsonArray rows;
    QHash<QString, qsizetype> known; // one row for what one entry moved of one source
    QHash<QString, QStringList> payees;
    QHash<QString, Fen> sums;
    for (const api::PaymentMovement& moved : payment.movements) {
        const QString key = u"%1 %2"_s.arg(moved.seq).arg(moved.source);
        const QString what = movementWord(moved.kind);
        QJsonObject row{{"date"_L1, moved.date},
                        {"what"_L1, moved.voided ? tr("%1(已作废)").arg(what) : what},
                        {"voucher"_L1, moved.voucher},
                        {"source"_L1, plan.sourceName(moved.source)},
                        {"reason"_L1, moved.reason},
                        {"id"_L1, moved.id},
                        {"kind"_L1, moved.voided ? QString() : labels::code(moved.kind)}};
        sums[key] += moved.kind == MovementKind::Pay ? moved.amount : -moved.amount;
        payees[key] << moved.payeeName;
        row.insert("amount"_L1, sums[key].toYuan());
        const QStringList& whom = payees[key];
        row.insert("payee"_L1, shortOf(whom, {}));
        row.insert("payees"_L1, whom.join(u'\n'));
        if (known.contains(key)) {
            rows[known.value(key)] = row;
        } else {
            known.insert(key, rows.size());
            rows.append(row);
        }
    }
    return rows;
}

} // namespace pages
