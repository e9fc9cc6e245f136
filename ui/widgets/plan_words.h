// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QJsonObject>
#include <QStringList>

// What the plan of the open fund calls its offices, clauses, conditions and papers (plan.words):
// a window has one fund open. Before one is, the usual words stand there.

namespace widgets {

void usePlanWords(const QJsonObject& answer);

// "{office}审核" in the words of the plan.
QString planWorded(const QString& text);
// The clause on which a paper stands ("eligibility", "archive"); "" for none.
QString paperClause(const QString& paper);
// "申请条件(第五条)", or without the brackets where the plan names no clause.
QString withClause(const QString& heading, const QString& paper);
// The clause of a rule, by its id; "" for none.
QString ruleClause(const QString& rule);
QString tickName(const QString& tick);
QStringList planMaterials();
// The kinds of a project's archive, in the plan's order, and what each is called.
QStringList archiveKinds();
QString archiveName(const QString& kind);
// "七类", "五类".
QString archiveCount();

} // namespace widgets
