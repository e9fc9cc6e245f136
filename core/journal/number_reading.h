// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

#include <vector>

// How numbers in a text are read before anybody asks what they are: width, circles, Chinese
// numerals and what nobody sees make no difference, nor does what sets digits apart.
//
//     "电话 138-１２３４ 5678"  ->  one run of three pieces: 138, 1234, 5678

namespace journal {

// Digits with nothing between them. From and to are places in Reading::text.
struct Piece {
    qsizetype from = 0;
    qsizetype to = 0;
    QString digits;
};

// Pieces with at most two separators between each two: a blank, . - _ / · or a bracket; or with
// one between blanks.
using Run = std::vector<Piece>;

struct Reading {
    QString text;                  // NFKC, digits as 0-9, without signs that nobody sees
    std::vector<qsizetype> starts; // of each of its characters, the place in the text as typed
    std::vector<qsizetype> ends;
    std::vector<Run> runs;
};

// Quick: whether there is anything in `text` that is worth reading.
bool mayHoldNumbers(QStringView text);
Reading readNumbers(QStringView text);

bool isAsciiDigit(QChar c);
bool isAsciiLetter(QChar c);
bool isSeparator(QChar c);

} // namespace journal
