// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "field.h"

#include <QJsonObject>
#include <QList>

#include <functional>

class QTableWidget;
class QTableWidgetItem;

namespace widgets {

struct GridColumn {
    enum class Kind { Text, Whole, Flag, Choice, Amount };
    QString key;
    QString title;
    Kind kind = Kind::Text;
    int width = 100;
    QList<Choice> choices = {};
    bool readOnly = false;
};

// Many small objects typed or pasted as a table: 72 stations from a spreadsheet in one go. Ctrl+V
// (or the button) puts the clipboard's cells in from the current cell on and adds the rows it
// needs; a first row that repeats the heads says which column goes where. A row with nothing in it
// is left out. Delete empties the cells chosen.
//
//     auto* grid = new GridField({{u"village"_s, tr("村")}, {u"area_m2"_s, tr("面积")}});
//     grid->setNumbering(u"id"_s, [](int row) { return u"ZD-%1"_s.arg(row + 1); });
class GridField : public Field {
    Q_OBJECT

public:
    // `fixed`: the rows are given by setValue, and cells only change.
    explicit GridField(QList<GridColumn> columns, int visibleRows = 8, bool fixed = false);

    QJsonValue value() const override; // undefined where no row holds anything
    void setValue(const QJsonValue& value) override;
    void setWrong(bool wrong) override;
    QString pointAt(const QString& part) override;
    QWidget* editor() override;

    // Keys that every row has and nobody types.
    void setConstant(const QJsonObject& constant) { m_constant = constant; }
    // Fills a column of a row in which something was typed.
    void setNumbering(const QString& key, std::function<QString(int row)> number);
    int filledRows() const;
    void paste(const QString& text);
    QTableWidget* table() const { return m_table; }

private:
    class Table;
    void addRow();
    void changed(QTableWidgetItem* item);
    void put(int row, int column, const QString& text);
    QJsonValue cellValue(int row, int column) const;
    bool isEmpty(int row) const;
    int columnOf(const QString& key) const;

    QList<GridColumn> m_columns;
    QTableWidget* m_table;
    bool m_fixed;
    bool m_filling = false;
    QJsonObject m_constant;
    int m_numbered = -1;
    std::function<QString(int)> m_number;
};

} // namespace widgets
