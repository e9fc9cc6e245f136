// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

#include <optional>

// What may stand in a text that somebody types or pastes. Control characters and signs that change
// the direction of reading may stand nowhere; signs that nobody sees may not stand where two texts
// are compared: in ids, names and numbers.

namespace journal {

// Unicode Cf, and what is drawn as nothing though it counts as a letter or a mark: U+200B, U+00AD,
// U+3164, U+FE0F.
bool isInvisible(char32_t sign);
// "U+200B(零宽空格)"; "U+2072" where the sign has no name of common use.
QString signName(char32_t sign);

struct PlacedSign {
    char32_t sign = 0;
    qsizetype place = 0; // counted in characters from 1, as a reader counts
};

std::optional<PlacedSign> firstInvisible(QStringView text);
// A control character, a bidi override or isolate, or half a character.
std::optional<PlacedSign> firstForbidden(QStringView text, bool newlines);
// The text without what nobody sees: what a window makes of a pasted text.
QString withoutInvisible(const QString& text);

// True for text without control characters, bidi overrides and isolates, or broken UTF-16.
bool isCleanText(QStringView text, bool newlines);
// The text as it is compared: NFKC, so that full width and half width are the same.
QString normalForm(QStringView text);

} // namespace journal
