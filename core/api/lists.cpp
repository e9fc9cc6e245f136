// SPDX-License-Identifier: GPL-3.0-only
#include "lists.h"

#include "fields.h"

namespace api {

template <>
inline constexpr auto fieldsOf<Receipt> = std::tuple{field("id", &Receipt::id),
                                                     field("source", &Receipt::source),
                                                     field("source_name", &Receipt::sourceName),
                                                     field("amount", &Receipt::amount),
                                                     field("date", &Receipt::date),
                                                     field("document", &Receipt::document),
                                                     field("state", &Receipt::state)};

template <>
inline constexpr auto fieldsOf<Refiling> =
    std::tuple{field("about", &Refiling::about), field("kind", &Refiling::kind),
               field("date", &Refiling::date), field("reason", &Refiling::reason)};

template <>
inline constexpr auto fieldsOf<Document> = std::tuple{field("id", &Document::id),
                                                      field("about", &Document::about),
                                                      field("kind", &Document::kind),
                                                      field("kind_name", &Document::kindName),
                                                      field("title", &Document::title),
                                                      field("date", &Document::date),
                                                      field("sha256", &Document::sha256),
                                                      field("size", &Document::size),
                                                      field("file_name", &Document::fileName),
                                                      field("retain_until", &Document::retainUntil),
                                                      field("state", &Document::state),
                                                      ifAny("refiled", &Document::refiled)};

template <>
inline constexpr auto fieldsOf<DisclosureEntry> =
    std::tuple{field("id", &DisclosureEntry::id),
               field("month", &DisclosureEntry::month),
               field("number", &DisclosureEntry::number),
               field("date", &DisclosureEntry::date),
               field("head", &DisclosureEntry::head),
               field("totals", &DisclosureEntry::totals),
               field("state", &DisclosureEntry::state),
               ifAny("of", &DisclosureEntry::of),
               ifAny("reason", &DisclosureEntry::reason),
               ifAny("amended_by", &DisclosureEntry::amendedBy),
               ifAny("amended_on", &DisclosureEntry::amendedOn)};

template QJsonObject toJson(const Receipt& shown);
template Receipt fromJson(const QJsonValue& json);
template QJsonObject toJson(const Document& shown);
template Document fromJson(const QJsonValue& json);
template QJsonObject toJson(const DisclosureEntry& shown);
template DisclosureEntry fromJson(const QJsonValue& json);

} // namespace api
