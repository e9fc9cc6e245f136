// SPDX-License-Identifier: GPL-3.0-only
#include "plan_facts.h"

namespace pages {

using namespace Qt::Literals::StringLiterals;

QJsonObject PlanFacts::find(const char* list, const QString& code) const {
    for (const QJsonValue& one : m_plan.value(QLatin1StringView(list)).toArray())
        if (one.toObject().value("code"_L1) == code)
            return one.toObject();
    return {};
}

QJsonObject PlanFacts::line(const QString& code) const {
    return find("lines", code);
}

QJsonObject PlanFacts::source(const QString& code) const {
    return find("sources", code);
}

QJsonObject PlanFacts::item(const QString& code) const {
    for (const QJsonValue& line : m_plan.value("lines"_L1).toArray())
        for (const QJsonValue& item : line.toObject().value("items"_L1).toArray())
            if (item.toObject().value("code"_L1) == code)
                return item.toObject();
    return {};
}

QString PlanFacts::lineName(const QString& code) const {
    const QString name = line(code).value("name"_L1).toString();
    return name.isEmpty() ? code : code + u' ' + name;
}

QString PlanFacts::itemName(const QString& code) const {
    return item(code).value("name"_L1).toString(code);
}

QString PlanFacts::sourceName(const QString& code) const {
    return source(code).value("name"_L1).toString(code);
}

QString PlanFacts::goalName(const QString& code) const {
    return find("goals", code).value("name"_L1).toString(code);
}

QJsonObject PlanFacts::path(const QString& code) const {
    return m_plan.value("paths"_L1).toObject().value(code).toObject();
}

QString PlanFacts::pathName(const QString& code) const {
    return path(code).value("name"_L1).toString(code);
}

QString PlanFacts::clause(const QString& article) const {
    return m_plan.value("clauses"_L1).toObject().value(article).toString();
}

namespace {

QList<widgets::Choice> choices(const QJsonArray& list, bool codes) {
    QList<widgets::Choice> all;
    for (const QJsonValue& one : list) {
        const QString code = one.toObject().value("code"_L1).toString();
        const QString name = one.toObject().value("name"_L1).toString();
        all.append({code, codes ? code + u' ' + name : name});
    }
    return all;
}

} // namespace

QList<widgets::Choice> PlanFacts::lines() const {
    return choices(m_plan.value("lines"_L1).toArray(), true);
}

QList<widgets::Choice> PlanFacts::sources() const {
    return choices(m_plan.value("sources"_L1).toArray(), false);
}

QList<widgets::Choice> PlanFacts::itemsOf(const QString& code) const {
    return choices(line(code).value("items"_L1).toArray(), false);
}

void withPlan(session::Session& session, QObject* receiver,
              std::function<void(const PlanFacts&)> use) {
    session.askOnce(u"plan.show"_s, receiver, [use = std::move(use)](const journal::Answer& plan) {
        if (plan.ok())
            use(PlanFacts(plan.result.toObject()));
    });
}

} // namespace pages
