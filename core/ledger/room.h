// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ledger.h"

// What the files of this room share; not for others.

namespace ledger {

enum class Scope { Whole, Source, Line, Project };

struct AccountInfo {
    Account account;
    const char* name;
    const char16_t* label;
    Scope scope;
    bool byDay; // what it held on a past day is asked for
};

const AccountInfo& infoOf(Account account);
// Of an account by its name, nullptr where none is called so.
const AccountInfo* infoOf(const QString& name);
bool isAccount(const QString& name, Account account);
const char* codeOf(Account account); // "cash"
// Adds to one row of balances. Throws Failure(Damaged) where the row was altered so that it can't.
void move(journal::Context& context, const char* account, const QString& line, const QString& item,
          const QString& project, const QString& source, qint64 amount);
void add(Position& position, const QString& account, money::Fen amount);

} // namespace ledger
