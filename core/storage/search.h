// SPDX-License-Identifier: GPL-3.0-only
#pragma once

struct sqlite3;

namespace storage {

// Gives a connection the function `found(text, wanted)`: whether a part of the text or the initials
// of its pinyin are what somebody typed into a search field (see pinyin/pinyin.h).
void addSearch(sqlite3* handle);

} // namespace storage
