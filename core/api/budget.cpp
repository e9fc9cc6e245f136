// SPDX-License-Identifier: GPL-3.0-only
#include "budget.h"

#include "fields.h"

namespace api {

template <>
inline constexpr auto fieldsOf<BudgetRow> =
    std::tuple{field("line", &BudgetRow::line),           field("source", &BudgetRow::source),
               field("budget", &BudgetRow::budget),       field("committed", &BudgetRow::committed),
               field("paid", &BudgetRow::paid),           field("recovered", &BudgetRow::recovered),
               field("available", &BudgetRow::available), field("locked", &BudgetRow::locked)};

template <>
inline constexpr auto fieldsOf<LineSum> = std::tuple{field("line", &LineSum::line),
                                                     field("budget", &LineSum::budget),
                                                     field("committed", &LineSum::committed),
                                                     field("paid", &LineSum::paid),
                                                     field("recovered", &LineSum::recovered),
                                                     field("available", &LineSum::available),
                                                     field("rate", &LineSum::rate)};

template <>
inline constexpr auto fieldsOf<SourceSum> = std::tuple{field("source", &SourceSum::source),
                                                       field("planned", &SourceSum::planned),
                                                       field("received", &SourceSum::received),
                                                       field("committed", &SourceSum::committed),
                                                       field("available", &SourceSum::available),
                                                       field("paid", &SourceSum::paid),
                                                       field("recovered", &SourceSum::recovered),
                                                       field("returned", &SourceSum::returned),
                                                       field("cash", &SourceSum::cash)};

template <>
inline constexpr auto fieldsOf<BudgetTotal> =
    std::tuple{field("budget", &BudgetTotal::budget),
               field("received", &BudgetTotal::received),
               field("committed", &BudgetTotal::committed),
               field("paid", &BudgetTotal::paid),
               field("recovered", &BudgetTotal::recovered),
               field("available", &BudgetTotal::available),
               field("rate", &BudgetTotal::rate)};

template <>
inline constexpr auto fieldsOf<BudgetExecution> =
    std::tuple{field("rows", &BudgetExecution::rows), field("by_line", &BudgetExecution::byLine),
               field("by_source", &BudgetExecution::bySource),
               field("interest", &BudgetExecution::interest),
               field("total", &BudgetExecution::total)};

template QJsonObject toJson(const BudgetRow& shown);
template QJsonObject toJson(const LineSum& shown);
template QJsonObject toJson(const SourceSum& shown);
template QJsonObject toJson(const BudgetTotal& shown);
template QJsonObject toJson(const BudgetExecution& shown);
template BudgetExecution fromJson(const QJsonValue& json);

} // namespace api
