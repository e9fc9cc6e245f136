// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <api/json.h>
#include <journal/registry.h>
#include <reports/workbook.h>

#include <QJsonObject>

#include <functional>

// The sheets of the audit workbook; not for others.

namespace audit {

void addMoneySheets(journal::Context& context, reports::Workbook& book); // what was decided
void addMeasures(journal::Context& context, reports::Workbook& book);    // audits, minutes
void addPapers(journal::Context& context, reports::Workbook& book); // contracts, invoices, changes
void addInvestments(journal::Context& context,
                    reports::Workbook& book); // what grants are a share of
void addRecordSheets(journal::Context& context, reports::Workbook& book); // what was written down
void addWarnings(journal::Context& context, reports::Workbook& book);     // what would be asked

using Put = std::function<void(const QStringList&)>;

// A sheet with the rows that `fill` puts into it.
void add(reports::Workbook& book, const QString& name, std::vector<reports::Column> columns,
         const std::function<void(const Put&)>& fill);
reports::Column amount(const QString& title);

// The answer of a question, as a window would get it.
QJsonObject ask(journal::Context& context, const char* question, const QJsonObject& with = {});
// Everything that a list question tells, page by page.
void each(journal::Context& context, const char* question, const QJsonObject& filter,
          const std::function<void(const QJsonObject&)>& take);

// The same as the struct of its rows.
template <class Row, class Take>
void eachOf(journal::Context& context, const char* question, const QJsonObject& filter, Take take) {
    each(context, question, filter,
         [&](const QJsonObject& json) { take(api::fromJson<Row>(json)); });
}

QString text(const QJsonObject& json, const char* key);
// What people wrote, without the numbers of persons that may stand in it.
QString words(const QJsonObject& json, const char* key);

} // namespace audit
