// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "plan_facts.h"

#include <api/payment.h>

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <QWidget>

#include <functional>

namespace pages {

// The clauses that its steps cite, each once.
QStringList articlesOf(const api::PaymentLimit& limit);

// 看计算: how payment.limit comes about, step by step, each with its clause, and the clause's own
// words below. Every figure is the core's.
class LimitBasis : public QWidget {
public:
    explicit LimitBasis(QWidget* parent = nullptr);
    // A limit that was already answered; `words` names its last line.
    void show(const api::PaymentLimit& limit, const PlanFacts& plan, const QString& words);
    // Asks for what can be paid now; `told` hears the limit.
    void ask(session::Session& session, const QString& project, labels::PaymentKind kind,
             const PlanFacts& plan, std::function<void(money::Fen limit)> told = {});

private:
    QGridLayout* m_steps;
    QLabel* m_clause;
};

} // namespace pages
