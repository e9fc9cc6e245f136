// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <labels/sentence.h>

// What a refusal has to tell, by its code and what it is filled with; the words themselves stand in
// tests/core/labels/golden_sentences.txt:
//
//     CHECK(no.message == told("project.unknown", "XM-1"));

namespace testing {

template <class... Arguments>
QString told(labels::SentenceCode code, const Arguments&... arguments) {
    [[maybe_unused]] const auto argument = [](const auto& one) {
        if constexpr (std::is_convertible_v<decltype(one), const char*>)
            return QString::fromUtf8(one);
        else
            return labels::argument(one);
    };
    return labels::sentence(code, argument(arguments)...).text();
}

} // namespace testing
