// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QJsonArray>
#include <QString>
#include <QStringList>

#include <span>

// Every key that a plan file may have: where it stands, what may stand there, what holds where it
// is left out, and what it means. What has no row here is bad input; `fundctl contract` prints it.

namespace plan {

enum class Holds {
    Object, // of the keys below it
    Dict,   // of free keys, or of those of `choices`
    List,
    FullList, // not empty
    Text,     // not empty
    AnyText,  // may be ""
    Code,     // 1 to 64 letters, digits, - _ .
    Amount,   // yuan, zero or more
    AnyAmount,
    Percent,
    Decimal, // as text
    AnyDecimal,
    Integer, // from least to most
    Date,
    Bool,
    Choice,      // one of `choices`
    ObjectOrOff, // an object of the keys below it, or false
};

// What a plan may ask for by `needs`; a key that belongs to one the program has not is bad input.
struct Feature {
    const char* name;
    bool here;
};
std::span<const Feature> features();

struct Key {
    const char* path; // "lines[].items[].code", "paths.*.kinds[]"
    Holds holds;
    bool required;
    const char16_t* fallback; // where it is left out
    const char16_t* meaning;
    int least = 0;
    int most = 0;
    const char* choices = ""; // separated by blanks
    const char* feature = ""; // what the program must have for it
};

std::span<const Key> keys();
// The row of a place of the table; nullptr where there is none.
const Key* key(const QString& path);
// The names that may stand directly below a place ("" for the file itself), in the table's order.
QStringList namesBelow(const QString& path);
QStringList choicesOf(const Key& key);

// "what may stand there" in a few words: 列表, 金额, "a" 或 "b".
QString wanted(const Key& key);
// The table as text, one key a line, and for the contract.
QString keysText();
QJsonArray keysJson();

} // namespace plan
