// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>
#include <QStringList>

#include <span>
#include <vector>

// The one place that says which numbers in a text are a person's: identity numbers, telephones,
// accounts, addresses. What it is certain of is masked in whatever leaves the office and is kept
// beside the journal; what it is not certain of is shown to who publishes. Fields that are numbers
// themselves (vouchers, invoices, contracts, documents, dates, amounts) are never looked at.

namespace journal {

struct PersonalSpan {
    qsizetype from = 0; // in the text as it was typed
    qsizetype to = 0;
    QString mask; // "138****5678", "****0018"
    QString form; // its name in numberForms()
};

struct PersonalNumbers {
    std::vector<PersonalSpan> certain;
    std::vector<PersonalSpan> uncertain;
};

PersonalNumbers personalNumbers(QStringView text);

bool holdsPersonalNumber(QStringView text);
// The same text with what is certain masked: 1****************X, ****1234, 138****1234.
QString masked(const QString& text);
// The digits that may be personal and are not certain, as they were typed.
QStringList uncertainNumbers(QStringView text);

// "****1234": of an account or number no more than its last four characters.
QString lastFour(const QString& number);
// "1****************X": what is shown of an identity number, whatever its check digit says.
QString maskedIdentityNumber(const QString& number);

// The forms as the code knows them, with texts that have the form and texts that look like it and
// have not. A test reads all of them.
struct NumberForm {
    const char16_t* name;
    bool personal; // else digits that are certainly no person's
    std::span<const char16_t* const> examples;
    std::span<const char16_t* const> others;
};
std::span<const NumberForm> numberForms();

} // namespace journal
