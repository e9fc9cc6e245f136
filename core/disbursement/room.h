// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "payments.h"

// What the files of this room share; not for others.

namespace disbursement {

void installRequesting(journal::Registry& registry); // request, review, approve
void installPaying(journal::Registry& registry);     // pay, reverse
void installRefunding(journal::Registry& registry);  // refund
void installQuestions(journal::Registry& registry);  // payment.limit, show, list
void installMonthly(journal::Registry& registry);    // payment.monthly

// Of a project, kept beside its payments: what was prepaid (net, under way included), and how
// many final payments are under way or paid.
struct Totals {
    money::Fen prepaid;
    qint64 finals = 0;
};
Totals totalsOf(journal::Context& context, const QString& project);
void addTotals(journal::Context& context, const Payment& payment, money::Fen prepaid,
               qint64 finals);

// Who of the payees gets how much of which source: units take the sources in order, the first
// unit's sum from the first source, and so on.
struct Share {
    QString unit;
    QString source;
    money::Fen amount;
};
std::vector<Share> sharesOf(const std::vector<Payee>& payees,
                            std::vector<journal::SourceAmount> sources);

// What a payment takes of one source, or gives back: within the project's budget from one account
// to the other, and the same sum of cash out to the payees, or in again.
void moveMoney(journal::Context& context, const journal::Entry& entry,
               const declaration::Project& project, const journal::SourceAmount& part,
               ledger::Account from, ledger::Account to, bool out);
// Puts what a request holds back to the commitment, or to the line where the project no longer
// needs it (after a recovery).
void release(journal::Context& context, const journal::Entry& entry, const Payment& payment);
// Notes money of a payment that went out, or came back, under the month of the entry.
void noteMonth(journal::Context& context, const journal::Entry& entry, const Payment& payment,
               const std::vector<journal::SourceAmount>& sources, bool out);
journal::Verdict known(journal::Call& call);
std::vector<journal::Thing> projectOf(journal::Context& context, const journal::Entry& entry);
// unit.barred for the project's unit and all payees.
journal::Verdict nobodyBarred(journal::Call& call, const Payment& payment);

} // namespace disbursement
