// SPDX-License-Identifier: GPL-3.0-only
#include "books.h"

#include <algorithm>

namespace model {

Books::Books(const PlanData& plan) {
    for (const auto& [source, amount] : plan.planned)
        give({}, source, amount); // on every day, also before the plan took effect
    for (const LineData& line : plan.lines)
        for (const auto& [source, amount] : line.budget)
            budget({}, {line.code, source}, amount);
}

void Books::add(Change change) {
    Row& row = m_rows[change.place];
    Purse& purse = m_purses[change.place.second];
    switch (change.what) {
    case What::Budget:
        row.budget += change.by;
        break;
    case What::Committed:
        row.committed += change.by;
        break;
    case What::Paid:
        row.paid += change.by;
        break;
    case What::Recovered:
        row.recovered += change.by;
        break;
    case What::Given:
        purse.given += change.by;
        break;
    case What::Received:
        purse.received += change.by;
        break;
    case What::PaidOut:
        purse.paid += change.by;
        break;
    case What::CameBack:
        purse.recovered += change.by;
        break;
    case What::Returned:
        purse.returned += change.by;
        break;
    }
    if (change.place.first.empty())
        m_rows.erase(change.place);
    m_changes.push_back(std::move(change));
}

void Books::budget(const std::string& date, const LineAndSource& place, Fen by) {
    add({date, What::Budget, place, by});
}

void Books::commit(const std::string& date, const LineAndSource& place, Fen by) {
    add({date, What::Committed, place, by});
}

void Books::pay(const std::string& date, const LineAndSource& place, Fen by) {
    add({date, What::Paid, place, by});
    add({date, What::PaidOut, {"", place.second}, by});
}

void Books::recover(const std::string& date, const LineAndSource& place, Fen by) {
    add({date, What::Recovered, place, by});
    add({date, What::CameBack, {"", place.second}, by});
}

void Books::give(const std::string& date, const std::string& source, Fen by) {
    add({date, What::Given, {"", source}, by});
}

void Books::receive(const std::string& date, const std::string& source, Fen by) {
    add({date, What::Received, {"", source}, by});
}

void Books::handUp(const std::string& date, const std::string& source, Fen by) {
    add({date, What::Returned, {"", source}, by});
}

Row Books::row(const std::string& line, const std::string& source) const {
    const auto found = m_rows.find({line, source});
    return found == m_rows.end() ? Row() : found->second;
}

Purse Books::purse(const std::string& source) const {
    const auto found = m_purses.find(source);
    return found == m_purses.end() ? Purse() : found->second;
}

Fen Books::spendable(const std::string& source, const std::string& date) const {
    std::set<std::string> days{date};
    for (const Change& change : m_changes)
        if (change.date > date)
            days.insert(change.date);
    Fen least = purse(source).cash();
    for (const std::string& day : days) {
        Fen held = 0;
        for (const Change& change : m_changes) {
            if (change.place.second != source || change.date > day)
                continue;
            if (change.what == What::Received || change.what == What::CameBack)
                held += change.by;
            else if (change.what == What::PaidOut || change.what == What::Returned)
                held -= change.by;
        }
        least = std::min(least, held);
    }
    return least;
}

Books Books::at(const std::string& date) const {
    Books past{PlanData()};
    for (const Change& change : m_changes)
        if (change.date <= date)
            past.add(change);
    return past;
}

} // namespace model
