// SPDX-License-Identifier: GPL-3.0-only
#include "search.h"

#include <pinyin/pinyin.h>

#include <sqlite3.h>

namespace storage {

namespace {

QByteArrayView viewOf(sqlite3_value* value) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
    return {text, text ? sqlite3_value_bytes(value) : 0};
}

void found(sqlite3_context* call, int, sqlite3_value** values) {
    // SQLite keeps what was made of a constant argument for the whole statement.
    auto* needle = static_cast<pinyin::Needle*>(sqlite3_get_auxdata(call, 1));
    const bool isNew = needle == nullptr;
    if (isNew)
        needle = new pinyin::Needle(viewOf(values[1]));
    sqlite3_result_int(call, needle->isIn(viewOf(values[0])) ? 1 : 0);
    // Given away last: SQLite may let go of it at once.
    if (isNew)
        sqlite3_set_auxdata(call, 1, needle,
                            [](void* kept) { delete static_cast<pinyin::Needle*>(kept); });
}

} // namespace

void addSearch(sqlite3* handle) {
    sqlite3_create_function_v2(handle, "found", 2,
                               SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, nullptr,
                               found, nullptr, nullptr, nullptr);
}

} // namespace storage
