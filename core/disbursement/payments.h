// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <acceptance/acceptances.h>
#include <api/project.h>
#include <api/unit.h>
#include <labels/labels.h>
#include <labels/sentence.h>
#include <units/units.h>

// 拨付 (第九条): payments on the three paths, from the request to the voucher, and what comes back.

namespace disbursement {

struct Payment {
    QString id;
    QString project;
    labels::PaymentKind kind = labels::PaymentKind::Stage;
    money::Fen amount;
    QString date; // of the request
    QString lastStepOn;
    QString paidOn;
    labels::PaymentState state = labels::PaymentState::Requested;
    money::Fen returned = {}; // sent back by the bank, to be paid again or let go

    bool underWay() const {
        return state == labels::PaymentState::Requested || state == labels::PaymentState::Reviewed
               || state == labels::PaymentState::Approved;
    }
    // Some payees' shares came back while the others stay paid.
    bool partlyReturned() const {
        return state == labels::PaymentState::Paid && !returned.isZero();
    }
};

// A payee of a payment: what was asked for it, and what became of that. Once it was paid,
// amount = paid + returned + letGo.
struct Payee {
    QString unit;
    money::Fen amount;
    int bank = 0;         // which of the unit's accounts it is paid to; 0: the one confirmed then
    money::Fen paid = {}; // less what the bank sent back
    money::Fen returned = {}; // sent back, to be paid again or let go
    money::Fen letGo = {};    // sent back, and not to be paid any more
    money::Fen refunded = {};
    money::Fen recovered = {};

    money::Fen holds() const { return paid - refunded - recovered; }
};

// A source of a payment.
struct SourceShare {
    QString source;
    money::Fen amount;
    money::Fen returned = {};
    money::Fen letGo = {};
    money::Fen refunded = {};
    QString voucher = {};

