// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "plan_form.h"

#include <QJsonArray>
#include <QJsonObject>

// What a way of paying says of its stages and of what it keeps back; `place` is where it stands.

namespace plan {

void checkStages(const QJsonArray& stages, const QString& place, Faults& faults);
void checkRetention(const QJsonObject& path, const QString& place, Faults& faults);

} // namespace plan
