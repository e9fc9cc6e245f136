// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "plan_facts.h"

#include <api/payment.h>
#include <api/project.h>
#include <session/session.h>

#include <QWidget>

class QComboBox;

namespace widgets {
class Form;
}

namespace pages {

// Who approves a project may grant less than was asked for: the sum and, where several pay, each
// source's part. `supportKeys` are the fields that only an approval has.
void addSupport(widgets::Form& form, const api::ProjectSummary& project, const PlanFacts& plan);
QStringList supportKeys(const widgets::Form& form);
// A row for each source of the project.
widgets::Field* sourceRows(const api::ProjectSummary& project, const PlanFacts& plan);

// The decision on one thing of the inbox: 同意, 退回 or 不予 with an opinion, or the voucher of a
// payment, or the confirmation of an account. Recent opinions are offered. A refusal stands at its
// field, and what was typed stays. An acceptance is concluded on its own form.
class DecisionForm : public QWidget {
    Q_OBJECT

public:
    DecisionForm(session::Session& session, const QJsonObject& waiting, const PlanFacts& plan,
                 QWidget* parent = nullptr);
    // For the vouchers of its sources; for the sum that is granted.
    void setPayment(const api::Payment& payment);
    void setProject(const api::ProjectSummary& project);
    void begin(); // puts the focus where one types
    void agree();
    // Something was written that is not to be lost.
    bool isTyped() const { return m_typed; }

Q_SIGNALS:
    void decided();
    void elsewhere(const QString& page, const QString& id);

private:
    bool needsFacts() const;
    void makeDecision();
    void makeOpinion();
    void makeButtons(const QStringList& decisions);
    void setDecision(const QString& decision);
    void decide(const QString& decision);
    void done();
    QString opinion() const;

    session::Session& m_session;
    QJsonObject m_waiting;
    PlanFacts m_plan;
    QString m_command;
    QString m_decision = QStringLiteral("approve");
    widgets::Form* m_form = nullptr;
    QComboBox* m_opinions = nullptr;
    bool m_typed = false;
};

} // namespace pages
