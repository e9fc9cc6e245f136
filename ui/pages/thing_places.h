// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "page.h"

#include <QJsonObject>

namespace pages {

// Where a thing stands that is named by what it is and its number, as warnings and due things name
// theirs: {"kind":"project","id":"XM-1"}. What has no page of its own stands with its project.
NavigationTarget placeOfThing(const QJsonObject& thing, const QString& project = {});
// A person leads nowhere: what is said of one stands in the warning's own words.
bool leadsSomewhere(const QJsonObject& thing);
// How a button calls it: "项目 XM-1".
QString thingWords(const QJsonObject& thing);

} // namespace pages
