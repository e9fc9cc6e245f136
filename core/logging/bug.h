// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

// A fault of the program, told apart from damage to the file (storage::Failure) and from what
// somebody may not do (journal::Refusal). It ends the command or question that met it, nothing of
// which is kept, and is answered as an internal error with an id that the log explains.
//
//     logging::ensure(debit != credit, "a transfer has two accounts");

namespace logging {

// Where something is called: std::source_location, which clang has from version 16 on only.
struct CodePlace {
    const char* file = "";
    int line = 0;

    static constexpr CodePlace here(const char* file = __builtin_FILE(),
                                    int line = __builtin_LINE()) {
        return {file, line};
    }
};

class Bug : public std::logic_error {
public:
    explicit Bug(const std::string& what, CodePlace where = CodePlace::here())
        : std::logic_error(what), m_where(where) {}
    const CodePlace& where() const { return m_where; }

private:
    CodePlace m_where;
};

// What must hold wherever the program is right; asked in every build, also in the one that people
// use: a figure that is wrong must not be written down.
inline void ensure(bool condition, const char* what, CodePlace where = CodePlace::here()) {
    if (!condition) [[unlikely]]
        throw Bug(what, where);
}

// What a check before this has proved to be there: a thing that a command names, once the command
// was checked. What a row names is another matter, because rows can be altered from outside: see
// storage::contradiction.
template <class T>
T checked(std::optional<T> value, const char* what, CodePlace where = CodePlace::here()) {
    if (!value) [[unlikely]]
        throw Bug(std::string("checked, and yet missing: ") + what, where);
    return *std::move(value);
}

} // namespace logging
