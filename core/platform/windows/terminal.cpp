// SPDX-License-Identifier: GPL-3.0-only
#include <platform/disk.h>
#include <platform/terminal.h>

#include "wide.h"

#include <cstdio>
#include <utility>

#include <fcntl.h>
#include <io.h>
#include <windows.h>

namespace platform {

namespace {

// The console speaks UTF-16 whatever its code page is; reading bytes would lose 口令 in Chinese.
std::string readConsoleLine(HANDLE console) {
    std::wstring line;
    wchar_t unit = 0;
    for (DWORD read = 0; ::ReadConsoleW(console, &unit, 1, &read, nullptr) && read == 1;) {
        if (unit == L'\n')
            break;
        if (unit != L'\r')
            line += unit;
    }
    std::string bytes = utf8(line);
    ::SecureZeroMemory(line.data(), line.size() * sizeof(wchar_t));
    return bytes;
}

} // namespace

void prepareStandardStreams() {
    ::_setmode(::_fileno(stdin), _O_BINARY);
    ::_setmode(::_fileno(stdout), _O_BINARY);
    ::_setmode(::_fileno(stderr), _O_BINARY);
    ::SetConsoleOutputCP(CP_UTF8);
}

bool standardInputIsTerminal() {
    DWORD mode = 0;
    return ::GetConsoleMode(::GetStdHandle(STD_INPUT_HANDLE), &mode) != 0;
}

std::string readSecretLine() {
    const HANDLE console = ::GetStdHandle(STD_INPUT_HANDLE);
    DWORD before = 0;
    if (::GetConsoleMode(console, &before)) {
        ::SetConsoleMode(console, (before | ENABLE_LINE_INPUT | ENABLE_PROCESSED_INPUT)
                                      & ~static_cast<DWORD>(ENABLE_ECHO_INPUT));
        std::string line = readConsoleLine(console);
        ::SetConsoleMode(console, before);
        return line;
    }
    std::string line;
    for (int c = std::fgetc(stdin); c != EOF && c != '\n'; c = std::fgetc(stdin))
        line += static_cast<char>(c);
    if (!line.empty() && line.back() == '\r')
        line.pop_back();
    return line;
}

Input Input::standard() {
    return {::_fileno(stdin), false};
}

Input Input::open(const std::filesystem::path& file) {
    const PathKind kind = kindOf(file);
    if (kind != PathKind::File && kind != PathKind::Stream)
        return {-1, true};
    return {::_wopen(file.c_str(), _O_RDONLY | _O_BINARY | _O_NOINHERIT), true};
}

Input::Input(Input&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)), m_owned(other.m_owned) {}

Input::~Input() {
    if (m_owned && m_descriptor >= 0)
        ::_close(m_descriptor);
}

std::ptrdiff_t Input::read(char* into, std::size_t atMost) {
    return ::_read(m_descriptor, into, static_cast<unsigned>(atMost));
}

} // namespace platform
