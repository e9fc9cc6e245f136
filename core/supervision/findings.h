// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <disclosure/disclosures.h>

// 监管 (第十三条, 方案 三至五): findings, barring and lifting, recovery, goals beside the money, and
// money that lies still.

namespace supervision {

// Parts of views.
std::vector<api::Finding> shownFindings(journal::Context& context, const QString& unit);

// Every recovery in the order of entry, also those that were voided.
struct Recovery {
    QString id;
    QString finding;
    QString project;
    QString payee;
    QString source;
    money::Fen amount;
    QString date;
    QString voucher;
    QString voidedOn; // "" where it stands
    money::Fen taken; // what it took of what the project has accepted
};
std::vector<Recovery> recoveries(journal::Context& context);

// Corrections (the `void` command).
std::optional<journal::Rejection> requireVoidableFinding(journal::CommandContext& call);
void voidFinding(journal::Context& context, const journal::Entry& entry);
std::optional<journal::Rejection> requireVoidableRecovery(journal::CommandContext& call);
void recoveryVoidOnDays(journal::CommandContext& call, journal::Days& days); // date.order
void voidRecovery(journal::Context& context, const journal::Entry& entry);

// 滞留: for how many days money may lie before supervision.still names it.
inline constexpr int idleApprovedPayment = 30; // an approved payment, since its last step
inline constexpr int idleReceipt = 180;        // a source with cash, since it last moved
inline constexpr int idleProject = 180;        // an approved project, paid nothing

void install(journal::Registry& registry);

} // namespace supervision
