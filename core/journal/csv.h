// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>
#include <QStringList>

namespace journal {

// One line of CSV (RFC 4180). A cell that a spreadsheet would take for a formula (it begins with
// = + - @ or a control character and is no number) is made plain text by an apostrophe.
QString csvLine(const QStringList& cells);
QString csvCell(QString text);

// What Excel wants before UTF-8.
inline constexpr QChar byteOrderMark = u'\ufeff';

} // namespace journal
