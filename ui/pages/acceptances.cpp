// SPDX-License-Identifier: GPL-3.0-only
#include "list_page.h"
#include "page_registry.h"
#include "plan_facts.h"

#include <widgets/words.h>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using widgets::Column;

namespace {

// 验收: every inspection that was asked for, and what came of it.
class Acceptances : public ListPage {
public:
    Acceptances(session::Session& session, const NavigationTarget& place);

private:
    static QString tr(const char* words) { return QObject::tr(words); }
};

Acceptances::Acceptances(session::Session& session, const NavigationTarget& place)
    : ListPage(session, place) {
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
    addStates(u"acceptance"_s, {u"requested"_s, u"passed"_s, u"rectify"_s, u"failed"_s, u"voided"_s,
                                u"withdrawn"_s});
    m_list->preset(place.filter);
    const bool may =
        addMaking(u"acceptance.request"_s, {u"acceptance-form"_s, {}, u"do=acceptance.request"_s});
    m_list->setEmptyWords(may ? tr("没有这样的验收。项目开工后,用“申请验收”登记单位的验收申请。")
                              : tr("没有这样的验收。经办人员登记申请后显示在这里。"));
    fillWith(u"acceptance"_s);
}

} // namespace

Page* makeAcceptances(session::Session& session, const NavigationTarget& place) {
    return new Acceptances(session, place);
}

} // namespace pages
