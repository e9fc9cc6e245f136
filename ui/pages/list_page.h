// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "page.h"

#include <widgets/list_table.h>

namespace pages {

// A page that is one list: a row opens its own page, what is new is registered by a tool above.
//
//     m_list = new widgets::ListTable(…);
//     addStates(u"unit"_s, {u"active"_s, u"barred"_s});
//     const bool may = addMaking(u"unit.register"_s, {u"unit-form"_s, {}, u"do=unit.register"_s});
//     fillWith(u"unit"_s);
class ListPage : public Page {
public:
    using Page::Page;
    void refresh() override { m_list->refresh(); }

protected:
    // Lays the list out; a row goes to the page `opens` with the row's id.
    void fillWith(const QString& opens);
    // The tool that goes where a new one is registered, for who may give `command`.
    bool addMaking(const QString& command, const NavigationTarget& form);
    // The choice among states of a kind of thing.
    void addStates(const QString& thing, const QStringList& states);

    widgets::ListTable* m_list = nullptr;
};

} // namespace pages
