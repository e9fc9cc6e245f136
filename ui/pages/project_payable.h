// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "plan_facts.h"

#include <api/payment.h>
#include <api/project.h>

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace pages {

// What can be paid to a project now, and how that sum comes about: each step of payment.limit with
// its amount, and under it the clause in its own words. Closed until it is asked for.
class Payable : public QWidget {
    Q_OBJECT

public:
    Payable(session::Session& session, QWidget* parent = nullptr);
    // Asks the limit of every kind of payment that the project's path has.
    void ask(const api::ProjectSummary& project, const PlanFacts& plan);
    QWidget* basis() const { return m_basis; }

private:
    void show(const QString& kind, const api::PaymentLimit& limit);

    session::Session& m_session;
    PlanFacts m_plan;
    QLabel* m_sum;
    QPushButton* m_why;
    QWidget* m_basis;
    QVBoxLayout* m_blocks;
    std::optional<money::Fen> m_best; // the highest limit so far
    int m_run = 0;                    // answers to an earlier question are not ours
};

} // namespace pages
