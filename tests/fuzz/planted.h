// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>

// The canary of every fuzzer: NAME_canary is compiled with FUNDDESK_PLANTED_CRASH and reads past
// the end of an allocation where the input holds a word that no seed has. A run that does not
// report it proves nothing by its silence.

namespace fuzz {

inline void plantedCrash([[maybe_unused]] const std::uint8_t* data,
                         [[maybe_unused]] std::size_t size) {
#ifdef FUNDDESK_PLANTED_CRASH
    constexpr char word[] = "!fund";
    constexpr std::size_t length = sizeof(word) - 1;
    for (std::size_t at = 0; at + length <= size; ++at)
        if (data[at] == '!' && data[at + 1] == 'f' && data[at + 2] == 'u') {
            const std::unique_ptr<char[]> small(new char[length]);
            std::memcpy(small.get(), word, length);
            volatile char past = small[length + data[at] - '!'];
            (void)past;
        }
#endif
}

} // namespace fuzz
