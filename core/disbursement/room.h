// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "payments.h"

// What the files of this room share; not for others.

namespace disbursement {

// Of a row with id, project, kind, amount, date, last_step_on, paid_on, state, returned.
Payment paymentOf(const storage::Statement& row);

// unit.bank: what a change of a unit's account does to its requests.
void returnOpenRequests(journal::Context& context, const journal::Entry& entry);

void installRequesting(journal::Registry& registry); // request
void installDeciding(journal::Registry& registry);   // review, approve
void installPaying(journal::Registry& registry);     // pay
void installReversing(journal::Registry& registry);  // reverse
void installRefunding(journal::Registry& registry);  // refund
void installDays(journal::Registry& registry);       // date.order of earlier rooms' commands
void installQuestions(journal::Registry& registry);  // payment.limit, show, list
void installMonthly(journal::Registry& registry);    // payment.monthly

// The plan says whom the project's money goes to; else it is its own unit, and whose deliverables
// it counts.
bool planSaysPayees(journal::Context& context, const declaration::Project& project);
// Where it does, the units that may be paid on a day.
QStringList allowedPayees(journal::Context& context, const declaration::Project& project,
                          const QString& date);
// pay.payee by what the plan says.
std::optional<journal::Rejection> requireAllowed(journal::CommandContext& call,
                                                 const declaration::Project& project,
                                                 const QString& unit, const QString& field);
// The payee where none was given; bad input where there are several who may be paid.
std::optional<journal::Rejection> settlePayee(journal::CommandContext& call,
                                              const declaration::Project& project, QString& payee);
// Somebody for whom something is asked for or was paid, less what came back by itself.
struct AskedPayee {
    QString unit;
    QString date; // of the request
};
std::vector<AskedPayee> payeesAskedFor(journal::Context& context, const QString& project);

// Of a project, kept beside its payments: what was prepaid (net, under way included), and how
// many final payments stand in the way of another: under way, or paid and nothing came back since.
struct Totals {
    money::Fen prepaid;
    qint64 finals = 0;
};
Totals totalsOf(journal::Context& context, const QString& project);
// One of those final payments, "" where none stands.
QString standingFinal(journal::Context& context, const QString& project);
void addPrepaid(journal::Context& context, const Payment& payment, money::Fen amount,
                const QString& date);
// A final payment of which something came back no longer stands in the way of another, from that
// entry on and until the entry is taken back.
void openFinal(journal::Context& context, const QString& payment, const journal::Entry& entry);
void closeFinal(journal::Context& context, qint64 seq);

struct UnitAmount {
    QString unit;
    money::Fen amount;
};
// Who gets how much of which source.
struct Share {
    QString unit;
    QString source;
    money::Fen amount;
};
// `amount` from each part in proportion, rounded down, the last one takes the fen that is over;
// no more of any than there is room.
std::vector<journal::SourceAmount> inProportion(money::Fen amount,
                                                const std::vector<journal::SourceAmount>& parts,
                                                const std::vector<money::Fen>& room);
// Shares that add up to each unit's sum and to each source's.
std::vector<Share> sharesOf(const std::vector<UnitAmount>& units,
                            std::vector<journal::SourceAmount> sources);
// What each payee holds of each source of a payment: it adds up to what the payee holds, and to
// what is out of the source.
std::vector<Share> heldShares(journal::Context& context, const QString& payment);
money::Fen heldOf(journal::Context& context, const QString& payment, const QString& unit,
                  const QString& source);
// The shares that came back with the last reversal of each payee and wait.
std::vector<Share> lastReturned(journal::Context& context, const QString& payment);

// What a refund or a bounced share follows: whatever moved of the payment last, of any payee.
inline QString comesBackAfter() {
    return QStringLiteral("该笔拨付最近一次付款、退票、退回或追回的日期");
}

// What is to be paid now: everything, or exactly what came back.
struct Due {
    std::vector<Payee> payees;
    std::vector<journal::SourceAmount> sources;
    std::vector<Share> shares;
};
Due dueOf(journal::Context& context, const Payment& payment);

// Writes one movement of money: out of the fund, or back; `ref` is the refund's or recovery's id.
struct Recorded {
    labels::MovementKind kind;
    QString ref = {};
    bool out = false;
    std::map<QString, QString> vouchers = {}; // by source; else the entry's own
};
void record(journal::Context& context, const journal::Entry& entry, const Payment& payment,
            const Recorded& what, const std::vector<Share>& shares);

// What a payment takes of one source, or gives back: within the project's budget from one account
// to the other, and the same sum of cash out to the payees, or in again.
void moveMoney(journal::Context& context, const journal::Entry& entry,
               const declaration::Project& project, const journal::SourceAmount& part,
               ledger::Account from, ledger::Account to, bool out);
// Puts what a request holds back to the commitment, or to the line where the project no longer
// needs it (after a recovery).
void release(journal::Context& context, const journal::Entry& entry, const Payment& payment);
// The shares that came back are not to be paid any more; the others stay paid.
void letGo(journal::Context& context, const journal::Entry& entry, const Payment& payment);
// What comes back of each payee and of each source.
void comesBackOnDays(journal::CommandContext& call, journal::Days& days, const QString& project,
                     const std::vector<UnitAmount>& units,
                     const std::vector<journal::SourceAmount>& sources);
// What of a project is paid, net of what came back, and under way.
money::Fen usedOf(journal::Context& context, const QString& project);
// Whether what is paid and under way is an advance within its share, or within what was accepted or
// may be paid ahead of that.
struct Covered {
    money::Fen accepted;
    money::Fen ahead;
};
bool staysCovered(const declaration::Project& project, const plan::Path& path, money::Fen used,
                  money::Fen prepaid, const Covered& covered);
// The refund of that amount voided, on each day.
void coveredAgainOnDays(journal::CommandContext& call, journal::Days& days,
                        const declaration::Project& project, bool prepay, money::Fen amount);
// The refund of that amount voided, after which payments were asked for.
void refundedAgainOnDays(journal::CommandContext& call, journal::Days& days,
                         const declaration::Project& project, bool prepay, money::Fen amount);
// No payment rests on a stage that is reached by the contract.
std::optional<journal::Rejection> requireNoStagePaidOn(journal::CommandContext& call);
// A contract or a milestone voided, on each day.
struct Without;
void stageVoidOnDays(journal::CommandContext& call, journal::Days& days,
                     const declaration::Project& project, const Without& without);
// date.order of a request.
void requestOnDays(journal::CommandContext& call, journal::Days& days);
// The kind of payment that a request is for.
labels::PaymentKind kindOf(const journal::CommandContext& call);
std::vector<journal::EntityRef> projectOf(journal::Context& context, const journal::Entry& entry);
// unit.barred for the project's unit and these payees.
std::optional<journal::Rejection> requireNobodyBarred(journal::CommandContext& call,
                                                      const Payment& payment,
                                                      const std::vector<Payee>& payees);
// Some payee is paid, or asked for, for what only this acceptance took.
bool payeesRestOn(journal::Context& context, const declaration::Project& project,
                  const QString& acceptance);
// unit.kind and pay.payee of a payment as it stands now.
std::optional<journal::Rejection> requireStillEntitled(journal::CommandContext& call,
                                                       const Payment& payment);

} // namespace disbursement
