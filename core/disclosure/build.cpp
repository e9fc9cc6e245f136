// SPDX-License-Identifier: GPL-3.0-only
#include "disclosures.h"

#include <units/units.h>

namespace disclosure {

using namespace Qt::Literals::StringLiterals;
using journal::Context;
using money::Fen;

namespace {

// A project and the unit that was paid: one row of the page.
struct Place {
    QString project;
    QString unit;
    friend bool operator<(const Place& a, const Place& b) {
        return std::tie(a.project, a.unit) < std::tie(b.project, b.unit);
    }
};

struct Movement {
    std::map<QString, Fen> bySource;
    QString date;
    QString kind;
};

std::vector<acceptance::Acceptance> acceptedIn(Context& context, const QString& month) {
    return acceptance::passedBetween(context, month + u"-01"_s, lastDayOf(month));
}

std::map<Place, Movement> movementsIn(Context& context, const QString& month) {
    std::map<Place, Movement> found;
    for (const disbursement::PaidInMonth& one : disbursement::paidIn(context, month)) {
        Movement& movement = found[{one.project, one.unit}];
        movement.bySource[one.source] += one.amount;
        if (one.date >= movement.date) {
            movement.date = one.date;
            movement.kind = one.kind;
        }
    }
    for (const acceptance::Acceptance& one : acceptedIn(context, month)) {
        const auto next = found.lower_bound({one.project, QString()});
        if (next == found.end() || next->first.project != one.project)
            found[{one.project, declaration::find(context, one.project).value().unit}];
    }
    return found;
}

QJsonObject rowOf(Context& context, const Place& place, const Movement& movement,
                  const QString& month) {
    const auto project = declaration::find(context, place.project).value();
    const auto passed = acceptance::passedUntil(context, project.id, lastDayOf(month));
    Fen accepted;
    for (const auto& one : passed)
        accepted += one.accepted;
    Fen paid;
    QJsonObject bySource;
    for (const auto& [source, amount] : movement.bySource) {
        paid += amount;
        bySource.insert(source, amount.toYuan());
    }
    const auto paidTo = [&](const QString& unit) {
        return disbursement::paidUntil(context, project.id, unit, month);
    };
    return {{"line"_L1, project.line},
            {"item"_L1, project.item},
            {"project"_L1, project.id},
            {"name"_L1, journal::masked(project.name)},
            {"unit"_L1, journal::masked(units::name(context, place.unit))},
            {"support"_L1, project.support.toYuan()},
            {"accepted"_L1, accepted.toYuan()},
            {"accepted_on"_L1, passed.empty() ? QString() : passed.back().concludedOn},
            {"result"_L1, passed.empty() ? QString() : u"pass"_s},
            {"paid_month"_L1, paid.toYuan()},
            {"paid_total"_L1, paidTo(place.unit).toYuan()},
            {"rate"_L1, money::rate(paidTo({}), project.support)},
            {"path"_L1, declaration::pathOf(context, project).code},
            {"kind"_L1, movement.kind},
            {"date"_L1, movement.date},
            {"by_source"_L1, bySource}};
}

} // namespace

QJsonObject build(Context& context, const QString& month) {
    const plan::Plan& plan = plan::current(context);
    const auto movements = movementsIn(context, month);
    // In the plan's order of lines, then by project.
    std::map<std::pair<std::size_t, Place>, QJsonObject> ordered;
    Fen paidMonth;
    for (const auto& [place, movement] : movements) {
        const QJsonObject row = rowOf(context, place, movement, month);
        const QString line = row.value("line"_L1).toString();
        std::size_t at = 0;
        while (at < plan.lines.size() && plan.lines[at].code != line)
            ++at;
        for (const auto& [source, amount] : movement.bySource)
            paidMonth += amount;
        ordered[{at, place}] = row;
    }
    QJsonArray rows;
    for (const auto& [key, row] : ordered)
        rows.append(row);
    Fen acceptedMonth;
    for (const acceptance::Acceptance& one : acceptedIn(context, month))
        acceptedMonth += one.accepted;
    QJsonArray bySource;
    Fen paidTotal;
    const auto cash = ledger::cashPositions(context, lastDayOf(month));
    for (const plan::Source& source : plan.sources) {
        const auto found = cash.find(source.code);
        const auto position = found == cash.end() ? ledger::CashPosition() : found->second;
        paidTotal += position.paid;
        bySource.append(QJsonObject{{"source"_L1, source.code},
                                    {"received"_L1, position.received.toYuan()},
                                    {"paid"_L1, position.paid.toYuan()},
                                    {"unpaid"_L1, (position.received - position.paid).toYuan()}});
    }
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
                                      {"accepted_month"_L1, acceptedMonth.toYuan()},
                                      {"by_source"_L1, bySource}}}};
}

} // namespace disclosure
