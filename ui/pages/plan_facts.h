// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <api/plan.h>
#include <session/session.h>
#include <widgets/field.h>

#include <QJsonArray>
#include <QJsonObject>

#include <functional>
#include <memory>

namespace pages {

// What plan.show says, with its names at hand: lines, items, sources, paths. Asked once and
// again when something was changed.
//
//     withPlan(m_session, this, [this](const PlanFacts& plan) { show(plan); });
class PlanFacts {
public:
    explicit PlanFacts(api::Plan plan = {})
        : m_plan(std::make_shared<const api::Plan>(std::move(plan))) {}

    const api::Plan& plan() const { return *m_plan; }
    // nullptr where the plan has none of that code.
    const api::PlanLine* line(const QString& code) const;
    const api::PlanItem* item(const QString& code) const;
    const api::PlanSource* source(const QString& code) const;
    QString lineName(const QString& code) const; // "L01 县级…"
    // "第一批中央财政资金 70%、县级配套 30%" where a line's sources bear it by shares, else "".
    QString shareWords(const QString& line) const;
    QString itemName(const QString& code) const; // without its code
    QString sourceName(const QString& code) const;
    QString goalName(const QString& code) const;  // without its code
    QJsonObject path(const QString& code) const;  // as the plan file has it
    QString pathName(const QString& code) const;  // 预先拨付
    QString clause(const QString& article) const; // the clause's own words
    QList<widgets::Choice> lines() const;
    QList<widgets::Choice> sources() const;
    QList<widgets::Choice> itemsOf(const QString& line) const;

private:
    std::shared_ptr<const api::Plan> m_plan;
};

void withPlan(session::Session& session, QObject* receiver,
              std::function<void(const PlanFacts&)> use);

} // namespace pages
