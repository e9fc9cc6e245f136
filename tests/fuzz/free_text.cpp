// SPDX-License-Identifier: GPL-3.0-only
#include "planted.h"

#include <journal/personal_numbers.h>

#include <cstdio>
#include <cstdlib>

// Any bytes as a text that somebody typed: what is masked holds no personal number any more, is not
// masked a second time, and keeps every text without digits as it is.

namespace {

[[noreturn]] void wrong(const char* what) {
    std::fprintf(stderr, "fuzz: %s\n", what);
    std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::plantedCrash(data, size);
    const QString text =
        QString::fromUtf8(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const auto found = journal::personalNumbers(text);
    qsizetype end = 0;
    for (const auto& span : found.certain) {
        if (span.from < end || span.to <= span.from || span.to > text.size())
            wrong("a number lies outside its text");
        end = span.to;
    }
    const QString once = journal::masked(text);
    if (journal::holdsPersonalNumber(once))
        wrong("a masked text holds a personal number");
    if (journal::masked(once) != once)
        wrong("a masked text is masked again");
    if (found.certain.empty() && once != text)
        wrong("a text without a personal number was changed");
    return 0;
}
