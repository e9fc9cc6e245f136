// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "page.h"
#include "plan_facts.h"

#include <api/project.h>
#include <widgets/layout.h>
#include <widgets/list_table.h>

#include <QTabWidget>

namespace pages {

class History;

// What hangs on a project: payments, acceptances, deliverables, contracts and invoices,
// amendments, what was declared, documents with what is missing, and its course.
class ProjectTabs : public QTabWidget {
    Q_OBJECT

public:
    ProjectTabs(session::Session& session, const QString& id, QWidget* parent = nullptr);
    void show(const api::Project& project, const PlanFacts& plan);

Q_SIGNALS:
    void go(const pages::NavigationTarget& place);

private:
    widgets::ListModel* addTable(const QString& name, const QString& title,
                                 QList<widgets::Column> columns, const QString& page,
                                 const QString& empty);
    QWidget* makeRecords();
    void showDeclared(const api::Project& project, const PlanFacts& plan);
    void showArchive(const api::Project& project);
    void count(QWidget* tab, const QString& title, qsizetype rows);

    session::Session& m_session;
    QString m_id;
    widgets::ListModel* m_payments;
    widgets::ListModel* m_acceptances;
    widgets::ListModel* m_deliverables;
    widgets::ListModel* m_contracts;
    widgets::ListModel* m_invoices;
    widgets::ListModel* m_milestones;
    QWidget* m_milestonesHalf = nullptr; // where the path has any
    widgets::ListModel* m_amendments;
    QVBoxLayout* m_declared;
    QVBoxLayout* m_archive;
    History* m_history;
};

// "镇级 罗依溪 63.5 ㎡ 贫困村": a station, a class, an award in one line.
QString deliverableWords(const api::Deliverable& one);
// "总投资 2,000,000.00 元,自筹 600,000.00 元"
QString investmentWords(const api::Base& base);
QString deliverableState(const api::Deliverable& one);
// The same of a row of a table.
QString deliverableWordsOf(const QJsonObject& row);
QString deliverableStateOf(const QJsonObject& row);

} // namespace pages