    money::Fen out() const { return amount - returned - letGo - refunded; }
};

// A bank's, against which the retention is paid before its time.
struct Guarantee {
    QString bank;
    QString number;
    money::Fen amount;
    QString until;
};

std::optional<Payment> find(journal::Context& context, const QString& id);
std::optional<Guarantee> guaranteeOf(journal::Context& context, const QString& payment);
// One that a row names: where it is missing the file contradicts itself (storage::Failure).
Payment requirePayment(journal::Context& context, const QString& id);
// Bad input where there is no such payment.
std::optional<journal::Rejection> requireKnown(journal::Context& context, const QString& payment,
                                               const QString& field);
std::vector<journal::SourceAmount> sourcesOf(journal::Context& context, const QString& payment);
std::vector<SourceShare> sourceSharesOf(journal::Context& context, const QString& payment);
std::vector<Payee> payeesOf(journal::Context& context, const QString& payment);
// The account that a payee's share went or is to go to.
units::Bank accountOf(journal::Context& context, const Payee& payee);
QString kindName(labels::PaymentKind kind); // Prepay is 预拨付
// A prepayment of the project can still be asked for: it is approved, work has not begun, its path
// has one and none was requested, or what was is withdrawn or rejected.
bool prepaymentIsOpen(journal::Context& context, const declaration::Project& project);
// pay.office (第九条): on the project's path the office reviews such a payment before the leader.
bool needsOffice(journal::Context& context, const Payment& payment);
// The command that waits for somebody: payment.review, .approve or .pay; "" where none does.
// `office` is what needsOffice says.
QString nextCommand(const Payment& payment, bool office);

// Requesting and paying, for commands of this room and for history that is entered later.
journal::Shape requestShape();
std::optional<journal::Rejection> checkRequest(journal::CommandContext& call);
// unit.barred (第十三条) of the project's unit and each payee, unit.kind of each payee that holds
// nothing the project delivered.
std::optional<journal::Rejection> judgePayees(journal::CommandContext& call,
                                              const declaration::Project& project);
// pay.payee (第五条, 第九条): the project's own unit, and units of its accepted deliverables, each
// for its own. Of a request, by `payees` in the call.
std::optional<journal::Rejection> judgeEntitled(journal::CommandContext& call,
                                                const declaration::Project& project);
// pay.path and pay.prepay-timing (第九条).
std::optional<journal::Rejection> judgePath(journal::CommandContext& call,
                                            const declaration::Project& project);
// The rules about an amount (limit.h): line.ceiling (附表), pay.prepay-cap, pay.accepted (第九条),
// pay.retention.
void boundRequest(const journal::CommandContext& call, journal::Bounds& bounds,
                  const declaration::Project& project);
// accept.audit, after these.
std::optional<journal::Rejection> judgeAudited(journal::CommandContext& call,
                                               const declaration::Project& project);
void applyRequest(journal::Context& context, const journal::Entry& entry);
// source.cash (第二条, 第三条): what comes out of a source is there on the day. `tooLittle` is the
// sentence of the refusal; it takes the source, the day, what is there and what was asked.
std::optional<journal::Rejection> requireCash(journal::CommandContext& call,
                                              const std::vector<journal::SourceAmount>& sources,
                                              labels::SentenceCode tooLittle);
std::optional<journal::Rejection> checkVouchers(journal::CommandContext& call,
                                                const std::vector<journal::SourceAmount>& sources);
void enterPaid(journal::Context& context, const journal::Entry& entry);
void setState(journal::Context& context, const QString& payment, labels::PaymentState state,
              const QString& date);

// Corrections.
std::optional<journal::Rejection> requireWithdrawablePayment(journal::CommandContext& call);
void withdrawPayment(journal::Context& context, const journal::Entry& entry);

// A retention that is not paid yet, and the day from which it can be.
struct RetentionDue {
    QString project;
    QString from;
    money::Fen amount;
};
// Of running projects whose path has a term for it.
std::vector<RetentionDue> retentionsDue(journal::Context& context);

// What payees of a project hold of its money: paid, less what came back in any way.
std::map<QString, money::Fen> heldOf(journal::Context& context, const QString& project);
// What one of them holds of one source.
money::Fen heldOfSource(journal::Context& context, const QString& project, const QString& unit,
                        const QString& source);
// A unit was ever paid by a project, as its own unit or as a payee.
bool everPaid(journal::Context& context, const QString& project, const QString& unit);
// A recovery comes off what that payee holds, of that source and of what was paid last first.
struct Recovery {
    QString id;
    QString project;
    QString payee;
    QString source;
    money::Fen amount;
};
// A recovery is a step of the payments that it takes from: the first day on which those that were
// settled by then hold so much, of that payee and of that source; "" where they never do.
QString recoverableFrom(journal::Context& context, const Recovery& recovery);
// date.order: on no day more came back than had been paid, of the source and of the payee.
void recoveryOnDays(journal::CommandContext& call, journal::Days& days, const Recovery& recovery);
// Of its voiding; `taken` is what it took of what was accepted, `seq` its entry.
void recoveryVoidOnDays(journal::CommandContext& call, journal::Days& days,
                        const Recovery& recovery, money::Fen taken, qint64 seq);
void acceptanceVoidOnDays(journal::CommandContext& call, journal::Days& days);
void refundVoidOnDays(journal::CommandContext& call, journal::Days& days);
// What a request takes of the commitment and of the line, and the rules about its sum, on the
// call's date and every later one.
void takesRequested(journal::CommandContext& call, journal::Days& days,
                    const declaration::Project& project);
void requestWithinDays(journal::CommandContext& call, journal::Days& days,
                       const declaration::Project& project);
// By that entry something of a final payment came back, so that another was taken; without it the
// first would stand again, beside what was asked for since.
bool finalRestsOn(journal::Context& context, const QString& project, qint64 seq);
// A payment of the project, which still counts, was asked for after that entry.
bool askedForSince(journal::Context& context, const QString& project, qint64 seq);
void noteRecovery(journal::Context& context, const journal::Entry& entry, const Recovery& recovery);
// The recovery with that id is voided: its payees hold the money again.
void noteRecoveryVoided(journal::Context& context, const journal::Entry& entry, const QString& id,
                        const QString& project);
// Nothing may rest on them: no payment, no payee that was paid for what was accepted.
std::optional<journal::Rejection> requireVoidableAcceptance(journal::CommandContext& call);
std::optional<journal::Rejection> requireVoidableContract(journal::CommandContext& call);
std::optional<journal::Rejection> requireVoidableNotice(journal::CommandContext& call);
// A contract or a milestone by which a stage is reached.
void contractVoidOnDays(journal::CommandContext& call, journal::Days& days);
std::optional<journal::Rejection> requireVoidableMilestone(journal::CommandContext& call);
void milestoneVoidOnDays(journal::CommandContext& call, journal::Days& days);
// What may be paid of a project beyond what is accepted, as it stands today; `again` is what comes
// back to be paid, `taken` of it from what was accepted (a recovery that is voided).
money::Fen aheadOf(journal::Context& context, const declaration::Project& project,
                   money::Fen again = {}, money::Fen taken = {});
std::optional<journal::Rejection> requireVoidableRefund(journal::CommandContext& call);
void voidRefund(journal::Context& context, const journal::Entry& entry);

// What a project's payee was paid of one source in one month, net of what came back in it; `date`
// and `kind` (of payment) are of the last movement.
struct PaidInMonth {
    QString project;
    QString unit;
    QString source;
    money::Fen amount;
    QString date;
    labels::PaymentKind kind = labels::PaymentKind::Stage;
};
// All of a month ("2019-06").
std::vector<PaidInMonth> paidIn(journal::Context& context, const QString& month);
// What each unit was paid by a project, net, up to the end of a month.
std::map<QString, money::Fen> paidToEach(journal::Context& context, const QString& project,
                                         const QString& month);
// The day on which money of a source last went out or came back; "" where none did.
QString lastPaidOn(journal::Context& context, const QString& source);

// Approved payments whose last step was taken on or before a day, the oldest first.
std::vector<Payment> approvedUntil(journal::Context& context, const QString& date);
// Running projects approved on or before a day that were never paid anything, the oldest first.
std::vector<declaration::Project> unpaidSince(journal::Context& context, const QString& date);

// Part of unit.show: what it was paid as a payee of other units' projects.
std::vector<api::PaidAsPayee> shownPaidAsPayee(journal::Context& context, const QString& unit);
// Parts of project.show: whom the plan lets be paid ("contract-party", "named", "" where it says
// nothing), and who these are now.
QString payeesFrom(journal::Context& context, const declaration::Project& project);
std::vector<api::AllowedPayee> shownAllowedPayees(journal::Context& context,
                                                  const declaration::Project& project);
// The stages of its path.
std::vector<api::ProjectStage> shownStages(journal::Context& context,
                                           const declaration::Project& project);
std::vector<api::RequestSummary> shownRequests(journal::Context& context, const QString& project);

void install(journal::Registry& registry);

} // namespace disbursement
