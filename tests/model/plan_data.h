// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

// What the model knows of a county's plan, in plain C++: read from the plan file by itself, so
// that nothing of the core stands between the file and what the model makes of it.

namespace model {

using Fen = std::int64_t;
using Parts = std::map<std::string, Fen>; // by source, or by line

Fen sum(const Parts& parts);

struct ItemData {
    std::string code;
    Fen ceiling = 0;
    std::set<std::string> sources; // empty: any that its line has a budget of
    Fen yearly = 0;                // 0: no yearly figure
};

struct PathData {
    std::set<std::string> kinds;
    std::set<std::string> officeReview;
    Fen prepayPercent = 0;
    Fen retentionPercent = 0;
    int noticeDays = 0;
    std::vector<Fen> stages; // cumulative percentages
};

struct LineData {
    std::string code;
    std::string path;
    Parts budget;
    std::vector<ItemData> items;
    bool counted = false; // all its items count awards or certifications: not for the model
};

struct PlanData {
    std::string file;
    std::string effective; // the founding figures bear this date
    std::vector<std::string> sources;
    std::string conditional; // the source that waits for the evaluation, or ""
    Parts planned;           // by source
    std::vector<LineData> lines;
    std::map<std::string, PathData> paths;
    std::set<std::string> holidays;
    std::set<std::string> workdays;

    const LineData& line(const std::string& code) const;
    const ItemData* item(const std::string& code) const;
};

// `file` as in resources/plans; items that count awards or certifications are left out.
PlanData readPlanData(const std::string& file);

// "2019-03-05" some days on, and how many working days lie after one date up to another.
std::string daysAfter(const std::string& date, int days);
int workingDaysWithin(const PlanData& plan, const std::string& after, const std::string& last);

// "1234.05" and back.
std::string yuan(Fen amount);
Fen fen(const std::string& yuan);

} // namespace model
