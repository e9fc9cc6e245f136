// SPDX-License-Identifier: GPL-3.0-only
#include "timeline.h"

#include "fields.h"

namespace api {

template <>
inline constexpr auto fieldsOf<ProjectDays> =
    std::tuple{field("id", &ProjectDays::id),
               field("name", &ProjectDays::name),
               field("unit_name", &ProjectDays::unitName),
               field("line", &ProjectDays::line),
               field("state", &ProjectDays::state),
               field("date", &ProjectDays::declaredOn),
               field("approved_on", &ProjectDays::approvedOn),
               field("started_on", &ProjectDays::startedOn),
               field("starts", &ProjectDays::starts),
               field("ends", &ProjectDays::ends),
               field("accepted_on", &ProjectDays::acceptedOn),
               field("first_paid_on", &ProjectDays::firstPaidOn),
               field("paid_on", &ProjectDays::lastPaidOn),
               field("closed_on", &ProjectDays::closedOn)};
template <>
inline constexpr auto fieldsOf<Duration> =
    std::tuple{field("count", &Duration::count), ifAny("median", &Duration::median),
               ifAny("slowest", &Duration::slowest), ifAny("project", &Duration::project)};
template <>
inline constexpr auto fieldsOf<Pace> =
    std::tuple{ifAny("line", &Pace::line), field("approval", &Pace::approval),
               field("payment", &Pace::payment)};

template QJsonObject toJson(const ProjectDays& shown);
template ProjectDays fromJson(const QJsonValue& json);
template QJsonObject toJson(const Pace& shown);
template Pace fromJson(const QJsonValue& json);

} // namespace api
