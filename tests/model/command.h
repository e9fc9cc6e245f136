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

struct Command {
    std::string as;
    std::string action;
    std::string id;
    std::string date;
    std::string about; // the project, the refund's payment, the notice's acceptance
    std::string kind;  // of a payment; of what is withdrawn or voided
    std::string decision;
    std::string line;
    std::string item;
    std::string source;
    std::string until; // of a notice
    Fen amount = 0;
    bool flag = false; // evaluation passed; the supplement's source is new
    int year = 0;
    Parts sources;
    Parts allocations;
    Parts ceilings;
    std::vector<Move> moves;
};

// What the core is given as `with`, and the line of a batch that says the same.
QJsonObject words(const Command& command);
std::string batchLine(const Command& command);

} // namespace model
