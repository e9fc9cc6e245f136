// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <session/session.h>

#include <QJsonArray>

namespace pages {

// Every row of a list question, asked page by page, for where a part of them would mislead. `use`
// is called once, unless the receiver is gone.
void askWhole(session::Session& session, QObject* receiver, const QString& question,
              const QJsonObject& filters, const std::function<void(const QJsonArray& items)>& use);

} // namespace pages
