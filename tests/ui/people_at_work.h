// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "desktop.h"

#include <QJsonObject>

QT_BEGIN_NAMESPACE
class QTableView;
QT_END_NAMESPACE

// What the window's tests share: one user after another at the same desk, forms and tables as
// people use them, and what the core says without going through the window.
//
//     change(desktop, u"finance1"_s);
//     open(desktop, {u"payment"_s, u"BF-2019-033"_s});
//     CHECK(stateOf(desktop, u"BF-2019-033"_s) == u"approved"_s);

namespace testing {

// Another user at the same desk.
void change(Desktop& desktop, const QString& user);
// What a question says now.
QJsonObject ask(Desktop& desktop, const QString& question, const QJsonObject& with);
QString stateOf(Desktop& desktop, const QString& payment);
// A command of somebody else's, given elsewhere; it has to be taken.
void given(Desktop& desktop, const QString& user, const QString& command, const QJsonObject& with);
// Opens a page and waits until it has what it asks for.
void open(Desktop& desktop, const pages::NavigationTarget& place);
// Submits the form in which one is, by keys.
void submit(Desktop& desktop);
// Files let go over the page's documents.
void drop(Desktop& desktop, const QStringList& paths);

QTableView* tableOf(Desktop& desktop, const QString& name);
// The first row with a cell that holds these words; -1 where none does.
int rowWith(const QTableView* table, const QString& words);
// Waits for that row and makes it the current one.
void chooseRow(Desktop& desktop, const QString& table, const QString& words);
QString cell(Desktop& desktop, const QString& table, int row, int column);

} // namespace testing
