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
    QString date;                            // of the last payment, or of what came back of one
    std::optional<labels::PaymentKind> kind; // of that payment
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
            movement.kind = one.kind;
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
std::vector<api::DisclosedPayee> payeesOf(Context& context, const Period& period,
                                          const QString& unit, const MonthMovement& movement,
                                          const std::map<QString, Fen>& totals) {
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
    std::vector<api::DisclosedPayee> payees;
    payees.reserve(paid.size());
    for (const auto& [payee, amounts] : paid)
        payees.push_back({.unit = payee,
                          .name = asPublished(units::nameAsOf(context, payee, period.last)),
                          .paidMonth = amounts.first,
                          .paidTotal = amounts.second});
    return payees;
}

api::DisclosedProject rowOf(Context& context, const QString& id, const MonthMovement& movement,
                            const Period& period, Fen recovered) {
    const auto project = declaration::requireAsOf(context, id, period.last);
    const auto stood = acceptance::stoodOn(context, id, period.last);
    acceptance::Accepted accepted =
        acceptance::acceptedOf(context, id, {.recoveredUntil = period.last});
    accepted.granted = Fen();
    for (const auto& one : stood)
        accepted.granted += one.accepted;
    const auto totals = disbursement::paidToEach(context, id, period.month);
    const Fen paid = sumOf(totals);
    return {.line = project.line,
            .item = project.item,
            .project = id,
            .name = asPublished(project.name),
            .unit = asPublished(units::nameAsOf(context, project.unit, period.last)),
            .support = project.support,
            .accepted = accepted.left(),
            .acceptedOn = stood.empty() ? QString() : stood.back().concludedOn,
            .result = stood.empty() ? QString() : u"pass"_s,
            .paidMonth = sumOf(movement.bySource),
            .paidTotal = paid,
            .recoveredTotal = recovered,
            .rate = money::rate(paid - recovered, project.support),
            .path = declaration::pathOf(context, project).code,
            .kind = movement.kind,
            .date = movement.date,
            .bySource = movement.bySource,
            .payees = payeesOf(context, period, project.unit, movement, totals)};
}

// The sources that the plan had by then: one that a later supplement brought is none of them.
std::vector<api::DisclosedSource> sourcesOf(Context& context, const Period& period, Fen& paid,
                                            Fen& recovered) {
    std::vector<api::DisclosedSource> rows;
    const auto cash = ledger::cashPositions(context, period.last);
    for (const plan::Source& source : plan::current(context).sources) {
        const auto found = cash.find(source.code);
        const auto position = found == cash.end() ? ledger::CashPosition() : found->second;
        if (found == cash.end() && source.added)
            continue;
        paid += position.paid;
        recovered += position.recovered;
        rows.push_back({.source = source.code,
                        .received = position.received,
                        .paid = position.paid,
                        .unpaid = position.received - position.paid});
    }
    return rows;
}

} // namespace

QString asPublished(const QString& text) {
    return journal::masked(text);
}

api::DisclosurePage build(Context& context, const QString& month) {
    const plan::Plan& plan = plan::current(context);
    const Period period{month, month + u"-01"_s, lastDayOf(month)};
    const auto accepted = acceptance::acceptedBetween(context, period.first, period.last);
    const auto movements = movementsIn(context, period, accepted);
    const auto recoveries = ledger::recoveredBetween(context, {}, period.last);
    // In the plan's order of lines, then by project.
    std::map<std::pair<std::size_t, QString>, api::DisclosedProject> ordered;
    Fen paidMonth;
    for (const auto& [id, movement] : movements) {
        const auto recovered = recoveries.find(id);
        api::DisclosedProject row =
            rowOf(context, id, movement, period,
                  recovered == recoveries.end() ? Fen() : recovered->second);
        std::size_t at = 0;
        while (at < plan.lines.size() && plan.lines[at].code != row.line)
            ++at;
        paidMonth += sumOf(movement.bySource);
        ordered[{at, id}] = std::move(row);
    }
    const QJsonObject about = plan.json.value("disclosure"_L1).toObject();
    api::DisclosurePage page;
    page.month = month;
    page.county = plan.county;
    page.plan = plan.name;
    page.document = plan.document;
    page.contact = about.value("contact"_L1).toString();
    page.noticeDays = about.value("notice_days"_L1).toInt();
    for (auto& [key, row] : ordered)
        page.rows.push_back(std::move(row));
    api::DisclosureTotals& totals = page.totals;
    totals.bySource = sourcesOf(context, period, totals.paidTotal, totals.recoveredTotal);
    totals.paidMonth = paidMonth;
    totals.acceptedMonth = sumOf(accepted);
    return page;
}

} // namespace disclosure
