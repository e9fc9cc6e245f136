// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <session/session.h>

#include <QAbstractTableModel>
#include <QJsonArray>
#include <QJsonObject>

#include <functional>

namespace widgets {

// What a column of a table shows of each row's JSON.
struct Column {
    enum class Kind { Text, Amount, Date, State, Percent, Count };
    QString key; // "amount"; nested with a point: "about.id"
    QString title;
    Kind kind = Kind::Text;
    int width = 120;                                       // pixels, until the user changes it
    QString thing = {};                                    // of a state: "payment"
    std::function<QString(const QJsonObject&)> words = {}; // instead of the key's own text
    bool sortable = true;                                  // by the key, where the core's list can
    std::function<QString(const QJsonObject&)> tip = {};   // more than there is room for

    QString text(const QJsonObject& row) const;
    bool rightAligned() const; // figures
};

// Rows of a list question, fetched as they are scrolled to; or rows that are all there already.
class ListModel : public QAbstractTableModel {
    Q_OBJECT

public:
    explicit ListModel(QList<Column> columns, QObject* parent = nullptr);

    // Asks the question anew with these filters; `listKey` is where its rows stand ("items").
    void ask(session::Session& session, const QString& question, const QJsonObject& filters,
             const QString& listKey = QStringLiteral("items"));
    void setItems(const QJsonArray& items);
    // Rows to be read first, such as totals, stand in bold.
    void setStrong(std::function<bool(const QJsonObject&)> strong) { m_strong = std::move(strong); }
    // Whether the core counts all rows; not where that would take it long.
    void setCounting(bool counting) { m_counting = counting; }

    QJsonObject item(int row) const { return m_items[row].toObject(); }
    int find(const QString& id) const; // -1 where it is not among the rows fetched
    const QList<Column>& columns() const { return m_columns; }
    bool complete() const { return m_next.isUndefined(); }
    qint64 total() const { return m_total; } // -1 where the question does not tell
    bool canSort(int column) const;
    // Goes on until there are no more rows.
    void fetchAll();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;
    void sort(int column, Qt::SortOrder order) override;

Q_SIGNALS:
    void loaded(); // the first rows are there, or there are none
    void failed(const QString& sentence);
    void allFetched();

private:
    void fetch();
    void restart();
    QJsonArray sorted(const QJsonArray& items) const;

    QList<Column> m_columns;
    session::Session* m_session = nullptr;
    QString m_question;
    QJsonObject m_filters;
    QString m_listKey;
    QString m_sort;                                              // by the core
    std::pair<int, Qt::SortOrder> m_own{-1, Qt::AscendingOrder}; // by the rows that are here
    std::function<bool(const QJsonObject&)> m_strong;
    QJsonArray m_items;
    QJsonValue m_next = QJsonValue::Undefined;
    qint64 m_total = -1;
    bool m_counting = true;
    bool m_fetching = false;
    bool m_all = false; // every row is wanted
    int m_run = 0;      // answers of an earlier question are not ours
};

} // namespace widgets
