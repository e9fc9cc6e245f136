// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <session/session.h>

#include <functional>

namespace pages {

// What became of a thing that waited, in a few words: "YS-2026-001 已出具合格意见 420,000.00 元"..
void askFate(session::Session& session, QObject* receiver, const QString& id,
             std::function<void(const QString& words)> tell);

} // namespace pages
