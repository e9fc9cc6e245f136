// SPDX-License-Identifier: GPL-3.0-only
#include "plan_facts.h"

namespace pages {

using namespace Qt::Literals::StringLiterals;

namespace {

template <class Item> const Item* find(const std::vector<Item>& items, const QString& code) {
    const auto found = std::find_if(items.begin(), items.end(),
                                    [&](const Item& item) { return item.code == code; });
    return found == items.end() ? nullptr : &*found;
}

template <class Item> QString nameOf(const Item* item, const QString& code) {
    return item ? item->name : code;
}

} // namespace

const api::PlanLine* PlanFacts::line(const QString& code) const {
    return find(m_plan->lines, code);
}

const api::PlanSource* PlanFacts::source(const QString& code) const {
    return find(m_plan->sources, code);
}

const api::PlanItem* PlanFacts::item(const QString& code) const {
    for (const api::PlanLine& line : m_plan->lines)
        if (const api::PlanItem* found = find(line.items, code))
            return found;
    return nullptr;
}

QString PlanFacts::lineName(const QString& code) const {
    const api::PlanLine* found = line(code);
    return found && !found->name.isEmpty() ? code + u' ' + found->name : code;
}

QString PlanFacts::shareWords(const QString& code) const {
    const api::PlanLine* found = line(code);
    QStringList words;
    for (const api::PlanSource& one : m_plan->sources)
        if (found && found->shares.contains(one.code))
            words << one.name + u' ' + found->shares.at(one.code) + u'%';
    return words.join(u"、"_s);
}

QString PlanFacts::itemName(const QString& code) const {
    return nameOf(item(code), code);
}

QString PlanFacts::sourceName(const QString& code) const {
    return nameOf(source(code), code);
}

QString PlanFacts::goalName(const QString& code) const {
    for (const QJsonValue& goal : m_plan->goals)
        if (goal["code"_L1] == code)
            return goal["name"_L1].toString(code);
    return code;
}

QJsonObject PlanFacts::path(const QString& code) const {
    return m_plan->paths.value(code).toObject();
}

QString PlanFacts::pathName(const QString& code) const {
    return path(code).value("name"_L1).toString(code);
}

QString PlanFacts::clause(const QString& article) const {
    return m_plan->clauses.value(article).toString();
}

namespace {

template <class Item> QList<widgets::Choice> choices(const std::vector<Item>& list, bool codes) {
    QList<widgets::Choice> all;
    for (const Item& one : list)
        all.append({one.code, codes ? one.code + u' ' + one.name : one.name});
    return all;
}

} // namespace

QList<widgets::Choice> PlanFacts::lines() const {
    return choices(m_plan->lines, true);
}

QList<widgets::Choice> PlanFacts::sources() const {
    return choices(m_plan->sources, false);
}

QList<widgets::Choice> PlanFacts::itemsOf(const QString& code) const {
    const api::PlanLine* found = line(code);
    return found ? choices(found->items, false) : QList<widgets::Choice>();
}

void withPlan(session::Session& session, QObject* receiver,
              std::function<void(const PlanFacts&)> use) {
    session.askOnce(u"plan.show"_s, receiver, [use = std::move(use)](const journal::Answer& plan) {
        if (plan.ok())
            use(PlanFacts(api::fromJson<api::Plan>(plan.result)));
    });
}

} // namespace pages
