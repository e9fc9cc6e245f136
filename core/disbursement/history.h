// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "limit.h"

// A project at the end of past days, for date.order: what a step takes has to be there on its own
// day and on every later one.

namespace disbursement {

struct OnDay {
    QString date;
    declaration::Project project; // with the support of that day
    std::vector<journal::SourceAmount> sources;
    std::vector<acceptance::Acceptance> passed; // also those that were voided later
    std::optional<acceptance::Audit> audit;     // the one that counted
    money::Fen recovered;                       // what recoveries had taken of what was accepted
    std::map<QString, ledger::Position> positions;
    money::Fen prepaid;
    Happened happened; // by which stages are reached
    money::Fen guaranteed;

    Standing standing() const;
    money::Fen accepted() const;
    money::Fen paid() const; // net
    money::Fen used() const; // and under way
    money::Fen usedOf(const QString& source) const;
    money::Fen supportOf(const QString& source) const { return journal::amountOf(sources, source); }
};

// That day and each later one on which anything of the project is dated; none where nothing is
// dated later, so that what is entered in order costs one look.
std::vector<OnDay> daysFrom(journal::Context& context, const declaration::Project& project,
                            const QString& date);

// The day after the last one on which `holds` does not; "" where it holds on all, or not even now.
template <class Holds> QString holdsFrom(const std::vector<OnDay>& days, Holds holds) {
    for (std::size_t i = days.size(); i > 0; --i)
        if (!holds(days[i - 1]))
            return i == days.size() ? QString() : days[i].date;
    return {};
}

} // namespace disbursement
