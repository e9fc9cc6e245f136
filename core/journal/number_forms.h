// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "number_reading.h"

// The rules behind the forms of personal_numbers.h, each a question about some pieces of a run.

namespace journal::forms {

// Pieces of one run that are taken together. An X behind 17 digits belongs to them.
struct Part {
    const Reading& reading;
    const Run& run;
    std::size_t first = 0;
    std::size_t count = 0;
    QString digits = {};
    qsizetype from = 0; // in the reading's text
    qsizetype to = 0;

    const Piece& piece(std::size_t i) const { return run[first + i]; }
};

bool isYear(QStringView digits);
Part part(const Reading& reading, const Run& run, std::size_t first, std::size_t count);

// `usual`: set apart as people set it apart, so that it counts among other numbers too; else it
// counts where nothing else is in its run.
struct Form {
    const char16_t* name;
    bool (*holds)(const Part&);
    bool (*usual)(const Part&);
    QString (*mask)(const QString& digits);
};
const std::vector<Form>& provable();

// Region and date of birth as an identity number has them, whatever its check digit says: perhaps
// one that was typed wrong.
bool looksLikeIdentity(const Part& part);

enum class Word {
    None,
    Other,   // 发票, 凭证, 文号, 合同, 流水, 第…号: what follows is no person's
    Account, // 账号, 卡号
    Contact, // 电话, 手机, 微信, QQ
};

// How many pieces from `at` on are a date, dates side by side, or years; 0 where none.
std::size_t dateAt(const Reading& reading, const Run& run, std::size_t at);
// 2 where a sum with its fen begins: 1100000.00
std::size_t amountAt(const Reading& reading, const Run& run, std::size_t at);
bool holdsDate(const Part& part);
// 元, 台, 人: a unit behind it.
bool hasMoneyUnit(const Part& part);
bool hasUnit(const Part& part);
// 13812345678元, 1200000 1500000
bool isPlainSum(const Part& part);
// A mobile number though 元 stands behind it: behind 电话, or set apart as no sum is.
bool isMobileInSpite(const Part& part, Word word);
// 13812345678元: a sum of that many digits, or a number with the next word glued to it.
bool mayBeMobile(const Part& part);
// A sum, a list of sums or a quantity, by its separators, its unit or the word before it.
bool isSum(const Part& part);
// A 20-digit invoice number, or a year with a running number behind a prefix: XM-2019-001.
bool isOtherNumber(const Part& part);

// The word that the run stands behind.
Word wordBefore(const Reading& reading, const Run& run);
// Whether between two places nothing stands but what goes on with a list: 、 , 和
bool goesOn(const Reading& reading, qsizetype from, qsizetype to, bool widely);

// A name of letters and digits behind 微信, an address with @: from and to in the reading's text.
struct Token {
    qsizetype from = 0;
    qsizetype to = 0;
    bool address = false;
};
std::vector<Token> tokens(const Reading& reading);

} // namespace journal::forms
