// SPDX-License-Identifier: GPL-3.0-only
#include "unit.h"

#include "fields.h"

namespace api {

template <>
inline constexpr auto fieldsOf<EligibilityTick> =
    std::tuple{field("ok", &EligibilityTick::ok), field("evidence", &EligibilityTick::evidence),
               field("date", &EligibilityTick::date)};

template <>
inline constexpr auto fieldsOf<CurrentBank> =
    std::tuple{field("name", &CurrentBank::name), field("account", &CurrentBank::account),
               field("holder", &CurrentBank::holder), field("confirmed", &CurrentBank::confirmed)};

template <>
inline constexpr auto fieldsOf<Contractor> =
    std::tuple{field("document", &Contractor::document), field("date", &Contractor::date)};

template <>
inline constexpr auto fieldsOf<UnitSummary> =
    std::tuple{field("id", &UnitSummary::id),
               field("name", &UnitSummary::name),
               field("kind", &UnitSummary::kind),
               field("code", &UnitSummary::code),
               field("phone", &UnitSummary::phone),
               field("bank", &UnitSummary::bank),
               field("eligibility", &UnitSummary::eligibility),
               field("barred", &UnitSummary::barred),
               field("state", &UnitSummary::state),
               ifAny("contractor", &UnitSummary::contractor),
               ifAny("legal_person", &UnitSummary::legalPerson)};

template <>
inline constexpr auto fieldsOf<UnitAccount> = std::tuple{
    field("number", &UnitAccount::number),        field("name", &UnitAccount::name),
    field("account", &UnitAccount::account),      field("holder", &UnitAccount::holder),
    field("document", &UnitAccount::document),    field("date", &UnitAccount::date),
    field("changed_by", &UnitAccount::changedBy), field("confirmed", &UnitAccount::confirmed),
    field("current", &UnitAccount::current),      ifAny("refused", &UnitAccount::refused)};

template <>
inline constexpr auto fieldsOf<PaidAsPayee> =
    std::tuple{field("payment", &PaidAsPayee::payment),
               field("project", &PaidAsPayee::project),
               field("project_name", &PaidAsPayee::projectName),
               field("unit", &PaidAsPayee::unit),
               field("unit_name", &PaidAsPayee::unitName),
               field("kind", &PaidAsPayee::kind),
               field("amount", &PaidAsPayee::amount),
               field("paid", &PaidAsPayee::paid),
               field("returned", &PaidAsPayee::returned),
               field("refunded", &PaidAsPayee::refunded),
               field("recovered", &PaidAsPayee::recovered),
               field("state", &PaidAsPayee::state),
               field("paid_on", &PaidAsPayee::paidOn)};

template <>
inline constexpr auto fieldsOf<Recovery> =
    std::tuple{field("id", &Recovery::id),         field("project", &Recovery::project),
               field("payee", &Recovery::payee),   field("payee_name", &Recovery::payeeName),
               field("source", &Recovery::source), field("amount", &Recovery::amount),
               field("date", &Recovery::date),     field("voucher", &Recovery::voucher)};

template <>
inline constexpr auto fieldsOf<Finding> = std::tuple{field("id", &Finding::id),
                                                     field("unit", &Finding::unit),
                                                     field("unit_name", &Finding::unitName),
                                                     field("kind", &Finding::kind),
                                                     field("finding", &Finding::finding),
                                                     field("recover", &Finding::recover),
                                                     field("recovered", &Finding::recovered),
                                                     field("date", &Finding::date),
                                                     field("document", &Finding::document),
                                                     field("state", &Finding::state),
                                                     field("recoveries", &Finding::recoveries),
                                                     ifAny("project", &Finding::project),
                                                     ifAny("rectify_by", &Finding::rectifyBy),
                                                     ifAny("rectified_on", &Finding::rectifiedOn),
                                                     ifAny("lifted_on", &Finding::liftedOn),
                                                     ifAny("project_name", &Finding::projectName)};

template <>
inline constexpr auto fieldsOf<Unit> = std::tuple_cat(
    fieldsOf<UnitSummary>,
    std::tuple{field("accounts", &Unit::accounts), field("needed", &Unit::needed),
               field("date", &Unit::date), field("projects", &Unit::projects),
               field("paid_as_payee", &Unit::paidAsPayee), field("findings", &Unit::findings)});

template QJsonObject toJson(const UnitAccount& shown);
template QJsonObject toJson(const PaidAsPayee& shown);
template QJsonObject toJson(const Finding& shown);
template Finding fromJson(const QJsonValue& json);
template QJsonObject toJson(const UnitSummary& shown);
template UnitSummary fromJson(const QJsonValue& json);
template QJsonObject toJson(const Unit& shown);
template Unit fromJson(const QJsonValue& json);

} // namespace api
