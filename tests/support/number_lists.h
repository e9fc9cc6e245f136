// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

#include <vector>

// tests/core/journal/numbers.txt: numbers as people type them, personal, none and uncertain.

namespace testing {

struct TypedNumber {
    QString text;
    QString digits; // what must not be read any more, or what is shown to who publishes
};

const std::vector<TypedNumber>& personalTexts();
const std::vector<TypedNumber>& uncertainTexts();
const std::vector<QString>& plainTexts();

// Whether `digits` can be read in `text`, whatever sets them apart.
bool stillReads(const QString& text, const QString& digits);

} // namespace testing
