// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "report.h"

#include <QByteArray>

// Reports as text files; paper is laid out in ui/print.

namespace reports {

QByteArray toCsv(const Printable& paper);  // UTF-8 with BOM, RFC 4180, formulas neutralised
QByteArray toHtml(const Printable& paper); // one self-contained page, printable, no script
QByteArray toText(const Printable& paper);

} // namespace reports
