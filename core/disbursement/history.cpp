// SPDX-License-Identifier: GPL-3.0-only
#include "history.h"

namespace disbursement {

using namespace Qt::Literals::StringLiterals;
using declaration::Project;
using journal::Context;
using money::Fen;

Fen OnDay::accepted() const {
    Fen granted;
    for (const auto& one : passed)
        granted += one.accepted;
    return std::max(granted - recovered, Fen());
}

Fen OnDay::paid() const {
    Fen sum;
    for (const auto& [source, position] : positions)
        sum += position.netPaid();
    return sum;
}

Fen OnDay::used() const {
    Fen sum;
    for (const auto& [source, position] : positions)
        sum += position.netPaid() + position.requested;
    return sum;
}

Fen OnDay::usedOf(const QString& source) const {
    const auto found = positions.find(source);
    return found == positions.end() ? Fen() : found->second.netPaid() + found->second.requested;
}

std::vector<OnDay> daysFrom(Context& context, const Project& project, const QString& date) {
    QStringList later = ledger::movedAfter(context, project.id, date)
                        + declaration::decidedAfter(context, project.id, date)
                        + acceptance::changedAfter(context, project.id, date);
    if (later.isEmpty())
        return {};
    later << date;
    later.removeDuplicates();
    later.sort();
    std::vector<OnDay> days;
    for (const QString& day : later) {
        OnDay one;
        one.date = day;
        one.project = project;
        one.project.support = declaration::requireAsOf(context, project.id, day).support;
        one.sources = declaration::sourcesAsOf(context, project.id, day);
        one.passed = acceptance::stoodOn(context, project.id, day);
        one.recovered =
            acceptance::acceptedOf(context, project.id, {.recoveredUntil = day}).recovered;
        one.positions = ledger::projectPositionsOn(context, project.id, day);
        auto prepaid = context.db.query("SELECT coalesce(sum(amount), 0) FROM prepaid_on WHERE"
                                        " project = ? AND date <= ?",
                                        project.id, day);
        prepaid.next();
        one.prepaid = prepaid.fen(0);
        days.push_back(std::move(one));
    }
    return days;
}

} // namespace disbursement
