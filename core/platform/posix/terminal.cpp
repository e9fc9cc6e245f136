// SPDX-License-Identifier: GPL-3.0-only
#include <platform/terminal.h>

#include <cerrno>
#include <cstdio>
#include <utility>

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

namespace platform {

void prepareStandardStreams() {}

bool standardInputIsTerminal() {
    return ::isatty(STDIN_FILENO) == 1;
}

std::string readSecretLine() {
    termios before{};
    const bool terminal = standardInputIsTerminal() && ::tcgetattr(STDIN_FILENO, &before) == 0;
    if (terminal) {
        termios silent = before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    std::string line;
    for (int c = std::fgetc(stdin); c != EOF && c != '\n'; c = std::fgetc(stdin))
        line += static_cast<char>(c);
    if (terminal)
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    if (!line.empty() && line.back() == '\r')
        line.pop_back();
    return line;
}

Input Input::standard() {
    return {STDIN_FILENO, false};
}

Input Input::open(const std::filesystem::path& file) {
    return {::open(file.c_str(), O_RDONLY | O_CLOEXEC), true};
}

Input::Input(Input&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)), m_owned(other.m_owned) {}

Input::~Input() {
    if (m_owned && m_descriptor >= 0)
        ::close(m_descriptor);
}

std::ptrdiff_t Input::read(char* into, std::size_t atMost) {
    for (;;) {
        const ssize_t size = ::read(m_descriptor, into, atMost);
        if (size >= 0 || errno != EINTR)
            return size;
    }
}

} // namespace platform
