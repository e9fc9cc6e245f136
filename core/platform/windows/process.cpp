// SPDX-License-Identifier: GPL-3.0-only
#include <platform/process.h>

#include "wide.h"

#include <vector>

#include <windows.h>

namespace platform {

namespace {

std::wstring wide(const char* text) {
    return std::wstring(text, text + std::char_traits<char>::length(text));
}

} // namespace

// Without the fault box no report, and so no image of the memory, is made.
// What the program makes lies in its owner's folders, whose rights Windows passes on; fund files
// and backups are given theirs by restrictToOwner.
void protectProcess() {
    ::SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX | SEM_NOOPENFILEERRORBOX);
}

std::optional<std::string> takeFromEnvironment(const char* name) {
    const std::wstring key = wide(name);
    ::SetLastError(ERROR_SUCCESS);
    const DWORD size = ::GetEnvironmentVariableW(key.c_str(), nullptr, 0);
    if (size == 0)
        return std::nullopt;
    std::wstring value(size, L'\0');
    const DWORD length = ::GetEnvironmentVariableW(key.c_str(), value.data(), size);
    value.resize(length);
    // Windows keeps no pointer to hand out: the old bytes are overwritten by a value as long.
    ::SetEnvironmentVariableW(key.c_str(), std::wstring(length, L'0').c_str());
    ::SetEnvironmentVariableW(key.c_str(), nullptr);
    std::string given = utf8(value);
    wipe(value.data(), value.size() * sizeof(wchar_t));
    return given;
}

namespace {
thread_local bool yields = false;
}

void yieldToOthers() {
    yields = true;
    ::SetThreadPriority(::GetCurrentThread(), THREAD_PRIORITY_BELOW_NORMAL);
}

bool yieldsToOthers() {
    return yields;
}

void wipe(void* memory, std::size_t size) {
    ::SecureZeroMemory(memory, size);
}

std::filesystem::path programFile() {
    constexpr std::size_t longest = 32768; // of any path of Windows
    for (std::wstring name(MAX_PATH, L'\0'); name.size() <= longest; name.resize(2 * name.size())) {
        const DWORD room = static_cast<DWORD>(name.size());
        const DWORD length = ::GetModuleFileNameW(nullptr, name.data(), room);
        if (length == 0)
            return {};
        if (length < room)
            return name.substr(0, length);
    }
    return {};
}

} // namespace platform
