// SPDX-License-Identifier: GPL-3.0-only
#include "list_page.h"
#include "page_registry.h"
#include "plan_facts.h"

#include <widgets/layout.h>
#include <widgets/words.h>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using widgets::Column;

namespace {

// 项目: all declarations and what became of them, by line, state and path.
class Projects : public ListPage {
public:
    Projects(session::Session& session, const NavigationTarget& place);
    void refresh() override;

private:
    static QString tr(const char* words) { return QObject::tr(words); }
    void addChoices(const PlanFacts& plan);

    PlanFacts m_plan;
    bool m_filtered = false;
};

Projects::Projects(session::Session& session, const NavigationTarget& place)
    : ListPage(session, place) {
    const auto line = [this](const QJsonObject& row) {
        return m_plan.lineName(row.value("line"_L1).toString());
    };
    m_list =
        new widgets::ListTable(session, u"project.list"_s,
                               {{u"id"_s, tr("编号"), Column::Kind::Text, 110},
                                {u"name"_s, tr("项目"), Column::Kind::Text, 275},
                                {u"unit_name"_s, tr("单位"), Column::Kind::Text, 190},
                                {u"line"_s, tr("支持项目"), Column::Kind::Text, 170, {}, line},
                                {u"support"_s, tr("支持(元)"), Column::Kind::Amount, 120},
                                {u"accepted"_s, tr("验收合格"), Column::Kind::Amount, 115},
                                {u"paid"_s, tr("已拨付"), Column::Kind::Amount, 115},
                                {u"state"_s, tr("状态"), Column::Kind::State, 80, u"project"_s}},
                               u"projects"_s);
    const bool may = addMaking(u"project.declare"_s, {u"declare"_s, {}, place.filter});
    auto* timeline = widgets::button(tr("进度图"));
    timeline->setObjectName(u"go:timeline"_s);
    m_list->addTool(timeline);
    connect(timeline, &QPushButton::clicked, this, [this] {
        Q_EMIT go({u"timeline"_s, {}, this->place().filter});
    });
    m_list->setEmptyWords(may ? tr("没有这样的项目。用“项目申报”登记单位交来的申报。")
                              : tr("没有这样的项目。经办人员登记申报后显示在这里。"));
    fillWith(u"project"_s);
}

void Projects::refresh() {
    withPlan(m_session, this, [this](const PlanFacts& plan) {
        m_plan = plan;
        addChoices(plan);
        m_list->refresh();
    });
}

void Projects::addChoices(const PlanFacts& plan) {
    if (m_filtered)
        return;
    m_filtered = true;
    QList<std::pair<QString, QString>> paths;
    for (const QString& path : plan.plan().paths.keys())
        paths.append({path, plan.pathName(path)});
    m_list->addChoice(u"path"_s, tr("全部拨付方式"), paths);
    addStates(u"project"_s, {u"declared"_s, u"approved"_s, u"started"_s, u"closed"_s, u"returned"_s,
                             u"rejected"_s, u"cancelled"_s});
    QList<std::pair<QString, QString>> lines;
    for (const widgets::Choice& line : plan.lines())
        lines.append({line.code, line.words});
    m_list->addChoice(u"line"_s, tr("全部支持项目"), lines);
    m_list->preset(place().filter);
}

} // namespace

Page* makeProjects(session::Session& session, const NavigationTarget& place) {
    return new Projects(session, place);
}

} // namespace pages
