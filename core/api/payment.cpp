// SPDX-License-Identifier: GPL-3.0-only
#include "payment.h"

#include "fields.h"

namespace api {

template <>
inline constexpr auto fieldsOf<PaymentSource> =
    std::tuple{field("source", &PaymentSource::source), field("amount", &PaymentSource::amount),
               ifAny("returned", &PaymentSource::returned),
               ifAny("refunded", &PaymentSource::refunded),
               ifAny("voucher", &PaymentSource::voucher)};

template <>
inline constexpr auto fieldsOf<PaymentPayee> = std::tuple{
    field("unit", &PaymentPayee::unit),         field("name", &PaymentPayee::name),
    field("amount", &PaymentPayee::amount),     field("paid", &PaymentPayee::paid),
    field("returned", &PaymentPayee::returned), field("let_go", &PaymentPayee::letGo),
    field("refunded", &PaymentPayee::refunded), field("recovered", &PaymentPayee::recovered),
    field("bank", &PaymentPayee::bank),         field("holder", &PaymentPayee::holder),
    field("account", &PaymentPayee::account)};

template <>
inline constexpr auto fieldsOf<PaymentMovement> =
    std::tuple{field("kind", &PaymentMovement::kind),
               field("id", &PaymentMovement::id),
               field("date", &PaymentMovement::date),
               field("payee", &PaymentMovement::payee),
               field("payee_name", &PaymentMovement::payeeName),
               field("source", &PaymentMovement::source),
               field("amount", &PaymentMovement::amount),
               field("voucher", &PaymentMovement::voucher),
               field("reason", &PaymentMovement::reason),
               field("seq", &PaymentMovement::seq),
               field("voided", &PaymentMovement::voided)};

template <>
inline constexpr auto fieldsOf<LimitStep> =
    std::tuple{field("text", &LimitStep::text), field("amount", &LimitStep::amount),
               field("rule", &LimitStep::rule), field("article", &LimitStep::article)};

template <>
inline constexpr auto fieldsOf<PaymentLimit> =
    std::tuple{field("limit", &PaymentLimit::limit), field("basis", &PaymentLimit::basis)};

template <>
inline constexpr auto fieldsOf<Minutes> =
    std::tuple{field("document", &Minutes::document), field("date", &Minutes::date)};

template <>
inline constexpr auto fieldsOf<PaymentSummary> =
    std::tuple{field("id", &PaymentSummary::id),
               field("project", &PaymentSummary::project),
               field("project_name", &PaymentSummary::projectName),
               field("unit", &PaymentSummary::unit),
               field("unit_name", &PaymentSummary::unitName),
               field("line", &PaymentSummary::line),
               field("item", &PaymentSummary::item),
               field("path", &PaymentSummary::path),
               field("kind", &PaymentSummary::kind),
               field("amount", &PaymentSummary::amount),
               field("date", &PaymentSummary::date),
               field("state", &PaymentSummary::state),
               field("office", &PaymentSummary::office),
               field("next", &PaymentSummary::next),
               field("sources", &PaymentSummary::sources),
               ifAny("paid_on", &PaymentSummary::paidOn),
               ifAny("returned", &PaymentSummary::returned)};

template <>
inline constexpr auto fieldsOf<Guarantee> =
    std::tuple{field("bank", &Guarantee::bank), field("number", &Guarantee::number),
               field("amount", &Guarantee::amount), field("until", &Guarantee::until)};

template <>
inline constexpr auto fieldsOf<Payment> = std::tuple_cat(
    fieldsOf<PaymentSummary>,
    std::tuple{field("payees", &Payment::payees), field("movements", &Payment::movements),
               field("steps", &Payment::steps), field("report", &Payment::writtenRequest),
               ifAny("guarantee", &Payment::guarantee), field("limit", &Payment::limit),
               ifAny("minutes", &Payment::minutes)});

template <>
inline constexpr auto fieldsOf<PaymentRow> =
    std::tuple_cat(fieldsOf<PaymentSummary>, std::tuple{field("payees", &PaymentRow::payees)});

template QJsonObject toJson(const PaymentSource& shown);
template QJsonObject toJson(const PaymentPayee& shown);
template PaymentPayee fromJson(const QJsonValue& json);
template QJsonObject toJson(const PaymentMovement& shown);
template PaymentMovement fromJson(const QJsonValue& json);
template QJsonObject toJson(const PaymentLimit& shown);
template PaymentLimit fromJson(const QJsonValue& json);
template QJsonObject toJson(const Minutes& shown);
template Minutes fromJson(const QJsonValue& json);
template QJsonObject toJson(const Payment& shown);
template Payment fromJson(const QJsonValue& json);
template QJsonObject toJson(const PaymentRow& shown);
template PaymentRow fromJson(const QJsonValue& json);

} // namespace api
