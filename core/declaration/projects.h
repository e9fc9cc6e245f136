// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <api/project.h>
#include <journal/registry.h>
#include <ledger/ledger.h>
#include <plan/plan.h>

#include <optional>
#include <vector>

// 申报: a project, from its declaration to its end, with the support approved for it by source.

namespace declaration {

struct Project {
    QString id;
    QString unit;
    QString line;
    QString item; // "" on a line without items
    int year = 0; // 0 where the item has no yearly figures
    QString name;
    labels::ProjectState state = labels::ProjectState::Declared;
    QString path; // as the plan had it when the review approved
    QString declaredOn;
    QString approvedOn;
    QString lastStepOn;
    money::Fen support;
    money::Fen accepted; // by its passed acceptances, less what recoveries took of it
    QString starts;      // its schedule
    QString ends;

    bool running() const {
        using enum labels::ProjectState;
        return state == Approved || state == Started;
    }
};

std::optional<Project> find(journal::Context& context, const QString& id);
// One that a row names: where it is missing the file contradicts itself (storage::Failure).
Project requireProject(journal::Context& context, const QString& id);
// The same with the name and the support that it had at the end of a day.
Project requireAsOf(journal::Context& context, const QString& id, const QString& date);
// Its support by source, as it was at the end of a day.
std::vector<journal::SourceAmount> sourcesAsOf(journal::Context& context, const QString& id,
                                               const QString& date);
// The days after `date` on which its support was decided.
QStringList decidedAfter(journal::Context& context, const QString& id, const QString& date);
// Bad input where there is no such project.
std::optional<journal::Rejection> requireKnown(journal::Context& context, const QString& project,
                                               const QString& field);
std::vector<journal::SourceAmount> sourcesOf(journal::Context& context, const QString& project);
const plan::Item* itemOf(journal::Context& context, const Project& project);
// The path by which it is paid: its own once approved, its line's before.
const plan::Path& pathOf(journal::Context& context, const Project& project);
QStringList kindsFor(journal::Context& context, const Project& project);
// state.order with what it is in; the sentence says what it would have to be and takes the thing
// ("project" is 项目), its id and its state.
template <labels::Coded State>
journal::Rejection wrongState(labels::SentenceCode code, labels::ThingKind thing, const QString& id,
                              State state) {
    return journal::refuse(
        journal::Rule::StateOrder,
        labels::sentence(code, labels::longLabel(thing), id, labels::longLabel(state)));
}

// Undecided things of a project, of later rooms too: it cannot be closed or cancelled while one
// stands (state.order).
void addOpenItem(journal::Context& context, const QString& project, const QString& kind,
                 const QString& id);
void removeOpenItem(journal::Context& context, const QString& project, const QString& kind,
                    const QString& id);
void addAccepted(journal::Context& context, const QString& project, money::Fen amount);
// A payment that the bank sent back reopens a closed project.
void reopen(journal::Context& context, const QString& project);

// Declaring and approving, for commands of this room and for history that is entered later.
journal::Shape declarationShape();
std::optional<journal::Rejection> checkDeclaration(journal::CommandContext& call);
std::optional<journal::Rejection>
requireMaterials(journal::CommandContext& call); // declare.materials (第七条)
void enterDeclaration(journal::Context& context, const journal::Entry& entry);
// Approves with the entry's `support` and `sources` and commits the money.
void enterApproval(journal::Context& context, const journal::Entry& entry);
void setState(journal::Context& context, const QString& project, labels::ProjectState state,
              const QString& date);

// Moves budget of one of the project's sources between two accounts, under its line and item.
void moveBudget(journal::Context& context, const journal::Entry& entry, const Project& project,
                const journal::SourceAmount& part, ledger::Account from, ledger::Account to,
                const QString& date = {}); // of the entry where it is left out
// date.order: that much was committed to the project on the call's date and is since.
void takesCommitted(journal::CommandContext& call, journal::Days& days, const Project& project,
                    const journal::SourceAmount& part);
// Puts support that was committed back to its line, as far as the project no longer needs it.
void freeCommitment(journal::Context& context, const journal::Entry& entry, const Project& project);

// Corrections (the `withdraw` and `void` commands).
std::optional<journal::Rejection> requireWithdrawableProject(journal::CommandContext& call);
void withdrawProject(journal::Context& context, const journal::Entry& entry);
std::optional<journal::Rejection> requireWithdrawableAmendment(journal::CommandContext& call);
void withdrawAmendment(journal::Context& context, const journal::Entry& entry);
std::optional<journal::Rejection>
requireVoidableRecord(journal::CommandContext& call); // contract or invoice
void voidRecord(journal::Context& context, const journal::Entry& entry);

// A contract or an invoice as it was recorded.
struct Record {
    QString id;
    QString project;
    QString number;
    QString code;  // of an invoice, where it was told
    QString other; // party or issuer
    money::Fen amount;
    QString date;
    QJsonArray schedule; // of a contract
    bool voided = false;
    QString voidedOn = {}; // of a contract
};
QString projectOfContract(journal::Context& context, const QString& id); // "" where none
// Of one project, or of all where it is "", also the voided ones. `kind`: "contract", "invoice".
std::vector<Record> records(journal::Context& context, const QString& kind, const QString& project);

// Something by which a stage of the project's path is reached (milestone.record).
struct Milestone {
    QString id;
    QString project;
    QString stage;
    QString date;
    QString document;
    QString voidedOn = {}; // "" while it stands
};
std::optional<Milestone> findMilestone(journal::Context& context, const QString& id);
// Of one project, or of all where it is "", also the voided ones.
std::vector<Milestone> milestones(journal::Context& context, const QString& project);
// The day on which its work began, "" before.
QString startedOn(journal::Context& context, const Project& project);
std::optional<journal::Rejection> requireVoidableMilestone(journal::CommandContext& call);
void voidMilestone(journal::Context& context, const journal::Entry& entry);

QString projectOfAmendment(journal::Context& context, const QString& id); // "" where none
// Bad input where there is no such amendment.
std::optional<journal::Rejection>
requireKnownAmendment(journal::Context& context, const QString& amendment, const QString& field);
// What an amendment asks, nothing where it leaves the support as it is.
std::optional<money::Fen> amendedSupport(journal::Context& context, const QString& id);

// By source; none where it leaves the support as it is.
std::vector<journal::SourceAmount> amendedSources(journal::Context& context, const QString& id);

// Parts of project.show.
std::vector<api::Amendment> shownAmendments(journal::Context& context, const QString& project);
std::vector<api::ContractRecord> shownContracts(journal::Context& context, const QString& project);
std::vector<api::InvoiceRecord> shownInvoices(journal::Context& context, const QString& project);
std::vector<api::MilestoneRecord> shownMilestones(journal::Context& context,
                                                  const QString& project);
api::ProjectSummary shownProject(journal::Context& context, const QString& project);
// Part of unit.show.
std::vector<api::ProjectSummary> shownProjectsOfUnit(journal::Context& context,
                                                     const QString& unit);

void install(journal::Registry& registry);

} // namespace declaration
