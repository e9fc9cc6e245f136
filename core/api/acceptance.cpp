// SPDX-License-Identifier: GPL-3.0-only
#include "acceptance.h"

#include "fields.h"

namespace api {

template <>
inline constexpr auto fieldsOf<Deliverable> =
    std::tuple{field("id", &Deliverable::id),
               field("kind", &Deliverable::kind),
               field("state", &Deliverable::state),
               ifAny("level", &Deliverable::level),
               ifAny("village", &Deliverable::village),
               ifAny("poor_village", &Deliverable::poorVillage),
               ifAny("area_m2", &Deliverable::areaM2),
               ifAny("demonstration", &Deliverable::demonstration),
               ifAny("class", &Deliverable::trainingClass),
               ifAny("headcount", &Deliverable::headcount),
               ifAny("date", &Deliverable::date),
               ifAny("place", &Deliverable::place),
               ifAny("scheme", &Deliverable::scheme),
               ifAny("unit", &Deliverable::unit),
               ifAny("from", &Deliverable::from),
               ifAny("to", &Deliverable::to),
               ifAny("acceptance", &Deliverable::acceptance),
               ifAny("waiver", &Deliverable::waiver)};

template <>
inline constexpr auto fieldsOf<Objection> = std::tuple{field("id", &Objection::id),
                                                       field("text", &Objection::text),
                                                       field("date", &Objection::date),
                                                       field("answer", &Objection::answer),
                                                       field("settled_on", &Objection::settledOn),
                                                       field("state", &Objection::state)};

template <>
inline constexpr auto fieldsOf<Subject> =
    std::tuple{field("kind", &Subject::kind), field("id", &Subject::id)};

template <>
inline constexpr auto fieldsOf<Notice> = std::tuple{field("id", &Notice::id),
                                                    field("about", &Notice::about),
                                                    field("from", &Notice::from),
                                                    field("to", &Notice::to),
                                                    field("where", &Notice::where),
                                                    field("state", &Notice::state),
                                                    field("objections", &Notice::objections)};

template <>
inline constexpr auto fieldsOf<Audited> =
    std::tuple{field("amount", &Audited::amount), field("by", &Audited::by),
               field("document", &Audited::document), field("date", &Audited::date)};

template <>
inline constexpr auto fieldsOf<AcceptanceSummary> =
    std::tuple{field("id", &AcceptanceSummary::id),
               field("project", &AcceptanceSummary::project),
               field("project_name", &AcceptanceSummary::projectName),
               field("unit", &AcceptanceSummary::unit),
               field("unit_name", &AcceptanceSummary::unitName),
               field("line", &AcceptanceSummary::line),
               field("stage", &AcceptanceSummary::stage),
               field("claimed", &AcceptanceSummary::claimed),
               field("date", &AcceptanceSummary::date),
               field("state", &AcceptanceSummary::state),
               field("team", &AcceptanceSummary::team),
               field("opinion", &AcceptanceSummary::opinion),
               ifAny("accepted", &AcceptanceSummary::accepted),
               ifAny("audited", &AcceptanceSummary::audited),
               ifAny("voided_on", &AcceptanceSummary::voidedOn),
               ifAny("concluded_on", &AcceptanceSummary::concludedOn),
               ifAny("rectify_by", &AcceptanceSummary::rectifyBy)};

template <>
inline constexpr auto fieldsOf<Acceptance> = std::tuple_cat(
    fieldsOf<AcceptanceSummary>,
    std::tuple{field("deliverables", &Acceptance::deliverables),
               field("notices", &Acceptance::notices), field("steps", &Acceptance::steps)});

template QJsonObject toJson(const Subject& shown);
template Subject fromJson(const QJsonValue& json);
template QJsonObject toJson(const Deliverable& shown);
template Deliverable fromJson(const QJsonValue& json);
template QJsonObject toJson(const Notice& shown);
template Notice fromJson(const QJsonValue& json);
template QJsonObject toJson(const Audited& shown);
template Audited fromJson(const QJsonValue& json);
template QJsonObject toJson(const AcceptanceSummary& shown);
template AcceptanceSummary fromJson(const QJsonValue& json);
template QJsonObject toJson(const Acceptance& shown);
template Acceptance fromJson(const QJsonValue& json);

} // namespace api
