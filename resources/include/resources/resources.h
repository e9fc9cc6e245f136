// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QString>

namespace resources {

// Makes the built-in files known; call once before reading any.
void load();
// A built-in file such as "plans/guzhang.json"; empty where there is none.
QByteArray read(const QString& name);

} // namespace resources
