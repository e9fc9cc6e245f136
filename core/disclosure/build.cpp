// SPDX-License-Identifier: GPL-3.0-only
#include "disclosures.h"

#include <units/units.h>

namespace disclosure {

using namespace Qt::Literals::StringLiterals;
using journal::Context;
using money::Fen;

namespace {

// The month that a page is about.
struct Period {
    QString month;
    QString first;
    QString last;
};

// What moved on one project in the month.
struct MonthMovement {
    std::map<QString, Fen> bySource;
    std::map<QString, Fen> byUnit;
    QString date; // of the last payment, or of what came back of one
    QString kind; // of that payment
};

// By project: what was paid, accepted or recovered in the month. A counter-entry is a movement too,
// whatever month it corrects.
std::map<QString, MonthMovement> movementsIn(Context& context, const Period& period,
                                             const std::map<QString, Fen>& accepted) {
    std::map<QString, MonthMovement> found;
    for (const disbursement::PaidInMonth& one : disbursement::paidIn(context, period.month)) {
        MonthMovement& movement = found[one.project];
        movement.bySource[one.source] += one.amount;
        movement.byUnit[one.unit] += one.amount;
        if (one.date >= movement.date) {
            movement.date = one.date;
            movement.kind = labels::code(one.kind);
        }
    }
    for (const auto& [project, amount] : accepted)
        found[project];
    for (const auto& [project, amount] :
         ledger::recoveredBetween(context, period.first, period.last))
        if (!amount.isZero())
            found[project];
    return found;
}

Fen sumOf(const std::map<QString, Fen>& parts) {
    Fen sum;
    for (const auto& [name, amount] : parts)
        sum += amount;
    return sum;
}

// Who got the money, where it was not the project's unit alone; together they are the row.
QJsonArray payeesOf(Context& context, const Period& period, const QString& unit,
                    const MonthMovement& movement, const std::map<QString, Fen>& totals) {
    std::map<QString, std::pair<Fen, Fen>> paid; // in the month, and until its end
    for (const auto& [payee, amount] : movement.byUnit)
        paid[payee].first = amount;
    for (const auto& [payee, amount] : totals)
        paid[payee].second = amount;
    std::erase_if(paid, [](const auto& one) {
        return one.second.first.isZero() && one.second.second.isZero();
    });
    if (paid.empty() || (paid.size() == 1 && paid.contains(unit)))
        return {};
    QJsonArray payees;
    for (const auto& [payee, amounts] : paid)
        payees.append(
            QJsonObject{{"unit"_L1, payee},
                        {"name"_L1, asPublished(units::nameAsOf(context, payee, period.last))},
                        {"paid_month"_L1, amounts.first.toYuan()},
                        {"paid_total"_L1, amounts.second.toYuan()}});
    return payees;
}

QJsonObject rowOf(Context& context, const QString& id, const MonthMovement& movement,
                  const Period& period, Fen recovered) {
    const auto project = declaration::requireAsOf(context, id, period.last);
    const auto stood = acceptance::stoodOn(context, id, period.last);
    acceptance::Accepted accepted =
        acceptance::acceptedOf(context, id, {.recoveredUntil = period.last});
    accepted.granted = Fen();
    for (const auto& one : stood)
        accepted.granted += one.accepted;
    QJsonObject bySource;
    for (const auto& [source, amount] : movement.bySource)
        bySource.insert(source, amount.toYuan());
    const auto totals = disbursement::paidToEach(context, id, period.month);
    const Fen paid = sumOf(totals);
    QJsonObject row{{"line"_L1, project.line},
                    {"item"_L1, project.item},
                    {"project"_L1, id},
                    {"name"_L1, asPublished(project.name)},
                    {"unit"_L1, asPublished(units::nameAsOf(context, project.unit, period.last))},
                    {"support"_L1, project.support.toYuan()},
                    {"accepted"_L1, accepted.left().toYuan()},
                    {"accepted_on"_L1, stood.empty() ? QString() : stood.back().concludedOn},
                    {"result"_L1, stood.empty() ? QString() : u"pass"_s},
                    {"paid_month"_L1, sumOf(movement.bySource).toYuan()},
                    {"paid_total"_L1, paid.toYuan()},
                    {"recovered_total"_L1, recovered.toYuan()},
                    {"rate"_L1, money::rate(paid - recovered, project.support)},
                    {"path"_L1, declaration::pathOf(context, project).code},
                    {"kind"_L1, movement.kind},
                    {"date"_L1, movement.date},
                    {"by_source"_L1, bySource}};
    const QJsonArray payees = payeesOf(context, period, project.unit, movement, totals);
    if (!payees.isEmpty())
        row.insert("payees"_L1, payees);
    return row;
}

// The sources that the plan had by then: one that a later supplement brought is none of them.
QJsonArray sourcesOf(Context& context, const Period& period, Fen& paid, Fen& recovered) {
    QJsonArray rows;
    const auto cash = ledger::cashPositions(context, period.last);
    for (const plan::Source& source : plan::current(context).sources) {
        const auto found = cash.find(source.code);
        const auto position = found == cash.end() ? ledger::CashPosition() : found->second;
        if (found == cash.end() && source.added)
            continue;
        paid += position.paid;
        recovered += position.recovered;
        rows.append(QJsonObject{{"source"_L1, source.code},
                                {"received"_L1, position.received.toYuan()},
                                {"paid"_L1, position.paid.toYuan()},
                                {"unpaid"_L1, (position.received - position.paid).toYuan()}});
    }
    return rows;
}

} // namespace

QString asPublished(const QString& text) {
    return journal::masked(text);
}

QJsonObject build(Context& context, const QString& month) {
    const plan::Plan& plan = plan::current(context);
    const Period period{month, month + u"-01"_s, lastDayOf(month)};
    const auto accepted = acceptance::acceptedBetween(context, period.first, period.last);
    const auto movements = movementsIn(context, period, accepted);
    const auto recoveries = ledger::recoveredBetween(context, {}, period.last);
    // In the plan's order of lines, then by project.
    std::map<std::pair<std::size_t, QString>, QJsonObject> ordered;
    Fen paidMonth;
    for (const auto& [id, movement] : movements) {
        const auto recovered = recoveries.find(id);
        const QJsonObject row = rowOf(context, id, movement, period,
                                      recovered == recoveries.end() ? Fen() : recovered->second);
        const QString line = row.value("line"_L1).toString();
        std::size_t at = 0;
        while (at < plan.lines.size() && plan.lines[at].code != line)
            ++at;
        paidMonth += sumOf(movement.bySource);
        ordered[{at, id}] = row;
    }
    QJsonArray rows;
    for (const auto& [key, row] : ordered)
        rows.append(row);
    Fen paidTotal;
    Fen recoveredTotal;
    const QJsonArray bySource = sourcesOf(context, period, paidTotal, recoveredTotal);
    const QJsonObject about = plan.json.value("disclosure"_L1).toObject();
    return {{"month"_L1, month},
            {"county"_L1, plan.county},
            {"plan"_L1, plan.name},
            {"document"_L1, plan.document},
            {"contact"_L1, about.value("contact"_L1).toString()},
            {"notice_days"_L1, about.value("notice_days"_L1).toInt()},
            {"rows"_L1, rows},
            {"totals"_L1, QJsonObject{{"paid_month"_L1, paidMonth.toYuan()},
                                      {"paid_total"_L1, paidTotal.toYuan()},
                                      {"recovered_total"_L1, recoveredTotal.toYuan()},
                                      {"accepted_month"_L1, sumOf(accepted).toYuan()},
                                      {"by_source"_L1, bySource}}}};
}

} // namespace disclosure
