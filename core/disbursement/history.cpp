// SPDX-License-Identifier: GPL-3.0-only
#include "history.h"

namespace disbursement {

using namespace Qt::Literals::StringLiterals;
using declaration::Project;
using journal::Context;
using money::Fen;

Standing OnDay::standing() const {
    return {date,     project.support, passed, recovered, ledger::total(positions).recovered,
            happened, guaranteed};
}

Fen OnDay::accepted() const {
    Fen granted;
    for (const auto& one : passed)
        granted += one.accepted;
    return std::max(granted - recovered, Fen());
}

Fen OnDay::paid() const {
    return ledger::total(positions).netPaid();
}

Fen OnDay::used() const {
    return ledger::total(positions).used();
}

Fen OnDay::usedOf(const QString& source) const {
    const auto found = positions.find(source);
    return found == positions.end() ? Fen() : found->second.used();
}

std::vector<OnDay> daysFrom(Context& context, const Project& project, const QString& date) {
    const QStringList decided = declaration::decidedAfter(context, project.id, date);
    const QStringList changed = acceptance::changedAfter(context, project.id, date);
    const plan::Path& path = declaration::pathOf(context, project);
    const QStringList happened = happenedAfter(context, project, path, date);
    QStringList later =
        ledger::movedAfter(context, project.id, date) + decided + changed + happened;
    if (later.isEmpty())
        return {};
    later << date;
    later.removeDuplicates();
    later.sort();
    auto positions = ledger::projectPositionsOn(context, project.id, later);
    std::map<QString, Fen> prepaidOn;
    auto rows =
        context.db.query("SELECT date, amount FROM prepaid_on WHERE project = ?", project.id);
    while (rows.next())
        prepaidOn[rows.text(0)] = rows.fen(1);
    auto next = prepaidOn.cbegin();
    std::vector<OnDay> days;
    OnDay one; // what no day changes is as on the day before
    one.project = project;
    for (const QString& day : later) {
        one.date = day;
        if (days.empty() || decided.contains(day)) {
            one.project.support = declaration::requireAsOf(context, project.id, day).support;
            one.sources = declaration::sourcesAsOf(context, project.id, day);
        }
        if (days.empty() || changed.contains(day)) {
            one.passed = acceptance::stoodOn(context, project.id, day);
            one.audit = acceptance::auditStoodOn(context, project.id, day);
            one.recovered =
                acceptance::acceptedOf(context, project.id, {.recoveredUntil = day}).recovered;
        }
        if (days.empty() || changed.contains(day) || happened.contains(day))
            one.happened = happenedBy(context, project, path, day, Seen::Then);
        one.guaranteed = guaranteedOn(context, project.id, path, day, Seen::Then);
        one.positions = std::move(positions[days.size()]);
        for (; next != prepaidOn.cend() && next->first <= day; ++next)
            one.prepaid += next->second;
        days.push_back(one);
    }
    return days;
}

} // namespace disbursement
