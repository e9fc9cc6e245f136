// SPDX-License-Identifier: GPL-3.0-only
#include "step.h"

#include "fields.h"

namespace api {

template <>
inline constexpr auto fieldsOf<PaperSignature> =
    std::tuple{field("by", &PaperSignature::by), field("on", &PaperSignature::on),
               field("document", &PaperSignature::document)};

template <>
inline constexpr auto fieldsOf<Step> =
    std::tuple{field("step", &Step::step),      field("duty", &Step::duty),
               field("by", &Step::by),          field("recorded_by", &Step::recordedBy),
               field("date", &Step::date),      field("opinion", &Step::opinion),
               ifAny("signed", &Step::onPaper), ifAny("sheet", &Step::sheet)};

template QJsonObject toJson(const Step& shown);
template Step fromJson(const QJsonValue& json);

} // namespace api
