// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <string>

#include <windows.h>

namespace platform {

// UTF-16, as Windows speaks it, in UTF-8.
inline std::string utf8(const std::wstring& text) {
    const int length = static_cast<int>(text.size());
    const int size =
        ::WideCharToMultiByte(CP_UTF8, 0, text.data(), length, nullptr, 0, nullptr, nullptr);
    std::string bytes(static_cast<std::size_t>(size), '\0');
    ::WideCharToMultiByte(CP_UTF8, 0, text.data(), length, bytes.data(), size, nullptr, nullptr);
    return bytes;
}

} // namespace platform
