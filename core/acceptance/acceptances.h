// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <api/acceptance.h>
#include <declaration/projects.h>

// 验收 (第八条): the unit asks, a team led by 县经信局 inspects and gives an opinion. What passed is
// what may be paid.

namespace acceptance {

struct Acceptance {
    QString id;
    QString project;
    QString stage;
    money::Fen claimed;
    money::Fen accepted;
    QString date; // of the request
    QString concludedOn;
    labels::AcceptanceState state = labels::AcceptanceState::Requested;
};

std::optional<Acceptance> find(journal::Context& context, const QString& id);
// Bad input where there is no such acceptance.
std::optional<journal::Rejection> requireKnown(journal::Context& context, const QString& acceptance,
                                               const QString& field);
// The passed ones of a project concluded on or before a day.
std::vector<Acceptance> passedUntil(journal::Context& context, const QString& project,
                                    const QString& date);

// What a project has accepted ("accepted" of project.show): what its passed acceptances granted,
// less what recoveries took of it. Recovered money is paid again only on a new acceptance, so every
// limit, page and form that says what is accepted asks here.
struct Accepted {
    money::Fen granted;   // by its passed acceptances
    money::Fen recovered; // what recoveries took of that
    money::Fen left() const { return std::max(granted - recovered, money::Fen()); }
};
// From where it is looked at; nothing said: now.
struct AcceptedWhen {
    QString concludedUntil = {}; // only acceptances concluded on or before that day
    QString recoveredUntil = {}; // only recoveries dated on or before that day
    qint64 before = 0;           // only recoveries entered before that entry
};
Accepted acceptedOf(journal::Context& context, const QString& project,
                    const AcceptedWhen& when = {});
// A recovery takes first what was paid beyond what is accepted, and only the rest of what is
// accepted. To be noted before the ledger books it.
void noteRecovered(journal::Context& context, const journal::Entry& entry,
                   const declaration::Project& project, money::Fen amount);
// What the recovery of an entry took of it.
money::Fen takenBy(journal::Context& context, const QString& project, qint64 recoveryEntry);
// The recovery of that entry is voided: what it took is accepted again.
void noteRecoveryVoided(journal::Context& context, const journal::Entry& entry,
                        const QString& project, qint64 recoveryEntry);

// The ones of a project that stood as passed at the end of a day, also those voided later.
std::vector<Acceptance> stoodOn(journal::Context& context, const QString& project,
                                const QString& date);
// The days after `date` on which what a project has accepted changed.
QStringList changedAfter(journal::Context& context, const QString& project, const QString& date);
// By project, what was accepted from one day to another, both included, less what was voided in
// those days; a project whose sum is zero has no place in it.
std::map<QString, money::Fen> acceptedBetween(journal::Context& context, const QString& from,
                                              const QString& to);

// What a grant comes to for a project: the investment that it is a share of, and all that the
// share and its cap allow. Nothing where the project's item has no grant.
struct Granting {
    money::Fen investment;
    money::Fen most;
    bool audited = false; // the investment is what was audited, no longer what was declared
};
std::optional<Granting> grantingOf(journal::Context& context, const declaration::Project& project);

// What an auditor found (审定金额), of all of a project's acceptances together, as a conclusion
// brought it.
struct Audit {
    QString acceptance;
    money::Fen amount;
    QString by;
    QString document;
    QString date;
    QString concludedOn; // its acceptance
};
// No more may be accepted beside it: all of it, of a grant its share.
money::Fen mostBeside(journal::Context& context, const declaration::Project& project,
                      const Audit& audit);
// The one that an acceptance brought.
std::optional<Audit> auditOf(journal::Context& context, const QString& acceptance);
// The one that counts of a project's: the last concluded one's, on or before a day where one is
// said, one acceptance aside.
std::optional<Audit> standingAudit(journal::Context& context, const QString& project,
                                   const QString& concludedUntil = {}, const QString& without = {});
// As it counted at the end of a day, also where its acceptance was voided later.
std::optional<Audit> auditStoodOn(journal::Context& context, const QString& project,
                                  const QString& date, const QString& without = {});

// How many accepted deliverables there are of a kind, or heads where it is training; narrowed by
// class, and to those in poor villages or for demonstration.
struct Counted {
    QString kind;
    QString trainingClass = {};
    bool poorVillage = false;
    bool demonstration = false;
};
qint64 countAccepted(journal::Context& context, const Counted& counted);

// How many accepted deliverables of a project are this unit's own (awards, certifications), by
// acceptances concluded on or before a day, one of them aside.
qint64 countAcceptedOf(journal::Context& context, const QString& project, const QString& unit,
                       const QString& concludedUntil, const QString& without = {});

// What one acceptance took, for the steps of a sum: "站点 12 个", "培训 3 班 240 人次".
struct Delivered {
    qint64 count = 0;
    QString words; // "" where nothing is counted
};
Delivered deliveredBy(journal::Context& context, const QString& acceptance);

// item.standard: what is of a year is accepted not before that year begins.
std::optional<journal::Rejection> requireYearBegun(const journal::CommandContext& call,
                                                   const declaration::Project& project);

// pay.notice: the acceptance was public for so many working days and every objection is settled,
// without one of its notices.
bool noticeServed(journal::Context& context, const QString& acceptance, int days,
                  const QString& onDate, const QString& without = {});

// A passed acceptance from before the program, with the entry of its project.
void enterPassed(journal::Context& context, const journal::Entry& entry, money::Fen accepted);

// Corrections (the `withdraw` and `void` commands). Whether an acceptance can be voided depends on
// what was paid: disbursement::requireVoidableAcceptance.
std::optional<journal::Rejection> requireWithdrawableAcceptance(journal::CommandContext& call);
void withdrawAcceptance(journal::Context& context, const journal::Entry& entry);
void voidAcceptance(journal::Context& context, const journal::Entry& entry);
// Whether a notice may still be voided, and on that day; what was paid on it a later room knows.
std::optional<journal::Rejection> requireNotice(const journal::CommandContext& call);
std::optional<journal::Rejection> requireNoticeVoidInOrder(journal::CommandContext& call);
void voidNotice(journal::Context& context, const journal::Entry& entry);

// Parts of project.show.
std::optional<api::Audited> shownAudit(const std::optional<Audit>& audit);
std::vector<api::AcceptanceSummary> shownAcceptances(journal::Context& context,
                                                     const QString& project);
std::vector<api::Deliverable> deliverablesOf(journal::Context& context, const QString& project);

void install(journal::Registry& registry);

} // namespace acceptance
