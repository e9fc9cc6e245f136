// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "users.h"

#include <api/step.h>

namespace identity {

// Who did what on one thing, in order: the trail behind duty.separation, payment.show and the
// printed forms. A duty is one of request, review, approve, pay; a step is what became of it
// (return and reject are steps of the duty that decided so).

struct Step {
    QString step;
    QString duty;
    QString by;
    QString recordedBy;
    QString date;
    QString opinion;
    QString signedOn;
    QString signedDocument;
    QString sheet;
    qint64 seq = 0;

    bool isRequest() const { return step == u"request"; } // which begins the thing anew
};

struct NewStep {
    QString thing;
    QString id;
    QString step;
    QString duty;
    QString opinion = {};
    bool byNobody = false; // a consequence of what somebody recorded, decided by no person
};

void addStep(journal::Context& context, const journal::Entry& entry, const NewStep& step);
std::vector<Step> stepsOf(journal::Context& context, const QString& thing, const QString& id);
// What was decided on one signing sheet, in order, with the thing it was decided on.
struct SheetStep {
    QString thing;
    QString id;
    Step step;
};
std::vector<SheetStep> stepsOnSheet(journal::Context& context, const QString& sheet);
// Somebody reviewed, approved, concluded or paid it, whatever the decision was.
bool decidedOn(journal::Context& context, const QString& thing, const QString& id);
// As a question shows them.
std::vector<api::Step> shownSteps(journal::Context& context, const QString& thing,
                                  const QString& id);

// duty.separation: nobody does two of the duties on one thing; who recorded a paper decision
// neither registered the thing nor pays it. Judged on who decided.
std::optional<journal::Rejection> requireSeparation(journal::CommandContext& call,
                                                    const QString& thing, const QString& id,
                                                    const QString& duty);

// date.order: `call`'s date is not after today, nor before `notBefore` (may be ""), which `what`
// names for the sentence; what it says has happened is no later than itself, or than today where
// it has no date; and none of its dates is before the plan's first day, but for evidence.
enum class Since { FirstDay, Ever }; // history from before the program may be older
std::optional<journal::Rejection> requireDateOrder(const journal::CommandContext& call,
                                                   const QString& notBefore, const QString& what,
                                                   Since since = Since::FirstDay);

// date.order: a term that the command sets ends no earlier than the command's own date.
std::optional<journal::Rejection> requireTermInOrder(const journal::CommandContext& call,
                                                     const QString& key, const QString& what);

// id.taken.
journal::Rejection taken(const journal::CommandContext& call, const QString& what);

} // namespace identity
