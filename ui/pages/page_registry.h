// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "page.h"

// How each page is made. One line a page, in the order of the navigation.

namespace pages {

Page* makeDesk(session::Session& session, const NavigationTarget& place);
Page* makeBudget(session::Session& session, const NavigationTarget& place);
Page* makeBudgetForm(session::Session& session, const NavigationTarget& place);
Page* makeOpening(session::Session& session, const NavigationTarget& place);
Page* makeUnits(session::Session& session, const NavigationTarget& place);
Page* makeUnit(session::Session& session, const NavigationTarget& place);
Page* makeUnitForm(session::Session& session, const NavigationTarget& place);
Page* makeProjects(session::Session& session, const NavigationTarget& place);
Page* makeTimeline(session::Session& session, const NavigationTarget& place);
Page* makeProject(session::Session& session, const NavigationTarget& place);
Page* makeDeclare(session::Session& session, const NavigationTarget& place);
Page* makeProjectForm(session::Session& session, const NavigationTarget& place);
Page* makeRecordForm(session::Session& session, const NavigationTarget& place);
Page* makeAcceptances(session::Session& session, const NavigationTarget& place);
Page* makeAcceptance(session::Session& session, const NavigationTarget& place);
Page* makeAcceptanceForm(session::Session& session, const NavigationTarget& place);
Page* makePayments(session::Session& session, const NavigationTarget& place);
Page* makePayment(session::Session& session, const NavigationTarget& place);
Page* makePaymentRequest(session::Session& session, const NavigationTarget& place);
Page* makeApproving(session::Session& session, const NavigationTarget& place);
Page* makeSheet(session::Session& session, const NavigationTarget& place);
Page* makeArchive(session::Session& session, const NavigationTarget& place);
Page* makeProjectArchive(session::Session& session, const NavigationTarget& place);
Page* makePaper(session::Session& session, const NavigationTarget& place);
Page* makeDisclosures(session::Session& session, const NavigationTarget& place);
Page* makeSupervision(session::Session& session, const NavigationTarget& place);
Page* makeJournal(session::Session& session, const NavigationTarget& place);
Page* makeDue(session::Session& session, const NavigationTarget& place);
Page* makeWarnings(session::Session& session, const NavigationTarget& place);
Page* makeRuleBook(session::Session& session, const NavigationTarget& place);
Page* makeSettings(session::Session& session, const NavigationTarget& place);

} // namespace pages
