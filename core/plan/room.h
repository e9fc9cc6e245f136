// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "plan.h"

// What the files of this room share; not for others.

namespace plan {

void installMoneyIn(journal::Registry& registry);    // receipts, interest, evaluation
void installChanges(journal::Registry& registry);    // the leading group's changes to the plan
void installQuestions(journal::Registry& registry);  // plan.show, budget.execution and others
void installNumbers(journal::Registry& registry);    // number.next
void installDays(journal::Registry& registry);       // date.order of what they take
void installChangeList(journal::Registry& registry); // change.list

// The source that waits for the mid-term evaluation, if the plan has one.
const Source* conditionalSource(journal::Context& context);
// Its code, where an evaluation was recorded, so that the plan has one.
QString conditionalCode(journal::Context& context);
bool awardChanged(journal::Context& context, money::Fen planned);
void keepOverride(journal::Context& context, const char* kind, const QString& key,
                  const QString& value);
// Budget of a line and source up or down, against the account that it comes from or goes to.
void moveBudget(journal::Context& context, const journal::Entry& entry,
                const ledger::LineSource& place, money::Fen by, ledger::Account other);
// What moves add to each line and source, below zero where they take away.
std::map<ledger::LineSource, money::Fen> netMoves(const journal::Args& with);
// The new budgets of the batch by line, lines left out keeping theirs.
std::map<QString, money::Fen> awardBudgets(journal::Context& context, const journal::Args& with);
// A supplement as it was recorded.
journal::Args supplementOf(journal::Context& context, const QString& id);
// The code of the source that a supplement names or brings.
QString supplementSource(const journal::Args& with);
// No supplement of that source stands any more.
bool broughtByNothing(journal::Context& context, const QString& source);
void keepChange(journal::Context& context, const journal::Entry& entry);
bool changeExists(journal::Context& context, const QString& kind, const QString& id);
// date.order: what is decided anew of the same thing (of one line, or "") is dated no earlier than
// what was decided last.
std::optional<journal::Rejection> requireAfterLast(const journal::CommandContext& call,
                                                   const QString& action, const QString& line,
                                                   const QString& what);
// Lines known and named once, summing to `total` where one is given.
std::optional<journal::Rejection> checkAllocations(journal::CommandContext& call,
                                                   std::optional<money::Fen> total);

} // namespace plan
