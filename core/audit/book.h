// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <journal/registry.h>
#include <reports/workbook.h>

namespace audit {

// 审计工作簿: the whole fund as sheets (journal, receipts, projects, acceptances, payments and payees,
// postings, execution, disclosures, documents, users, findings, exceptions) and the checks that
// tie them to each other. What every sheet says comes from the question a window would ask; texts
// that people wrote are masked as in a disclosure.
reports::Workbook makeBook(journal::Context& context);

} // namespace audit
