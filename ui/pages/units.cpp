// SPDX-License-Identifier: GPL-3.0-only
#include "action_button.h"
#include "list_page.h"
#include "page_registry.h"

#include <widgets/words.h>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using widgets::Column;

namespace {

// 单位: who may ask for money, found by name, number, code or pinyin initials.
class Units : public ListPage {
public:
    Units(session::Session& session, const NavigationTarget& place);

private:
    static QString tr(const char* words) { return QObject::tr(words); }
};

QString accountWords(const QJsonObject& row) {
    const QJsonObject bank = row.value("bank"_L1).toObject();
    const QString words =
        bank.value("account"_L1).toString() + u"  "_s + bank.value("name"_L1).toString();
    return bank.value("confirmed"_L1).toBool() ? words : QObject::tr("待复核  ") + words;
}

Units::Units(session::Session& session, const NavigationTarget& place) : ListPage(session, place) {
    m_list = new widgets::ListTable(
        session, u"unit.list"_s,
        {{u"id"_s, tr("编号"), Column::Kind::Text, 100},
         {u"name"_s, tr("名称"), Column::Kind::Text, 330},
         {u"kind"_s,
          tr("类别"),
          Column::Kind::Text,
          110,
          {},
          [](const QJsonObject& row) {
              return widgets::kindWord(row.value("kind"_L1).toString());
          }},
         {u"code"_s, tr("代码"), Column::Kind::Text, 180},
         {u"bank"_s, tr("收款账户"), Column::Kind::Text, 300, {}, accountWords, false},
         {u"state"_s, tr("状态"), Column::Kind::State, 90, u"unit"_s}},
        u"units"_s);
    QList<std::pair<QString, QString>> kinds;
    for (const QString& kind :
         {u"enterprise"_s, u"cooperative"_s, u"sole-trader"_s, u"organisation"_s, u"individual"_s})
        kinds.append({kind, widgets::kindWord(kind)});
    m_list->addChoice(u"kind"_s, tr("全部类别"), kinds);
    addStates(u"unit"_s, {u"active"_s, u"barred"_s});
    m_list->preset(place.filter);
    const bool may = addMaking(u"unit.register"_s, {u"unit-form"_s, {}, u"do=unit.register"_s});
    m_list->setEmptyWords(may ? tr("这里是申报和收款的单位。先登记第一个单位,它才能申报项目。")
                              : tr("这里是申报和收款的单位。经办人员登记后显示在这里。"));
    fillWith(u"unit"_s);
}

} // namespace

Page* makeUnits(session::Session& session, const NavigationTarget& place) {
    return new Units(session, place);
}

} // namespace pages
