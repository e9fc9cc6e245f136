// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "report.h"

#include <QJsonObject>

#include <optional>

// A paper on its way to another machine, which lays it out and prints it: {"kind", "id", "title",
// …, "blocks": [{"block": "table", …}]}. What is as a new Report has it is left out.
//
//     reportFrom(toJson(report)) == report

namespace reports {

QJsonObject toJson(const Printable& paper);
// Nothing where it is no paper of this program's.
std::optional<Printable> reportFrom(const QJsonObject& json);

} // namespace reports
