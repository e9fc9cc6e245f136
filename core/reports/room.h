// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "reports.h"

#include <api/project.h>
#include <identity/steps.h>

// What the files of this room share; not for others.

namespace reports {

// --- builders, one a kind ---------------------------------------------------------------------

Printable declarationForm(const Asker& asker, const QString& project);
Printable acceptanceForm(const Asker& asker, const QString& acceptance);
Printable prepaymentForm(const Asker& asker, const QString& payment);
Printable paymentForm(const Asker& asker, const QString& payment);
Printable amendmentForm(const Asker& asker, const QString& amendment);
Printable accountForm(const Asker& asker, const QString& unit);
// A recorded sheet, or "-" of what waits: of `requests` where any are named, else all.
Printable signingSheet(const Asker& asker, const QString& sheet, const QStringList& requests);
Printable reallocationTable(const Asker& asker, const QString& change);
Printable paymentLedger(const Asker& asker, const QString& id);
Printable executionTable(const Asker& asker, const QString& asOf);
Printable monthBrief(const Asker& asker, const QString& month);
Printable progressTable(const Asker& asker, const QString& asOf);
Printable fundUseTable(const Asker& asker, const QString& asOf);
Printable paceTable(const Asker& asker, const QString& line);
Printable archiveIndex(const Asker& asker, const QString& project);
Printable handoverList(const Asker& asker, const QString& year);

// --- what they are put together from ----------------------------------------------------------

// What project.show and its like answer of one thing.
template <class Shown>
Shown shownOf(const Asker& asker, const QString& question, const QString& id) {
    return api::fromJson<Shown>(asker.ask(question, QJsonObject{{QStringLiteral("id"), id}}));
}

// A form of this fund, with the journal's head and who made it when at its foot.
Printable begin(const Asker& asker, const QString& kind, const QString& id);

inline QString textOf(const QJsonObject& json, QLatin1StringView key) {
    return json.value(key).toString();
}
QString sourceName(const plan::Plan& plan, const QString& code);
QString lineTitle(const plan::Plan& plan, const QString& line, const QString& item);
// 拨付方式 and what kind of payment on it: "预先拨付·预拨付", or the path alone where both are called
// the same.
QString wayWords(const QString& path, const QString& kind);
QString personName(const Asker& asker, const QString& user);

// The place to sign of one duty: filled where the last step of that duty was taken, empty where
// it is still to be signed. `steps` are steps[] of a question; `duty` where a step's name alone
// does not say whose it is (office and leader both return).
Signatures::Place placeOf(const Asker& asker, const std::vector<api::Step>& steps,
                          const QString& role, const QStringList& stepNames, bool seal,
                          const QString& duty = {});
// Who did it and, of a decision on paper, where it was signed and who recorded it.
QString opinionOf(const Asker& asker, const api::Step& step);

// What is to be paid of each source, with a total.
Table sourcesTable(const plan::Plan& plan, const std::vector<api::ProjectSource>& sources,
                   const QString& title);

// "依据 第七条:…", where there is one.
void addBasis(Printable& paper, const QString& words);
// "(第五条)" behind a caption, where the plan names a clause for that paper.
QString underClause(const plan::Plan& plan, const QString& paper);

// More payees than this are a list of their own, behind the form or below the page's table.
inline constexpr std::size_t mostPayeesInPlace = 12;
// That table as such a list, with running numbers.
Table listed(Table table, const QString& caption);

// Puts the total row under a table: "合计" in column `label`, sums where a column is to have one.
void addUp(Table& table, int label);

// What the plan leaves open, below figures of these lines (rule plan.notices); all where empty.
void addNotices(Printable& paper, const plan::Plan& plan, const QStringList& lines);

} // namespace reports
