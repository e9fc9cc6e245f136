// SPDX-License-Identifier: GPL-3.0-only
#include "supervision.h"

#include "fields.h"

namespace api {

template <>
inline constexpr auto fieldsOf<IdleMoney> = std::tuple{
    field("kind", &IdleMoney::kind),       field("id", &IdleMoney::id),
    field("project", &IdleMoney::project), ifAny("project_name", &IdleMoney::projectName),
    field("amount", &IdleMoney::amount),   field("since", &IdleMoney::since)};

template QJsonObject toJson(const IdleMoney& shown);
template IdleMoney fromJson(const QJsonValue& json);

} // namespace api
