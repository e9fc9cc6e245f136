// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <optional>
#include <source_location>
#include <stdexcept>
#include <string>
#include <utility>

// A fault of the program, told apart from damage to the file (storage::Failure) and from what
// somebody may not do (journal::Refusal). It ends the command or question that met it, nothing of
// which is kept, and is answered as an internal error with an id that the log explains.
//
//     logging::ensure(debit != credit, "a transfer has two accounts");

namespace logging {

class Bug : public std::logic_error {
public:
    explicit Bug(const std::string& what,
                 std::source_location where = std::source_location::current())
        : std::logic_error(what), m_where(where) {}
    const std::source_location& where() const { return m_where; }

private:
    std::source_location m_where;
};

// What must hold wherever the program is right; asked in every build, also in the one that people
// use: a figure that is wrong must not be written down.
inline void ensure(bool condition, const char* what,
                   std::source_location where = std::source_location::current()) {
    if (!condition) [[unlikely]]
        throw Bug(what, where);
}

// What a check before this has proved to be there: a thing that a command names, once the command
// was checked. What a row names is another matter, because rows can be altered from outside: see
// storage::contradiction.
template <class T>
T checked(std::optional<T> value, const char* what,
          std::source_location where = std::source_location::current()) {
    if (!value) [[unlikely]]
        throw Bug(std::string("checked, and yet missing: ") + what, where);
    return *std::move(value);
}

} // namespace logging
