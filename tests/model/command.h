// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "plan_data.h"

#include <QJsonObject>

// One command of a sequence, concrete, so that a sequence can be written down, shortened and run
// again. Which fields a command has is CONTRACT.md's table; the rest stay empty.

namespace model {

struct Move {
    std::string from;
    std::string to;
    std::string source;
    Fen amount = 0;
};

// A deliverable: to whom, and by which scheme where it is a certificate.
struct Handed {
    std::string id;
    std::string unit;
    std::string scheme;
};

struct Command {
    std::string as;
    std::string action;
    std::string id;
    std::string date;
    std::string about; // the project, the refund's payment, the notice's acceptance, the finding's
    std::string kind;  // of a payment, a unit, a finding; of what is withdrawn or voided
    std::string decision;
    std::string line;
    std::string item;
    std::string source;
    std::string from;  // of a schedule
    std::string until; // of a notice, of a schedule
    std::string unit;
    std::string payee;
    std::string finding;
    std::string number; // of an invoice, as it was typed; the month to publish
    std::string code;   // of a unit, of an invoice
    std::string party;  // of a contract; "": nobody who is registered
    std::string inside; // a date inside the thing: of evidence, of a class
    Fen amount = 0;
    bool flag = false;  // evaluation passed; the supplement's source is new; minutes are named
    Fen audited = 0;    // by the same day's report
    Fen investment = 0; // that a grant is a share of; 0: not told
    Fen own = 0;
    Fen guarantee = 0; // of a bank, until the day `until`
    int year = 0;
    int bank = 0; // which new account
    Parts sources;
    Parts allocations;
    Parts ceilings;
    Parts payees;
    std::vector<std::string> names; // payees sent back; deliverables, those refused with a '-'
    std::vector<Handed> handed;
    std::vector<Move> moves;
};

// What the core is given as `with`, and the line of a batch that says the same.
QJsonObject words(const Command& command);
std::string batchLine(const Command& command);

} // namespace model
