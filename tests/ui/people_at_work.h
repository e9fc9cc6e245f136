// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "desktop.h"

#include <QJsonObject>

// What the day's tests share: one user after another at the same window, and what the core says
// without going through it.

namespace testing {

void change(Desktop& desktop, const QString& user);
// What a question says now.
QJsonObject ask(Desktop& desktop, const QString& question, const QJsonObject& with);
QString stateOf(Desktop& desktop, const QString& payment);
// A command of somebody else's, given elsewhere; it has to be taken.
void given(Desktop& desktop, const QString& user, const QString& command, const QJsonObject& with);
// Opens a page and waits until it has what it asks for.
void open(Desktop& desktop, const pages::Place& place);
bool anyButton(Desktop& desktop, const QString& name); // shown, without waiting for it

} // namespace testing
