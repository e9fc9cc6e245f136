// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "json.h"

#include <money/fen.h>

#include <QString>

// budget.execution: how the plan's money stands, by line and source.

namespace api {

struct BudgetRow {
    QString line;
    QString source;
    money::Fen budget;
    money::Fen committed;
    money::Fen paid;
    money::Fen recovered;
    money::Fen available;
    bool locked = false; // until the mid-term evaluation is passed
    friend bool operator==(const BudgetRow&, const BudgetRow&) = default;
};

// Over a line's sources.
struct LineSum {
    QString line;
    money::Fen budget;
    money::Fen committed;
    money::Fen paid;
    money::Fen recovered;
    money::Fen available;
    QString rate; // "0.3615"
    friend bool operator==(const LineSum&, const LineSum&) = default;
};

// Over a source's lines, with its cash.
struct SourceSum {
    QString source;
    money::Fen planned;
    money::Fen received;
    money::Fen committed;
    money::Fen available;
    money::Fen paid;
    money::Fen recovered;
    money::Fen returned; // to the treasury
    money::Fen cash;
    friend bool operator==(const SourceSum&, const SourceSum&) = default;
};

struct BudgetTotal {
    money::Fen budget;
    money::Fen received;
    money::Fen committed;
    money::Fen paid;
    money::Fen recovered;
    money::Fen available;
    QString rate;
    friend bool operator==(const BudgetTotal&, const BudgetTotal&) = default;
};

struct BudgetExecution {
    std::vector<BudgetRow> rows;
    std::vector<LineSum> byLine;
    std::vector<SourceSum> bySource;
    money::Fen interest;
    BudgetTotal total;
    friend bool operator==(const BudgetExecution&, const BudgetExecution&) = default;
};

extern template QJsonObject toJson(const BudgetRow& shown);
extern template QJsonObject toJson(const LineSum& shown);
extern template QJsonObject toJson(const SourceSum& shown);
extern template QJsonObject toJson(const BudgetTotal& shown);
extern template QJsonObject toJson(const BudgetExecution& shown);
extern template BudgetExecution fromJson(const QJsonValue& json);

} // namespace api
