// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "payments.h"

namespace disbursement {

// One step of how a limit comes about: shown in the form, cited in a refusal.
struct Basis {
    QString text;
    money::Fen amount;
    journal::Rule rule;
};

// What can be asked for now, of one kind, on one date. The one place where this is computed:
// payment.limit shows it, payment.request refuses by it.
struct Limit {
    money::Fen amount; // never below zero
    std::vector<Basis> basis;
    journal::Rule decidedBy;             // the rule that a larger request breaks
    QString because;                     // the sentence of that refusal, without its figures
    money::Fen beyondRetention = amount; // what a final payment could take
};

Limit limitOf(journal::Context& context, const declaration::Project& project, const QString& kind,
              const QString& date);

// What of one source the project can still be paid (第九条: of each source no more than approved).
money::Fen leftOfSource(journal::Context& context, const declaration::Project& project,
                        const QString& source);

// What all payments of a project may come to by the acceptances passed so far, or by the others
// `without` one of them: for judging whether payments rest on it.
money::Fen coveredByAcceptances(journal::Context& context, const declaration::Project& project,
                                const QString& without = {});

QJsonObject limitJson(const Limit& limit);

} // namespace disbursement
