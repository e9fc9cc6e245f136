// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace fundctl {

// How many columns of a terminal a text takes: Chinese characters and full-width signs take two.
int columnsOf(const QString& text);

// Rows under a head, lined up; columns in `right` are set to the right.
class TextTable {
public:
    TextTable(QStringList head, QList<int> right)
        : m_head(std::move(head)), m_right(std::move(right)) {}
    void add(const QStringList& row);
    // A rule above the next row.
    void rule() { m_rows.push_back({}); }
    QString text() const;

private:
    QString line(const QStringList& row, const std::vector<int>& widths) const;

    QStringList m_head;
    QList<int> m_right;
    std::vector<QStringList> m_rows;
};

} // namespace fundctl
