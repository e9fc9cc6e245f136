// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <acceptance/acceptances.h>
#include <labels/labels.h>

// What a path lets a project be paid in all: by its acceptances, by the stages that it has reached,
// and by what is retained for a time.

namespace disbursement {

// From where a project is looked at: as it stands today, or as it stood then, with what was voided
// later.
enum class Seen { Today, Then };

// A thing that is looked away from.
struct Without {
    labels::ThingKind kind = labels::ThingKind::Acceptance;
    QString id = {};

    QString of(labels::ThingKind other) const { return kind == other ? id : QString(); }
};

// What stages are reached by besides acceptances, and what their shares are shares of.
struct Happened {
    bool started = false;
    bool contracted = false;
    money::Fen contracts; // their sum
    QStringList milestones;
    std::optional<money::Fen> audited;
};
// By the end of a day; nothing is read where the path has no stages.
Happened happenedBy(journal::Context& context, const declaration::Project& project,
                    const plan::Path& path, const QString& date, Seen seen,
                    const Without& without = {});
// The days after `date` on which any of that changed.
QStringList happenedAfter(journal::Context& context, const declaration::Project& project,
                          const plan::Path& path, const QString& date);

// What banks guarantee of a project's retention, by payments that count.
money::Fen guaranteedOn(journal::Context& context, const QString& project, const plan::Path& path,
                        const QString& date, Seen seen);

// All that a path goes by.
struct Standing {
    QString date;
    money::Fen support;
    std::vector<acceptance::Acceptance> passed;
    money::Fen taken;     // by recoveries, of what was accepted
    money::Fen recovered; // by them in all
    Happened happened;
    money::Fen guaranteed;
};
Standing standingOf(journal::Context& context, const declaration::Project& project,
                    const plan::Path& path, const acceptance::AcceptedWhen& when,
                    money::Fen recovered, const Without& without = {});

// A part of what is retained that can be paid from a day on.
struct Term {
    QString from;
    money::Fen amount;
};

struct Earned {
    money::Fen accepted; // less what recoveries took of it
    money::Fen ahead;    // what may be paid before it is accepted
    money::Fen retained; // until the final payment
    money::Fen withheld; // of that, from the final payment too, until its term
    money::Fen reached;  // the stage's share; the whole support where the path has no stages
    std::optional<std::size_t> stage = {};      // the last one reached
    std::optional<std::size_t> aheadStage = {}; // the one that lets most be paid ahead
    bool byWhole = false;                       // that stage only because everything is accepted
    std::vector<Term> terms = {};               // of what is withheld, by day

    money::Fen most() const { return std::max(accepted, ahead); }
    // What stands may come to that much; whether its terms had passed was judged when it was asked.
    money::Fen payable(bool final) const {
        return std::min(final ? most() : most() - retained, reached);
    }
    // The day from which that much of what is left is not withheld any more; "" where none is.
    QString payableFrom(money::Fen amount, money::Fen left) const;
};
Earned earnedBy(const plan::Path& path, const Standing& standing);

// All of the retention, by the day from which it can be paid; nothing where it has no term.
std::vector<Term> termsOf(const plan::Path& path, const Standing& standing);

// The share of a stage; nothing while what it is a share of is not known.
std::optional<money::Fen> shareOf(const plan::Stage& stage, const Standing& standing);
// Of each stage of the path, whether it is reached.
std::vector<bool> reachedOf(const plan::Path& path, const Standing& standing);
// How a limit came about: the stage that is reached, and its share.
QString stageWords(const plan::Path& path, const Standing& standing, const Earned& earned);

} // namespace disbursement
