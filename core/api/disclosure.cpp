// SPDX-License-Identifier: GPL-3.0-only
#include "disclosure.h"

#include "fields.h"

namespace api {

template <>
inline constexpr auto fieldsOf<DisclosedPayee> =
    std::tuple{field("unit", &DisclosedPayee::unit), field("name", &DisclosedPayee::name),
               field("paid_month", &DisclosedPayee::paidMonth),
               field("paid_total", &DisclosedPayee::paidTotal)};

template <>
inline constexpr auto fieldsOf<DisclosedProject> =
    std::tuple{field("line", &DisclosedProject::line),
               field("item", &DisclosedProject::item),
               field("project", &DisclosedProject::project),
               field("name", &DisclosedProject::name),
               field("unit", &DisclosedProject::unit),
               field("support", &DisclosedProject::support),
               field("accepted", &DisclosedProject::accepted),
               field("accepted_on", &DisclosedProject::acceptedOn),
               field("result", &DisclosedProject::result),
               field("paid_month", &DisclosedProject::paidMonth),
               field("paid_total", &DisclosedProject::paidTotal),
               field("recovered_total", &DisclosedProject::recoveredTotal),
               field("rate", &DisclosedProject::rate),
               field("path", &DisclosedProject::path),
               orBlank("kind", &DisclosedProject::kind),
               field("date", &DisclosedProject::date),
               field("by_source", &DisclosedProject::bySource),
               ifAny("payees", &DisclosedProject::payees)};

template <>
inline constexpr auto fieldsOf<DisclosedSource> =
    std::tuple{field("source", &DisclosedSource::source),
               field("received", &DisclosedSource::received), field("paid", &DisclosedSource::paid),
               field("unpaid", &DisclosedSource::unpaid)};

template <>
inline constexpr auto fieldsOf<DisclosureTotals> =
    std::tuple{field("paid_month", &DisclosureTotals::paidMonth),
               field("paid_total", &DisclosureTotals::paidTotal),
               field("recovered_total", &DisclosureTotals::recoveredTotal),
               field("accepted_month", &DisclosureTotals::acceptedMonth),
               field("by_source", &DisclosureTotals::bySource)};

template <>
inline constexpr auto fieldsOf<UncertainDigits> =
    std::tuple{ifAny("row", &UncertainDigits::row), field("field", &UncertainDigits::field),
               field("text", &UncertainDigits::text)};

template <>
inline constexpr auto fieldsOf<DisclosurePage> =
    std::tuple{field("month", &DisclosurePage::month),
               field("county", &DisclosurePage::county),
               field("plan", &DisclosurePage::plan),
               field("document", &DisclosurePage::document),
               field("contact", &DisclosurePage::contact),
               field("notice_days", &DisclosurePage::noticeDays),
               field("rows", &DisclosurePage::rows),
               field("totals", &DisclosurePage::totals),
               ifAny("number", &DisclosurePage::number),
               ifAny("date", &DisclosurePage::date),
               ifAny("head", &DisclosurePage::head),
               ifAny("security_head", &DisclosurePage::securityHead),
               ifAny("reason", &DisclosurePage::reason)};

template <>
inline constexpr auto fieldsOf<DisclosurePreview> = std::tuple_cat(
    fieldsOf<DisclosurePage>, std::tuple{field("due", &DisclosurePreview::due),
                                         field("next_number", &DisclosurePreview::nextNumber),
                                         field("check", &DisclosurePreview::check)});

template QJsonObject toJson(const DisclosedSource& shown);
template QJsonObject toJson(const DisclosedPayee& shown);
template QJsonObject toJson(const UncertainDigits& shown);
template UncertainDigits fromJson(const QJsonValue& json);
template QJsonObject toJson(const DisclosedProject& shown);
template DisclosedProject fromJson(const QJsonValue& json);
template QJsonObject toJson(const DisclosurePage& shown);
template DisclosurePage fromJson(const QJsonValue& json);
template QJsonObject toJson(const DisclosurePreview& shown);
template DisclosurePreview fromJson(const QJsonValue& json);

} // namespace api
