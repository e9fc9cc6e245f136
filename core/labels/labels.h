// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>
#include <QStringList>

// The contract's codes as people read them: one table a vocabulary, one row a code, with a short
// label for columns and chips and a long one for sentences and papers. Window, refusals, forms and
// the audit workbook all take their words from here, so that one thing has one name.
//
//     labels::shortLabel(Vocabulary::ProjectState, u"started") is 已开工
//     labels::longLabel(Vocabulary::ProjectState, u"declared") is 已申报待审核

namespace labels {

enum class Vocabulary {
    ProjectState,
    AcceptanceState,
    PaymentState,
    AmendmentState,
    UnitState,
    ReceiptState,
    DocumentState,
    FindingState,
    NoticeState,
    DisclosureState,
    PaymentKind,
    PathKind,
    UnitKind,
    DocumentKind,
    FindingKind,
    DeliverableKind,
    ThingKind, // what a document or a command is about
    Role,
};

// A code that the vocabulary does not have stands as it is.
QString shortLabel(Vocabulary vocabulary, const QString& code);
QString longLabel(Vocabulary vocabulary, const QString& code);
bool has(Vocabulary vocabulary, const QString& code);
// All codes of it in the order in which a choice shows them.
QStringList codes(Vocabulary vocabulary);
// The vocabulary of a thing's states ("payment" is PaymentState); things without a table of their
// own (interest, refunds, contracts, …) have those of a receipt.
Vocabulary statesOf(const QString& thing);

} // namespace labels
