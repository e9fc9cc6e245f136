// SPDX-License-Identifier: GPL-3.0-only
#include "inbox.h"

#include "fields.h"

namespace api {

template <>
inline constexpr auto fieldsOf<InboxItem> =
    std::tuple{field("command", &InboxItem::command),
               field("id", &InboxItem::id),
               field("project", &InboxItem::project),
               field("project_name", &InboxItem::projectName),
               field("line", &InboxItem::line),
               field("unit", &InboxItem::unit),
               field("unit_name", &InboxItem::unitName),
               field("amount", &InboxItem::amount),
               field("since", &InboxItem::since),
               ifAny("again", &InboxItem::again),
               ifAny("opinion", &InboxItem::opinion),
               ifAny("entry", &InboxItem::entry),
               ifAny("do", &InboxItem::action),
               ifAny("date", &InboxItem::date),
               ifAny("by", &InboxItem::by),
               ifAny("by_name", &InboxItem::byName),
               ifAny("signed_on", &InboxItem::signedOn),
               ifAny("document", &InboxItem::document),
               ifAny("recorded_by", &InboxItem::recordedBy),
               ifAny("recorded_by_name", &InboxItem::recordedByName),
               ifAny("decision", &InboxItem::decision),
               ifAny("result", &InboxItem::result),
               ifAny("sheet", &InboxItem::sheet)};

template QJsonObject toJson(const InboxItem& shown);
template InboxItem fromJson(const QJsonValue& json);

} // namespace api
