// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

// Standard input and output, byte for byte and in UTF-8 on every system.

namespace platform {

// Bytes go in and out as they are, and a console shows UTF-8. Where the program was started with a
// stream closed, no file that it opens takes its place, and writing into it fails.
void prepareStandardStreams();
bool standardInputIsTerminal();
// A line of standard input without its end; a terminal does not show it while it is typed.
std::string readSecretLine();

// Bytes as they arrive, from a file or from standard input: a pipe's first line is there before
// its last one was written.
class Input {
public:
    static Input standard();
    // ok() is false where the file can't be read, is neither a file nor a stream, or is a named
    // pipe into which nobody writes, for which it waits no longer than a second.
    static Input open(const std::filesystem::path& file);
    Input(Input&& other) noexcept;
    ~Input();
    Input(const Input&) = delete;
    Input& operator=(const Input&) = delete;
    Input& operator=(Input&&) = delete;

    bool ok() const { return m_descriptor >= 0; }
    int descriptor() const { return m_descriptor; }
    // How many bytes were read; 0 at the end, -1 where reading failed (errno says why).
    std::ptrdiff_t read(char* into, std::size_t atMost);

private:
    Input(int descriptor, bool owned) : m_descriptor(descriptor), m_owned(owned) {}
    int m_descriptor;
    bool m_owned;
    int m_first = -1; // a byte that was read to see that somebody writes
};

} // namespace platform
