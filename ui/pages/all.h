// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "page.h"

// How each page is made. One line a page, in the order of the navigation.

namespace pages {

Page* makeDesk(session::Session& session, const Place& place);
Page* makeBudget(session::Session& session, const Place& place);
Page* makeBudgetForm(session::Session& session, const Place& place);

} // namespace pages
