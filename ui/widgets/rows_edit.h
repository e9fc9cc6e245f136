// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "field.h"

#include <QGridLayout>

#include <functional>

namespace widgets {

// A list of small objects in a form: sources with amounts, moves between lines, a team. Each row
// has the same fields side by side; a row with nothing in it is left out.
//
//     new RowsField({{u"line"_s, tr("项目"), [=] { return new ChoiceField(lines); }},
//                    {u"amount"_s, tr("金额"), [] { return new MoneyField; }}})
class RowsField : public Field {
    Q_OBJECT

public:
    struct Cell {
        QString key;
        QString title;
        std::function<Field*()> make;
    };
    // `first`: how many rows stand there at once; the user may add more unless `fixed`.
    explicit RowsField(QList<Cell> cells, int first = 1, bool fixed = false);

    QJsonValue value() const override; // undefined where no row holds anything
    void setValue(const QJsonValue& value) override;
    void setWrong(bool wrong) override;
    QString pointAt(const QString& part) override;
    QWidget* editor() override;
    int rows() const { return static_cast<int>(m_rows.size()); }

private:
    void addRow();

    QList<Cell> m_cells;
    QList<QList<Field*>> m_rows;
    Field* m_blamed = nullptr; // the cell that a refusal is about
    QGridLayout* m_grid;
};

} // namespace widgets
