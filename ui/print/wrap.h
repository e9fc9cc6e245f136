// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "fonts.h"

namespace print {

// Breaks a text into lines of at most `width` twips, where Qt (Unicode's UAX #14) lets a line end:
// between Chinese characters, at blanks, never inside a number or a word that fits on a line, never
// before a closing sign (避头) or after an opening one (避尾). Newlines are kept.
QStringList wrapped(const QString& text, Face face, int pixels, double width);
// The same number of lines, filled evenly: for titles.
QStringList balanced(const QString& text, Face face, int pixels, double width);

} // namespace print
