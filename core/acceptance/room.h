// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "acceptances.h"

// What the files of this room share; not for others.

namespace acceptance {

void installQuestions(journal::Registry& registry);
void installDeliverables(journal::Registry& registry);
void installAccepted(journal::Registry& registry);
void installNotices(journal::Registry& registry);

// item.standard for what an inspection accepts: floor areas, unit amount times accepted count.
journal::Verdict deliverablesWithinStandard(journal::Call& call, const Acceptance& acceptance,
                                            const declaration::Project& project,
                                            money::Fen accepted);
// Bad input where a deliverable is not the project's.
journal::Verdict knownDeliverables(journal::Call& call, const QString& project,
                                   const QStringList& ids);
void settleDeliverables(journal::Context& context, const journal::Entry& entry,
                        const Acceptance& acceptance);
void releaseDeliverables(journal::Context& context, const QString& acceptance);

// Parts of acceptance.show.
QJsonArray deliverablesOfAcceptanceJson(journal::Context& context, const QString& acceptance);
QJsonArray noticesJson(journal::Context& context, const QString& aboutKind, const QString& aboutId);

} // namespace acceptance
