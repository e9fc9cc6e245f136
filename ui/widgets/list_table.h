// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "list_model.h"

#include <QTableView>

class QLabel;
class QLineEdit;
class QMenu;

namespace widgets {

// A table of rows: sorts by a click on a head, remembers its columns and which of them are seen,
// copies what is chosen into a spreadsheet (Ctrl+C, with heads), opens a row by Enter or a double
// click.
// Room that is left goes to the columns of words, room that is lacking comes from them, so that
// figures stand close together and nothing is scrolled sideways that need not.
class TableView : public QTableView {
    Q_OBJECT

public:
    // `name` is what its columns are remembered under.
    TableView(ListModel* model, const QString& name, QWidget* parent = nullptr);
    QJsonObject current() const; // empty where none is chosen
    QList<QJsonObject> chosen() const;
    void chooseAll();
    void copy();
    // As high as its rows, for a short table in a page that scrolls itself.
    void fitToRows(int most = 12);

Q_SIGNALS:
    void opened(const QJsonObject& row);
    void moved(const QJsonObject& row); // another row is current
    void allChosen();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void addColumns(QMenu* menu);
    void sortBy(int column, Qt::SortOrder order);
    void columnDragged(int column, int width);
    void remember();
    void recall();
    void spread();

    ListModel* m_model;
    QString m_name;
    QList<int> m_asked; // the columns' widths as given or dragged, before room is spread
    std::pair<int, Qt::SortOrder> m_sorted{-1, Qt::AscendingOrder};
    int m_fitMost = 0;
};

// A table with a line to filter it by as one types (numbers, names, pinyin initials) and room for
// more filters beside it.
class ListTable : public QWidget {
    Q_OBJECT

public:
    ListTable(session::Session& session, const QString& question, QList<Column> columns,
              const QString& name, QWidget* parent = nullptr);
    // A filter of the question's own: state, line, unit. Empty takes it away.
    void setFilter(const QString& key, const QString& value);
    // A box of choices that sets that filter; the first choice is "all".
    void addChoice(const QString& key, const QString& all,
                   const QList<std::pair<QString, QString>>& choices);
    // A filter of another kind beside them; who adds it sets what it filters.
    void addFilter(QWidget* filter);
    void addTool(QWidget* tool); // to the right of the filters
    // "line=L01&state=declared": a place's filter. What has no box of choices stands as a button
    // that takes it away again.
    void preset(const QString& filter);
    void refresh();
    void setEmptyWords(const QString& words);

    TableView* table() const { return m_table; }
    ListModel* model() const { return m_model; }
    QLineEdit* filterLine() const { return m_line; }

Q_SIGNALS:
    void opened(const QJsonObject& row);

private:
    void askAnew();
    void orderTools();

    session::Session& m_session;
    QString m_question;
    QJsonObject m_filters;
    ListModel* m_model;
    TableView* m_table;
    QLineEdit* m_line;
    QLabel* m_count;
    QLabel* m_empty;
    QBoxLayout* m_tools;
};

} // namespace widgets
