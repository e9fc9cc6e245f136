// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <api/disclosure.h>
#include <archive/documents.h>

// 公示 (第十一条): each month the projects accepted and the money paid, by line, source and unit.
// Publishing freezes the page under a number, with the head of the journal before it, and closes
// the month.

namespace disclosure {

// The page of a month: rows[], one a project, totals, and what stands around them, all as of the
// month's last day, whenever it is asked for.
api::DisclosurePage build(journal::Context& context, const QString& month);

// The pages of a published month, the first one before its amendments; empty where it is not
// published. Each is a frozen `build` with number, head, date and, of amendments, reason.
std::vector<QJsonObject> published(journal::Context& context, const QString& month);

QString lastDayOf(const QString& month);
// The month that is published next; "" before the first, which may be any.
QString dueMonth(journal::Context& context);
// Free text as the page shows it: without what is a person's.
QString asPublished(const QString& text);

// Digits in the texts of a page that may be personal and are not certain: {row, field, text}, where
// `row` is the place in rows[] and `field` is name, unit or payees[0].name; of an amendment also
// {field: reason, text}, which stands in no row. Who publishes looks at them before publishing;
// they are no part of the page.
std::vector<api::UncertainDigits> uncertainIn(const api::DisclosurePage& page);

void install(journal::Registry& registry);

} // namespace disclosure
