// SPDX-License-Identifier: GPL-3.0-only
#include "page_registry.h"
#include "plan_facts.h"

#include <theme/theme.h>
#include <widgets/layout.h>
#include <widgets/list_table.h>
#include <widgets/words.h>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using widgets::Column;

namespace {

// 验收: every inspection that was asked for, and what came of it.
class Acceptances : public Page {
public:
    Acceptances(session::Session& session, const NavigationTarget& place);
    void refresh() override { m_list->refresh(); }

private:
    static QString tr(const char* words) { return QObject::tr(words); }

    widgets::ListTable* m_list;
};

Acceptances::Acceptances(session::Session& session, const NavigationTarget& place)
    : Page(session, place) {
    m_list =
        new widgets::ListTable(session, u"acceptance.list"_s,
                               {{u"id"_s, tr("编号"), Column::Kind::Text, 110},
                                {u"project_name"_s, tr("项目"), Column::Kind::Text, 280},
                                {u"stage"_s, tr("阶段"), Column::Kind::Text, 200},
                                {u"unit_name"_s, tr("单位"), Column::Kind::Text, 170},
                                {u"claimed"_s, tr("申请验收(元)"), Column::Kind::Amount, 120},
                                {u"accepted"_s, tr("合格金额"), Column::Kind::Amount, 115},
                                {u"concluded_on"_s, tr("验收日期"), Column::Kind::Date, 95},
                                {u"state"_s, tr("状态"), Column::Kind::State, 80, u"acceptance"_s}},
                               u"acceptances"_s);
    QList<std::pair<QString, QString>> states;
    for (const QString& state :
         {u"requested"_s, u"passed"_s, u"rectify"_s, u"failed"_s, u"voided"_s, u"withdrawn"_s})
        states.append({state, widgets::stateText(u"acceptance"_s, state)});
    m_list->addChoice(u"state"_s, tr("全部状态"), states);
    m_list->preset(place.filter);
    const bool may = session.may(u"acceptance.request"_s);
    if (may) {
        auto* add = widgets::button(widgets::commandWord(u"acceptance.request"_s), {}, true);
        add->setObjectName(u"do:acceptance.request"_s);
        m_list->addTool(add);
        connect(add, &QPushButton::clicked, this, [this] {
            Q_EMIT go({u"acceptance-form"_s, {}, u"do=acceptance.request"_s});
        });
    }
    m_list->setEmptyWords(may ? tr("没有这样的验收。项目开工后,用“申请验收”登记单位的验收申请。")
                              : tr("没有这样的验收。经办人员登记申请后显示在这里。"));
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(2 * theme::grid, theme::grid + 4, 2 * theme::grid, theme::grid);
    whole->addWidget(m_list);
    setFocusProxy(m_list->filterLine());
    connect(m_list, &widgets::ListTable::opened, this, [this](const QJsonObject& row) {
        Q_EMIT go({u"acceptance"_s, row.value("id"_L1).toString()});
    });
}

} // namespace

Page* makeAcceptances(session::Session& session, const NavigationTarget& place) {
    return new Acceptances(session, place);
}

} // namespace pages
