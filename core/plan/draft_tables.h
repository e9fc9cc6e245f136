// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "plan_draft.h"
#include "plan_keys.h"

#include <QMap>

#include <span>

// Which sheets a draft has and what of a plan file each column holds; for this room alone.

namespace plan::drafts {

// Facts: a row a key. Rows: a row an object of a list or of free keys. Inner: the same one level
// deeper, the first column names what they belong to. Lists: each column is a list of its own.
// Keyed: a row a key, each column an object of texts by it.
enum class Shape { Facts, Rows, Inner, Lists, Keyed, Others };

struct ColumnOf {
    const char16_t* title;
    const char* key; // as in the table of keys
    int width = 10;
};
struct TableOf {
    const char16_t* name;
    Shape shape;
    const char* list; // "sources[]", "paths.*", "lines[].items[]"
    const char16_t* explains;
    std::span<const ColumnOf> columns;
    const char16_t* numbered = u""; // before the number of a row that has no code
};
std::span<const TableOf> tables();
const TableOf& tableOf(const QString& name);

// Of the sheet of facts; no key of a plan.
inline constexpr const char16_t* unitTitle = u"表中金额的单位";
inline constexpr const char* unitKey = "unit";
struct Fact {
    const char16_t* title;
    const char* key;
    const char16_t* explains = u"";
};
std::span<const Fact> facts();

// What a column of the allocation is called before its sources.
inline constexpr QStringView totalHead = u"总额";
// No column of a plan: what the program or the spreadsheet writes there by itself.
bool isAutomatic(const QString& head);
// A row of sums: not a line.
bool isTotal(const DraftSheet& sheet, int row);

QString text(const char16_t* words);

// The names by which people call what a plan defines, code -> name.
struct Names {
    QMap<QString, QMap<QString, QString>> of; // by the place of the key that names them
    QStringList directions;

    const QMap<QString, QString>* at(const QString& key) const;
    QString code(const QString& key, const QString& word) const; // the word itself, if unknown
    QString word(const QString& key, const QString& code) const;
};
// What a plan file defines, as far as it is right.
Names namesIn(const QJsonObject& plan);
// The words of a choice's codes; empty where the key has none.
QMap<QString, QString> wordsOf(const Key& key);
// The row of the table of keys for a concrete place: "lines[2].items[0].code".
const Key* keyAt(const QString& place);

// The steps of a place, and a value put there.
QStringList stepsOf(const QString& place);
QJsonValue withValue(const QJsonValue& whole, QStringList steps, const QJsonValue& value);

// A cell's text from a value and back. Amounts are in 万元 where `wan` is set, or say their unit.
struct Reading {
    QJsonValue value = QJsonValue(QJsonValue::Undefined);
    std::optional<labels::Sentence> wrong;
};
QString cellOf(const QJsonValue& value, const Key& key, const Names& names, bool wan);
Reading valueOf(const QString& cell, const Key& key, const Names& names, bool wan);
std::optional<money::Fen> amountOf(const QString& cell, bool wan);
// "220", in 万元 or yuan.
QString figure(money::Fen amount, bool wan);
// A cell's text as it is compared: NFKC, no signs that nobody sees, no blanks around it.
QString cleanCell(const QString& text);

// A cell, and where in the draft the places of a plan file come from.
struct Cell {
    QString sheet;
    int row = -1;
    int column = -1;
};
using Places = QMap<QString, Cell>;
DraftFault faultAt(const Draft& draft, const Cell& cell, const labels::Sentence& said);
// What the strict reader says of the plan, each at its cell; not of cells that could not be read.
void judge(const Draft& draft, const QJsonObject& plan, Places places,
           std::vector<DraftFault>& faults);

// What the cells leave out and the program finds out by itself: what sources plan, directions by
// the headings of the table, the term of a retention beside its percentage. Throws money::Overflow.
void complete(QJsonObject& plan);
// What the printed table gets wrong, put into the plan's notices where it does not say so yet.
CrossFoot crossFoot(const DraftSheet& allocation, QJsonObject& plan, bool wan);

} // namespace plan::drafts
