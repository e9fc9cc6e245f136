// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

// What the model knows of a county's plan, in plain C++: read from the plan file by itself, so
// that nothing of the core stands between the file and what the model makes of it.

namespace model {

using Fen = std::int64_t;
using Parts = std::map<std::string, Fen>; // by source, or by line

Fen sum(const Parts& parts);
Fen part(const Parts& parts, const std::string& key); // 0 where it is not there
std::set<std::string> keys(const Parts& parts);

// A share of what is invested, up to a cap.
struct GrantData {
    Fen percent = 0;
    Fen cap = -1; // none
    std::string capPer = "project";
    Fen ownPercent = 0; // of the investment, at least
};

// Who is paid in the place of a project's own unit.
struct PayeesData {
    std::string kind; // contract-party, named; "" where the plan says nothing
    std::set<std::string> named;
};

struct ItemData {
    std::string code;
    Fen ceiling = 0;
    std::set<std::string> sources; // empty: any that its line has a budget of
    Fen yearly = 0;                // 0: no yearly figure
    std::string counts;            // what is delivered
    Fen unitAmount = 0;            // of each; 0: none
    Fen perYear = 0;               // so many of them
    std::set<int> years;
    std::set<std::string> unitKinds; // that may hold it
    std::optional<GrantData> grant = {};
    PayeesData payees = {};

    // Awards and certificates: each pays once, to who has it.
    bool counted() const { return counts == "award" || counts == "certification"; }
    bool ofYears() const { return yearly > 0 || perYear > 0 || !years.empty(); }
};

struct StageData {
    std::string name;
    std::string when; // acceptance, start, contract, milestone
    std::string of;   // support, contract, audited
    Fen percent = 0;  // cumulative
    bool ahead = false;
};

struct PathData {
    std::set<std::string> kinds;
    std::set<std::string> officeReview;
    Fen prepayPercent = 0;
    Fen retentionPercent = 0;
    int noticeDays = 0;
    std::vector<StageData> stages;
    int retentionMonths = 0;
    bool retentionFromLast = false;
    bool audit = false; // the whole support and a final payment need an audited amount
    bool guarantee = false;
    PayeesData payees = {};
};

struct LineData {
    std::string code;
    std::string path;
    Parts budget;
    std::vector<ItemData> items;
    // What each source bears, in hundredths of a percent and the plan's order; empty: any.
    std::vector<std::pair<std::string, Fen>> shares;
};

struct PlanData {
    std::string file;
    std::string effective;
    std::string firstDay;
    std::map<std::string, std::set<std::string>> onlyItems; // of a kind of unit that has such
    std::vector<std::string> sources;
    std::string conditional; // the source that waits for the evaluation, or ""
    Parts planned;           // by source
    std::vector<LineData> lines;
    std::map<std::string, PathData> paths;
    Fen collectiveAbove = -1; // a payment above it needs minutes; -1: none does
    std::set<std::string> holidays;
    std::set<std::string> workdays;

    const LineData& line(const std::string& code) const;
    const ItemData* item(const std::string& code) const;
    // Whether units of that kind may hold a line's money, or an item of it.
    bool mayHold(const std::string& kind, const std::string& item) const;
};

// `file` as in resources/plans.
PlanData readPlanData(const std::string& file);

// Who is registered before a sequence begins: id and kind, and since when there is evidence.
const std::map<std::string, std::string>& unitsOnStage();
std::string evidenceOnStage(const std::string& unit);

// "2019-03-05" some days on, and how many working days lie after one date up to another.
std::string daysAfter(const std::string& date, int days);
std::string monthsAfter(const std::string& date, int months);
int workingDaysWithin(const PlanData& plan, const std::string& after, const std::string& last);

// "1234.05" and back.
std::string yuan(Fen amount);
Fen fen(const std::string& yuan);

} // namespace model
