// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ledger.h"

// What the files of this room share; not for others.

namespace ledger {

const char* codeOf(Account account); // "cash"
void add(Position& position, const QString& account, money::Fen amount);

} // namespace ledger
