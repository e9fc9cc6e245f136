// SPDX-License-Identifier: GPL-3.0-only
#include "generator.h"

#include <algorithm>

namespace model {

Generator::Generator(const PlanData& plan, std::uint64_t seed) : m_model(plan), m_engine(seed) {}

std::uint64_t Generator::below(std::uint64_t n) {
    return n == 0 ? 0 : m_engine() % n;
}

// At the limit, a fen past it, or somewhere below.
Fen Generator::near(Fen limit) {
    if (limit <= 0)
        return 1 + static_cast<Fen>(below(100'000));
    const auto roll = below(100);
    if (roll < 40)
        return limit;
    if (roll < 50)
        return limit + 1;
    if (roll < 53)
        return limit * 2;
    const Fen some = 1 + static_cast<Fen>(below(static_cast<std::uint64_t>(limit)));
    return roll < 80 && some > 100'000 ? some / 100'000 * 100'000 : some;
}

// Over some of the sources, at least one.
Parts Generator::split(Fen amount, const std::set<std::string>& sources) {
    Parts parts;
    if (sources.empty())
        return parts;
    Fen left = amount;
    for (const std::string& source : sources) {
        const Fen some = static_cast<Fen>(below(static_cast<std::uint64_t>(left) + 1));
        if (left > 0 && some > 0 && chance(60)) {
            parts[source] = some;
            left -= some;
        }
    }
    if (left > 0)
        parts[any(sources)] += left;
    return parts;
}

// Of each source no more than `parts` has, as far as that goes.
Parts Generator::within(Fen amount, const Parts& parts) {
    Parts taken;
    for (const auto& [source, most] : parts) {
        const Fen some = std::min(amount, most);
        if (some > 0)
            taken[source] = some;
        amount -= some;
    }
    if (amount > 0 && !parts.empty())
        taken[parts.begin()->first] += amount;
    return taken;
}

Parts Generator::shared(const std::string& line, Fen amount) {
    if (chance(65))
        return {};
    Parts parts = m_model.byShares(line, amount);
    if (parts.size() > 1 && parts.begin()->second > 2) {
        const Fen moved = static_cast<Fen>(below(3));
        parts.begin()->second -= moved;
        parts.rbegin()->second += moved;
    }
    return parts;
}

std::string Generator::person(const std::string& role) {
    const auto people = peopleOf(role);
    if (chance(3))
        return any(peopleOf(any(std::vector<std::string>{"clerk", "reviewer", "finance"})));
    return chance(8) ? people[below(2)] : people[2 + below(people.size() - 2)];
}

// Mostly on or after `notBefore` and the day the sequence has come to.
std::string Generator::day(const std::string& notBefore) {
    m_day = std::max(m_day, daysAfter(m_day, static_cast<int>(below(8))));
    if (m_day > today)
        m_day = today;
    if (chance(2))
        return chance(70) ? "2020-01-01" : daysAfter(m_model.plan().firstDay, -1);
    if (chance(5))
        return daysAfter(m_day, -static_cast<int>(below(60)));
    return chance(90) ? std::max(m_day, notBefore) : std::max(notBefore, std::string("2019-01-05"));
}

std::string Generator::newId(const char* prefix, std::size_t used) {
    if (used > 0 && chance(2))
        return prefix + std::to_string(1 + below(used));
    return prefix + std::to_string(++m_serial);
}

Command Generator::start(const char* action, const char* role, const std::string& id) {
    Command c;
    c.action = action;
    c.as = person(role);
    c.id = id;
    return c;
}

std::vector<Command> Generator::sequence() {
    using G = Generator;
    static const std::vector<std::pair<int, Build>> builds{
        {9, &G::receive},         {2, &G::returnSurplus},
        {2, &G::evaluate},        {1, &G::reallocate},
        {2, &G::supplement},      {4, &G::adjustAward},
        {6, &G::declare},         {25, &G::reviewProject},
        {12, &G::startProject},   {6, &G::endProject},
        {5, &G::amend},           {15, &G::decide},
        {18, &G::deliver},        {18, &G::requestAcceptance},
        {30, &G::conclude},       {30, &G::postNotice},
        {25, &G::requestPayment}, {30, &G::reviewPayment},
        {32, &G::approvePayment}, {44, &G::pay},
        {9, &G::reverse},         {9, &G::refund},
        {3, &G::changeUnit},      {14, &G::confirmBank},
        {1, &G::registerUnit},    {8, &G::find},
        {5, &G::endFinding},      {36, &G::recover},
        {2, &G::record},          {9, &G::contract},
        {3, &G::publish},         {12, &G::explain},
        {2, &G::withdraw},        {6, &G::annul}};
    std::uint64_t weights = 0;
    for (const auto& [weight, build] : builds)
        weights += static_cast<std::uint64_t>(weight);
    const std::size_t length = 20 + below(35);
    std::vector<Command> commands;
    for (std::size_t tries = 0; commands.size() < length && tries < 50 * length; ++tries) {
        std::uint64_t roll = below(weights);
        std::size_t which = 0;
        while (roll >= static_cast<std::uint64_t>(builds[which].first))
            roll -= static_cast<std::uint64_t>(builds[which++].first);
        const Maybe command = (this->*builds[which].second)();
        if (!command)
            continue;
        if (m_model.judge(*command).accepted())
            m_model.apply(*command);
        commands.push_back(*command);
    }
    return commands;
}

// --- money in and the plan ---------------------------------------------------------------------

Generator::Maybe Generator::receive() {
    Command c = start("fund.receive", "finance", newId("SR-", 0));
    c.source = any(m_model.plan().sources);
    if (m_model.lockedOn(c.source, m_day) && !chance(10))
        return {};
    const Purse purse = m_model.books().purse(c.source);
    if (purse.given - purse.received == 0 && !chance(5))
        return {};
    c.date = day();
    c.amount = chance(60) ? purse.given - purse.received : near(purse.given - purse.received);
    if (c.amount == 0)
        c.amount = 1;
    return c;
}

Generator::Maybe Generator::returnSurplus() {
    Command c = start("fund.return", "group", newId("SJ-", 0));
    c.date = day();
    for (const auto& [place, row] : m_model.books().rows()) {
        if (m_model.lockedOn(place.second, c.date) || row.available() <= 0 || !chance(10))
            continue;
        const Fen cash = m_model.books().spendable(place.second, c.date);
        c.source = place.second;
        c.amount = near(std::min(row.available(), cash));
        c.allocations[place.first] = c.amount;
        return c;
    }
    return {};
}

Generator::Maybe Generator::evaluate() {
    if (m_model.plan().conditional.empty() || (m_model.passed() && !chance(5)))
        return {};
    Command c = start("evaluation.record", "group", newId("PJ-", 0));
    c.date = day();
    c.flag = chance(90);
    const Fen planned = m_model.books().purse(m_model.plan().conditional).given;
    if (c.flag)
        c.amount = chance(50) ? planned : near(planned);
    return c;
}

Generator::Maybe Generator::reallocate() {
    Command c = start("plan.reallocate", "group", newId("TZ-", 0));
    c.date = day();
    const std::size_t moves = 1 + below(2);
    for (std::size_t i = 0; i < moves; ++i) {
        const auto& [place, row] = any(m_model.books().rows());
        const std::string to = any(m_model.plan().lines).code;
        if (to != place.first)
            c.moves.push_back({place.first, to, place.second, near(row.available())});
    }
    if (c.moves.empty())
        return {};
    const LineData& line = m_model.plan().line(c.moves.front().to);
    if (!line.items.empty() && chance(50)) {
        const std::string item = any(line.items).code;
        const Fen bound = m_model.boundByItem(item);
        c.ceilings[item] = chance(30) && bound > 0 ? bound - (chance(30) ? 1 : 0)
                                                   : m_model.ceilingOf(item) + 100'000;
    }
    return c;
}

Generator::Maybe Generator::supplement() {
    Command c = start("plan.supplement", "group", newId("ZJ-", 0));
    c.flag = chance(50);
    c.source = c.flag ? newId("extra-", 0) : any(m_model.plan().sources);
    c.date = day();
    const std::size_t parts = 1 + below(3);
    for (std::size_t i = 0; i < parts; ++i)
        c.allocations[any(m_model.plan().lines).code] = 1 + static_cast<Fen>(below(20'000'000));
    c.amount = sum(c.allocations);
    return c;
}

Generator::Maybe Generator::adjustAward() {
    const std::string& source = m_model.plan().conditional;
    if (source.empty() || (!m_model.unadjusted(source) && !chance(10)))
        return {};
    Command c = start("plan.adjust-award", "group", newId("TF-", 0));
    const auto passed = m_model.passed();
    c.date = day(passed ? passed->date : "");
    // Lines give or take in their order until the sum is right, or a fen off.
    Fen missing = m_model.books().purse(source).planned() + (chance(10) ? 1 : 0);
    for (const auto& [place, row] : m_model.books().rows())
        missing -= place.second == source ? row.budget : 0;
    for (const auto& [place, row] : m_model.books().rows()) {
        if (place.second != source || missing == 0)
            continue;
        const Fen by = missing > 0 ? missing : -std::min(-missing, row.available());
        c.allocations[place.first] = row.budget + by;
        missing -= by;
    }
    if (c.allocations.empty())
        c.allocations[m_model.plan().lines.front().code] = 100;
    return c;
}

} // namespace model
