// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

#include <span>

namespace journal {

// Every rule that can refuse a command, in the order in which one is cited where several are
// broken (the contract's order first, then the rest).
enum class Rule {
    DutyRole,
    IdTaken,
    StateOrder,
    DateOrder,
    DiscloseClosed,
    UnitBarred,
    UnitEligible,
    UnitKind,
    UnitCode,
    PayPayee,
    DutySeparation,
    PayOffice,
    PayLeader,
    PayCollective,
    PayPath,
    PayPrepayTiming,
    SourceConditional,
    SourceAward,
    ItemStandard,
    LineCeiling,
    PlanShares,
    PayPrepayCap,
    PayAccepted,
    AcceptInspection,
    PayRetention, // last of the rules about an amount (bounds.h)
    AcceptAudit,
    PlanReallocate,
    SuperviseRecover,
    PayNotice,
    SourceCash,
    // any other, after these
    PlanSums,
    PlanSupplement,
    PlanReturn,
    UnitBank,
    DeclareMaterials,
    DeclareSignage,
    PayRefund,
    InvoiceDuplicate,
    ArchiveComplete,
    OpeningClosed,
};

// One row of the catalogue: the rule's id, the clause it stands on ("" where the document has no
// words for it) and what it demands, in one Chinese sentence that forms and handbook show.
struct RuleInfo {
    Rule rule;
    QLatin1StringView id;
    // Of the measures that the program was first made for; another plan names its own (`cites`).
    QStringView article;
    QStringView demand; // with markers (labels::inWords)
};

const RuleInfo& info(Rule rule);
std::span<const RuleInfo> catalogue();
// What no version of the rules gives up: `verify` asks it of every entry, whichever version of the
// rules it bears.
bool neverGivenUp(Rule rule);

} // namespace journal
