// SPDX-License-Identifier: GPL-3.0-only
#include "plan.h"

#include "fields.h"

namespace api {

template <>
inline constexpr auto fieldsOf<PlanSource> =
    std::tuple{field("code", &PlanSource::code),           field("name", &PlanSource::name),
               field("amount", &PlanSource::amount),       field("phase", &PlanSource::phase),
               field("condition", &PlanSource::condition), field("subject", &PlanSource::subject)};

template <>
inline constexpr auto fieldsOf<PlanGrant> =
    std::tuple{field("percent", &PlanGrant::percent), orBlank("cap", &PlanGrant::cap),
               field("cap_per", &PlanGrant::capPer),
               field("own_funds_percent", &PlanGrant::ownPercent),
               field("words", &PlanGrant::words)};

template <>
inline constexpr auto fieldsOf<PlanItem> =
    std::tuple{field("code", &PlanItem::code),
               field("name", &PlanItem::name),
               field("ceiling", &PlanItem::ceiling),
               field("sources", &PlanItem::sources),
               field("counts", &PlanItem::counts),
               orBlank("unit_amount", &PlanItem::unitAmount),
               field("count_per_year", &PlanItem::countPerYear),
               field("years", &PlanItem::years),
               orBlank("yearly_ceiling", &PlanItem::yearlyCeiling),
               field("materials", &PlanItem::materials),
               field("unit_kinds", &PlanItem::unitKinds),
               ifAny("grant", &PlanItem::grant),
               ifAny("payees", &PlanItem::payees),
               ifAny("named", &PlanItem::named)};

template <>
inline constexpr auto fieldsOf<PlanLine> =
    std::tuple{field("code", &PlanLine::code),
               field("category", &PlanLine::category),
               field("name", &PlanLine::name),
               field("scope", &PlanLine::scope),
               field("standard_words", &PlanLine::standardWords),
               field("direction", &PlanLine::direction),
               field("path", &PlanLine::path),
               field("open_paths", &PlanLine::openPaths),
               orBlank("printed_total", &PlanLine::printedTotal),
               field("budget", &PlanLine::budget),
               field("by_source", &PlanLine::bySource),
               field("items", &PlanLine::items),
               field("lead", &PlanLine::lead),
               field("supporting", &PlanLine::supporting),
               field("notices", &PlanLine::notices),
               ifAny("shares", &PlanLine::shares)};

template <>
inline constexpr auto fieldsOf<Plan> =
    std::tuple{field("name", &Plan::name),
               field("county", &Plan::county),
               field("document", &Plan::document),
               field("effective", &Plan::effective),
               field("sources", &Plan::sources),
               field("lines", &Plan::lines),
               field("paths", &Plan::paths),
               field("clauses", &Plan::clauses),
               field("goals", &Plan::goals),
               field("unit_kinds", &Plan::unitKinds),
               field("disclosure", &Plan::disclosure),
               field("numbering", &Plan::numbering),
               field("security", &Plan::security),
               field("notices", &Plan::notices),
               field("total", &Plan::total),
               ifAny("collective_above", &Plan::collectiveAbove)};

template QJsonObject toJson(const PlanLine& shown);
template PlanLine fromJson(const QJsonValue& json);
template QJsonObject toJson(const Plan& shown);
template Plan fromJson(const QJsonValue& json);

} // namespace api
