// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "page.h"

#include <QJsonObject>

namespace pages {

// Where a thing stands that is named by what it is and its number, as warnings and due things name
// theirs: {"kind":"project","id":"XM-1"}. What has no page of its own stands with its project.
NavigationTarget placeOfThing(const QJsonObject& thing, const QString& project = {});
// How a button calls it: "项目 XM-1".
QString thingWords(const QJsonObject& thing);

} // namespace pages
