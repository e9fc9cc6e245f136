// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "model.h"

#include <functional>
#include <random>

namespace model {

// Makes sequences of commands by playing them on a model: most can be taken, some go a fen past
// the limit, some come from the wrong person, on the wrong day or in the wrong state. The same
// seed makes the same sequence on every machine.
class Generator {
public:
    Generator(const PlanData& plan, std::uint64_t seed);

    std::vector<Command> sequence();

private:
    using Maybe = std::optional<Command>;
    using Build = Maybe (Generator::*)();

    // Chance, all from one engine.
    std::uint64_t below(std::uint64_t n);
    bool chance(int percent) { return below(100) < static_cast<std::uint64_t>(percent); }
    template <class Things> const auto& any(const Things& things) {
        return *std::next(things.begin(), static_cast<std::ptrdiff_t>(below(things.size())));
    }
    // Mostly one that suits, else any; nothing where there is none.
    template <class Value, class Suits>
    const Value* target(const std::map<std::string, Value>& things, Suits suits) {
        std::vector<const Value*> good;
        for (const auto& [id, one] : things)
            if (suits(one))
                good.push_back(&one);
        if (!good.empty() && !chance(4))
            return good[below(good.size())];
        return things.empty() || !chance(3) ? nullptr : &any(things).second;
    }
    template <class Value, class Suits>
    std::string idOf(const std::map<std::string, Value>& things, Suits suits);
    Fen near(Fen limit);
    Parts split(Fen amount, const std::set<std::string>& sources);
    Parts within(Fen amount, const Parts& parts);
    Parts shared(const std::string& line, Fen amount); // mostly left out
    std::string person(const std::string& role);
    std::string day(const std::string& notBefore = {});
    std::string anyUnit(const std::string& kind = {});
    Parts payees(const Project& project, Fen amount);
    Parts allowed(const Project& project, const Command& c);
    void invest(Command& c, const GrantData& grant, Fen support);
    void guaranteed(Command& c, const Project& project);
    std::string newId(const char* prefix, std::size_t used);
    Command start(const char* action, const char* role, const std::string& id);

    Maybe receive();
    Maybe returnSurplus();
    Maybe evaluate();
    Maybe reallocate();
    Maybe supplement();
    Maybe adjustAward();
    Maybe declare();
    Maybe reviewProject();
    Maybe startProject();
    Maybe endProject();
    Maybe amend();
    Maybe decide();
    Maybe deliver();
    Maybe requestAcceptance();
    Maybe conclude();
    Maybe postNotice();
    Maybe requestPayment();
    Maybe reviewPayment();
    Maybe approvePayment();
    Maybe pay();
    Maybe reverse();
    Maybe refund();
    Maybe changeUnit();
    Maybe confirmBank();
    Maybe registerUnit();
    Maybe find();
    Maybe endFinding();
    Maybe recover();
    Maybe record();
    Maybe contract();
    Maybe publish();
    Maybe explain();
    Maybe withdraw();
    Maybe annul(); // void

    Model m_model;
    std::mt19937_64 m_engine;
    std::string m_day = "2019-01-05";
    std::size_t m_serial = 0;
};

} // namespace model
