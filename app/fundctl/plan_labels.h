// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QJsonObject>
#include <QString>

namespace fundctl {

// A plan file that somebody named: a file of at most 16 MiB with a plan in it, or a CliError
// (readPlanJson).
QJsonObject readPlanFile(const QString& path, int sumsStatus);
// The same, or the plan that the program brings ("guzhang").
QJsonObject planNamed(const QString& name, int sumsStatus);

} // namespace fundctl
