// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "page.h"

// How each page is made. One line a page, in the order of the navigation.

namespace pages {

Page* makeDesk(session::Session& session, const Place& place);
Page* makeBudget(session::Session& session, const Place& place);
Page* makeBudgetForm(session::Session& session, const Place& place);
Page* makeOpening(session::Session& session, const Place& place);
Page* makeUnits(session::Session& session, const Place& place);
Page* makeUnit(session::Session& session, const Place& place);
Page* makeUnitForm(session::Session& session, const Place& place);
Page* makeProjects(session::Session& session, const Place& place);
Page* makeProject(session::Session& session, const Place& place);
Page* makeDeclare(session::Session& session, const Place& place);
Page* makeProjectForm(session::Session& session, const Place& place);
Page* makeRecordForm(session::Session& session, const Place& place);
Page* makeAcceptances(session::Session& session, const Place& place);
Page* makeAcceptance(session::Session& session, const Place& place);
Page* makeAcceptanceForm(session::Session& session, const Place& place);
Page* makePayments(session::Session& session, const Place& place);
Page* makePayment(session::Session& session, const Place& place);
Page* makePaymentRequest(session::Session& session, const Place& place);
Page* makeApproving(session::Session& session, const Place& place);
Page* makeSheet(session::Session& session, const Place& place);
Page* makeArchive(session::Session& session, const Place& place);
Page* makeProjectArchive(session::Session& session, const Place& place);
Page* makePaper(session::Session& session, const Place& place);
Page* makeDisclosures(session::Session& session, const Place& place);
Page* makeSupervision(session::Session& session, const Place& place);
Page* makeJournal(session::Session& session, const Place& place);
Page* makeRuleBook(session::Session& session, const Place& place);
Page* makeSettings(session::Session& session, const Place& place);

} // namespace pages
