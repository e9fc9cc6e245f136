// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "payments.h"

#include <api/payment.h>

namespace disbursement {

// One step of how a limit comes about: shown in the form, cited in a refusal.
struct Basis {
    QString text;
    money::Fen amount;
    journal::Rule rule;
    QString article = {}; // the plan's clause for the rule, where no other is given
};

// What one rule leaves, and the sentence with which it refuses more, without its figures.
struct Cap {
    journal::Rule rule;
    money::Fen leaves; // may be below zero
    labels::Sentence because;
};

// What can be asked for now, of one kind, on one date. The one place where this is computed:
// payment.limit shows it, payment.request refuses by it.
struct Limit {
    money::Fen amount;             // never below zero
    journal::Rule decidedBy;       // the rule that a larger request breaks
    std::vector<Cap> caps = {};    // of the whole sum
    std::vector<Basis> basis = {}; // the whole sum, where it was to be explained
};

// What the acceptances so far let a project be paid in all.
struct Earned {
    money::Fen accepted; // less what recoveries took of it
    money::Fen retained;
    money::Fen reached; // the stage's share; the whole support where the path has no stages
};

Earned earnedBy(const declaration::Project& project, const plan::Path& path,
                const std::vector<acceptance::Acceptance>& passed, money::Fen recovered);

// `explained` fills in `basis`, which judging a request has no need of.
Limit limitOf(journal::Context& context, const declaration::Project& project,
              labels::PaymentKind kind, const QString& date, bool explained = false);

// What can be asked for of one source: what is approved of it for the project and not paid or under
// way (第九条), and, where the line has given away since what was recovered, what is there.
std::vector<Cap> capsOfSource(journal::Context& context, const declaration::Project& project,
                              const QString& source);

// What could be asked for when `payment` was (last) asked for, and how that came about: what a form
// shows beside the sum that was asked.
Limit limitOfRequest(journal::Context& context, const Payment& payment);

// What the project could have been paid in all if one acceptance had not passed.
money::Fen payableWithout(journal::Context& context, const declaration::Project& project,
                          const QString& acceptance);

api::PaymentLimit shownLimit(const Limit& limit);

} // namespace disbursement
