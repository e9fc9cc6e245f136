// SPDX-License-Identifier: GPL-3.0-only
#include "rows_edit.h"

#include "layout.h"
#include "refusal.h"

#include <theme/theme.h>

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

namespace widgets {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isFilled(const QList<Field*>& row) {
    return std::any_of(row.begin(), row.end(), [](Field* field) {
        const QJsonValue value = field->value();
        // A row with nothing but an unset tick is an empty row.
        return !value.isUndefined() && (!value.isBool() || value.toBool());
    });
}

} // namespace

RowsField::RowsField(QList<Cell> cells, int first, bool fixed)
    : m_cells(std::move(cells)), m_grid(new QGridLayout) {
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(theme::grid);
    m_grid->setVerticalSpacing(4);
    for (int i = 0; i < m_cells.size(); ++i)
        m_grid->addWidget(label(m_cells[i].title, "muted"), 0, i);
    m_grid->setColumnStretch(static_cast<int>(m_cells.size()), 1);
    auto* whole = column();
    whole->setSpacing(4);
    whole->addLayout(m_grid);
    setLayout(whole);
    for (int i = 0; i < first; ++i)
        addRow();
    if (fixed)
        return;
    auto* more = linkButton(tr("再加一行"));
    whole->addWidget(more, 0, Qt::AlignLeft);
    connect(more, &QPushButton::clicked, this, [this] {
        addRow();
        m_rows.back().front()->editor()->setFocus();
    });
}

void RowsField::addRow() {
    const int row = rows();
    QList<Field*> fields;
    for (int i = 0; i < m_cells.size(); ++i) {
        Field* field = m_cells[i].make();
        field->editor()->setAccessibleName(tr("%1 第 %2 行").arg(m_cells[i].title).arg(row + 1));
        field->editor()->setObjectName(u"cell:%1:%2"_s.arg(row).arg(m_cells[i].key));
        m_grid->addWidget(field, row + 1, i, Qt::AlignTop);
        connect(field, &Field::edited, this, &Field::edited);
        fields << field;
    }
    m_rows << fields;
}

QJsonValue RowsField::value() const {
    QJsonArray items;
    for (const QList<Field*>& row : m_rows) {
        QJsonObject item;
        bool any = false;
        for (int i = 0; i < row.size(); ++i) {
            const QJsonValue value = row[i]->value();
            if (value.isUndefined())
                continue;
            // A row with nothing but an unset tick is an empty row.
            any = any || !value.isBool() || value.toBool();
            putNested(item, m_cells[i].key, value);
        }
        if (any)
            items.append(item);
    }
    return items.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(items);
}

void RowsField::setValue(const QJsonValue& value) {
    const QJsonArray items = value.toArray();
    while (rows() < items.size())
        addRow();
    for (int row = 0; row < rows(); ++row)
        for (int i = 0; i < m_cells.size(); ++i)
            m_rows[row][i]->setValue(getNested(items.at(row).toObject(), m_cells[i].key));
}

void RowsField::setWrong(bool wrong) {
    m_blamed = nullptr;
    // A row with nothing in it is not to blame, unless there is no other.
    const bool none = std::none_of(m_rows.begin(), m_rows.end(), isFilled);
    for (const QList<Field*>& row : std::as_const(m_rows))
        for (Field* field : row)
            field->setWrong(wrong && (none || isFilled(row)));
}

// Only the row, or the cell, that is to blame stays marked.
QString RowsField::pointAt(const QString& part) {
    static const QRegularExpression place(u"^\\[(\\d+)\\](?:\\.(.+))?$"_s);
    const auto match = place.match(part);
    if (!match.hasMatch())
        return {};
    setWrong(false);
    const QString key = match.captured(2);
    int item = -1; // rows with nothing in them are not counted
    for (int row = 0; row < rows(); ++row) {
        if (!isFilled(m_rows[row]) || ++item != match.captured(1).toInt())
            continue;
        QString words = tr("第 %1 行").arg(row + 1);
        for (int i = 0; i < m_cells.size(); ++i) {
            if (!key.isEmpty() && key != m_cells[i].key)
                continue;
            m_rows[row][i]->setWrong(true);
            m_blamed = m_rows[row][i];
            if (!key.isEmpty())
                words = tr("第 %1 行的%2").arg(row + 1).arg(m_cells[i].title);
        }
        return words;
    }
    return {};
}

QWidget* RowsField::editor() {
    if (m_blamed)
        return m_blamed->editor();
    return m_rows.isEmpty() ? this : m_rows.front().front()->editor();
}

} // namespace widgets
