// SPDX-License-Identifier: GPL-3.0-only
#include <platform/disk.h>
#include <platform/terminal.h>

#include <cerrno>
#include <cstdio>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

namespace platform {

void prepareStandardStreams() {
    // The system gives out the lowest number that is free.
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; ++stream)
        if (::fcntl(stream, F_GETFD) < 0)
            // NOLINTNEXTLINE(android-cloexec-open): it stands for a standard stream
            ::open("/dev/null", stream == STDERR_FILENO ? O_WRONLY : O_RDONLY);
}

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

namespace {

// Waits until somebody writes into a pipe that was opened without waiting; `first` is a byte that
// came meanwhile. With a writer and nothing to read a read fails, without one it is at the end.
bool somebodyWrites(int descriptor, int& first) {
    constexpr int tries = 18;
    constexpr int pause = 50; // ms
    char byte = 0;
    for (int tried = 0; tried < tries; ++tried) {
        const ssize_t size = ::read(descriptor, &byte, 1);
        if (size == 1)
            first = static_cast<unsigned char>(byte);
        if (size != 0)
            return size == 1 || errno == EAGAIN;
        ::poll(nullptr, 0, pause);
    }
    return false;
}

} // namespace

Input Input::open(const std::filesystem::path& file) {
    const PathKind kind = kindOf(file);
    if (kind != PathKind::File && kind != PathKind::Stream)
        return {-1, true};
    Input input(::open(file.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC), true);
    struct stat facts {};
    const bool pipe =
        input.ok() && ::fstat(input.m_descriptor, &facts) == 0 && S_ISFIFO(facts.st_mode);
    if (pipe && !somebodyWrites(input.m_descriptor, input.m_first)) {
        ::close(input.m_descriptor);
        input.m_descriptor = -1;
    }
    const int flags = input.ok() ? ::fcntl(input.m_descriptor, F_GETFL) : -1;
    if (flags >= 0)
        ::fcntl(input.m_descriptor, F_SETFL, flags & ~O_NONBLOCK);
    return input;
}

Input::Input(Input&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)), m_owned(other.m_owned),
      m_first(std::exchange(other.m_first, -1)) {}

Input::~Input() {
    if (m_owned && m_descriptor >= 0)
        ::close(m_descriptor);
}

std::ptrdiff_t Input::read(char* into, std::size_t atMost) {
    if (m_first >= 0 && atMost > 0) {
        *into = static_cast<char>(std::exchange(m_first, -1));
        return 1;
    }
    for (;;) {
        const ssize_t size = ::read(m_descriptor, into, atMost);
        if (size >= 0 || errno != EINTR)
            return size;
    }
}

} // namespace platform
