// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <widgets/list_table.h>

class QPushButton;

namespace pages {

// What the contract lets be voided: a kind of thing and its id; no kind where a row is none.
struct Voidable {
    QString kind;
    QString id;
};

// A small form over the page: when and why.
void openVoid(QWidget* parent, session::Session& session, const QString& kind, const QString& id);

// A button that voids the row chosen in `table`. The core is asked each time another row is chosen:
// it shows for whose business voiding is, and stands greyed with the reason where the row was
// recorded by this very person.
//
//     voidButton(session, table, tr("作废选中的合同"), [](const QJsonObject& row) {
//         return Voidable{u"contract"_s, row.value("id"_L1).toString()};
//     });
QPushButton* voidButton(session::Session& session, widgets::TableView* table, const QString& words,
                        std::function<Voidable(const QJsonObject& row)> which);

} // namespace pages
