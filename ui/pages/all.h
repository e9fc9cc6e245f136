// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "page.h"

// How each page is made. One line a page, in the order of the navigation.

namespace pages {

Page* makeDesk(session::Session& session, const Place& place);
Page* makeBudget(session::Session& session, const Place& place);
Page* makeBudgetForm(session::Session& session, const Place& place);
Page* makePaper(session::Session& session, const Place& place);
Page* makeDisclosures(session::Session& session, const Place& place);
Page* makeSupervision(session::Session& session, const Place& place);
Page* makeJournal(session::Session& session, const Place& place);
Page* makeRuleBook(session::Session& session, const Place& place);
Page* makeSettings(session::Session& session, const Place& place);

} // namespace pages
