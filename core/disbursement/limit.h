// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "payments.h"
#include "stages.h"

#include <api/payment.h>

namespace disbursement {

// What one rule leaves, and the sentence with which it refuses more, without its figures.
struct Cap {
    journal::Rule rule;
    money::Fen leaves; // may be below zero
    labels::Sentence because;
};

// What can be asked for now, of one kind, on one date. The one place where this is computed:
// payment.limit shows it, payment.request refuses by it.
struct Limit {
    money::Fen amount;          // never below zero
    journal::Rule decidedBy;    // the rule that a larger request breaks
    std::vector<Cap> caps = {}; // of the whole sum
    Earned earned = {};         // not of a prepayment
    // How it comes about, where that was to be explained.
    std::vector<api::LimitStep> basis = {};
};

// What keeps a payment of a kind from being asked for, whatever its sum (第九条).
enum class Obstacle {
    NotRunning,     // the project
    NotOnPath,      // the kind, on the project's path
    FinalStands,    // a final payment is under way or paid
    AlreadyStarted, // a prepayment comes before the work
};
std::optional<Obstacle> obstacleTo(journal::Context& context, const declaration::Project& project,
                                   labels::PaymentKind kind);

// `explained` fills in `basis`, which judging has no need of; `guaranteed` is of a request with a
// bank's guarantee, so that no retention stands in its way.
struct Asking {
    labels::PaymentKind kind = labels::PaymentKind::Stage;
    QString date;
    bool explained = false;
    bool guaranteed = false;
};
Limit limitOf(journal::Context& context, const declaration::Project& project, const Asking& asking);

// accept.audit: what it leaves of a payment, of all that is paid and under way; nothing where no
// audited amount is needed or stands.
std::optional<Cap> capOfAudit(journal::Context& context, const declaration::Project& project,
                              labels::PaymentKind kind, const QString& date, money::Fen used);

// What can be asked for of one source: what is approved of it for the project and not paid or under
// way (第九条), and, where the line has given away since what was recovered, what is there.
std::vector<Cap> capsOfSource(journal::Context& context, const declaration::Project& project,
                              const QString& source);

// What could be asked for when `payment` was (last) asked for, and how that came about: what a form
// shows beside the sum that was asked.
Limit limitOfRequest(journal::Context& context, const Payment& payment);

// What the project could have been paid in all if an acceptance had not passed, or a contract or a
// milestone not been recorded.
money::Fen payableWithout(journal::Context& context, const declaration::Project& project,
                          const Without& without);

api::PaymentLimit shownLimit(const Limit& limit);

} // namespace disbursement
