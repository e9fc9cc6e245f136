// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QString>

namespace journal {

// What stands in a file that may have been altered, as it can be printed to a terminal: control
// characters, signs that turn the direction of reading or that nobody sees, and what breaks a line
// are written out. `besides` are control characters that stay.
//
//     visible(u"a\x1b[2Jb") is a<U+001B>[2Jb
QString visible(const QString& text, QStringView besides = {});
// The same of JSON, where a sign keeps its value: \u001b.
QByteArray visibleJson(const QByteArray& json);
// A line of the log: without numbers of persons as well.
QString loggable(const QString& text);

} // namespace journal
