// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "acceptances.h"

// What the files of this room share; not for others.

namespace acceptance {

void installQuestions(journal::Registry& registry);
void installDeliverables(journal::Registry& registry);
void installAccepted(journal::Registry& registry);
void installAudits(journal::Registry& registry);
void installGranting(journal::Registry& registry);
void installNotices(journal::Registry& registry);

// A deliverable as a row of its table says it; contradiction where the row can't be read.
api::Deliverable deliverableOf(journal::Context& context, const QString& id, const QString& data);
// By rules 0 a deliverable's id was one of its project's: one that another project has already
// bears its project's in front. Settles `deliverables` of requests and of what concludes them.
void settleOlderDeliverables(journal::CommandContext& call);
// What an inspection takes: as it says, or all that were asked for where it says nothing.
std::map<QString, QString> acceptedWaivers(journal::Context& context, const journal::Args& with,
                                           const QString& acceptance); // id -> waiver

// item.standard that no smaller sum mends: the item's year has begun, floor areas, and each award
// and certificate once in the whole fund.
std::optional<journal::Rejection> requireWithinStandard(const journal::CommandContext& call,
                                                        const Acceptance& acceptance,
                                                        const declaration::Project& project);
// item.standard: unit amount times accepted count bounds what was ever granted.
void boundByCount(const journal::CommandContext& call, journal::Bounds& bounds,
                  const Acceptance& acceptance, const declaration::Project& project);
// item.standard: what a grant leaves of what a project is granted in all.
void boundByGrant(const journal::CommandContext& call, journal::Bounds& bounds,
                  const declaration::Project& project);
// Bad input where a deliverable is not the project's.
std::optional<journal::Rejection> requireKnownDeliverables(journal::CommandContext& call,
                                                           const QString& project,
                                                           const QStringList& ids);
void settleDeliverables(journal::Context& context, const journal::Entry& entry,
                        const Acceptance& acceptance);
void releaseDeliverables(journal::Context& context, const QString& acceptance);

struct AuditArgs;
journal::Shape auditShape();
void keepAudit(journal::Context& context, const journal::Entry& entry, const AuditArgs& audited);
// accept.audit of a conclusion that passes.
std::optional<journal::Rejection> judgeAudit(journal::CommandContext& call);

// Parts of acceptance.show.
std::vector<api::Deliverable> shownDeliverablesOfAcceptance(journal::Context& context,
                                                            const QString& acceptance);
std::vector<api::Notice> shownNotices(journal::Context& context, const QString& aboutKind,
                                      const QString& aboutId);

} // namespace acceptance
