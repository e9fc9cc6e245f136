// SPDX-License-Identifier: GPL-3.0-only
#include "all.h"

#include <widgets/layout.h>
#include <widgets/list_table.h>
#include <widgets/words.h>

namespace pages {

using namespace Qt::Literals::StringLiterals;

namespace {

// 工作台: what waits for this user.
class Desk : public Page {
public:
    Desk(session::Session& session, const Place& place) : Page(session, place) {
        using widgets::Column;
        m_waiting = new widgets::ListModel(
            {{u"command"_s,
              QObject::tr("待办"),
              Column::Kind::Text,
              130,
              {},
              [](const QJsonObject& row) {
                  return widgets::commandWord(row.value("command"_L1).toString());
              }},
             {u"id"_s, QObject::tr("编号"), Column::Kind::Text, 130},
             {u"project"_s, QObject::tr("项目"), Column::Kind::Text, 320},
             {u"amount"_s, QObject::tr("金额(元)"), Column::Kind::Amount, 140},
             {u"since"_s, QObject::tr("何时起"), Column::Kind::Date, 110}},
            this);
        auto* card = new widgets::Card(QObject::tr("等我办理"));
        m_table = new widgets::TableView(m_waiting, u"inbox"_s);
        card->body->addWidget(m_table);
        body()->addWidget(card, 1);
    }

    void refresh() override { m_waiting->ask(m_session, u"inbox"_s, {}); }

private:
    widgets::ListModel* m_waiting;
    widgets::TableView* m_table;
};

} // namespace

Page* makeDesk(session::Session& session, const Place& place) {
    return new Desk(session, place);
}

} // namespace pages
