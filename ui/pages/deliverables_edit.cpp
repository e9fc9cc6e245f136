// SPDX-License-Identifier: GPL-3.0-only
#include "deliverables_edit.h"

#include "project_tabs.h"

#include <widgets/layout.h>

#include <QTableWidget>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using As = widgets::GridColumn::Kind;

DeliverablesField::DeliverablesField(Use use, const std::vector<api::Deliverable>& deliverables)
    : m_use(use) {
    const bool concludes = use == Use::Conclude;
    QList<widgets::GridColumn> columns{
        {u"accepted"_s, concludes ? tr("合格") : tr("选"), As::Flag, 60},
        {u"id"_s, tr("编号"), As::Text, 100, {}, true},
        {u"what"_s, tr("内容"), As::Text, concludes ? 260 : 400, {}, true}};
    if (concludes)
        columns.append({u"waiver"_s, tr("不达标仍合格的理由"), As::Text, 200});
    m_grid = new widgets::GridField(columns,
                                    std::clamp(static_cast<int>(deliverables.size()), 2, 9), true);
    QJsonArray rows;
    for (const api::Deliverable& one : deliverables)
        rows.append(QJsonObject{
            {"id"_L1, one.id}, {"what"_L1, deliverableWords(one)}, {"accepted"_L1, true}});
    m_grid->setValue(rows);
    auto* all = widgets::linkButton(tr("全选"));
    auto* none = widgets::linkButton(tr("全不选"));
    all->setObjectName(u"tick-all"_s);
    none->setObjectName(u"tick-none"_s);
    connect(all, &QPushButton::clicked, this, [this] { tickAll(true); });
    connect(none, &QPushButton::clicked, this, [this] { tickAll(false); });
    auto* below = widgets::row({all, none});
    below->addStretch();
    auto* whole = widgets::column();
    whole->setSpacing(2);
    whole->addWidget(m_grid);
    whole->addLayout(below);
    setLayout(whole);
    setFocusProxy(m_grid);
    connect(m_grid, &Field::edited, this, &Field::edited);
}

void DeliverablesField::tickAll(bool on) {
    QTableWidget* table = m_grid->table();
    for (int row = 0; row < table->rowCount(); ++row)
        table->item(row, 0)->setCheckState(on ? Qt::Checked : Qt::Unchecked);
}

QJsonValue DeliverablesField::value() const {
    QJsonArray said;
    for (const QJsonValue& one : m_grid->value().toArray()) {
        QJsonObject row = one.toObject();
        row.remove(u"what"_s);
        if (m_use == Use::Conclude)
            said.append(row);
        else if (row.value("accepted"_L1).toBool())
            said.append(row.value("id"_L1));
    }
    return said.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(said);
}

// The rows stay what they are: only ticks and reasons are taken over.
void DeliverablesField::setValue(const QJsonValue& value) {
    QTableWidget* table = m_grid->table();
    for (int row = 0; row < table->rowCount(); ++row) {
        const QString id = table->item(row, 1)->text();
        bool ticked = false;
        for (const QJsonValue& one : value.toArray()) {
            const QJsonObject said = one.toObject();
            if (one == id || (said.value("id"_L1) == id && said.value("accepted"_L1).toBool()))
                ticked = true;
            if (said.value("id"_L1) == id && m_use == Use::Conclude)
                table->item(row, 3)->setText(said.value("waiver"_L1).toString());
        }
        table->item(row, 0)->setCheckState(ticked ? Qt::Checked : Qt::Unchecked);
    }
}

} // namespace pages
