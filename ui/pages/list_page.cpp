// SPDX-License-Identifier: GPL-3.0-only
#include "list_page.h"

#include <theme/theme.h>
#include <widgets/layout.h>
#include <widgets/words.h>

namespace pages {

using namespace Qt::Literals::StringLiterals;

void ListPage::fillWith(const QString& opens) {
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(2 * theme::grid, theme::grid + 4, 2 * theme::grid, theme::grid);
    whole->addWidget(m_list);
    setFocusProxy(m_list->filterLine());
    connect(m_list, &widgets::ListTable::opened, this, [this, opens](const QJsonObject& row) {
        Q_EMIT go({opens, row.value("id"_L1).toString()});
    });
}

bool ListPage::addMaking(const QString& command, const NavigationTarget& form) {
    if (!m_session.may(command))
        return false;
    auto* add = widgets::button(widgets::commandWord(command), {}, true);
    add->setObjectName(u"do:"_s + command);
    m_list->addTool(add);
    connect(add, &QPushButton::clicked, this, [this, form] { Q_EMIT go(form); });
    return true;
}

void ListPage::addStates(const QString& thing, const QStringList& states) {
    QList<std::pair<QString, QString>> choices;
    for (const QString& state : states)
        choices.append({state, widgets::stateText(thing, state)});
    m_list->addChoice(u"state"_s, QObject::tr("全部状态"), choices);
}

} // namespace pages
