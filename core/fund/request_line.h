// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <journal/command_processor.h>

#include <variant>

namespace fund {

// Who says whose request it is: the line itself (`as`), or the caller, who knows it by a token;
// then `as` is a key like any other that is not known.
enum class Speaker { Named, Known };

// {"as"?, "do" or "ask", "with"?, "dry"?, "signed"?, "sheet"?}, read strictly; what is wrong with
// it is bad input. A signature may stand beside `do` or in `with`.
std::variant<journal::Request, journal::Rejection> readRequest(const QJsonObject& line,
                                                               Speaker speaker);

// Its arguments may hold a password: it is judged by itself, and nothing of it is kept that could
// be guessed at.
bool holdsPassword(const journal::Request& request);

// What a line over 1 MiB, which was skipped unread, is answered.
journal::Rejection lineTooLong();

} // namespace fund
